#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "parser/facts/dates.h"
#include "parser/facts/pattern.h"
#include "parser/pdf/offer.h"

namespace gongwatch::parser::pdf {
namespace {

using facts::Match;
using facts::Pattern;
using facts::PreparedText;
using facts::Span;

constexpr std::size_t kMostCues = 200;  // of one kind: what a timetable, not a flood, holds
constexpr std::size_t kWindow = 320;    // bytes in which a day belongs to its cue

struct DayMention {
  Span span;  // in the folded running text
  CivilDate day;
};

// The days with a year inside a short range, in order.
std::vector<DayMention> days_in(const PageText& text, Span in) {
  std::string window(text.view(in));
  // A day may be broken over two cells or paragraphs.
  std::replace(window.begin(), window.end(), '\n', ' ');
  const PreparedText prepared(window, Evidence::In::text);
  std::vector<DayMention> days;
  for (const facts::DateMention& date : facts::find_dates(prepared, std::nullopt)) {
    if (date.date)
      days.push_back({{in.begin + date.span.begin, in.begin + date.span.end}, *date.date});
  }
  return days;
}

std::size_t character_start(std::string_view folded, std::size_t at) {
  while (at > 0 && at < folded.size() && (static_cast<unsigned char>(folded[at]) & 0xC0) == 0x80)
    --at;
  return std::min(at, folded.size());
}

Span window_behind(const PageText& text, Span cue) {
  return {cue.end,
          character_start(text.folded(), std::min(cue.end + kWindow, text.folded().size()))};
}

// The part of the sentence in front of a cue.
Span window_before(const PageText& text, Span cue) {
  std::size_t begin = character_start(text.folded(), cue.begin - std::min(cue.begin, kWindow));
  static const Pattern kBreak(R"(。|;|\n|\. )");
  for (const Match& match : kBreak.find_all(text.folded(), {begin, cue.begin}))
    begin = match.span.end;
  return {begin, cue.begin};
}

struct Found {
  CivilDate day;
  Span words;
};

// How a cue and its day stand to one another.
struct Cue {
  const Pattern* words;
  bool day_behind = true;
  const Pattern* between = nullptr;  // all that may stand between; null: anything in the window
};

std::optional<Found> find_day(const PageText& text, const Cue& cue, Span in) {
  static const Pattern kRefused(
      R"((?i)nil-paid|rights shares|\brights issue\b|rescheduled|供股|未缴股款|\bother (?:than|stock)|\bno later\b|\bnot later than\b|\bon or before\b|不迟于|或之前|之前)");
  std::size_t tried = 0;
  for (const Match& match : cue.words->find_all(text.folded(), in)) {
    if (++tried > kMostCues) break;
    const Span window =
        cue.day_behind ? window_behind(text, match.span) : window_before(text, match.span);
    const auto days = days_in(text, window);
    if (days.empty()) continue;
    const DayMention& day = cue.day_behind ? days.front() : days.back();
    const Span between = cue.day_behind ? Span{match.span.end, day.span.begin}
                                        : Span{day.span.end, match.span.begin};
    if (kRefused.find(text.folded(), between)) continue;
    if (cue.between != nullptr && !cue.between->find(text.folded(), between)) continue;
    return Found{
        day.day,
        {std::min(match.span.begin, day.span.begin), std::max(match.span.end, day.span.end)}};
  }
  return std::nullopt;
}

// Stage and rule of the first cue that has a day.
void add_day(const PageText& text, Span in, Stage stage, const char* rule,
             std::initializer_list<Cue> cues, PdfFacts& facts) {
  for (const Cue& cue : cues) {
    if (const auto found = find_day(text, cue, in)) {
      facts.days.push_back({stage, found->day, text.evidence(found->words), rule});
      return;
    }
  }
}

void read_dealings(const PageText& text, Span in, PdfFacts& facts) {
  static const Pattern kDealings(
      R"((?i)\bdealings? in (?:the |our )?(?:H |offer |class [ab] )?shares\b[^;\n]{0,200}?\bcommence\b|\bdealings commencement date\b|开始买卖日期|^上市日期)");
  static const Pattern kHan(
      R"((?:[上下]午[^。;]{0,12}?)?开始(?:在|于)?[^。;\n]{0,30}?买卖|买卖[^。;\n]{0,12}开始)");
  static const Pattern kBetween(R"(^[^。;\n]{0,60}$)");
  add_day(text, in, Stage::listed, "pdf:dealings-commence",
          {{&kDealings, true, nullptr}, {&kHan, false, &kBetween}}, facts);
}

void read_price_determination(const PageText& text, Span in, PdfFacts& facts) {
  static const Pattern kCue(R"((?i)\bprice determination date\b|定价日)");
  static const Pattern kBetween(
      R"((?i)^"?\)?[\s.,:]*(?:(?:which|is|are|was|currently|expected|to|be|fixed|on|or|about|around|the|date)\b[\s]*|为|预期|将|定于|于|在|或前后|前后|约|,|\(\d\))*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? ?)?\s*$)");
  add_day(text, in, Stage::priced, "pdf:price-determination", {{&kCue, true, &kBetween}}, facts);
}

