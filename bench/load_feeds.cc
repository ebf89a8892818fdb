#include "bench/load_feeds.h"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "tests/support/market_rows.h"

namespace gongwatch::bench {
namespace {

using testing_support::compose;
using testing_support::day_month_year;
using testing_support::MarketApplication;
using testing_support::MarketDocument;
using testing_support::MarketEnd;
using testing_support::MarketIssuer;
using testing_support::MarketPlan;
using testing_support::NameMaker;
using testing_support::NameParts;
using testing_support::Prng;
using testing_support::RowWriter;
using testing_support::TempDir;

constexpr std::array<std::string_view, 5> kLists{"appactive_app", "appactive_appphip",
                                                 "appinactive", "applisted", "appreturned"};
constexpr std::array<std::string_view, 13> kColumns{
    "id", "d", "a", "s", "st", "w", "sD", "sA", "ls", "ps", "hasPhip", "postingDate", "rd"};
constexpr int kFirstDay = 181;  // 1 July of the market's year
constexpr int kLaterDay = 182;

MarketDocument document(int day, MarketDocument::Kind kind, int number) {
  MarketDocument posted;
  posted.day = day;
  posted.kind = kind;
  posted.number = number;
  return posted;
}

// An application that stands in the given list on both days; one in a hundred changes in between: a
// document is posted, or (where there are none) the sponsor's name is another.
MarketApplication application_of(std::string_view list, Board board, std::size_t place) {
  using Kind = MarketDocument::Kind;
  MarketApplication application;
  application.board = board;
  application.filed = kFirstDay - 100 + static_cast<int>(place % 60);
  const int number = 100 + static_cast<int>(place);
  application.documents.push_back(document(application.filed, Kind::proof, number));
  application.documents.push_back(document(application.filed, Kind::announcement, 5000 + number));
  if (list == "appactive_appphip" || list == "applisted")
    application.documents.push_back(document(application.filed + 30, Kind::phip, number));
  if (list == "appinactive") application.end = MarketEnd::lapsed;
  if (list == "appreturned") application.end = MarketEnd::returned;
  if (list == "applisted") application.end = MarketEnd::listed;
  if (application.end != MarketEnd::none) application.end_day = application.filed + 38;
  application.sponsor = place;
  application.namings.push_back({application.filed, 0, false});
  if (place % 100 == 50) {
    const Kind kind = list == "applisted" ? Kind::phip : Kind::announcement;
    application.documents.push_back(document(kLaterDay, kind, 7000 + number));
  }
  return application;
}

class Files {
 public:
  explicit Files(const TempDir& folder) : folder_(folder) {}

  void write() {
    Prng random(20);
    NameMaker names;
    std::int64_t id = 110'000;
    for (const Board board : {Board::main, Board::gem}) {
      for (const std::string_view list : kLists) {
        const std::size_t begin = plan_.applications.size();
        for (std::size_t place = 0; place < LoadFeeds::kRows; ++place) {
          MarketApplication application = application_of(list, board, place);
          application.hkex_id = ++id;
          application.stock_code = fmt::format("{:05}", id - 109'000);
          application.issuer = plan_.issuers.size();
          const NameParts parts = names.fresh(random);
          MarketIssuer issuer;
          issuer.names.push_back({parts, compose(parts)});
          plan_.issuers.push_back(std::move(issuer));
          plan_.applications.push_back(std::move(application));
        }
        for (const bool chinese : {false, true}) write_feed(list, board, begin, chinese);
      }
    }
  }

 private:
  std::string row(std::string_view list, std::size_t at, int day, bool chinese) {
    MarketApplication& application = plan_.applications[at];
    if (list != "appreturned") return rows_.row(application, day, chinese);
    MarketApplication shown = application;
    if (day == kLaterDay && shown.documents.back().day == kLaterDay) ++shown.sponsor;
    return rows_.returned_row(shown, day, chinese);
  }

  void write_feed(std::string_view list, Board board, std::size_t begin, bool chinese) {
    const std::string stem =
        fmt::format("{}_{}_{}", list, board == Board::gem ? "gem" : "sehk", chinese ? "c" : "e");
    std::string csv;
    for (const int day : {kFirstDay, kLaterDay}) {
      std::string joined;
      for (std::size_t at = begin; at < begin + LoadFeeds::kRows; ++at) {
        const std::string text = row(list, at, day, chinese);
        if (day == kFirstDay) csv += csv_line(text);
        joined += (joined.empty() ? "" : ",") + text;
      }
      folder_.write(fmt::format("{}/{}.json", day == kFirstDay ? "first" : "later", stem),
                    fmt::format(R"({{"genDate":"1751350{:06}","uDate":"{}","app":[{}]}})"
                                "\n",
                                day, day_month_year(rows_.date(day)), joined));
    }
    folder_.write("csv/" + stem + ".csv", csv);
  }

  static std::string csv_line(const std::string& row) {
    const auto fields = nlohmann::json::parse(row);
    std::string line;
    for (const std::string_view column : kColumns) {
      std::string value;
      if (const auto field = fields.find(column); field != fields.end())
        value = field->is_string() ? field->get<std::string>() : field->dump();
      if (!line.empty()) line += ',';
      line += '"';
      for (const char c : value) line.append(c == '"' ? 2 : 1, c);
      line += '"';
    }
    return line + "\n";
  }

  const TempDir& folder_;
  MarketPlan plan_;
  RowWriter rows_{plan_, std::chrono::year{2025} / std::chrono::January / 1};
};

}  // namespace

void LoadFeeds::write(const TempDir& folder) const { Files(folder).write(); }

std::string LoadFeeds::import_script(const std::filesystem::path& folder) const {
  std::string script;
  for (const char* table : {"one", "two"}) {
    script += fmt::format("CREATE TABLE {} ({});\n", table, fmt::join(kColumns, " TEXT, "));
    for (const auto& file : std::filesystem::directory_iterator(folder / "csv"))
      script += fmt::format(".import --csv {} {}\n", file.path().string(), table);
  }
  return script;
}

}  // namespace gongwatch::bench
