// What programs read: a number is a number, and a code with a nought in front is none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "tests/cli/world.h"

namespace gongwatch {
namespace {

using nlohmann::json;
using testing_support::CommandResult;
using testing_support::World;

// Codes, names and labels (a year, "all") that may consist of figures.
const std::set<std::string> kWords{"stock_code", "filed_in", "value",  "title",
                                   "name_en",    "name_zh",  "summary"};

bool is_count(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789.") == std::string::npos;
}

void expect_numbers(const json& value, const std::string& key, const std::string& command) {
  if (value.is_structured()) {
    for (const auto& [name, inner] : value.items())
      expect_numbers(inner, value.is_object() ? name : key, command);
  } else if (value.is_string() && kWords.count(key) == 0) {
    EXPECT_FALSE(is_count(value.get<std::string>())) << command << ": " << key << " " << value;
  }
}

json parsed(const CommandResult& result) {
  const json answer = json::parse(result.out, nullptr, false);
  EXPECT_FALSE(answer.is_discarded()) << result.out << result.err;
  return answer;
}

TEST(Json, CountsAreNumbersWhateverIsAsked) {
  World world;
  const auto run = world.run_at("2025-11-10T08:00:00+08:00", {"--format", "json"});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  EXPECT_GT(parsed(run)[0]["asked"], 0);
  expect_numbers(parsed(run), "", "run");
  const std::string urls = world.dir().write("urls", "http://127.0.0.1:1/gone\n").string();
  const std::vector<std::vector<std::string>> commands{
      {"list"},
      {"list", "--changed", "2025-11-01"},
      {"list", "--columns", "application_id,hkex_id,stock_code,days_in_stage"},
      {"show", "#1"},
      {"explain", "#1"},
      {"search", "聆訊"},
      {"search", "聆訊", "--rank"},
      {"stats"},
      {"sql", "SELECT * FROM ipo"},
      {"sql", "SELECT * FROM source_health"},
      {"source", "list"},
      {"doctor"},
      {"issuer", "followed"},
      {"reparse"},
      {"run", "--dry-run", "--now", "2025-11-11T08:00:00+08:00"},
      {"fetch", "--urls", urls, "--allow-private"}};
  ASSERT_EQ(world.ask({"issuer", "follow", "#1"}).exit_code, 0);
  for (std::vector<std::string> command : commands) {
    std::string words;
    for (const std::string& word : command) words += word + " ";
    command.insert(command.end(), {"--format", "json"});
    expect_numbers(parsed(world.ask(command)), "", words);
  }
}

TEST(Json, AnAnswerInSqlKeepsTheTypesOfItsColumns) {
  World world;
  ASSERT_EQ(world.run_at("2025-11-10T08:00:00+08:00").exit_code, 0);
  const json row = parsed(world.ask(
      {"sql", "--format", "json",
       "SELECT 7 AS whole, 2.5 AS part, '02788' AS code, '12' AS text, NULL AS none, x'3132' AS "
       "bytes"}))[0];
  EXPECT_EQ(row["whole"], 7);
  EXPECT_EQ(row["part"], 2.5);
  EXPECT_EQ(row["code"], "02788");
  EXPECT_EQ(row["text"], "12");
  EXPECT_TRUE(row["none"].is_null());
  EXPECT_EQ(row["bytes"], "X'3132'");
}

}  // namespace
}  // namespace gongwatch
