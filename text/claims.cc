#include "text/claims.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "text/embedded.h"
#include "text/fold.h"
#include "text/split.h"
#include "text/utf8.h"

namespace gongwatch::text {
namespace {

std::string comparable(std::string_view words) { return lower_ascii(fold_text(squeeze(words))); }

// "region\tchina" and the like → what they are written as.
using Words = std::unordered_map<std::string, std::string>;

Words read_words(std::string_view kind) {
  Words words;
  for (const std::string& line : split(embedded_table("claim_words"), "\n")) {
    if (line.empty() || line[0] == '#') continue;
    const std::vector<std::string> cells = split(line, "\t");
    if (cells.size() < 3 || cells[0] != kind) continue;
    for (std::size_t i = 2; i < cells.size(); ++i) words.emplace(cells[i], cells[1]);
  }
  return words;
}

std::string key_of(const Words& words, const std::string& written) {
  const auto found = words.find(written);
  return found == words.end() ? "=" + written : found->second;
}

enum class Script { none, latin, han };

Script script_of(std::string_view subject) {
  if (subject.empty()) return Script::none;
  for (std::size_t at = 0; at < subject.size();) {
    const CodePoint c = decode_at(subject, at);
    if (is_han(c.value)) return Script::han;
    at += c.bytes;
  }
  return Script::latin;
}

struct Subject {
  Script script = Script::none;
  std::string words;
};

bool shares_agree(const Claim& a, const Claim& b) {
  return !a.share || !b.share || *a.share == *b.share;
}

}  // namespace

std::string region_key(std::string_view region) {
  static const Words words = read_words("region");
  return key_of(words, comparable(region));
}

std::string metric_key(std::string_view metric) {
  static const Words words = read_words("metric");
  const std::string written = comparable(metric);
  const std::string whole = key_of(words, written);
  const auto per = written.find(" per ");
  if (whole[0] != '=' || per == std::string::npos) return whole;
  const std::string shorter = key_of(words, written.substr(0, per));
  return shorter[0] == '=' ? whole : shorter;
}

std::vector<std::size_t> first_alike(const std::vector<Claim>& claims) {
  std::vector<Subject> subjects;
  // Of each key the subjects that each script has for it.
  std::map<std::string_view, std::map<Script, std::set<std::string_view>>> told;
  subjects.reserve(claims.size());
  for (const Claim& claim : claims)
    subjects.push_back({script_of(claim.subject), comparable(claim.subject)});
  for (std::size_t i = 0; i < claims.size(); ++i)
    told[claims[i].key][subjects[i].script].insert(subjects[i].words);
  const auto translated = [&](std::size_t a, std::size_t b) {
    if (subjects[a].script == subjects[b].script || subjects[a].words.empty() ||
        subjects[b].words.empty())
      return false;
    const auto& under = told.at(claims[a].key);
    return under.at(subjects[a].script).size() == 1 && under.at(subjects[b].script).size() == 1;
  };
  std::vector<std::size_t> first(claims.size());
  std::map<std::string_view, std::vector<std::size_t>> leaders;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    auto& before = leaders[claims[i].key];
    const auto alike = std::find_if(before.begin(), before.end(), [&](std::size_t j) {
      return shares_agree(claims[i], claims[j]) &&
             (subjects[j].words == subjects[i].words || translated(i, j));
    });
    first[i] = alike == before.end() ? i : *alike;
    if (alike == before.end()) before.push_back(i);
  }
  return first;
}

}  // namespace gongwatch::text
