#include "render/news_text.h"

#include <fmt/core.h>

#include <array>
#include <utility>

#include "render/table.h"
#include "text/url.h"
#include "text/utf8.h"

namespace gongwatch::render {
namespace {

constexpr std::size_t kMostOfName = 120;
constexpr std::size_t kMostOfValue = 200;
constexpr std::size_t kMostSponsors = 10;

constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kStages{{
    {"filed", "filed its application"},
    {"refiled", "filed again"},
    {"csrc_filed", "completed its filing with the CSRC"},
    {"hearing", "passed its listing hearing"},
    {"phip", "posted its post-hearing information pack"},
    {"launched", "opened its offer"},
    {"priced", "priced its offer"},
    {"allotted", "announced its allotment results"},
    {"listed", "listed"},
    {"lapsed", "let its application lapse"},
    {"withdrawn", "withdrew its application"},
    {"rejected", "had its application rejected"},
    {"returned", "had its application returned"},
}};

std::string words_of_stage(std::string_view stage) {
  for (const auto& [name, words] : kStages) {
    if (name == stage) return std::string(words);
  }
  return "reached the stage " + one_line(stage, kMostOfValue);
}

std::string stage_line(const NewsRow& news) {
  if (!news.day) return words_of_stage(news.value);
  const std::string day = one_line(*news.day, 10);
  // Allotment results name the first day of dealings on its eve.
  const auto known = parse_iso_instant(news.changed_at, std::chrono::minutes{0});
  if (news.value == "listed" && known && day > to_iso(hong_kong_day(*known)))
    return "lists on " + day;
  return words_of_stage(news.value) + (news.on_or_before ? ", on or before " : ", ") + day;
}

}  // namespace

std::string one_line(std::string_view text, std::size_t most) {
  const std::string clean = text::squeeze(for_terminal(text::sanitize(text)));
  std::string out;
  std::size_t characters = 0;
  for (std::size_t at = 0; at < clean.size();) {
    const text::CodePoint point = text::decode_at(clean, at);
    if (point.value == '\n' || point.value == 0x2028 || point.value == 0x2029) {
      out += ' ';
    } else if (point.value != 0xFFFE && point.value != 0xFFFF) {
      if (++characters > most) return out + "…";
      out += clean.substr(at, point.bytes);
    }
    at += point.bytes;
  }
  return out;
}

std::string names_of(const NewsIssuer& issuer) {
  std::string name = one_line(issuer.name_en.value_or(""), kMostOfName);
  const std::string chinese = one_line(issuer.name_zh.value_or(""), kMostOfName);
  if (!chinese.empty() && chinese != name) name += (name.empty() ? "" : " ") + chinese;
  return name.empty() ? "#" + std::to_string(issuer.application_id) : name;
}

std::string what_of(const NewsRow& news) {
  if (news.what == "stage") return stage_line(news);
  const std::string value = one_line(news.value, kMostOfValue);
  if (news.what == "stage retracted")
    return "no source tells any more that it " + words_of_stage(news.value);
  if (news.what == "sponsor") return "sponsor " + value;
  if (news.what == "subscription closes") return "its public offer closes on " + value;
  if (news.what == "stock code") return "its stock code is " + value;
  return one_line(news.what, kMostOfValue) + " " + value;
}

std::string headline(const NewsRow& news) { return names_of(news.issuer) + ": " + what_of(news); }

std::string headline(const CalendarRow& day) {
  const std::string name = names_of(day.issuer) + ": ";
  if (day.kind == "listing") return name + "first day of dealings";
  if (day.kind == "subscription closes") return name + "public offer closes";
  if (day.kind == "lapses") return name + "application lapses unless renewed";
  return name + one_line(day.kind, kMostOfValue);
}

std::string particulars(const NewsIssuer& issuer) {
  std::string out;
  const auto add = [&out](const std::string& piece) { out += (out.empty() ? "" : ", ") + piece; };
  if (issuer.stock_code) add("stock code " + one_line(*issuer.stock_code, 20));
  if (issuer.board) add(issuer.board == "gem" ? "GEM" : "Main Board");
  if (issuer.hkex_id) add("HKEX application " + std::to_string(*issuer.hkex_id));
  if (!issuer.sponsors.empty()) {
    std::string firms;
    for (std::size_t i = 0; i < std::min(issuer.sponsors.size(), kMostSponsors); ++i)
      firms += (firms.empty() ? "" : "; ") + one_line(issuer.sponsors[i], kMostOfName);
    if (issuer.sponsors.size() > kMostSponsors) firms += "; …";
    add((issuer.sponsors.size() == 1 ? "sponsor " : "sponsors ") + firms);
  }
  return out;
}

std::string link_of(std::string_view url) {
  const auto parts = text::parse_url(url);
  if (!parts) return {};
  // What a browser takes and RFC 3986 does not is written as it wants it.
  std::string link;
  for (const char c : parts->to_string()) {
    if (c <= ' ' || static_cast<unsigned char>(c) >= 0x7F) return {};
    if (std::string_view("\"<>\\^`{|}").find(c) == std::string_view::npos) {
      link += c;
    } else {
      link += fmt::format("%{:02X}", static_cast<unsigned>(c));
    }
  }
  return link;
}

}  // namespace gongwatch::render
