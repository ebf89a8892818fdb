// What the words around a day say it is the day of.
#pragma once

#include <vector>

#include "parser/facts/dates.h"
#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"
#include "parser/facts/triggers.h"

namespace gongwatch::parser::facts {

// "said on Monday": when somebody spoke of it.
// "明日上市的某科技公布…": a day that only tells which company is meant.
bool describes_company(const PreparedText& text, const DateMention& date,
                       const std::vector<Trigger>& triggers);

bool is_said_on(const PreparedText& text, const DateMention& date);
// Whether the company told it that day: "it said on Tuesday", "said in a filing on Tuesday".
enum class Told { no, said, in_paper };
Told told_by_company(const PreparedText& text, const DateMention& date);
// "a decision of 12 July", 聆讯日期为8月24日: the day of the thing itself, whoever shows it.
bool is_decided(const PreparedText& text, const DateMention& date);
// "the disclosure … on November 9", 11月9日披露: the day on which it became known, not on which it
// happened. `trigger`: what the day may be of, or null.
bool is_disclosure_day(const PreparedText& text, Span clause, const DateMention& date,
                       const Trigger* trigger);
// "until 8 July", 截至, 至: the end of something, not its day.
bool is_an_end(const PreparedText& text, const DateMention& date);
// "10月21日,港交所网站显示,…": the clause behind says what the day is of, up to what it tells.
bool clause_behind_discloses(const PreparedText& text, const std::vector<Span>& clauses,
                             const std::vector<Trigger>& triggers, Span clause);
// "…, on 9 November." and nothing else in the clause but a heading or number: "【备案】11月26日".
bool stands_alone(const PreparedText& text, Span clause, const DateMention& date);

// "甲(25日)、乙(27日)和丙(28日)", "7月15日是甲,7月17日是乙": the day that stands with the company's
// name alone.
const DateMention* own_day(const PreparedText& text, const std::vector<DateMention>& dates,
                           const Issuers& issuers, Span sentence, std::size_t issuer);

}  // namespace gongwatch::parser::facts
