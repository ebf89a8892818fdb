// Whether words that tell a stage speak of a listing in Hong Kong.
#pragma once

#include <string_view>

#include "parser/facts/events.h"
#include "parser/facts/prepared_text.h"
#include "parser/facts/triggers.h"

namespace gongwatch::parser::facts {

class ListingScope {
 public:
  // Both must outlive this.
  ListingScope(const PreparedText& text, const StoryContext& context)
      : text_(text), context_(context) {}

  // Neither of a court, a bond, another exchange, nor of somebody listed long ago.
  bool holds(const Trigger& trigger, std::size_t sentence) const;
  // In the sentence, the two before it, the article's opening or its headline.
  bool told_near(std::string_view kind, std::size_t sentence) const;

 private:
  bool is_elsewhere(const Trigger& trigger, Span clause, Span near, std::size_t sentence) const;
  bool ends_attempt_elsewhere(const Trigger& trigger, Span clause, std::size_t index) const;
  bool comes_after_another(const Trigger& trigger, Span near, Span sentence) const;
  bool is_of_other_exchange(Span trigger, Span sentence) const;
  bool is_in_paragraph_abroad(std::size_t index) const;
  bool opens_with_newcomer(std::size_t index) const;
  bool goes_on_elsewhere(std::size_t index) const;
  bool is_estimate(Span multiple, Span sentence) const;
  bool names_exchange_near(std::size_t sentence) const;

  const PreparedText& text_;
  const StoryContext& context_;
};

// "Two applicants have passed", "rival X, which is backed by Y, scrapped its listing": the clause
// tells of others than the company named last.
bool is_of_somebody_else(const PreparedText& text, Span sentence, Span clause, Span trigger);

// "公开发售今日中午截止": an offer that began before.
bool tells_a_close(const PreparedText& text, Span clause);

// 赴港上市: what a headline is about, and no debut.
bool only_goes_public(const PreparedText& text, Span words);

// "首日孖展反应平平": the first day of an offer, not of dealings.
bool is_first_day_of_offer(const PreparedText& text, Span words);

// A closing price tells a debut only beside the price of the offer, or where several debuts were
// announced; market columns have prices of everybody.
bool is_of_first_day(const PreparedText& text, Span sentence);

}  // namespace gongwatch::parser::facts
