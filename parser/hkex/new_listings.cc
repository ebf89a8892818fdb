#include "parser/hkex/new_listings.h"

#include <re2/re2.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "parser/hkex/row_text.h"
#include "parser/hkex/table_words.h"
#include "parser/html/tree.h"
#include "parser/html/walk.h"
#include "text/fold.h"
#include "text/url.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxTables = 200;
constexpr std::size_t kMaxRows = 5000;
constexpr std::size_t kMaxCells = 64;
constexpr std::size_t kMaxLinks = 50;  // of one cell
constexpr std::size_t kMaxHeadingRow = 10;
constexpr std::size_t kMaxRowText = 4000;

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

using TableLine = std::vector<const GumboNode*>;  // the cells of one row
using Table = std::vector<TableLine>;

// Every table of the page; a nested one is a table of its own.
std::vector<Table> tables_of(const GumboNode* root) {
  std::vector<Table> tables;
  std::vector<std::size_t> open;  // places in `tables`; kMaxTables for one that is left out
  walk(
      root,
      [&](const GumboNode* node) {
        const GumboTag tag = tag_of(node);
        if (tag == GUMBO_TAG_TABLE) {
          open.push_back(tables.size());
          if (tables.size() < kMaxTables) tables.emplace_back();
        }
        if (open.empty() || open.back() == kMaxTables) return true;
        Table& table = tables[open.back()];
        if (tag == GUMBO_TAG_TR && table.size() < kMaxRows) table.emplace_back();
        const bool cell = tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH;
        if (cell && !table.empty() && table.back().size() < kMaxCells) table.back().push_back(node);
        return true;
      },
      [&](const GumboNode* node) {
        if (tag_of(node) == GUMBO_TAG_TABLE) open.pop_back();
      });
  return tables;
}

std::vector<std::string> hrefs_of(const GumboNode* cell) {
  std::vector<std::string> hrefs;
  walk(cell, [&](const GumboNode* node) {
    const std::string_view href = tag_of(node) == GUMBO_TAG_A ? attribute(node, "href") : "";
    if (!href.empty() && hrefs.size() < kMaxLinks) hrefs.emplace_back(href);
    return true;
  });
  return hrefs;
}

struct FoundTable {
  Columns columns;
  std::vector<std::string> headings;
  std::vector<TableLine> rows;
};

std::optional<FoundTable> find_table(const std::vector<Table>& tables) {
  for (const Table& table : tables) {
    for (std::size_t i = 0; i < std::min(table.size(), kMaxHeadingRow); ++i) {
      std::vector<std::string> texts;
      for (const GumboNode* cell : table[i]) texts.push_back(text_content(cell));
      Columns columns = columns_in("new_listings", {texts.begin(), texts.end()});
      if (columns.count("code") == 0 || columns.count("prospectus") == 0 ||
          columns.count("allotment_results") == 0) {
        continue;
      }
      return FoundTable{std::move(columns),
                        std::move(texts),
                        {table.begin() + static_cast<long>(i) + 1, table.end()}};
    }
  }
  return std::nullopt;
}

bool says_nothing_there(const TableLine& row) {
  static const re2::RE2 remark(
      R"((?i)no (?:relevant )?(?:information|records?|data)(?: (?:is |are )?(?:available|found))?\.?|(?:没有|暂无|无)(?:相关)?(?:的)?(?:资料|信息|记录|数据))");
  return std::any_of(row.begin(), row.end(), [](const GumboNode* cell) {
    return re2::RE2::FullMatch(text::fold_text(text_content(cell)), remark);
  });
}

// "3752", "3752 / 83752": the share's code rather than that of its counter in renminbi.
std::optional<std::string> code_in(std::string_view cell) {
  static const re2::RE2 digits(R"((\d+))");
  std::optional<std::string> renminbi;
  re2::StringPiece rest = piece(cell);
  std::string number;
  while (re2::RE2::FindAndConsume(&rest, digits, &number)) {
    const auto code = five_digits(number);
    if (code && code->front() == '0') return code;
    if (code && !renminbi) renminbi = code;
  }
  return renminbi;
}

