// Patterns of the vocabulary are compiled when a text first asks for them: here all of them are.
#include <gtest/gtest.h>

#include <string>

#include "parser/facts/pattern.h"
#include "parser/facts/phrase_table.h"
#include "parser/vocabulary/table.h"

namespace gongwatch::parser::facts {
namespace {

struct Column {
  const char* table;
  std::size_t first, count;  // cells that are RE2
};

constexpr Column kColumns[] = {
    {"announcement_titles", 1, 2},
    {"authorities", 0, 1},
    {"capacity_states", 1, 1},
    {"context", 1, 1},
    {"date_context", 1, 1},
    {"figure_context", 1, 1},
    {"item_leads", 2, 1},
    {"metrics", 2, 1},
    {"modality_en", 2, 1},
    {"modality_zh", 2, 1},
    {"name_edges", 1, 1},
    {"name_places", 1, 1},
    {"not_issuers", 0, 1},
    {"offer_cues", 1, 1},
    {"official_columns", 2, 1},
    {"official_statuses", 2, 1},
    {"party_headings", 1, 1},
    {"rank_metrics", 0, 1},
    {"rank_words", 1, 1},
    {"regions", 0, 1},
    {"roles", 1, 1},
    {"sponsor_verbs", 3, 1},
    {"sponsor_words", 1, 1},
    {"stage_phrases_en", 2, 1},
    {"stage_phrases_zh", 2, 1},
    {"stage_words_en", 1, 1},
    {"stage_words_zh", 1, 1},
    {"table_labels", 2, 1},
    {"table_statuses", 2, 1},
};

// One that does not compile ends the program with a message that shows it.
TEST(Vocabulary, EveryPatternCompiles) {
  for (const Column& column : kColumns) {
    SCOPED_TRACE(column.table);
    const auto rows = table_rows(column.table, column.first + column.count);
    EXPECT_FALSE(rows.empty());
    for (const TableRow& row : rows) {
      for (std::size_t i = column.first; i < column.first + column.count; ++i) {
        const std::string words = expanded(row[i]);
        EXPECT_EQ(words.find("{HKX}"), std::string::npos) << words;
        EXPECT_NO_FATAL_FAILURE(Pattern("(?i)" + words).find("上市 listing"));
      }
    }
  }
}

}  // namespace
}  // namespace gongwatch::parser::facts
