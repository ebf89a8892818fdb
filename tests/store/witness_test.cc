// One event, many articles: who tells it, and who copies whom.
#include <fmt/core.h>

#include <algorithm>
#include <random>

#include "tests/store/fixture.h"
#include "text/fingerprint.h"

namespace gongwatch::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

struct Telling {
  std::string url, source, language = "en";
  std::uint64_t fingerprint = 0;
  std::string captured = "2025-11-10T00:00:00Z";
  std::string published{};  // not said
  std::vector<StageFact> facts{};
};

class WitnessTest : public StoreTest {
 protected:
  WitnessTest() : store_(open()) {
    const auto feed = keep(store_, "https://h.example/app_e.json", "rows", "hkex");
    EXPECT_TRUE(store_.apply(first_application(), from(feed.capture_id, std::nullopt), "1"));
  }

  // By default an article that tells the hearing of application 1.
  void tell(const Telling& telling, const std::string& now = "") {
    const auto kept =
        keep(store_, telling.url, telling.url + telling.captured, telling.source, telling.captured);
    Document document;
    document.language = telling.language;
    document.title = "About " + telling.url;
    document.text = "Lantern Harbour Foods passed.";
    if (telling.fingerprint != 0) {
      document.fingerprint = fmt::format("{:016x}", telling.fingerprint);
    }
    if (!telling.published.empty()) document.published_at = at(telling.published);
    const std::string& known = now.empty() ? telling.captured : now;
    const auto put = store_.put_article(kept.page_id, kept.capture_id, document, "1", at(known));
    ASSERT_TRUE(put);
    Decision decision;
    decision.stages = telling.facts;
    if (telling.facts.empty()) decision.stages = {stage_fact(1, Stage::hearing, "2025-11-09")};
    ASSERT_TRUE(
        store_.apply(decision, from(kept.capture_id, put->article_id, known, telling.source), "1"));
  }

  void tell_officially(Stage stage) {
    const auto kept = keep(store_, "https://h.example/phip_e.json", "rows", "hkex");
    Decision decision;
    decision.stages = {stage_fact(1, stage, "2025-11-09", true)};
    ASSERT_TRUE(store_.apply(decision, from(kept.capture_id, std::nullopt), "1"));
  }

  // "source url" of each witness, and of what it copies.
  std::vector<std::string> told(const Store& store, ApplicationId application = 1) const {
    const auto rows = store.witnesses(application).value();
    std::vector<std::string> lines;
    for (const WitnessRow& row : rows) {
      std::string line = row.source_id + " " + row.url;
      for (const WitnessRow& other : rows) {
        if (row.copy_of == other.fact) line += " < " + other.url;
      }
      EXPECT_EQ(row.copy_of.has_value(), line.find('<') != std::string::npos);
      lines.push_back(std::move(line));
    }
    return lines;
  }
  std::vector<std::string> told() const { return told(store_); }

  // "hearing: 3 sources, 1 copies, 4 witnesses" of the view `event`.
  std::vector<std::string> events() const {
    const auto answer = store_.sql(
        "SELECT stage || ': ' || sources || ' sources, ' || copies || ' copies, ' || witnesses || "
        "' witnesses' FROM event ORDER BY application_id, stage");
    EXPECT_TRUE(answer) << answer.error().to_string();
    std::vector<std::string> lines;
    if (!answer) return lines;
    for (const auto& row : answer->rows) lines.push_back(row[0].value_or("NULL"));
    return lines;
  }

  Store store_;
};

constexpr std::uint64_t kPrint = 0xF23456789ABCDEF0;
constexpr std::uint64_t kOther = 0x0DCBA98765432100;

