// On which day which feed of a made-up market goes wrong, and how.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gongwatch::testing_support {

enum class Trouble {
  none,
  unavailable,  // 503
  challenge,    // a web page, with status 200
  cut,          // JSON that ends in the middle
  emptied,      // no row
  shrunk,       // most rows are missing
};

struct TroubleScale {
  int days = 120;
  std::uint64_t seed = 1;
  int per_mille = 12;  // of the days of each feed
};

// Never in the first days (nobody knows the feeds yet) nor in the last.
class TroublePlan {
 public:
  TroublePlan(std::size_t feeds, const TroubleScale& scale);

  Trouble on(std::size_t feed, int day) const;
  // The file has not been made anew since yesterday: no error, but late.
  bool is_late(std::size_t feed, int day) const;

 private:
  struct Day {
    Trouble trouble = Trouble::none;
    bool late = false;
  };
  std::vector<std::vector<Day>> feeds_;  // [feed][day]
};

// What is served in place of a whole feed; rows are those of the feed, in order.
std::string spoilt_body(Trouble trouble, std::string_view whole, std::string_view envelope,
                        const std::vector<std::string_view>& rows);

}  // namespace gongwatch::testing_support
