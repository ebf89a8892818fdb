// How far long work is: a line that is written over on a terminal, one line a minute in a log.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace gongwatch::cli {

class Progress {
 public:
  // total 0: not known.
  Progress(std::string what, std::int64_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void tell(std::int64_t done);

 private:
  std::string what_;
  std::int64_t total_;
  bool terminal_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point begun_, told_;
};

}  // namespace gongwatch::cli
