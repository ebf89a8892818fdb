#include "parser/content/publication.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstdlib>

#include "parser/content/byline.h"
#include "parser/content/page_blocks.h"
#include "parser/content/undated.h"
#include "parser/content/written_date.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxLineWords = 20;
constexpr std::size_t kMaxUrlBytes = 2000;
constexpr std::size_t kWordsBesideDate = 7;
constexpr std::size_t kMaxPrinted = 20;
constexpr std::size_t kWordsOfUndated = 4;
constexpr int kAnyDay = 20000;

}  // namespace

void DateChoice::offer(std::string_view text, std::vector<Warning>& warnings) {
  if (chosen_) return;
  const std::optional<WrittenDate> written = read_date_field(text, offset_);
  if (!written) return;
  if (!captured_at_ || written->instant <= *captured_at_) {
    chosen_ = written;
    return;
  }
  const bool warned = std::any_of(warnings.begin(), warnings.end(), [](const Warning& warning) {
    return warning.code == "date-in-future";
  });
  if (warned) return;
  warnings.push_back({"date-in-future",
                      "the page's date " + to_iso(written->instant) +
                          " is later than its capture at " + to_iso(*captured_at_) +
                          " and was not taken",
                      std::nullopt});
}

void DateChoice::offer_undated(std::string_view text, std::vector<Warning>& warnings) {
  if (chosen_ || !captured_at_) return;
  const std::optional<UndatedTime> found = find_undated(text, offset_, *captured_at_);
  if (!found) return;
  chosen_ = found->date;
  if (found->year_inferred)
    warnings.push_back({"year-inferred",
                        "the page's date has no year; taken as " + to_iso(found->date.day),
                        std::nullopt});
}

void DateChoice::note_printed(std::string_view text) {
  if (printed_.size() >= kMaxPrinted) return;
  if (const std::optional<WrittenDate> written = find_date(text, offset_))
    printed_.push_back(written->day);
}

void DateChoice::note_address(std::string_view day) {
  if (const std::optional<WrittenDate> written = find_date(day, offset_)) address_ = written->day;
}

std::optional<PublishedTime> DateChoice::chosen(bool home_clock) const {
  if (!chosen_) return std::nullopt;
  const WrittenDate& date = *chosen_;
  if (!date.in_utc) return PublishedTime{date.instant, date.day};
  if (address_ && std::abs(days_between(date.day, *address_)) <= 1)
    return PublishedTime{date.instant, *address_};
  const auto printed = [&](int apart) {
    return std::find_if(printed_.begin(), printed_.end(), [&](const CivilDate& day) {
      return std::abs(days_between(date.day, day)) == apart;
    });
  };
  for (const int apart : {0, 1}) {
    if (const auto day = printed(apart); day != printed_.end())
      return PublishedTime{date.instant, *day};
  }
  if (!home_clock) return PublishedTime{date.instant, date.day};
  const auto local = std::chrono::floor<std::chrono::days>(date.instant + offset_);
  return PublishedTime{date.instant, CivilDate{local}};
}

std::string day_in_path(std::string_view url) {
  static const RE2 path(R"(^[a-z]+://[^/?#]+(/[^?#]*))");
  // /2025/11/9/ and /2025-11-09-x; then /2025-11/09/, /2025/1109/, /t20251109_1, /202511091230123.
  static const RE2 spread(R"([/_-]((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/_.-]|$))");
  static const RE2 dense(
      R"([/_-][a-z]?((?:19|20)\d\d)[/-]?(\d\d)[/-]?(\d\d)(?:\d{6,12})?(?:[/_.-]|$))");
  re2::StringPiece whole;
  if (url.size() > kMaxUrlBytes || !RE2::PartialMatch(url, path, &whole)) return {};
  for (const RE2* pattern : {&spread, &dense}) {
    re2::StringPiece rest = whole;
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    while (RE2::FindAndConsume(&rest, *pattern, &year, &month, &day)) {
      if (const auto date = make_date(year, month, day)) return to_iso(*date);
    }
  }
  return {};
}

bool is_publication_line(std::string_view line, std::chrono::minutes offset) {
  const std::size_t words = text::count_words(line);
  if (words > kMaxLineWords) return false;
  if (!credits_of(line).empty()) return true;
  if (ends_sentence(line)) return false;
  const std::optional<WrittenDate> date = find_date(line, offset);
  // "3小时前", "11-09 08:00", seen from any day.
  if (!date && words <= kWordsOfUndated && line.find_first_of("0123456789") != std::string::npos)
    return find_undated(line, offset, Instant{std::chrono::days(kAnyDay)}).has_value();
  return date &&
         words <= kWordsBesideDate + text::count_words(line.substr(0, date->end - date->begin));
}

bool is_credit_line(std::string_view line) {
  const std::vector<Credit> credits = credits_of(line);
  if (credits.empty() || text::count_words(line) > kMaxLineWords) return false;
  return std::all_of(credits.begin(), credits.end(),
                     [](const Credit& credit) { return credit.kind != CreditKind::source; });
}

std::optional<std::string> byline_in(const std::vector<std::string_view>& lines) {
  std::optional<std::string> source;
  for (const std::string_view line : lines) {
    for (Credit& credit : credits_of(line)) {
      if (credit.kind == CreditKind::author) return std::move(credit.name);
      if (credit.kind == CreditKind::source && !source) source = std::move(credit.name);
    }
  }
  return source;
}

}  // namespace gongwatch::parser
