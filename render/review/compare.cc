#include "render/review/compare.h"

#include <algorithm>
#include <map>
#include <set>

namespace gongwatch::render {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxRows = 4000;
constexpr std::size_t kMaxParagraphs = 1500;  // the table of their comparison is square
constexpr std::size_t kMaxAlike = 100;        // entries of a list held each against each
constexpr double kAlike = 0.5;                // share of fields that make two entries one

std::string shown(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_object()) {
    // What is said of it, in a line; what is not said is left out.
    std::string line;
    for (const auto& [key, inner] : value.items()) {
      if (inner.is_null() || (inner.is_array() && inner.empty())) continue;
      line += (line.empty() ? "" : " · ") + key + ": " + shown(inner);
    }
    return line;
  }
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

bool is_evidence(const std::string& key) {
  return key.size() >= 8 && key.compare(key.size() - 8, 8, "evidence") == 0;
}

// Only the words: places move whenever anything in front of them does.
json without_places(const json& value) {
  if (value.is_array()) {
    json out = json::array();
    for (const json& one : value) out.push_back(without_places(one));
    return out;
  }
  if (!value.is_object()) return value;
  json out = json::object();
  for (const auto& [key, inner] : value.items()) {
    if (is_evidence(key) && inner.is_object()) {
      out[key] = inner.value("quote", json());
    } else {
      out[key] = without_places(inner);
    }
  }
  return out;
}

// What makes two entries of a list the same fact, told differently.
std::string identity(const json& entry) {
  if (!entry.is_object()) return shown(entry);
  std::string key;
  for (const char* field : {"stage", "metric", "period", "subject", "code", "reason", "name",
                            "hkex_id", "url", "title", "id"}) {
    if (entry.contains(field)) key += std::string(field) + "=" + shown(entry[field]) + ";";
  }
  if (entry.contains("issuer"))
    key += shown(entry["issuer"].is_object() ? entry["issuer"].value("name", json()) : json());
  return key;
}

bool says_nothing(const json& value) {
  return value.is_null() || ((value.is_array() || value.is_object()) && value.empty());
}

// The share of fields that are equal, of those that one of both says.
double likeness(const json& a, const json& b) {
  std::size_t said = 0;
  std::size_t equal = 0;
  for (const auto& [key, value] : a.items()) {
    const json other = b.value(key, json());
    if (says_nothing(value) && says_nothing(other)) continue;
    ++said;
    equal += value == other;
  }
  for (const auto& [key, value] : b.items()) said += !a.contains(key) && !says_nothing(value);
  return said == 0 ? 0 : static_cast<double>(equal) / static_cast<double>(said);
}

class Comparing {
 public:
  std::vector<FieldRow> run(const json& expected, const json& actual) {
    walk(expected, actual, "", "");
    return std::move(rows_);
  }

 private:
  void put(const std::string& path, const json* expected, const json* actual,
           const std::string& fact) {
    if (rows_.size() >= kMaxRows) return;
    FieldRow row;
    row.field = path;
    row.fact = fact;
    if (expected != nullptr) row.expected = shown(*expected);
    if (actual != nullptr) row.actual = shown(*actual);
    row.state = expected == nullptr    ? FieldRow::State::added
                : actual == nullptr    ? FieldRow::State::gone
                : *expected == *actual ? FieldRow::State::same
                                       : FieldRow::State::changed;
    rows_.push_back(std::move(row));
  }

  void walk(const json& expected, const json& actual, const std::string& path,
            const std::string& fact) {
    if (expected.is_object() && actual.is_object()) {
      std::set<std::string> keys;
      for (const auto& [key, value] : actual.items()) {
        keys.insert(key);
        if (path.empty() && (key == "text" || key == "removed" || key == "fingerprint")) continue;
        const std::string deeper = path.empty() ? key : path + "/" + key;
        if (expected.contains(key)) {
          walk(expected[key], value, deeper, fact);
        } else {
          put(deeper, nullptr, &value, fact);
        }
      }
      for (const auto& [key, value] : expected.items()) {
        if (keys.count(key) == 0) put(path.empty() ? key : path + "/" + key, &value, nullptr, fact);
      }
    } else if (expected.is_array() && actual.is_array() && of_objects(expected, actual)) {
      walk_list(expected, actual, path, fact);
    } else {
      put(path, &expected, &actual, fact);
    }
  }

  static bool of_objects(const json& a, const json& b) {
    const auto all = [](const json& list) {
      return std::all_of(list.begin(), list.end(), [](const json& one) { return one.is_object(); });
    };
    return all(a) && all(b) && !(a.empty() && b.empty());
  }

