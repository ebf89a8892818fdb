// `gongwatch report`: the folder appears whole, and nothing of somebody else's is lost.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/cli/world.h"

namespace gongwatch {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::read_whole_file;
using testing_support::World;

class ReportTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    world_ = std::make_unique<World>();
    ASSERT_EQ(world_->run_at("2025-11-10T08:00:00+08:00").exit_code, 0);
  }
  static void TearDownTestSuite() { world_.reset(); }

  testing_support::CommandResult make(std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"report", "--as-of", "2025-11-11", "--out", out()});
    return world_->ask(std::move(more));
  }
  std::string out() const { return (dir_.path() / "site").string(); }
  // The folders beside the site, so that nothing half-made is left.
  std::size_t neighbours() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(dir_.path()), fs::directory_iterator()));
  }

  static std::unique_ptr<World> world_;
  testing_support::TempDir dir_;
};
std::unique_ptr<World> ReportTest::world_;

TEST_F(ReportTest, ShowsWhatTheStoreKnowsOfTheWorldOfTheFixtures) {
  const auto done = make();
  ASSERT_EQ(done.exit_code, 0) << done.err;
  EXPECT_THAT(done.out, HasSubstr("index.html: 22 IPOs"));
  const std::string front = read_whole_file(out() + "/index.html");
  EXPECT_THAT(front, HasSubstr("Chuangxin Industries Holdings Limited"));
  EXPECT_THAT(front, HasSubstr("CICC"));
  const std::string id =
      world_->sql("select application_id from ipo where name_en like 'Chuangxin%'");
  const std::string page = read_whole_file(out() + "/ipo/" + id + ".html");
  EXPECT_THAT(page, HasSubstr("has completed a listing hearing for the Main Board"));
  EXPECT_THAT(page, HasSubstr("told officially"));
  EXPECT_THAT(page, HasSubstr("told by 2 independent sources"));
  const std::string tea =
      world_->sql("select application_id from conflict where field = 'sponsors'");
  EXPECT_THAT(read_whole_file(out() + "/ipo/" + tea + ".html"),
              HasSubstr("ABC International; CMB"));
  EXPECT_EQ(neighbours(), 1U);
}

TEST_F(ReportTest, TheDaysAndChangesAreThereForCalendarsAndFeedReadersToo) {
  ASSERT_EQ(make().exit_code, 0);
  EXPECT_THAT(read_whole_file(out() + "/calendar.ics"), HasSubstr("BEGIN:VEVENT"));
  const std::string feed = read_whole_file(out() + "/changes.xml");
  EXPECT_THAT(feed, HasSubstr("<feed xmlns=\"http://www.w3.org/2005/Atom\""));
  EXPECT_THAT(feed, HasSubstr("<entry>"));
  const std::string week = read_whole_file(out() + "/changes.html");
  EXPECT_THAT(week, HasSubstr("<link rel=\"alternate\" type=\"application/atom+xml\""));
  EXPECT_THAT(week, HasSubstr("<a href=\"changes.xml\""));
  EXPECT_THAT(read_whole_file(out() + "/calendar.html"), HasSubstr("<a href=\"calendar.ics\""));
}

TEST_F(ReportTest, ThePageOfTheCalendarHasTheDaysOfItsFile) {
  ASSERT_EQ(make().exit_code, 0);
  const std::string page = read_whole_file(out() + "/calendar.html");
  const std::string file = read_whole_file(out() + "/calendar.ics");
  std::size_t ahead = 0;
  const std::string before = "DTSTART;VALUE=DATE:";
  for (auto at = file.find(before); at != std::string::npos; at = file.find(before, at + 1)) {
    std::string day = file.substr(at + before.size(), 8);
    ahead += day > "20251111" ? 1U : 0U;
    day.insert(6, "-").insert(4, "-");
    EXPECT_THAT(page, HasSubstr("datetime=\"" + day + "\""));
  }
  EXPECT_GT(ahead, 0U);
}

TEST_F(ReportTest, AnEarlierReportIsReplacedAsAWhole) {
  ASSERT_EQ(make().exit_code, 0);
  testing_support::run_command({"rm", out() + "/about.html"});
  ASSERT_EQ(make().exit_code, 0);
  EXPECT_TRUE(fs::exists(out() + "/about.html"));
  EXPECT_EQ(neighbours(), 1U);
}

TEST_F(ReportTest, AFolderOfSomebodyElseIsRefusedAndWithForceMovedAside) {
  dir_.write("site/letter.txt", "dear");
  const auto refused = make();
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, HasSubstr("is not empty and no earlier report"));
  EXPECT_THAT(refused.err, HasSubstr("--force"));
  EXPECT_EQ(read_whole_file(out() + "/letter.txt"), "dear");
  EXPECT_FALSE(fs::exists(out() + "/index.html"));
  const auto forced = make({"--force"});
  EXPECT_EQ(forced.exit_code, 0) << forced.err;
  EXPECT_THAT(forced.err, HasSubstr("site.before-1"));
  EXPECT_EQ(read_whole_file(out() + ".before-1/letter.txt"), "dear");
  EXPECT_TRUE(fs::exists(out() + "/index.html"));
}

TEST_F(ReportTest, AReportToWhichSomebodyAddedAFileIsRefused) {
  ASSERT_EQ(make().exit_code, 0);
  dir_.write("site/CNAME", "ipo.example");
  const auto refused = make();
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, HasSubstr("holds CNAME"));
  EXPECT_TRUE(fs::exists(out() + "/CNAME"));
}

TEST_F(ReportTest, AnEmptyFolderIsFilledAndAFileIsRefused) {
  fs::create_directory(out());
  EXPECT_EQ(make().exit_code, 0);
  dir_.write("file", "x");
  const auto refused = world_->ask({"report", "--out", (dir_.path() / "file").string()});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, HasSubstr("is no folder"));
}

TEST_F(ReportTest, BeforeTheFirstRunNothingIsShown) {
  const auto done = world_->ask({"report", "--as-of", "2025-11-09", "--out", out()});
  ASSERT_EQ(done.exit_code, 0) << done.err;
  EXPECT_THAT(done.out, HasSubstr("0 IPOs"));
  EXPECT_THAT(read_whole_file(out() + "/index.html"), Not(HasSubstr("Chuangxin")));
}

}  // namespace
}  // namespace gongwatch
