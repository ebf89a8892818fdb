// `ingest` and `compact`: captures from elsewhere, and less of them.
#include <fmt/core.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "cli/answers.h"
#include "cli/commands.h"
#include "cli/progress.h"
#include "scheduler/ingest.h"
#include "scheduler/lock.h"
#include "scheduler/warc.h"

namespace gongwatch::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxFile = 4ul << 30;
constexpr int kLeftOutTold = 20;

// Regular files below the paths, in order; a file's own path as it is.
Result<std::vector<std::string>> files_of(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code error;
    const std::size_t before = files.size();
    if (!fs::is_directory(path, error)) {
      files.push_back(path);
      continue;
    }
    for (auto at = fs::recursive_directory_iterator(path, error);
         !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
      if (at->is_regular_file(error)) files.push_back(at->path().string());
    }
    if (error) return fail(ErrorKind::io, error.message(), path);
    if (files.size() == before) return fail(ErrorKind::empty, "no file in this folder", path);
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool is_warc(std::string_view path) {
  return path.ends_with(".warc") || path.ends_with(".warc.gz");
}

class Ingestion {
 public:
  Ingestion(const GlobalOptions& global, const IngestArgs& args, scheduler::Ingest& ingest,
            const std::vector<std::string>& files)
      : global_(global), args_(args), ingest_(ingest) {
    for (const std::string& file : files) bytes_ += size_of(file);
  }

  Status read(const std::string& path) {
    const auto bytes = read_input(path, kMaxFile);
    if (!bytes) return tl::unexpected(bytes.error());
    const Status done = is_warc(path) ? read_warc(path, *bytes) : read_page(path, *bytes);
    read_bytes_ += size_of(path);
    return done;
  }

  // Pages that were to be read and were not.
  int failures() const { return failures_; }
  void tell_untold() const {
    if (failures_ > kLeftOutTold && !global_.verbose)
      fmt::print(stderr, "gongwatch: … and {} more pages left out (--verbose lists all)\n",
                 failures_ - kLeftOutTold);
  }

 private:
  Status read_warc(const std::string& path, const std::string& bytes) {
    scheduler::WarcReader reader(bytes);
    bool answers = false;
    while (pending_signal() == 0) {
      auto record = reader.next();
      if (!record) {
        record.error().context = path;
        return tl::unexpected(record.error());
      }
      if (!*record) {
        if (!answers) return fail(ErrorKind::empty, "no answer in this archive", path);
        return {};
      }
      tell_progress(bytes.size() - reader.left());
      if ((*record)->type != "response" && (*record)->type != "resource") continue;
      answers = true;
      auto capture = scheduler::capture_of(**record);
      if (!capture) {
        ingest_.skip();
        capture.error().context = (*record)->url;
        leave_out(path, capture.error());
        continue;
      }
      if (Status added = add(path, std::move(*capture)); !added) return added;
    }
    return {};
  }

  Status read_page(const std::string& path, const std::string& bytes) {
    Capture capture;
    capture.url =
        args_.url.empty() ? args_.url_base + fs::path(path).filename().string() : args_.url;
    capture.final_url = capture.url;
    capture.status = 200;
    capture.media_type = args_.type;
    capture.captured_at = args_.captured_at_time;
    capture.body = bytes;
    return add(path, std::move(capture));
  }

  // An archive holds a whole site: answers of no source, of another status, pictures. Of a file
  // that was named itself, each of these is a failure.
  void leave_out(const std::string& path, Error why) {
    const bool usual = why.kind == ErrorKind::unsupported || why.kind == ErrorKind::http_status ||
                       !why.context.starts_with("http");  // what a crawler says of itself
    if (is_warc(path) && usual) {
      spdlog::debug("{}: {}", path, why.to_string());
      return;
    }
    why.context = path + ": " + why.context;
    if (++failures_ <= kLeftOutTold || global_.verbose) report(why);
  }

  Status add(const std::string& path, Capture capture) {
    capture.source_id = args_.source;
    const auto left_out = ingest_.add(std::move(capture));
    if (!left_out) return tl::unexpected(left_out.error());
    if (*left_out) leave_out(path, **left_out);
    if (!is_warc(path)) tell_progress(0);
    return {};
  }

  static std::int64_t size_of(const std::string& path) {
    std::error_code error;
    const auto size = fs::file_size(path, error);
    return error ? 0 : static_cast<std::int64_t>(size);
  }

  // In kilobytes of the files: how many records an archive holds is known at its end.
  void tell_progress(std::size_t of_this_file) {
    const auto& done = ingest_.report();
    progress_.tell((read_bytes_ + static_cast<std::int64_t>(of_this_file)) / 1000, bytes_ / 1000,
                   fmt::format("{} records, {} captured, {} articles", done.records, done.captured,
                               done.articles));
  }

  const GlobalOptions& global_;
  const IngestArgs& args_;
  scheduler::Ingest& ingest_;
  int failures_ = 0;
  std::int64_t bytes_ = 0, read_bytes_ = 0;  // of all files, of those that are done
  Progress progress_{"kB", 0};
};

// Files that are no archive need an address and a time.
Status check(IngestArgs& args, const std::vector<std::string>& files) {
  const auto pages = std::count_if(files.begin(), files.end(),
                                   [](const std::string& file) { return !is_warc(file); });
  if (pages == 0) return {};
  if (args.source.empty()) return fail(ErrorKind::invalid_argument, "is needed", "--source");
  if (args.url.empty() == args.url_base.empty() || (pages > 1 && !args.url.empty())) {
    return fail(ErrorKind::invalid_argument,
                "pages that are files need --url (one) or --url-base (several)");
  }
  const auto at = parse_iso_instant(args.captured_at);
  if (!at) return fail(ErrorKind::invalid_argument, at.error().message, "--captured-at");
  args.captured_at_time = *at;
  return {};
}

}  // namespace

