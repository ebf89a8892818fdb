// Whose record it is: by its own cells, its heading, the title or the words in front of the table.
#pragma once

#include <optional>
#include <vector>

#include "parser/facts/issuers.h"
#include "parser/facts/table_records.h"

namespace gongwatch::parser::facts {

class TableIssuers {
 public:
  TableIssuers(const PreparedText& text, const PreparedText& title, Issuers& issuers);

  // Nothing if nobody is named, or somebody who cannot be an applicant in Hong Kong (a code of
  // another market). Names and codes met for the first time are added to the issuers.
  std::optional<std::size_t> of(const TableRecord& record, const TextTable& table);

 private:
  struct Named {
    Span name;
    std::string code;  // five digits; may be empty
  };

  std::optional<std::size_t> of_cells(const TableRecord& record);
  std::optional<std::size_t> of_title();
  std::optional<std::size_t> of_words(const PreparedText& words, Span in, bool is_title);
  std::optional<std::size_t> add(const PreparedText& words, const Named& named, bool sure);
  std::optional<std::size_t> only_mention(const PreparedText& words, Span in) const;
  std::optional<std::size_t> with_code(const std::string& code) const;

  const PreparedText& text_;
  const PreparedText& title_;
  Issuers& issuers_;
  bool title_read_ = false;
  std::optional<std::size_t> of_title_;
  std::optional<std::size_t> last_;  // of the record before that was a page's, not a row
  std::optional<std::size_t> last_table_;
};

}  // namespace gongwatch::parser::facts
