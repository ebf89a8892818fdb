#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <tuple>

#include "cli/commands.h"
#include "cli/gold.h"
#include "cli/pages.h"
#include "cli/score.h"
#include "parser/parse_document.h"

namespace gongwatch::cli {
namespace {

constexpr const char* kAll = "all";
constexpr const char* kFalseEvent = "false_event";

// One line of the report: a kind of fact, in one language or of one kind of article.
struct Group {
  std::string kind, by;
  bool operator<(const Group& other) const {
    return std::tie(kind, by) < std::tie(other.kind, other.by);
  }
};

struct Evaluation {
  std::map<Group, Tally> tallies;
  std::vector<std::string> faults;  // for people, in the order of the articles
  std::size_t articles = 0;
  std::size_t unreadable = 0;
};

bool chosen(const std::vector<std::string>& among, const std::string& one) {
  return among.empty() || std::find(among.begin(), among.end(), one) != among.end();
}

Result<render::Json> read_article(const GoldArticle& article) {
  Page page;
  page.path = article.path;
  const auto captured = parse_iso_instant(article.line["captured_at"].get<std::string>());
  if (!captured) return fail(ErrorKind::malformed, captured.error().message, article.where);
  page.captured_at = *captured;
  const auto bytes = read_input(article.path, parser::ParseLimits{}.max_bytes);
  if (!bytes) return tl::unexpected(bytes.error());
  return parse_bytes(page, *bytes);
}

void add(const GoldArticle& article, const std::vector<KindScore>& scores, const EvalArgs& args,
         Evaluation& all) {
  for (const KindScore& one : scores) {
    for (const std::string& by : {std::string(kAll), article.line["language"].get<std::string>(),
                                  article.line["article_kind"].get<std::string>()})
      all.tallies[{one.kind, by}] += one.tally;
    if (!chosen(args.kinds, one.kind)) continue;
    for (const Fault& fault : one.faults) {
      all.faults.push_back(fmt::format("{}: {} {}: {}", article.path, one.kind,
                                       fault.kind == Fault::Kind::missing ? "missing" : "wrong",
                                       fault.item));
    }
  }
}

std::string hundredths(double value) { return fmt::format("{:.3f}", value); }

render::Table report_table(const Evaluation& all, const EvalArgs& args) {
  render::Table table{{"kind", "of", "expected", "found", "matched", "precision", "recall", "f1"},
                      {},
                      {"expected", "found", "matched", "precision", "recall", "f1"}};
  std::vector<std::string> groups{kAll};
  for (const auto& [group, tally] : all.tallies) {
    if (std::find(groups.begin(), groups.end(), group.by) == groups.end())
      groups.push_back(group.by);
  }
  for (const std::string& kind : score_kinds()) {
    if (!chosen(args.kinds, kind)) continue;
    for (const std::string& by : groups) {
      const auto found = all.tallies.find({kind, by});
      if (found == all.tallies.end()) continue;
      const Tally& tally = found->second;
      if (tally.expected + tally.found == 0 && by != kAll) continue;
      table.rows.push_back({kind, by, std::to_string(tally.expected), std::to_string(tally.found),
                            std::to_string(tally.matched), hundredths(tally.precision()),
                            hundredths(tally.recall()), hundredths(tally.f1())});
    }
  }
  return table;
}

// What is below its floor. false_event has no F1: its number is the most that may be told.
std::vector<std::string> below_floor(const Evaluation& all,
                                     const std::map<std::string, double>& floors) {
  std::vector<std::string> low;
  for (const auto& [kind, floor] : floors) {
    const auto found = all.tallies.find({kind, kAll});
    const Tally tally = found == all.tallies.end() ? Tally{} : found->second;
    if (kind == kFalseEvent) {
      if (static_cast<double>(tally.found) > floor)
        low.push_back(fmt::format("{}: {} told, at most {:g} allowed", kind, tally.found, floor));
    } else if (tally.f1() < floor) {
      low.push_back(fmt::format("{}: F1 {:.3f}, the floor is {:.3f}", kind, tally.f1(), floor));
    }
  }
  return low;
}

Result<std::map<std::string, double>> floors_of(const GoldSet& gold, const EvalArgs& args) {
  auto floors = gold.floors;
  for (const std::string& written : args.floors) {
    const auto equals = written.find('=');
    const std::string kind = written.substr(0, equals);
    char* end = nullptr;
    const std::string number = equals == std::string::npos ? "" : written.substr(equals + 1);
    const double floor = std::strtod(number.c_str(), &end);
    if (!chosen(score_kinds(), kind) || number.empty() || *end != '\0' || !is_floor(kind, floor)) {
      return fail(ErrorKind::invalid_argument,
                  "wants KIND=F1 between 0 and 1, such as event=0.92, or false_event=N", written);
    }
    floors[kind] = floor;
  }
  return floors;
}

}  // namespace

int eval_command(const GlobalOptions& global, const EvalArgs& args) {
  catch_signals();
  const auto gold = read_gold(args.gold);
  if (!gold) return report(gold.error());
  const auto floors = floors_of(*gold, args);
  if (!floors) return report(floors.error());
  Evaluation all;
  for (const GoldArticle& article : gold->articles) {
    if (pending_signal() != 0) return 128 + pending_signal();
    const std::string language = article.line["language"].get<std::string>();
    if (!chosen(args.languages, language)) continue;
    ++all.articles;
    const auto document = read_article(article);
    if (!document) {
      report(document.error());
      ++all.unreadable;
      add(article, score(article.line, render::Json::object()), args, all);
      continue;
    }
    add(article, score(article.line, *document), args, all);
  }
  if (all.articles == 0)
    return report(Error{ErrorKind::empty, "no articles in that language", args.gold});
  fmt::print("{}", render::print(report_table(all, args), format_of(global), terminal_width()));
  // Lines of text have no place behind JSON.
  std::FILE* const faults =
      format_of(global) == render::Format::table || format_of(global) == render::Format::md
          ? stdout
          : stderr;
  if (args.errors) {
    for (const std::string& fault : all.faults)
      fmt::print(faults, "{}\n", render::for_terminal(fault));
  }
  const auto low = below_floor(all, *floors);
  for (const std::string& line : low) fmt::print(stderr, "gongwatch: below the floor: {}\n", line);
  return low.empty() && all.unreadable == 0 ? kOk : kFailed;
}

}  // namespace gongwatch::cli