std::string language_of_page(std::string_view url, const std::vector<std::string>& headings) {
  static const re2::RE2 parameter(R"((?i)[?&]sc_lang=([a-z-]+))");
  std::string language;
  if (re2::RE2::PartialMatch(piece(url), parameter, &language)) {
    language = text::lower_ascii(language);
    if (language == "zh-cn") return "zh-Hans";
    return language.starts_with("zh") ? "zh-Hant" : "en";
  }
  std::string all;
  for (const std::string& heading : headings) all += heading;
  if (text::count_han(all) == 0) return "en";
  // Folding changes nothing in simplified text.
  return text::fold_text(all) == all ? "zh-Hans" : "zh-Hant";
}

class NewListingReader {
 public:
  NewListingReader(const FoundTable& table, std::string_view url, std::string_view site_root)
      : table_(table), url_(url), site_root_(site_root), warnings_("New Listing Information") {
    feed_.language = language_of_page(url, table.headings);
    board_ = board_of_url(url).value_or(Board::main);
  }

  Result<AnnouncementFeed> read() {
    bool nothing_there = false;
    for (std::size_t i = 0; i < table_.rows.size(); ++i) {
      const TableLine& row = table_.rows[i];
      if (says_nothing_there(row)) {
        nothing_there = true;
      } else if (row.size() > 1) {
        ++feed_.rows;
        warnings_.at_row(i);
        read_row(row);
      }
    }
    if (feed_.rows == 0 && !nothing_there) {
      return fail(ErrorKind::malformed,
                  "a table of new listings without a row: the page has changed its shape",
                  std::string(url_));
    }
    feed_.warnings = warnings_.take();
    return std::move(feed_);
  }

 private:
  void read_row(const TableLine& row) {
    const auto text = [&](std::string_view column) {
      const auto place = table_.columns.find(column);
      const bool there = place != table_.columns.end() && place->second < row.size();
      return there ? clean_text(text_content(row[place->second])).text : std::string();
    };
    const std::string written = text("code");
    const auto code = code_in(written);
    if (!code) {
      return warnings_.field("stock code",
                             "not a code: \"" + written.substr(0, 40) + "\"; the row is left out");
    }
    OfficialAnnouncement announcement;
    announcement.stock_code = *code;
    announcement.stock_name = text("name");
    announcement.board = board_;
    announcement.row = shown(row);
    for (const OfficialDocumentKind kind :
         {OfficialDocumentKind::new_listing_announcement, OfficialDocumentKind::prospectus,
          OfficialDocumentKind::allotment_results}) {
      const auto place = table_.columns.find(name_of(kind));
      if (place == table_.columns.end() || place->second >= row.size()) continue;
      announcement.document.kind = kind;
      announcement.document.label = table_.headings[place->second];
      read_cell(row[place->second], announcement);
    }
  }

  void read_cell(const GumboNode* cell, OfficialAnnouncement& announcement) {
    OfficialDocument& document = announcement.document;
    for (const std::string& href : hrefs_of(cell)) {
      const auto url = posted_url(href, url_, site_root_);
      if (!url) {
        warnings_.field(name_of(document.kind), url.error().message);
        continue;
      }
      document.url = *url;
      document.date = day_of_path(*url);
      document.language = language_of_file(*url);
      if (!document.date)
        warnings_.field(name_of(document.kind), "a link without a day in its path");
      if (urls_.insert(*url).second) feed_.announcements.push_back(announcement);
    }
  }

  // The row as evidence: texts and links of its cells.
  static std::string shown(const TableLine& row) {
    std::string all;
    for (const GumboNode* cell : row) {
      if (cell != row.front()) all += " | ";
      all += text_content(cell);
      for (const std::string& href : hrefs_of(cell)) all += " <" + href + ">";
    }
    return text::sanitize(std::string_view(all).substr(0, kMaxRowText));
  }

  const FoundTable& table_;
  std::string_view url_;
  std::string_view site_root_;
  Board board_ = Board::main;
  RowWarnings warnings_;
  AnnouncementFeed feed_;
  std::set<std::string> urls_;
};

}  // namespace

Result<AnnouncementFeed> parse_new_listings(std::string_view html_utf8, std::string_view url,
                                            std::string_view site_root) {
  const auto tree = Tree::parse(html_utf8, {});
  if (!tree) return tl::unexpected(tree.error());
  const auto table = find_table(tables_of(tree->root()));
  if (!table) {
    return fail(ErrorKind::malformed,
                "no table of new listings: the page has changed its shape, or it is another page",
                std::string(url));
  }
  return NewListingReader(*table, url, site_root).read();
}

}  // namespace gongwatch::parser
