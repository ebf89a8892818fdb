// HTTP/2 over TLS against nghttpd (Debian's nghttp2-server), and IPv6 against a socket on ::1. Both
// are skipped, visibly, where the machine has none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <set>
#include <sstream>
#include <thread>

#include "tests/fetcher/fetch_all.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace gongwatch::fetcher {
namespace {

using testing_support::ChildProcess;
using testing_support::run_command;
using testing_support::TempDir;

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

int free_port() {
  const int probe = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = loopback(0);
  socklen_t length = sizeof address;
  const bool bound = ::bind(probe, reinterpret_cast<sockaddr*>(&address), length) == 0 &&
                     ::getsockname(probe, reinterpret_cast<sockaddr*>(&address), &length) == 0;
  ::close(probe);
  return bound ? ntohs(address.sin_port) : 0;
}

bool listens(int port) {
  for (int i = 0; i < 100; ++i) {
    const int probe = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = loopback(port);
    const bool there = ::connect(probe, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    ::close(probe);
    if (there) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return false;
}

class Http2 : public ::testing::Test {
 protected:
  void SetUp() override {
    if (run_command({"nghttpd", "--version"}).exit_code != 0)
      GTEST_SKIP() << "no nghttpd (Debian package nghttp2-server): HTTP/2 is not tested";
    const auto made = run_command({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                                   "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
                                   file("key.pem"), "-out", file("cert.pem"), "-days", "2", "-subj",
                                   "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"});
    if (made.exit_code != 0) GTEST_SKIP() << "no openssl: HTTP/2 is not tested";
    dir_.write("site/page.html", page_);
    port_ = free_port();
    // Into a file: it tells of each frame, and would wait for somebody to read that.
    server_.emplace(std::vector<std::string>{
        "sh", "-c", "exec nghttpd -v \"$@\" >\"$0\"", file("log"), "-a", "127.0.0.1", "-d",
        file("site"), std::to_string(port_), file("key.pem"), file("cert.pem")});
    ASSERT_TRUE(listens(port_));
  }
  std::string file(const char* name) const { return (dir_.path() / name).string(); }
  HttpRequest request(int n) const {
    auto request = loopback_request("https://127.0.0.1:" + std::to_string(port_) +
                                    "/page.html?n=" + std::to_string(n));
    request.policy.ca_file = file("cert.pem");
    request.policy.connections = 8;
    return request;
  }
  // What the server saw; ends it.
  std::string log() {
    server_->send_signal(SIGTERM);
    server_->wait();
    return testing_support::read_whole_file(file("log"));
  }

  const std::string page_ = std::string(20'000, 'x') + "end";
  TempDir dir_;
  int port_ = 0;
  std::optional<ChildProcess> server_;
};

TEST_F(Http2, RequestsShareAConnectionAndNoneIsForgotten) {
  Fetcher few;
  Fetcher many({}, 500);  // driven by epoll
  std::size_t asked = 0;
  // With several streams to a connection about every third round left one hanging.
  for (const int connections : {1, 8, 8, 8, 8, 8, 8, 16}) {
    Fetcher& fetcher = asked % 40 == 0 ? few : many;
    std::vector<HttpRequest> requests;
    for (int n = 0; n < 20; ++n) {
      requests.push_back(request(n));
      requests.back().policy.connections = connections;
    }
    const auto outcomes = fetch_each(fetcher, requests);
    ASSERT_EQ(outcomes.size(), requests.size());
    for (const auto& [url, outcome] : outcomes) {
      ASSERT_TRUE(outcome.response) << outcome.response.error().to_string();
      EXPECT_EQ(outcome.response->body, page_);
    }
    asked += requests.size();
  }
  std::istringstream lines(log());
  std::set<std::string> connections;
  std::size_t seen = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.find(":path: /page.html?n=") == std::string::npos) continue;
    ++seen;
    connections.insert(line.substr(0, line.find(']')));
  }
  EXPECT_EQ(seen, asked) << "nghttpd speaks nothing but HTTP/2";
  // One stream at a time, so at most 16 at once; one whose last stream is not yet put away counts
  // as taken, and another is opened.
  EXPECT_LT(connections.size(), asked / 4);
}

TEST_F(Http2, ConditionsAndLimitsHoldThereToo) {
  Fetcher fetcher;
  const auto first = fetch_one(fetcher, request(1));
  ASSERT_TRUE(first.response) << first.response.error().to_string();
  auto again = request(1);
  again.validators = first.response->validators;
  ASSERT_FALSE(again.validators.last_modified.empty());
  EXPECT_EQ(fetch_one(fetcher, again).verdict, FetchVerdict::not_modified);
  auto small = request(2);
  small.policy.max_body_bytes = 1000;
  EXPECT_EQ(fetch_one(fetcher, small).verdict, FetchVerdict::announced_too_large);
  EXPECT_EQ(fetch_one(fetcher, request(3)).response->body, page_) << "the others go on";
  auto stranger = request(4);
  stranger.policy.ca_file.clear();
  EXPECT_EQ(fetch_one(stranger).verdict, FetchVerdict::tls_untrusted);
}

// One answer to everybody on ::1.
class Server6 {
 public:
  Server6() {
    listener_ = ::socket(AF_INET6, SOCK_STREAM, 0);
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_addr = in6addr_loopback;
    socklen_t length = sizeof address;
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), length) != 0 ||
        ::listen(listener_, 8) != 0 ||
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length) != 0) {
      return;
    }
    port_ = ntohs(address.sin6_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~Server6() {
    ::shutdown(listener_, SHUT_RDWR);
    if (thread_.joinable()) thread_.join();
    ::close(listener_);
  }
  Server6(const Server6&) = delete;
  Server6& operator=(const Server6&) = delete;

  int port() const { return port_; }  // 0: there is no ::1 here
  std::string url() const { return "http://[::1]:" + std::to_string(port_) + "/"; }

 private:
  void serve() const {
    while (true) {
      const int client = ::accept(listener_, nullptr, nullptr);
      if (client < 0) return;
      char head[4096];
      const std::string answer =
          "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nover 6";
      if (::recv(client, head, sizeof head, 0) > 0)
        ::send(client, answer.data(), answer.size(), MSG_NOSIGNAL);
      ::close(client);
    }
  }

  int listener_ = -1;
  int port_ = 0;
  std::thread thread_;
};

TEST(Ipv6, PagesComeOverItUnlessTheSourceSaysOtherwise) {
  Server6 server;
  if (server.port() == 0) GTEST_SKIP() << "no ::1 on this machine: IPv6 is not tested";
  auto request = loopback_request(server.url());
  for (const IpVersion version : {IpVersion::any, IpVersion::v6}) {
    request.policy.ip = version;
    const auto outcome = fetch_one(request);
    ASSERT_TRUE(outcome.response) << outcome.response.error().to_string();
    EXPECT_EQ(outcome.response->body, "over 6");
    EXPECT_EQ(outcome.response->final_url, server.url());
  }
  request.policy.allow_private = false;
  EXPECT_EQ(fetch_one(request).verdict, FetchVerdict::address_refused);
}

}  // namespace
}  // namespace gongwatch::fetcher
