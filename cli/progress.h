// How far long work is: a line that is written over on a terminal, one line a minute in a log.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace gongwatch::cli {

// "1200 of 8112 captures (14 %), 210 a second, 33 s left". `of` 0: not known. Rate and what is left
// are told once a second has passed; before that nobody knows.
std::string progress_line(const std::string& what, std::int64_t done, std::int64_t of,
                          std::chrono::duration<double> elapsed);

class Progress {
 public:
  // total 0: not known.
  Progress(std::string what, std::int64_t total);
  ~Progress();  // takes its line from the terminal
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // Call as often as you like.
  void tell(std::int64_t done) { tell(done, total_, {}); }
  // `more` is added to the line.
  void tell(std::int64_t done, std::int64_t total, const std::string& more);

 private:
  std::string what_;
  std::int64_t total_;
  bool terminal_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point begun_, told_;
};

}  // namespace gongwatch::cli
