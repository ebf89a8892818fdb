#include "scheduler/child_process.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <linux/close_range.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace gongwatch::scheduler {
namespace {

constexpr std::size_t kMaxErrorBytes = 500;
constexpr int kAskEvery = 50;  // milliseconds

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Descriptor() { close(); }

  int get() const { return fd_; }
  bool open() const { return fd_ >= 0; }
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

 private:
  int fd_;
};

tl::unexpected<Error> refused(const char* what) {
  return fail(ErrorKind::io, fmt::format("{}: {}", what, std::strerror(errno)));
}

// Above the standard descriptors, so that none is in the way when the child arranges its own.
Descriptor lifted(int fd) {
  if (fd < 0 || fd > 2) return Descriptor(fd);
  const Descriptor low(fd);
  return Descriptor(::fcntl(fd, F_DUPFD_CLOEXEC, 3));
}

struct Pipe {
  Descriptor read, write;
};

Result<Pipe> make_pipe() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return refused("cannot make a pipe");
  return Pipe{lifted(ends[0]), lifted(ends[1])};
}

// A file in memory: no writer has to feed it, no name has to be removed.
Result<Descriptor> file_of(std::string_view bytes) {
  Descriptor file = lifted(::memfd_create("gongwatch-input", MFD_CLOEXEC));
  if (!file.open()) return refused("cannot make a file in memory");
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return refused("cannot write to a file in memory");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::lseek(file.get(), 0, SEEK_SET) != 0) return refused("cannot rewind a file in memory");
  return file;
}

void limit(int resource, rlim_t soft, rlim_t hard) {
  const rlimit value{soft, hard};
  ::setrlimit(static_cast<__rlimit_resource>(resource), &value);
}

void set_limits(const ChildLimits& limits) {
  limit(RLIMIT_CORE, 0, 0);
  limit(RLIMIT_FSIZE, 0, 0);
  limit(RLIMIT_NOFILE, 64, 64);
  limit(RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + 1);
  limit(RLIMIT_AS, limits.memory_bytes, limits.memory_bytes);
}

struct Start {
  const char* path;
  char* const* arguments;
  char* const* environment;
  int in, out, err, failure;
  pid_t parent;
  ChildLimits limits;
};

// In the child, between fork and exec: system calls only, no memory is asked for.
[[noreturn]] void become(const Start& start) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != start.parent) ::_exit(127);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  struct sigaction by_default{};
  by_default.sa_handler = SIG_DFL;
  ::sigaction(SIGPIPE, &by_default, nullptr);
  if (::dup2(start.in, 0) == 0 && ::dup2(start.out, 1) == 1 && ::dup2(start.err, 2) == 2 &&
      ::close_range(3, ~0U, CLOSE_RANGE_CLOEXEC) == 0 && ::chdir("/") == 0) {
    if (!start.limits.trusted) set_limits(start.limits);
    ::execve(start.path, start.arguments, start.environment);
  }
  const int reason = errno;
  if (::write(start.failure, &reason, sizeof reason) < 0) ::_exit(126);
  ::_exit(127);
}

