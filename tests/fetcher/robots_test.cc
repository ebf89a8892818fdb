#include "fetcher/robots.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace gongwatch::fetcher {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

bool allows(std::string_view robots, std::string_view path) {
  return RobotsRules::parse(robots, "gongwatch").allows(path);
}

TEST(Robots, AllowsEverythingWithoutRules) {
  EXPECT_TRUE(RobotsRules().allows("/a"));
  EXPECT_TRUE(allows("", "/a"));
  EXPECT_TRUE(allows("User-agent: *\nDisallow:\n", "/a"));
  EXPECT_TRUE(allows("<!doctype html><title>Not: found</title>", "/a"));
}

TEST(Robots, TakesTheGroupThatNamesUsOverTheOneForAll) {
  const auto* robots = "User-agent: *\nDisallow: /\n\nUser-agent: GongWatch\nDisallow: /private\n";
  EXPECT_TRUE(allows(robots, "/news"));
  EXPECT_FALSE(allows(robots, "/private/x"));
  EXPECT_FALSE(RobotsRules::parse(robots, "otherbot").allows("/news"));
}

TEST(Robots, MergesTheGroupsThatNameUs) {
  const auto* robots =
      "User-agent: gongwatch\nDisallow: /a\n\nUser-agent: x\nDisallow: /c\n\nUser-agent: "
      "gongwatch/2.0 (+x)\nDisallow: /b\n";
  EXPECT_FALSE(allows(robots, "/a"));
  EXPECT_FALSE(allows(robots, "/b"));
  EXPECT_TRUE(allows(robots, "/c"));
}

TEST(Robots, SharesOneGroupAmongSeveralAgents) {
  const auto* robots =
      "User-agent: x\nUser-agent: gongwatch\nSitemap: http://a/s.xml\nUser-agent: y\nDisallow: "
      "/a\n";
  EXPECT_FALSE(allows(robots, "/a"));
}

TEST(Robots, AnEmptyGroupOfOursAllowsWhatOthersMayNot) {
  EXPECT_TRUE(allows("User-agent: *\nDisallow: /\nUser-agent: gongwatch\n", "/a"));
}

TEST(Robots, TakesNoLongerTokenForOurs) {
  EXPECT_TRUE(allows("User-agent: gongwatch-images\nDisallow: /\n", "/a"));
  EXPECT_TRUE(allows("User-agent: gong\nDisallow: /\n", "/a"));
}

TEST(Robots, LetsTheLongestRuleDecideAndAllowWinTies) {
  const auto* robots =
      "User-agent: *\nAllow: /news/today\nDisallow: /news\nDisallow: /x\nAllow: /x\n";
  EXPECT_TRUE(allows(robots, "/news/today/1"));
  EXPECT_FALSE(allows(robots, "/news/yesterday"));
  EXPECT_TRUE(allows(robots, "/x"));
  EXPECT_FALSE(allows("User-agent: *\nDisallow: /\nAllow: $\n", "/a"));
}

TEST(Robots, UnderstandsStarAndDollar) {
  const auto* robots =
      "User-agent: *\nDisallow: /*.pdf$\nDisallow: /a*b*c\nDisallow: /q?*id=\nDisallow: /exact$\n";
  EXPECT_FALSE(allows(robots, "/docs/x.pdf"));
  EXPECT_FALSE(allows(robots, "/x.pdf.pdf"));
  EXPECT_TRUE(allows(robots, "/docs/x.pdf?download"));
  EXPECT_FALSE(allows(robots, "/a1b2c3"));
  EXPECT_TRUE(allows(robots, "/a1c2b3"));
  EXPECT_FALSE(allows(robots, "/q?x=1&id=2"));
  EXPECT_FALSE(allows(robots, "/exact"));
  EXPECT_TRUE(allows(robots, "/exactly"));
  EXPECT_FALSE(allows("User-agent: *\nDisallow: /a*a$\n", "/aa"));
  EXPECT_TRUE(allows("User-agent: *\nDisallow: /a*a$\n", "/a"));
}

TEST(Robots, TakesADollarElsewhereAndEscapedSignsLiterally) {
  EXPECT_FALSE(allows("User-agent: *\nDisallow: /a$b\n", "/a$b/c"));
  EXPECT_FALSE(allows("User-agent: *\nDisallow: /a%2Ab\n", "/a*b"));
  EXPECT_TRUE(allows("User-agent: *\nDisallow: /a%2Ab\n", "/aXb"));
  EXPECT_FALSE(allows("User-agent: *\nDisallow: /a%24\n", "/a$b"));
}

