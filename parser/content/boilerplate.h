// What is not the article, recognised by its words (parser/vocabulary/boilerplate.tsv) or by class
// and id names.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/document.h"

namespace gongwatch::parser {

// Folded and in lower case, punctuation and symbols at both ends dropped: "■ Related News:" →
// "related news".
std::string match_key(std::string_view text);

// The block is a heading such as "Related Articles": what follows belongs to it.
std::optional<RemovalReason> heading_reason(std::string_view text);
// So with a number before or after it: "Comments (3)", "3 comments".
std::optional<RemovalReason> counted_heading_reason(std::string_view text);
// The block by itself is boilerplate: "Advertisement", "Read more: …", "© 2025 …".
std::optional<RemovalReason> line_reason(std::string_view text, std::size_t words);

// The longest label of a link that ends the folded text in lower case: "… read also"
// (labelled_links.h).
struct LinkLabel {
  std::size_t begin = 0;
  RemovalReason reason = RemovalReason::related_articles;
  bool pointer = false;  // "see also": what follows may be a note or a chapter as well
};
std::optional<LinkLabel> label_at_end(std::string_view folded);

// unseen: told to those who do not see the page alone.
enum class NameHint { none, content, label, unseen, boilerplate };
struct ClassHint {
  NameHint hint = NameHint::none;
  RemovalReason reason = RemovalReason::navigation;  // of boilerplate
  bool gate = false;                                 // "paywall": before what is sold
};
// Of a class or id attribute's value. Boilerplate words win over content words: "article-related".
ClassHint class_hint(std::string_view names);

// The words of one class or id name in lower case: "relatedNews-list" → related, news, list; of two
// words the undivided one is added.
std::vector<std::string> words_of_name(std::string_view name);

// The words that the names of an id or class attribute are made of, in lower case.
std::vector<std::string> words_of_names(std::string_view names);

}  // namespace gongwatch::parser
