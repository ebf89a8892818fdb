// One page for all cases: left the page as it was read, right the fields.
#include "render/review.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "render/embedded.h"
#include "render/report/pieces.h"
#include "render/review/compare.h"

namespace gongwatch::render {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxParagraph = 20'000;
constexpr std::size_t kMaxPage = 60'000;
constexpr std::size_t kMaxValue = 600;

// Where a fact was read.
struct Span {
  std::size_t begin, end;
  std::string fact, kind;  // "events/0", "events"
};

void collect(const json& value, const std::string& fact, const std::string& kind,
             const std::string& in, std::vector<Span>& spans) {
  if (value.is_array()) {
    for (const json& one : value) collect(one, fact, kind, in, spans);
  } else if (value.is_object()) {
    if (value.contains("in") && value["in"] == in && value.contains("begin") &&
        value["begin"].is_number_unsigned() && value.contains("end") &&
        value["end"].is_number_unsigned()) {
      spans.push_back(
          {value["begin"].get<std::size_t>(), value["end"].get<std::size_t>(), fact, kind});
      return;
    }
    for (const auto& [key, inner] : value.items())
      collect(inner, fact, key == "sponsors" ? "sponsors" : kind, in, spans);
  }
}

std::vector<Span> spans_of(const json& reading, const std::string& in) {
  std::vector<Span> spans;
  for (const char* kind : {"events", "unrealised", "rankings", "figures", "warnings"}) {
    if (!reading.contains(kind) || !reading[kind].is_array()) continue;
    std::size_t place = 0;
    for (const json& one : reading[kind])
      collect(one, fmt::format("{}/{}", kind, place++), kind, in, spans);
  }
  return spans;
}

// The text from `begin` on, cut wherever a fact begins or ends.
Markup marked(const std::string& text, std::size_t begin, const std::vector<Span>& spans) {
  const std::size_t size = std::min(text.size(), kMaxParagraph);
  std::set<std::size_t> cuts{0, size};
  for (const Span& span : spans) {
    for (const std::size_t place : {span.begin, span.end}) {
      if (place > begin && place < begin + size) cuts.insert(place - begin);
    }
  }
  Markup out;
  for (auto cut = cuts.begin(); std::next(cut) != cuts.end(); ++cut) {
    const std::size_t from = *cut;
    const std::size_t to = *std::next(cut);
    std::set<std::string> facts, kinds;
    for (const Span& span : spans) {
      if (span.begin >= begin + to || span.end <= begin + from) continue;
      facts.insert(span.fact);
      kinds.insert(span.kind);
    }
    const std::string_view part = std::string_view(text).substr(from, to - from);
    const Markup words = markup("{}", MarkupText{part, kMaxParagraph});
    if (facts.empty()) {
      out.put("{}", words);
      continue;
    }
    std::string of, css;
    for (const std::string& fact : facts) of += (of.empty() ? "" : " ") + fact;
    for (const std::string& kind : kinds) css += (css.empty() ? "" : " ") + kind;
    out.put("<mark class=\"{}\" data-of=\"{}\" title=\"{}\">{}</mark>", css, of, of, words);
  }
  return out;
}

std::string text_of(const json& reading, const char* key) {
  return reading.is_object() && reading.contains(key) && reading[key].is_string()
             ? reading[key].get<std::string>()
             : std::string();
}

std::string text_of_number(const json& object, const char* key) {
  return object.contains(key) ? object[key].dump() : std::string("?");
}

// Blocks taken away, of both readings: with a sign if only one of them did.
Markup removed_blocks(const json& expected, const json& actual) {
  const auto list = [](const json& reading) {
    return reading.is_object() && reading.contains("removed") ? reading["removed"] : json::array();
  };
  const json before = list(expected);
  const json now = list(actual);
  const bool both = expected.is_object();
  Markup out;
  if (before.empty() && now.empty()) return out;
  out.put("<h3>Removed</h3><ul class=\"removed\">");
  const auto put = [&](const json& block, const char* css) {
    out.put("<li class=\"{}\"><b>{}</b> <span class=\"by\">block {}</span> {}</li>", css,
            text_of(block, "reason"), text_of_number(block, "block"), text_of(block, "text"));
  };
  for (const json& block : now)
    put(block,
        both && std::find(before.begin(), before.end(), block) == before.end() ? "added" : "");
  for (const json& block : before) {
    if (std::find(now.begin(), now.end(), block) == now.end()) put(block, "gone");
  }
  return out.put("</ul>");
}

Markup page_side(const ReviewCase& one, const json& expected, const json& actual) {
  Markup out;
  if (!actual.is_object() || !actual.contains("text")) {
    return out.put("<pre>{}</pre>", MarkupText{one.page, kMaxPage, true});
  }
  out.put("<h3 class=\"title\">{}</h3>",
          marked(text_of(actual, "title"), 0, spans_of(actual, "title")));
  const std::string text = text_of(actual, "text");
  const auto spans = spans_of(actual, "text");
  const auto rows = expected.is_object() && expected.contains("text")
                        ? compare_texts(text_of(expected, "text"), text)
                        : compare_texts(text, text);
  for (const ParagraphRow& row : rows) {
    if (row.state == ParagraphRow::State::gone) {
      out.put("<p class=\"gone\">{}</p>", MarkupText{row.text, kMaxParagraph});
    } else {
      out.put("<p{}>{}</p>",
              row.state == ParagraphRow::State::added ? markup(" class=\"added\"") : Markup(),
              marked(row.text, row.begin, spans));
    }
  }
  return out.put("{}", removed_blocks(expected, actual));
}

const char* css_of(FieldRow::State state) {
  switch (state) {
    case FieldRow::State::same:
      return "same";
    case FieldRow::State::changed:
      return "changed";
    case FieldRow::State::gone:
      return "gone";
    case FieldRow::State::added:
      return "added";
  }
  return "";
}

std::ptrdiff_t differing_of(const std::vector<FieldRow>& rows) {
  return std::count_if(rows.begin(), rows.end(),
                       [](const FieldRow& row) { return row.state != FieldRow::State::same; });
}

Markup field_side(const std::vector<FieldRow>& rows) {
  Markup out;
  out.put(
      "<p class=\"by\">{} of {} fields differ</p><table class=\"fields\"><thead><tr>"
      "<th scope=\"col\">Field</th><th scope=\"col\">Expected</th><th scope=\"col\">Actual</th>"
      "</tr></thead><tbody>",
      differing_of(rows), rows.size());
  for (const FieldRow& row : rows) {
    out.put("<tr class=\"{}\" data-fact=\"{}\"><th scope=\"row\">{}</th>", css_of(row.state),
            row.fact, row.field);
    if (row.state == FieldRow::State::same) {
      out.put("<td colspan=\"2\">{}</td></tr>\n", MarkupText{row.actual, kMaxValue});
    } else {
      out.put("<td>{}</td><td>{}</td></tr>\n", MarkupText{row.expected, kMaxValue},
              MarkupText{row.actual, kMaxValue});
    }
  }
  return out.put("</tbody></table>");
}

json read(const std::string& text) {
  json value = text.empty() ? json() : json::parse(text, nullptr, false);
  return value.is_discarded() ? json() : value;
}

Markup case_section(const ReviewCase& one, std::size_t number, std::size_t all) {
  const json expected = read(one.expected);
  const json actual = read(one.actual);
  const auto rows = compare(expected.is_null() ? json::object() : expected,
                            actual.is_null() ? json::object() : actual);
  Markup out;
  out.put(
      "<section class=\"case{}\" id=\"c{}\" aria-labelledby=\"h{}\"><header><h2 id=\"h{}\">{} "
      "<span class=\"state {}\">{}</span> <span class=\"count\">{} of {}</span></h2>",
      differing_of(rows) > 0 ? " differing" : "", number, number, number, one.name, one.state,
      one.state, number, all);
  out.put("<p class=\"by\">{} · {}</p><p class=\"lead\">{}</p>", outside_link(one.url, one.url),
          one.captured_at, one.note);
  for (const std::string& problem : one.problems) out.put("<p class=\"problem\">{}</p>", problem);
  if (!one.accept.empty())
    out.put("<p>If all of it is right: <code class=\"accept\">{}</code></p>", one.accept);
  out.put(
      "</header><div class=\"sides\"><div class=\"side page\" tabindex=\"0\" "
      "aria-label=\"The page as it was read\">{}</div>",
      page_side(one, expected, actual));
  return out.put(
      "<div class=\"side\" tabindex=\"0\" aria-label=\"Fields\">{}</div></div></section>",
      field_side(rows));
}

}  // namespace

