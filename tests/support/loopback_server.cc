#include "tests/support/loopback_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <system_error>
#include <utility>

namespace gongwatch::testing_support {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kPoll{50};  // how soon a stop is noticed
constexpr milliseconds kIdle{30000};
constexpr std::size_t kMaxConnections = 64;
constexpr std::size_t kMaxRecorded = 10000;
constexpr std::size_t kMaxSent = 1u << 30;  // of one endless answer

[[noreturn]] void throw_errno(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

bool wait_for(int fd, short events, milliseconds time) {
  pollfd entry{fd, events, 0};
  return poll(&entry, 1, static_cast<int>(time.count())) > 0;
}

std::size_t content_length(const ServerRequest& request) {
  const std::string value = request.header("content-length");
  std::size_t length = 0;
  std::from_chars(value.data(), value.data() + value.size(), length);
  return length;
}

int listen_on(int port) {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) throw_errno("socket");
  const int on = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      listen(fd, 64) != 0) {
    const int error = errno;
    close(fd);
    throw std::system_error(error, std::generic_category(), "127.0.0.1:" + std::to_string(port));
  }
  return fd;
}

}  // namespace

LoopbackServer::LoopbackServer(Handler handler, int port, Log log)
    : handler_(std::move(handler)), log_(std::move(log)), listener_(listen_on(port)) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
  acceptor_ = std::thread([this] { accept_loop(); });
}

LoopbackServer::~LoopbackServer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stopped_.notify_all();
  acceptor_.join();
  reap(true);
  close(listener_);
}

std::string LoopbackServer::url(std::string_view path) const {
  return "http://127.0.0.1:" + std::to_string(port_) + std::string(path);
}

std::vector<ServerRequest> LoopbackServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

std::size_t LoopbackServer::count(std::string_view target) const {
  const std::lock_guard lock(mutex_);
  return static_cast<std::size_t>(
      std::count_if(requests_.begin(), requests_.end(),
                    [target](const auto& request) { return request.target == target; }));
}

void LoopbackServer::accept_loop() {
  while (!stopping_) {
    reap(false);
    if (!wait_for(listener_, POLLIN, kPoll)) continue;
    const int fd = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (fd < 0) continue;
    if (open_.size() >= kMaxConnections) {
      close(fd);
      continue;
    }
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ++connections_;
    Connection& connection = open_.emplace_back();
    connection.fd = fd;
    connection.thread = std::thread([this, &connection] { serve(connection); });
  }
}

void LoopbackServer::reap(bool all) {
  for (auto it = open_.begin(); it != open_.end();) {
    if (all || it->done) {
      it->thread.join();
      it = open_.erase(it);
    } else {
      ++it;
    }
  }
}

void LoopbackServer::serve(Connection& connection) {
  std::string buffered;
  while (!stopping_ && serve_one(connection.fd, buffered)) {
  }
  close(connection.fd);
  connection.done = true;
}

bool LoopbackServer::read_more(int fd, std::string& buffered) const {
  for (milliseconds waited{0}; !wait_for(fd, POLLIN, kPoll); waited += kPoll) {
    if (stopping_ || waited > kIdle) return false;
  }
  std::array<char, 16384> chunk;
  const ssize_t count = recv(fd, chunk.data(), chunk.size(), 0);
  if (count <= 0) return false;
  buffered.append(chunk.data(), static_cast<std::size_t>(count));
  return true;
}

bool LoopbackServer::read_head(int fd, std::string& buffered, std::size_t& head_bytes) const {
  while (true) {
    if (const auto end = buffered.find("\r\n\r\n"); end != std::string::npos) {
      head_bytes = end + 4;
      return true;
    }
    if (buffered.size() > kMaxRequestHead || !read_more(fd, buffered)) return false;
  }
}

bool LoopbackServer::serve_one(int fd, std::string& buffered) {
  std::size_t head_bytes = 0;
  if (!read_head(fd, buffered, head_bytes)) return false;
  auto request = parse_request_head(std::string_view(buffered).substr(0, head_bytes - 4));
  if (!request) {
    send_all(fd, write_answer_head(ServerAnswer{400, {}, {}, {}, {}, {}, {}, true}));
    return false;
  }
  request->time = std::chrono::steady_clock::now();
  request->port = port_;
  const std::size_t body_bytes = content_length(*request);
  if (body_bytes > kMaxRequestBody) return false;
  while (buffered.size() < head_bytes + body_bytes) {
    if (!read_more(fd, buffered)) return false;
  }
  request->body = buffered.substr(head_bytes, body_bytes);
  buffered.erase(0, head_bytes + body_bytes);
  {
    const std::lock_guard lock(mutex_);
    if (requests_.size() < kMaxRecorded) requests_.push_back(*request);
  }
  return send_answer(fd, *request, handler_(*request));
}

// Whether the connection stays open.
bool LoopbackServer::send_answer(int fd, const ServerRequest& request, const ServerAnswer& answer) {
  if (!pause(answer.delay)) return false;
  const bool bodiless = answer.status == 304 || answer.status == 204 || request.method == "HEAD";
  std::size_t sent = 0;
  bool open = false;
  if (answer.raw) {
    if (send_all(fd, *answer.raw)) sent = answer.raw->size();
  } else if (send_all(fd, write_answer_head(answer) + (bodiless ? std::string() : answer.body))) {
    sent = bodiless ? 0 : answer.body.size();
    open = !answer.close && request.header("connection") != "close";
  }
  if (answer.more) {
    open = false;
    while (sent < kMaxSent && pause(answer.pause)) {
      const std::string bytes = answer.more();
      if (bytes.empty() || !send_all(fd, bytes)) break;
      sent += bytes.size();
    }
  }
  if (log_) {
    const std::lock_guard lock(mutex_);
    log_(request, answer.status, sent);
  }
  return open && !answer.raw;
}

bool LoopbackServer::send_all(int fd, std::string_view bytes) const {
  while (!bytes.empty()) {
    if (stopping_) return false;
    if (!wait_for(fd, POLLOUT, kPoll)) continue;
    const ssize_t count = send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count < 0 && errno != EAGAIN && errno != EINTR) return false;
    if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

// False if the server stops meanwhile.
bool LoopbackServer::pause(milliseconds time) {
  if (time.count() == 0) return !stopping_;
  std::unique_lock lock(mutex_);
  return !stopped_.wait_for(lock, time, [this] { return stopping_.load(); });
}

}  // namespace gongwatch::testing_support
