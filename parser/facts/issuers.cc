#include "parser/facts/issuers.h"

#include <algorithm>

#include "parser/facts/firms.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"
#include "text/fold.h"
#include "text/names.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kMostIssuers = 100;  // of one page; every sentence is searched for each name

bool has_han(std::string_view name) { return text::count_han(name) > 0; }

std::string five_digits(std::string_view code) {
  std::string digits(code);
  return digits.size() < 5 ? std::string(5 - digits.size(), '0') + digits : digits;
}

bool is_word_byte(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// A Latin name must not stand inside a longer word.
bool stands_alone(std::string_view text, std::size_t begin, std::size_t end) {
  const bool left = begin == 0 || !is_word_byte(text[begin]) || !is_word_byte(text[begin - 1]);
  const bool right = end >= text.size() || !is_word_byte(text[end - 1]) || !is_word_byte(text[end]);
  return left && right;
}

// 禾沅生科 of 禾沅生物科技: the same two characters first, the others in order.
bool abbreviates(std::string_view key, std::string_view legal_key) {
  constexpr std::size_t kTwoHan = 6;
  constexpr std::size_t kThreeHan = 9;
  constexpr std::size_t kSixHan = 18;
  if (key.size() < kThreeHan || key.size() > kSixHan || key.size() >= legal_key.size() ||
      key.substr(0, kTwoHan) != legal_key.substr(0, kTwoHan))
    return false;
  std::size_t at = kTwoHan;
  for (std::size_t i = kTwoHan; i < key.size(); i += 3) {
    const auto found = legal_key.find(key.substr(i, 3), at);
    if (found == std::string_view::npos) return false;
    at = found + 3;
  }
  return true;
}

// "Bright Harbour" of "bright harbour cranes", 星河智能 of 深圳市星河智能科技.
bool is_short_of(const std::string& key, const std::string& legal_key) {
  constexpr std::size_t kTwoHan = 6;
  constexpr std::size_t kShortestLatin = 4;
  if (key == legal_key) return true;
  if (has_han(key))
    return key.size() >= kTwoHan &&
           (legal_key.find(key) != std::string::npos || abbreviates(key, legal_key));
  return key.size() >= kShortestLatin && legal_key.compare(0, key.size(), key) == 0 &&
         legal_key[key.size()] == ' ';
}

}  // namespace

Issuers::Issuers(const PreparedText& text) {
  read_english_definitions(text);
  read_chinese_definitions(text);
  read_codes(text);
}

void Issuers::read_chinese_definitions(const PreparedText& text) {
  static const Pattern kLegal(
      R"re(([^,。;:|!?"\s、()-]{2,60}?(?:\([^()]{2,12}\)[^,。;:|!?"\s、()-]{0,20}?)?(?:股份有限公司|有限责任公司|有限公司))"?(?: ?-? ?[BWPSZ])*(?:\((\d{4,5})(?:\.HK)?\))?)re"
      R"re((?:\((?:以下|下文|下称|后称)?(?:统称|合称)?(?:简称|下称|称)?[:为]?"?([^"()]{2,60}?)"?(?:[,或、;][^()]{0,60})?\))?)re");
  static const Pattern kBracketed(
      R"(([^,。;:|!?"\s、()-]{2,30})\(([^()]{4,40}(?:股份有限公司|有限责任公司|有限公司))[^()]{0,40}\))");
  static const Pattern kFormer(
      R"re(([^,。;:|!?"\s、()]{2,30})\(?,?(?:原名|前称|曾用名|前身为|原称|前名)[为:]?"?([^,。;:()"\s]{2,30}))re");
  const auto subject_in = [&](Span span) { return han_subject(text, span); };
  for (const Match& match : kLegal.find_all(text.folded(), text.whole())) {
    const auto legal_span = subject_in(match.groups[0]);
    if (!legal_span) continue;
    const std::string legal = text.original(*legal_span);
    const std::string short_name = match.has(2) ? text.original(match.groups[2]) : std::string();
    if (!has_han(legal) || is_house(legal)) continue;
    define(legal, could_be_issuer(short_name) ? short_name : std::string(),
           match.has(1) ? std::string(text.view(match.groups[1])) : "");
  }
  for (const Match& match : kBracketed.find_all(text.folded(), text.whole())) {
    const auto written = subject_in(match.groups[0]);
    const auto legal = bearer(text.original(match.groups[1]));
    if (!written || !legal || !could_be_issuer(text.original(*written))) continue;
    if (issuers_[*legal].name == issuers_[*legal].legal_name)
      issuers_[*legal].name = text.original(*written);
    add_form(text.original(*written), *legal);
  }
  for (const Match& match : kFormer.find_all(text.folded(), text.whole())) {
    const auto name = subject_in(match.groups[0]);
    const auto issuer = name ? add(text.original(*name)) : std::nullopt;
    const std::string former = text.original(match.groups[1]);
    if (issuer && could_be_issuer(former)) add_alias(*issuer, former);
  }
}

