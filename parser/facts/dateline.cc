#include "parser/facts/dateline.h"

#include <algorithm>
#include <string_view>

#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kHeadLines = 4;  // in which a dateline stands
constexpr std::size_t kReach = 90;     // bytes on either side of a dateline's day

// The first bytes of the words, whole characters.
std::string_view head_of(std::string_view words) {
  std::size_t end = std::min(words.size(), kReach);
  while (end < words.size() && (static_cast<unsigned char>(words[end]) & 0xC0) == 0x80) ++end;
  return words.substr(0, end);
}

// What stands in the day's line in front of it and behind it.
struct Around {
  std::string_view front, behind;
};

// Null: its line begins too far in front for a dateline's.
std::optional<Around> around(const PreparedText& text, Span day) {
  const std::string_view folded = text.folded();
  const std::size_t from = day.begin - std::min(day.begin, kReach);
  const std::size_t line = folded.substr(from, day.begin - from).rfind('\n');
  if (line == std::string_view::npos && from > 0) return std::nullopt;
  const std::size_t begin = line == std::string_view::npos ? 0 : from + line + 1;
  const std::string_view behind = head_of(folded.substr(day.end));
  return Around{folded.substr(begin, day.begin - begin), behind.substr(0, behind.find('\n'))};
}

// 财讯网11月14日讯, "(记者李明 11月14日报道)"; 据甲报11月6日报道 is another's.
bool is_of_wire(const Around& near) {
  static const Pattern kFront("^[^。;!?\"]{0,40}$");
  static const Pattern kOthers("据|援引|引述|引用");
  static const Pattern kBehind(
      R"(^(?:\([^)]{1,9}\))?(?:上午|下午|中午|早上?|早间|午间|晚上?|晚间|凌晨|盘前|盘后)?(?: ?\d{1,2}[:时点]\d{0,2}分?)?(?:专|快|综合)?(?:电|讯|讯息|消息|报道|电讯)(?:[,。:)\]】》\s|(/-]|$))");
  return kFront.find(near.front) && !kOthers.find(near.front) && kBehind.find(near.behind);
}

// 【财讯网 2025年11月14日】, "(2025年11月14日,香港)".
bool is_bracketed(const Around& near) {
  static const Pattern kFront(R"(^\s*[(\[【<][^)\]】>]{0,20}$)");
  static const Pattern kBehind(R"(^[^)\]】>。;]{0,20}[)\]】>])");
  static const Pattern kOfSomething("截至|截止|止|将|拟|生效|起$|前$|至$|到$|由$");
  return kFront.find(near.front) && kBehind.find(near.behind) && !kOfSomething.find(near.front);
}

// "文/陈小明 11月14日", "发布时间:2025-11-14".
bool is_of_writer(const Around& near) {
  static const Pattern kFront(
      R"(^\s*[(\[【]?\s?(?:(?:图?文|撰文|撰稿|采写|作者|编辑|来源|出处|发布|发稿|更新|刊登|时间|日期)(?:时间|日期)?\s?[/|:·]|(?:本报|本刊|本网)?(?:财经|实习|见习|特约)?记者)[^,。;]{0,24}$)");
  static const Pattern kBehind(R"(^(?:[\s,|)】\]:]|$|\d{1,2}:\d\d|星期|周|\(|从))");
  return kFront.find(near.front) && kBehind.find(near.behind);
}

// "香港,2025年11月14日 /美通社/ -- ", 某某汇11月14日丨.
bool is_of_place(const Around& near) {
  static const Pattern kFront(R"(^\s*\(?[\p{Han}A-Za-z]{2,8}[, ]{0,2}$)");
  static const Pattern kBehind(
      R"(^[ ,)]*(?:/[^/]{2,24}/ ?-{0,3}|(?:\([^()]{2,24}\) ?)?-{1,3}|\|) ?\S)");
  static const Pattern kUntil("截至|截止|直至");
  return kFront.find(near.front) && !kUntil.find(near.front) && kBehind.find(near.behind);
}

// "2025年11月14日 星期五", "11月14日 18:30 财讯网": a line of nothing else.
bool is_line(const Around& near) {
  static const Pattern kFront(R"(^\s*(?:(?:星期|周)[一二三四五六日天],? ?)?$)");
  static const Pattern kBehind(
      R"(^(?: ?\(?(?:星期|周)[一二三四五六日天]\)?| ?(?:[上下]午)?\d{1,2}:\d\d(?::\d\d)?)+(?:[ |·/-]*[^ ,。;:]{2,12})?\s*$)");
  return kFront.find(near.front) && kBehind.find(near.behind);
}