void read_close(const PageText& text, Span in, PdfFacts& facts) {
  static const Pattern kLists(
      R"((?i)\bapplication lists?(?: of the [\w ]{0,40})?(?: will)?(?: be)? closed?s?\b|\bclosing (?:time |date )?of (?:the )?application lists?\b)");
  static const Pattern kHan("截止(?:办理)?申请登记");
  static const Pattern kTimetable(R"(^[\s.·…:()\d*-]*$)");
  static const Pattern kInFront(R"(^[^。;\n]{0,40}$)");
  for (const Cue& cue :
       {Cue{&kLists, true, nullptr}, Cue{&kHan, true, &kTimetable}, Cue{&kHan, false, &kInFront}}) {
    if (const auto found = find_day(text, cue, in)) {
      facts.subscription_closes = PdfFacts::Close{found->day, text.evidence(found->words)};
      return;
    }
  }
}

// "Hong Kong, 21 November 2025": the last such line; in a prospectus, a day alone on its first
// pages.
std::optional<Found> date_line(const PageText& text, bool alone) {
  static const Pattern kPlace(R"((?i)^(?:hong kong|香港) ?, ?)");
  static const Pattern kWeekday(
      R"((?i)^[\s,(]*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|星期[一二三四五六日])?[\s,)]*$)");
  std::optional<Found> found;
  for (const Line& line : text.lines()) {
    if (line.span.size() > 90 || (alone && line.page > 1)) continue;
    const auto place = kPlace.find(text.folded(), line.span);
    if (!place && !alone) continue;
    const Span rest{place ? place->span.end : line.span.begin, line.span.end};
    const auto days = days_in(text, rest);
    if (days.size() != 1 || !kWeekday.find(text.folded(), {rest.begin, days[0].span.begin}) ||
        !kWeekday.find(text.folded(), {days[0].span.end, rest.end}))
      continue;
    found = Found{days[0].day, line.span};
    if (alone) break;
  }
  return found;
}

void read_launch(const PageText& text, Span in, PdfFacts& facts) {
  static const Pattern kCommences(
      R"((?i)\bhong kong public offering commences\b|香港公开发售开始)");
  static const Pattern kBetween(
      R"((?i)^[\s.·…:()\d*-]*(?:from|at|on|a\.m\.|noon|上午|九时正|[\s.,:()\d]|(?:mon|tues|wednes|thurs|fri|satur|sun)day)*$)");
  const bool prospectus = facts.kind == OfficialDocumentKind::prospectus;
  if (const auto line = date_line(text, prospectus)) {
    facts.days.push_back({Stage::launched, line->day, text.evidence(line->words), "pdf:dateline"});
    return;
  }
  add_day(text, in, Stage::launched, "pdf:offering-commences", {{&kCommences, true, &kBetween}},
          facts);
}

}  // namespace

void read_days(const PageText& text, OfficialDocumentKind kind, PdfFacts& facts) {
  const Span in = text.pages(0, 30);
  if (kind == OfficialDocumentKind::allotment_results) {
    if (const auto line = date_line(text, false))
      facts.days.push_back(
          {Stage::allotted, line->day, text.evidence(line->words), "pdf:dateline"});
  } else {
    read_launch(text, in, facts);
    read_price_determination(text, in, facts);
    read_close(text, in, facts);
  }
  read_dealings(text, in, facts);
}

}  // namespace gongwatch::parser::pdf
