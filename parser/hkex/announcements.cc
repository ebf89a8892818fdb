#include "parser/hkex/announcements.h"

#include <re2/re2.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <set>

#include "parser/feed/entries.h"
#include "parser/feed/json.h"
#include "parser/hkex/application_rows.h"
#include "parser/hkex/row_text.h"
#include "text/url.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxRows = 20'000;
constexpr std::size_t kMaxCodes = 20;

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

struct Stock {
  std::string code;
  std::string name;
};

// One row of either answer, as written.
struct Posting {
  std::vector<Stock> stocks;
  std::string category;
  std::string title;
  std::string path;
  std::string time;    // "19/07/2026 17:50"
  std::string market;  // SEHK, GEM; may be empty
};

// Which keys the two answers use.
struct Keys {
  std::string_view title, category, path, time, market;
};
constexpr Keys kSearch{"TITLE", "LONG_TEXT", "FILE_LINK", "DATE_TIME", "MARKET"};
constexpr Keys kLatest{"title", "lTxt", "webPath", "relTime", "market"};

std::string string_at(const json& row, std::string_view key) {
  const json* value = find_value(row, key);
  return value == nullptr ? std::string() : text_of(*value).value_or(std::string());
}

// "01346<br/>80346<br/>" → its lines as plain text.
std::vector<std::string> lines_of(std::string written) {
  static const re2::RE2 line_break(R"((?i)<br\s*/?>|\r?\n)");
  re2::RE2::GlobalReplace(&written, line_break, "\n");
  std::vector<std::string> lines;
  std::string_view rest = written;
  while (!rest.empty() && lines.size() < kMaxCodes) {
    const auto end = std::min(rest.find('\n'), rest.size());
    lines.push_back(clean_text(plain_text(rest.substr(0, end))).text);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return lines;
}

std::vector<Stock> stocks_of(const json& row) {
  std::vector<Stock> stocks;
  if (const json* list = find_value(row, "stock"); list != nullptr && list->is_array()) {
    for (const json& stock : *list) {
      if (stocks.size() == kMaxCodes) break;
      stocks.push_back(
          {string_at(stock, "sc"), clean_text(plain_text(string_at(stock, "sn"))).text});
    }
    return stocks;
  }
  const auto names = lines_of(string_at(row, "STOCK_NAME"));
  for (std::string& code : lines_of(string_at(row, "STOCK_CODE"))) {
    const std::size_t place = stocks.size();
    stocks.push_back({std::move(code), place < names.size() ? names[place] : std::string()});
  }
  return stocks;
}

Posting posting_of(const json& row, const Keys& keys) {
  Posting posting;
  posting.stocks = stocks_of(row);
  posting.category = plain_text(string_at(row, keys.category));
  if (posting.category.empty()) posting.category = plain_text(string_at(row, "SHORT_TEXT"));
  posting.title = clean_text(plain_text(string_at(row, keys.title))).text;
  posting.path = string_at(row, keys.path);
  posting.time = string_at(row, keys.time);
  posting.market = string_at(row, keys.market);
  return posting;
}

// Shares have codes below 10000, their counters in renminbi codes from 80000; what lies between are
// warrants and debts.
std::optional<Stock> share_of(const std::vector<Stock>& stocks, bool& has_code) {
  std::optional<Stock> renminbi;
  for (const Stock& stock : stocks) {
    const auto code = five_digits(stock.code);
    if (!code) continue;
    has_code = true;
    if (code->front() == '0') return Stock{*code, stock.name};
    if (code->front() == '8' && !renminbi) renminbi = Stock{*code, stock.name};
  }
  return renminbi;
}

std::string file_of(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const auto slash = url.rfind('/');
  const std::string_view file = slash == std::string_view::npos ? url : url.substr(slash + 1);
  return file.empty() ? "announcements" : clean_text(file.substr(0, 200)).text;
}

std::string language_of_answer(std::string_view written, std::string_view url) {
  static const re2::RE2 in_url(R"((?i)(?:[?&]lang=([a-z-]+)|/lci[a-z]+\d+relsd([ec])_))");
  std::string parameter;
  std::string letter;
  std::string language = text::lower_ascii(text::trim(written));
  if (language.empty() && re2::RE2::PartialMatch(piece(url), in_url, &parameter, &letter))
    language = text::lower_ascii(parameter.empty() ? letter : parameter);
  if (language == "zh-cn" || language == "sc" || language == "zh-hans") return "zh-Hans";
  return language.starts_with("zh") || language.starts_with('c') ? "zh-Hant" : "en";
}

std::int64_t count_at(const json& envelope, std::string_view key) {
  const std::string written = string_at(envelope, key);
  std::int64_t count = 0;
  std::from_chars(written.data(), written.data() + written.size(), count);
  return count;
}

class AnnouncementReader {
 public:
  AnnouncementReader(std::string_view url, std::string_view site_root)
      : url_(url), site_root_(site_root), warnings_(file_of(url)) {}

  void read_rows(const json& rows, const Keys& keys) {
    feed_.rows = rows.size();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      warnings_.at_row(i);
      if (rows[i].is_object()) {
        read_row(rows[i], keys);
      } else {
        warnings_.add("row-skipped", "not an object");
      }
    }
  }

  // The search says how much of its list it has given.
  void read_envelope(const json& envelope) {
    const json* lang = find_value(envelope, "lang");
    feed_.language = language_of_answer(
        lang == nullptr ? std::string() : text_of(*lang).value_or(std::string()), url_);
    warnings_.at_feed();
    const json* next = find_value(envelope, "hasNextRow");
    const bool has_next = next != nullptr && next->is_boolean() && next->get<bool>();
    const std::int64_t loaded = count_at(envelope, "loadedRecord");
    const std::int64_t all = count_at(envelope, "recordCnt");
    if (has_next || all > loaded) {
      warnings_.add("more-rows", std::to_string(loaded) + " of " + std::to_string(all) +
                                     " rows were given: the range asked for is too long");
    }
  }

  AnnouncementFeed take() {
    feed_.warnings = warnings_.take();
    return std::move(feed_);
  }

 private:
  void read_row(const json& row, const Keys& keys) {
    const Posting posting = posting_of(row, keys);
    const auto kind = ipo_document_kind(posting.category, posting.title);
    if (!kind) return;
    bool has_code = false;
    const auto stock = share_of(posting.stocks, has_code);
    if (!stock) {
      if (!has_code) warnings_.field("stock code", "missing or not a code; the row is left out");
      return;
    }
    const auto url = posted_url(posting.path, url_, site_root_);
    if (posting.path.empty() || !url) {
      return warnings_.field(keys.path, posting.path.empty() ? "missing" : url.error().message);
    }
    if (!urls_.insert(*url).second) return;

    OfficialAnnouncement announcement;
    announcement.stock_code = stock->code;
    announcement.stock_name = stock->name;
    announcement.board = board_of(posting, *url);
    announcement.document.kind = *kind;
    announcement.document.label = posting.title;
    announcement.document.url = *url;
    announcement.document.language = language_of_file(*url);
    announcement.document.date = day_of(posting, *url, keys);
    announcement.row = compact(row);
    if (announcement.row.size() > kMaxRowBytes) {
      return warnings_.add("row-skipped", "longer than " + std::to_string(kMaxRowBytes) + " bytes");
    }
    feed_.announcements.push_back(std::move(announcement));
  }

  Board board_of(const Posting& posting, std::string_view document) const {
    if (const auto board = board_of_url(document)) return *board;
    if (!posting.market.empty()) return posting.market == "GEM" ? Board::gem : Board::main;
    return board_of_url(url_).value_or(Board::main);
  }

  std::optional<CivilDate> day_of(const Posting& posting, std::string_view document,
                                  const Keys& keys) {
    const std::string_view time = text::trim(posting.time);
    const auto day = parse_day_month_year(time.substr(0, time.find(' ')));
    if (day) return *day;
    warnings_.field(keys.time, day.error().message);
    return day_of_path(document);
  }

  std::string_view url_;
  std::string_view site_root_;
  RowWarnings warnings_;
  AnnouncementFeed feed_;
  std::set<std::string> urls_;
};

