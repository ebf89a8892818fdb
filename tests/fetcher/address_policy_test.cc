#include "fetcher/address_policy.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

#include "fetcher/transfer.h"
#include "tests/fetcher/fetch_all.h"
#include "tests/support/loopback_server.h"

namespace gongwatch::fetcher {
namespace {

using testing_support::LoopbackServer;
using testing_support::ServerAnswer;
using testing_support::ServerRequest;

// "private", "loopback" … or "public".
std::string verdict(const std::string& host) {
  const auto refused = refuse_literal(host);
  return refused ? std::string(refused->why) : "public";
}

TEST(AddressPolicy, RefusesSpecialIpv4) {
  EXPECT_EQ(verdict("0.0.0.0"), "unspecified");
  EXPECT_EQ(verdict("0.1.2.3"), "of this network");
  EXPECT_EQ(verdict("10.0.0.1"), "private");
  EXPECT_EQ(verdict("100.64.0.1"), "carrier-grade NAT");
  EXPECT_EQ(verdict("100.127.255.255"), "carrier-grade NAT");
  EXPECT_EQ(verdict("127.255.255.254"), "loopback");
  EXPECT_EQ(verdict("169.254.169.254"), "link-local");
  EXPECT_EQ(verdict("172.16.0.1"), "private");
  EXPECT_EQ(verdict("172.31.255.255"), "private");
  EXPECT_EQ(verdict("192.168.1.1"), "private");
  EXPECT_EQ(verdict("198.19.0.1"), "for benchmarks");
  EXPECT_EQ(verdict("224.0.0.1"), "multicast");
  EXPECT_EQ(verdict("255.255.255.255"), "reserved");
}

TEST(AddressPolicy, AllowsTheirNeighbours) {
  for (const auto* host :
       {"9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
        "128.0.0.0", "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.167.255.255",
        "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255", "8.8.8.8"}) {
    EXPECT_EQ(verdict(host), "public") << host;
  }
}

TEST(AddressPolicy, RefusesSpecialIpv6) {
  EXPECT_EQ(verdict("[::]"), "unspecified");
  EXPECT_EQ(verdict("[::1]"), "loopback");
  EXPECT_EQ(verdict("[fc00::1]"), "private");
  EXPECT_EQ(verdict("[fdff::1]"), "private");
  EXPECT_EQ(verdict("[fe80::1]"), "link-local");
  EXPECT_EQ(verdict("[febf::1]"), "link-local");
  EXPECT_EQ(verdict("[fec0::1]"), "site-local");
  EXPECT_EQ(verdict("[ff02::1]"), "multicast");
  EXPECT_EQ(verdict("[2001:db8::1]"), "for documentation");
  EXPECT_EQ(verdict("[::2]"), "reserved");
  EXPECT_EQ(verdict("[2606:4700::1111]"), "public");
  EXPECT_EQ(verdict("[2001:4860:4860::8888]"), "public");
}

TEST(AddressPolicy, LooksIntoIpv6ForIpv4) {
  EXPECT_EQ(verdict("[::ffff:7f00:1]"), "loopback");
  EXPECT_EQ(verdict("[::ffff:10.0.0.1]"), "private");
  EXPECT_EQ(verdict("[::ffff:8.8.8.8]"), "public");
  EXPECT_EQ(verdict("[64:ff9b::10.0.0.1]"), "private");
  EXPECT_EQ(verdict("[64:ff9b::8.8.8.8]"), "public");
  EXPECT_EQ(verdict("[2002:c0a8:101::1]"), "private");
  EXPECT_EQ(verdict("[2002:808:808::1]"), "public");
  EXPECT_EQ(verdict("[2001:0:808:808::1]"), "reserved");
}

TEST(AddressPolicy, KnowsTheNamesOfThisMachine) {
  EXPECT_EQ(verdict("localhost"), "loopback");
  EXPECT_EQ(verdict("localhost."), "loopback");
  EXPECT_EQ(verdict("db.localhost"), "loopback");
  EXPECT_EQ(verdict("notlocalhost"), "public");
  EXPECT_EQ(verdict("www.example.com"), "public");
}

TEST(AddressPolicy, JudgesSocketAddresses) {
  sockaddr_in in{};
  in.sin_family = AF_INET;
  in.sin_addr.s_addr = htonl(0x0A000001);
  const auto refused = refuse_address(reinterpret_cast<const sockaddr&>(in), sizeof in);
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->address, "10.0.0.1");
  sockaddr other{};
  other.sa_family = AF_UNIX;
  EXPECT_TRUE(refuse_address(other, sizeof other));
}

HttpRequest public_only(std::string url) {
  auto request = loopback_request(std::move(url));
  request.policy.allow_private = false;
  return request;
}

ServerAnswer page(const ServerRequest&) {
  ServerAnswer answer;
  answer.body = "inside";
  return answer;
}

TEST(Fetcher, DoesNotTalkToThisMachineInAnySpelling) {
  LoopbackServer server(page);
  const std::string port = ":" + std::to_string(server.port()) + "/";
  for (const std::string host :
       {"127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]",
        "localhost", "LOCALHOST.", "0.0.0.0"}) {
    const auto outcome = fetch_one(public_only("http://" + host + port));
    ASSERT_FALSE(outcome.response) << host;
    EXPECT_EQ(outcome.response.error().kind, ErrorKind::forbidden)
        << host << " " << outcome.response.error().message;
  }
  EXPECT_EQ(fetch_one(public_only("http://127.0.0.1" + port)).response.error().message,
            "address 127.0.0.1 is loopback");
  EXPECT_EQ(server.connections(), 0u);
}

TEST(Fetcher, DoesNotTalkToThisMachineThroughARedirect) {
  LoopbackServer inside(page);
  // The hop to a private address comes through a proxy, as no test can have a public address.
  LoopbackServer proxy([&inside](const ServerRequest&) {
    ServerAnswer answer;
    answer.status = 302;
    answer.headers = {{"Location", inside.url("/admin")}};
    return answer;
  });
  auto request = public_only("http://www.example.com/");
  request.policy.proxy = proxy.url("");
  const auto outcome = fetch_one(request);
  ASSERT_FALSE(outcome.response);
  EXPECT_EQ(outcome.response.error().message, "address 127.0.0.1 is loopback");
  EXPECT_EQ(inside.connections(), 0u);
  EXPECT_EQ(proxy.requests().size(), 1u);
}

// Fetches http://www.example.com:<port>/ with that name made to mean 127.0.0.1, as a hostile name
// server could.
Result<Answer> fetch_by_name(CURLM* multi, int port, const FetchPolicy& policy) {
  const std::string host = "www.example.com:" + std::to_string(port);
  const auto url = text::parse_url("http://" + host + "/");
  if (!url) return tl::unexpected(url.error());
  Transfer transfer;
  HeaderList addresses;
  addresses.add(host + ":127.0.0.1");
  curl_easy_setopt(transfer.handle(), CURLOPT_RESOLVE, addresses.get());
  transfer.start(multi, {*url, nullptr, 1000, Transfer::Excess::refuse}, policy);
  for (int running = 1; running > 0; curl_multi_poll(multi, nullptr, 0, 20, nullptr))
    curl_multi_perform(multi, &running);
  int left = 0;
  const CURLMsg* message = curl_multi_info_read(multi, &left);
  if (message == nullptr) return fail(ErrorKind::internal, "not done");
  auto answer = transfer.finish(message->data.result);
  if (!answer) return tl::unexpected(answer.error().error);
  return std::move(*answer);
}

TEST(Transfer, RefusesANameThatLeadsToThisMachine) {
  LoopbackServer server(page);
  init_curl();
  const MultiHandle multi(curl_multi_init());
  const auto answer = fetch_by_name(multi.get(), server.port(), public_only("").policy);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::forbidden);
  EXPECT_EQ(answer.error().message, "address 127.0.0.1 is loopback");
  EXPECT_EQ(server.connections(), 0u);
}

TEST(Transfer, DoesNotReuseAConnectionThatWasOpenedUnderALaxerPolicy) {
  LoopbackServer server(page);
  init_curl();
  const MultiHandle multi(curl_multi_init());
  const auto lax = fetch_by_name(multi.get(), server.port(), loopback_request("").policy);
  ASSERT_TRUE(lax) << lax.error().to_string();
  EXPECT_EQ(lax->body, "inside");
  const auto strict = fetch_by_name(multi.get(), server.port(), public_only("").policy);
  ASSERT_FALSE(strict);
  EXPECT_EQ(strict.error().message, "address 127.0.0.1 is loopback");
  EXPECT_EQ(server.requests().size(), 1u);
}

}  // namespace
}  // namespace gongwatch::fetcher
