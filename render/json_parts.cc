#include "render/json_parts.h"

#include <cmath>

#include "model/names.h"

namespace gongwatch::render {

Json nullable(const std::optional<CivilDate>& date) {
  return date ? Json(to_iso(*date)) : Json(nullptr);
}
Json nullable(const std::optional<Instant>& instant) {
  return instant ? Json(to_iso(*instant)) : Json(nullptr);
}
Json nullable(const std::optional<Board>& board) {
  return board ? Json(name_of(*board)) : Json(nullptr);
}

// Whole numbers without a decimal point.
Json number(double value) {
  if (std::abs(value) < 9e15 && value == std::floor(value))
    return Json(static_cast<std::int64_t>(value));
  return Json(value);
}

Json json_of(const Evidence& evidence) {
  return {{"in", name_of(evidence.in)},
          {"begin", evidence.begin},
          {"end", evidence.end},
          {"quote", evidence.quote}};
}

Json json_of(const SponsorMention& sponsor) {
  return {{"name", sponsor.name},
          {"firm", nullable(sponsor.firm)},
          {"role", name_of(sponsor.role)},
          {"evidence", json_of(sponsor.evidence)}};
}

Json json_of(const Figure& figure) {
  return {{"issuer", figure.issuer},
          {"metric", figure.metric},
          {"subject", nullable(figure.subject)},
          {"period", nullable(figure.period)},
          {"value", number(figure.value)},
          {"currency", nullable(figure.currency)},
          {"unit", nullable(figure.unit)},
          {"qualifier", nullable(figure.qualifier)},
          {"as_written", figure.as_written},
          {"evidence", json_of(figure.evidence)},
          {"rule", figure.rule}};
}

}  // namespace gongwatch::render