// "某某财经 王大力 11月14日,", "某某AI快讯,11月14日,".
bool is_of_agency(const Around& near) {
  static const Pattern kFront(
      R"(^\s*[\p{Han}A-Za-z]{1,10}(?:讯|财经|[网社报]|(?i:app))(?:获悉|消息)?[, ] ?(?:\p{Han}{2,4} )?$)");
  static const Pattern kBehind("^ ?[,:| ]");
  return kFront.find(near.front) && kBehind.find(near.behind);
}

// "HONG KONG, Nov 14, 2025 (Wire) -- ", "Nov 14 (Reuters) - ", "Kuala Lumpur (April 9): ", "(Yicai)
// Nov. 24 -- ": at the very beginning, where no list can name a company so.
bool is_of_english_wire(const Around& near) {
  static const Pattern kFront(
      R"(^\W{0,3}(?:[A-Z][A-Z.' ]{2,30}|(?:Hong Kong|Beijing|Shanghai|Shenzhen|Guangzhou|Hangzhou|Suzhou|Nanjing|Chengdu|Wuhan|Tianjin|Singapore|Kuala Lumpur|London|New York|Tokyo|Taipei|Macau|Sydney|Seoul|Jakarta|Bangkok|Mumbai|Manila|Hanoi))(?: ?\([A-Z][A-Za-z .]{1,20}\))?(?:,? | ?- )?\(?(?:[A-Z][A-Za-z .]{1,20}, )?$|^\([A-Z][A-Za-z .]{1,20}\),? $)");
  static const Pattern kBehind(
      R"(^\)?,?(?: ?\([^()]{2,40}\))?(?: ?/[^/]{2,30}/)? ?(?:-{1,3}|:|\|) ?\S)");
  static const Pattern kNoPlace(R"(^\W{0,3}$)");
  static const Pattern kAgency(
      R"(^\)?,? ?(?:\([A-Z][A-Za-z. ]{1,30}\)|/[^/]{2,30}/) ?(?:-{1,3}|:|\|) ?\S)");
  static const Pattern kDashes(R"(^,? ?-{2,3} ?\S)");  // "Aug. 7 -- "
  return kNoPlace.find(near.front) ? kAgency.find(near.behind) || kDashes.find(near.behind)
                                   : kFront.find(near.front) && kBehind.find(near.behind);
}

// "(本文刊于2025年11月14日)".
bool is_signed(const Around& near) {
  static const Pattern kFront("(?:本文|原文|文章|专栏)[^。;]{0,12}[刊表布写撰稿新载]于 ?$");
  return kFront.find(near.front).has_value();
}

bool tells_when_written(const Around& near) {
  return is_of_agency(near) || is_bracketed(near) || is_of_writer(near) || is_of_place(near) ||
         is_line(near);
}

// "新股日报(11月14日)", 港股早报|11月14日.
bool heads_daily(const Around& near) {
  static const Pattern kBracket(R"([(\[【][^)\]】]{0,12}$)");
  static const Pattern kClosed(R"(^[^)\]】]{0,12}[)\]】]\s*$)");
  static const Pattern kDaily(
      R"((?:日历|早报|晚报|早参|日报|速递|快讯|要闻|动态|播报|观察|早知道|一览|汇总|早餐|简报|快报)[|:· ]{1,2}$)");
  static const Pattern kEnd(R"(^\s*$)");
  return (kBracket.find(near.front) && kClosed.find(near.behind)) ||
         (kDaily.find(near.front) && kEnd.find(near.behind));
}

// A day that something written on the reference's or an earlier day can bear.
bool can_be(const DateMention& date, std::optional<CivilDate> reference) {
  constexpr int kMonths = 300;  // days; a day without a year may be no older
  constexpr int kYears = 3660;
  if (!date.date || date.relative || date.range_start || date.range_end) return false;
  if (!reference) return !date.year_inferred;
  const int age = days_between(*date.date, *reference);
  return age >= 0 && age <= (date.year_inferred ? kMonths : kYears);
}

