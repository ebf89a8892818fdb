// bench_load [--repeats N] [--gongwatch PATH]
// What a tick over 20 feeds of 400 rows costs the real program: the first load, a later tick in
// which 1 % of the rows have changed, and one without a change; beside sqlite3, which imports the
// same rows as CSV into two tables. All in turn, medians of the repeats. Figures only: the ratios
// count, the absolutes are the machine's.
#include <fmt/format.h>
#include <pthread.h>
#include <signal.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <vector>

#include "bench/load_feeds.h"
#include "tests/support/loopback_server.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace {

namespace fs = std::filesystem;
using gongwatch::bench::LoadFeeds;
using gongwatch::testing_support::ChildProcess;
using gongwatch::testing_support::CommandOptions;
using gongwatch::testing_support::LoopbackServer;
using gongwatch::testing_support::read_whole_file;
using gongwatch::testing_support::run_command;
using gongwatch::testing_support::ServerAnswer;
using gongwatch::testing_support::ServerRequest;
using gongwatch::testing_support::TempDir;

constexpr double kFirstLoadLimit = 5;
constexpr double kLaterTickLimit = 2;

// --- the server, in a process of its own
// Serves the files of a folder with an ETag, and notes every answer.
int serve(const fs::path& folder) {
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);  // before the server's threads start
  std::ofstream log(folder / "log", std::ios::app);
  const auto answer = [&folder](const ServerRequest& request) {
    ServerAnswer found;
    const fs::path file = folder / "now" / fs::path(request.path()).filename();
    if (!fs::is_regular_file(file)) {
      found.status = 404;
      return found;
    }
    std::string body = read_whole_file(file);
    const std::string etag = fmt::format("\"{:x}\"", std::hash<std::string>{}(body));
    found.headers = {{"Content-Type", "application/json"}, {"ETag", etag}};
    if (request.header("if-none-match") == etag) {
      found.status = 304;
    } else {
      found.body = std::move(body);
    }
    return found;
  };
  const LoopbackServer server(answer, 0, [&log](const ServerRequest& request, int status, auto) {
    log << request.target << ' ' << status << std::endl;
  });
  std::ofstream(folder / "port.part") << server.port() << '\n';
  fs::rename(folder / "port.part", folder / "port");
  int signal = 0;
  sigwait(&ends, &signal);
  return 0;
}

int wait_for_port(const fs::path& folder) {
  for (int tries = 0; tries < 200; ++tries) {
    std::ifstream file(folder / "port");
    if (int port = 0; file >> port) return port;
    std::this_thread::sleep_for(std::chrono::milliseconds(25));
  }
  throw std::runtime_error("the server does not start");
}

// --- measuring

