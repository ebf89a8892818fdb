// Chinese subjects in items of digests, and several of one sentence.
#pragma once

#include <optional>

#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"
#include "parser/facts/subjects.h"

namespace gongwatch::parser::facts {

// "2、10月31日,星河轻金通过聆讯": nothing but number and day in front of the name, and the stage
// right behind it.
bool begins_item(const PreparedText& text, Span sentence, Span name, Span trigger);
// "星河智能(02799):服装集团,招股价…": an item about whom it begins with.
std::optional<std::size_t> item_head(const PreparedText& text, Span sentence, Span trigger,
                                     const Issuers& issuers);
// "另一家是做光模块芯片的矽谷源光。该公司…": whom a sentence puts before the reader.
std::optional<std::size_t> put_before_reader(const PreparedText& text, std::size_t sentence,
                                             Issuers& issuers);
// "做儿童零食的甲食品,": the clause is nothing but what a company does and its name.
bool is_introduced(const PreparedText& text, Span clause, Span name);
// "甲及乙双双…", "甲、乙两家公司均…", "甲及乙昨日过聆讯,前者…".
bool speaks_of_several(const PreparedText& text, Span sentence, Span clause, Span trigger);
// "11月3日,海王鲜活、三江电气": names between 、 and nothing that describes them.
bool is_list_of_names(const PreparedText& text, Span before);
// Adds those in front of 、, 及 and the like, whatever describes them.
void take_partners(const PreparedText& text, Span before, Issuers& issuers, Subject& subject);
// "瞳色和澄眸撞在同一天递表": two that 与 alone ties, and words that tell of both.
bool take_pair(const PreparedText& text, Span before, Issuers& issuers, Subject& subject);
// "甲拟收购乙,后者撤回申请": the last of two that the words in front name; with one known,
// somebody.
bool is_one_of_two(const PreparedText& text, Span sentence, Span clause, Span trigger,
                   const Issuers& issuers, Subject& subject);
// "前日递表的,是酒店用品商甲集团,": what follows 的 is said by the clause behind. `rest`: from 的
// to its clause's end.
bool said_behind_comma(const PreparedText& text, Span sentence, Span rest, Issuers& issuers,
                       Subject& subject);
// 银国际 of 农银国际, whose first character looked like a word.
bool is_end_of_house(const PreparedText& text, Span name);

}  // namespace gongwatch::parser::facts
