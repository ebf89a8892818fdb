// What names and days say about identity, without any ledger.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/ipo.h"

namespace gongwatch::tracker {

bool has_han(std::string_view utf8);

// The language a name is written in: en without han characters; else the hint if it is a Chinese
// one, else zh-Hant or zh-Hans by its characters.
std::string language_of(std::string_view name, std::string_view hint);

// What tells a name from others, word by word: distinctive_key without leading place names and
// other common words. Han names are one word. Empty if nothing distinctive is left: a first word of
// at least 5 Latin letters, or 2 han characters.
std::vector<std::string> identity_words(std::string_view name);

// The words of the name's key from the first that is no place name or other common word, short and
// generic ones included.
std::vector<std::string> all_words(std::string_view name);

// The words of a name start with all words of `beginning`; not empty.
bool begins_with_words(const std::vector<std::string>& name,
                       const std::vector<std::string>& beginning);

// True if `shorter` starts `longer` at a word's (or han character's) boundary; equal keys too.
bool begins_name(std::string_view shorter, std::string_view longer);

// The day of a fact: of the event itself, else of its disclosure.
std::optional<CivilDate> day_of(const StageFact& fact);
std::optional<CivilDate> day_of(const Event& event);

// hearing ~ phip, filed ~ refiled: stages that two sources may name differently for one step.
bool same_step(Stage a, Stage b);
bool is_filing(Stage stage);
// The application ended without a listing.
bool is_end(Stage stage);

bool within_days(CivilDate a, CivilDate b, int days);

}  // namespace gongwatch::tracker