double seconds_of(const std::vector<std::string>& argv, const std::string& input = {}) {
  CommandOptions options;
  options.stdin_text = input;
  options.timeout = std::chrono::seconds{300};
  const auto began = std::chrono::steady_clock::now();
  const auto done = run_command(argv, options);
  const auto took = std::chrono::steady_clock::now() - began;
  if (done.exit_code != 0)
    throw std::runtime_error(argv[0] + ": exit code " + std::to_string(done.exit_code) + ": " +
                             done.err);
  return std::chrono::duration<double>(took).count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// The rows of every table, as statements that would write them.
std::map<std::string, std::vector<std::string>> rows_of(const std::string& db) {
  const auto dump = run_command({"sqlite3", "-readonly", db, ".dump"});
  std::map<std::string, std::vector<std::string>> tables;
  std::string table;
  for (std::size_t at = 0; at < dump.out.size();) {
    const auto end = std::min(dump.out.find('\n', at), dump.out.size());
    const std::string line = dump.out.substr(at, end - at);
    at = end + 1;
    constexpr std::string_view kInsert = "INSERT INTO ";
    if (line.starts_with(kInsert))
      table = line.substr(kInsert.size(), line.find(' ', kInsert.size()) - kInsert.size());
    if (!table.empty()) tables[table].push_back(line);
  }
  return tables;
}

std::string requests_by_feed(const std::string& log) {
  std::map<std::string, int> times;
  std::map<std::string, int> statuses;
  for (std::size_t at = 0; at < log.size();) {
    const auto end = std::min(log.find('\n', at), log.size());
    const std::string line = log.substr(at, end - at);
    at = end + 1;
    const auto blank = line.find(' ');
    if (line.substr(0, blank).ends_with(".json")) {
      ++times[line.substr(0, blank)];
      ++statuses[line.substr(blank + 1)];
    }
  }
  int most = 0;
  for (const auto& [feed, count] : times) most = std::max(most, count);
  std::string out =
      fmt::format("{} feeds asked, at most {} request(s) a feed, answers:", times.size(), most);
  for (const auto& [status, count] : statuses) out += fmt::format(" {} × {}", count, status);
  return out;
}

class Load {
 public:
  Load(std::string gongwatch, const std::string& self) : gongwatch_(std::move(gongwatch)) {
    feeds_.write(folder_);
    server_ = std::make_unique<ChildProcess>(
        std::vector<std::string>{self, "--serve", folder_.path().string()}, server_options());
    const std::string here = "http://127.0.0.1:" + std::to_string(wait_for_port(folder_.path()));
    folder_.write("sources/load.toml", fmt::format(R"(id = "load"
kind = "hkex-applications"
url = "{}/ncms/json/eds/"
document_base = "{}/app/"
lists = ["appactive_app", "appactive_appphip", "appinactive", "applisted", "appreturned"]
every = "6h"
delay = "0s"
allow_private = true
)",
                                                   here, here));
  }
  ~Load() { server_->send_signal(SIGTERM); }
  Load(const Load&) = delete;
  Load& operator=(const Load&) = delete;

  void repeat() {
    import_.push_back(import());
    remove(db());
    serve_version("first");
    first_.push_back(tick(1));
    serve_version("later");
    later_.push_back(tick(2));
    const auto before = rows_of(db());
    fs::resize_file(folder_.path() / "log", 0);  // the server goes on at its end
    same_.push_back(tick(3));
    requests_ = requests_by_feed(read_whole_file(folder_.path() / "log"));
    writes_ = written(before, rows_of(db()));
  }

  void print() const {
    const double base = median(import_);
    const auto line = [&](std::string_view what, double seconds, const std::string& limit) {
      fmt::print("{:<44} {:>8.3f} s {:>7.2f} {}\n", what, seconds, seconds / base, limit);
    };
    fmt::print("{} feeds of {} rows, {} repeats; medians\n", LoadFeeds::kFeeds, LoadFeeds::kRows,
               import_.size());
    line("sqlite3 .import of the rows into two tables", base, "");
    line("gongwatch run, first load", median(first_), fmt::format("(at most {})", kFirstLoadLimit));
    line("gongwatch run, 1 % of the rows changed", median(later_),
         fmt::format("(at most {})", kLaterTickLimit));
    line("gongwatch run, nothing changed", median(same_), "");
    fmt::print("nothing changed: {}\n{}", requests_, writes_);
  }

 private:
  static CommandOptions server_options() {
    CommandOptions options;
    options.timeout = std::chrono::seconds{3600};
    return options;
  }

  std::string db() const { return (folder_.path() / "load.db").string(); }
  void remove(const std::string& db) const {
    for (const char* end : {"", "-wal", "-shm", ".lock"}) fs::remove(db + end);
  }

  double import() const {
    const std::string into = (folder_.path() / "import.db").string();
    remove(into);
    return seconds_of({"sqlite3", into}, feeds_.import_script(folder_.path()));
  }

  void serve_version(const std::string& version) const {
    fs::remove_all(folder_.path() / "now");
    fs::copy(folder_.path() / version, folder_.path() / "now");
  }

  double tick(int day) const {
    return seconds_of({gongwatch_, "run", "--db", db(), "--sources",
                       (folder_.path() / "sources").string(), "--max-documents", "0", "--now",
                       fmt::format("2025-07-{:02}T18:00:00+08:00", day)});
  }

  static std::string written(const std::map<std::string, std::vector<std::string>>& before,
                             std::map<std::string, std::vector<std::string>> after) {
    std::string out;
    for (auto& [table, rows] : after) {
      auto old = before.count(table) > 0 ? before.at(table) : std::vector<std::string>{};
      std::sort(rows.begin(), rows.end());
      std::sort(old.begin(), old.end());
      std::vector<std::string> fresh;
      std::set_difference(rows.begin(), rows.end(), old.begin(), old.end(),
                          std::back_inserter(fresh));
      if (!fresh.empty()) out += fmt::format("  rows written in {}: {}\n", table, fresh.size());
    }
    return out;
  }

  std::string gongwatch_;
  TempDir folder_;
  LoadFeeds feeds_;
  std::unique_ptr<ChildProcess> server_;
  std::vector<double> import_, first_, later_, same_;
  std::string requests_, writes_;
};

}  // namespace

int main(int count, char** arguments) {
  std::string gongwatch = GONGWATCH_BUILD "/cli/gongwatch";
  int repeats = 5;
  for (int i = 1; i < count; i += 2) {
    const std::string_view flag = arguments[i];
    const std::string value = i + 1 < count ? arguments[i + 1] : "";
    if (flag == "--serve" && !value.empty()) return serve(value);
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), repeats);
    const bool number = error == std::errc() && end == value.data() + value.size() && repeats > 0;
    if (flag == "--gongwatch" && !value.empty()) {
      gongwatch = value;
    } else if (flag != "--repeats" || !number) {
      fmt::print(stderr, "usage: bench_load [--repeats N] [--gongwatch PATH]\n");
      return 2;
    }
  }
  try {
    Load load(gongwatch, fs::read_symlink("/proc/self/exe").string());
    for (int i = 0; i < repeats; ++i) load.repeat();
    load.print();
    return 0;
  } catch (const std::exception& failure) {
    fmt::print(stderr, "bench_load: {}\n", failure.what());
    return 1;
  }
}
