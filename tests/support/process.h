// Child processes without a shell.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace gongwatch::testing_support {

struct CommandOptions {
  std::map<std::string, std::string> env;  // added to the environment
  std::vector<std::string> unset;          // taken out of it
  std::string stdin_text;
  std::filesystem::path cwd;  // empty: the caller's
  std::chrono::seconds timeout{60};
};

struct CommandResult {
  int exit_code =
      -1;  // 128 + signal if a signal ended it; 127 if it could not be started (err says why)
  bool timed_out = false;  // it was killed (SIGKILL)
  std::string out;         // at most 64 MiB of each
  std::string err;
};

// A process in a group of its own; killed with its group if it still runs when the owner goes.
class ChildProcess {
 public:
  // argv[0] is a path, or a name looked up in PATH.
  explicit ChildProcess(const std::vector<std::string>& argv, const CommandOptions& options = {});
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  bool started() const { return pid_ > 0; }
  void send_signal(int signal) const;  // to the process alone
  // Collects output until the process ends. Call once.
  CommandResult wait();

 private:
  void drain(std::chrono::steady_clock::time_point deadline);
  void kill_group() const;

  pid_t pid_ = -1;
  int out_fd_ = -1;
  int err_fd_ = -1;
  std::chrono::seconds timeout_;
  CommandResult result_;
};

CommandResult run_command(const std::vector<std::string>& argv, const CommandOptions& options = {});

}  // namespace gongwatch::testing_support
