#include "parser/facts/event_day_words.h"

#include <algorithm>

#include "parser/facts/context.h"
#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {
// "昨晚在港交所网站递交": the website is where it was done, not where it was read.
bool is_done_there(const PreparedText& text, Span after, const Trigger* trigger) {
  static const Pattern kThere(R"((?:在|于|向|通过)[^,。]{0,18}(?:网站|官网|网页|披露易)$)");
  return trigger != nullptr &&
         (trigger->stage == Stage::filed || trigger->stage == Stage::refiled) &&
         trigger->span.begin == after.end && kThere.matches_in(text.folded(), after);
}

}  // namespace

bool is_said_on(const PreparedText& text, const DateMention& date) {
  static const Pattern kSaid(
      R"((?i)\b(?:said|says|denied|added|confirmed|wrote|told (?:[a-z']+ ){1,5}?)(?: late| early)?(?: on)? ?$)");
  static const Pattern kSays(R"((?i)^ (?:said|denied|told|confirmed)\b)");
  constexpr std::size_t kReach = 48;
  const std::size_t begin = date.span.begin - std::min(kReach, date.span.begin);
  return kSaid.find(text.view({begin, date.span.begin})) ||
         kSays.find(text.view({date.span.end, text.whole().end}).substr(0, kReach));
}

bool describes_company(const PreparedText& text, const DateMention& date,
                       const std::vector<Trigger>& triggers) {
  static const Pattern kGoesPublic(
      "^(?:正式|将|在|于|登陆|登录|港交所|联交所|香港|港股|主板|创业板|首日|结束|截止|开始|定价)*"
      "(?:上市|挂牌|首挂|招股|登场|交易|买卖|截飞|主板|港交所|联交所|港股)的[^,。;是有还]{2}");
  constexpr std::size_t kReach = 60;
  const Span behind{date.span.end, std::min(text.whole().end, date.span.end + kReach)};
  const auto words = kGoesPublic.find(text.folded(), behind);
  return words && std::none_of(triggers.begin(), triggers.end(), [&](const Trigger& one) {
           return one.span.overlaps({date.span.begin, words->span.end});
         });
}

Told told_by_company(const PreparedText& text, const DateMention& date) {
  static const Pattern kPaper(
      R"((?i)\b(?:said in (?:an?|the|its) (?:[a-z-]+ ){0,2}?(?:statement|filing|announcement|notice|disclosure|circular)(?: (?:to|with|on) [^,;]{2,40}?)?|(?:announcement|statement|filing|notice|documents?)(?: has| also)? said)(?: late| early)?(?: on)? ?$)");
  static const Pattern kSpeaker(
      R"((?i)\b(?:it|they|the (?:[a-z-]+ )?(?:company|firm|group|issuer|[a-z-]*maker|retailer|chain|start-?up|operator|developer))(?: has| also)? said(?: late| early)?(?: on)? ?$)");
  static const Pattern kOfItself(
      R"((?i)^(?: (?:evening|night|morning|afternoon|noon))? (?:that )?(?:it|its|the company|the firm|the group) )");
  constexpr std::size_t kReach = 72;
  const std::size_t begin = date.span.begin - std::min(kReach, date.span.begin);
  const std::string_view behind = text.view({date.span.end, text.whole().end}).substr(0, kReach);
  const std::string_view front = text.view({begin, date.span.begin});
  if (kPaper.find(front)) return Told::in_paper;
  const bool said = kSpeaker.find(front) || (is_said_on(text, date) && kOfItself.find(behind));
  return said ? Told::said : Told::no;
}

bool is_decided(const PreparedText& text, const DateMention& date) {
  static const Pattern kDecided(
      R"((?i)\b(?:decision|decided|dated|letter)(?: of| on)? $|(?:日期|日子|时间)(?:是|为|则|:|在|于)+$)");
  constexpr std::size_t kReach = 24;
  const std::size_t begin = date.span.begin - std::min(kReach, date.span.begin);
  return kDecided.find(text.view({begin, date.span.begin})).has_value();
}

