// Words beside Chinese names and in them (parser/vocabulary/name_edges.tsv, name_places.tsv).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parser/facts/pattern.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts::han_words {

// The patterns of the table's rows of that kind, as one alternation.
std::string alternatives(std::string_view table, std::string_view kind);

// Where the words matched at the beginning of a clause end. None if it is one character that the
// article never leaves out of what follows: 传 of 传世珠宝, 和 of 和光储能.
std::optional<std::size_t> front_edge(const PreparedText& text, Span clause, const Pattern& front);

// Without date, adverbs and source at the clause's beginning.
Span without_front(const PreparedText& text, Span clause);

// The first words in the span that stand behind a subject.
std::optional<Span> behind(const PreparedText& text, Span in);
// How strongly such words tell that the subject is a company: 3 (it goes public), 2, 1, or 0.
int strength(std::string_view words);

// "软件开发商星河智能" → 星河智能.
Span behind_inner_noun(const PreparedText& text, Span name);

// Whether the words end with a noun behind which a name may stand: 软件开发商, 公司.
bool ends_with_noun(const PreparedText& text, Span words);

// Neither function words nor the stock market's in it. `behind_noun`: cut off behind a noun or 的.
bool may_be_name(std::string_view folded, bool behind_noun = false);

// 科技, 管理集团: what names end with, and nothing else.
bool is_only_endings(std::string_view folded);

// The bytes of 广西 in 广西某食品.
std::size_t place_in_front(std::string_view folded);

// "…科技", "…控股".
bool has_company_ending(std::string_view folded);

// Whether the text calls them somebody: "行政总裁叶可欣".
bool is_person(const PreparedText& text, std::string_view folded);

}  // namespace gongwatch::parser::facts::han_words