TEST_F(WitnessTest, a_witness_says_who_told_what_and_when) {
  Telling telling{"https://a.example/1", "wire", "zh-Hant", kPrint};
  telling.published = "2025-11-09T23:00:00Z";
  telling.facts = {stage_fact(1, Stage::hearing, "2025-11-09")};
  telling.facts[0].event_date = day("2025-11-06");
  telling.facts[0].sponsors = {sponsor("中金公司", "CICC"), sponsor("某某证券", std::nullopt),
                               sponsor("CLSA", "CLSA", Role::bookrunner)};
  tell(telling, "2025-11-10T00:05:00Z");
  tell_officially(Stage::hearing);
  const auto rows = store_.witnesses(1).value();
  ASSERT_THAT(rows, SizeIs(2));
  const WitnessRow& row = rows[0];
  EXPECT_EQ(row.stage, "hearing");
  EXPECT_EQ(row.event_date, "2025-11-06");
  EXPECT_EQ(row.disclosed_on, "2025-11-09");
  EXPECT_THAT(row.sponsors, ElementsAre("CICC", "某某证券"));
  EXPECT_EQ(row.source_id, "wire");
  EXPECT_EQ(row.url, "https://a.example/1");
  EXPECT_EQ(row.language, "zh-Hant");
  EXPECT_EQ(row.title, "About https://a.example/1");
  EXPECT_EQ(row.published_at, "2025-11-09T23:00:00Z");
  EXPECT_EQ(row.captured_at, "2025-11-10T00:00:00Z");
  EXPECT_EQ(row.known_at, "2025-11-10T00:05:00Z");
  EXPECT_FALSE(row.official || row.history);
  EXPECT_TRUE(rows[1].official);
  EXPECT_EQ(rows[1].language, std::nullopt);
  EXPECT_THAT(rows[1].sponsors, IsEmpty());
  EXPECT_THAT(events(), ElementsAre("hearing: 1 sources, 0 copies, 2 witnesses"));
  EXPECT_EQ(ask("SELECT stage_on || ' ' || official FROM event"), "2025-11-09 1")
      << "the official day leads, as in ipo";
}

TEST_F(WitnessTest, three_sources_and_a_copy_under_another_address) {
  tell({"https://a.example/1", "a", "en", kOther});
  tell({"https://b.example/1", "b", "zh-Hans", kPrint});
  tell({"https://b.example/1?from=home", "b", "zh-Hans", kPrint, "2025-11-10T01:00:00Z"});
  tell({"https://c.example/1", "c", "zh-Hant", kOther});
  EXPECT_THAT(told(), UnorderedElementsAre(
                          "a https://a.example/1", "b https://b.example/1", "c https://c.example/1",
                          "b https://b.example/1?from=home < https://b.example/1"));
  EXPECT_THAT(events(), ElementsAre("hearing: 3 sources, 1 copies, 4 witnesses"));
}

TEST_F(WitnessTest, a_source_that_only_copies_is_none_of_its_own) {
  tell({"https://a.example/1", "a", "en", kPrint});
  tell({"https://b.example/1", "b", "en", kPrint ^ 0x11, "2025-11-10T01:00:00Z"});
  EXPECT_THAT(events(), ElementsAre("hearing: 1 sources, 1 copies, 2 witnesses"));
  // Until it tells the event in words of its own, or in another language.
  tell({"https://b.example/2", "b", "zh-Hans", kOther, "2025-11-10T02:00:00Z"});
  EXPECT_THAT(events(), ElementsAre("hearing: 2 sources, 1 copies, 3 witnesses"));
  // What it writes of the same event again is told by the same source.
  tell({"https://b.example/3", "b", "en", kOther, "2025-11-10T03:00:00Z"});
  EXPECT_THAT(events(), ElementsAre("hearing: 2 sources, 1 copies, 4 witnesses"));
}

TEST_F(WitnessTest, a_script_is_no_language_of_its_own) {
  tell({"https://a.example/1", "a", "zh-Hans", kPrint});
  tell({"https://b.example/1", "b", "zh-Hant", kPrint, "2025-11-10T01:00:00Z"});
  tell({"https://c.example/1", "c", "en", kPrint, "2025-11-10T02:00:00Z"});
  EXPECT_THAT(told(),
              ElementsAre("a https://a.example/1", "b https://b.example/1 < https://a.example/1",
                          "c https://c.example/1"));
}

TEST_F(WitnessTest, eight_bits_are_a_copy_and_nine_are_not) {
  std::mt19937_64 random(7);  // fixed: the same cases every time
  for (int i = 0; i < 120; ++i) {
    const std::uint64_t first = random();
    std::uint64_t second = first;
    for (int flips = i % 12; flips > 0; --flips) second ^= std::uint64_t{1} << random() % 64;
    if (i % 10 == 0) second = first ^ 0xF00000000000000F;  // the outermost bits
    Decision decision;
    KnownApplication application;
    application.application_id = 100 + i;
    application.issuer_id = 1;
    decision.new_applications = {application};
    const auto feed = keep(store_, "https://h.example/app_e.json", std::to_string(i), "hkex");
    ASSERT_TRUE(store_.apply(decision, from(feed.capture_id, std::nullopt), "1"));
    Telling telling{fmt::format("https://a.example/{}", i), "a", "en", first};
    telling.facts = {stage_fact(application.application_id, Stage::hearing, "2025-11-09")};
    tell(telling);
    telling.url = fmt::format("https://b.example/{}", i);
    telling.fingerprint = second;
    tell(telling);
    const auto rows = store_.witnesses(application.application_id).value();
    ASSERT_THAT(rows, SizeIs(2));
    EXPECT_FALSE(rows[0].copy_of);
    EXPECT_EQ(rows[1].copy_of == rows[0].fact, text::hamming_distance(first, second) <= 8)
        << fmt::format("{:016x} {:016x}", first, second);
  }
}

