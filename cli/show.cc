#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "cli/answers.h"
#include "cli/commands.h"
#include "cli/pager.h"
#include "cli/witnesses.h"
#include "model/names.h"
#include "render/document_json.h"
#include "text/utf8.h"

namespace gongwatch::cli {
namespace {

using render::Json;

// All that the store says of one application.
struct Story {
  IpoRow ipo;
  std::vector<IssuerName> names;
  std::vector<TimelineRow> timeline;
  std::vector<ToldEvent> events;
  std::vector<OfficialDocument> documents;
  std::vector<store::Store::ArticleRow> articles;
  std::vector<FactRow> appointments;  // of HKEX's documents
  std::vector<FactRow> rankings;
  std::vector<FactRow> figures;
  std::vector<ConflictRow> conflicts;
};

Result<Story> read_story(const store::Store& store, const IpoRow& ipo) {
  Story story;
  story.ipo = ipo;
  const auto take = [](auto result, auto& into) -> Status {
    if (!result) return tl::unexpected(result.error());
    into = std::move(*result);
    return {};
  };
  if (Status s = take(store.names(ipo.issuer_id), story.names); !s)
    return tl::unexpected(s.error());
  if (Status s = take(store.timeline(ipo.application_id), story.timeline); !s)
    return tl::unexpected(s.error());
  std::vector<WitnessRow> witnesses;
  if (Status s = take(store.witnesses(ipo.application_id), witnesses); !s)
    return tl::unexpected(s.error());
  story.events = events_of(std::move(witnesses));
  if (Status s = take(store.documents(ipo.application_id), story.documents); !s)
    return tl::unexpected(s.error());
  if (Status s = take(store.articles(ipo.application_id), story.articles); !s)
    return tl::unexpected(s.error());
  if (Status s = take(store.conflicts(ipo.application_id), story.conflicts); !s)
    return tl::unexpected(s.error());
  std::vector<FactRow> facts;
  if (Status s = take(store.facts(ipo.application_id), facts); !s) return tl::unexpected(s.error());
  for (FactRow& fact : facts) {
    if (fact.fact.starts_with("appointment ")) {
      story.appointments.push_back(std::move(fact));
    } else if (fact.fact.starts_with("ranking ")) {
      story.rankings.push_back(std::move(fact));
    } else if (fact.fact.starts_with("figure ")) {
      story.figures.push_back(std::move(fact));
    }
  }
  return story;
}

std::string day_of(const TimelineRow& row) {
  if (row.event_date) return *row.event_date;
  if (row.event_by) return *row.event_by;
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

// Each block taken away, with its reason and as much of its text as fits a line.
void print_removed(const std::vector<RemovedBlock>& removed) {
  for (const RemovedBlock& block : removed) {
    const std::string label = fmt::format("            {:<17}", name_of(block.reason));
    print_clean("{}{}\n", label,
                text::cut_to_width(text::squeeze(block.text), page_width() - label.size()));
  }
}

std::string said_by(const Warning& warning) {
  return fmt::format("warning: {}: {}{}", warning.code, warning.message,
                     warning.evidence ? ": \"" + warning.evidence->quote + "\"" : "");
}

// Of each stage that the news tells.
void print_witnesses(const std::vector<ToldEvent>& events, std::size_t width) {
  bool titled = false;
  for (const ToldEvent& event : events) {
    if (event.sources == 0) continue;
    if (!titled) print_clean("\nWitnesses\n");
    titled = true;
    print_clean("    {}: {}\n", event.stage, told_by(event));
    for (const WitnessRow& witness : event.witnesses) {
      print_clean("{}", render::wrap(line_of(witness, event), width, "        "));
    }
  }
}

// Each fact once, with all that tell it; below it how others put it.
void print_told(std::string_view title, const std::vector<FactRow>& facts, std::size_t width) {
  if (!facts.empty()) print_clean("\n{}\n", title);
  for (const FactRow& fact : facts) {
    if (!fact.same_as.empty()) continue;
    std::vector<std::pair<std::string, std::string>> told;  // words, who uses them
    for (const FactRow& other : facts) {
      if (&other != &fact && other.same_as != fact.fact) continue;
      const std::string words = other.wording.empty() ? other.summary : "\"" + other.wording + "\"";
      const auto known = std::find_if(told.begin(), told.end(),
                                      [&](const auto& line) { return line.first == words; });
      if (known == told.end()) {
        told.emplace_back(words, other.source_id);
      } else if ((", " + known->second + ",").find(", " + other.source_id + ",") ==
                 std::string::npos) {
        known->second += ", " + other.source_id;
      }
    }
    print_clean("{}",
                render::wrap(fact.summary + "  [" + told.front().second + "]", width, "    "));
    for (auto also = told.begin() + 1; also != told.end(); ++also)
      print_clean("{}", render::wrap(also->first + "  [" + also->second + "]", width, "        "));
  }
}

void print_story(const Story& story, bool with_removed) {
  const std::size_t width = page_width();
  const IpoRow& ipo = story.ipo;
  print_clean("#{}  {}{}\n", ipo.application_id, ipo.name_en.value_or(""),
              ipo.name_zh ? (ipo.name_en ? "  " : "") + *ipo.name_zh : "");
  print_clean("    stage {}{}, board {}, HKEX id {}, code {}\n", ipo.stage.value_or("unknown"),
              ipo.stage_on ? " on " + *ipo.stage_on : "", ipo.board.value_or("-"),
              ipo.hkex_id ? std::to_string(*ipo.hkex_id) : "-", ipo.stock_code.value_or("-"));
  print_clean("\nNames\n");
  for (const IssuerName& name : story.names)
    print_clean("    {} ({}, {})\n", name.name, name_of(name.kind), name.language);
  print_clean("\nTimeline\n");
  for (const TimelineRow& row : story.timeline) {
    const std::string disclosed = row.disclosed_on && *row.disclosed_on != day_of(row)
                                      ? ", disclosed " + *row.disclosed_on
                                      : "";
    print_clean("    {}  {}{}{}{}  [{}{}]\n", day_of(row), row.stage,
                row.event_date || !row.event_by ? "" : " on or before that day", disclosed,
                row.history ? " (looking back)" : "", row.source_id,
                row.official ? ", official" : "");
    if (!row.official) print_clean("{}", render::wrap("\"" + row.quote + "\"", width, "        "));
  }
  print_witnesses(story.events, width);
  if (!ipo.sponsors.empty()) {
    print_clean("\nSponsors\n");
    for (const std::string& sponsor : ipo.sponsors) print_clean("    {}\n", sponsor);
  }
  if (!story.appointments.empty()) {
    print_clean("\nAppointed, as HKEX's documents say\n");
    for (const FactRow& fact : story.appointments)
      print_clean("{}", render::wrap(fact.summary, width, "    "));
  }
  if (!story.conflicts.empty()) {
    print_clean("\nSources disagree\n");
    for (const ConflictRow& row : story.conflicts) {
      const std::string line =
          fmt::format("{}{}: {} [{}], but {} [{}]", row.stage ? *row.stage + " " : "", row.field,
                      row.leading_value, row.leading_source, row.other_value, row.other_source);
      print_clean("{}", render::wrap(line, width, "    "));
    }
  }
  print_told("Rankings", story.rankings, width);
  print_told("Figures", story.figures, width);
  if (!story.documents.empty()) {
    print_clean("\nDocuments\n");
    for (const OfficialDocument& document : story.documents) {
      print_clean("    {}  {}  {}\n", document.date ? to_iso(*document.date) : "          ",
                  document.label.empty() ? name_of(document.kind) : document.label, document.url);
    }
  }
  if (!story.articles.empty()) {
    print_clean("\nArticles\n");
    for (const auto& article : story.articles) {
      print_clean("{}", render::wrap(article.title, width, "    "));
      print_clean("        {} [{}, {}]\n        removed: {}\n", article.url, article.source_id,
                  article.language, removed_summary(article.removed));
      if (with_removed) print_removed(article.removed);
      for (const Warning& warning : article.warnings)
        print_clean("{}", render::wrap(said_by(warning), width, "        "));
    }
  }
}

Json article_json(const store::Store::ArticleRow& article) {
  Json warnings = Json::array();
  for (const Warning& warning : article.warnings) {
    warnings.push_back(
        {{"code", warning.code},
         {"message", warning.message},
         {"quote", warning.evidence ? Json(warning.evidence->quote) : Json(nullptr)}});
  }
  Json removed = Json::array();
  for (const RemovedBlock& block : article.removed)
    removed.push_back({{"reason", name_of(block.reason)}, {"text", block.text}});
  return {{"url", article.url},
          {"title", article.title},
          {"source", article.source_id},
          {"language", article.language},
          {"published_at", nullable(article.published_at)},
          {"removed", std::move(removed)},
          {"warnings", std::move(warnings)}};
}

Json told_json(const FactRow& fact) {
  return {{"fact", fact.fact},
          {"summary", fact.summary},
          {"same_as", fact.same_as.empty() ? Json() : Json(fact.same_as)},
          {"quote", fact.quote},
          {"source", fact.source_id},
          {"url", fact.url}};
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
  for (const char* key : {"names", "timeline", "events", "appointments", "conflicts",
                          "ranking_facts", "figures", "documents", "articles"})
    json[key] = Json::array();
  for (const IssuerName& name : story.names)
    json["names"].push_back(
        {{"name", name.name}, {"kind", name_of(name.kind)}, {"language", name.language}});
  for (const TimelineRow& row : story.timeline) {
    json["timeline"].push_back({{"stage", row.stage},
                                {"event_date", nullable(row.event_date)},
                                {"event_by", nullable(row.event_by)},
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
  for (const ToldEvent& event : story.events) {
    Json one = {{"stage", event.stage}};
    one.update(counts_of(event));
    one["witnesses"] = Json::array();
    for (const WitnessRow& witness : event.witnesses) one["witnesses"].push_back(json_of(witness));
    json["events"].push_back(std::move(one));
  }
  for (const FactRow& fact : story.appointments) {
    json["appointments"].push_back({{"summary", fact.summary},
                                    {"quote", fact.quote},
                                    {"url", fact.url},
                                    {"known_at", fact.known_at}});
  }
  for (const ConflictRow& row : story.conflicts) {
    json["conflicts"].push_back({{"field", row.field},
                                 {"stage", nullable(row.stage)},
                                 {"leading_value", row.leading_value},
                                 {"leading_source", row.leading_source},
                                 {"other_value", row.other_value},
                                 {"other_source", row.other_source}});
  }
  for (const FactRow& fact : story.rankings) json["ranking_facts"].push_back(told_json(fact));
  for (const FactRow& fact : story.figures) json["figures"].push_back(told_json(fact));
  for (const OfficialDocument& document : story.documents) {
    json["documents"].push_back(
        {{"kind", name_of(document.kind)},
         {"label", document.label},
         {"date", document.date ? Json(to_iso(*document.date)) : Json(nullptr)},
         {"url", document.url}});
  }
  for (const auto& article : story.articles) json["articles"].push_back(article_json(article));
  return json;
}

}  // namespace

int show_command(const GlobalOptions& global, const ShowArgs& args) {
  if (const std::string wrong = no_table("show", format_of(global)); !wrong.empty())
    return report_usage(wrong);
  const auto store = open_store(global, true);
  if (!store) return report(store.error());
  const auto rows = matching(*store, args.query);
  if (!rows) return report(rows.error());
  const render::Format format = format_of(global);
  const Pager pager(global);
  Json array = Json::array();
  for (std::size_t i = 0; i < rows->size(); ++i) {
    const auto story = read_story(*store, (*rows)[i]);
    if (!story) return report(story.error());
    if (for_people(format)) {
      if (i > 0) print_clean("\n");
      print_story(*story, args.removed);
    } else {
      array.push_back(story_json(*story));
    }
  }
  if (!array.empty()) print_json(array, format);
  return kOk;
}

}  // namespace gongwatch::cli
