// What every page of a site repeats is left out from the fourth page on, and left out again, the
// same, when everything is read again.
#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/core.h>
#include <gmock/gmock.h>

#include <atomic>

#include "fetcher/fetcher.h"
#include "scheduler/reread.h"
#include "scheduler/run_once.h"
#include "tests/support/loopback_server.h"
#include "tests/support/temp_dir.h"

namespace gongwatch::scheduler {
namespace {

using testing_support::LoopbackServer;
using testing_support::ServerAnswer;
using testing_support::ServerRequest;
using testing_support::TempDir;

const std::vector<std::string> kCompanies = {"Quarry Tools", "Paper Lantern", "Bright Harbour",
                                             "Tin Whistle",  "Red Fox",       "Old Mill"};
const std::vector<std::string> kTrades = {
    "drill heads that cut granite under water",  "lamps which fold to the size of a coin",
    "cranes for nine ports of the southern sea", "flutes and drums for four provinces",
    "a powder against the fevers of foals",      "flour in bags made of woven jute"};
const std::string kSignUp =
    "Every weekday at seven we send what moved the harbour's markets to forty thousand desks.";
const std::string kAuthor =
    "Ada Kwan has written about smelters and shipyards since she left one of them in 2003.";
const std::string kByChance =
    "Ferries were late that morning, and most of the bankers stood in the rain with the cameras.";

std::string story(std::size_t i) {
  const std::string& name = kCompanies[i];
  return "<html><head><title>" + name + " goes to market</title></head><body><h1>" + name +
         " goes to market</h1><article><p>" + name + " Limited said on Monday that it sells " +
         kTrades[i] + ", and that half of its output leaves by sea.</p><p>" + kSignUp + "</p>" +
         (i == 1 || i == 4 ? "<p>" + kByChance + "</p>" : std::string()) + "<p>A paper tells of " +
         kTrades[i] + " and of the debts of " + name +
         ", which its owner has sworn to pay by the spring.</p><h4>About the writer</h4><p>" +
         kAuthor + "</p></article></body></html>";
}

class RepeatedBlocksOfASource : public ::testing::Test {
 protected:
  ServerAnswer answer(const ServerRequest& request) const {
    ServerAnswer answer;
    answer.headers = {{"Content-Type", "text/html; charset=utf-8"}};
    if (request.target == "/news") {
      for (std::size_t i = 0; i < day_; ++i)
        answer.body +=
            fmt::format("<p><a href='/story/{}'>{} goes to market</a></p>", i, kCompanies[i]);
      answer.body = "<html><body>" + answer.body + "</body></html>";
    } else if (request.target.starts_with("/story/")) {
      answer.body = story(static_cast<std::size_t>(request.target.back() - '0'));
    } else {
      answer.status = 404;
    }
    return answer;
  }

  Source source() {
    const auto file = folder_.write("harbour.toml", fmt::format(R"(id = "harbour"
kind = "index"
url = "{}"
links = "/story/"
every = "1h"
delay = "0s"
allow_private = true
)",
                                                                server_.url("/news")));
    auto source = load_source(file.string());
    EXPECT_TRUE(source) << source.error().to_string();
    return *source;
  }

  FixedClock clock(std::size_t day) const {
    return FixedClock(parse_iso_instant("2025-11-10T00:00:00Z").value() +
                      std::chrono::hours{24} * static_cast<int>(day));
  }

  store::Store open() {
    auto store = store::Store::open(db_, {});
    EXPECT_TRUE(store) << store.error().to_string();
    return std::move(*store);
  }

  // One new story a day.
  void run_all() {
    auto store = open();
    fetcher::Fetcher fetcher;
    for (day_ = 1; day_ <= kCompanies.size(); ++day_) {
      const auto run = run_once({source()}, store, fetcher, clock(day_));
      ASSERT_TRUE(run) << run.error().to_string();
      ASSERT_EQ(run->exit_code(), 0);
    }
  }

  std::vector<std::string> column(const std::string& sql) const {
    SQLite::Database database(db_, SQLite::OPEN_READONLY);
    SQLite::Statement statement(database, sql);
    std::vector<std::string> values;
    while (statement.executeStep()) values.push_back(statement.getColumn(0).getString());
    return values;
  }
  std::vector<std::string> texts() const {
    return column("SELECT text FROM article WHERE superseded_at IS NULL ORDER BY capture_id");
  }

  std::atomic<std::size_t> day_ = 0;
  TempDir folder_;
  std::string db_ = (folder_.path() / "store.db").string();
  LoopbackServer server_{[this](const ServerRequest& request) { return answer(request); }};
};

TEST_F(RepeatedBlocksOfASource, GoFromTheFourthPageOnAndGoAgainWhenReadAgain) {
  run_all();
  const auto first = texts();
  ASSERT_EQ(first.size(), kCompanies.size());
  for (std::size_t i = 0; i < first.size(); ++i) {
    EXPECT_EQ(first[i].find(kSignUp) == std::string::npos, i >= 3) << i;
    EXPECT_EQ(first[i].find(kAuthor) == std::string::npos, i >= 3) << i;
    EXPECT_EQ(first[i].find(kByChance) != std::string::npos, i == 1 || i == 4) << i;
    EXPECT_NE(first[i].find("A paper tells of " + kTrades[i]), std::string::npos) << i;
  }
  EXPECT_THAT(column("SELECT r.text FROM removed_block r JOIN article a USING (article_id) "
                     "WHERE r.reason = 'duplicate' ORDER BY a.capture_id DESC, r.position LIMIT 2"),
              ::testing::ElementsAre(kSignUp, "About the writer\n" + kAuthor));

  // As a newer parser would find them: the pages that came later change nothing.
  {
    SQLite::Database database(db_, SQLite::OPEN_READWRITE);
    database.exec("UPDATE article SET parser_version = 'older'");
  }
  auto store = open();
  const FixedClock later = clock(30);
  const auto again = reread_all({source()}, store, later, {}, {});
  ASSERT_TRUE(again) << again.error().to_string();
  EXPECT_EQ(again->articles, static_cast<std::int64_t>(kCompanies.size()));
  EXPECT_EQ(texts(), first);
}

TEST_F(RepeatedBlocksOfASource, a_reading_that_was_interrupted_goes_on_where_it_stopped) {
  run_all();
  auto store = open();
  const FixedClock later = clock(30);
  const auto whole = reread_all({source()}, store, later, {}, {});
  ASSERT_TRUE(whole) << whole.error().to_string();
  int looked = 0;
  const auto part = reread_all({source()}, store, later, [&] { return looked++ >= 3; }, {});
  ASSERT_TRUE(part) << part.error().to_string();
  EXPECT_TRUE(part->interrupted);
  EXPECT_EQ(part->captures, 3);
  std::int64_t left = 0;
  const auto rest = reread_all(
      {source()}, store, later, {},
      [&](std::int64_t, std::int64_t of, const RereadPlace&) { left = of; }, part->place);
  ASSERT_TRUE(rest) << rest.error().to_string();
  EXPECT_FALSE(rest->interrupted);
  EXPECT_EQ(rest->captures, whole->captures - 3);
  EXPECT_EQ(left, rest->captures) << "the time left is that of what is left";
  EXPECT_EQ(reread_all({source()}, store, later, {}, {}, rest->place)->captures, 0);
}

}  // namespace
}  // namespace gongwatch::scheduler