TEST(Robots, ComparesOneSpellingOfEscapes) {
  EXPECT_FALSE(allows("User-agent: *\nDisallow: /公司\n", "/%E5%85%AC%e5%8f%b8"));
  EXPECT_FALSE(allows("User-agent: *\nDisallow: /%e5%85%ac\n", "/公"));
  EXPECT_FALSE(allows("User-agent: *\nDisallow: /%62%61%7A\n", "/baz"));
  EXPECT_TRUE(allows("User-agent: *\nDisallow: /a%2Fb\n", "/a/b"));
}

TEST(Robots, TellsLetterCaseInPathsOnly) {
  EXPECT_FALSE(allows("USER-AGENT: GONGWATCH\nDISALLOW: /A\n", "/A"));
  EXPECT_TRUE(allows("user-agent: *\ndisallow: /A\n", "/a"));
}

TEST(Robots, ReadsEveryLineEndingBomAndComments) {
  EXPECT_FALSE(allows("User-agent: *\r\nDisallow: /a\r\n", "/a"));
  EXPECT_FALSE(allows("User-agent: *\rDisallow: /a\r", "/a"));
  EXPECT_FALSE(allows("\xEF\xBB\xBFUser-agent: *\nDisallow: /a", "/a"));
  EXPECT_FALSE(allows("User-agent: * # all\n# Disallow: /b\n  Disallow : /a # why\n", "/a"));
  EXPECT_TRUE(allows("User-agent: * # all\n# Disallow: /b\n", "/b"));
}

TEST(Robots, ForgivesAForgottenColonButReadsNoProse) {
  EXPECT_FALSE(allows("User-agent *\nDisallow /a\n", "/a"));
  EXPECT_TRUE(allows("User-agent: *\nDisallow /a and more\n", "/a"));
}

TEST(Robots, IgnoresRulesBeforeAnyAgentAndPathsWithoutSlash) {
  EXPECT_TRUE(allows("Disallow: /a\nUser-agent: *\nDisallow: b\n", "/a"));
  EXPECT_TRUE(allows("User-agent: *\nDisallow: b\n", "/b"));
}

TEST(Robots, AllowsItself) { EXPECT_TRUE(allows("User-agent: *\nDisallow: /\n", "/robots.txt")); }

TEST(Robots, ReadsNoMoreThanTheLimit) {
  const std::string head = "User-agent: *\nDisallow: /early\n";
  const std::string filler = "#" + std::string(kMaxRobotsBytes - head.size() - 1, 'x');
  EXPECT_FALSE(allows(head + filler + "\nDisallow: /late\n", "/early"));
  EXPECT_TRUE(allows(head + filler + "\nDisallow: /late\n", "/late"));
}

TEST(Robots, SurvivesAnyBytes) {
  std::string bytes;
  for (int i = 0; i < 4096; ++i) bytes += static_cast<char>(i * 7);
  EXPECT_TRUE(allows(bytes, "/a"));
  EXPECT_FALSE(allows("User-agent: *\nDisallow: /" + std::string(100'000, '*') + "z\n",
                      "/" + std::string(5000, 'z')));
}

TEST(Robots, ReadsCrawlDelay) {
  const auto delay = [](std::string_view robots) {
    return RobotsRules::parse(robots, "gongwatch").crawl_delay();
  };
  EXPECT_EQ(delay("User-agent: *\nCrawl-delay: 10\n"), seconds(10));
  EXPECT_EQ(delay("User-agent: *\nCrawl-delay: 0.5\n"), milliseconds(500));
  EXPECT_EQ(delay("User-agent: *\nCrawl-delay: 86400\n"), kMaxCrawlDelay);
  EXPECT_EQ(delay("User-agent: *\nCrawl-delay: 3\nCrawl-delay: 7\n"), seconds(7));
  EXPECT_EQ(delay("User-agent: x\nCrawl-delay: 3\n"), std::nullopt);
  EXPECT_EQ(delay("User-agent: *\nCrawl-delay: 3\nUser-agent: gongwatch\nDisallow: /a\n"),
            std::nullopt);
  for (const auto* bad : {"soon", "-1", "nan", "1e9", "5 s", ""}) {
    EXPECT_EQ(delay(std::string("User-agent: *\nCrawl-delay: ") + bad), std::nullopt) << bad;
  }
}

}  // namespace
}  // namespace gongwatch::fetcher
