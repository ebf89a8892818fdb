// The register: every application, searched by the reader's browser over data.js.
#include <nlohmann/json.hpp>

#include "render/report/pages.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace gongwatch::render {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMaxName = 240;
constexpr std::size_t kMaxOtherNames = 6;

// As escaped(), without the escapes: the script sets text, never markup.
std::string plain(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size() && at < kMaxName;) {
    const text::CodePoint point = text::decode_at(text, at);
    if (point.valid && point.value >= 0x20 && !text::is_invisible(point.value))
      out += text.substr(at, point.bytes);
    at += point.bytes;
  }
  return out;
}

// Pairs "繁简" of all characters that have a simplified form: a search in either script finds both.
std::string script_pairs() {
  std::string pairs;
  for (char32_t c = 0x3400; c <= 0x9FFF; ++c) {
    const char32_t simple = text::simplified(c);
    if (simple == c) continue;
    text::append(pairs, c);
    text::append(pairs, simple);
  }
  return pairs;
}

Json stage_names() {
  Json names = Json::array();
  for (const StageGroup& group : stage_groups()) {
    for (const std::string_view stage : group.stages)
      names.push_back(Json::array({stage, group.id}));
  }
  return names;
}

int place_of(std::string_view stage) {
  int place = 0;
  for (const StageGroup& group : stage_groups()) {
    for (const std::string_view one : group.stages) {
      if (one == stage) return place;
      ++place;
    }
  }
  return place - 1;
}

Markup option(std::string_view value, const Markup& text) {
  return markup("<option value=\"{}\">{}</option>", value, text);
}

// In an option a word is no element: the script sets its text.
Markup word_option(std::string_view value, const std::string& key) {
  return markup("<option value=\"{}\" data-t=\"{}\">{}</option>", value, key, english(key));
}

}  // namespace

std::string register_data(const Edition& edition) {
  std::unordered_map<std::string, std::size_t> places;
  Json sponsors = Json::array();
  Json rows = Json::array();
  for (const ReportIpo& ipo : edition.report.ipos) {
    Json named = Json::array();
    for (const std::string& sponsor : ipo.sponsors) {
      const auto [found, added] = places.emplace(sponsor, places.size());
      if (added) sponsors.push_back(plain(sponsor));
      named.push_back(found->second);
    }
    std::string others;
    std::size_t count = 0;
    for (const IssuerName& name : ipo.names) {
      if (name.name == ipo.name_en || name.name == ipo.name_zh || count == kMaxOtherNames) continue;
      others += (others.empty() ? "" : "\n") + plain(name.name);
      ++count;
    }
    rows.push_back(Json::array(
        {ipo.application_id, plain(ipo.name_en.value_or("")), plain(ipo.name_zh.value_or("")),
         place_of(ipo.stage), ipo.stage_on.value_or(""), filed_or_refiled_on(ipo).value_or(""),
         ipo.board == "main"  ? 1
         : ipo.board == "gem" ? 2
                              : 0,
         plain(ipo.stock_code.value_or("")), std::move(named), others, ipo.hkex_id.value_or(0)}));
  }
  const Json data{{"stages", stage_names()},
                  {"pairs", script_pairs()},
                  {"sponsors", std::move(sponsors)},
                  {"rows", std::move(rows)}};
  return "window.gongwatchData = " + data.dump(-1, ' ', false, Json::error_handler_t::replace) +
         ";\n";
}

std::string register_page(const Edition& edition) {
  Markup body;
  body.put("<h1>{}</h1><p class=\"lead\">{}</p><noscript><p>{}</p><ul>", word("register.title"),
           word("register.lead"), word("register.noscript"));
  for (const StageGroup& group : stage_groups())
    body.put("<li><a href=\"stage-{}.html\">{}</a></li>", group.id,
             word(fmt::format("group.{}", group.id)));
  body.put(
      "</ul></noscript><div class=\"filters js\" id=\"filters\">"
      "<label class=\"long\"><span data-t=\"search\">{0}</span><input id=\"q\" type=\"search\" "
      "maxlength=\"200\" autocomplete=\"off\"></label>",
      english("search"));
  body.put("<label>{}<select id=\"stage\">{}", word("register.stage"),
           word_option("", "register.any"));
  for (const StageGroup& group : stage_groups()) {
    const std::string key = std::string_view(group.id) == "listed"
                                ? std::string("group.listed.all")
                                : fmt::format("group.{}", group.id);
    body.put("{}", word_option(std::string("+") + group.id, key));
    if (group.stages.size() < 2) continue;
    for (const std::string_view stage : group.stages)
      body.put("{}", word_option(stage, fmt::format("stage.{}", stage)));
  }
  body.put("</select></label><label>{}<select id=\"board\">{}{}{}</select></label>",
           word("register.board"), word_option("", "register.any"),
           word_option("main", "board.main"), word_option("gem", "board.gem"));
  body.put(
      "<label>{}<input id=\"sponsor\" list=\"sponsors\" maxlength=\"200\" autocomplete=\"off\">"
      "<datalist id=\"sponsors\">",
      word("register.sponsor"));
  constexpr std::size_t kOffered = 150;
  for (std::size_t i = 0; i < edition.report.league.size() && i < kOffered; ++i)
    body.put("{}", option(edition.report.league[i].sponsor, Markup()));
  body.put(
      "</datalist></label><label>{}<input id=\"since\" type=\"date\"></label>"
      "<label>{}<input id=\"until\" type=\"date\"></label><label>{}<select id=\"sort\">",
      word("register.since"), word("register.until"), word("register.sort"));
  for (const char* order : {"newest", "oldest", "name", "filed"})
    body.put("{}", word_option(order, std::string("register.") + order));
  body.put(
      "</select></label><button type=\"button\" id=\"clear\">{}</button></div>"
      "<p id=\"found\" class=\"found\" role=\"status\" aria-live=\"polite\"></p>"
      "<div class=\"wide js\"><table class=\"rows\"><thead><tr><th scope=\"col\">{}</th>"
      "<th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th>"
      "<th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>"
      "<tbody id=\"rows\"></tbody></table></div>"
      "<p class=\"js\"><button type=\"button\" id=\"more\" hidden></button></p>",
      word("register.clear"), word("col.name"), word("col.stage"), word("col.day"),
      word("col.filed"), word("col.board"), word("col.code"), word("col.sponsors"));
  return page(edition, {english("register.title"), "nav.register", "", true}, body);
}

}  // namespace gongwatch::render