// "Bright Harbour (02788.HK)", 明湾起重机-B(2788).
void Issuers::read_codes(const PreparedText& text) {
  static const Pattern kCode(
      R"re((?: ?- ?[BWPSZ])?"? ?\((?:HKEX|SEHK|HK|stock code|股份代号|股票代码|代号|代码|港股代码|编号|上市编号)?[:. ]{0,2}(\d{4,5})(?:\.HK)?(?:,[^()]{0,30})?\))re");
  for (const Match& match : kCode.find_all(text.folded(), text.whole())) {
    constexpr std::size_t kReach = 80;
    std::size_t begin = match.span.begin - std::min(kReach, match.span.begin);
    while (begin < match.span.begin && (text.folded()[begin] & 0xC0) == 0x80) ++begin;
    const std::string_view left = text.view({begin, match.span.begin});
    if (const auto stop = left.find_last_of(",;:|\n!?()"); stop != std::string_view::npos)
      begin += stop + 1;
    if (const auto stop = text.view({begin, match.span.begin}).rfind("。");
        stop != std::string_view::npos)
      begin += stop + 3;
    for (const std::string_view mark : {"、", "及", "和"}) {
      const auto stop = text.view({begin, match.span.begin}).rfind(mark);
      if (stop != std::string_view::npos && mark == "、") begin += stop + mark.size();
    }
    const Span before{begin, match.span.begin};
    std::optional<Span> name;
    const bool han = !before.empty() && (text.folded()[before.end - 1] & 0x80) != 0;
    if (han) {
      name = han_subject(text, before);
    } else if (const auto names = english_names(text, before); !names.empty()) {
      name = names.back();
    }
    if (!name) continue;
    const auto issuer = add(text.original(*name));
    if (issuer && !issuers_[*issuer].stock_code)
      issuers_[*issuer].stock_code = five_digits(text.view(match.groups[0]));
  }
}

std::optional<std::size_t> Issuers::define(const std::string& legal, const std::string& short_name,
                                           const std::string& code) {
  const std::string key = text::name_key(legal);
  const auto same = std::find_if(issuers_.begin(), issuers_.end(), [&](const IssuerMention& other) {
    return text::name_key(other.legal_name.value_or(other.name)) == key;
  });
  const auto index = static_cast<std::size_t>(same - issuers_.begin());
  if (same == issuers_.end()) {
    if (issuers_.size() >= kMostIssuers) return std::nullopt;
    IssuerMention issuer;
    issuer.name = legal;
    issuer.legal_name = legal;
    issuers_.push_back(std::move(issuer));
    add_form(legal, index);
    if (const std::string plain = text::plain_name(legal); plain != legal) add_form(plain, index);
  }
  IssuerMention& issuer = issuers_[index];
  if (!short_name.empty() && issuer.name == issuer.legal_name) {
    issuer.name = short_name;
    add_form(short_name, index);
  }
  if (!code.empty() && !issuer.stock_code) issuer.stock_code = five_digits(code);
  return index;
}