int ingest_command(const GlobalOptions& global, IngestArgs args) {
  const auto sources = scheduler::load_sources(global.sources);
  const auto files = files_of(args.paths);
  if (!sources || !files) return report(!sources ? sources.error() : files.error());
  if (!args.source.empty() && !chosen_sources(global, {args.source}))
    return report(chosen_sources(global, {args.source}).error());
  if (Status fit = check(args, *files); !fit) return report(fit.error());
  const auto lock = scheduler::RunLock::acquire(global.db + ".lock");
  if (!lock) return report(lock.error());
  auto store = open_store(global, false);
  if (!store) return report(store.error());
  catch_signals();
  const SystemClock clock;
  scheduler::Ingest ingest(*sources, *store, clock);
  if (const Status begun = ingest.begin(); !begun) return report(begun.error());
  int failed = 0, left_out = 0;
  {
    Ingestion ingestion(global, args, ingest, *files);
    for (const std::string& file : *files) {
      if (pending_signal() != 0) break;
      const Status read = ingestion.read(file);
      if (read) continue;
      ++failed;
      const int code = report(read.error());
      if (code == kStoreUnusable) return code;
    }
    ingestion.tell_untold();
    left_out = ingestion.failures();
  }
  const auto& done = ingest.report();
  const std::vector<std::string> counted{"files",    "records", "captured", "known",
                                         "articles", "facts",   "skipped"};
  const render::Table table{
      counted,
      {{std::to_string(files->size()), std::to_string(done.records), std::to_string(done.captured),
        std::to_string(done.known), std::to_string(done.articles), std::to_string(done.facts),
        std::to_string(done.skipped)}},
      {counted.begin(), counted.end()}};
  fmt::print("{}", render::print(table, format_of(global), terminal_width()));
  if (pending_signal() != 0)
    return report_stopped("what was taken in is stored; the same ingest again takes in the rest");
  return failed == 0 && left_out == 0 ? kOk : kFailed;
}

int compact_command(const GlobalOptions& global, const CompactArgs& args) {
  if (!args.drop) {
    const auto store = open_store(global, true);
    if (!store) return report(store.error());
    const auto unused = store->unused_captures();
    if (!unused) return report(unused.error());
    fmt::print("{} captures ({:.1f} MB) prove nothing; --drop drops them\n", unused->captures,
               static_cast<double>(unused->bytes) / 1e6);
    return kOk;
  }
  const auto lock = scheduler::RunLock::acquire(global.db + ".lock");
  if (!lock) return report(lock.error());
  auto store = open_store(global, false);
  if (!store) return report(store.error());
  std::error_code ignored;
  const auto before = fs::file_size(global.db, ignored);
  const auto dropped = store->drop_unused_captures();
  if (!dropped) return report(dropped.error());
  if (const Status done = store->give_back_space(); !done) return report(done.error());
  fmt::print("{} captures dropped; {:.1f} MB before, {:.1f} MB now\n", *dropped,
             static_cast<double>(before) / 1e6,
             static_cast<double>(fs::file_size(global.db, ignored)) / 1e6);
  return kOk;
}

}  // namespace gongwatch::cli
