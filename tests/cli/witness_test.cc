// One event told by three sources in three languages, one of which gives it twice.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/cli/world.h"

namespace gongwatch {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using testing_support::FixtureWorld;
using testing_support::LoopbackServer;
using testing_support::ServerAnswer;
using testing_support::ServerRequest;
using testing_support::World;

constexpr const char* kMonday = "2025-11-10T08:00:00+08:00";
constexpr const char* kMondayEvening = "2025-11-10T20:00:00+08:00";
constexpr const char* kTuesday = "2025-11-11T08:30:00+08:00";

const std::string kStory =
    "<p>港交所11月9日披露的文件顯示，創新實業集團有限公司已通過港交所主板上市聆訊，中金公司、"
    "華泰國際為聯席保薦人。</"
    "p><p>該公司在內蒙古設有冶煉廠，由自己的電廠供電。管理層在電話會議上表示，"
    "上市所得款項將用於擴充海外的氧化鋁產線，並償還部分銀行貸款。市場人士說，今年以來金屬股在"
    "二級市場的表現理想，有助新股招股，但亦提醒投資者留意電價和原材料成本的波動。</p>";

std::string page(const std::string& head, const std::string& body) {
  return "<!DOCTYPE html><html lang=\"zh-Hant\"><head><meta charset=\"utf-8\"><title>" + head +
         "</title></head><body><article><h1>" + head + "</h1>" + body + "</article></body></html>";
}

// The fixtures, and a third house that gives its story on the desk and on the phone.
LoopbackServer::Handler handler() {
  auto fixtures = FixtureWorld::load(std::string(GONGWATCH_CHECKOUT) + "/fixtures", {});
  if (!fixtures) throw std::runtime_error(fixtures.error().to_string());
  return [world = std::move(*fixtures)](const ServerRequest& request) {
    ServerAnswer answer;
    answer.headers = {{"Content-Type", "text/html; charset=utf-8"}};
    if (request.target == "/evening/story/1") {
      answer.body = page("創新實業通過港交所聆訊", kStory);
    } else if (request.target == "/evening/m/1") {
      answer.body = page("創新實業通過聆訊（手機版）", kStory + "<p>（編輯：陳小文）</p>");
    } else if (request.target == "/evening/rss") {
      answer.headers = {{"Content-Type", "application/rss+xml"}};
      answer.body = "<rss version=\"2.0\"><channel><title>Evening</title>";
      for (const char* path : {"story/1", "m/1"}) {
        answer.body += std::string("<item><title>t</title><link>http://") +
                       std::string(request.header("host")) + "/evening/" + path +
                       "</link><pubDate>Mon, 10 Nov 2025 09:00:00 +0800</pubDate></item>";
      }
      answer.body += "</channel></rss>";
    } else {
      return world(request);
    }
    return answer;
  };
}

class Witnesses : public ::testing::Test {
 protected:
  Witnesses() : world_(handler()) {
    world_.dir().write("sources/evening.toml",
                       "id = \"evening\"\nkind = \"feed\"\nurl = \"http://127.0.0.1:" +
                           std::to_string(world_.server().port()) +
                           "/evening/rss\"\nevery = \"30m\"\ndelay = \"0s\"\nlanguage = "
                           "\"zh-Hant\"\nallow_private = true\n");
  }

  void run_all() {
    ASSERT_EQ(
        world_.run_at(kMonday, {"--source", "hkex-applications", "--source", "aastocks"}).exit_code,
        0);
    const auto rest = world_.run_at(kMondayEvening, {"--source", "evening", "--source", "zhitong"});
    ASSERT_EQ(rest.exit_code, 0) << rest.err;
  }

  json answer(std::vector<std::string> args) const {
    args.insert(args.end(), {"--format", "json"});
    const auto result = world_.ask(args);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return json::parse(result.out);
  }

  // The hearing in `show`.
  json hearing(std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"show", "Innovation Industrial"});
    const json shown = answer(std::move(more));
    EXPECT_THAT(shown, SizeIs(1));
    for (const json& event : shown[0]["events"]) {
      if (event["stage"] == "hearing") return event;
    }
    return {};
  }

  World world_;
};

