// Which of several companies a house is named for: 前者由X保荐,后者由Y; 甲及乙的保荐人分别为X及Y;
// X(甲)及Y(乙).
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"
#include "parser/facts/sponsors.h"

namespace gongwatch::parser::facts {

class SponsorPairs {
 public:
  // `tracked`: companies with events. All must outlive this.
  SponsorPairs(const PreparedText& text, const Issuers& issuers,
               const std::set<std::size_t>& tracked, const std::vector<FoundSponsor>& found);

  // Nothing where the words pair nobody.
  std::optional<std::size_t> issuer_of(const FoundSponsor& one) const;

 private:
  // The tracked companies that the span names, in order, each once.
  std::vector<std::size_t> named(Span in) const;
  std::vector<std::size_t> named_around(std::size_t sentence, std::size_t end) const;
  std::optional<std::size_t> behind(const FoundSponsor& one) const;
  std::optional<std::size_t> former_or_latter(const FoundSponsor& one) const;
  void pair_in_order(std::size_t sentence, const std::vector<const FoundSponsor*>& houses);
  void pair_respectively(std::size_t sentence, const std::vector<const FoundSponsor*>& houses);

  const PreparedText& text_;
  const Issuers& issuers_;
  const std::set<std::size_t>& tracked_;
  std::map<std::size_t, std::size_t> respectively_;  // by where the house's name begins
};

}  // namespace gongwatch::parser::facts
