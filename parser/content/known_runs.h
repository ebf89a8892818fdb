// Whether a text says the same as another that is known: by its runs of four words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace gongwatch::parser {

class KnownRuns {
 public:
  // Tags in the text are left out.
  explicit KnownRuns(std::string_view text);
  // Of the runs in the text that are known; -1 if the text is too short to tell, or nothing is
  // known.
  float share_of(std::string_view text) const;
  std::size_t words() const { return words_; }

 private:
  std::size_t slot_of(std::uint64_t run) const;

  std::vector<std::uint64_t> slots_;  // by the run's last bits; 0: free
  std::size_t words_ = 0;
};

}  // namespace gongwatch::parser
