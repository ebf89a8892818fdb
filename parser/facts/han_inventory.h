// The company names of a Chinese text, told by where they stand all over it.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

class HanInventory {
 public:
  // Looks at the first 64 kB of the text and of its companion.
  explicit HanInventory(const PreparedText& text);

  // Names that several places, or one that leaves no doubt, tell; as written, the surest first.
  std::vector<std::string> certain(const PreparedText& text) const;

  // In how many places that suit a company's name the folded words stand.
  int places(std::string_view folded) const;

  // Whether they open a clause that goes on as only one about an applicant does: "…昨日通过聆讯".
  bool goes_public(std::string_view folded) const;

 private:
  enum class Place { clause, behind_noun, behind_de };
  struct Tally {
    std::string written;
    std::string marked;  // with the mark of a share class: "…-B"
    int times_marked = 0;
    int points = 0;
    int places = 0;
    bool goes_public = false;
    bool strong = false;  // a place that nothing but a name takes
  };

  void collect(const PreparedText& text);
  void collect_clauses(const PreparedText& text, Span in);
  void collect_behind(const PreparedText& text, Span in);
  void take(const PreparedText& text, Span rest, Place place);
  void note(const PreparedText& text, Span name, Place place, bool quoted, Span behind);

  bool is_described(const PreparedText& text, const std::string& folded, const Tally& tally) const;

  std::unordered_map<std::string, Tally> tallies_;
  std::set<std::tuple<std::size_t, bool, Place>> seen_;  // where names were noted
};

}  // namespace gongwatch::parser::facts
