#include "cli/score.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <set>

#include "text/fold.h"
#include "text/names.h"
#include "text/utf8.h"

namespace gongwatch::cli {
namespace {

using render::Json;

std::string word(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null()) return {};
  if (found->is_number()) return fmt::format("{:g}", found->get<double>());
  return found->is_string() ? found->get<std::string>() : found->dump();
}

bool flag(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_boolean() && found->get<bool>();
}

double number(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number() ? found->get<double>() : 0.0;
}

const Json& issuer_of(const Json& event) {
  static const Json none = Json::object();
  const auto found = event.find("issuer");
  return found == event.end() ? none : *found;
}

const Json& list(const Json& object, const char* key) {
  static const Json empty = Json::array();
  const auto found = object.find(key);
  return found == object.end() || !found->is_array() ? empty : *found;
}

bool begins(std::string_view text, std::string_view with) {
  constexpr std::size_t kShortest = 4;
  return with.size() >= kShortest && text.substr(0, with.size()) == with;
}

bool same_name(const std::string& a, const std::string& b) {
  const std::string left = text::name_key(a);
  const std::string right = text::name_key(b);
  if (left.empty() || right.empty()) return false;
  return left == right || begins(left, right) || begins(right, left);
}

std::vector<std::string> names_of(const Json& issuer) {
  std::vector<std::string> names{word(issuer, "name")};
  if (const std::string legal = word(issuer, "legal_name"); !legal.empty()) names.push_back(legal);
  for (const Json& alias : list(issuer, "aliases")) {
    if (alias.is_string()) names.push_back(alias.get<std::string>());
  }
  return names;
}

bool same_company(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& left) {
    return std::any_of(b.begin(), b.end(),
                       [&](const std::string& right) { return same_name(left, right); });
  });
}

// All names of the company that a ranking or figure calls `name`.
std::vector<std::string> known_as(const std::string& name, const Json& page) {
  for (const char* key : {"events", "unrealised"}) {
    for (const Json& event : list(page, key)) {
      auto names = names_of(issuer_of(event));
      if (std::find(names.begin(), names.end(), name) != names.end()) return names;
    }
  }
  return {name};
}

// One expected or found thing. `place` says which of several equal ones fits better.
struct Item {
  std::vector<std::string> company;
  std::vector<std::string> exact;  // must be equal
  std::vector<std::string> loose;  // half of the words must be shared
  std::string preferred;
  std::string shown;
  bool optional = false;
};

std::set<std::string> words_of(const std::string& text) {
  std::set<std::string> words;
  std::string latin;
  const std::string folded = text::lower_ascii(text::fold_text(text));
  for (std::size_t at = 0; at < folded.size();) {
    const text::CodePoint point = text::decode_at(folded, at);
    const bool letter = point.value < 128 && std::isalnum(static_cast<int>(point.value)) != 0;
    if (letter) latin += folded[at];
    if (!letter && !latin.empty()) {
      if (latin.size() > 3 && latin.back() == 's') latin.pop_back();
      words.insert(std::exchange(latin, {}));
    }
    if (text::is_han(point.value)) words.insert(folded.substr(at, point.bytes));
    at += point.bytes;
  }
  if (latin.size() > 3 && latin.back() == 's') latin.pop_back();
  if (!latin.empty()) words.insert(latin);
  return words;
}

bool alike(const std::string& a, const std::string& b) {
  if (a == b) return true;
  const auto left = words_of(a);
  const auto right = words_of(b);
  if (left.empty() || right.empty()) return left.empty() && right.empty();
  const auto shared = static_cast<std::size_t>(std::count_if(
      left.begin(), left.end(), [&](const std::string& one) { return right.count(one) > 0; }));
  return shared == std::min(left.size(), right.size()) ||
         2 * shared >= std::max(left.size(), right.size());
}

bool matches(const Item& a, const Item& b) {
  if (a.exact != b.exact || a.loose.size() != b.loose.size()) return false;
  for (std::size_t i = 0; i < a.loose.size(); ++i) {
    if (!alike(a.loose[i], b.loose[i])) return false;
  }
  return a.company.empty() || same_company(a.company, b.company);
}

struct Pairing {
  std::vector<std::optional<std::size_t>> of_expected;  // index of the found one
  std::vector<bool> used;
};

