#include "parser/hkex/sheet_rows.h"

#include <xxhash.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "parser/hkex/application_rows.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxLinesAbove = 50;
constexpr std::size_t kMaxStatusBytes = 200;

std::vector<std::string_view> texts_of(const xlsx::Row& row) {
  std::vector<std::string_view> texts;
  for (const xlsx::Cell& cell : row.cells) texts.push_back(cell.text);
  return texts;
}

// A number in a day's format says little; the day says it all.
std::string shown(const xlsx::Cell& cell) {
  return cell.day ? to_iso(*cell.day) : text::squeeze(cell.text);
}

}  // namespace

Result<ApplicationTable> find_application_table(std::string_view bytes, std::string_view table,
                                                const std::vector<std::string_view>& required) {
  auto book = xlsx::read_workbook(bytes);
  if (!book) return tl::unexpected(book.error());
  for (xlsx::Sheet& sheet : book->sheets) {
    for (std::size_t i = 0; i < std::min(sheet.rows.size(), kMaxLinesAbove); ++i) {
      Columns columns = columns_in(table, texts_of(sheet.rows[i]));
      const bool all = std::all_of(required.begin(), required.end(), [&](std::string_view column) {
        return columns.find(column) != columns.end();
      });
      if (!all) continue;
      ApplicationTable found{std::move(columns), {}, {}};
      for (const xlsx::Cell& cell : sheet.rows[i].cells) found.headings.push_back(shown(cell));
      found.rows.assign(std::make_move_iterator(sheet.rows.begin() + static_cast<long>(i) + 1),
                        std::make_move_iterator(sheet.rows.end()));
      return found;
    }
  }
  return fail(ErrorKind::malformed, "no line of headings: the table has changed its shape");
}

SheetRowReader::SheetRowReader(const ApplicationTable& table, const ApplicationFeedName& name,
                               const std::string& feed)
    : table_(table), warnings_(feed) {
  feed_.name = name;
}

std::optional<OfficialApplication> SheetRowReader::read(const xlsx::Row& row,
                                                        std::string_view name_column) {
  warnings_.at_row(row.number - 1);
  const auto name = warnings_.name(name_column, row.text(table_.columns.find(name_column)->second));
  if (!name) return std::nullopt;
  OfficialApplication application;
  application.applicant = *name;
  if (const auto column = table_.columns.find("status"); column != table_.columns.end()) {
    const std::string_view written = row.text(column->second);
    application.status = clean_text(written.substr(0, kMaxStatusBytes)).text;
    const auto known = status_in(feed_.name.list, application.status);
    if (known) {
      application.stage = known->stage;
    } else if (told_.insert(application.status).second) {
      warnings_.add("unknown-status",
                    "field status: unknown status \"" + application.status + "\"");
    }
  }
  application.row_json = evidence(row);
  application.row_hash = XXH3_64bits(application.row_json.data(), application.row_json.size());
  return application;
}

std::optional<CivilDate> SheetRowReader::day(const xlsx::Row& row, std::string_view column) {
  const auto place = table_.columns.find(column);
  if (place == table_.columns.end() || place->second >= row.cells.size()) return std::nullopt;
  const xlsx::Cell& cell = row.cells[place->second];
  if (cell.kind == xlsx::Cell::Kind::empty) return std::nullopt;
  const auto day = xlsx::day_of(cell);
  if (!day) warnings_.field(column, "not a day that exists: \"" + cell.text.substr(0, 40) + "\"");
  return day;
}

void SheetRowReader::keep(OfficialApplication application) {
  const auto iso = [](const std::optional<CivilDate>& day) {
    return day ? "\n" + to_iso(*day) : std::string("\n");
  };
  const std::string key = application.applicant + iso(application.filed_on) +
                          iso(application.stage_on) + "\n" + application.status;
  if (!seen_.insert(key).second) {
    return warnings_.add("duplicate-row", "the same row stands before this one");
  }
  feed_.applications.push_back(std::move(application));
}

Result<ApplicationFeed> SheetRowReader::take() {
  if (feed_.applications.empty())
    return fail(ErrorKind::empty, "a table without a row that can be used", warnings_.feed());
  feed_.warnings = warnings_.take();
  return std::move(feed_);
}

std::string SheetRowReader::evidence(const xlsx::Row& row) const {
  nlohmann::json object = nlohmann::json::object();
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    if (row.cells[i].kind == xlsx::Cell::Kind::empty) continue;
    const bool named = i < table_.headings.size() && !table_.headings[i].empty();
    object[named ? table_.headings[i] : "column " + std::to_string(i + 1)] = shown(row.cells[i]);
  }
  std::string json = compact(object);
  return json.size() > kMaxRowBytes ? text::sanitize(json.substr(0, kMaxRowBytes)) : json;
}

}  // namespace gongwatch::parser
