#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "cli/commands.h"
#include "model/names.h"
#include "render/document_json.h"

namespace gongwatch::cli {
namespace {

using render::Json;

template <class T>
Json nullable(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

std::size_t page_width() {
  const std::size_t width = terminal_width();
  return width == 0 ? 100 : std::min<std::size_t>(width, 120);
}

// All that the store says of one application.
struct Story {
  IpoRow ipo;
  std::vector<IssuerName> names;
  std::vector<TimelineRow> timeline;
  std::vector<OfficialDocument> documents;
  std::vector<store::Store::ArticleRow> articles;
};

Result<Story> read_story(const store::Store& store, const IpoRow& ipo) {
  Story story{ipo, {}, {}, {}, {}};
  const auto take = [](auto result, auto& into) -> Status {
    if (!result) return tl::unexpected(result.error());
    into = std::move(*result);
    return {};
  };
  if (Status s = take(store.names(ipo.issuer_id), story.names); !s)
    return tl::unexpected(s.error());
  if (Status s = take(store.timeline(ipo.application_id), story.timeline); !s)
    return tl::unexpected(s.error());
  if (Status s = take(store.documents(ipo.application_id), story.documents); !s)
    return tl::unexpected(s.error());
  if (Status s = take(store.articles(ipo.application_id), story.articles); !s)
    return tl::unexpected(s.error());
  return story;
}

std::string day_of(const TimelineRow& row) {
  if (row.event_date) return *row.event_date;
  return row.disclosed_on ? *row.disclosed_on : std::string("(day unknown)");
}

std::string removed_summary(const std::vector<RemovedBlock>& removed) {
  std::map<std::string_view, int> counts;
  for (const RemovedBlock& block : removed) ++counts[name_of(block.reason)];
  std::string all;
  for (const auto& [reason, count] : counts)
    all += fmt::format("{}{} {}", all.empty() ? "" : ", ", count, reason);
  return all.empty() ? "nothing" : all;
}

void print_story(const Story& story) {
  const std::size_t width = page_width();
  const IpoRow& ipo = story.ipo;
  fmt::print("#{}  {}{}\n", ipo.application_id, ipo.name_en.value_or(""),
             ipo.name_zh ? (ipo.name_en ? "  " : "") + *ipo.name_zh : "");
  fmt::print("    stage {}{}, board {}, HKEX id {}, code {}\n", ipo.stage.value_or("unknown"),
             ipo.stage_on ? " on " + *ipo.stage_on : "", ipo.board.value_or("-"),
             ipo.hkex_id ? std::to_string(*ipo.hkex_id) : "-", ipo.stock_code.value_or("-"));
  fmt::print("\nNames\n");
  for (const IssuerName& name : story.names)
    fmt::print("    {} ({}, {})\n", name.name, name_of(name.kind), name.language);
  fmt::print("\nTimeline\n");
  for (const TimelineRow& row : story.timeline) {
    const std::string disclosed = row.disclosed_on && row.disclosed_on != row.event_date
                                      ? ", disclosed " + *row.disclosed_on
                                      : "";
    fmt::print("    {}  {}{}{}  [{}{}]\n", day_of(row), row.stage, disclosed,
               row.history ? " (looking back)" : "", row.source_id,
               row.official ? ", official" : "");
    if (!row.official) fmt::print("{}", render::wrap("\"" + row.quote + "\"", width, "        "));
  }
  if (!ipo.sponsors.empty()) {
    fmt::print("\nSponsors\n");
    for (const std::string& sponsor : ipo.sponsors) fmt::print("    {}\n", sponsor);
  }
  if (!ipo.rankings.empty()) {
    fmt::print("\nRankings\n");
    for (const std::string& ranking : ipo.rankings)
      fmt::print("{}", render::wrap(ranking, width, "    "));
  }
  if (!story.documents.empty()) {
    fmt::print("\nDocuments\n");
    for (const OfficialDocument& document : story.documents) {
      fmt::print("    {}  {}  {}\n", document.date ? to_iso(*document.date) : "          ",
                 document.label, document.url);
    }
  }
  if (!story.articles.empty()) {
    fmt::print("\nArticles\n");
    for (const auto& article : story.articles) {
      fmt::print("{}", render::wrap(article.title, width, "    "));
      fmt::print("        {} [{}, {}]\n        removed: {}\n", article.url, article.source_id,
                 article.language, removed_summary(article.removed));
    }
  }
}

Json story_json(const Story& story) {
  const IpoRow& ipo = story.ipo;
  Json json = {{"application_id", ipo.application_id},
               {"issuer_id", ipo.issuer_id},
               {"hkex_id", nullable(ipo.hkex_id)},
               {"stock_code", nullable(ipo.stock_code)},
               {"name_en", nullable(ipo.name_en)},
               {"name_zh", nullable(ipo.name_zh)},
               {"board", nullable(ipo.board)},
               {"stage", nullable(ipo.stage)},
               {"stage_on", nullable(ipo.stage_on)},
               {"sponsors", ipo.sponsors},
               {"rankings", ipo.rankings}};
  for (const char* key : {"names", "timeline", "documents", "articles"}) json[key] = Json::array();
  for (const IssuerName& name : story.names)
    json["names"].push_back(
        {{"name", name.name}, {"kind", name_of(name.kind)}, {"language", name.language}});
  for (const TimelineRow& row : story.timeline) {
    json["timeline"].push_back({{"stage", row.stage},
                                {"event_date", nullable(row.event_date)},
                                {"disclosed_on", nullable(row.disclosed_on)},
                                {"known_at", row.known_at},
                                {"source", row.source_id},
                                {"url", row.url},
                                {"official", row.official},
                                {"history", row.history},
                                {"quote", row.quote},
                                {"rule", row.rule},
                                {"attached_by", row.attached_by}});
  }
  for (const OfficialDocument& document : story.documents) {
    json["documents"].push_back(
        {{"kind", name_of(document.kind)},
         {"label", document.label},
         {"date", document.date ? Json(to_iso(*document.date)) : Json(nullptr)},
         {"url", document.url}});
  }
  for (const auto& article : story.articles) {
    Json removed = Json::array();
    for (const RemovedBlock& block : article.removed)
      removed.push_back({{"reason", name_of(block.reason)}, {"text", block.text}});
    json["articles"].push_back({{"url", article.url},
                                {"title", article.title},
                                {"source", article.source_id},
                                {"language", article.language},
                                {"published_at", nullable(article.published_at)},
                                {"removed", std::move(removed)}});
  }
  return json;
}

// The applications that the query names; an error that says so if there are none.
Result<std::vector<IpoRow>> matching(const store::Store& store, const std::string& query) {
  auto rows = store.find(query);
  if (rows && rows->empty())
    return fail(ErrorKind::not_found, "no application is known by this name, code or id", query);
  return rows;
}

bool colours() {
  const char* no_color = std::getenv("NO_COLOR");
  return terminal_width() > 0 && (no_color == nullptr || *no_color == '\0');
}

void print_fact(const FactRow& fact) {
  const std::size_t width = page_width();
  fmt::print("{}: {}\n", fact.fact, fact.summary);
  if (fact.evidence_in == "feed") {
    fmt::print("    row of the official feed, read {}\n", fact.known_at);
    fmt::print("{}", render::wrap(fact.quote, width, "    | "));
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
    fmt::print("    in the {} of \"{}\", bytes {} to {}\n", fact.evidence_in,
               fact.article_title.value_or(""), fact.begin, fact.end);
  }
  fmt::print("    {} [{}], rule {}, parser {}, known since {}\n\n", fact.url, fact.source_id,
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

void print_json(const Json& array, render::Format format) {
  if (format == render::Format::ndjson) {
    for (const Json& one : array) fmt::print("{}\n", render::one_line(one));
  } else {
    fmt::print("{}", render::pretty(array));
  }
}

}  // namespace

int show_command(const GlobalOptions& global, const ShowArgs& args) {
  const auto store = open_store(global, true);
  if (!store) return report(store.error());
  const auto rows = matching(*store, args.query);
  if (!rows) return report(rows.error());
  const render::Format format = format_of(global);
  Json array = Json::array();
  for (std::size_t i = 0; i < rows->size(); ++i) {
    const auto story = read_story(*store, (*rows)[i]);
    if (!story) return report(story.error());
    if (format == render::Format::table || format == render::Format::md) {
      if (i > 0) fmt::print("\n");
      print_story(*story);
    } else {
      array.push_back(story_json(*story));
    }
  }
  if (!array.empty()) print_json(array, format);
  return kOk;
}

int explain_command(const GlobalOptions& global, const ShowArgs& args) {
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
      if (format == render::Format::table || format == render::Format::md) {
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
