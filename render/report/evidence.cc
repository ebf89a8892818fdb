#include "render/report/evidence.h"

#include <algorithm>
#include <map>
#include <set>

#include "model/names.h"
namespace gongwatch::render {
namespace {

constexpr std::size_t kMaxQuote = 700;
constexpr std::size_t kShownWitnesses = 3;
constexpr std::size_t kMaxWitnesses = 60;
constexpr std::size_t kMaxFacts = 120;

// One stage with all that tell it.
struct Told {
  std::string stage;
  std::vector<const ReportWitness*> witnesses;
  std::int64_t sources = 0, copies = 0;
  bool official = false;
};

// Who is shown first: an official document's words, then what is news, then looks back and copies.
int order_of(const ReportWitness& witness) {
  if (witness.row.copy_of) return 3;
  if (witness.row.official) return 0;
  return witness.row.history ? 2 : 1;
}

std::vector<Told> told_stages(const ReportIpo& ipo) {
  std::vector<Told> stages;
  for (const ReportWitness& witness : ipo.witnesses) {
    if (stages.empty() || stages.back().stage != witness.row.stage)
      stages.push_back({witness.row.stage, {}});
    stages.back().witnesses.push_back(&witness);
  }
  for (Told& told : stages) {
    std::set<std::string_view> sources;
    for (const ReportWitness* witness : told.witnesses) {
      told.official = told.official || witness->row.official;
      if (witness->row.copy_of) {
        ++told.copies;
      } else if (!witness->row.official) {
        sources.insert(witness->row.source_id);
      }
    }
    told.sources = static_cast<std::int64_t>(sources.size());
    std::stable_sort(told.witnesses.begin(), told.witnesses.end(),
                     [](const auto* a, const auto* b) { return order_of(*a) < order_of(*b); });
  }
  return stages;
}

std::string shown_quote(const std::string& quote) {
  if (quote.size() <= kMaxQuote) return quote;
  std::size_t end = kMaxQuote;
  while (end > 0 && (static_cast<unsigned char>(quote[end]) & 0xC0U) == 0x80U) --end;
  return quote.substr(0, end) + "…";
}

Markup quoted(const std::string& quote, std::string_view language) {
  if (quote.empty()) return {};
  return markup("<blockquote{}>{}</blockquote>",
                language.empty() || language == "und" ? Markup() : markup(" lang=\"{}\"", language),
                shown_quote(quote));
}

// A day is told again only if it is another one than the stage's.
Markup witness_line(const ReportWitness& witness, const std::string& stage_on) {
  const WitnessRow& row = witness.row;
  Markup out;
  out.put("<li>{}<p class=\"by\">", quoted(witness.quote, row.language.value_or("")));
  if (row.official) out.put("<span class=\"official\">{}</span> ", word("official"));
  const std::string text = row.title && !row.title->empty() ? *row.title : host_to_show(row.url);
  out.put("{} · {}", outside_link(row.url, text), row.source_id);
  if (witness.evidence_in == "feed") out.put(" · {}", word("feed_row"));
  if (row.event_date && *row.event_date != stage_on) out.put(" · {}", day(*row.event_date));
  if (row.event_by) out.put(" · {} {}", word("on_or_before"), day(*row.event_by));
  if (row.disclosed_on && row.disclosed_on != row.event_date && *row.disclosed_on != stage_on)
    out.put(" · {} {}", word("disclosed"), day(*row.disclosed_on));
  if (row.history) out.put(" · {}", word("looking_back"));
  if (row.copy_of) out.put(" · {}", word("a_copy"));
  return out.put("</p></li>");
}

Markup told_by(const Told& told) {
  Markup out;
  if (told.official) out.put("{}", word("told.official"));
  if (told.sources > 0)
    out.put("{}{}", told.official ? ", " : "", word("told.sources", told.sources));
  if (told.copies > 0) out.put(", {}", word("told.copies", told.copies));
  return out;
}

// Its day in the view `ipo`; of what is only looked back on, the first that is told.
std::string stage_day(const ReportIpo& ipo, const Told& told) {
  if (const auto stage = stage_from_name(told.stage)) {
    if (const auto& on = day_of(ipo, *stage)) return *on;
  }
  for (const ReportWitness* witness : told.witnesses) {
    if (witness->row.event_date) return *witness->row.event_date;
    if (witness->row.disclosed_on) return *witness->row.disclosed_on;
  }
  return {};
}

Markup witness_list(const Told& told, const std::string& stage_on) {
  Markup out;
  out.put("<ul class=\"witnesses\">");
  const std::size_t all = told.witnesses.size();
  for (std::size_t i = 0; i < all && i < kShownWitnesses; ++i)
    out.put("{}", witness_line(*told.witnesses[i], stage_on));
  out.put("</ul>");
  if (all > kShownWitnesses) {
    out.put("<details><summary>{}</summary><ul class=\"witnesses\">",
            word("more_witnesses", static_cast<std::int64_t>(all - kShownWitnesses)));
    for (std::size_t i = kShownWitnesses; i < all && i < kMaxWitnesses; ++i)
      out.put("{}", witness_line(*told.witnesses[i], stage_on));
    out.put("</ul></details>");
  }
  return out;
}

// Facts that say the same; one of each way to write it.
using Sayings = std::vector<const ReportFact*>;

std::vector<Sayings> facts_of(const ReportIpo& ipo, ReportFact::Kind kind) {
  std::vector<Sayings> facts;
  std::map<std::string, std::size_t> places;
  std::set<std::string> seen;
  for (const ReportFact& fact : ipo.facts) {
    if (fact.kind != kind) continue;
    const std::string words = fact.label + '\0' + fact.detail + '\0' + fact.value;
    if (!seen.insert(words).second) continue;
    const auto [place, fresh] =
        places.emplace(fact.same_as.empty() ? words : fact.same_as, facts.size());
    if (fresh && facts.size() >= kMaxFacts) break;
    if (fresh) facts.emplace_back();
    facts[place->second].push_back(&fact);
  }
  return facts;
}

// The words behind a line, of each that says so, folded away together.
Markup proof(const Sayings& alike) {
  Markup out;
  out.put("<details><summary>{}</summary>", word("quote"));
  for (const ReportFact* fact : alike) {
    out.put("{}<p class=\"by\">{} · {}</p>", quoted(fact->quote, ""),
            outside_link(fact->url, host_to_show(fact->url)), fact->source_id);
  }
  return out.put("</details>");
}

Markup rankings(const ReportIpo& ipo) {
  const auto facts = facts_of(ipo, ReportFact::Kind::ranking);
  Markup out;
  if (facts.empty()) return out;
  out.put("<section><h2>{}</h2><ul class=\"plain\">", word("rankings"));
  for (const Sayings& alike : facts) {
    out.put("<li>");
    for (const ReportFact* fact : alike) out.put("<p><bdi>{}</bdi></p>", fact->label);
    out.put("{}</li>", proof(alike));
  }
  return out.put("</ul></section>");
}

Markup figures(const ReportIpo& ipo) {
  const auto facts = facts_of(ipo, ReportFact::Kind::figure);
  Markup out;
  if (facts.empty()) return out;
  out.put(
      "<section><h2>{}</h2><div class=\"wide\"><table class=\"figures\"><thead><tr>"
      "<th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th>"
      "<th scope=\"col\">{}</th></tr></thead><tbody>",
      word("figures"), word("figures.metric"), word("figures.period"), word("figures.value"),
      word("source"));
  for (const Sayings& alike : facts) {
    std::string label = alike.front()->label;
    // Of what, in the other language too.
    for (const ReportFact* fact : alike) {
      const std::string more =
          fact->label.substr(std::min(fact->label.find(", "), fact->label.size()));
      if (!more.empty() && label.find(more.substr(2)) == std::string::npos)
        label += " · " + more.substr(2);
    }
    std::replace(label.begin(), label.end(), '_', ' ');
    Markup values;
    for (const ReportFact* fact : alike)
      values.put("{}<bdi>{}</bdi>", values.empty() ? "" : " · ", fact->value);
    out.put("<tr><td><bdi>{}</bdi></td><td>{}</td><td>{}</td><td>{}</td></tr>", label,
            alike.front()->detail, values, proof(alike));
  }
  return out.put("</tbody></table></div></section>");
}

Markup appointments(const ReportIpo& ipo) {
  const auto facts = facts_of(ipo, ReportFact::Kind::appointment);
  Markup out;
  if (facts.empty()) return out;
  out.put("<section><h2>{}</h2><ul class=\"plain\">", word("appointments"));
  for (const Sayings& alike : facts) {
    const ReportFact& fact = *alike.front();
    out.put("<li><bdi>{}</bdi> <span class=\"by\">{}</span>{}</li>", fact.label,
            word_of("role", fact.detail), proof(alike));
  }
  return out.put("</ul></section>");
}

}  // namespace

Markup timeline(const ReportIpo& ipo) {
  Markup out;
  const auto stages = told_stages(ipo);
  out.put("<section class=\"timeline\"><h2>{}</h2><p class=\"lead\">{}</p>", word("timeline"),
          word("timeline.lead"));
  if (stages.empty()) return out.put("<p class=\"none\">{}</p></section>", word("none"));
  out.put("<ol>");
  // The newest stage first: it is what one comes for.
  for (auto told = stages.rbegin(); told != stages.rend(); ++told) {
    const std::string on = stage_day(ipo, *told);
    out.put(
        "<li class=\"{}\" id=\"{}\"><h3>{} <span class=\"when\">{}</span></h3>"
        "<p class=\"toldby\">{}</p>{}</li>",
        group_of(told->stage).id, told->stage, word_of("stage", told->stage),
        on.empty() ? word("day_unknown") : day(on), told_by(*told), witness_list(*told, on));
  }
  return out.put("</ol></section>");
}

Markup fact_lists(const ReportIpo& ipo) {
  Markup out;
  return out.put("{}{}{}", rankings(ipo), figures(ipo), appointments(ipo));
}

}  // namespace gongwatch::render
