// What a store holds of a made-up market, against what happened in it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/result.h"
#include "store/store.h"
#include "tests/support/ipo_market.h"

namespace gongwatch::testing_support {

struct MarketVerdict {
  std::size_t applications = 0, issuers = 0, events = 0;  // in truth
  // Two issuers of the market in one of the store, two applications in one, and the other way
  // round.
  std::size_t false_merges = 0, false_splits = 0;
  std::size_t missing_applications = 0;
  std::size_t duplicate_events = 0;  // told twice, or never happened
  std::size_t missing_events = 0;
  std::size_t wrong_dates = 0;
  std::size_t filed_not_refiled = 0;  // a chained filing told as a first one; no error by itself
  std::vector<std::string> examples;  // some of each, in words

  bool clean() const {
    return false_merges + false_splits + missing_applications + duplicate_events + missing_events +
               wrong_dates ==
           0;
  }
};

// Errors are the store's.
Result<MarketVerdict> judge(const IpoMarket& market, const store::Store& store);

}  // namespace gongwatch::testing_support
