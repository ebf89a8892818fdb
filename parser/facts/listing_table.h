// Facts from tables: the page of one offering ("offer price | 8.88"), and lists of applications,
// offers and first days (one row a company).
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "parser/facts/dates.h"
#include "parser/facts/events.h"
#include "parser/facts/figures.h"
#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"
#include "parser/facts/table_records.h"

namespace gongwatch::parser::facts {

struct TableSponsor {
  std::size_t issuer = 0;  // index into Issuers::all()
  SponsorMention sponsor;
};

// Rules: table:detail, table:pipeline. Evidence is the row. What lies behind the reference, or is
// "expected", has the outcome planned.
struct TableFacts {
  std::vector<FoundEvent> events;
  std::vector<TableSponsor> sponsors;
  std::vector<FoundFigure> figures;
};

// The tables of an article. Text and title must outlive it.
class ListingTables {
 public:
  ListingTables(const PreparedText& text, const PreparedText& title);

  // For each sentence of the text whether it is a row that is read here, so that the readers of
  // prose leave it alone. What a cell tells in sentences is theirs.
  const std::vector<bool>& rows() const { return rows_; }

  // Adds the companies of lists, so that the prose beside them is about companies that are known.
  void name_companies(Issuers& issuers) const;

  // `dates`: find_dates of the text. Companies met for the first time are added to `issuers`.
  TableFacts read(const std::vector<DateMention>& dates, std::optional<CivilDate> reference,
                  Issuers& issuers) const;

 private:
  const PreparedText& text_;
  const PreparedText& title_;
  std::vector<TextTable> tables_;
  std::vector<TableRecord> records_;
  std::vector<bool> rows_;
};

// Sponsors go to the main news of their company, figures to companies that have an event; what the
// prose has told is not told again.
void add_table_sponsors(std::vector<TableSponsor> sponsors, std::vector<FoundEvent>& events);
void add_table_figures(std::vector<FoundFigure> figures, const std::vector<FoundEvent>& events,
                       const Issuers& issuers, std::vector<Figure>& told);

}  // namespace gongwatch::parser::facts
