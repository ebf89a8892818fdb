// The fixture workflow (docs/fixtures.md), and the repository's own fixtures through it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/world.h"

namespace gongwatch {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing_support::CommandOptions;
using testing_support::CommandResult;
using testing_support::read_whole_file;
using testing_support::TempDir;

const std::string kSources = std::string(GONGWATCH_CHECKOUT) + "/sources";
constexpr const char* kMeta =
    "url = "
    "\"https://www.aastocks.com/en/stocks/news/aafn-con/NOW.1/latest-news/AAFN\"\ncaptured_at = "
    "\"2025-11-10T00:00:00Z\"\nsynthetic = true\n"
    "note = \"a test\"\n";
constexpr const char* kPage =
    "<html><head><title>Bright Harbour Holds Hearing</title></head><body><article><h1>Bright "
    "Harbour Holds Hearing</h1><p>Bright Harbour Cranes "
    "Limited has passed its listing hearing on the Main Board of the Hong Kong Stock Exchange, "
    "with CICC as the sole sponsor, the exchange "
    "disclosed on November 7.</p><p>The company makes cranes for harbours in Asia, and it plans to "
    "use the proceeds for a second plant.</p></article></body></html>";

class Fixtures : public ::testing::Test {
 protected:
  CommandResult fixture(std::vector<std::string> args, bool ci = false) const {
    args.insert(args.begin(),
                {"--sources", kSources, "fixture", "--fixtures", dir_.path().string()});
    CommandOptions options;
    options.env["CI"] = ci ? "true" : "";
    return testing_support::gongwatch(std::move(args), options);
  }
  void make_case(const std::string& name) const {
    dir_.write(name + "/page.html", kPage);
    dir_.write(name + "/meta.toml", kMeta);
  }
  fs::path expected(const std::string& name) const { return dir_.path() / name / "expected.json"; }
  fs::path pending(const std::string& name) const {
    return dir_.path() / name / "expected.json.new";
  }