std::vector<ReportFile> review_frame(const std::string& title, const Markup& lead,
                                     const Markup& links, const Markup& sections) {
  Markup page;
  page.put(
      "<!doctype html>\n<html lang=\"en\" class=\"review\"><head>{}<script src=\"turn.js\">"
      "</script></head>\n<body><header class=\"mast\"><h1>{}</h1>{}</header>"
      "<nav aria-label=\"Cases\"><ol class=\"cases\">{}</ol></nav><main>{}</main></body></html>\n",
      head(title, ""), title, lead, links, sections);
  return {{"index.html", page.html()},
          {"look.css", std::string(embedded_table("look"))},
          {"turn.js", std::string(embedded_table("turn"))},
          {"gong.svg", std::string(embedded_table("gong"))}};
}

std::vector<ReportFile> review_files(const Review& review) {
  Markup links, sections;
  for (std::size_t i = 0; i < review.cases.size(); ++i) {
    const ReviewCase& one = review.cases[i];
    links.put("<li><a href=\"#c{}\">{}</a> <span class=\"state {}\">{}</span></li>", i + 1,
              one.name, one.state, one.state);
    sections.put("{}", case_section(one, i + 1, review.cases.size()));
  }
  if (review.cases.empty()) sections.put("<p class=\"lead\">Nothing to review.</p>");
  return review_frame(
      review.title,
      markup(
          "<p class=\"lead\">{}</p><p class=\"by\">Keys: <kbd>j</kbd> next, <kbd>k</kbd> previous, "
          "<kbd>s</kbd> shows or hides fields that are the same. <span class=\"key\"><mark "
          "class=\"events\">event</mark> <mark class=\"sponsors\">sponsor</mark> <mark "
          "class=\"rankings\">ranking</mark> <mark class=\"figures\">figure</mark> <mark "
          "class=\"unrealised\">not happened</mark> <mark class=\"warnings\">warning</mark>"
          "</span></p>",
          review.lead),
      links, sections);
}

}  // namespace gongwatch::render
