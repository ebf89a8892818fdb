// Two readings of a page held against each other, field by field.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace gongwatch::render {

struct FieldRow {
  enum class State { same, changed, gone, added };
  std::string field;  // "events/0/stage"; the place is the actual one, else the expected one
  std::string expected, actual;  // for people: strings as they are, entries in a line
  State state = State::same;
  std::string fact;  // "events/0": which fact of the actual reading it belongs to; empty if none
};

// In the order of the actual reading. Entries of a list are paired by what they say, not by their
// place (equal ones, of one fact, alike in half of their
// fields): one that is new does not make all behind it differ. Evidence is left out where the words
// are the same. `text` and `removed` are not among them: they are shown as the page.
std::vector<FieldRow> compare(const nlohmann::json& expected, const nlohmann::json& actual);

// Paragraphs of two texts in one order: kept in both, only before, only now.
struct ParagraphRow {
  enum class State { kept, gone, added };
  std::string text;
  State state = State::kept;
  std::size_t begin = 0;  // byte in the actual text; of what is gone, of no meaning
};
std::vector<ParagraphRow> compare_texts(const std::string& expected, const std::string& actual);

}  // namespace gongwatch::render
