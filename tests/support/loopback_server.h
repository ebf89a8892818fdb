// A small HTTP/1.1 server on 127.0.0.1, in its own threads: what a handler says is what a client
// gets, polite or hostile.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/support/http_message.h"

namespace gongwatch::testing_support {

class LoopbackServer {
 public:
  // Called in a server thread, for several requests at once if several connections are open.
  using Handler = std::function<ServerAnswer(const ServerRequest&)>;
  // Called after each answer with the bytes of its body that were sent; in a server thread, one
  // call at a time.
  using Log = std::function<void(const ServerRequest&, int status, std::size_t bytes)>;

  // Listens when the constructor returns; port 0 takes a free one. Throws std::system_error.
  explicit LoopbackServer(Handler handler, int port = 0, Log log = {});
  ~LoopbackServer();  // open connections are dropped
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;

  int port() const { return port_; }
  // "http://127.0.0.1:4711" + path.
  std::string url(std::string_view path) const;
  // All requests so far, in the order of arrival; at most the first 10,000.
  std::vector<ServerRequest> requests() const;
  // How often a path (with query) was asked for.
  std::size_t count(std::string_view target) const;
  std::size_t connections() const { return connections_; }

 private:
  struct Connection {
    int fd = -1;
    std::atomic<bool> done{false};
    std::thread thread;
  };

  void accept_loop();
  void serve(Connection& connection);
  bool serve_one(int fd, std::string& buffered);
  bool read_head(int fd, std::string& buffered, std::size_t& head_bytes) const;
  bool read_more(int fd, std::string& buffered) const;
  bool send_all(int fd, std::string_view bytes) const;
  bool send_answer(int fd, const ServerRequest& request, const ServerAnswer& answer);
  bool pause(std::chrono::milliseconds time);
  void reap(bool all);

  Handler handler_;
  Log log_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> stopping_{false};
  std::atomic<std::size_t> connections_{0};
  mutable std::mutex mutex_;
  std::condition_variable stopped_;
  std::vector<ServerRequest> requests_;
  std::list<Connection> open_;  // touched by the accepting thread only
  std::thread acceptor_;
};

}  // namespace gongwatch::testing_support
