// How well a parsed page agrees with its annotation (tests/gold/README.md): items expected, found
// and matched, for each kind of fact.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "render/document_json.h"

namespace gongwatch::cli {

struct Tally {
  std::size_t expected = 0;  // without those that are optional
  std::size_t found = 0;     // without those that match an optional one
  std::size_t matched = 0;

  double precision() const;  // 1 where nothing was found
  double recall() const;     // 1 where nothing was expected
  double f1() const;
  Tally& operator+=(const Tally& other);
};

struct Fault {
  enum class Kind { missing, wrong };  // expected and not found; found and not expected
  Kind kind = Kind::missing;
  std::string item;  // for people
};

struct KindScore {
  std::string kind;  // one of score_kinds()
  Tally tally;
  std::vector<Fault> faults;
};

// event (news), history, date, sponsor, ranking (company and rank), ranking_tuple, figure,
// unrealised, warning (recall only), false_event (events told of pages that have none), in this
// order.
const std::vector<std::string>& score_kinds();

// Whether a floor makes sense: an F1 between 0 and 1; for false_event the most that may be told.
bool is_floor(const std::string& kind, double floor);

// `gold`: one line of the gold set; `document`: what `parse` prints of its page. Companies are the
// same if one of their names is, or begins the other; sponsors if house (else name) and role are;
// the words of a ranking if one contains the other or half of them are shared; figures if metric,
// period, value and currency are. A date counts for itself, with its event.
std::vector<KindScore> score(const render::Json& gold, const render::Json& document);

}  // namespace gongwatch::cli
