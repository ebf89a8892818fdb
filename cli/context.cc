#include "cli/context.h"

#include <fmt/core.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>

#include "cli/day_flags.h"

namespace gongwatch::cli {
namespace {

// Any thread may take the signal; lock-free, so that a handler may write it.
std::atomic<int> caught_signal{0};
static_assert(std::atomic<int>::is_always_lock_free);

struct Terminal {
  std::size_t width;
};
std::optional<Terminal> remembered;

void remember(int signal) { caught_signal = signal; }

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

struct CloseFile {
  void operator()(std::FILE* file) const {
    if (file != stdin) std::fclose(file);
  }
};

}  // namespace

std::string default_db() {
  std::string base = environment("XDG_DATA_HOME");
  if (base.empty()) base = environment("HOME") + "/.local/share";
  return base + "/gongwatch/gongwatch.db";
}

std::string default_sources() {
  std::error_code ignored;
  // Beside the program, wherever it was unpacked to.
  const auto program = std::filesystem::read_symlink("/proc/self/exe", ignored);
  const auto beside = program.parent_path().parent_path() / "share/gongwatch/sources";
  for (const std::string& folder : {beside.string(), std::string(GONGWATCH_INSTALLED_SOURCES),
                                    std::string(GONGWATCH_CHECKOUT "/sources")}) {
    if (std::filesystem::is_directory(folder, ignored)) return folder;
  }
  return GONGWATCH_INSTALLED_SOURCES;
}

render::Format format_of(const GlobalOptions& options) {
  return render::format_from_name(options.format).value_or(render::Format::table);
}

std::size_t terminal_width() {
  if (remembered) return remembered->width;
  winsize size{};
  const bool terminal = ::isatty(STDOUT_FILENO) != 0;
  if (terminal && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return size.ws_col;
  const std::string columns = environment("COLUMNS");
  std::size_t width = 0;
  std::from_chars(columns.data(), columns.data() + columns.size(), width);
  if (width >= 20 && width <= 1000) return width;
  return terminal ? 80 : 0;
}

bool on_terminal() { return remembered || ::isatty(STDOUT_FILENO) != 0; }

bool colours() { return on_terminal() && environment("NO_COLOR").empty(); }

void remember_terminal() { remembered = Terminal{terminal_width()}; }

int report(const Error& error) {
  fmt::print(stderr, "gongwatch: {}\n", render::for_terminal(error.to_string()));
  switch (error.kind) {
    case ErrorKind::invalid_argument:
      return kUsage;
    case ErrorKind::store_unusable:
      return kStoreUnusable;
    case ErrorKind::busy:
      return kBusy;
    default:
      return kFailed;
  }
}

int report_usage(const std::string& message) {
  fmt::print(stderr, "gongwatch: {}\n", message);
  return kUsage;
}

Result<store::Store> open_store(const GlobalOptions& options, bool read_only) {
  store::OpenOptions open;
  if (read_only && !options.as_of.empty()) {
    const auto at = moment_flag(options.as_of, "--as-of", DayEdge::end);
    if (!at) return tl::unexpected(at.error());
    open.as_of = *at;
  }
  open.read_only = read_only;
  open.max_bytes = options.max_db_bytes;
  return store::Store::open(options.db, open);
}

Result<std::string> read_input(const std::string& path, std::size_t limit) {
  struct stat info{};
  if (path != "-" && ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode))
    return fail(ErrorKind::io, "is a folder, not a file", path);
  const std::unique_ptr<std::FILE, CloseFile> file(path == "-" ? stdin
                                                               : std::fopen(path.c_str(), "rb"));
  if (!file)
    return fail(errno == ENOENT ? ErrorKind::not_found : ErrorKind::io, std::strerror(errno), path);
  std::string bytes;
  if (S_ISREG(info.st_mode) && info.st_size > 0)  // what it grows to is in one place at once
    bytes.reserve(std::min(static_cast<std::size_t>(info.st_size), limit));
  char buffer[1 << 16];
  while (const std::size_t got = std::fread(buffer, 1, sizeof buffer, file.get())) {
    if (bytes.size() + got > limit)
      return fail(ErrorKind::too_large,
                  fmt::format("larger than {} MiB, the limit for one page", limit >> 20), path);
    bytes.append(buffer, got);
  }
  if (std::ferror(file.get()) != 0) return fail(ErrorKind::io, std::strerror(errno), path);
  return bytes;
}

int pending_signal() { return caught_signal; }

void catch_signals() {
  struct sigaction action{};
  action.sa_handler = remember;
  ::sigemptyset(&action.sa_mask);
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

}  // namespace gongwatch::cli
