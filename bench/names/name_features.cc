// Prints what the tagger of company names is trained on: for each JSON line on standard input
// ({"title", "text", "names"}) one JSON line for each of its sentences, with its tokens' features
// and whether a token is outside (0), begins (1) or is inside (2) one of the names.
#include <fmt/core.h>

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "parser/facts/name_tokens.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace {
using namespace gongwatch;
using parser::facts::NameCounts;
using parser::facts::NameToken;
using parser::facts::PreparedText;
using parser::facts::Span;

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Of names inside one another the longest.
std::vector<Span> places_of(std::string_view folded, const std::vector<std::string>& names) {
  std::vector<Span> places;
  for (const std::string& name : names) {
    for (std::size_t at = folded.find(name); at != std::string_view::npos;
         at = folded.find(name, at + 1)) {
      const Span place{at, at + name.size()};
      const bool cut = (at > 0 && is_word_byte(folded[at - 1]) && is_word_byte(name.front())) ||
                       (place.end < folded.size() && is_word_byte(folded[place.end]) &&
                        is_word_byte(name.back()));
      const bool taken = std::any_of(places.begin(), places.end(),
                                     [&](const Span& other) { return other.overlaps(place); });
      if (!cut && !taken) places.push_back(place);
    }
  }
  return places;
}

void print(const PreparedText& text, const NameCounts& counts,
           const std::vector<std::string>& names, const nlohmann::json& id) {
  const auto places = places_of(text.folded(), names);
  for (const parser::facts::Sentence& sentence : text.sentences()) {
    const auto tokens = parser::facts::name_tokens(text, sentence.span);
    const bool han = text::count_han(text.view(sentence.span)) > 0;
    nlohmann::json features = nlohmann::json::array();
    std::vector<int> labels;
    std::vector<std::string> words;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const auto place = std::find_if(places.begin(), places.end(), [&](const Span& one) {
        return one.overlaps(tokens[i].span);
      });
      const bool first = place != places.end() && (i == 0 || !place->overlaps(tokens[i - 1].span));
      labels.push_back(place == places.end() ? 0 : first ? 1 : 2);
      words.emplace_back(text.view(tokens[i].span));
      auto& of_token = features.emplace_back(nlohmann::json::array());
      parser::facts::tell_features(
          tokens, i, han, text.in() == Evidence::In::title, counts,
          [&](std::string_view one) { of_token.push_back(std::string(one)); });
    }
    fmt::print(
        "{}\n",
        nlohmann::json{
            {"id", id}, {"han", han}, {"words", words}, {"labels", labels}, {"features", features}}
            .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  }
}

}  // namespace

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    const auto story = nlohmann::json::parse(line, nullptr, false);
    if (!story.is_object()) continue;
    PreparedText text(story.value("text", ""), Evidence::In::text);
    PreparedText title(story.value("title", ""), Evidence::In::title);
    text.set_companion(title);
    title.set_companion(text);
    const NameCounts counts(text);
    std::vector<std::string> names;
    for (const std::string& name : story.value("names", std::vector<std::string>{}))
      names.push_back(text::fold_text(name));
    std::sort(names.begin(), names.end(),
              [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
    print(title, counts, names, story["id"]);
    print(text, counts, names, story["id"]);
  }
}
