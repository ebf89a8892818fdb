// bench_asking STORE [--applications N] [--articles N] [--gongwatch PATH]
// What a person waits for: each question is put to the real program, process and all, against a
// store of 5,000 applications and 100,000 articles (made at STORE if it is not there). Medians.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include "bench/made_up_archive.h"
#include "tests/support/process.h"

namespace {

using gongwatch::testing_support::run_command;
using Clock = std::chrono::steady_clock;

struct Question {
  std::string name;
  std::vector<std::string> args;
};

const std::vector<Question> kQuestions{
    {"list, 50 rows", {"list", "--limit", "50"}},
    {"list, all rows", {"list"}},
    {"list of a stage", {"list", "--stage", "phip"}},
    {"list by text", {"list", "--text", "bamboo"}},
    {"list by sponsor", {"list", "--sponsor", "lotus"}},
    {"list what changed", {"list", "--changed", "2024-10-01"}},
    {"show one", {"show", "#77"}},
    {"explain one", {"explain", "#77"}},
    {"search, seldom word", {"search", "qxzj"}},
    {"search, common word", {"search", "聆訊"}},
    {"search, common phrase", {"search", "聯席保薦人"}},
    {"search, one character", {"search", "訊"}},
    {"search, in English", {"search", "hearing company"}},
    {"search, of a source", {"search", "聆訊", "--source", "wire"}},
    {"search, of an issuer", {"search", "聆訊", "--issuer", "#77"}},
    {"search, in a month", {"search", "聆訊", "--since", "2020-03-01", "--until", "2020-03-31"}},
    {"ranked, common word", {"search", "聆訊", "--rank"}},
    {"ranked, two common words", {"search", "公司 聆訊", "--rank"}},
    {"stats", {"stats"}},
};

double median_ms(const std::string& program, const std::string& store, const Question& question) {
  std::vector<double> times;
  std::vector<std::string> argv{program, "--db", store};
  argv.insert(argv.end(), question.args.begin(), question.args.end());
  for (int i = 0; i < 5; ++i) {
    const auto begin = Clock::now();
    const auto result = run_command(argv);
    times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
    if (result.exit_code > 1) throw std::runtime_error(question.name + ": " + result.err);
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
  try {
    std::string program = GONGWATCH_BUILD "/cli/gongwatch";
    int applications = 5000;
    int articles = 100000;
    const std::vector<std::string> args(argv + 1, argv + argc);
    if (args.empty()) throw std::runtime_error("usage: bench_asking STORE [--articles N] …");
    for (std::size_t i = 1; i + 1 < args.size(); i += 2) {
      if (args[i] == "--applications") applications = std::stoi(args[i + 1]);
      if (args[i] == "--articles") articles = std::stoi(args[i + 1]);
      if (args[i] == "--gongwatch") program = args[i + 1];
    }
    if (!std::filesystem::exists(args[0]))
      gongwatch::bench::make_archive(args[0], applications, articles);
    fmt::print("{} MB\n", std::filesystem::file_size(args[0]) >> 20U);
    fmt::print("{:<28} {:>8.1f} ms\n", "the program alone",
               median_ms(program, args[0], {"version", {"--version"}}));
    for (const Question& question : kQuestions) {
      fmt::print("{:<28} {:>8.1f} ms\n", question.name, median_ms(program, args[0], question));
    }
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_asking: {}\n", error.what());
    return 1;
  }
}