  TempDir dir_;
};

TEST_F(Fixtures, AMissingGoldenIsWrittenAsideAndFailsUntilAccepted) {
  make_case("aastocks/hearing");
  EXPECT_EQ(fixture({"check"}).exit_code, 1);
  EXPECT_TRUE(fs::exists(pending("aastocks/hearing")));
  EXPECT_FALSE(fs::exists(expected("aastocks/hearing")));
  EXPECT_EQ(fixture({"check"}).exit_code, 1) << "a second look changes nothing";
  EXPECT_EQ(fixture({"accept", "aastocks/hearing"}).exit_code, 0);
  EXPECT_FALSE(fs::exists(pending("aastocks/hearing")));
  EXPECT_EQ(fixture({"check"}).exit_code, 0);
  EXPECT_THAT(read_whole_file(expected("aastocks/hearing")), HasSubstr("\"stage\": \"hearing\""));
}

TEST_F(Fixtures, ADifferenceNamesItsFieldsAndKeepsTheOldGolden) {
  make_case("aastocks/hearing");
  fixture({"check"});
  fixture({"accept", "aastocks/hearing"});
  std::string golden = read_whole_file(expected("aastocks/hearing"));
  const auto at = golden.find("\"stage\": \"hearing\"");
  golden.replace(at, 18, "\"stage\": \"listed!\"");
  std::ofstream(expected("aastocks/hearing"), std::ios::trunc) << golden;
  const auto result = fixture({"check"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, HasSubstr("/events/0/stage: expected \"listed!\", got \"hearing\""));
  EXPECT_EQ(read_whole_file(expected("aastocks/hearing")), golden);
  EXPECT_TRUE(fs::exists(pending("aastocks/hearing")));
}

TEST_F(Fixtures, TheReviewPageShowsWhatDiffersAndTheCommandThatAcceptsIt) {
  make_case("aastocks/hearing");
  make_case("aastocks/other");
  fixture({"check"});
  fixture({"accept", "aastocks/hearing", "aastocks/other"});
  std::string golden = read_whole_file(expected("aastocks/hearing"));
  golden.replace(golden.find("\"stage\": \"hearing\""), 18, "\"stage\": \"listed!\"");
  std::ofstream(expected("aastocks/hearing"), std::ios::trunc) << golden;
  const TempDir pages;
  const std::string out = (pages.path() / "review").string();
  const auto result = fixture({"review", "--out", out});
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_THAT(result.out, HasSubstr("1 cases to look at; 1 of 2 fixtures pass"));
  EXPECT_FALSE(fs::exists(pending("aastocks/hearing"))) << "a review only compares";
  const std::string page = read_whole_file(out + "/index.html");
  EXPECT_THAT(page, HasSubstr("gongwatch fixture accept aastocks/hearing<"));
  EXPECT_THAT(page, HasSubstr("events/0/stage</th><td>listed!</td><td>hearing</td>"));
  EXPECT_THAT(page, HasSubstr("<mark class=\"events"));
  EXPECT_EQ(page.find("aastocks/other"), std::string::npos);
  EXPECT_EQ(fixture({"review", "--out", out, "aastocks/other"}).exit_code, 0);
  EXPECT_THAT(read_whole_file(out + "/index.html"), HasSubstr("aastocks/other"));
}

TEST_F(Fixtures, WhatAReviewShowedCanBeAcceptedAtOnceAndAForeignAddressIsTold) {
  make_case("zhitong/hearing");
  const TempDir pages;
  const std::string out = (pages.path() / "review").string();
  const auto result = fixture({"review", "--out", out});
  EXPECT_THAT(result.err, HasSubstr("www.aastocks.com is no site of the source zhitong"));
  EXPECT_THAT(read_whole_file(out + "/index.html"), HasSubstr("is no site of the source zhitong"));
  EXPECT_FALSE(fs::exists(pending("zhitong/hearing")));
  EXPECT_EQ(fixture({"accept", "zhitong/hearing"}).exit_code, 0);
  EXPECT_TRUE(fs::exists(expected("zhitong/hearing")));
  EXPECT_NE(fixture({"accept", "zhitong/hearing"}).exit_code, 0) << "nothing differs";
}

TEST_F(Fixtures, CiWritesNothingAndAcceptsNothing) {
  make_case("aastocks/hearing");
  EXPECT_EQ(fixture({"check"}, true).exit_code, 1);
  EXPECT_FALSE(fs::exists(pending("aastocks/hearing")));
  fixture({"check"});
  EXPECT_EQ(fixture({"accept", "aastocks/hearing"}, true).exit_code, 2);
  EXPECT_TRUE(fs::exists(pending("aastocks/hearing")));
}

TEST_F(Fixtures, ALeftOverPendingGoldenFailsEverywhere) {
  make_case("aastocks/hearing");
  fixture({"check"});
  fs::copy_file(pending("aastocks/hearing"), expected("aastocks/hearing"));
  for (const bool ci : {true, false}) {
    const auto result = fixture({"check"}, ci);
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.out, HasSubstr("left over"));
  }
  fs::remove(pending("aastocks/hearing"));
  EXPECT_EQ(fixture({"check"}).exit_code, 0);
}

TEST_F(Fixtures, OrphansEmptyGoldensAndBadMetaFail) {
  dir_.write("aastocks/orphan/expected.json", "{\"a\": 1}\n");
  EXPECT_THAT(fixture({"check"}).out, HasSubstr("expected.json without a page"));
  fs::remove_all(dir_.path() / "aastocks");
  make_case("aastocks/hollow");
  dir_.write("aastocks/hollow/expected.json", "{}\n");
  EXPECT_THAT(fixture({"check"}, true).out, HasSubstr("expected.json is empty"));
  dir_.write("aastocks/hollow/meta.toml", "url = \"https://a.example/\"\ncaptured_at = \"soon\"\n");
  EXPECT_THAT(fixture({"check"}, true).out, HasSubstr("captured_at"));
  fs::remove_all(dir_.path() / "aastocks");
  make_case("nobody/hearing");
  EXPECT_THAT(fixture({"check"}, true).out, HasSubstr("nobody"));
  fs::remove_all(dir_.path() / "nobody");
  EXPECT_EQ(fixture({"check"}).exit_code, 1) << "no fixture at all is a failure";
}

TEST_F(Fixtures, AcceptTakesExactlyTheCasesNamed) {
  make_case("aastocks/one");
  make_case("aastocks/two");
  fixture({"check"});
  const auto listing = fixture({"accept"});
  EXPECT_EQ(listing.exit_code, 2);
  EXPECT_THAT(listing.out, HasSubstr("aastocks/one"));
  EXPECT_EQ(fixture({"accept", "aastocks/three"}).exit_code, 2);
  EXPECT_EQ(fixture({"accept", "aastocks/one"}).exit_code, 0);
  EXPECT_TRUE(fs::exists(expected("aastocks/one")));
  EXPECT_FALSE(fs::exists(expected("aastocks/two")));
}

TEST_F(Fixtures, NewMakesACaseFromAFile) {
  const auto page = dir_.write("page-from-browser", kPage);
  const std::string url = "https://www.aastocks.com/en/stocks/news/aafn-con/NOW.2/latest-news/AAFN";
  const auto made =
      fixture({"new", "aastocks/from-file", page.string(), "--url", url, "--captured-at",
               "2025-11-10T00:00:00Z", "--note", "said \"so\"", "--synthetic"});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  EXPECT_EQ(read_whole_file(dir_.path() / "aastocks/from-file/page.html"), kPage);
  fixture({"check", "aastocks/from-file"});
  EXPECT_THAT(read_whole_file(pending("aastocks/from-file")), HasSubstr(url));
  EXPECT_EQ(
      fixture({"new", "aastocks/from-file", page.string(), "--url", url, "--note", "x"}).exit_code,
      2)
      << "never over an existing case";
  EXPECT_EQ(fixture({"new", "../evil", page.string(), "--url", url, "--note", "x"}).exit_code, 2);
}

TEST(RepositoryFixtures, AllPassAndNothingIsWaiting) {
  CommandOptions options;
  options.env["CI"] = "true";
  const auto result =
      testing_support::gongwatch({"--sources", kSources, "fixture", "--fixtures",
                                  std::string(GONGWATCH_CHECKOUT) + "/fixtures", "check"},
                                 options);
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
}

TEST(RepositoryFixtures, TheEventToldInTwoLanguagesHasTheSameFacts) {
  const auto golden = [](const char* name) {
    return nlohmann::json::parse(
        read_whole_file(std::string(GONGWATCH_CHECKOUT) + "/fixtures/" + name + "/expected.json"));
  };
  const auto english = golden("aastocks/hearing-joint-sponsors");
  const auto chinese = golden("zhitong/hearing-joint-sponsors");
  const auto values = [](const nlohmann::json& page) {
    std::multiset<std::string> all;
    for (const auto& event : page["events"]) {
      std::string line = event["stage"].get<std::string>() +
                         event["disclosed_on"].get<std::string>() +
                         event["board"].get<std::string>();
      for (const auto& sponsor : event["sponsors"])
        line += sponsor["firm"].get<std::string>() + sponsor["role"].get<std::string>();
      all.insert(line);
    }
    for (const auto& ranking : page["rankings"])
      all.insert(ranking["rank"].dump() + ranking["rank_kind"].dump() + ranking["period"].dump() +
                 ranking["authority"].dump());
    for (const auto& figure : page["figures"])
      all.insert(figure["metric"].dump() + figure["period"].dump() + figure["value"].dump() +
                 figure["currency"].dump() + figure["unit"].dump() + figure["qualifier"].dump());
    return all;
  };
  EXPECT_EQ(values(english), values(chinese));
  EXPECT_EQ(english["figures"].size(), 18u);
  EXPECT_EQ(english["rankings"].size(), 4u);
}

}  // namespace
}  // namespace gongwatch
