// What drives libcurl's transfers. Few at once: libcurl looks at all of them whenever one has
// something to say, the cheapest way there is. Many: epoll, so that only those are looked at, and
// many cost no more each than a few.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "fetcher/curl_handles.h"

namespace gongwatch::fetcher {

class EventLoop {
 public:
  // Throws std::bad_alloc or std::system_error.
  explicit EventLoop(std::size_t most_at_once);
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  CURLM* multi() const { return multi_.get(); }
  // Waits until something happens, at most `longest`, and lets libcurl go on with it.
  void step(std::chrono::milliseconds longest);

 private:
  using Clock = std::chrono::steady_clock;

  struct Descriptor {
    Descriptor();
    ~Descriptor();
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int fd;
  };

  static int on_socket(CURL* easy, curl_socket_t socket, int what, void* self, void* known);
  static int on_timer(CURLM* multi, long milliseconds, void* self);
  void step_few(std::chrono::milliseconds longest);
  int watch(curl_socket_t socket, std::uint32_t events, bool is_new);
  void forget_the_left();

  bool few_;
  Descriptor epoll_;  // outlives the multi handle, whose end closes connections
  // Sockets that libcurl has let go since the last wait. Mostly the next request takes the same
  // connection at once, and epoll need not be told twice.
  std::vector<curl_socket_t> left_;
  MultiHandle multi_;
  std::optional<Clock::time_point> timer_;  // when libcurl wants to be called anyway
};

}  // namespace gongwatch::fetcher
