// `gongwatch eval`: counts, floors, broken lists; and the repository's own gold set holds its
// floor.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "tests/cli/world.h"

namespace gongwatch {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using testing_support::gongwatch;
using testing_support::TempDir;

const std::string kStory =
    "Bright Harbour clears hearing\n"
    "Bright Harbour Cranes Limited passed its listing hearing at the Hong Kong Stock Exchange on 7 "
    "November 2025, with CICC as its sole sponsor.\n";

std::string line(const std::string& stage, const std::string& sponsor) {
  return R"({"path": "story.txt", "captured_at": "2025-11-10T09:00:00+08:00", "language": "en", )"
         R"("article_kind": "hearing", "events": [{"issuer": {"name": "Bright Harbour Cranes )"
         R"(Limited"}, "stage": ")" +
         stage +
         R"(", "history": false, "event_date": "2025-11-07", "disclosed_on": null, "board": null, )"
         R"("sponsors": [{"name": ")" +
         sponsor + R"(", "firm": ")" + sponsor +
         R"(", "role": "sole_sponsor"}]}], "unrealised": [], "rankings": [], "figures": [], )"
         R"("warnings": []})"
         "\n";
}

// kind → its row "all"
std::map<std::string, json> scores(const testing_support::CommandResult& result) {
  std::map<std::string, json> all;
  for (const json& row : json::parse(result.out, nullptr, false)) {
    if (row["of"] == "all") all[row["kind"].get<std::string>()] = row;
  }
  return all;
}

TEST(Eval, CountsWhatIsExpectedFoundAndMatched) {
  const TempDir dir;
  dir.write("story.txt", kStory);
  const auto good = dir.write("good.jsonl", line("hearing", "CICC"));
  const auto result = gongwatch({"eval", good.string(), "--format", "json"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  auto all = scores(result);
  EXPECT_EQ(all["event"]["matched"], 1);
  EXPECT_EQ(all["date"]["f1"], 1);
  EXPECT_EQ(all["sponsor"]["f1"], 1);

  const auto wrong = dir.write("wrong.jsonl", line("filed", "UBS"));
  const auto faults = gongwatch({"eval", wrong.string(), "--errors", "--format", "csv"});
  EXPECT_EQ(faults.exit_code, 0);
  EXPECT_THAT(faults.err, HasSubstr("event missing"));
  EXPECT_THAT(faults.err, HasSubstr("event wrong"));
}

TEST(Eval, FailsBelowAFloorAndNamesIt) {
  const TempDir dir;
  dir.write("story.txt", kStory);
  const auto list =
      dir.write("gold.jsonl", line("filed", "CICC") + "{\"floors\": {\"event\": 0.5}}\n");
  const auto result = gongwatch({"eval", list.string()});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("below the floor: event"));
  EXPECT_EQ(gongwatch({"eval", list.string(), "--floor", "event=0"}).exit_code, 0);
  for (const char* broken : {"colour=1", "event=nan", "event=5", "event=", "event", "event=-1"})
    EXPECT_EQ(gongwatch({"eval", list.string(), "--floor", broken}).exit_code, 2) << broken;
}

TEST(Eval, AnEventToldOfANegativeIsCountedAndCanBeForbidden) {
  const TempDir dir;
  dir.write("story.txt", kStory);
  std::string negative = line("hearing", "CICC");
  const auto events = negative.find("[{\"issuer\"");
  negative.replace(events, negative.find("\"unrealised\"") - events, "[], ");
  const auto list = dir.write("gold.jsonl", negative);
  EXPECT_EQ(gongwatch({"eval", list.string(), "--floor", "false_event=1"}).exit_code, 0);
  const auto result = gongwatch({"eval", list.string(), "--floor", "false_event=0"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("false_event: 1 told"));
}

TEST(Eval, BrokenListsAreNamedWithTheirLine) {
  const TempDir dir;
  dir.write("story.txt", kStory);
  for (const char* broken : {"{\"path\": 1}\n", "nonsense\n", "{\"include\": \"missing.jsonl\"}\n",
                             "\n", "{\"floors\": {\"event\": \"high\"}}\n", "{\"floors\": [1]}\n",
                             "{\"floors\": {\"event\": 2}}\n"}) {
    const auto list = dir.write("broken.jsonl", broken);
    const auto result = gongwatch({"eval", list.string()});
    EXPECT_NE(result.exit_code, 0) << broken;
    EXPECT_THAT(result.err, HasSubstr(".jsonl")) << broken;
  }
  std::string misspelt = line("hearing", "CICC");
  misspelt.replace(misspelt.find("\"issuer\""), 8, "\"isuer\"");
  const auto wrong = dir.write("misspelt.jsonl", misspelt);
  EXPECT_NE(gongwatch({"eval", wrong.string()}).exit_code, 0);
  // An article that is gone is told, counted as not read, and fails the run.
  const auto list = dir.write("gone.jsonl", line("hearing", "CICC"));
  std::filesystem::remove(dir.path() / "story.txt");
  EXPECT_EQ(gongwatch({"eval", list.string()}).exit_code, 1);
}

TEST(GoldSet, IsLargeEnoughAndHoldsItsFloors) {
  std::map<std::string, int> of_language;
  int negatives = 0;
  for (const char* name : {"en.jsonl", "zh-hans.jsonl", "zh-hant.jsonl"}) {
    std::ifstream file(std::string(GONGWATCH_CHECKOUT) + "/tests/gold/" + name);
    for (std::string text; std::getline(file, text);) {
      const json article = json::parse(text, nullptr, false);
      ++of_language[article["language"].get<std::string>()];
      if (article["article_kind"] == "negative") ++negatives;
    }
  }
  for (const char* language : {"en", "zh-Hans", "zh-Hant"}) EXPECT_GE(of_language[language], 80);
  EXPECT_GE(negatives, 60);
  for (const char* list :
       {"gold.jsonl", "second/gold.jsonl", "short/m.jsonl", "third/gold.jsonl"}) {
    const auto result =
        gongwatch({"eval", std::string(GONGWATCH_CHECKOUT) + "/tests/gold/" + list});
    EXPECT_EQ(result.exit_code, 0) << result.err;
  }
}

}  // namespace
}  // namespace gongwatch
