// Names in front of stock codes.
#include <algorithm>

#include "parser/facts/firms.h"
#include "parser/facts/han_words.h"
#include "parser/facts/issuer_names.h"
#include "parser/facts/issuers.h"
#include "parser/facts/limits.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kOneHan = 3;
constexpr std::size_t kTwoHan = 6;

// "最快本月底向港交所(0388)递交".
bool is_an_exchange(const PreparedText& text, Span before) {
  static const Pattern kExchange("(?:港交所|联交所|香港交易所|香港联合交易所|港所)\"?$");
  return kExchange.matches_in(text.folded(), before);
}

// 挚达科技 of 家用电动车充电桩挚达科技 where the text elsewhere says 挚达: how it is listed, in
// four to six characters, and what it does in front.
std::optional<Span> short_name_at_end(const PreparedText& text, Span name) {
  constexpr std::size_t kShortest = 4 * kOneHan;
  constexpr std::size_t kLongest = 6 * kOneHan;
  constexpr std::size_t kMany = 12;
  const std::string_view folded = text.folded();
  for (std::size_t size = kShortest; size <= kLongest && size < name.size(); size += kOneHan) {
    const Span end{name.end - size, name.end};
    if ((folded[end.begin] & 0xC0) == 0x80 || text::count_han(text.view(end)) * kOneHan != size ||
        !han_words::has_company_ending(text.view(end)) || !han_words::may_be_name(text.view(end)) ||
        !could_be_issuer(text.original(end)))
      continue;
    const std::string_view first = text.view({end.begin, end.begin + kTwoHan});
    const std::string_view more = text.view({end.begin - kOneHan, end.begin + kTwoHan});
    if (text.occurrences(first, kMany) > text.occurrences(more, kMany)) return end;
  }
  // Nothing tells: two characters and an ending, behind what is longer than they.
  const Span last{name.end - kShortest, name.end};
  if (name.size() > 2 * kShortest && (folded[last.begin] & 0xC0) != 0x80 &&
      han_words::has_company_ending(text.view(last)) && han_words::may_be_name(text.view(last)) &&
      !han_words::is_only_endings(text.view({last.begin, last.begin + kTwoHan})))
    return last;
  return std::nullopt;
}

// 东软熙康 of 是继9月底东软熙康, of "或有望打破赚钱王"东软熙康": words in front that no name holds.
Span behind_what_describes(const PreparedText& text, Span name) {
  constexpr std::size_t kLongest = 7 * kOneHan;  // of a name by which a stock goes
  static const Pattern kLegal("公司$");
  static const Pattern kInside("(?i)(?:" + han_words::alternatives("name_places", "inside") + ")");
  static const Pattern kPlace("^(?:内地|本地|本港|国内|香港|中国|大陆|中资|国产)");
  if (kLegal.matches_in(text.folded(), name)) return name;
  const auto quote = text.view(name).rfind('"');
  if (quote != std::string_view::npos && name.end - (name.begin + quote + 1) >= kTwoHan)
    name.begin += quote + 1;
  Span rest = name;
  for (const Match& match : kInside.find_all(text.folded(), name)) rest.begin = match.span.end;
  // 十月 of 十月稻田 is no month where 稻田 never stands alone.
  constexpr std::size_t kMany = 12;
  const bool alone = rest.size() > kTwoHan || text.occurrences(text.view(rest), kMany) >
                                                  text.occurrences(text.view(name), kMany);
  if (rest.begin > name.begin && rest.size() >= kTwoHan && alone &&
      han_words::may_be_name(text.view(rest)))
    name = rest;
  if (name.size() <= kLongest) return name;
  if (const auto short_name = short_name_at_end(text, name)) return *short_name;
  const auto place = kPlace.find(text.folded(), name);
  if (place) name.begin = place->span.end;
  return name;
}

}  // namespace