TEST_F(WitnessTest, the_earliest_of_those_it_agrees_with_is_copied) {
  const std::uint64_t second = kPrint ^ 0xFF;     // 8 bits from the first
  const std::uint64_t third = second ^ 0xFF0000;  // 16 from the first, 8 from the second
  tell({"https://c.example/1", "c", "en", third, "2025-11-10T02:00:00Z"});
  tell({"https://b.example/1", "b", "en", second, "2025-11-10T01:00:00Z"});
  tell({"https://a.example/1", "a", "en", kPrint, "2025-11-10T00:00:00Z"});
  tell({"https://d.example/1", "d", "en", second, "2025-11-10T03:00:00Z"});
  EXPECT_THAT(told(),
              ElementsAre("a https://a.example/1", "b https://b.example/1 < https://a.example/1",
                          "c https://c.example/1 < https://b.example/1",
                          "d https://d.example/1 < https://a.example/1"));
}

TEST_F(WitnessTest, without_words_nothing_is_a_copy) {
  tell({"https://a.example/1", "a"});
  tell({"https://b.example/1", "b"});
  EXPECT_THAT(told(), ElementsAre("a https://a.example/1", "b https://b.example/1"));
}

TEST_F(WitnessTest, only_the_same_stage_of_the_same_application_is_compared) {
  Telling telling{"https://a.example/1", "a", "en", kPrint};
  telling.facts = {stage_fact(1, Stage::filed, "2025-05-20")};
  tell(telling);
  tell({"https://b.example/1", "b", "en", kPrint, "2025-11-10T01:00:00Z"});
  EXPECT_THAT(told(), ElementsAre("a https://a.example/1", "b https://b.example/1"));
  EXPECT_THAT(events(), ElementsAre("filed: 1 sources, 0 copies, 1 witnesses",
                                    "hearing: 1 sources, 0 copies, 1 witnesses"));
}

TEST_F(WitnessTest, an_article_is_one_witness_and_its_news_leads) {
  Telling telling{"https://a.example/1", "a", "en", kPrint};
  StageFact back = stage_fact(1, Stage::hearing, "2025-11-01");
  back.history = true;
  telling.facts = {back, stage_fact(1, Stage::hearing, ""),
                   stage_fact(1, Stage::hearing, "2025-11-09")};
  telling.facts[2].event_date = day("2025-11-06");
  tell(telling);
  const auto rows = store_.witnesses(1).value();
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].event_date, "2025-11-06");
  EXPECT_FALSE(rows[0].history);
  EXPECT_THAT(store_.timeline(1).value(), SizeIs(3)) << "every fact stays in the timeline";
}

TEST_F(WitnessTest, what_is_only_looked_back_on_is_an_event_with_a_day_too) {
  Telling telling{"https://a.example/1", "a", "en", kPrint};
  telling.facts = {stage_fact(1, Stage::filed, "2025-05-20")};
  telling.facts[0].history = true;
  tell(telling);
  EXPECT_EQ(ask("SELECT stage || ' ' || stage_on || ' ' || history FROM event"),
            "filed 2025-05-20 1");
}

TEST_F(WitnessTest, the_order_of_reading_changes_nothing) {
  std::vector<Telling> tellings{
      {"https://a.example/1", "a", "en", kPrint, "2025-11-10T01:00:00Z"},
      {"https://b.example/1", "b", "en", kPrint ^ 3, "2025-11-10T00:00:00Z"},
      {"https://c.example/1", "c", "zh-Hans", kOther, "2025-11-10T02:00:00Z"},
      // Captured in one tick: what was published first comes first, then the address decides.
      {"https://d.example/1", "d", "zh-Hant", kOther, "2025-11-10T03:00:00Z"},
      {"https://e.example/1", "e", "zh-Hant", kOther, "2025-11-10T03:00:00Z",
       "2025-11-09T10:00:00Z"}};
  std::optional<std::vector<std::string>> expected;
  for (int turn = 0; turn < 5; ++turn) {
    std::rotate(tellings.begin(), tellings.begin() + 1, tellings.end());
    path_ = (folder_ / fmt::format("order{}.db", turn)).string();
    store_ = open();
    const auto feed = keep(store_, "https://h.example/app_e.json", "rows", "hkex");
    ASSERT_TRUE(store_.apply(first_application(), from(feed.capture_id, std::nullopt), "1"));
    for (const Telling& telling : tellings) tell(telling, "2025-11-11T00:00:00Z");
    if (!expected) expected = told();
    EXPECT_EQ(told(), *expected);
  }
  EXPECT_THAT(*expected,
              ElementsAre("b https://b.example/1", "a https://a.example/1 < https://b.example/1",
                          "c https://c.example/1", "e https://e.example/1 < https://c.example/1",
                          "d https://d.example/1 < https://c.example/1"));
}

