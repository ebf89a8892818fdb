#include "parser/content/author_marks.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "parser/content/boilerplate.h"
#include "parser/content/name_signs.h"
#include "parser/content/name_words.h"
#include "parser/html/walk.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMostNamesBytes = 300;
constexpr std::size_t kMaxTextBytes = 120;
constexpr std::size_t kMaxWords = 12;

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

AuthorSign marked_by(std::string_view names) {
  static constexpr std::array<std::string_view, 11> kAuthor = {
      "author",  "authors", "byline",    "auteur",   "auteurs", "autor",
      "autoren", "writer",  "verfasser", "reporter", "username"};
  static constexpr std::array<std::string_view, 6> kName = {
      "authorname", "bylinename", "authorsname", "bylineauthor", "postauthor", "entryauthor"};
  static constexpr std::array<std::string_view, 16> kOther = {
      "comment", "comments", "commenter", "bio",   "avatar", "image",   "photo",  "img",
      "related", "teaser",   "social",    "quote", "follow", "picture", "widget", "sidebar"};
  AuthorSign marked = AuthorSign::other;
  NameWords taken_apart;
  while (!names.empty()) {
    for (const std::string_view word : taken_apart.of(take_name(names))) {
      if (is_one_of(word, kOther)) return AuthorSign::other;
      if (is_one_of(word, kName)) marked = AuthorSign::strong;
      if (marked == AuthorSign::other && is_one_of(word, kAuthor)) marked = AuthorSign::weak;
    }
  }
  return marked;
}

// Most elements have no such name; taking names apart costs.
bool may_name_an_author(std::string_view names) {
  static constexpr NameParts<9> kParts(
      {"uthor", "yline", "uteur", "utor", "riter", "erfasser", "eporter", "sername", "AUTHOR"});
  return names.size() <= kMostNamesBytes && kParts.stand_in(names);
}

}  // namespace

AuthorSign author_sign(std::string_view names) {
  return may_name_an_author(names) ? marked_by(names) : AuthorSign::none;
}

std::optional<MarkedAuthor> marked_author(const GumboNode* element, const NameSigns& of_id,
                                          const NameSigns& of_class) {
  if (of_id.author == AuthorSign::other || of_class.author == AuthorSign::other)
    return std::nullopt;
  AuthorSign marked = std::max(of_id.author, of_class.author);
  if (attribute(element, "rel") == "author" || attribute(element, "itemprop") == "author")
    marked = AuthorSign::strong;
  if (marked == AuthorSign::none) return std::nullopt;
  std::string text = text_content(element);
  if (text.empty() || text.size() > kMaxTextBytes || text::count_words(text) > kMaxWords)
    return std::nullopt;
  return MarkedAuthor{std::move(text), 0, marked == AuthorSign::strong};
}

}  // namespace gongwatch::parser
