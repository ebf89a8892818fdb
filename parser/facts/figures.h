// Figures of the issuer: grouped lists ("in 2022, 2023 and 2024 … were A, B and C respectively")
// and capacities.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/document.h"
#include "parser/facts/dates.h"
#include "parser/facts/issuers.h"
#include "parser/facts/periods.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

struct FigureContext {
  const PreparedText& text;
  const std::vector<DateMention>& dates;
  std::string language;  // en, zh-Hans, zh-Hant: a bare 元 in a simplified text is CNY
  // For each sentence: which issuer it speaks of (index), or nothing.
  const std::vector<std::optional<std::size_t>>& about;
  // Every name of the issuers, longest first: a name in front of a subject is no part of it.
  std::vector<std::string> names;
  PeriodContext periods{};  // the reference that "last year" and 今年上半年 are counted from
  // The names in sentences that speak of several companies with events, in order.
  std::vector<IssuerName> mentions{};
  std::vector<Span> asides{};        // about other companies (asides.h)
  std::vector<std::string> codes{};  // of the issuers with events
};

// Whose what stands at `at` is: of a sentence about several companies the one named last in front.
std::size_t issuer_at(const FigureContext& context, std::size_t issuer, Span sentence,
                      std::size_t at);

struct FoundFigure {
  Figure figure;  // issuer is filled in by the caller
  std::size_t issuer = 0;
};

struct FoundFigures {
  std::vector<FoundFigure> figures;
  std::vector<Warning> warnings;  // values-do-not-match-periods
};

// Revenue, profit, ratios, production …: each value with its period. Values and periods of
// different number are not paired; a warning says so.
FoundFigures find_series(const FigureContext& context);
// Designed, approved, operating … capacities.
FoundFigures find_capacities(const FigureContext& context);
// Offer prices, lots, size, subscription, cornerstone investors, first day of dealings.
FoundFigures find_offer_figures(const FigureContext& context);

// What only the headline tells of an offer, in an article about one issuer. `body` is the article's
// context, `told` what its text tells; `title` is read for that issuer whatever its `about` says.
FoundFigures find_title_figures(const PreparedText& title, const FigureContext& body,
                                const std::vector<DateMention>& title_dates,
                                const std::vector<Figure>& told);

}  // namespace gongwatch::parser::facts
