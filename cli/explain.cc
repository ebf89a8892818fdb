#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>

#include "cli/answers.h"
#include "cli/commands.h"
#include "text/utf8.h"

namespace gongwatch::cli {
namespace {

using render::Json;

bool colours() {
  const char* no_color = std::getenv("NO_COLOR");
  return on_terminal() && (no_color == nullptr || *no_color == '\0');
}

void print_fact(const FactRow& fact) {
  const std::size_t width = page_width();
  print_clean("{}: {}\n", fact.fact, fact.summary);
  if (fact.evidence_in == "feed") {
    print_clean("    row of the official feed, read {}\n", fact.known_at);
    print_clean("{}", render::wrap(text::cut_to_width(fact.quote, 4 * width), width, "    | "));
  } else if (fact.evidence_in == "document") {
    print_clean("{}", render::wrap("»" + fact.quote + "«", width, "    | "));
    print_clean("    in the text of the document, bytes {} to {}\n", fact.begin, fact.end);
  } else {
    const bool whole =
        fact.paragraph.empty() || fact.quote_at + fact.quote.size() > fact.paragraph.size();
    const std::string before = whole ? "" : fact.paragraph.substr(0, fact.quote_at);
    const std::string after = whole ? "" : fact.paragraph.substr(fact.quote_at + fact.quote.size());
    // The proving words stand between marks, in bold on a terminal.
    std::string shown = render::wrap(before + "»" + fact.quote + "«" + after, width, "    | ");
    if (colours()) {
      const auto open = shown.find("»");
      const auto close = shown.find("«");
      if (open != std::string::npos && close != std::string::npos) {
        shown.insert(close, "\x1b[0m");
        shown.insert(open, "\x1b[1m");
      }
    }
    fmt::print("{}", shown);
    print_clean("    in the {} of \"{}\", bytes {} to {}\n", fact.evidence_in,
                fact.article_title.value_or(""), fact.begin, fact.end);
  }
  print_clean("    {} [{}], rule {}, parser {}, known since {}\n\n", fact.url, fact.source_id,
              fact.rule, fact.parser_version, fact.known_at);
}

Json fact_json(const FactRow& fact) {
  return {{"fact", fact.fact},
          {"summary", fact.summary},
          {"quote", fact.quote},
          {"in", fact.evidence_in},
          {"begin", fact.begin},
          {"end", fact.end},
          {"paragraph", fact.paragraph},
          {"rule", fact.rule},
          {"parser_version", fact.parser_version},
          {"source", fact.source_id},
          {"url", fact.url},
          {"known_at", fact.known_at},
          {"article_title", nullable(fact.article_title)}};
}

}  // namespace

int explain_command(const GlobalOptions& global, const ExplainArgs& args) {
  const auto store = open_store(global, true);
  if (!store) return report(store.error());
  const auto rows = matching(*store, args.query);
  if (!rows) return report(rows.error());
  const render::Format format = format_of(global);
  Json array = Json::array();
  for (const IpoRow& row : *rows) {
    const auto facts = store->facts(row.application_id);
    if (!facts) return report(facts.error());
    for (const FactRow& fact : *facts) {
      const std::string kind = fact.fact.substr(0, fact.fact.find(' '));
      if (!args.kinds.empty() &&
          std::find(args.kinds.begin(), args.kinds.end(), kind) == args.kinds.end())
        continue;
      if (for_people(format)) {
        print_fact(fact);
      } else {
        array.push_back(fact_json(fact));
      }
    }
  }
  if (!array.empty()) print_json(array, format);
  return kOk;
}

}  // namespace gongwatch::cli