bool is_disclosure_day(const PreparedText& text, Span clause, const DateMention& date,
                       const Trigger* trigger) {
  constexpr std::size_t kBefore = 80;
  constexpr std::size_t kAfter = 40;
  Span before{std::max(clause.begin, date.span.begin - std::min(kBefore, date.span.begin)),
              date.span.begin};
  Span after{date.span.end, std::min(clause.end, date.span.end + kAfter)};
  if (trigger != nullptr && trigger->span.end <= date.span.begin)
    before.begin = std::max(before.begin, trigger->span.end);
  if (trigger != nullptr && trigger->span.begin >= date.span.end)
    after.end = std::min(after.end, trigger->span.begin);
  // "宣布今日起招股": of an offer and a first day it is the day itself, if the phrase tells it.
  if (trigger != nullptr && trigger->span.overlaps(date.span) &&
      (trigger->stage == Stage::launched || trigger->stage == Stage::listed))
    return false;
  // "according to a notice on the exchange's website dated Wednesday".
  static const Pattern kNotice(
      R"((?i)\b(?:notice|announcement|statement|disclosure|website|bulletin)\b[^,;]{0,40} dated(?: on)? $)");
  if (kNotice.find(text.folded(), before)) return true;
  if (is_decided(text, date)) return false;
  // "宣布已于4月8日撤回": what was done that day is told later.
  static const Pattern kDoneOn("(?:已经?|早已|早前)(?:于|在)$");
  if (trigger != nullptr && trigger->span.begin >= date.span.end &&
      kDoneOn.matches_in(text.folded(), before))
    return false;
  // "The status on the exchange's website was changed to withdrawn on Thursday".
  static const Pattern kShownThere(
      R"((?i)\b(?:website|webpage|hkexnews|entry|list of applicants)\b)");
  if (trigger != nullptr && trigger->span.end <= date.span.begin &&
      kShownThere.find(text.folded(), trigger->span))
    return true;
  // "The exchange's website listed it as withdrawn on Thursday".
  static const Pattern kSite(
      R"((?i)\b(?:website|webpage|site|hkexnews|notice|record|list of applicants)\b[^,]{0,24}$|(?:网站|官网|披露易|网页)[^,。]{0,40}$)");
  if (trigger != nullptr && trigger->span.end <= date.span.begin &&
      kSite.find(text.folded(), {clause.begin, std::max(clause.begin, trigger->span.begin)}))
    return true;
  if (is_done_there(text, after, trigger)) return has_context("disclosure", text, before);
  return has_context("disclosure", text, before) || has_context("disclosure", text, after);
}

bool is_an_end(const PreparedText& text, const DateMention& date) {
  static const Pattern kEnd(
      R"((?i)(?:\bthrough |\b(?:until|till|to|by|before|ending|ended|ends|closes? on|close|as of|as at|due|since)(?: on)? |[-~] ?|截至|截止|至|到|前|止于|直至|迄)$)");
  static const Pattern kEndBehind(
      R"(^(?:上午|中午|正午|下午|傍晚|晚上|晚间|晚)?(?:\d{1,2}[:时点][\d半正整]*分?)?(?:止|前|截|结束|之前|以前|收市))");
  static const Pattern kMoved(
      R"((?i)\b(?:re-?scheduled|postponed|moved|delayed|shifted|put back|pushed back)(?: [a-z ]{1,20})? (?:to|until) $)");
  constexpr std::size_t kReach = 16;
  constexpr std::size_t kVerb = 48;
  const std::size_t begin = date.span.begin - std::min(kReach, date.span.begin);
  const std::size_t verb = date.span.begin - std::min(kVerb, date.span.begin);
  if (kMoved.find(text.view({verb, date.span.begin}))) return false;
  constexpr std::string_view kOwn = "'s";  // "ended Wednesday's session"
  if (text.view({date.span.end, text.whole().end}).substr(0, kOwn.size()) == kOwn) return false;
  static const Pattern kQueue(R"((?i)\b(?:queue|line|pipeline) since $)");
  if (kQueue.find(text.view({verb, date.span.begin}))) return false;
  static const Pattern kSession(R"((?i)\bended $)");  // "ended Wednesday at HK$6.42"
  static const Pattern kPrice(
      R"((?i)^(?: (?:trading|the day|the session))? (?:at|up|down|lower|higher|flat|unchanged|[\d.]+ ?(?:%|per ?cent))\b)");
  if (kSession.find(text.view({begin, date.span.begin})) &&
      kPrice.find(text.view({date.span.end, text.whole().end}).substr(0, 24)))
    return false;
  return kEnd.find(text.view({begin, date.span.begin})).has_value() ||
         kEndBehind.find(text.view({date.span.end, text.whole().end})).has_value();
}

