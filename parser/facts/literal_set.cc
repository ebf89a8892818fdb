#include "parser/facts/literal_set.h"

#include <algorithm>
#include <utility>

namespace gongwatch::parser::facts {
namespace {

constexpr std::uint32_t kHeads = 1u << 16;

// A literal of one byte stands with each byte behind it.
std::uint32_t head_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])) : 0u;
  };
  return byte(at) << 8 | byte(at + 1);
}

}  // namespace

LiteralSet::LiteralSet(std::vector<std::string> literals) : literals_(std::move(literals)) {
  for (std::size_t i = 0; i < literals_.size(); ++i) {
    const std::uint32_t head = head_at(literals_[i], 0);
    const std::uint32_t last = literals_[i].size() > 1 ? head : head | 0xFF;
    for (std::uint32_t each = head; each <= last; ++each)
      begins_.push_back({each, static_cast<int>(i)});
  }
  std::sort(begins_.begin(), begins_.end(),
            [](const Begin& a, const Begin& b) { return a.head < b.head; });
  of_.resize(kHeads + 1);
  std::size_t next = 0;
  for (std::uint32_t head = 0; head <= kHeads; ++head) {
    while (next < begins_.size() && begins_[next].head < head) ++next;
    of_[head] = static_cast<std::uint32_t>(next);
  }
}

std::vector<int> LiteralSet::places_in(std::string_view text) const {
  std::vector<int> found;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::uint32_t head = head_at(text, at);
    for (std::uint32_t i = of_[head]; i < of_[head + 1]; ++i) {
      const int place = begins_[i].place;
      const std::string& literal = literals_[static_cast<std::size_t>(place)];
      if (text.compare(at, literal.size(), literal) == 0) found.push_back(place);
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace gongwatch::parser::facts
