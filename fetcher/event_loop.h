// libcurl's transfers driven by epoll: only sockets that have something to say are looked at, so
// that many transfers at once cost no more each than a few.
#pragma once

#include <chrono>
#include <optional>

#include "fetcher/curl_handles.h"

namespace gongwatch::fetcher {

class EventLoop {
 public:
  // Throws std::bad_alloc or std::system_error.
  EventLoop();
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

  Descriptor epoll_;  // outlives the multi handle, whose end closes connections
  MultiHandle multi_;
  std::optional<Clock::time_point> timer_;  // when libcurl wants to be called anyway
};

}  // namespace gongwatch::fetcher