// A started process; killed with its group and reaped when the owner goes.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() { end(); }

  // Not reaped yet, so that its group's number stays its own.
  bool has_ended() const {
    siginfo_t info{};
    return ::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
           info.si_pid == pid_;
  }

  // Kills what still runs of the group and reaps; returns waitpid's status.
  int end() {
    if (pid_ <= 0) return status_;
    ::kill(-pid_, SIGKILL);
    while (::waitpid(pid_, &status_, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    return status_;
  }

 private:
  pid_t pid_;
  int status_ = 0;
};

using Time = std::chrono::steady_clock;

class Output {
 public:
  Output(Descriptor out, Descriptor err) : out_(std::move(out)), err_(std::move(err)) {
    for (const int fd : {out_.get(), err_.get()})
      ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
  }

  bool open() const { return out_.open() || err_.open(); }

  void wait() const {
    std::array<pollfd, 2> ends{{{out_.get(), POLLIN, 0}, {err_.get(), POLLIN, 0}}};
    ::poll(ends.data(), ends.size(), kAskEvery);
  }

  // Takes what is there, at most one buffer of each; false once there is more than `limit` of
  // standard output.
  bool take(ChildResult& result, std::size_t limit) {
    if (const auto bytes = read_some(out_); !bytes.empty()) {
      result.out.append(bytes);
      more_ = true;
    } else {
      more_ = false;
    }
    const auto complaint = read_some(err_);
    result.err.append(
        complaint.substr(0, kMaxErrorBytes - std::min(kMaxErrorBytes, result.err.size())));
    return result.out.size() <= limit;
  }
  bool more() const { return more_; }

 private:
  std::string_view read_some(Descriptor& from) {
    if (!from.open()) return {};
    const ssize_t got = ::read(from.get(), buffer_.data(), buffer_.size());
    if (got > 0) return {buffer_.data(), static_cast<std::size_t>(got)};
    if (got == 0 || (errno != EAGAIN && errno != EINTR)) from.close();
    return {};
  }

  Descriptor out_, err_;
  std::array<char, 1 << 16> buffer_{};
  bool more_ = false;
};

Status collect(const Child& child, Output& output, const ChildLimits& limits,
               const std::function<bool()>& should_stop, ChildResult& result) {
  const auto end = Time::now() + limits.wall;
  const auto too_much = [&] {
    return fail(ErrorKind::too_large,
                fmt::format("more than {} bytes of output", limits.max_output_bytes));
  };
  while (true) {
    const bool ended = child.has_ended();
    if (!output.take(result, limits.max_output_bytes)) return too_much();
    // What a child of the child still writes is not waited for.
    if (ended && !output.more()) return {};
    if (should_stop && should_stop()) return fail(ErrorKind::cancelled, "asked to stop");
    if (Time::now() >= end)
      return fail(ErrorKind::timeout, fmt::format("took more than {} ms", limits.wall.count()));
    if (!output.more() && !ended) {
      if (output.open())
        output.wait();
      else
        ::poll(nullptr, 0, 5);
    }
  }
}

}  // namespace

Result<ChildResult> run_child(const std::string& path, const std::vector<std::string>& arguments,
                              std::string_view input, const ChildLimits& limits,
                              const std::function<bool()>& should_stop) {
  auto in = file_of(input);
  if (!in) return tl::unexpected(in.error());
  auto out = make_pipe();
  auto err = make_pipe();
  auto failure = make_pipe();
  for (const auto* pipe : {&out, &err, &failure}) {
    if (!*pipe) return tl::unexpected(pipe->error());
  }
  const char* search = std::getenv("PATH");
  std::string path_variable = std::string("PATH=") + (search == nullptr ? "/usr/bin:/bin" : search);
  std::string locale = "LC_ALL=C.UTF-8";
  std::array<char*, 3> environment{path_variable.data(), locale.data(), nullptr};
  std::vector<std::string> words{path};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  char* const* const variables = limits.trusted ? ::environ : environment.data();
  const Start start{path.c_str(),     argv.data(),          variables,  in->get(), out->write.get(),
                    err->write.get(), failure->write.get(), ::getpid(), limits};
  const pid_t pid = ::fork();
  if (pid < 0) return refused("cannot start a process");
  if (pid == 0) become(start);
  ::setpgid(pid, pid);  // both do it: neither has to wait for the other
  Child child(pid);
  out->write.close();
  err->write.close();
  failure->write.close();
  in->close();

  int reason = 0;
  ssize_t got = 0;
  while ((got = ::read(failure->read.get(), &reason, sizeof reason)) < 0 && errno == EINTR) {
  }
  if (got == sizeof reason) {
    return fail(ErrorKind::io, fmt::format("cannot be started: {}", std::strerror(reason)), path);
  }

  ChildResult result;
  Output output(std::move(out->read), std::move(err->read));
  const Status collected = collect(child, output, limits, should_stop, result);
  const int status = child.end();
  if (!collected) return tl::unexpected(collected.error());
  if (WIFEXITED(status)) result.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) result.signal = WTERMSIG(status);
  return result;
}

std::string find_program(std::string_view name) {
  const char* variable = std::getenv("PATH");
  std::string_view rest = variable == nullptr ? "/usr/bin:/bin" : variable;
  while (!rest.empty()) {
    const auto end = std::min(rest.find(':'), rest.size());
    std::string path(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (path.empty() || path.front() != '/') continue;  // never the folder one happens to be in
    path.append("/").append(name);
    if (::access(path.c_str(), X_OK) == 0) return path;
  }
  return {};
}

}  // namespace gongwatch::scheduler
