#include "cli/pager.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "scheduler/child_process.h"

namespace gongwatch::cli {
namespace {

// What the shell is given; empty: no pager.
std::string chosen_pager(const GlobalOptions& global) {
  if (global.no_pager || global.format != "table" || !on_terminal()) return {};
  const char* set = std::getenv("PAGER");
  const std::string pager = set == nullptr ? "less" : set;
  if (pager == "cat") return {};
  // A pager that is not there would swallow the answer.
  const std::string program = pager.substr(0, pager.find(' '));
  const bool there = program.find('/') == std::string::npos
                         ? !scheduler::find_program(program).empty()
                         : ::access(program.c_str(), X_OK) == 0;
  return there ? pager : std::string();
}

}  // namespace

Pager::Pager(const GlobalOptions& global) {
  const std::string pager = chosen_pager(global);
  std::array<int, 2> ends{};
  if (pager.empty() || ::pipe2(ends.data(), O_CLOEXEC) != 0) return;
  remember_terminal();
  std::fflush(stdout);
  child_ = ::fork();
  if (child_ == 0) {
    ::dup2(ends[0], STDIN_FILENO);
    ::setenv("LESS", "FRX", 0);  // ends at once if all fits, shows colours, leaves the text there
    ::execl("/bin/sh", "sh", "-c", pager.c_str(), nullptr);
    ::_exit(127);
  }
  if (child_ > 0) ::dup2(ends[1], STDOUT_FILENO);
  ::close(ends[0]);
  ::close(ends[1]);
}

Pager::~Pager() {
  if (child_ <= 0) return;
  std::fflush(stdout);
  ::close(STDOUT_FILENO);
  int status = 0;
  ::waitpid(child_, &status, 0);
}

}  // namespace gongwatch::cli
