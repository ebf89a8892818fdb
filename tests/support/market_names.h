// Names of made-up companies in English and Chinese: distinct, unless they are meant to be near.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/support/prng.h"

namespace gongwatch::testing_support {

// With its legal form, without HKEX's markers ("- B") and remarks.
struct CompanyName {
  std::string en;
  std::string hant, hans;  // one name in traditional and simplified characters
};

// How a name is put together; indices into the tables of market_name_tables.h.
struct NameParts {
  int place = -1;  // none
  bool place_in_brackets = false;
  std::vector<int> core;   // syllables
  std::vector<int> sound;  // for each syllable which of its two characters
  int industry = -1;       // none
  int form = 0;
};

CompanyName compose(const NameParts& parts);

enum class Nearness {
  one_apart,     // one syllable and one character differ
  shared_start,  // the same first word and the same first characters, another trade
  parent_child,  // "X Group Limited", "X Property Services Group Limited"
  twin,          // the same English name, a Chinese one without a common character in its core
  close_twin,    // the same English name, a Chinese one of which one character differs
};

class NameMaker {
 public:
  // A name that nobody bears yet, with a core of its own.
  NameParts fresh(Prng& random);
  // A name near to another; nothing if it is taken.
  std::optional<NameParts> near_to(const NameParts& other, Nearness nearness, Prng& random);
  // Another name of the same company.
  NameParts renamed(const NameParts& old, Prng& random);
  // The name with a slip of the pen: two letters change places, or a character is one that sounds
  // alike. Nothing if that is somebody's name.
  std::optional<CompanyName> misspelt(const NameParts& parts, Prng& random);

 private:
  bool take(const CompanyName& name);

  std::set<std::string> taken_;  // name keys of both languages
  std::set<std::vector<int>> cores_;
};

}  // namespace gongwatch::testing_support
