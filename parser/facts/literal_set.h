// Which of many literals a text holds, found in one pass over it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gongwatch::parser::facts {

class LiteralSet {
 public:
  // None empty.
  explicit LiteralSet(std::vector<std::string> literals);

  // The places of those that the text holds, ascending.
  std::vector<int> places_in(std::string_view text) const;

 private:
  struct Begin {
    std::uint32_t head;  // the first two bytes
    int place;
  };

  std::vector<std::string> literals_;
  std::vector<Begin> begins_;      // in order of head
  std::vector<std::uint32_t> of_;  // by head: the first of `begins_` that is not smaller
};

}  // namespace gongwatch::parser::facts