// "evening zh-Hant news", and "evening zh-Hant copy of evening zh-Hant news".
std::vector<std::string> lines_of(const json& event) {
  std::map<std::string, std::string> by_fact;
  std::vector<std::string> lines;
  for (const json& witness : event["witnesses"]) {
    std::string line = witness["source"].get<std::string>();
    if (!witness["language"].is_null()) line += " " + witness["language"].get<std::string>();
    const json& copied = witness["copy_of"];
    by_fact[witness["fact"]] = line;
    lines.push_back(copied.is_null() ? line : line + " copies " + by_fact.at(copied));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

TEST_F(Witnesses, ThreeSourcesInThreeLanguagesAndACopyAreOneEvent) {
  run_all();
  const json event = hearing();
  EXPECT_EQ(event["sources"], 3) << event;
  EXPECT_EQ(event["copies"], 1);
  EXPECT_EQ(event["official"], true);
  EXPECT_THAT(lines_of(event), ElementsAre("aastocks en", "evening zh-Hant",
                                           "evening zh-Hant copies evening zh-Hant",
                                           "hkex-applications", "zhitong zh-Hans"));
  for (const json& witness : event["witnesses"]) {
    EXPECT_EQ(witness["disclosed_on"], "2025-11-09");
    if (witness["official"] == true) continue;
    EXPECT_THAT(witness["sponsors"].get<std::vector<std::string>>(),
                ElementsAre("CICC", "Huatai International"))
        << witness;
  }
  EXPECT_EQ(world_.sql(
                "select sources || '/' || copies || '/' || event.official || ' ' || event.stage_on "
                "from event join ipo using (application_id) "
                "where hkex_id = 107650 and event.stage = 'hearing'"),
            "3/1/1 2025-11-09");
  EXPECT_EQ(world_.sql("select count(*) from ipo where name_zh like '創新實業%'"), "1");
}

TEST_F(Witnesses, ExplainTellsThemOnceAndPointsBack) {
  run_all();
  const auto text = world_.ask({"explain", "Innovation Industrial", "--kind", "stage"});
  ASSERT_EQ(text.exit_code, 0) << text.err;
  const std::string line = "told officially and by 3 independent sources, 1 copy; other witnesses:";
  EXPECT_THAT(text.out, HasSubstr(line));
  EXPECT_THAT(text.out.substr(text.out.find(line) + 1), Not(HasSubstr(line)));
  EXPECT_THAT(text.out, HasSubstr("evening (zh-Hant), disclosed 2025-11-09, a copy of http"));
  EXPECT_THAT(text.out, HasSubstr("; the same event as stage "));
  for (const json& fact : answer({"explain", "Innovation Industrial"})) {
    const std::string name = fact["fact"];
    if (name.compare(0, 6, "stage ") != 0) {
      EXPECT_TRUE(fact["told_by"].is_null() && fact["other_witnesses"].is_null()) << name;
    } else if (fact["summary"].get<std::string>().compare(0, 7, "hearing") == 0) {
      EXPECT_EQ(fact["told_by"], json({{"official", true}, {"sources", 3}, {"copies", 1}}));
      EXPECT_THAT(fact["other_witnesses"], SizeIs(4)) << name;
    } else {
      EXPECT_THAT(fact["other_witnesses"], IsEmpty()) << fact;
    }
  }
  const auto shown = world_.ask({"show", "Innovation Industrial"});
  EXPECT_THAT(shown.out,
              HasSubstr("Witnesses\n    hearing: told officially and by 3 independent sources, "
                        "1 copy\n"));
}

TEST_F(Witnesses, BeforeTheSecondSourceThereWasOne) {
  run_all();
  const json before = hearing({"--as-of", "2025-11-10T12:00:00+08:00"});
  EXPECT_EQ(before["sources"], 1);
  EXPECT_EQ(before["copies"], 0);
  EXPECT_THAT(lines_of(before), ElementsAre("aastocks en", "hkex-applications"));
  const auto explained =
      world_.ask({"explain", "Innovation Industrial", "--as-of", "2025-11-10T12:00:00+08:00"});
  EXPECT_THAT(explained.out, HasSubstr("told officially and by 1 independent source; other"));
  EXPECT_THAT(answer({"sql", "select * from witness", "--as-of", "2025-11-09"}), IsEmpty());
}

TEST_F(Witnesses, ReadingEverythingAgainKeepsThem) {
  run_all();
  const json before = hearing();
  ASSERT_EQ(world_.ask({"reparse"}).exit_code, 0);
  EXPECT_EQ(hearing(), before);
  ASSERT_EQ(
      world_
          .run_at(kTuesday, {"--source", "aastocks", "--source", "evening", "--source", "zhitong"})
          .exit_code,
      0);
  EXPECT_EQ(hearing(), before);
}

}  // namespace
}  // namespace gongwatch
