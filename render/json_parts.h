// Pieces that several JSON documents share.
#pragma once

#include <optional>
#include <vector>

#include "model/document.h"
#include "render/document_json.h"

namespace gongwatch::render {

template <class T>
Json nullable(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}
Json nullable(const std::optional<CivilDate>& date);
Json nullable(const std::optional<Instant>& instant);
Json nullable(const std::optional<Board>& board);

// Whole numbers without a decimal point.
Json number(double value);

Json json_of(const Evidence& evidence);
Json json_of(const SponsorMention& sponsor);
Json json_of(const Figure& figure);

}  // namespace gongwatch::render