bool clause_behind_discloses(const PreparedText& text, const std::vector<Span>& clauses,
                             const std::vector<Trigger>& triggers, Span clause) {
  // "On December 17, the exchange's website showed that X passed …".
  static const Pattern kShown(
      R"((?i)\b(?:website|webpage|site|hkexnews|notice|records?|exchange|disclosure)\b[^,]{0,40}\b(?:show(?:s|ed)|disclosed|revealed|indicated|displayed|listed)\b|\b(?:said|shown|listed|reported) by (?:the )?(?:stock )?(?:exchange|hkex|bourse)\b)");
  for (Span next : clauses) {
    if (next.begin != clause.end) continue;
    const auto told = std::find_if(triggers.begin(), triggers.end(),
                                   [&](const Trigger& t) { return next.overlaps(t.span); });
    if (told == triggers.end()) return has_context("disclosure", text, next);
    const Span front{next.begin, std::max(next.begin, told->span.begin)};
    return text::count_han(text.view(told->span)) == 0 ? kShown.matches_in(text.folded(), front)
                                                       : has_context("disclosure", text, front);
  }
  return false;
}

bool stands_alone(const PreparedText& text, Span clause, const DateMention& date) {
  static const Pattern kLabel(
      R"(^[^\w\x80-\xff]*(?:[\[(【][^\])】]{1,36}[\])】]|\(?\d{1,2}[.)、]|[^\x00-\x7f]{1,8}:|[^\x00-\x7f][^,。:]{1,15} |(?i:(?:[a-z0-9]+ ){1,5}?(?:has )?(?:learned|learnt|noticed|noted)(?: that)?,?(?: on)?|then came|(?:late |early )?(?:on |in )?(?:the )?(?:evening|night|morning|afternoon) of(?: the)?))? ?(?:[^\x00-\x7f,]{1,6}后的)?)");
  constexpr std::size_t kOthers = 8;
  static const Pattern kTime(
      "^(?:美股|港股|a股)?(?:盘前|盘后|开市前|收市后|开盘前|收盘后|早间|午间|晚间|上午|下午|深夜|"
      "凌晨|清晨|"
      "早上|晚上|傍晚|中午)");
  if (const auto time = kTime.find(text.folded(), {date.span.end, clause.end}))
    clause.end -= time->span.size();
  const auto label = kLabel.find(text.folded(), {clause.begin, date.span.begin});
  if (label && label->span.begin == clause.begin) clause.begin = label->span.end;
  return clause.size() - std::min(clause.size(), date.span.size()) <= kOthers;
}

const DateMention* own_day(const PreparedText& text, const std::vector<DateMention>& dates,
                           const Issuers& issuers, Span sentence, std::size_t issuer) {
  static const Pattern kBehind(R"(^"? ?\((?:on )?$)");
  static const Pattern kFront(R"(^(?:是|为|有|:)?"?$)");
  for (const IssuerName& name : issuers.mentions(text, sentence)) {
    if (name.issuer != issuer) continue;
    for (const DateMention& date : dates_in(dates, sentence)) {
      if (!date.date || date.range_end) continue;
      const bool behind = date.span.begin >= name.span.end &&
                          kBehind.find(text.view({name.span.end, date.span.begin}));
      const bool front = date.span.end <= name.span.begin &&
                         kFront.find(text.view({date.span.end, name.span.begin}));
      if (behind || front) return &date;
    }
  }
  return nullptr;
}

}  // namespace gongwatch::parser::facts
