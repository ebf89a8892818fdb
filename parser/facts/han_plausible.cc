// Whether a piece of Chinese text can be a company's name.
#include <algorithm>

#include "parser/facts/han_words.h"
#include "parser/facts/issuers.h"
#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {

bool Issuers::is_plausible(const PreparedText& text, Span name, bool placed) const {
  static const Pattern kNoName(
      R"((?:了|这|那|们|共有|家公司|两只|三只|多只|审阅|撤回|第[一二三四五六七八九十]|曾|已|被|将|再次|一次|两次|多次|还|也|都|每|之后|以后|时间|状态|首次|正式|上述|该|其中|以及|成功|顺利|未能|进程|申请|招股|上市|聆讯|失效|获|披露|显示|更新|递|仍|并|且|则|才|就|却|没|不|最早|一度|专栏|推出|昨天|今天|[一二三四五六七八九十]月|同业|资料集|最快|下月|本月|今晚|今日|明日|下周|本周|惟|非也|观察|看点|一周|早班车|周报|速递|快讯|个案|它|方面|播报|盘点|汇总|日历|要闻|条路|委任|发行$|出现|软件公司$|企业$|机构$|平台$|品牌$|家公司|同日|此前|(?:^|证券|控股|集团|股份)(?:\\([^)]*\\))?有限公司$|厂商$|制造商$|供应商$|服务商$|零售商$|经销商$|开发商$|运营商$|生产商$|药企$|车企$|巨头$|龙头$|独角兽$|新贵$|第一股$|月\d|\d月|年\d|\d年|\d日|[^到之世管]家$|[^股]份$|版$|后$|前$|时$|中$|内$|外$|上$|下$|者$|间$|天$|日$|号$|元$|[^控]股$|类$|等$|所$|案$|[^童图读藏]书$|议$|会$|院$|局$|部$|次$|期$|项$|点$|处$|率$|价$|量$|额$|款$|权$|层$|员$|长$|师$|[^器]人$))");
  if (kNoName.matches_in(text.folded(), name)) return false;
  // "当时名为甲网络": whose name it no longer is.
  static const Pattern kFormer(
      "(?:当时|彼时|其时|原先|原|曾|前|旧|曾经)(?:名为|名叫|叫做?|称为|用名[为是]?)\"?$");
  constexpr std::size_t kFront = 24;
  if (kFormer.find(text.view({name.begin - std::min(name.begin, kFront), name.begin})))
    return false;
  const std::string_view words = text.view(name);
  if (text::count_han(words) > 0 && !han_words::may_be_name(words)) return false;
  if (han_words::is_person(text, words)) return false;
  if (placed || han_words::has_company_ending(words)) return true;
  constexpr std::size_t kThreeHan = 9;
  if (words.size() >= kThreeHan && inventory_.goes_public(words)) return true;
  const int places = inventory_.places(words);
  if (places >= 2 || (places == 1 && text.occurrences(words, 2) >= 2)) return true;
  constexpr std::size_t kFourHan = 12;
  static const Pattern kIntroduced("(?:公司|企业|商|品牌|平台|巨头|龙头|独角兽|连锁)[\"(]?$");
  constexpr std::size_t kReach = 24;
  const std::size_t begin = name.begin - std::min(name.begin, kReach);
  const bool quoted = text.view({begin, name.begin}).ends_with('"') &&
                      text.view({name.end, text.whole().end}).starts_with('"');
  // "遭遇港股“寒流”": quotes alone make no company.
  const Span behind{std::min(name.end + 1, text.whole().end),
                    std::min(name.end + 1 + kReach, text.whole().end)};
  const bool named = quoted && (text.occurrences(words, 2) > 1 || words.size() >= kFourHan ||
                                han_words::strength(text.view(behind)) == 3 ||
                                han_words::ends_with_noun(text, {begin, name.begin - 1}));
  return named || kIntroduced.find(text.view({begin, name.begin})).has_value() ||
         (words.size() >= kThreeHan && !text.view({begin, name.begin}).ends_with("股") &&
          han_words::ends_with_noun(text, {begin, name.begin}));
}

}  // namespace gongwatch::parser::facts
