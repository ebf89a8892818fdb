#include <fmt/ranges.h>

#include <charconv>
#include <filesystem>
#include <fstream>

#include "cli/answers.h"
#include "cli/commands.h"
#include "cli/progress.h"
#include "model/names.h"
#include "parser/parse_document.h"
#include "scheduler/lock.h"
#include "scheduler/reread.h"
#include "text/split.h"

namespace gongwatch::cli {
namespace {

using scheduler::RereadPlace;

// How far a reparse has come stands in a file beside the store while it is not done: the next one
// goes on from there, if it is by the same parser and of the same sources.
class Bookmark {
 public:
  Bookmark(const GlobalOptions& global, const ReparseArgs& args)
      : file_(global.db + ".reparse"),
        head_(fmt::format("{}\t{}\n", parser::parser_version(), fmt::join(args.sources, ","))) {}

  RereadPlace read() const {
    const auto text = read_input(file_, kMost);
    if (!text || !text->starts_with(head_)) return {};
    const auto parts = text::split(std::string_view(*text).substr(head_.size()), "\t");
    if (parts.size() != 3) return {};
    const auto at = parse_iso_instant(parts[1]);
    RereadPlace place{parts[0], at.value_or(Instant{}), 0};
    const auto [end, error] =
        std::from_chars(parts[2].data(), parts[2].data() + parts[2].size(), place.capture_id);
    const bool whole = error == std::errc() && end == parts[2].data() + parts[2].size();
    return at && whole ? place : RereadPlace{};
  }

  // What cannot be written costs a repetition, no more.
  void write(const RereadPlace& place) const {
    if (place.role.empty()) return;
    std::ofstream out(file_, std::ios::binary | std::ios::trunc);
    out << head_ << place.role << '\t' << to_iso(place.captured_at) << '\t' << place.capture_id;
  }

  void remove() const {
    std::error_code ignored;
    std::filesystem::remove(file_, ignored);
  }

 private:
  static constexpr std::size_t kMost = 64 << 10;
  std::string file_, head_;
};

}  // namespace

int reparse_command(const GlobalOptions& global, const ReparseArgs& args) {
  auto sources = scheduler::load_sources(global.sources);
  if (!args.sources.empty()) sources = chosen_sources(global, args.sources);
  if (!sources) {
    report(sources.error());
    return kUsage;
  }
  const auto lock = scheduler::RunLock::acquire(global.db + ".lock");
  if (!lock) return report(lock.error());
  auto store = open_store(global, false);
  if (!store) return report(store.error());
  catch_signals();
  const SystemClock clock;
  const Bookmark bookmark(global, args);
  const RereadPlace from = args.from_start ? RereadPlace{} : bookmark.read();
  if (!from.role.empty()) {
    fmt::print(stderr,
               "gongwatch: goes on where the last reparse stopped; --from-start reads all again\n");
  }
  const auto done = [&] {
    Progress progress("captures", 0);
    constexpr std::int64_t kOften = 500;
    return scheduler::reread_all(
        *sources, *store, clock, [] { return pending_signal() != 0; },
        [&](std::int64_t read, std::int64_t of, const RereadPlace& place) {
          if (read > 0 && read % kOften == 0) bookmark.write(place);
          progress.tell(read, of, {});
        },
        from);
  }();
  if (!done) return report(done.error());
  if (done->interrupted) {
    bookmark.write(done->place);
  } else {
    bookmark.remove();
  }
  const std::vector<std::string> counted{"captures",           "lists", "documents",
                                         "articles_read_anew", "facts", "failures"};
  render::Table table{counted, {}, {counted.begin(), counted.end()}};
  table.rows.push_back({std::to_string(done->captures), std::to_string(done->lists),
                        std::to_string(done->documents), std::to_string(done->articles),
                        std::to_string(done->facts), std::to_string(done->failures)});
  fmt::print("{}", render::print(table, format_of(global), terminal_width()));
  if (done->interrupted) {
    return report_stopped("what was read anew is stored; gongwatch reparse goes on from there");
  }
  return done->failures == 0 ? kOk : kFailed;
}

}  // namespace gongwatch::cli
