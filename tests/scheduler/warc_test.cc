#include "scheduler/warc.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler/gunzip.h"

namespace gongwatch::scheduler {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

std::string record(const std::string& type, const std::string& block,
                   const std::string& version = "1.0") {
  return "WARC/" + version + "\r\nWARC-Type: " + type +
         "\r\nWARC-Target-URI: <https://e.com/a>\r\nWARC-Date: 2025-11-09T08:00:00Z\r\n"
         "Content-Type: application/http; msgtype=response\r\nContent-Length: " +
         std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}

std::vector<WarcRecord> read_all(const std::string& file, bool* whole = nullptr) {
  std::vector<WarcRecord> records;
  WarcReader reader(file);
  for (;;) {
    auto next = reader.next();
    if (whole != nullptr) *whole = next.has_value();
    if (!next || !*next) return records;
    records.push_back(std::move(**next));
  }
}

TEST(Warc, RecordsAreReadPlainAndPacked) {
  const std::string answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>x</p>";
  const std::string one = record("response", answer);
  const std::string two = record("request", "GET / HTTP/1.1\r\n\r\n", "1.1");
  for (const std::string& file :
       {one + two, gzip(one) + gzip(two), gzip(one + two), gzip(one) + gzip("\r\n") + gzip(two)}) {
    const auto records = read_all(file);
    ASSERT_THAT(records, SizeIs(2));
    EXPECT_EQ(records[0].url, "https://e.com/a");
    EXPECT_EQ(to_iso(records[0].date), "2025-11-09T08:00:00Z");
    const auto capture = capture_of(records[0]);
    ASSERT_TRUE(capture) << capture.error().to_string();
    EXPECT_EQ(capture->status, 200);
    EXPECT_EQ(capture->media_type, "text/html");
    EXPECT_EQ(capture->body, "<p>x</p>");
    EXPECT_EQ(capture_of(records[1]).error().kind, ErrorKind::unsupported);
  }
}

TEST(Warc, ChunksAndCompressionAreUndone) {
  const std::string packed = gzip("hello world");
  char size[20];
  std::snprintf(size, sizeof size, "%zx", packed.size());
  const auto records = read_all(
      record("response",
             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n" +
                 std::string(size) + "\r\n" + packed + "\r\n0\r\n\r\n"));
  ASSERT_THAT(records, SizeIs(1));
  EXPECT_EQ(capture_of(records[0])->body, "hello world");
  const auto brotli =
      read_all(record("response", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nxxxx"));
  EXPECT_EQ(capture_of(brotli.at(0)).error().kind, ErrorKind::unsupported);
}

TEST(Warc, WhatIsWrittenIsRead) {
  Capture capture;
  capture.capture_id = 7;
  capture.url = capture.final_url = "https://e.com/新股";
  capture.captured_at = *parse_iso_instant("2025-11-09T08:00:00Z");
  capture.status = 404;
  capture.media_type = "text/html";
  capture.headers = {
      {"content-type", "text/html"}, {"content-encoding", "gzip"}, {"etag", "\"x\""}};
  capture.body = std::string("a\0b\r\n\r\n", 7);
  const auto records = read_all(warc_info(capture.captured_at) + to_warc(capture));
  ASSERT_THAT(records, SizeIs(2));
  EXPECT_EQ(records[0].type, "warcinfo");
  const auto read = capture_of(records[1]);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->url, capture.url);
  EXPECT_EQ(read->captured_at, capture.captured_at);
  EXPECT_EQ(read->status, 404);
  EXPECT_EQ(read->media_type, "text/html");
  EXPECT_EQ(read->body, capture.body);
}

TEST(Warc, DamageEndsTheReadingWithAnError) {
  const std::string whole = record("response", "HTTP/1.1 200 OK\r\n\r\nx");
  const std::string bomb = gzip(std::string((2u << 20) + 1, '\n'));
  for (std::size_t length = 1; length + 4 < whole.size(); ++length) {
    bool read = true;
    read_all(whole.substr(0, length), &read);
    EXPECT_FALSE(read) << length;
  }
  bool read = true;
  EXPECT_THAT(read_all(gzip(whole + whole.substr(0, whole.size() / 2)), &read), SizeIs(1));
  EXPECT_FALSE(read);
  WarcReader bomb_reader(bomb, 2u << 20);
  EXPECT_THAT(bomb_reader.next().error().message, HasSubstr("more than 2 MiB in one gzip member"));
  WarcReader other("<html>\n\n");
  EXPECT_THAT(other.next().error().message, HasSubstr("not a WARC file"));
  WarcReader huge("WARC/1.0\r\nContent-Length: 99999999999\r\n\r\n");
  EXPECT_EQ(huge.next().error().kind, ErrorKind::too_large);
}

}  // namespace
}  // namespace gongwatch::scheduler