// "Bright Harbour (02788.HK)", 明湾起重机-B(2788).
void Issuers::read_codes(const PreparedText& text) {
  static const Pattern kCode(
      R"re((?: ?- ?[BWPSZ])?"? ?\((?:HKEX|SEHK|HK|stock code|股份代号|股票代码|代号|代码|港股代码|编号|上市编号)?[:. ]{0,2}(?:(\d{4,5})(?:\.HK)?|[036389][\dx]{5}(?:\.(?:SH|SZ|BJ|SS))?)(?:,[^()]{0,30})?\))re");
  for (const Match& match : kCode.find_all(text.folded(), text.whole())) {
    constexpr std::size_t kReach = 80;
    constexpr std::size_t kMany = 24;
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
    // "曹操家居(02770)与安诺基因(02772)".
    for (const std::string_view tie : {"与", "和", "及"}) {
      if (begin > 0 && text.folded()[begin - 1] == ')' &&
          text.view({begin, match.span.begin}).starts_with(tie)) {
        begin += tie.size();
        break;
      }
    }
    const Span before{begin, match.span.begin};
    std::optional<Span> name;
    const bool han = !before.empty() && (text.folded()[before.end - 1] & 0x80) != 0;
    const bool cell = (begin > 0 && text.view({begin - 1, begin + 1}) == "| ") ||
                      text.view({match.span.end, text.whole().end}).substr(0, 2) == " |";
    if (cell && han) {
      name = trimmed(text.folded(), before);
    } else if (han) {
      if (is_an_exchange(text, before)) continue;
      name = han_subject(text, before);
      if (name) name = behind_what_describes(text, *name);
    } else if (const auto names = english_names(text, before); !names.empty()) {
      name = names.back();
    }
    if (!name) continue;
    std::string written = text.original(*name);
    // "-B" in front of the code is the name's where the text mostly writes it so.
    const std::size_t bracket = text.folded().find('(', match.span.begin);
    const Span marked{name->begin, std::max(name->end, bracket)};
    if (text.folded()[match.span.begin] == '-' && name->end == match.span.begin &&
        2 * text.occurrences(text.view(trimmed(text.folded(), marked)), kMany) >
            text.occurrences(text.view(*name), kMany))
      written = text.original(marked);
    const auto issuer = add(written);
    if (issuer && match.has(0) && !issuers_[*issuer].stock_code)
      issuers_[*issuer].stock_code = five_digits(text.view(match.groups[0]));
  }
}

// "中国工商银行27日在香港联交所挂牌", "兴证国际(8407)今早挂牌": a house, and a company that is
// listed.
void Issuers::read_houses_that_list(const PreparedText& text) {
  static const Pattern kLists(
      R"re(([^,。;:|!?"\s、()的]{2,14}?(?:银行|证券|保险|国际|金融|资本|金控|期货))"?(?:-[BWPSZ])?(?:\((?:HK)?[:.]?(\d{4,5})(?:\.HK)?\))?(?:昨日?|今[日天早晨]?|昨天|\d{1,2}日|\d{1,2}月\d{1,2}日|正式|成功|于|在|首日|H股|h股|香港|港|港交所|联交所|香港联交所|香港交易所|主板)*(?:挂牌|首挂|上市交易|上市(?:$|[,。])|招股(?:$|[,。])|公开招股|开始招股|启动招股|开始买卖))re");
  for (const Match& match : kLists.find_all(text.folded(), text.whole())) {
    const auto name = han_subject(text, match.groups[0]);
    if (!name || name->end != match.groups[0].end) continue;
    const std::string written = text.original(*name);
    if (!is_house(written)) {
      add_plausible(text, *name, true);
      continue;
    }
    if (bearer(written) || issuers_.size() >= kMostIssuers) continue;
    IssuerMention issuer;
    issuer.name = written;
    if (match.has(1)) issuer.stock_code = five_digits(text.view(match.groups[1]));
    issuers_.push_back(std::move(issuer));
    add_form(written, issuers_.size() - 1);
  }
}

}  // namespace gongwatch::parser::facts