// "【11月10日】…" and "【11月11日】…": headings of days are no datelines.
bool is_one_of_many(const PreparedText& text, const std::vector<DateMention>& dates,
                    const DateMention& first) {
  return std::any_of(dates.begin(), dates.end(), [&](const DateMention& date) {
    if (date.span.begin <= first.span.begin || date.date == first.date || !date.date) return false;
    const auto near = around(text, date.span);
    return near &&
           (is_bracketed(*near) || is_line(*near) || is_of_place(*near) || is_of_wire(*near));
  });
}

}  // namespace

bool is_dateline(const PreparedText& text, Span sentence, const DateMention& date) {
  static const Pattern kHanMark(
      R"(^(?:上午|下午|早间|午间|晚间|早|晚)?(?:专|快|综合)?(?:电|讯|讯息)(?:[,。:)\s|》】-]|$)|^\|)");
  if (kHanMark.find(text.view({date.span.end, std::min(sentence.end, date.span.end + 16)})))
    return true;
  static const Pattern kHanBracket(
      R"(^\s*[(\[【][^)\]】]{0,20}(?:[网社报讯电]|记者|香港|北京|上海|深圳|财经|通讯)[^)\]】]{0,12}$)");
  static const Pattern kHanClosed(
      R"(^(?:,? ?(?:香港|北京|上海|深圳)(?:电|讯)?| ?(?:电|讯|报道)| ?\d{1,2}:\d\d)?[)\]】])");
  static const Pattern kHanPlace(R"(^\s*[(\[【]$)");
  static const Pattern kHanPlaceBehind(R"(^,? ?(?:香港|北京|上海|深圳)(?:电|讯)?[)\]】])");
  const std::string_view front = text.view({sentence.begin, date.span.begin});
  const std::string_view behind = head_of(text.view({date.span.end, sentence.end}));
  if (front.size() <= kReach && ((kHanBracket.find(front) && kHanClosed.find(behind)) ||
                                 (kHanPlace.find(front) && kHanPlaceBehind.find(behind))))
    return true;
  if (sentence.begin == 0 && is_of_english_wire({front, behind})) return true;
  static const Pattern kAgency(R"(^ \([A-Z][A-Za-z. ]{1,30}\) ?-+ )");
  if (date.span.begin == sentence.begin && kAgency.find(text.view({date.span.end, sentence.end})))
    return true;
  static const Pattern kPlace(R"(^\W{0,3}[A-Z][A-Z. ]{2,30}(?:, |,? ?\(| )$)");
  static const Pattern kMark(R"(^\)?(?: ?\([A-Z][A-Za-z. ]{1,30}\))? ?(?:-+|:|\|) )");
  return kPlace.find(text.view({sentence.begin, date.span.begin})) &&
         kMark.find(text.view({date.span.end, sentence.end}));
}

bool heads_morning_paper(const PreparedText& title) {
  static const Pattern kMorning("早报|早参|早餐|早知道|早班车|早读|早评|早间|晨报|早讯|晨讯|早晨");
  return kMorning.matches_in(title.folded(), title.whole());
}

std::optional<CivilDate> day_of_writing(const PreparedText& text,
                                        const std::vector<DateMention>& dates,
                                        const PreparedText& title,
                                        const std::vector<DateMention>& title_dates,
                                        std::optional<CivilDate> reference) {
  std::size_t lines = 0;
  std::size_t at = 0;
  for (const DateMention& date : dates) {
    for (; at < date.span.begin; ++at) lines += text.folded()[at] == '\n' ? 1 : 0;
    if (lines > 2 * kHeadLines) break;  // paragraphs have an empty line between them
    const auto near = can_be(date, reference) ? around(text, date.span) : std::nullopt;
    // 14日 alone is one of a wire only: 香港14日电.
    const bool told = near && (is_of_wire(*near) || (!date.day_only && tells_when_written(*near)) ||
                               (lines == 0 && !date.day_only && is_of_english_wire(*near)));
    if (told && !is_one_of_many(text, dates, date)) return date.date;
  }
  for (const DateMention& date : dates) {
    const auto near = can_be(date, reference) ? around(text, date.span) : std::nullopt;
    if (near && is_signed(*near)) return date.date;
  }
  for (const DateMention& date : title_dates) {
    const auto near = can_be(date, reference) ? around(title, date.span) : std::nullopt;
    if (near && (heads_daily(*near) || is_of_english_wire(*near))) return date.date;
  }
  return std::nullopt;
}

}  // namespace gongwatch::parser::facts
