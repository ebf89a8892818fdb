#include "scheduler/health.h"

#include <fmt/core.h>

#include <algorithm>

#include "scheduler/policy.h"

namespace gongwatch::scheduler {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr int kNewest = 20;
constexpr int kBefore = 100;
constexpr int kNewsWanted = 64;
constexpr std::size_t kFewNews = 5;  // fewer tell no rhythm
constexpr int kGapsToStale = 10;
constexpr hours kLeastToStale{72};

std::string in_words(seconds time) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(time).count();
  if (minutes < 120) return fmt::format("{} minutes", minutes);
  if (minutes < 48 * 60) return fmt::format("{} hours", minutes / 60);
  return fmt::format("{} days", minutes / (24 * 60));
}

// Time from `from` to `to` on trading days.
seconds trading_time(Instant from, Instant to, const TradingCalendar& calendar) {
  constexpr int kMaxDays = 1000;
  seconds sum{0};
  Instant at = from;
  for (int i = 0; i < kMaxDays && at < to; ++i) {
    const CivilDate day = hong_kong_day(at);
    const Instant end = std::min(to, start_of_hong_kong_day(day) + hours{24});
    if (calendar.is_trading_day(day)) sum += end - at;
    at = end;
  }
  return at < to ? sum + (to - at) : sum;
}

bool is_blocking(int status) {
  return status == 401 || status == 403 || status == 407 || status == 429 || status == 451;
}

void add_findings(const Source& source, std::vector<Trouble>& troubles, const store::Store& store,
                  Instant now, const TradingCalendar& calendar, Status& status) {
  if (!is_official(source.kind)) {
    const auto newest = store.field_fill(source.id, 0, kNewest);
    const auto before = store.field_fill(source.id, kNewest, kBefore);
    if (!newest || !before) {
      status = tl::unexpected(!newest ? newest.error() : before.error());
      return;
    }
    if (auto drift = drift_of(*newest, *before))
      troubles.push_back({"drift", std::move(*drift), {}, std::nullopt});
  }
  const auto news =
      store.news_times(source.id, is_official(source.kind) ? "feed" : "article", kNewsWanted);
  if (!news) {
    status = tl::unexpected(news.error());
    return;
  }
  if (auto stale = staleness_of(*news, now, calendar))
    troubles.push_back({"stale", std::move(*stale), {}, std::nullopt});
}

}  // namespace

std::string_view kind_of_trouble(const Error& error, int http_status, bool has_bytes) {
  if (is_blocking(http_status) || error.kind == ErrorKind::forbidden) return "blocked";
  if (has_bytes && error.kind == ErrorKind::http_status) return "blocked";  // a challenge page
  if (has_bytes && error.kind == ErrorKind::empty) return "zero-yield";
  return has_bytes ? "drift" : "failing";
}

std::optional<std::string> drift_of(const FieldFill& newest, const FieldFill& before) {
  if (newest.articles < kNewest || before.articles < kNewest) return std::nullopt;
  const std::pair<const char*, double FieldFill::*> fields[]{
      {"title", &FieldFill::title}, {"day", &FieldFill::date}, {"text", &FieldFill::text}};
  for (const auto& [name, share] : fields) {
    if (before.*share < 0.5 || newest.*share >= before.*share / 2) continue;
    return fmt::format("of the newest {} articles {:.0f} % have a {}, of those before {:.0f} %",
                       newest.articles, newest.*share * 100, name, before.*share * 100);
  }
  return std::nullopt;
}

std::optional<std::string> staleness_of(const std::vector<Instant>& news, Instant now,
                                        const TradingCalendar& calendar) {
  // What came within an hour came at once.
  std::vector<Instant> bursts;
  for (const Instant time : news) {
    if (time <= now && (bursts.empty() || bursts.back() - time > hours{1})) bursts.push_back(time);
  }
  if (bursts.size() < kFewNews) return std::nullopt;
  const seconds gap = usual_gap(bursts).value_or(seconds{0});
  const seconds silence = trading_time(bursts.front(), now, calendar);
  if (silence <= std::max<seconds>(gap * kGapsToStale, kLeastToStale)) return std::nullopt;
  return fmt::format("nothing new since {}; usually something comes every {}",
                     to_iso_hong_kong(bursts.front()), in_words(gap));
}

Result<std::vector<AlarmRow>> settle_alarms(const Source& source, std::vector<Trouble> troubles,
                                            store::Store& store, Instant now,
                                            const TradingCalendar& calendar) {
  Status status;
  if (troubles.empty()) add_findings(source, troubles, store, now, calendar, status);
  if (!status) return tl::unexpected(status.error());
  std::vector<AlarmRow> changes;
  for (const Trouble& trouble : troubles) {
    AlarmRow alarm;
    alarm.source_id = source.id;
    alarm.kind = trouble.kind;
    alarm.began_at = now;
    alarm.message = trouble.message;
    if (!trouble.url.empty()) alarm.url = trouble.url;
    alarm.capture_id = trouble.capture_id;
    const auto began = store.begin_alarm(alarm);
    if (!began) return tl::unexpected(began.error());
    if (*began) changes.push_back(std::move(alarm));
  }
  auto open = store.open_alarms();
  if (!open) return tl::unexpected(open.error());
  for (AlarmRow& alarm : *open) {
    const bool raised = std::any_of(troubles.begin(), troubles.end(),
                                    [&](const Trouble& one) { return one.kind == alarm.kind; });
    if (alarm.source_id != source.id || raised) continue;
    // While a page fails nothing else was looked at; and the page that showed it may not be due.
    const auto failing = alarm.url ? store.is_failing(*alarm.url) : Result<bool>(!troubles.empty());
    if (!failing) return tl::unexpected(failing.error());
    if (*failing) continue;
    if (Status ended = store.end_alarm(alarm.alarm_id, now); !ended)
      return tl::unexpected(ended.error());
    alarm.ended_at = now;
    changes.push_back(std::move(alarm));
  }
  return changes;
}

}  // namespace gongwatch::scheduler
