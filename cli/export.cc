// `gongwatch export`: what is known, for other programs; and all captures as a web archive.
#include <fmt/core.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "cli/answers.h"
#include "cli/commands.h"
#include "cli/day_flags.h"
#include "render/atom.h"
#include "render/ics.h"
#include "scheduler/warc.h"

namespace gongwatch::cli {
namespace {

namespace fs = std::filesystem;

constexpr int kMostDays = 1'000'000;

bool to_standard_output(const std::string& file) { return file.empty() || file == "-"; }

// Whole or not at all: who reads the file while it is written sees the old one.
Status write_whole(const std::string& file, const std::string& bytes) {
  std::error_code error;
  if (fs::is_directory(file, error)) return fail(ErrorKind::io, "is a folder, not a file", file);
  // What is no plain file (a pipe, /dev/stdout) is written to, never replaced.
  const bool plain = !fs::exists(file, error) || fs::is_regular_file(file, error);
  const std::string unfinished = plain ? file + ".new" : file;
  {
    std::ofstream out(unfinished, std::ios::binary | std::ios::trunc);
    out << bytes;
    out.close();
    if (!out) {
      const int why = errno;
      if (plain) fs::remove(unfinished, error);
      return fail(ErrorKind::io, std::string("cannot be written: ") + std::strerror(why), file);
    }
  }
  if (plain) fs::rename(unfinished, file, error);
  return error ? fail(ErrorKind::io, error.message(), file) : Status();
}

int hand_out(const ExportArgs& args, const std::string& bytes, std::size_t count,
             const char* what) {
  if (to_standard_output(args.file)) {
    fmt::print("{}", bytes);
    return kOk;
  }
  if (const Status written = write_whole(args.file, bytes); !written)
    return report(written.error());
  fmt::print("{}: {} {}\n", args.file, count, what);
  return kOk;
}

int export_captures(const store::Store& store, const ExportArgs& args) {
  const auto ids = store.capture_ids(args.source);
  if (!ids) return report(ids.error());
  std::ofstream out(args.file, std::ios::binary | std::ios::trunc);
  out << scheduler::warc_info(SystemClock().now());
  for (const CaptureId id : *ids) {
    const auto capture = store.capture(id);
    if (!capture) return report(capture.error());
    out << scheduler::to_warc(*capture);
  }
  out.close();
  if (!out) return report({ErrorKind::io, "cannot be written", args.file});
  fmt::print("{}: {} captures\n", args.file, ids->size());
  return kOk;
}

int export_changes(const store::Store& store, const ExportArgs& args) {
  const auto since = day_flag(args.since, "--since");
  if (!since) return report(since.error());
  store::Store::NewsFilter filter;
  if (*since) filter.since = start_of_hong_kong_day(**since);
  filter.limit = args.limit;
  const auto news = store.news(filter);
  if (!news) return report(news.error());
  render::AtomOptions options;
  options.self_url = args.self_url;
  return hand_out(args, render::to_atom(*news, options), news->size(), "changes");
}

int export_days(const store::Store& store, const ExportArgs& args) {
  const auto since = day_flag(args.since, "--since");
  if (!since) return report(since.error());
  const auto days = store.calendar(*since, kMostDays);
  if (!days) return report(days.error());
  return hand_out(args, render::to_ics(*days), days->size(), "days");
}

int export_view(const store::Store& store, const ExportArgs& args, render::Format format) {
  const auto views = store.views();
  if (!views) return report(views.error());
  const bool known = std::any_of(views->begin(), views->end(),
                                 [&](const auto& view) { return view.first == args.view; });
  if (!known) {
    std::string names;
    for (const auto& [name, columns] : *views) names += (names.empty() ? "" : ", ") + name;
    return report({ErrorKind::invalid_argument, "no view of that name; there are: " + names,
                   "--view " + args.view});
  }
  const auto answer = store.sql("SELECT * FROM " + args.view);
  if (!answer) return report(answer.error());
  return hand_out(args, render::print(table_of(*answer), format), answer->rows.size(), "rows");
}

}  // namespace

int export_command(const GlobalOptions& global, const ExportArgs& args) {
  if (global.format == "table")
    return report_usage("export needs --format csv, json, ndjson, md, ics, atom or warc");
  if (global.format == "warc" && to_standard_output(args.file))
    return report_usage("export --format warc needs a file");
  const auto store = open_store(global, true);
  if (!store) return report(store.error());
  if (global.format == "warc") return export_captures(*store, args);
  if (global.format == "atom") return export_changes(*store, args);
  if (global.format == "ics") return export_days(*store, args);
  return export_view(*store, args, format_of(global));
}

}  // namespace gongwatch::cli
