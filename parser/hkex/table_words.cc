#include "parser/hkex/table_words.h"

#include <re2/re2.h>

#include <memory>

#include "model/names.h"
#include "parser/vocabulary/table.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxCellBytes = 300;  // no heading or status is longer

struct Word {
  std::string_view table;
  std::string_view meaning;
  std::unique_ptr<re2::RE2> pattern;
};

std::vector<Word> words_of(std::string_view vocabulary) {
  re2::RE2::Options options;
  options.set_case_sensitive(false);
  std::vector<Word> words;
  for (const auto& row : table_rows(vocabulary, 3)) {
    words.push_back(
        {row[0], row[1],
         std::make_unique<re2::RE2>(re2::StringPiece(row[2].data(), row[2].size()), options)});
  }
  return words;
}

std::optional<std::string_view> meaning_of(const std::vector<Word>& words, std::string_view table,
                                           std::string_view cell) {
  if (cell.empty() || cell.size() > kMaxCellBytes) return std::nullopt;
  const std::string folded = text::fold_text(text::squeeze(cell));
  for (const Word& word : words) {
    if (word.table == table && re2::RE2::FullMatch(folded, *word.pattern)) return word.meaning;
  }
  return std::nullopt;
}

}  // namespace

Columns columns_in(std::string_view table, const std::vector<std::string_view>& cells) {
  static const std::vector<Word> words = words_of("official_columns");
  Columns columns;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (const auto column = meaning_of(words, table, cells[i]))
      columns.try_emplace(std::string(*column), i);
  }
  return columns;
}

std::optional<KnownStatus> status_in(std::string_view table, std::string_view written) {
  static const std::vector<Word> words = words_of("official_statuses");
  const auto meaning = meaning_of(words, table, written);
  if (!meaning) return std::nullopt;
  return KnownStatus{stage_from_name(*meaning)};
}

}  // namespace gongwatch::parser