std::optional<std::size_t> Issuers::bearer(const std::string& name) const {
  const std::string key = text::name_key(name);
  for (std::size_t i = 0; i < issuers_.size(); ++i) {
    const IssuerMention& known = issuers_[i];
    const auto is = [&](const std::string& other) { return text::name_key(other) == key; };
    if (is(known.name) || (known.legal_name && is(*known.legal_name)) ||
        std::any_of(known.aliases.begin(), known.aliases.end(), is))
      return i;
  }
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < issuers_.size(); ++i) {
    const std::string known = text::name_key(issuers_[i].legal_name.value_or(issuers_[i].name));
    const bool begins = has_han(key) && key.size() >= 6 && known.compare(0, key.size(), key) == 0;
    const bool begun = has_han(known) && !issuers_[i].legal_name && known.size() >= 9 &&
                       key.compare(0, known.size(), known) == 0;
    const bool latin =
        !has_han(key) && !has_han(known) &&
        (is_short_of(key, known) || (!issuers_[i].legal_name && is_short_of(known, key)));
    if (!begins && !begun && !latin && !(issuers_[i].legal_name && is_short_of(key, known)))
      continue;
    if (found) return std::nullopt;  // a sibling and a parent: nobody's for sure
    found = i;
  }
  return found;
}

std::optional<std::size_t> Issuers::add(const std::string& written) {
  if (is_house(written) || is_authority(written) || !could_be_issuer(written)) return std::nullopt;
  if (const auto known = bearer(written)) {
    IssuerMention& issuer = issuers_[*known];
    if (issuer.name == issuer.legal_name && written != issuer.name) issuer.name = written;
    add_form(written, *known);
    return known;
  }
  if (issuers_.size() >= kMostIssuers) return std::nullopt;
  IssuerMention issuer;
  issuer.name = written;
  issuers_.push_back(std::move(issuer));
  add_form(written, issuers_.size() - 1);
  return issuers_.size() - 1;
}

std::optional<std::size_t> Issuers::add_plausible(const PreparedText& text, Span name,
                                                  bool placed) {
  const std::string written = text.original(name);
  if (const auto known = bearer(written)) return add(written);
  return is_plausible(text, name, placed) ? add(written) : std::nullopt;
}

