#include "tests/support/market_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace gongwatch::testing_support {
namespace {

using Kind = MarketDocument::Kind;

int year_of(CivilDate date) { return static_cast<int>(date.year()); }
unsigned month_of(CivilDate date) { return static_cast<unsigned>(date.month()); }
unsigned day_of(CivilDate date) { return static_cast<unsigned>(date.day()); }

std::string_view board_of(const MarketApplication& application) {
  return application.board == Board::gem ? "gem" : "sehk";
}

std::string posting_date(CivilDate date) {
  static constexpr std::array<std::string_view, 12> kMonths{
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return fmt::format("{} {}, {}", kMonths[month_of(date) - 1], day_of(date), year_of(date));
}

std::string label_of(const MarketDocument& document, bool chinese) {
  const bool proof = document.kind == Kind::proof;
  static constexpr std::array<std::string_view, 3> kEnglish{"revised", "1st submission",
                                                            "2nd submission"};
  static constexpr std::array<std::string_view, 3> kChinese{"修訂版", "第一次呈交", "第二次呈交"};
  const auto number = static_cast<std::size_t>(document.submission);
  if (chinese)
    return fmt::format("{}（{}）", proof ? "申請版本" : "聆訊後資料集", kChinese[number]);
  return fmt::format("{} ({})", proof ? "Application Proof" : "PHIP", kEnglish[number]);
}

std::string_view token_of(const MarketApplication& application, int day) {
  if (day < application.end_day) return "A";
  switch (application.end) {
    case MarketEnd::listed:
      return "LT";
    case MarketEnd::lapsed:
      return "LP";
    case MarketEnd::withdrawn:
      return "W";
    case MarketEnd::rejected:
      return "RJ";
    case MarketEnd::unknown:
      return "XX";
    default:
      return "A";
  }
}

const NameQuirk* quirk_on(const MarketApplication& application, int day, NameQuirk::What what) {
  for (const NameQuirk& quirk : application.quirks) {
    if (quirk.what == what && quirk.from_day <= day && day < quirk.until_day) return &quirk;
  }
  return nullptr;
}

// "…有限公司" → "…有限公".
void cut_last_character(std::string& chinese) { chinese.resize(chinese.size() - 3); }

}  // namespace

std::string day_month_year(CivilDate date) {
  return fmt::format("{:02}/{:02}/{:04}", day_of(date), month_of(date), year_of(date));
}

CivilDate RowWriter::date(int day) const {
  return std::chrono::sys_days(first_day) + std::chrono::days(day);
}

std::string RowWriter::shown_name(const MarketApplication& application, int day,
                                  bool chinese) const {
  const MarketIssuer& issuer = plan.issuers[application.issuer];
  const auto quirk = [&](NameQuirk::What what) { return quirk_on(application, day, what); };
  const Naming& naming = application.naming_on(day);
  const bool han = chinese && quirk(NameQuirk::What::english_only) == nullptr;
  const bool simplified = quirk(NameQuirk::What::simplified) != nullptr;
  const auto in_language = [&](const CompanyName& name) {
    return !han ? name.en : simplified ? name.hans : name.hant;
  };
  const NameQuirk* wrong = quirk(NameQuirk::What::misspelt);
  std::string shown =
      in_language(wrong != nullptr ? wrong->wrong : issuer.names[naming.version].name);
  if (han && quirk(NameQuirk::What::cut) != nullptr) cut_last_character(shown);
  if (naming.shows_former) {
    const std::string former = in_language(issuer.names[naming.version - 1].name);
    shown += han ? "（前稱為" + former + "）" : " (formerly known as " + former + ")";
  }
  if (!issuer.markers.empty() && quirk(NameQuirk::What::unmarked) == nullptr)
    shown += (han && issuer.tight_marker ? "－" : " - ") + issuer.markers;
  return shown;
}

std::string RowWriter::entry(const MarketApplication& application, const MarketDocument& document,
                             int day, bool chinese) const {
  const CivilDate posted = date(document.day);
  const int number = document.renumbered_on <= day ? 10'000 + document.number : document.number;
  const std::string_view board = board_of(application);
  const std::string_view tail = chinese && document.in_chinese ? "_c" : "";
  const bool gone = application.links_removed && application.end_day <= day;
  const std::string folder = fmt::format("{}/{}/{}/", board, year_of(posted), application.hkex_id);
  const std::string pdf =
      gone ? "#"
           : fmt::format("{}documents/{}{:02}{:02}{:02}{:05}{}.pdf", folder, board,
                         year_of(posted) % 100, month_of(posted), day_of(posted), number, tail);
  std::string out = fmt::format(R"({{"d":"{}",)", day_month_year(posted));
  if (document.kind == Kind::announcement) {
    return out + fmt::format(R"("nS1":"{}","u1":"{}"}})",
                             chinese ? "整體協調人公告－委任" : "OC Announcement - Appointment",
                             pdf);
  }
  const std::string index =
      gone ? "#"
           : fmt::format("{}{:04}{:02}{:02}{:05}{}.htm", folder, year_of(posted), month_of(posted),
                         day_of(posted), number + 20'000, tail);
  return out + fmt::format(R"("nF":"{}","nS1":"{}","nS2":"{}","u1":"{}","u2":"{}"}})",
                           label_of(document, chinese), chinese ? "全文檔案" : "Full Version",
                           chinese ? "多檔案" : "Multi-Files", pdf, index);
}

// "ls" holds the submission at hand, "ps" those before it; the newest first. The list of the listed
// shows PHIPs only.
void RowWriter::append_documents(std::string& out, const MarketApplication& application, int day,
                                 bool chinese) const {
  const bool listed = application.end == MarketEnd::listed && application.end_day <= day;
  std::string now;
  std::string before;
  bool earlier = false;
  const auto& documents = application.documents;
  for (auto document = documents.rbegin(); document != documents.rend(); ++document) {
    if (document->day > day || document->dropped_on <= day) continue;
    const bool proof = document->kind == Kind::proof;
    if (listed && (earlier || proof)) break;
    if (listed && document->kind == Kind::announcement) continue;
    std::string& list = earlier ? before : now;
    if (!list.empty()) list += ',';
    list += entry(application, *document, day, chinese);
    if (proof) earlier = true;
  }
  out += R"("ls":[)" + now + R"(],"ps":[)" + before + "],";
}

std::string RowWriter::row(const MarketApplication& application, int day, bool chinese) const {
  int latest = application.filed;
  for (const MarketDocument& document : application.documents) {
    if (document.day <= day) latest = std::max(latest, document.day);
  }
  const CivilDate filed = date(application.filed);
  std::string out = fmt::format(R"({{"id":{},"d":"{}","a":"{}","s":"{}",)", application.hkex_id,
                                day_month_year(date(latest)), shown_name(application, day, chinese),
                                token_of(application, day));
  if (application.end == MarketEnd::listed && application.end_day <= day)
    out += fmt::format(R"("st":"{}",)", application.stock_code);
  out += fmt::format(R"("w":"{}/{}/{}/documents/warn{:02}{:02}{:02}{:05}{}.pdf","sD":5,"sA":5,)",
                     board_of(application), year_of(filed), application.hkex_id,
                     year_of(filed) % 100, month_of(filed), day_of(filed),
                     application.hkex_id % 10'000, chinese ? "_c" : "");
  append_documents(out, application, day, chinese);
  const bool phip = application.has_phip_on(day) && day < application.end_day;
  return out +
         fmt::format(R"("hasPhip":{},"postingDate":"{}"}})", phip, posting_date(date(latest)));
}

std::string RowWriter::returned_row(const MarketApplication& application, int day,
                                    bool chinese) const {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kSponsors{{
      {"China International Capital Corporation Hong Kong Securities Limited",
       "中國國際金融香港證券有限公司"},
      {"Huatai Financial Holdings (Hong Kong) Limited", "華泰金融控股（香港）有限公司"},
      {"CLSA Capital Markets Limited", "中信里昂證券資本市場有限公司"},
      {"China Everbright Capital Limited", "中國光大融資有限公司"},
      {"Morgan Stanley Asia Limited", "摩根士丹利亞洲有限公司"},
      {"ABCI Capital Limited", "農銀國際融資有限公司"},
  }};
  const auto& [en, zh] = kSponsors[application.sponsor % kSponsors.size()];
  return fmt::format(R"({{"a":"{}","s":"{}","rd":"{}"}})", shown_name(application, day, chinese),
                     chinese ? zh : en, day_month_year(date(application.end_day)));
}

}  // namespace gongwatch::testing_support
