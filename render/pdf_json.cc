#include "model/names.h"
#include "render/document_json.h"
#include "render/json_parts.h"

namespace gongwatch::render {

Json to_json(const PdfFacts& facts) {
  Json names = Json::array();
  for (const PdfFacts::Name& name : facts.issuer_names)
    names.push_back({{"name", name.name}, {"evidence", json_of(name.evidence)}});
  Json appointments = Json::array();
  for (const SponsorMention& mention : facts.appointments) appointments.push_back(json_of(mention));
  Json days = Json::array();
  for (const PdfFacts::Day& day : facts.days) {
    days.push_back({{"stage", name_of(day.stage)},
                    {"day", to_iso(day.day)},
                    {"evidence", json_of(day.evidence)},
                    {"rule", day.rule}});
  }
  Json figures = Json::array();
  for (const Figure& figure : facts.figures) figures.push_back(json_of(figure));
  const auto& code = facts.stock_code;
  const auto& close = facts.subscription_closes;
  return {{"kind", facts.kind ? Json(name_of(*facts.kind)) : Json(nullptr)},
          {"language", facts.language},
          {"text", facts.text},
          {"issuer_names", std::move(names)},
          {"stock_code", code ? Json{{"code", code->code}, {"evidence", json_of(code->evidence)}}
                              : Json(nullptr)},
          {"appointments", std::move(appointments)},
          {"days", std::move(days)},
          {"subscription_closes",
           close ? Json{{"day", to_iso(close->day)}, {"evidence", json_of(close->evidence)}}
                 : Json(nullptr)},
          {"figures", std::move(figures)},
          {"warnings", to_json(facts.warnings)}};
}

}  // namespace gongwatch::render
