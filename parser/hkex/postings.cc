#include "parser/hkex/postings.h"

#include <re2/re2.h>

#include <memory>
#include <vector>

#include "model/names.h"
#include "parser/vocabulary/table.h"
#include "text/fold.h"
#include "text/url.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxTitleBytes = 4000;

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

struct TitleRule {
  std::optional<OfficialDocumentKind> kind;
  std::unique_ptr<re2::RE2> category;
  std::unique_ptr<re2::RE2> title;
};

const std::vector<TitleRule>& title_rules() {
  static const std::vector<TitleRule> rules = [] {
    re2::RE2::Options options;
    options.set_case_sensitive(false);
    std::vector<TitleRule> all;
    for (const auto& row : table_rows("announcement_titles", 3)) {
      all.push_back({document_kind_from_name(row[0]),
                     std::make_unique<re2::RE2>(piece(row[1]), options),
                     std::make_unique<re2::RE2>(piece(row[2]), options)});
    }
    return all;
  }();
  return rules;
}

std::string compared(std::string_view written) {
  return text::fold_text(text::squeeze(text::sanitize(written.substr(0, kMaxTitleBytes))));
}

}  // namespace

Result<std::string> posted_url(std::string_view written, std::string_view page_url,
                               std::string_view site_root) {
  written = text::trim(written);
  if (!written.starts_with("/listedco/")) return text::resolve_url(page_url, written);
  // Under a root such as http://127.0.0.1:8080/www1.hkexnews.hk/, not under its host.
  return text::resolve_url(site_root, written.substr(1));
}

std::optional<CivilDate> day_of_path(std::string_view url) {
  static const re2::RE2 dated(R"(/(\d{4})/(\d{2})(\d{2})/)");
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  if (!re2::RE2::PartialMatch(piece(url), dated, &year, &month, &day)) return std::nullopt;
  return make_date(year, month, day);
}

std::string language_of_file(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  return url.substr(0, url.rfind('.')).ends_with("_c") ? "zh-Hant" : "en";
}

std::optional<Board> board_of_url(std::string_view url) {
  static const re2::RE2 gem(R"((?i)(/gem/|/gem(?:\?|$)|[?&]market=gem\b|/lcigem\d))");
  static const re2::RE2 main(R"((?i)(/sehk/|/main-board|[?&]market=sehk\b|/lcisehk\d))");
  if (re2::RE2::PartialMatch(piece(url), gem)) return Board::gem;
  if (re2::RE2::PartialMatch(piece(url), main)) return Board::main;
  return std::nullopt;
}

std::optional<OfficialDocumentKind> ipo_document_kind(std::string_view category,
                                                      std::string_view title) {
  const std::string folded_category = compared(category);
  const std::string folded_title = compared(title);
  for (const TitleRule& rule : title_rules()) {
    if (re2::RE2::PartialMatch(folded_category, *rule.category) &&
        re2::RE2::PartialMatch(folded_title, *rule.title)) {
      return rule.kind;
    }
  }
  return std::nullopt;
}

}  // namespace gongwatch::parser
