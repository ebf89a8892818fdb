// How facts become rows: what a fact is (compared when it is told again) beside where it comes
// from.
#pragma once

#include <string>
#include <string_view>

#include "model/ipo.h"
#include "store/connection.h"

namespace gongwatch::store {

// Where the facts of a Decision come from; every row carries it.
struct Origin {
  const Provenance& from;
  std::string_view parser_version;
  bool document = false;  // the evidence stands in the text of an official PDF

  // A row of a feed has no article: its evidence is the row itself.
  std::string_view place(const Evidence& evidence) const;
};

// One live fact that an earlier reading of the same article or PDF told.
struct LiveFact {
  std::int64_t id = 0;
  std::string description;
};

// One kind of fact, each in its table; the key of table `x_fact` is `x_fact_id`.
template <class Fact>
class FactTable {
 public:
  FactTable(Connection& connection, const Origin& origin)
      : connection_(connection), origin_(origin) {}

  void insert(const Fact& fact);
  // What the fact says, without the ids and times of its rows.
  std::string description(const Fact& fact) const;
  // Live facts of the article, or of all readings of the PDF, that origin names.
  std::vector<LiveFact> live();
  void supersede(std::int64_t id);

 private:
  Connection& connection_;
  const Origin& origin_;
};

extern template class FactTable<StageFact>;
extern template class FactTable<Decision::RankingFact>;
extern template class FactTable<Decision::FigureFact>;
extern template class FactTable<Decision::Appointment>;
extern template class FactTable<Decision::Close>;

// Issuers, applications, names, documents, merges and moves: all but the facts.
Status write_records(Connection& connection, const Origin& origin, const Decision& decision);

}  // namespace gongwatch::store
