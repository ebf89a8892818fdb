#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "cli/commands.h"
#include "cli/fixtures.h"
#include "fetcher/fetcher.h"
#include "model/clock.h"
#include "text/utf8.h"

namespace gongwatch::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxPage = 32u << 20;

bool is_case_name(const std::string& name) {
  const auto slash = name.find('/');
  if (slash == std::string::npos || slash == 0 || slash + 1 == name.size()) return false;
  return std::all_of(name.begin(), name.end(),
                     [](char c) {
                       return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
                              c == '/';
                     }) &&
         name.find('/', slash + 1) == std::string::npos;
}

struct NewPage {
  std::string bytes, url, media_type;
  Instant captured_at{};
};

Result<NewPage> fetch_page(const std::string& url) {
  fetcher::Fetcher fetcher;
  HttpRequest request;
  request.url = url;
  Result<NewPage> page = fail(ErrorKind::internal, "no answer", url);
  fetcher.fetch_all({request}, [&](const HttpRequest&, fetcher::FetchOutcome outcome) {
    if (!outcome.response) {
      page = tl::unexpected(outcome.response.error());
    } else {
      page = NewPage{outcome.response->body, outcome.response->final_url,
                     outcome.response->media_type, SystemClock().now()};
    }
  });
  return page;
}

// What a run kept: of a page that failed too.
Result<NewPage> captured_page(const GlobalOptions& global, const FixtureArgs& args) {
  const auto store = open_store(global, true);
  if (!store) return tl::unexpected(store.error());
  auto capture = store->capture(args.capture);
  if (!capture) return tl::unexpected(capture.error());
  return NewPage{std::move(capture->body), args.url.empty() ? capture->final_url : args.url,
                 capture->media_type, capture->captured_at};
}

Result<NewPage> new_page(const GlobalOptions& global, const FixtureArgs& args) {
  if (args.capture != 0) return captured_page(global, args);
  if (args.page.compare(0, 4, "http") == 0) return fetch_page(args.page);
  if (args.url.empty())
    return fail(ErrorKind::invalid_argument,
                "is needed for a page from a file: the address it was fetched from", "--url");
  auto bytes = read_input(args.page, kMaxPage);
  if (!bytes) return tl::unexpected(bytes.error());
  NewPage page{std::move(*bytes), args.url, "", SystemClock().now()};
  if (!args.captured_at.empty()) {
    const auto captured_at = parse_iso_instant(args.captured_at);
    if (!captured_at)
      return fail(ErrorKind::invalid_argument, captured_at.error().message, "--captured-at");
    page.captured_at = *captured_at;
  }
  return page;
}

std::string extension_for(const NewPage& page) {
  const std::string_view start = text::trim(std::string_view(page.bytes).substr(0, 512));
  if (!start.empty() && (start.front() == '{' || start.front() == '[')) return ".json";
  if (start.substr(0, 5) == "<?xml" || start.substr(0, 4) == "<rss" ||
      start.substr(0, 5) == "<feed")
    return ".xml";
  return start.find('<') == std::string_view::npos ? ".txt" : ".html";
}

// A TOML basic string.
std::string quoted(const std::string& value) {
  std::string out = "\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) out += c;
  }
  return out + "\"";
}

}  // namespace

int fixture_new_command(const GlobalOptions& global, const FixtureArgs& args) {
  const std::string& name = args.name;
  if (!is_case_name(name))
    return report_usage(name +
                        ": a fixture's name is SOURCE/CASE in small letters, digits and dashes");
  const auto source =
      scheduler::load_source(global.sources + "/" + name.substr(0, name.find('/')) + ".toml");
  if (!source) return report(source.error());
  const std::string folder = args.root + "/" + name;
  std::error_code error;
  if (fs::exists(folder, error)) return report_usage(folder + ": exists already");
  const auto page = new_page(global, args);
  if (!page) return report(page.error());
  fs::create_directories(folder, error);
  std::ofstream bytes(folder + "/page" + extension_for(*page), std::ios::binary);
  bytes << page->bytes;
  std::ofstream meta(folder + "/meta.toml");
  meta << "url = " << quoted(page->url) << "\ncaptured_at = \"" << to_iso(page->captured_at)
       << "\"\n";
  if (!page->media_type.empty()) meta << "content_type = " << quoted(page->media_type) << "\n";
  meta << "synthetic = " << (args.synthetic ? "true" : "false") << "\nnote = " << quoted(args.note)
       << "\n";
  bytes.flush();
  meta.flush();
  if (!bytes.good() || !meta.good()) return report({ErrorKind::io, "cannot be written", folder});
  fmt::print("{}: written. Next: gongwatch fixture check {}\n", folder, name);
  return kOk;
}

int fixture_check_command(const GlobalOptions& global, const FixtureArgs& args) {
  const auto cases = chosen_cases(args.root, args.cases);
  if (!cases) return report(cases.error());
  if (cases->empty()) return report({ErrorKind::empty, "no fixture found", args.root});
  std::size_t passed = 0;
  for (const FixtureCase& one : *cases) {
    const FixtureResult result = check_case(one, global.sources, on_ci());
    if (result.state == FixtureState::pass) {
      ++passed;
      continue;
    }
    fmt::print("{}: {}\n", result.name, word_for(result.state));
    for (const std::string& detail : result.details) fmt::print("    {}\n", detail);
  }
  fmt::print("{} of {} fixtures pass\n", passed, cases->size());
  if (passed < cases->size() && !on_ci())
    fmt::print(
        "Read each expected.json.new; if it is right: gongwatch fixture accept SOURCE/CASE\n");
  return passed == cases->size() ? kOk : kFailed;
}

int fixture_accept_command(const GlobalOptions& global, const FixtureArgs& args) {
  if (on_ci())
    return report_usage("goldens are accepted by a person, never on CI (the variable CI is set)");
  if (args.cases.empty()) {
    const auto all = find_cases(args.root);
    if (!all) return report(all.error());
    fmt::print("Name the cases to accept. Waiting:\n");
    std::error_code ignored;
    for (const FixtureCase& one : *all) {
      if (fs::exists(one.folder + "/expected.json.new", ignored)) fmt::print("    {}\n", one.name);
    }
    return kUsage;
  }
  const auto cases = chosen_cases(args.root, args.cases);
  if (!cases) return report(cases.error());
  for (const FixtureCase& one : *cases) {
    std::error_code error;
    // A review writes nothing here: what it showed is read again.
    if (!fs::exists(one.folder + "/expected.json.new", error))
      check_case(one, global.sources, false);
    fs::rename(one.folder + "/expected.json.new", one.folder + "/expected.json", error);
    if (error) return report({ErrorKind::not_found, "no expected.json.new is waiting", one.name});
    fmt::print("{}: accepted\n", one.name);
  }
  return kOk;
}

}  // namespace gongwatch::cli
