// The replay of fixtures/, on which the demo and the end-to-end tests stand.
#include "tests/support/fixture_world.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/fetcher/fetch_all.h"
#include "tests/support/loopback_server.h"
#include "tests/support/temp_dir.h"

namespace gongwatch::testing_support {
namespace {

using fetcher::fetch_one;
using fetcher::loopback_request;
using ::testing::HasSubstr;

// A folder of fixtures that is served while it lives.
class FixtureWorldTest : public ::testing::Test {
 protected:
  void add(const std::string& name, const std::string& meta, const std::string& page,
           const std::string& file = "page.html") {
    folder_.write(name + "/meta.toml", meta);
    folder_.write(name + "/" + file, page);
  }

  Result<FixtureWorld> load(FixtureWorld::Options options = {}) {
    return FixtureWorld::load(folder_.path(), options);
  }

  FixtureWorld world(FixtureWorld::Options options = {}) {
    auto world = load(options);
    if (!world) throw std::runtime_error(world.error().to_string());
    return std::move(*world);
  }

  TempDir folder_;
};

std::string meta(const std::string& url, const std::string& more = "") {
  return "url = \"" + url + "\"\ncaptured_at = \"2025-11-09T08:00:00Z\"\n" + more;
}

// The body, or the error's words.
std::string body_of(const LoopbackServer& server, const std::string& path) {
  const auto outcome = fetch_one(loopback_request(server.url(path)));
  return outcome.response ? outcome.response->body : outcome.response.error().message;
}

TEST_F(FixtureWorldTest, ServesEachUrlUnderItsHost) {
  add("a/one", meta("https://a.example/news?id=1", "extra_urls = [\"http://a.example/mirror\"]\n"),
      "one");
  add("b/two", meta("https://b.example:8443/"), "{}", "page.json");
  LoopbackServer server(world());
  EXPECT_EQ(body_of(server, "/a.example/news?id=1"), "one");
  EXPECT_EQ(body_of(server, "/a.example/mirror"), "one");
  EXPECT_EQ(body_of(server, "/a.example/news?id=2"), "HTTP 404 Not Found");
  EXPECT_EQ(body_of(server, "/b.example:8443/"), "{}");
  EXPECT_EQ(body_of(server, "/b.example:8443"), "{}");
  EXPECT_EQ(body_of(server, "/c.example/"), "HTTP 404 Not Found");
  EXPECT_EQ(fetch_one(loopback_request(server.url("/b.example:8443/"))).response->media_type,
            "application/json");
}

TEST_F(FixtureWorldTest, ServesStatusAndContentTypeOfTheFixture) {
  add("a/blocked", meta("https://a.example/x", "status = 403\n"), "no");
  add("a/gbk", meta("https://a.example/y", "content_type = \"text/html; charset=gbk\"\n"), "yes");
  LoopbackServer server(world());
  EXPECT_EQ(body_of(server, "/a.example/x"), "HTTP 403 Forbidden");
  EXPECT_EQ(fetch_one(loopback_request(server.url("/a.example/y"))).response->media_type,
            "text/html; charset=gbk");
}

TEST_F(FixtureWorldTest, PointsLinksToKnownHostsAtItself) {
  add("a/page", meta("https://a.example/"),
      "<a href=\"https://a.example/x\"> <a href='http://a.example'> \"https:\\/\\/a.example\\/y\" "
      "https://other.example/z https://a.example.evil/ https://sub.a.example/ "
      "https://me@a.example/");
  LoopbackServer server(world());
  const std::string port = std::to_string(server.port());
  EXPECT_EQ(body_of(server, "/a.example/"),
            "<a href=\"http://127.0.0.1:" + port + "/a.example/x\"> <a href='http://127.0.0.1:" +
                port + "/a.example'> \"http:\\/\\/127.0.0.1:" + port + "\\/a.example\\/y\" " +
                "https://other.example/z https://a.example.evil/ https://sub.a.example/ "
                "https://me@a.example/");
}

TEST_F(FixtureWorldTest, AnswersALinkWithoutHostIfOnlyOneFixtureHasIt) {
  add("a/one", meta("https://a.example/only?x=1"), "only");
  add("a/two", meta("https://a.example/both"), "a");
  add("b/two", meta("https://b.example/both"), "b");
  LoopbackServer server(world());
  EXPECT_EQ(body_of(server, "/only?x=1"), "only");
  EXPECT_EQ(body_of(server, "/both"), "HTTP 404 Not Found");
}

TEST_F(FixtureWorldTest, AnswersUnchangedPagesWith304) {
  add("a/one", meta("https://a.example/"), "one");
  LoopbackServer server(world());
  auto request = loopback_request(server.url("/a.example/"));
  const auto first = fetch_one(request);
  ASSERT_TRUE(first.response);
  EXPECT_EQ(first.response->validators.last_modified, "Sun, 09 Nov 2025 08:00:00 GMT");
  request.validators.etag = first.response->validators.etag;
  EXPECT_EQ(fetch_one(request).http_status, 304);
  request.validators = {"", first.response->validators.last_modified};
  EXPECT_EQ(fetch_one(request).http_status, 304);
  request.validators = {"\"other\"", first.response->validators.last_modified};
  EXPECT_EQ(fetch_one(request).http_status, 200) << "If-None-Match decides where both are given";
  request.validators = {"", "Sat, 08 Nov 2025 08:00:00 GMT"};
  EXPECT_EQ(fetch_one(request).http_status, 200);
}

TEST_F(FixtureWorldTest, ShowsThePageOfItsTime) {
  add("a/1-old", meta("https://a.example/list"), "old");
  add("a/2-new", "url = \"https://a.example/list\"\ncaptured_at = 2025-11-10T08:00:00+08:00\n",
      "new");
  LoopbackServer newest(world());
  EXPECT_EQ(body_of(newest, "/a.example/list"), "new");
  LoopbackServer between(
      world({Instant(std::chrono::sys_days{CivilDate{
                 std::chrono::year{2025}, std::chrono::month{11}, std::chrono::day{10}}}) -
             std::chrono::seconds(1)}));
  EXPECT_EQ(body_of(between, "/a.example/list"), "old");
  LoopbackServer before(world({Instant{}}));
  EXPECT_EQ(body_of(before, "/a.example/list"), "HTTP 404 Not Found");
}

TEST_F(FixtureWorldTest, AllowsRobotsUnlessAFixtureSaysOtherwise) {
  add("a/one", meta("https://a.example/"), "one");
  add("b/robots", meta("https://b.example/robots.txt"), "User-agent: *\nDisallow: /\n", "page.txt");
  LoopbackServer server(world());
  EXPECT_THAT(body_of(server, "/robots.txt"), HasSubstr("Allow: /"));
  EXPECT_THAT(body_of(server, "/a.example/robots.txt"), HasSubstr("Allow: /"));
  EXPECT_THAT(body_of(server, "/b.example/robots.txt"), HasSubstr("Disallow: /"));
  EXPECT_EQ(body_of(server, "/unknown.example/robots.txt"), "HTTP 404 Not Found");
}

TEST_F(FixtureWorldTest, NamesTheFixtureThatIsBroken) {
  const auto error = [this] {
    const auto world = load();
    return world ? "loaded" : world.error().to_string();
  };
  EXPECT_EQ(error(), "loaded");
  folder_.write("a/one/page.html", "x");
  EXPECT_THAT(error(), HasSubstr("a/one/meta.toml"));
  folder_.write("a/one/meta.toml", "url = \"https://a.example/\"\n");
  EXPECT_THAT(error(), HasSubstr("captured_at is missing"));
  folder_.write("a/one/meta.toml", "captured_at = \"2025-11-09\"\n");
  EXPECT_THAT(error(), HasSubstr("url is missing"));
  folder_.write("a/one/meta.toml", "url = \n");
  EXPECT_THAT(error(), HasSubstr("line 1"));
  folder_.write("a/one/meta.toml", meta("ftp://a.example/"));
  EXPECT_THAT(error(), HasSubstr("not an http or https URL"));
  folder_.write("a/one/meta.toml", meta("http://a.example/"));
  EXPECT_EQ(error(), "loaded");
  folder_.write("a/two/meta.toml", meta("http://a.example/"));
  EXPECT_THAT(error(), HasSubstr("no page.html"));
}

TEST_F(FixtureWorldTest, AnswersOddRequestsWithErrors) {
  const FixtureWorld odd = world();
  ServerRequest request;
  request.method = "GET";
  request.target = "?x";
  EXPECT_EQ(odd(request).status, 400);
  request.target = "/";
  EXPECT_EQ(odd(request).status, 404);
  request.method = "POST";
  EXPECT_EQ(odd(request).status, 405);
}

}  // namespace
}  // namespace gongwatch::testing_support
