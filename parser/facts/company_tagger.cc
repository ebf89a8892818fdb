#include "parser/facts/company_tagger.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <unordered_map>

#include "parser/vocabulary/table.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

// Outside, at the beginning of, and inside a name; what stands outside scores 0.
enum Label : std::size_t { kOutside, kBegins, kInside, kLabels };
using Scores = std::array<float, kLabels>;

constexpr std::size_t kMostTokens = 600;  // of a sentence

class Model {
 public:
  explicit Model(const char* table) {
    for (const auto& row : table_rows(table, 3)) {
      if (row[0].size() == 3 && row[0][0] == '>') {
        after_[label(row[0][1])][label(row[0][2])] = number(row[1]);
      } else {
        weights_.emplace(row[0], Scores{0, number(row[1]), number(row[2])});
      }
    }
  }
  void add(std::string_view feature, Scores& to) const {
    const auto found = weights_.find(feature);
    if (found == weights_.end()) return;
    for (std::size_t i = 0; i < kLabels; ++i) to[i] += found->second[i];
  }
  float after(std::size_t label, std::size_t next) const { return after_[label][next]; }

 private:
  static Label label(char letter) {
    return letter == 'O' ? kOutside : letter == 'B' ? kBegins : kInside;
  }
  static float number(std::string_view text) {
    float value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
  }

  std::unordered_map<std::string_view, Scores> weights_;
  std::array<Scores, kLabels> after_{};
};

// The best sequence of labels; a name's inside follows its beginning (Viterbi).
std::vector<Label> best_labels(const Model& model, const std::vector<Scores>& scores) {
  constexpr float kNever = -1e9F;
  std::vector<std::array<std::size_t, kLabels>> from(scores.size());
  Scores best = scores[0];
  best[kInside] = kNever;
  for (std::size_t i = 1; i < scores.size(); ++i) {
    Scores next{};
    for (std::size_t to = 0; to < kLabels; ++to) {
      next[to] = 2 * kNever;
      for (std::size_t before = 0; before < kLabels; ++before) {
        if (before == kOutside && to == kInside) continue;
        const float score = best[before] + model.after(before, to) + scores[i][to];
        if (score <= next[to]) continue;
        next[to] = score;
        from[i][to] = before;
      }
    }
    best = next;
  }
  std::vector<Label> labels(scores.size());
  std::size_t last =
      static_cast<std::size_t>(std::max_element(best.begin(), best.end()) - best.begin());
  for (std::size_t i = scores.size(); i-- > 0;) {
    labels[i] = static_cast<Label>(last);
    last = from[i][last];
  }
  return labels;
}

std::vector<Span> spans_of(const std::vector<NameToken>& tokens, const std::vector<Label>& labels) {
  std::vector<Span> names;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (labels[i] == kBegins) names.push_back(tokens[i].span);
    if (labels[i] == kInside && !names.empty()) names.back().end = tokens[i].span.end;
  }
  return names;
}

}  // namespace

TaggedNames tagged_companies(const PreparedText& text, Span sentence, const NameCounts& counts) {
  static const Model kHan("company_names_han");
  static const Model kLatin("company_names_latin");
  constexpr float kDoubt = 1000;  // of a token's score, as trained
  const bool han = text::count_han(text.view(sentence)) > 0;
  const Model& model = han ? kHan : kLatin;
  auto tokens = name_tokens(text, sentence);
  if (tokens.empty()) return {};
  const bool cut = tokens.size() > kMostTokens;
  if (cut) tokens.resize(kMostTokens);
  std::vector<Scores> scores(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    tell_features(tokens, i, han, text.in() == Evidence::In::title, counts,
                  [&](std::string_view feature) { model.add(feature, scores[i]); });
  }
  TaggedNames tagged;
  tagged.cut = cut;
  tagged.names = spans_of(tokens, best_labels(model, scores));
  for (Scores& one : scores) one[kOutside] -= kDoubt;
  tagged.perhaps = spans_of(tokens, best_labels(model, scores));
  return tagged;
}

}  // namespace gongwatch::parser::facts