Pairing pair_up(const std::vector<Item>& expected, const std::vector<Item>& found) {
  Pairing pairing{std::vector<std::optional<std::size_t>>(expected.size()),
                  std::vector<bool>(found.size(), false)};
  for (const bool strict : {true, false}) {
    for (std::size_t i = 0; i < expected.size(); ++i) {
      for (std::size_t j = 0; j < found.size() && !pairing.of_expected[i]; ++j) {
        if (pairing.used[j] || (strict && expected[i].preferred != found[j].preferred) ||
            !matches(expected[i], found[j]))
          continue;
        pairing.of_expected[i] = j;
        pairing.used[j] = true;
      }
    }
  }
  return pairing;
}

KindScore compare(const std::string& kind, const std::vector<Item>& expected,
                  const std::vector<Item>& found) {
  KindScore result{kind, {}, {}};
  const Pairing pairing = pair_up(expected, found);
  std::size_t optional_matched = 0;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const bool matched = pairing.of_expected[i].has_value();
    if (expected[i].optional) {
      if (matched) ++optional_matched;
      continue;
    }
    ++result.tally.expected;
    if (matched) {
      ++result.tally.matched;
    } else {
      result.faults.push_back({Fault::Kind::missing, expected[i].shown});
    }
  }
  result.tally.found = found.size() - optional_matched;
  for (std::size_t j = 0; j < found.size(); ++j) {
    if (!pairing.used[j]) result.faults.push_back({Fault::Kind::wrong, found[j].shown});
  }
  return result;
}

bool is_optional(const Json& item) { return flag(item, "optional"); }

Item event_item(const Json& event) {
  Item item;
  item.company = names_of(issuer_of(event));
  item.exact = {word(event, "stage")};
  item.preferred = word(event, "event_date") + "/" + word(event, "disclosed_on");
  item.optional = is_optional(event);
  item.shown = fmt::format("{} {}{} on {} disclosed {}", item.company.front(), item.exact.front(),
                           flag(event, "history") ? " (history)" : "", word(event, "event_date"),
                           word(event, "disclosed_on"));
  if (const std::string rule = word(event, "rule"); !rule.empty()) item.shown += " [" + rule + "]";
  return item;
}

std::vector<Item> event_items(const Json& page, bool history) {
  std::vector<Item> items;
  for (const Json& event : list(page, "events")) {
    if (flag(event, "history") == history) items.push_back(event_item(event));
  }
  return items;
}

std::vector<Item> unrealised_items(const Json& page) {
  std::vector<Item> items;
  for (const Json& event : list(page, "unrealised")) {
    Item item = event_item(event);
    item.exact.push_back(word(event, "outcome"));
    item.shown += " " + item.exact.back();
    items.push_back(std::move(item));
  }
  return items;
}

// Dates of news and history alike; an event that the page has several times has several.
std::vector<Item> date_items(const Json& page) {
  std::vector<Item> items;
  for (const Json& event : list(page, "events")) {
    for (const char* field : {"event_date", "disclosed_on"}) {
      const std::string day = word(event, field);
      if (day.empty()) continue;
      Item item = event_item(event);
      item.exact.insert(item.exact.end(), {field, day});
      item.shown = fmt::format("{} {} {} {}", item.company.front(), item.exact.front(), field, day);
      items.push_back(std::move(item));
    }
  }
  return items;
}

std::vector<Item> sponsor_items(const Json& page) {
  std::vector<Item> items;
  std::set<std::string> told;
  for (const Json& event : list(page, "events")) {
    for (const Json& sponsor : list(event, "sponsors")) {
      Item item;
      item.company = names_of(issuer_of(event));
      const std::string firm = word(sponsor, "firm");
      const std::string house = firm.empty() ? text::name_key(word(sponsor, "name")) : firm;
      item.exact = {word(sponsor, "role"), house};
      item.optional = is_optional(event) || is_optional(sponsor);
      item.shown = fmt::format("{}: {} ({}) {}", item.company.front(), word(sponsor, "name"), firm,
                               item.exact.front());
      if (told.insert(item.company.front() + "\n" + item.exact[0] + "\n" + house).second)
        items.push_back(std::move(item));
    }
  }
  return items;
}

