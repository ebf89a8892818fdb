// `gongwatch doctor`: everything that a person would look at, in one table.
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "cli/commands.h"
#include "cli/metrics.h"
#include "render/layout.h"
#include "scheduler/calendar.h"
#include "scheduler/child_process.h"
#include "scheduler/lock.h"
#include "store/outbox.h"

namespace gongwatch::cli {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr int kCalendarWarningDays = 60;
constexpr std::uintmax_t kLittleSpace = 1u << 30;
constexpr hours kGrowthSpan{24 * 30};

std::string in_mb(std::uint64_t bytes) {
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

// What a person does about an alarm.
std::string advice(const std::string& kind, const std::string& source) {
  if (kind == "zero-yield")
    return "the page has changed its design, or links: see its capture, then mend \"links\" or the "
           "address in sources/" +
           source + ".toml";
  if (kind == "drift")
    return "the page has changed its design: see its capture, then mend [article] in sources/" +
           source + ".toml (docs/sources.md, [[layout]])";
  if (kind == "blocked")
    return "the site refuses us: a longer delay or every in sources/" + source +
           ".toml, or enabled = false";
  if (kind == "stale") return "it answers, but nothing new: is its address still the right one?";
  return "is the site up? gongwatch run --verbose --source " + source + " tells each request";
}

class Doctor {
 public:
  Doctor(const GlobalOptions& global, Instant now) : global_(global), now_(now) {}

  // True if nothing is bad.
  bool examine() {
    look_at_store();
    look_at_sources();
    look_at_notify();
    look_at_calendar();
    look_at_programs();
    look_at_disk();
    return bad_ == 0;
  }
  const render::Table& table() const { return table_; }
  const store::Store* store() const { return store_ ? &*store_ : nullptr; }

 private:
  void tell(std::string check, const std::string& state, std::string finding) {
    if (state == "bad") ++bad_;
    table_.rows.push_back({std::move(check), state, std::move(finding)});
  }

  std::string ask(const std::string& question) const {
    const auto answer = store_->sql(question);
    if (!answer) return answer.error().message;
    return answer->rows.empty() || !answer->rows[0][0] ? std::string() : *answer->rows[0][0];
  }

  void look_at_store() {
    auto opened = open_store(global_, true);
    if (!opened) return tell("store", "bad", opened.error().to_string());
    store_.emplace(std::move(*opened));
    const std::string check = ask("PRAGMA quick_check");
    if (check != "ok")
      return tell(
          "store", "bad",
          global_.db + " is damaged: " + check +
              ": put back a backup (gongwatch restore FILE), or save what can be read (--salvage)");
    std::error_code ignored;
    const auto size = std::filesystem::file_size(global_.db, ignored);
    const std::string grown =
        ask(fmt::format("SELECT coalesce(sum(length(zstd)), 0) FROM body WHERE sha256 IN "
                        "(SELECT body_sha256 FROM capture WHERE captured_at >= '{}')",
                        to_iso(now_ - kGrowthSpan)));
    tell("store", "ok",
         fmt::format("{}, {}; pages of the last 30 days take {}", global_.db, in_mb(size),
                     in_mb(std::stoull("0" + grown))));
    tell("sqlite", "ok",
         ask("SELECT sqlite_version()") +
             "; one connection writes and checkpoints, readers are read-only");
    const std::string killed =
        ask("SELECT count(*) FROM run WHERE finished_at IS NULL AND run_id < "
            "(SELECT max(run_id) FROM run)");
    if (killed != "0") tell("runs", "ok", killed + " ended without a word; their work was resumed");
    if (std::filesystem::exists(global_.db + ".lock", ignored)) {
      const auto lock = scheduler::RunLock::acquire(global_.db + ".lock");
      if (!lock) tell("lock", "ok", lock.error().message);
    }
  }

  void look_at_sources() {
    const auto sources = scheduler::load_sources(global_.sources);
    if (!sources) return tell("sources", "bad", sources.error().to_string());
    tell("sources", "ok", fmt::format("{} in {}", sources->size(), global_.sources));
    if (!store_) return;
    const auto alarms = store_->open_alarms();
    if (!alarms) return tell("alarms", "bad", alarms.error().to_string());
    for (const AlarmRow& alarm : *alarms) {
      tell(alarm.source_id, "bad",
           fmt::format(
               "{} since {}: {}{}; {}", alarm.kind, to_iso_hong_kong(alarm.began_at), alarm.message,
               alarm.capture_id ? fmt::format(" (capture {})", *alarm.capture_id) : std::string(),
               advice(alarm.kind, alarm.source_id)));
    }
    for (const scheduler::Source& source : *sources) {
      if (source.enabled) look_at_visits(source);
    }
  }

  // A source that nobody asks has no alarm: cron may be dead.
  void look_at_visits(const scheduler::Source& source) {
    const std::string last =
        ask("SELECT last_ok_at FROM source_health WHERE source = '" + source.id + "'");
    const auto at = parse_iso_instant(last, std::chrono::minutes{0});
    if (!at)
      return tell(source.id, "warn",
                  "never asked with success: gongwatch run --source " + source.id);
    const auto longest = std::max<seconds>(source.every * 12, hours{24});
    if (now_ - *at <= longest) return;
    tell(source.id, "bad",
         "no successful run since " + to_iso_hong_kong(*at) + ": does cron still start it?");
  }

  void look_at_notify() {
    if (!store_) return;
    const auto targets = store::Outbox(*store_).targets();
    if (!targets) return tell("notify", "bad", targets.error().to_string());
    for (const store::NotifyTargetState& target : *targets) {
      if (target.failures == 0) continue;
      tell("notify " + target.target, "warn",
           fmt::format("{} failures in a row, the last: {}; {} to tell: mend it in the "
                       "configuration, then gongwatch notify --target {}",
                       target.failures, target.last_error, target.waiting, target.target));
    }
  }

  void look_at_calendar() {
    const auto calendar = scheduler::TradingCalendar::load(global_.sources);
    if (!calendar) return tell("calendar", "bad", calendar.error().to_string());
    if (!calendar->until())
      return tell("calendar", "warn", "no hkex-holidays.tsv: every weekday is a trading day");
    const int left = days_between(hong_kong_day(now_), *calendar->until());
    tell("calendar", left < kCalendarWarningDays ? "warn" : "ok",
         fmt::format(
             "holidays are known until {}{}", to_iso(*calendar->until()),
             left < kCalendarWarningDays ? ": add the next year's to hkex-holidays.tsv" : ""));
  }

  void look_at_programs() {
    const std::string found = scheduler::find_program("pdftotext");
    if (!found.empty()) return tell("pdftotext", "ok", found);
    tell("pdftotext", "warn", "missing: official PDFs are not read; apt install poppler-utils");
  }

  void look_at_disk() {
    std::error_code error;
    const auto folder = std::filesystem::absolute(global_.db, error).parent_path();
    const auto space = std::filesystem::space(folder, error);
    if (error) return;
    tell("disk", space.available < kLittleSpace ? "warn" : "ok",
         in_mb(space.available) + " free at " + folder.string() +
             (space.available < kLittleSpace
                  ? ": gongwatch compact tells what can go, --max-db-size sets a bound"
                  : ""));
  }

  const GlobalOptions& global_;
  Instant now_;
  std::optional<store::Store> store_;
  render::Table table_{{"check", "state", "finding"}, {}};
  int bad_ = 0;
};

}  // namespace

int doctor_command(const GlobalOptions& global, const DoctorArgs& args) {
  const auto clock = chosen_clock(args.now);
  if (!clock) return report(clock.error());
  Doctor doctor(global, (*clock)->now());
  const bool well = doctor.examine();
  fmt::print("{}", render::print_wrapped(doctor.table(), format_of(global), terminal_width()));
  if (doctor.store() != nullptr) {
    if (const Status written = write_metrics(*doctor.store(), args.metrics_file); !written)
      report(written.error());
  }
  return well ? kOk : kFailed;
}

}  // namespace gongwatch::cli
