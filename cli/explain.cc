#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "cli/answers.h"
#include "cli/commands.h"
#include "cli/pager.h"
#include "cli/witnesses.h"
#include "render/snippet.h"
#include "text/utf8.h"

namespace gongwatch::cli {
namespace {

using render::Json;

// The events of one application, found by the facts that tell them.
class Events {
 public:
  explicit Events(std::vector<WitnessRow> rows) : events_(events_of(std::move(rows))) {
    for (const ToldEvent& event : events_) {
      for (const WitnessRow& witness : event.witnesses) by_fact_.emplace(witness.fact, &event);
    }
  }

  // nullptr for other kinds, and for what an article tells beside the fact that leads in it.
  const ToldEvent* of(const FactRow& fact) const {
    const auto found = by_fact_.find(fact.fact);
    return found == by_fact_.end() ? nullptr : found->second;
  }

 private:
  std::vector<ToldEvent> events_;
  std::map<std::string_view, const ToldEvent*> by_fact_;
};

// Under the first fact of an event all other witnesses are listed; their facts point back to it.
class Teller {
 public:
  void print(const ToldEvent& event, const std::string& fact) {
    const auto [first, is_first] = first_.emplace(event.stage, fact);
    if (!is_first) {
      const auto& copy_of = event.witness(fact)->copy_of;
      return print_clean("    {}the same event as {}\n",
                         copy_of ? "a copy of " + *copy_of + "; " : "", first->second);
    }
    const bool alone = event.witnesses.size() == 1;
    print_clean("    {}{}\n", told_by(event), alone ? "" : "; other witnesses:");
    for (const WitnessRow& witness : event.witnesses) {
      if (witness.fact == fact) continue;
      print_clean("        {}: {}  {}\n", witness.fact, line_of(witness, event), witness.url);
    }
  }

 private:
  std::map<std::string, std::string> first_;
};

std::size_t count_of(std::string_view text, std::string_view mark) {
  std::size_t count = 0;
  for (auto at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + 1))
    ++count;
  return count;
}

// Ours stand around the quote; those of the page itself are none.
std::vector<bool> marks_around(std::string_view before, std::string_view quote) {
  std::vector<bool> marks(count_of(before, "»") + count_of(before, "«"), false);
  marks.push_back(true);
  marks.insert(marks.end(), count_of(quote, "»") + count_of(quote, "«"), false);
  marks.push_back(true);
  return marks;
}

void print_fact(const FactRow& fact, const ToldEvent* event, Teller& teller) {
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
    const std::string indent = "    | ";
    std::string shown = render::wrap(before + "»" + fact.quote + "«" + after, width, indent);
    if (colours()) shown = render::in_bold(shown, indent, marks_around(before, fact.quote));
    fmt::print("{}", shown);
    print_clean("    in the {} of \"{}\", bytes {} to {}\n", fact.evidence_in,
                fact.article_title.value_or(""), fact.begin, fact.end);
  }
  print_clean("    {} [{}], rule {}, parser {}, known since {}\n", fact.url, fact.source_id,
              fact.rule, fact.parser_version, fact.known_at);
  if (event != nullptr) teller.print(*event, fact.fact);
  if (!fact.same_as.empty()) print_clean("    says the same as {}\n", fact.same_as);
  print_clean("\n");
}

// Who else tells it; null for all but stages.
void add_witnesses(Json& json, const ToldEvent* event, std::string_view fact) {
  json["told_by"] = event == nullptr ? Json() : counts_of(*event);
  json["copy_of"] = Json();
  json["other_witnesses"] = event == nullptr ? Json() : Json::array();
  if (event == nullptr) return;
  for (const WitnessRow& witness : event->witnesses) {
    Json one = json_of(witness);
    if (witness.fact == fact) {
      json["copy_of"] = one["copy_of"];
    } else {
      json["other_witnesses"].push_back(std::move(one));
    }
  }
}

Json fact_json(const FactRow& fact, const ToldEvent* event) {
  Json json = {{"fact", fact.fact},
               {"summary", fact.summary},
               {"same_as", fact.same_as.empty() ? Json() : Json(fact.same_as)},
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
  add_witnesses(json, event, fact.fact);
  return json;
}

}  // namespace

int explain_command(const GlobalOptions& global, const ExplainArgs& args) {
  if (const std::string wrong = no_table("explain", format_of(global)); !wrong.empty())
    return report_usage(wrong);
  const auto store = open_store(global, true);
  if (!store) return report(store.error());
  const auto rows = matching(*store, args.query);
  if (!rows) return report(rows.error());
  const render::Format format = format_of(global);
  const Pager pager(global);
  Json array = Json::array();
  bool told = false;
  for (const IpoRow& row : *rows) {
    const auto facts = store->facts(row.application_id);
    if (!facts) return report(facts.error());
    auto witnesses = store->witnesses(row.application_id);
    if (!witnesses) return report(witnesses.error());
    const Events events(std::move(*witnesses));
    Teller teller;
    for (const FactRow& fact : *facts) {
      const std::string kind = fact.fact.substr(0, fact.fact.find(' '));
      if (!args.kinds.empty() &&
          std::find(args.kinds.begin(), args.kinds.end(), kind) == args.kinds.end())
        continue;
      told = true;
      if (for_people(format)) {
        print_fact(fact, events.of(fact), teller);
      } else {
        array.push_back(fact_json(fact, events.of(fact)));
      }
    }
  }
  if (!for_people(format)) print_json(array, format);
  if (told) return kOk;
  fmt::print(stderr, "gongwatch: nothing of that kind is told\n");
  return kFailed;
}

}  // namespace gongwatch::cli
