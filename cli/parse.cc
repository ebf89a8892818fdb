#include <fmt/core.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/pages.h"
#include "fetcher/fetcher.h"
#include "parser/parse_document.h"
#include "render/document_json.h"
#include "text/utf8.h"

namespace gongwatch::cli {
namespace {

constexpr std::size_t kMaxBatchLine = 1 << 20;

bool is_url(const std::string& input) {
  return input.compare(0, 7, "http://") == 0 || input.compare(0, 8, "https://") == 0;
}

Result<render::Json> parse_url(Page page, fetcher::Fetcher& fetcher) {
  HttpRequest request;
  request.url = page.path;
  Result<HttpResponse> answer = fail(ErrorKind::internal, "no answer", page.path);
  fetcher.fetch_all({request}, [&](const HttpRequest&, fetcher::FetchOutcome outcome) {
    answer = std::move(outcome.response);
  });
  if (!answer) return tl::unexpected(answer.error());
  if (page.url.empty()) page.url = answer->final_url;
  if (page.type.empty()) page.type = answer->media_type;
  return parse_bytes(page, answer->body);
}

Result<render::Json> parse_page(const Page& page, fetcher::Fetcher& fetcher) {
  if (is_url(page.path)) return parse_url(page, fetcher);
  const auto bytes = read_input(page.path, parser::ParseLimits{}.max_bytes);
  if (!bytes) return tl::unexpected(bytes.error());
  return parse_bytes(page, *bytes);
}

Result<std::optional<Instant>> captured_at_of(const std::string& written) {
  if (written.empty()) return std::optional<Instant>();
  const auto instant = parse_iso_instant(written);
  if (!instant) return fail(ErrorKind::invalid_argument, instant.error().message, "captured_at");
  return std::optional(*instant);
}

// A line of a batch: a path, PATH<TAB>URL, or {"path": …, "url": …, "captured_at": …, "type": …}.
Result<Page> page_of_line(const std::string& line, const Page& defaults) {
  Page page = defaults;
  if (line.size() > kMaxBatchLine)
    return fail(ErrorKind::too_large, "the line is longer than 1 MiB");
  if (line.front() != '{') {
    const std::size_t tab = line.find('\t');
    page.path = line.substr(0, tab);
    if (tab != std::string::npos && tab + 1 < line.size()) page.url = line.substr(tab + 1);
    return page;
  }
  const auto json = nlohmann::json::parse(line, nullptr, false);
  const auto text = [&](const char* key) {
    return json.contains(key) && json[key].is_string() ? json[key].get<std::string>()
                                                       : std::string();
  };
  if (json.is_discarded() || text("path").empty())
    return fail(ErrorKind::malformed, "neither a path nor an object with \"path\"");
  page.path = text("path");
  if (!text("url").empty()) page.url = text("url");
  if (!text("type").empty()) page.type = text("type");
  if (!text("captured_at").empty()) {
    const auto instant = captured_at_of(text("captured_at"));
    if (!instant) return tl::unexpected(instant.error());
    page.captured_at = *instant;
  }
  return page;
}

int parse_batch(const Page& defaults, fetcher::Fetcher& fetcher) {
  std::string line;
  while (pending_signal() == 0 && std::getline(std::cin, line)) {
    if (text::trim(line).empty()) continue;
    const auto page = page_of_line(line, defaults);
    if (!page) {
      fmt::print("{}\n", render::one_line(render::to_json(page.error(), line.substr(0, 200))));
      continue;
    }
    const auto document = parse_page(*page, fetcher);
    fmt::print("{}\n", render::one_line(document ? *document
                                                 : render::to_json(document.error(), page->path)));
  }
  std::fflush(stdout);
  return pending_signal() == 0 ? kOk : 128 + pending_signal();
}

}  // namespace

int parse_command(const GlobalOptions&, const ParseArgs& args) {
  catch_signals();
  // One for the whole batch, so that hosts are asked politely and robots.txt once.
  fetcher::Fetcher fetcher([] { return pending_signal() != 0; });
  const auto captured_at = captured_at_of(args.captured_at);
  if (!captured_at) return report(captured_at.error());
  Page page{args.input, args.url, args.type, *captured_at, !args.no_facts, args.feed};
  std::vector<parser::EarlierPage> memory;
  if (args.same_source) page.memory = &memory;
  if (args.batch) return parse_batch(page, fetcher);
  const auto document = parse_page(page, fetcher);
  if (!document) {
    Error error = document.error();
    if (error.context.empty()) error.context = page.path;
    fmt::print("{}\n", render::one_line(render::to_json(error, page.path)));
    const int code = report(error);
    return pending_signal() == 0 ? code : 128 + pending_signal();
  }
  fmt::print("{}", on_terminal() ? render::pretty(*document) : render::one_line(*document) + "\n");
  return kOk;
}

}  // namespace gongwatch::cli
