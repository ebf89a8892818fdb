#include "tests/support/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

extern char** environ;

namespace gongwatch::testing_support {
namespace {

constexpr std::size_t kMaxOutput = 64u << 20;

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

std::string os_error(int number) { return std::generic_category().message(number); }

std::vector<std::string> environment(const CommandOptions& options) {
  std::vector<std::string> lines;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string line = *entry;
    const std::string name = line.substr(0, line.find('='));
    const bool unset =
        std::find(options.unset.begin(), options.unset.end(), name) != options.unset.end();
    if (!unset && options.env.find(name) == options.env.end()) lines.push_back(line);
  }
  for (const auto& [name, value] : options.env) lines.push_back(name + "=" + value);
  return lines;
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> out;
  for (auto& string : strings) out.push_back(string.data());
  out.push_back(nullptr);
  return out;
}

// What posix_spawn needs, released with it.
struct SpawnSetup {
  SpawnSetup() {
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setflags(
        &attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
  }
  ~SpawnSetup() {
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
  }
  SpawnSetup(const SpawnSetup&) = delete;
  SpawnSetup& operator=(const SpawnSetup&) = delete;

  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
};

// Reads what is there; closes the pipe and sets -1 at its end.
void read_some(int& fd, std::string& into) {
  std::array<char, 65536> buffer;
  const ssize_t count = ::read(fd, buffer.data(), buffer.size());
  if (count > 0) {
    into.append(buffer.data(), std::min(static_cast<std::size_t>(count), kMaxOutput - into.size()));
  } else if (count == 0 || (errno != EINTR && errno != EAGAIN)) {
    ::close(fd);
    fd = -1;
  }
}

}  // namespace

ChildProcess::ChildProcess(const std::vector<std::string>& argv, const CommandOptions& options)
    : timeout_(options.timeout) {
  // A file, not a pipe: a child that does not read its input can then neither block nor signal us.
  const std::unique_ptr<std::FILE, FileCloser> input(std::tmpfile());
  std::array<int, 2> out{-1, -1};
  std::array<int, 2> err{-1, -1};
  if (!input || pipe2(out.data(), O_CLOEXEC) != 0 || pipe2(err.data(), O_CLOEXEC) != 0) {
    throw std::system_error(errno, std::generic_category(), "pipes for a child process");
  }
  std::fwrite(options.stdin_text.data(), 1, options.stdin_text.size(), input.get());
  static_cast<void>(std::fseek(input.get(), 0, SEEK_SET));
  SpawnSetup setup;
  posix_spawn_file_actions_adddup2(&setup.actions, fileno(input.get()), 0);
  posix_spawn_file_actions_adddup2(&setup.actions, out[1], 1);
  posix_spawn_file_actions_adddup2(&setup.actions, err[1], 2);
  if (!options.cwd.empty())
    posix_spawn_file_actions_addchdir_np(&setup.actions, options.cwd.c_str());
  auto arguments = argv;
  auto variables = environment(options);
  auto argument_pointers = pointers(arguments);
  auto variable_pointers = pointers(variables);
  const int error =
      argv.empty() ? ENOENT
                   : posix_spawnp(&pid_, argument_pointers[0], &setup.actions, &setup.attributes,
                                  argument_pointers.data(), variable_pointers.data());
  ::close(out[1]);
  ::close(err[1]);
  out_fd_ = out[0];
  err_fd_ = err[0];
  if (error != 0) {
    pid_ = -1;
    result_.exit_code = 127;
    result_.err = (argv.empty() ? "no command" : argv[0]) + ": " + os_error(error);
  }
}

ChildProcess::~ChildProcess() {
  if (pid_ > 0) {
    kill_group();
    waitpid(pid_, nullptr, 0);
  }
  if (out_fd_ >= 0) ::close(out_fd_);
  if (err_fd_ >= 0) ::close(err_fd_);
}

void ChildProcess::send_signal(int signal) const {
  if (pid_ > 0) ::kill(pid_, signal);
}

void ChildProcess::kill_group() const { ::kill(-pid_, SIGKILL); }

void ChildProcess::drain(std::chrono::steady_clock::time_point deadline) {
  while (out_fd_ >= 0 || err_fd_ >= 0) {
    std::array<pollfd, 2> fds{{{out_fd_, POLLIN, 0}, {err_fd_, POLLIN, 0}}};
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0 && !result_.timed_out) {
      result_.timed_out = true;
      kill_group();
      deadline += std::chrono::seconds(5);  // for the pipes to close
      continue;
    }
    if (left.count() <= 0) return;
    poll(fds.data(), fds.size(), static_cast<int>(std::min<long>(left.count(), 1000)));
    if (fds[0].revents != 0) read_some(out_fd_, result_.out);
    if (fds[1].revents != 0) read_some(err_fd_, result_.err);
  }
}

CommandResult ChildProcess::wait() {
  if (pid_ <= 0) return std::move(result_);
  drain(std::chrono::steady_clock::now() + timeout_);
  int status = 0;
  while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  result_.exit_code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  return std::move(result_);
}

CommandResult run_command(const std::vector<std::string>& argv, const CommandOptions& options) {
  return ChildProcess(argv, options).wait();
}

}  // namespace gongwatch::testing_support
