// Runs a program, by default on untrusted input: limits on memory, time and output; nothing is left
// behind.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"

namespace gongwatch::scheduler {

struct ChildLimits {
  std::size_t memory_bytes = 1u << 30;  // of address space (RLIMIT_AS)
  unsigned cpu_seconds = 30;
  std::chrono::milliseconds wall{60000};
  std::size_t max_output_bytes = 16u << 20;  // of standard output
  // A program that the user named: it keeps our environment, may write files, and has no limits
  // but time and output.
  bool trusted = false;
};

struct ChildResult {
  int exit_code = -1;  // of a program that ended by itself
  int signal = 0;      // that ended it, else 0
  std::string out;
  std::string err;  // its first 500 bytes
};

// Runs `path` (no shell, no look-up) with `input` as its standard input, a seekable file without a
// name. The program runs in a process group of its own with an environment of PATH and LC_ALL only,
// sees no other descriptor of ours and can write no file. When this returns, it and all it started
// are gone and reaped, whatever happened.
// Errors: io (it could not be started), timeout (wall clock), too_large (output), cancelled
// (`should_stop`, which is asked every 50 ms, said so).
Result<ChildResult> run_child(const std::string& path, const std::vector<std::string>& arguments,
                              std::string_view input, const ChildLimits& limits,
                              const std::function<bool()>& should_stop);

// The program of that name in $PATH, as an absolute path; empty if there is none.
std::string find_program(std::string_view name);

}  // namespace gongwatch::scheduler
