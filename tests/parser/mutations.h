// Damaged copies of a sample, the same ones in every run.
#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <string_view>

namespace gongwatch::testing_support {

class Mutations {
 public:
  explicit Mutations(std::string sample, unsigned seed = 1)
      : sample_(std::move(sample)), random_(seed) {}

  // One to four changes: bytes changed, cut out, repeated, or put in from what formats live on.
  std::string next() {
    std::string bytes = sample_;
    for (std::size_t changes = 1 + below(4); changes > 0; --changes) change(bytes);
    return bytes;
  }

 private:
  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }

  void change(std::string& bytes) {
    static constexpr std::string_view kTokens[] = {"\"",
                                                   "\\",
                                                   "{",
                                                   "}",
                                                   "[",
                                                   "]",
                                                   ",",
                                                   ":",
                                                   "<",
                                                   ">",
                                                   "&",
                                                   "/",
                                                   "\n",
                                                   "\xFF",
                                                   "\xE2\x80\xAE",
                                                   "null",
                                                   "\"app\":",
                                                   "-1",
                                                   "99999999999999999999",
                                                   "31/02/2026",
                                                   "</",
                                                   "<!--",
                                                   "&#0;",
                                                   "PK"};
    const std::size_t at = below(bytes.size() + 1);
    const std::size_t length = std::min(below(20), bytes.size() - at);
    switch (below(5)) {
      case 0:
        if (at < bytes.size()) bytes[at] = static_cast<char>(below(256));
        break;
      case 1:
        bytes.erase(at, length);
        break;
      case 2:
        bytes.insert(at, bytes.substr(at, length));
        break;
      case 3:
        bytes.insert(at, kTokens[below(std::size(kTokens))]);
        break;
      default:
        if (below(8) == 0) bytes.resize(at);
        break;
    }
  }

  std::string sample_;
  std::mt19937 random_;
};

}  // namespace gongwatch::testing_support
