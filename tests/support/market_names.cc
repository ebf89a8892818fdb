#include "tests/support/market_names.h"

#include <algorithm>
#include <string_view>

#include "tests/support/market_name_tables.h"
#include "text/names.h"

namespace gongwatch::testing_support {
namespace {

constexpr int kSyllableCount = static_cast<int>(kSyllables.size());

template <class Table>
int any_of_table(const Table& table, Prng& random) {
  return static_cast<int>(random.below(table.size()));
}

const NameSyllable& syllable(int index) { return kSyllables[static_cast<std::size_t>(index)]; }

std::string core_en(const NameParts& parts) {
  std::string word;
  for (const int index : parts.core) word += syllable(index).pinyin;
  word.front() = static_cast<char>(word.front() - 'a' + 'A');
  return word;
}

std::string chinese(const NameParts& parts, std::string_view NameWord::* script,
                    std::array<std::string_view, 2> NameSyllable::* characters) {
  std::string core;
  for (std::size_t i = 0; i < parts.core.size(); ++i) {
    core += (syllable(parts.core[i]).*characters)[static_cast<std::size_t>(parts.sound[i])];
  }
  if (parts.industry >= 0) core += kIndustries[static_cast<std::size_t>(parts.industry)].*script;
  std::string place;
  if (parts.place >= 0) place = kPlaces[static_cast<std::size_t>(parts.place)].*script;
  if (!place.empty() && parts.place_in_brackets) {
    core += "（" + place + "）";
  } else {
    core = place + core;
  }
  return core.append(kForms[static_cast<std::size_t>(parts.form)].*script);
}

std::string english(const NameParts& parts, const std::string& core) {
  std::string name = core;
  if (parts.industry >= 0) {
    name += ' ';
    name += kIndustries[static_cast<std::size_t>(parts.industry)].en;
  }
  if (parts.place >= 0) {
    const std::string place(kPlaces[static_cast<std::size_t>(parts.place)].en);
    name = parts.place_in_brackets ? name + " (" + place + ")" : place + " " + name;
  }
  name += ' ';
  return name.append(kForms[static_cast<std::size_t>(parts.form)].en);
}

// Whether one letter more, less or other makes one word of the other.
bool one_letter_apart(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1 || a == b) return false;
  std::size_t same = 0;
  while (same < a.size() && a[same] == b[same]) ++same;
  return a.substr(a.size() == b.size() ? same + 1 : same) == b.substr(same + 1);
}

int neighbour(int index, Prng& random) {
  std::vector<int> near;
  for (int other = 0; other < kSyllableCount; ++other) {
    if (one_letter_apart(syllable(index).pinyin, syllable(other).pinyin)) near.push_back(other);
  }
  if (near.empty()) return (index + random.between(1, kSyllableCount - 1)) % kSyllableCount;
  return near[random.below(near.size())];
}

NameParts any_parts(Prng& random) {
  NameParts parts;
  const int syllables = random.chance(300) ? 2 : 3;
  for (int i = 0; i < syllables; ++i) {
    parts.core.push_back(any_of_table(kSyllables, random));
    parts.sound.push_back(random.between(0, 1));
  }
  parts.industry = any_of_table(kIndustries, random);
  parts.form = any_of_table(kForms, random);
  if (random.chance(350)) {
    parts.place = any_of_table(kPlaces, random);
    parts.place_in_brackets = random.chance(300);
  }
  return parts;
}

}  // namespace

CompanyName compose(const NameParts& parts) {
  return {english(parts, core_en(parts)), chinese(parts, &NameWord::hant, &NameSyllable::hant),
          chinese(parts, &NameWord::hans, &NameSyllable::hans)};
}

bool NameMaker::take(const CompanyName& name) {
  const std::string en = text::name_key(name.en);
  const std::string zh = text::name_key(name.hant);
  if (taken_.count(en) + taken_.count(zh) > 0) return false;
  taken_.insert(en);
  taken_.insert(zh);
  return true;
}

NameParts NameMaker::fresh(Prng& random) {
  while (true) {
    NameParts parts = any_parts(random);
    if (cores_.count(parts.core) > 0 || !take(compose(parts))) continue;
    cores_.insert(parts.core);
    return parts;
  }
}

std::optional<NameParts> NameMaker::near_to(const NameParts& other, Nearness nearness,
                                            Prng& random) {
  NameParts parts = other;
  const std::size_t place = random.below(parts.core.size());
  switch (nearness) {
    case Nearness::one_apart:
      parts.core[place] = neighbour(parts.core[place], random);
      break;
    case Nearness::shared_start:
      parts.industry = any_of_table(kIndustries, random);
      parts.form = any_of_table(kForms, random);
      break;
    case Nearness::parent_child:
      parts.industry = -1;
      parts.form = kGroupForm;
      break;
    case Nearness::twin:
    case Nearness::close_twin: {
      for (std::size_t i = 0; i < parts.sound.size(); ++i) {
        if (nearness == Nearness::twin || i == place) parts.sound[i] = 1 - parts.sound[i];
      }
      const std::string zh = text::name_key(compose(parts).hant);
      if (!taken_.insert(zh).second) return std::nullopt;
      return parts;
    }
  }
  if (!take(compose(parts))) return std::nullopt;
  return parts;
}

NameParts NameMaker::renamed(const NameParts& old, Prng& random) {
  if (random.chance(500)) {
    NameParts parts = old;
    for (int tries = 0; tries < 20; ++tries) {
      parts.industry = any_of_table(kIndustries, random);
      parts.form = any_of_table(kForms, random);
      if (take(compose(parts))) return parts;
    }
  }
  return fresh(random);
}

std::optional<CompanyName> NameMaker::misspelt(const NameParts& parts, Prng& random) {
  CompanyName name = compose(parts);
  if (random.chance(500)) {
    std::string core = core_en(parts);
    const std::size_t at = 1 + random.below(core.size() - 2);
    if (core[at] == core[at + 1]) return std::nullopt;
    std::swap(core[at], core[at + 1]);
    name.en = english(parts, core);
    return taken_.insert(text::name_key(name.en)).second ? std::optional(name) : std::nullopt;
  }
  NameParts slip = parts;
  const std::size_t at = random.below(slip.sound.size());
  slip.sound[at] = 1 - slip.sound[at];
  const CompanyName wrong = compose(slip);
  if (!taken_.insert(text::name_key(wrong.hant)).second) return std::nullopt;
  name.hant = wrong.hant;
  name.hans = wrong.hans;
  return name;
}

}  // namespace gongwatch::testing_support