std::vector<Item> ranking_items(const Json& page, bool whole) {
  std::vector<Item> items;
  for (const Json& ranking : list(page, "rankings")) {
    Item item;
    item.company = known_as(word(ranking, "issuer"), page);
    item.exact = {word(ranking, "rank"), word(ranking, "rank_kind")};
    item.preferred = text::lower_ascii(word(ranking, "subject"));
    item.optional = is_optional(ranking);
    if (whole) {
      item.exact.push_back(word(ranking, "period"));
      item.exact.push_back(word(ranking, "share_percent"));
      for (const char* key : {"subject", "region", "metric", "authority"})
        item.loose.push_back(word(ranking, key));
    }
    item.shown = fmt::format(
        "{}: {} {} | {} | {} | {} | {} | {} | {}", item.company.front(), item.exact[1],
        item.exact[0], word(ranking, "subject"), word(ranking, "region"), word(ranking, "metric"),
        word(ranking, "period"), word(ranking, "share_percent"), word(ranking, "authority"));
    if (const std::string rule = word(ranking, "rule"); !rule.empty())
      item.shown += " [" + rule + "]";
    items.push_back(std::move(item));
  }
  return items;
}

std::vector<Item> figure_items(const Json& page) {
  std::vector<Item> items;
  for (const Json& figure : list(page, "figures")) {
    Item item;
    item.company = known_as(word(figure, "issuer"), page);
    item.exact = {word(figure, "metric"), word(figure, "period"), word(figure, "currency"),
                  fmt::format("{:.9g}", number(figure, "value"))};
    item.preferred = word(figure, "subject");
    item.optional = is_optional(figure);
    item.shown = fmt::format("{}: {} {} {} {} {} {}", item.company.front(), item.exact[0],
                             word(figure, "subject"), item.exact[1], item.exact[3], item.exact[2],
                             word(figure, "unit"));
    if (const std::string rule = word(figure, "rule"); !rule.empty())
      item.shown += " [" + rule + "]";
    items.push_back(std::move(item));
  }
  return items;
}

KindScore warning_score(const Json& gold, const Json& document) {
  KindScore result{"warning", {}, {}};
  for (const Json& code : list(gold, "warnings")) {
    ++result.tally.expected;
    const auto& given = list(document, "warnings");
    const bool matched = std::any_of(given.begin(), given.end(), [&](const Json& warning) {
      return word(warning, "code") == code.get<std::string>();
    });
    if (matched) {
      ++result.tally.matched;
      ++result.tally.found;
    } else {
      result.faults.push_back({Fault::Kind::missing, code.get<std::string>()});
    }
  }
  return result;
}

}  // namespace

double Tally::precision() const {
  return found == 0 ? 1.0 : static_cast<double>(matched) / static_cast<double>(found);
}

double Tally::recall() const {
  return expected == 0 ? 1.0 : static_cast<double>(matched) / static_cast<double>(expected);
}

double Tally::f1() const {
  if (expected + found == 0) return 1.0;
  return 2.0 * static_cast<double>(matched) / static_cast<double>(expected + found);
}

Tally& Tally::operator+=(const Tally& other) {
  expected += other.expected;
  found += other.found;
  matched += other.matched;
  return *this;
}

const std::vector<std::string>& score_kinds() {
  static const std::vector<std::string> kinds{"event",   "history",       "date",   "sponsor",
                                              "ranking", "ranking_tuple", "figure", "unrealised",
                                              "warning", "false_event"};
  return kinds;
}

bool is_floor(const std::string& kind, double floor) {
  return floor >= 0 && (floor <= 1 || (kind == "false_event" && std::isfinite(floor)));
}

std::vector<KindScore> score(const Json& gold, const Json& document) {
  std::vector<KindScore> all;
  all.push_back(compare("event", event_items(gold, false), event_items(document, false)));
  all.push_back(compare("history", event_items(gold, true), event_items(document, true)));
  all.push_back(compare("date", date_items(gold), date_items(document)));
  all.push_back(compare("sponsor", sponsor_items(gold), sponsor_items(document)));
  all.push_back(compare("ranking", ranking_items(gold, false), ranking_items(document, false)));
  all.push_back(compare("ranking_tuple", ranking_items(gold, true), ranking_items(document, true)));
  all.push_back(compare("figure", figure_items(gold), figure_items(document)));
  all.push_back(compare("unrealised", unrealised_items(gold), unrealised_items(document)));
  all.push_back(warning_score(gold, document));
  KindScore negatives{"false_event", {}, {}};
  if (list(gold, "events").empty()) {
    for (const Json& event : list(document, "events")) {
      ++negatives.tally.found;
      negatives.faults.push_back({Fault::Kind::wrong, event_item(event).shown});
    }
  }
  all.push_back(std::move(negatives));
  return all;
}

}  // namespace gongwatch::cli
