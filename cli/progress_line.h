// How far a long command is: a line on a terminal, rewritten; one a minute in a log.
#pragma once

#include <chrono>
#include <string>

namespace gongwatch::cli {

class ProgressLine {
 public:
  ProgressLine();
  // Whether it is time for another word; cheap.
  bool is_due() const;
  void show(const std::string& text);
  // Before anything else is printed.
  void clear();
  // Since the beginning; more than 0.
  double seconds() const;

 private:
  const bool terminal_;
  const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point last_ = start_;
  bool shown_ = false;
};

// "40 s", "12 min", "3 h 05 min", "2 d 4 h".
std::string in_words(std::chrono::seconds time);

}  // namespace gongwatch::cli
