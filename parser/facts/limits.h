// How many facts one page may tell: far more than any page that a person wrote. They bound the time
// and the memory that hostile pages take; what is left out is told (`too-many-facts`).
#pragma once

#include <cstddef>

namespace gongwatch::parser::facts {

constexpr std::size_t kMostEvents = 400;    // a real digest has a few dozen
constexpr std::size_t kMostIssuers = 100;   // every sentence is searched for each name
constexpr std::size_t kMostFigures = 1000;  // each is compared with those before
constexpr std::size_t kMostRankings = 500;
constexpr std::size_t kMostWarnings = 200;

}  // namespace gongwatch::parser::facts