bool Issuers::is_plausible(const PreparedText& text, Span name, bool placed) {
  static const Pattern kNoName(
      R"((?:了|这|那|们|共有|家公司|两只|三只|多只|审阅|撤回|第[一二三四五六七八九十]|曾|已|被|将|再次|一次|两次|多次|还|也|都|每|之后|以后|时间|状态|首次|正式|上述|该|其中|以及|成功|顺利|未能|进程|申请|招股|上市|聆讯|失效|获|披露|显示|更新|递|仍|并|且|则|才|就|却|没|不|最早|一度|专栏|推出|昨天|今天|[一二三四五六七八九十]月|同业|资料集|最快|下月|本月|今晚|今日|明日|下周|本周|惟|非也|观察|看点|一周|早班车|周报|速递|快讯|个案|它|方面|播报|盘点|汇总|日历|要闻|条路|委任|发行$|出现|软件公司$|企业$|机构$|平台$|品牌$|家公司|同日|此前|(?:^|证券|控股|集团|股份)(?:\\([^)]*\\))?有限公司$|厂商$|制造商$|供应商$|服务商$|零售商$|经销商$|开发商$|运营商$|生产商$|药企$|车企$|巨头$|龙头$|独角兽$|新贵$|第一股$|月\d|\d月|年\d|\d年|\d日|家$|份$|版$|后$|前$|时$|中$|内$|外$|上$|下$|者$|间$|天$|日$|号$|元$|股$|类$|等$|所$|案$|书$|议$|会$|院$|局$|部$|次$|期$|项$|点$|处$|率$|价$|量$|额$|款$|权$|层$|员$|长$|师$|人$))");
  static const Pattern kSuffix(
      R"((?i)(?:科技|生物|医药|药业|制药|医疗|集团|控股|股份|智能|国际|实业|机器人|半导体|电子|能源|材料|食品|餐饮|物流|供应链|教育|传媒|文化|娱乐|游戏|网络|信息|数据|软件|云|检测|环保|环境|建设|建筑|工程|地产|物业|服务|金融|资本|保险|租赁|典当|珠宝|黄金|矿业|铝业|钢铁|化工|新材|纺织|服饰|零售|百货|商业|电商|汽车|动力|电池|锂业|光伏|风电|电力|燃气|水务|航空|航天|船舶|港口|铁路|农业|牧业|乳业|饮料|茶饮|咖啡|酒业|啤酒|家居|家具|电器|光电|光学|激光|精密|机械|装备|重工|器械|基因|细胞|诊断|健康|口腔|眼科|医院|养老|旅游|酒店|体育|玩具|母婴|宠物|美妆|化妆品|日化|包装|印刷|纸业|木业|水泥|玻璃|陶瓷|微电子|芯片|微|通信|科学|技术|产业|投资|发展|企业|公司|品牌|工业|制造|时代|之家|堂|坊|记|斋|轩|-[bwpsz])$)");
  if (kNoName.matches_in(text.folded(), name)) return false;
  constexpr std::size_t kThreeHan = 9;
  if (placed && name.size() >= kThreeHan) return true;
  if (kSuffix.matches_in(text.folded(), name)) return true;
  if (text.occurrences(text.view(name), 2) >= 2) return true;
  static const Pattern kIntroduced("\"$|(?:公司|企业|商|品牌|平台|巨头|龙头|独角兽)[\"(]?$");
  constexpr std::size_t kReach = 24;
  const std::size_t begin = name.begin - std::min(name.begin, kReach);
  return kIntroduced.find(text.view({begin, name.begin})).has_value();
}

void Issuers::add_form(const std::string& name, std::size_t issuer) {
  std::string folded = text::fold_text(name);
  const auto same = [&](const Form& form) { return form.folded == folded; };
  if (folded.size() >= 3 && std::none_of(forms_.begin(), forms_.end(), same))
    forms_.push_back({std::move(folded), issuer});
}

void Issuers::add_alias(std::size_t issuer, const std::string& alias) {
  auto& aliases = issuers_[issuer].aliases;
  if (alias != issuers_[issuer].name &&
      std::find(aliases.begin(), aliases.end(), alias) == aliases.end())
    aliases.push_back(alias);
  add_form(alias, issuer);
}

std::vector<IssuerName> Issuers::mentions(const PreparedText& text, Span in) const {
  std::vector<IssuerName> found;
  const std::string_view where = text.view(in);
  for (const Form& form : forms_) {
    for (std::size_t at = 0; (at = where.find(form.folded, at)) != std::string_view::npos;
         at += form.folded.size()) {
      if (stands_alone(where, at, at + form.folded.size()))
        found.push_back({{in.begin + at, in.begin + at + form.folded.size()}, form.issuer});
    }
  }
  std::sort(found.begin(), found.end(), [](const IssuerName& a, const IssuerName& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  std::vector<IssuerName> kept;
  for (const IssuerName& one : found) {
    if (kept.empty() || one.span.begin >= kept.back().span.end) kept.push_back(one);
  }
  return kept;
}

std::optional<IssuerName> Issuers::last_mention(const PreparedText& text, Span in) const {
  const auto all = mentions(text, in);
  return all.empty() ? std::nullopt : std::optional(all.back());
}

}  // namespace gongwatch::parser::facts
