// What is told twice is one figure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parser/facts/amounts.h"
#include "parser/facts/figures.h"

namespace gongwatch::parser::facts {

// Adds a figure unless the same was told before: the same metric, subject and period of one issuer
// with (nearly) the same value; the more exact telling stays. Of two values for one time the first
// stays.
void add_figure(std::vector<FoundFigure>& figures, FoundFigure figure);

// A factor of 500 or more between neighbours of one list: a unit was probably left out. Nothing if
// there is none.
std::optional<Warning> unit_jump(const std::vector<Figure>& list);

// The words of an amount, its sign included.
std::string written(const PreparedText& text, Span amount);

// The currency of amounts that do not name theirs.
class ArticleCurrency {
 public:
  // Looks for "(人民币,下同)", "(RMB, same below)".
  explicit ArticleCurrency(const FigureContext& context);
  // The amount's own; else the article's behind such a remark; else CNY in a Simplified text.
  std::optional<std::string> of(const Amount& amount) const;

 private:
  std::size_t from_ = std::string::npos;
  std::string declared_;
  bool simplified_;
  bool local_ = false;
};

}  // namespace gongwatch::parser::facts
