#include "parser/hkex/consolidated_index.h"

#include <re2/re2.h>

#include "parser/hkex/applications.h"
#include "parser/hkex/sheet_rows.h"

namespace gongwatch::parser {

Result<ApplicationFeedName> consolidated_index_name(std::string_view url) {
  static const re2::RE2 pattern(R"((?:.*/)?(sehk|gem)consolidatedindex(_c)?\.xlsx(?:[?#].*)?)");
  std::string board;
  std::string chinese;
  if (!re2::RE2::FullMatch(re2::StringPiece(url.data(), url.size()), pattern, &board, &chinese)) {
    return fail(ErrorKind::invalid_argument,
                "not the name of a consolidated index (such as sehkconsolidatedindex.xlsx)",
                std::string(url));
  }
  return ApplicationFeedName{"consolidated_index", board == "gem" ? Board::gem : Board::main,
                             chinese.empty() ? "en" : "zh-Hant"};
}

Result<ApplicationFeed> parse_consolidated_index(std::string_view bytes, std::string_view url) {
  const auto name = consolidated_index_name(url);
  if (!name) return tl::unexpected(name.error());
  const std::string file = file_name_of(*name);
  const auto table =
      find_application_table(bytes, name->list, {"first_posting", "applicant", "status"});
  if (!table) {
    Error error = table.error();
    error.context = error.context.empty() ? file : file + " " + error.context;
    return tl::unexpected(std::move(error));
  }
  SheetRowReader reader(*table, *name, file);
  for (const xlsx::Row& row : table->rows) {
    auto application = reader.read(row, "applicant");
    if (!application) continue;
    application->filed_on = reader.day(row, "first_posting");
    reader.keep(std::move(*application));
  }
  return reader.take();
}

}  // namespace gongwatch::parser
