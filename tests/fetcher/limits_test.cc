// Servers that send too much, too slowly or nonsense.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/fetcher/fetch_all.h"
#include "tests/support/gzip.h"
#include "tests/support/loopback_server.h"

namespace gongwatch::fetcher {
namespace {

using ::testing::HasSubstr;
using testing_support::gzip;
using testing_support::LoopbackServer;
using testing_support::ServerAnswer;
using testing_support::ServerRequest;

LoopbackServer::Handler always(ServerAnswer answer) {
  return [answer](const ServerRequest&) { return answer; };
}

ServerAnswer raw(std::string bytes) {
  ServerAnswer answer;
  answer.raw = std::move(bytes);
  return answer;
}

ServerAnswer compressed(const std::string& text) {
  ServerAnswer answer;
  answer.headers = {{"Content-Encoding", "gzip"}};
  answer.body = gzip(text);
  return answer;
}

Error error_of(const LoopbackServer& server, FetchPolicy policy = loopback_request("").policy) {
  auto request = loopback_request(server.url("/"));
  request.policy = std::move(policy);
  const auto outcome = fetch_one(request);
  return outcome.response
             ? Error{ErrorKind::internal, "answered: " + outcome.response->body.substr(0, 80), {}}
             : outcome.response.error();
}

FetchPolicy with_body_limit(std::size_t bytes) {
  auto policy = loopback_request("").policy;
  policy.max_body_bytes = bytes;
  return policy;
}

FetchPolicy with_timeout(std::chrono::seconds timeout) {
  auto policy = loopback_request("").policy;
  policy.timeout = timeout;
  return policy;
}

TEST(Limits, DecompressesAPage) {
  LoopbackServer server(always(compressed("hello hello hello")));
  const auto outcome = fetch_one(loopback_request(server.url("/")));
  ASSERT_TRUE(outcome.response) << outcome.response.error().to_string();
  EXPECT_EQ(outcome.response->body, "hello hello hello");
}

TEST(Limits, StopsACompressionBomb) {
  const auto bomb = compressed(std::string(20u << 20, '\0'));
  ASSERT_LT(bomb.body.size(), 100'000u) << "the bomb must be small on the wire";
  LoopbackServer server(always(bomb));
  const auto error = error_of(server, with_body_limit(1u << 20));
  EXPECT_EQ(error.kind, ErrorKind::too_large);
  EXPECT_THAT(error.message, HasSubstr("body larger than 1 MiB when decompressed ("));
}

TEST(Limits, StopsAnEndlessBody) {
  ServerAnswer endless;
  endless.more = [] { return std::string(65536, 'x'); };
  LoopbackServer server(always(endless));
  EXPECT_EQ(error_of(server, with_body_limit(300 * 1024)).message, "body larger than 300 KiB");
}

TEST(Limits, TakesABodyOfExactlyTheLimit) {
  ServerAnswer answer;
  answer.body = std::string(1000, 'x');
  LoopbackServer server(always(answer));
  EXPECT_THAT(error_of(server, with_body_limit(1000)).message, HasSubstr("answered: xxx"));
  EXPECT_EQ(error_of(server, with_body_limit(999)).message, "body announced larger than 999 bytes");
}

TEST(Limits, StopsReadingTheEndlessBodyOfAnErrorPage) {
  ServerAnswer endless;
  endless.status = 500;
  endless.more = [] { return std::string(65536, 'x'); };
  LoopbackServer server(always(endless));
  EXPECT_EQ(error_of(server).message, "HTTP 500 Internal Server Error");
}

TEST(Limits, StopsManyHeaderLines) {
  ServerAnswer answer;
  for (int i = 0; i < 201; ++i) answer.headers.emplace_back("X-Line", std::to_string(i));
  LoopbackServer server(always(answer));
  const auto error = error_of(server);
  EXPECT_EQ(error.kind, ErrorKind::too_large);
  EXPECT_EQ(error.message, "headers larger than 256 KiB or 200 lines");
}

TEST(Limits, CountsTheLinesOfInterimAnswersToo) {
  std::string bytes;
  for (int i = 0; i < 150; ++i) bytes += "HTTP/1.1 103 Early Hints\r\n\r\n";
  LoopbackServer server(always(raw(bytes + "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")));
  EXPECT_EQ(error_of(server).kind, ErrorKind::too_large);
}

TEST(Limits, StopsLongHeaderLines) {
  ServerAnswer answer;
  for (int i = 0; i < 5; ++i) answer.headers.emplace_back("X-Long", std::string(60'000, 'h'));
  LoopbackServer server(always(answer));
  EXPECT_EQ(error_of(server).kind, ErrorKind::too_large);
}

TEST(Limits, FailsOnOneHeaderLineWithoutEnd) {
  ServerAnswer answer = raw("HTTP/1.1 200 OK\r\nX-Endless: ");
  answer.more = [] { return std::string(65536, 'h'); };
  LoopbackServer server(always(answer));
  const auto error = error_of(server);
  EXPECT_EQ(error.kind, ErrorKind::too_large);
  EXPECT_EQ(error.message, "header line larger than 100 KiB");
}

TEST(Limits, GivesUpOnOneByteAtATime) {
  ServerAnswer answer = raw("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
  answer.pause = std::chrono::milliseconds(100);
  answer.more = [] { return std::string("x"); };
  LoopbackServer server(always(answer));
  const auto error = error_of(server, with_timeout(std::chrono::seconds(1)));
  EXPECT_EQ(error.kind, ErrorKind::timeout);
  EXPECT_EQ(error.message, "answer not complete within 1 s");
}

TEST(Limits, GivesUpOnSilence) {
  ServerAnswer answer;
  answer.delay = std::chrono::seconds(30);  // ends with the server
  LoopbackServer server(always(answer));
  EXPECT_EQ(error_of(server, with_timeout(std::chrono::seconds(1))).message,
            "no answer within 1 s");
}

TEST(Limits, FailsOnABodyShorterThanPromised) {
  LoopbackServer server(always(raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this")));
  const auto error = error_of(server);
  EXPECT_EQ(error.kind, ErrorKind::network);
  EXPECT_EQ(error.message, "connection closed before the body was complete");
}

TEST(Limits, TakesNoMoreThanThePromisedBody) {
  LoopbackServer server(
      always(raw("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnewsHTTP/1.1 200 OK\r\n\r\n")));
  EXPECT_EQ(error_of(server).message, "answered: news");
}

TEST(Limits, FailsOnADroppedConnection) {
  LoopbackServer silent(always(raw("")));
  EXPECT_EQ(error_of(silent).message, "connection closed without an answer");
  LoopbackServer half(always(raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab")));
  EXPECT_EQ(error_of(half).kind, ErrorKind::network);
}

TEST(Limits, FailsOnWhatIsNoHttp) {
  LoopbackServer server(always(raw("SSH-2.0-OpenSSH_9.2\r\n")));
  const auto error = error_of(server);
  EXPECT_EQ(error.kind, ErrorKind::malformed);
  EXPECT_THAT(error.message, HasSubstr("not valid HTTP"));
}

TEST(Limits, FailsOnDamagedCompression) {
  ServerAnswer answer = compressed(std::string(10'000, 'a'));
  answer.body.replace(10, 8, "damaged!");
  LoopbackServer server(always(answer));
  EXPECT_EQ(error_of(server).kind, ErrorKind::malformed);
}

}  // namespace
}  // namespace gongwatch::fetcher