  // Equal entries are pairs first, then those of one identity, then those alike in most fields (the
  // stage itself may be what differs); what is left is gone or new.
  void walk_list(const json& expected, const json& actual, const std::string& path,
                 const std::string& fact) {
    std::vector<int> partner(actual.size(), -1);
    std::vector<bool> taken(expected.size(), false);
    pair_up(expected, actual, partner, taken, [](const json& one) {
      return one.dump(-1, ' ', false, json::error_handler_t::replace);
    });
    pair_up(expected, actual, partner, taken, identity);
    pair_alike(expected, actual, partner, taken);
    for (std::size_t i = 0; i < actual.size(); ++i) {
      const std::string deeper = path + "/" + std::to_string(i);
      const std::string of = fact.empty() ? deeper : fact;
      if (partner[i] >= 0) {
        walk(expected[static_cast<std::size_t>(partner[i])], actual[i], deeper, of);
      } else {
        put(deeper, nullptr, &actual[i], of);
      }
    }
    for (std::size_t i = 0; i < expected.size(); ++i) {
      if (!taken[i]) put(path + "/" + std::to_string(i), &expected[i], nullptr, "");
    }
  }

  template <class Key>
  static void pair_up(const json& expected, const json& actual, std::vector<int>& partner,
                      std::vector<bool>& taken, const Key& key) {
    std::multimap<std::string, std::size_t> free;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      if (!taken[i]) free.emplace(key(expected[i]), i);
    }
    for (std::size_t i = 0; i < actual.size(); ++i) {
      if (partner[i] >= 0) continue;
      const auto found = free.find(key(actual[i]));
      if (found == free.end()) continue;
      partner[i] = static_cast<int>(found->second);
      taken[found->second] = true;
      free.erase(found);
    }
  }

  // The most alike first come first; of equals the first of the list.
  static void pair_alike(const json& expected, const json& actual, std::vector<int>& partner,
                         std::vector<bool>& taken) {
    std::vector<std::size_t> old;
    for (std::size_t i = 0; i < expected.size() && old.size() < kMaxAlike; ++i) {
      if (!taken[i]) old.push_back(i);
    }
    struct Pair {
      double alike;
      std::size_t expected, actual;
    };
    std::vector<Pair> pairs;
    std::size_t tried = 0;
    for (std::size_t i = 0; i < actual.size() && tried < kMaxAlike; ++i) {
      if (partner[i] >= 0) continue;
      ++tried;
      for (const std::size_t from : old) {
        const double alike = likeness(expected[from], actual[i]);
        if (alike >= kAlike) pairs.push_back({alike, from, i});
      }
    }
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const Pair& a, const Pair& b) { return a.alike > b.alike; });
    for (const Pair& pair : pairs) {
      if (partner[pair.actual] >= 0 || taken[pair.expected]) continue;
      partner[pair.actual] = static_cast<int>(pair.expected);
      taken[pair.expected] = true;
    }
  }

  std::vector<FieldRow> rows_;
};

struct Paragraph {
  std::string text;
  std::size_t begin;
};

std::vector<Paragraph> paragraphs(const std::string& text) {
  std::vector<Paragraph> all;
  for (std::size_t at = 0; at < text.size() && all.size() < kMaxParagraphs;) {
    const auto end = std::min(text.find("\n\n", at), text.size());
    if (end > at) all.push_back({text.substr(at, end - at), at});
    at = end + 2;
  }
  return all;
}

}  // namespace

std::vector<FieldRow> compare(const json& expected, const json& actual) {
  return Comparing().run(without_places(expected), without_places(actual));
}

std::vector<ParagraphRow> compare_texts(const std::string& expected, const std::string& actual) {
  const auto old = paragraphs(expected);
  const auto now = paragraphs(actual);
  // Longest common subsequence, from the end.
  std::vector<std::vector<std::uint16_t>> common(old.size() + 1,
                                                 std::vector<std::uint16_t>(now.size() + 1, 0));
  for (std::size_t i = old.size(); i-- > 0;) {
    for (std::size_t k = now.size(); k-- > 0;) {
      common[i][k] = old[i].text == now[k].text
                         ? static_cast<std::uint16_t>(common[i + 1][k + 1] + 1)
                         : std::max(common[i + 1][k], common[i][k + 1]);
    }
  }
  std::vector<ParagraphRow> rows;
  std::size_t i = 0;
  std::size_t k = 0;
  while (i < old.size() || k < now.size()) {
    if (i < old.size() && k < now.size() && old[i].text == now[k].text) {
      rows.push_back({now[k].text, ParagraphRow::State::kept, now[k].begin});
      ++i;
      ++k;
    } else if (k == now.size() || (i < old.size() && common[i + 1][k] >= common[i][k + 1])) {
      rows.push_back({old[i++].text, ParagraphRow::State::gone, 0});
    } else {
      rows.push_back({now[k].text, ParagraphRow::State::added, now[k].begin});
      ++k;
    }
  }
  return rows;
}

}  // namespace gongwatch::render
