// One IPO: where it stands, its timeline with the words that prove it, and all else that is told.
#include <algorithm>
#include <map>
#include <set>

#include "model/names.h"
#include "render/report/evidence.h"
#include "render/report/pages.h"

namespace gongwatch::render {
namespace {

constexpr std::string_view kRoot = "../";
constexpr std::size_t kMaxDocuments = 60;
constexpr std::size_t kMaxArticles = 60;

// The way to the exchange; what did not happen stands as not yet there.
Markup track(const ReportIpo& ipo) {
  Markup out;
  out.put("<ol class=\"track\">");
  for (const Stage stage : all_stages()) {
    const std::string_view name = name_of(stage);
    const auto& reached = day_of(ipo, stage);
    const bool now = ipo.stage == name;
    const bool ending = group_of(name).id == std::string_view("ended");
    const bool rare = stage == Stage::refiled || stage == Stage::csrc_filed || ending;
    if (!reached && !now && (rare || group_of(ipo.stage).id == std::string_view("ended"))) continue;
    out.put("<li class=\"{}{}{}\"{}><span>{}</span> {}</li>", reached || now ? "done" : "open",
            now ? " now" : "", ending ? " bad" : "",
            now ? markup(" aria-current=\"step\"") : Markup(), word_of("stage", name),
            reached ? day(*reached) : Markup());
  }
  return out.put("</ol>");
}

void fact(Markup& out, const char* key, const Markup& value) {
  if (!value.empty()) out.put("<div><dt>{}</dt><dd>{}</dd></div>", word(key), value);
}

Markup all_sponsors(const ReportIpo& ipo) {
  Markup list;
  for (const std::string& sponsor : ipo.sponsors) list.put("<bdi>{}</bdi><br>", sponsor);
  return list;
}

Markup in_short(const Edition& edition, const ReportIpo& ipo) {
  Markup out;
  out.put("<section class=\"short\" aria-label=\"{}\" data-t-label=\"facts\"><dl>",
          english("facts"));
  Markup stage = stage_mark(ipo.stage);
  if (ipo.stage_on) stage.put(" {}", day(*ipo.stage_on));
  if (is_active(ipo) && ipo.days_in_stage && *ipo.days_in_stage >= 0)
    stage.put("<br><span class=\"by\">{}</span>", word("in_stage", *ipo.days_in_stage));
  fact(out, "register.stage", stage);
  fact(out, "board", ipo.board ? word_of("board", *ipo.board) : Markup());
  fact(out, "code", ipo.stock_code ? markup("{}", *ipo.stock_code) : Markup());
  fact(out, "sponsors", all_sponsors(ipo));
  fact(out, "offer_price", ipo.offer_price ? markup("HK${:.2f}", *ipo.offer_price) : Markup());
  fact(out, "closes", ipo.subscription_closes_on ? day(*ipo.subscription_closes_on) : Markup());
  fact(out, "lapse_day", ipo.lapse_day && is_active(ipo) ? day(*ipo.lapse_day) : Markup());
  fact(out, "vanished", ipo.vanished_on ? day(*ipo.vanished_on) : Markup());
  fact(out, "hkex_id", ipo.hkex_id ? markup("{}", *ipo.hkex_id) : Markup());
  if (ipo.previous_application_id) {
    if (const ReportIpo* before = edition.find(*ipo.previous_application_id))
      fact(out, "filed_before",
           markup("<a href=\"{}.html\">#{}</a> {}", before->application_id, before->application_id,
                  stage_mark(before->stage)));
  }
  for (const ReportIpo* after : edition.later_of(ipo.application_id)) {
    fact(out, "filed_after",
         markup("<a href=\"{}.html\">#{}</a> {}", after->application_id, after->application_id,
                stage_mark(after->stage)));
  }
  return out.put("</dl></section>");
}

Markup conflicts(const ReportIpo& ipo) {
  Markup out;
  if (ipo.conflicts.empty()) return out;
  out.put(
      "<section class=\"conflict\"><h2 id=\"conflicts\">{}</h2><div class=\"wide\"><table>"
      "<thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th>"
      "</tr></thead><tbody>",
      word("conflicts"), word("conflicts.what"), word("conflicts.leads"), word("conflicts.other"));
  for (const ConflictRow& row : ipo.conflicts) {
    const auto value = [&](const std::string& told) {
      return row.field == "board" ? word_of("board", told) : day(told);
    };
    out.put(
        "<tr><th scope=\"row\">{} {}</th><td><bdi>{}</bdi> <span class=\"by\">{}</span></td>"
        "<td><bdi>{}</bdi> <span class=\"by\">{}</span></td></tr>",
        row.stage ? word_of("stage", *row.stage) : Markup(), word_of("field", row.field),
        value(row.leading_value), row.leading_source, value(row.other_value), row.other_source);
  }
  return out.put("</tbody></table></div></section>");
}

Markup documents(const ReportIpo& ipo) {
  Markup out;
  if (ipo.documents.empty()) return out;
  std::map<std::string_view, int> labels;
  for (const OfficialDocument& document : ipo.documents) ++labels[document.label];
  out.put("<section><h2>{}</h2><ul class=\"plain\">", word("documents"));
  for (std::size_t i = 0; i < ipo.documents.size() && i < kMaxDocuments; ++i) {
    const OfficialDocument& document = ipo.documents[i];
    const std::string kind(name_of(document.kind));
    const std::string file(file_of(document.url));
    const bool shared = labels[document.label] > 1 && !file.empty();
    // A label is words in the document's own language; the kind of one without is ours.
    const Markup what =
        document.label.empty()
            ? markup("{} <span class=\"by\">{}</span>", word_of("doc", kind),
                     outside_link(document.url, address_to_show(document.url)))
            : outside_link(document.url, shared ? document.label + " · " + file : document.label);
    out.put("<li><span class=\"when\">{}</span> {}</li>",
            document.date ? day(to_iso(*document.date)) : day_or_dash(std::nullopt), what);
  }
  return out.put("</ul></section>");
}

Markup articles(const ReportIpo& ipo) {
  Markup out;
  if (ipo.articles.empty()) return out;
  out.put("<section><h2>{} <span class=\"count\">{}</span></h2><ul class=\"plain\">",
          word("articles"), ipo.articles.size());
  for (std::size_t i = 0; i < ipo.articles.size() && i < kMaxArticles; ++i) {
    const ReportArticle& article = ipo.articles[i];
    out.put("<li>{} <span class=\"by\">{}{}{}</span></li>",
            outside_link(article.url, article.title.empty() ? article.url : article.title),
            article.source_id, article.published_at ? " · " : "",
            article.published_at ? moment(*article.published_at) : Markup());
  }
  out.put("</ul>");
  if (ipo.articles.size() > kMaxArticles)
    out.put("<p class=\"by\">{}</p>",
            word("more", static_cast<std::int64_t>(ipo.articles.size() - kMaxArticles)));
  return out.put("</section>");
}

Markup all_names(const ReportIpo& ipo) {
  Markup out;
  if (ipo.names.size() < 3) return out;
  out.put("<section><h2>{}</h2><ul class=\"plain names\">", word("names"));
  for (const IssuerName& name : ipo.names) {
    out.put("<li><bdi{}>{}</bdi> <span class=\"by\">{}</span></li>",
            name.language == "und" ? Markup() : markup(" lang=\"{}\"", name.language), name.name,
            word_of("name", name_of(name.kind)));
  }
  return out.put("</ul></section>");
}

}  // namespace

std::string ipo_page(const Edition& edition, const ReportIpo& ipo) {
  Markup body;
  body.put("<article class=\"one\"><h1>{}</h1>{}<div class=\"story\"><div class=\"told\">",
           names(ipo), track(ipo));
  body.put("{}{}{}</div>", conflicts(ipo), timeline(ipo), fact_lists(ipo));
  body.put("<aside>{}{}{}{}</aside></div></article>", in_short(edition, ipo), documents(ipo),
           articles(ipo), all_names(ipo));
  const std::string title =
      ipo.name_en.value_or(ipo.name_zh.value_or(fmt::format("#{}", ipo.application_id)));
  return page(edition, {title, "", kRoot}, body);
}

}  // namespace gongwatch::render