TEST_F(WitnessTest, a_page_that_changes_later_stays_the_first) {
  tell({"https://a.example/1", "a", "en", kPrint});
  tell({"https://b.example/1", "b", "en", kPrint, "2025-11-10T01:00:00Z"});
  tell({"https://a.example/1", "a", "en", kPrint ^ 1, "2025-11-11T00:00:00Z"});
  EXPECT_THAT(told(),
              ElementsAre("a https://a.example/1", "b https://b.example/1 < https://a.example/1"));
}

TEST_F(WitnessTest, a_copy_of_what_is_told_no_longer_stands_alone) {
  tell({"https://a.example/1", "a", "en", kPrint});
  tell({"https://b.example/1", "b", "en", kPrint, "2025-11-10T01:00:00Z"});
  Telling corrected{"https://a.example/1", "a", "en", kPrint, "2025-11-11T00:00:00Z"};
  corrected.facts = {stage_fact(1, Stage::filed, "2025-05-20")};
  tell(corrected);
  EXPECT_THAT(told(), ElementsAre("a https://a.example/1", "b https://b.example/1"));
}

TEST_F(WitnessTest, what_is_merged_is_one_event) {
  Decision second = first_application(std::nullopt);
  second.new_issuers = {2};
  second.new_applications[0].application_id = 2;
  second.new_applications[0].issuer_id = 2;
  second.new_names.clear();
  const auto feed = keep(store_, "https://h.example/app_e.json", "more rows", "hkex");
  ASSERT_TRUE(store_.apply(second, from(feed.capture_id, std::nullopt), "1"));
  tell({"https://a.example/1", "a", "en", kPrint});
  Telling telling{"https://b.example/1", "b", "en", kPrint, "2025-11-10T01:00:00Z"};
  telling.facts = {stage_fact(2, Stage::hearing, "2025-11-09")};
  tell(telling);
  EXPECT_THAT(told(), ElementsAre("a https://a.example/1"));
  Decision merged;
  merged.application_merges = {{2, 1, "name"}};
  merged.issuer_merges = {{2, 1, "name"}};
  ASSERT_TRUE(store_.apply(merged, from(feed.capture_id, std::nullopt), "1"));
  for (const ApplicationId id : {1, 2}) {
    EXPECT_THAT(told(store_, id), ElementsAre("a https://a.example/1",
                                              "b https://b.example/1 < https://a.example/1"));
  }
}

TEST_F(WitnessTest, before_the_second_source_there_was_one) {
  tell({"https://a.example/1", "a", "en", kPrint, "2025-11-10T00:00:00Z"});
  tell({"https://b.example/1", "b", "en", kPrint, "2025-11-10T01:00:00Z"});
  tell({"https://c.example/1", "c", "zh-Hans", kOther, "2025-11-10T02:00:00Z"});
  const auto as_of = [&](std::string_view moment) {
    const Store past = open({.read_only = true, .as_of = at(moment)});
    const auto event = past.sql("SELECT sources || ' ' || copies FROM event");
    return std::pair(told(past).size(),
                     event->rows.empty() ? "none" : event->rows[0][0].value_or("NULL"));
  };
  EXPECT_EQ(as_of("2025-11-09T23:00:00Z"), std::pair(std::size_t{0}, std::string("none")));
  EXPECT_EQ(as_of("2025-11-10T00:30:00Z"), std::pair(std::size_t{1}, std::string("1 0")));
  EXPECT_EQ(as_of("2025-11-10T01:30:00Z"), std::pair(std::size_t{2}, std::string("1 1")));
  EXPECT_EQ(as_of("2025-11-10T02:30:00Z"), std::pair(std::size_t{3}, std::string("2 1")));
}

TEST_F(WitnessTest, a_crowd_is_counted) {
  ASSERT_TRUE(store_.in_transaction([&]() -> Status {
    for (int i = 0; i < 300; ++i) {
      tell({fmt::format("https://n.example/{:03}", i), fmt::format("s{}", i % 7), "en",
            kPrint ^ (std::uint64_t{1} << i % 4)});
    }
    return {};
  }));
  EXPECT_THAT(events(), ElementsAre("hearing: 1 sources, 299 copies, 300 witnesses"));
}

TEST_F(WitnessTest, an_unknown_application_has_none) {
  EXPECT_THAT(store_.witnesses(99).value(), IsEmpty());
}

}  // namespace
}  // namespace gongwatch::store