tl::unexpected<Error> with_context(Error error, std::string_view url) {
  error.context = std::string(url);
  return tl::unexpected(std::move(error));
}

// The rows of a search: JSON inside a string; null in either sense is no rows.
Result<json> rows_of_search(const json& envelope) {
  const json* result = find_value(envelope, "result");
  if (result == nullptr) return json::array();
  if (!result->is_string()) return fail(ErrorKind::malformed, "\"result\" is not a string");
  const auto& inner = result->get_ref<const std::string&>();
  if (text::trim(inner) == "null") return json::array();
  return read_json(inner);
}

}  // namespace

Result<AnnouncementFeed> parse_announcements(std::string_view bytes, std::string_view url,
                                             std::string_view site_root) {
  const auto envelope = read_json(bytes);
  if (!envelope) return with_context(envelope.error(), url);
  const bool is_search = envelope->is_object() && envelope->contains("result");
  const json* latest = find_value(*envelope, "newsInfoLst");
  if (!is_search && latest == nullptr) {
    return fail(ErrorKind::malformed,
                "neither \"result\" nor \"newsInfoLst\": not a list of announcements",
                std::string(url));
  }
  auto rows = is_search ? rows_of_search(*envelope) : Result<json>(*latest);
  if (!rows) return with_context(rows.error(), url);
  if (!rows->is_array())
    return fail(ErrorKind::malformed, "the rows are not an array", std::string(url));
  if (rows->size() > kMaxRows)
    return fail(ErrorKind::too_large, "more than 20000 rows", std::string(url));
  AnnouncementReader reader(url, site_root);
  reader.read_envelope(*envelope);
  reader.read_rows(*rows, is_search ? kSearch : kLatest);
  return reader.take();
}

}  // namespace gongwatch::parser
