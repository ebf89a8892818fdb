// Decisions in, views and questions out.
#include "tests/store/fixture.h"

namespace gongwatch::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class FactsTest : public StoreTest {
 protected:
  FactsTest() : store_(open()) {
    feed_ = keep(store_, "https://h.example/feed.json", "{}", "hkex").capture_id;
  }

  // Tells official facts of the feed, known at `when`.
  void official(const Decision& decision, std::string_view when = "2025-11-10T00:00:00Z") {
    const auto status = store_.apply(decision, from(feed_, std::nullopt, when, "hkex"), "1");
    ASSERT_TRUE(status) << status.error().to_string();
  }

  // A story with these facts; its text is a paragraph a line.
  ArticleId story(const std::string& url, const Decision& decision,
                  std::string_view date = "2025-11-10", const std::string& language = "en") {
    const auto kept = keep(store_, url, url + std::to_string(++bodies_));
    Document document;
    document.language = language;
    document.title = "Lantern Harbour passes";
    document.text = "First paragraph.\n\nLantern Harbour passed its hearing.\n\nLast.";
    document.date = day(date);
    document.removed = {{RemovalReason::share, 3, "Share this"}};
    const auto put = store_.put_article(kept.page_id, kept.capture_id, document, "1",
                                        at("2025-11-10T01:00:00Z"));
    EXPECT_TRUE(put) << put.error().to_string();
    EXPECT_TRUE(put->is_new);
    const auto status =
        store_.apply(decision, from(kept.capture_id, put->article_id, "2025-11-10T01:00:00Z"), "1");
    EXPECT_TRUE(status) << status.error().to_string();
    return put->article_id;
  }

  static Decision with(std::vector<StageFact> stages) {
    Decision decision;
    decision.stages = std::move(stages);
    return decision;
  }

  std::string ipo(const std::string& column) const {
    return ask("SELECT " + column + " FROM ipo WHERE application_id = 1");
  }

  Store store_;
  CaptureId feed_ = 0;
  int bodies_ = 0;
};

Ranking a_ranking() {
  Ranking ranking;
  ranking.issuer = "Lantern Harbour";
  ranking.rank = 12;
  ranking.subject = "lantern maker";
  ranking.region = "China";
  ranking.metric = "production";
  ranking.period = "2024";
  ranking.authority = "ABC";
  return ranking;
}

TEST_F(FactsTest, an_application_has_its_names_stage_and_days) {
  Decision decision = first_application();
  decision.stages = {stage_fact(1, Stage::filed, "2025-08-31", true),
                     stage_fact(1, Stage::phip, "2025-11-09", true)};
  official(decision);
  EXPECT_EQ(ipo("name_en"), "Lantern Harbour Foods Limited");
  EXPECT_EQ(ipo("name_zh"), "灯港食品有限公司");
  EXPECT_EQ(ipo("hkex_id"), "108001");
  EXPECT_EQ(ipo("board"), "main");
  EXPECT_EQ(ipo("stage"), "phip");
  EXPECT_EQ(ipo("stage_on"), "2025-11-09");
  EXPECT_EQ(ipo("filed_on"), "2025-08-31");
  EXPECT_EQ(ipo("phip_on"), "2025-11-09");
  EXPECT_EQ(ipo("hearing_on"), "NULL");
  EXPECT_EQ(ipo("subscription_closes_on"), "NULL");
  EXPECT_EQ(ipo("lapse_day"), "2026-02-28") << "six months, clamped to the end of the month";
  EXPECT_EQ(ipo("days_in_stage = CAST(julianday(date('now', '+8 hours')) - julianday('2025-11-09') "
                "AS INTEGER)"),
            "1");
}

TEST_F(FactsTest, the_official_day_of_a_stage_comes_before_any_told_one) {
  Decision decision = first_application();
  auto official_day = stage_fact(1, Stage::filed, "2025-05-20", true);
  official_day.event_date.reset();
  decision.stages = {official_day};
  official(decision);
  auto told = stage_fact(1, Stage::filed, "2025-05-18");
  told.event_date = day("2025-05-18");
  story("https://n.example/1", with({told}));
  EXPECT_EQ(ipo("filed_on"), "2025-05-20");
}

TEST_F(FactsTest, a_refiling_counts_for_the_lapse_day) {
  Decision decision = first_application();
  decision.stages = {stage_fact(1, Stage::filed, "2025-01-10", true),
                     stage_fact(1, Stage::refiled, "2025-07-15", true)};
  official(decision);
  EXPECT_EQ(ipo("stage"), "refiled");
  EXPECT_EQ(ipo("lapse_day"), "2026-01-15");
}

TEST_F(FactsTest, the_newest_official_name_is_shown_and_a_former_one_is_not) {
  official(first_application());
  Decision renamed;
  renamed.new_names = {name(1, "Glow Harbour Limited", NameKind::official, "en"),
                       name(1, "Old Harbour Limited", NameKind::former, "en")};
  official(renamed);
  EXPECT_EQ(ipo("name_en"), "Glow Harbour Limited");
}

TEST_F(FactsTest, a_hearing_told_a_day_later_does_not_outrank_the_official_phip) {
  Decision decision = first_application();
  decision.stages = {stage_fact(1, Stage::phip, "2025-11-09", true)};
  official(decision);
  story("https://n.example/1", with({stage_fact(1, Stage::hearing, "2025-11-10")}));
  EXPECT_EQ(ipo("stage"), "phip");
  EXPECT_EQ(ipo("hearing_on"), "2025-11-10");
  EXPECT_EQ(ask("SELECT passed_on || ' ' || witnesses FROM hearing"), "2025-11-09 2");
  story("https://n.example/2", with({stage_fact(1, Stage::launched, "2025-11-14")}));
  EXPECT_EQ(ipo("stage"), "launched");
}

TEST_F(FactsTest, a_new_hearing_long_after_a_phip_counts) {
  Decision decision = first_application();
  decision.stages = {stage_fact(1, Stage::phip, "2025-06-09", true)};
  official(decision);
  story("https://n.example/1", with({stage_fact(1, Stage::hearing, "2025-11-10")}));
  EXPECT_EQ(ipo("stage"), "hearing");
}

TEST_F(FactsTest, a_listing_without_a_day_is_the_stage_and_shows_no_invented_day) {
  Decision decision = first_application();
  decision.stages = {stage_fact(1, Stage::phip, "2025-11-09", true),
                     stage_fact(1, Stage::listed, "", true), stage_fact(1, Stage::filed, "", true)};
  official(decision, "2025-12-01T00:00:00Z");
  EXPECT_EQ(ipo("stage"), "listed");
  EXPECT_EQ(ipo("stage_on"), "NULL");
  EXPECT_EQ(ipo("listed_on"), "NULL");
  EXPECT_EQ(ipo("days_in_stage"), "NULL");
  auto witness = stage_fact(1, Stage::listed, "");
  witness.event_date = day("2025-11-24");
  story("https://n.example/1", with({witness}));
  EXPECT_EQ(ipo("stage"), "listed");
  EXPECT_EQ(ipo("stage_on"), "2025-11-24");
}

TEST_F(FactsTest, looks_back_count_in_the_timeline_alone) {
  official(first_application());
  auto past = stage_fact(1, Stage::listed, "2020-01-01");
  past.history = true;
  story("https://n.example/1", with({past, stage_fact(1, Stage::hearing, "2025-11-10")}));
  EXPECT_EQ(ipo("stage"), "hearing");
  EXPECT_EQ(ipo("listed_on"), "NULL");
  EXPECT_THAT(store_.timeline(1).value(), SizeIs(2));
}

TEST_F(FactsTest, sponsors_are_firms_once_each_from_all_witnesses_of_the_newest_stage) {
  official(first_application());
  auto filed = stage_fact(1, Stage::filed, "2025-05-20");
  filed.sponsors = {sponsor("Old House Capital", std::nullopt)};
  auto english = stage_fact(1, Stage::hearing, "2025-11-09");
  english.sponsors = {sponsor("China International Capital", "CICC"),
                      sponsor("Blue Ridge Capital", std::nullopt, Role::sole_sponsor),
                      sponsor("Some Bank", "SB", Role::bookrunner)};
  auto chinese = stage_fact(1, Stage::hearing, "2025-11-09");
  chinese.sponsors = {sponsor("中金公司", "CICC"),
                      sponsor("华泰国际", "Huatai", Role::sponsor_overall_coordinator)};
  story("https://n.example/1", with({filed}));
  story("https://n.example/2", with({english}));
  story("https://n.example/3", with({chinese}), "2025-11-10", "zh-Hans");
  EXPECT_EQ(ipo("sponsors"), "CICC; Blue Ridge Capital; Huatai");
  EXPECT_THAT(store_.list({}).value().at(0).sponsors,
              ElementsAre("CICC", "Blue Ridge Capital", "Huatai"));
  EXPECT_EQ(ask("SELECT applications || ' ' || main_board || ' ' || heard FROM sponsor_league "
                "WHERE sponsor = 'CICC'"),
            "1 1 1");
  auto told_officially = stage_fact(1, Stage::filed, "2025-05-20", true);
  told_officially.sponsors = {sponsor("Huatai Financial", "Huatai")};
  official(with({told_officially}));
  EXPECT_EQ(ipo("sponsors"), "Huatai") << "official first";
}

TEST_F(FactsTest, sources_that_disagree_show_in_conflict_and_the_official_one_leads) {
  Decision decision = first_application();
  auto phip = stage_fact(1, Stage::phip, "2025-11-09", true);
  phip.board = Board::main;
  decision.stages = {phip};
  official(decision);
  EXPECT_EQ(ask("SELECT count(*) FROM conflict"), "0");
  auto first = stage_fact(1, Stage::hearing, "2025-11-09");
  first.sponsors = {sponsor("CICC", "CICC")};
  auto second = stage_fact(1, Stage::hearing, "2025-11-09");
  second.sponsors = {sponsor("中金", "CICC")};
  story("https://n.example/1", with({first}));
  story("https://n.example/2", with({second}));
  EXPECT_EQ(ask("SELECT count(*) FROM conflict"), "0") << "one firm under two names is no conflict";
  auto third = stage_fact(1, Stage::hearing, "2025-11-12");
  third.sponsors = {sponsor("Huatai", "Huatai")};
  third.board = Board::gem;
  story("https://n.example/3", with({third}));
  EXPECT_EQ(
      ask("SELECT leading_value || ' ' || other_value FROM conflict WHERE field = 'sponsors'"),
      "CICC Huatai");
  EXPECT_EQ(
      ask("SELECT leading_value || ' ' || other_value FROM conflict WHERE field = 'disclosed_on'"),
      "2025-11-09 2025-11-12");
  EXPECT_EQ(ask("SELECT leading_value || ' ' || other_value || ' ' || leading_source FROM conflict "
                "WHERE field = 'board'"),
            "main gem hkex");
}

TEST_F(FactsTest, a_newer_article_of_the_page_supersedes_the_older_one_and_its_facts) {
  official(first_application(std::nullopt));
  EXPECT_EQ(ask("SELECT count(*) FROM ipo"), "0") << "nothing lives of it yet";
  Decision decision = with({stage_fact(1, Stage::hearing, "2025-11-09")});
  decision.rankings = {{1, a_ranking()}};
  const auto first = story("https://n.example/1", decision);
  story("https://n.example/other", with({stage_fact(1, Stage::filed, "2025-05-20")}));
  EXPECT_EQ(ipo("stage"), "hearing");
  story("https://n.example/1", with({}));
  EXPECT_EQ(ipo("stage"), "filed");
  EXPECT_EQ(ask("SELECT count(*) FROM stage_fact"), "2") << "superseded, not deleted";
  EXPECT_EQ(ask("SELECT superseded_at FROM article WHERE article_id = " + std::to_string(first)),
            "2025-11-10T01:00:00Z");
  EXPECT_EQ(ask("SELECT count(*) FROM ranking"), "0");
  EXPECT_EQ(ask("SELECT count(*) FROM ranking_fact"), "1");
  EXPECT_EQ(ask("SELECT value FROM change WHERE what = 'stage superseded'"), "hearing 2025-11-09");
  EXPECT_THAT(store_.articles(1).value(), SizeIs(1));
}

TEST_F(FactsTest, the_same_capture_read_by_the_same_parser_is_one_article) {
  const auto kept = keep(store_, "https://n.example/1", "x");
  Document document;
  const auto first =
      store_.put_article(kept.page_id, kept.capture_id, document, "1", at("2025-11-10")).value();
  const auto again =
      store_.put_article(kept.page_id, kept.capture_id, document, "1", at("2025-11-11")).value();
  EXPECT_FALSE(again.is_new);
  EXPECT_EQ(again.article_id, first.article_id);
  const auto newer =
      store_.put_article(kept.page_id, kept.capture_id, document, "2", at("2025-11-11")).value();
  EXPECT_TRUE(newer.is_new);
  EXPECT_EQ(ask("SELECT count(*) FROM article WHERE superseded_at IS NULL"), "1");
}

TEST_F(FactsTest, facts_come_with_the_paragraph_that_proves_them) {
  official(first_application());
  auto hearing = stage_fact(1, Stage::hearing, "2025-11-09");
  hearing.evidence = {Evidence::In::text, 34, 39, "passed"};
  hearing.evidence.end = 40;
  hearing.sponsors = {sponsor("中金公司", "CICC")};
  hearing.sponsors[0].evidence = {Evidence::In::title, 8, 15, "Harbour"};
  Decision decision = with({hearing});
  decision.rankings = {{1, a_ranking()}};
  Figure figure;
  figure.issuer = "Lantern Harbour";
  figure.metric = "revenue";
  figure.period = "FY2024";
  figure.value = 13490000000;
  figure.currency = "CNY";
  figure.qualifier = "approximately";
  figure.as_written = "RMB 13.49 billion";
  decision.figures = {{1, figure}};
  story("https://n.example/1", decision);
  const auto facts = store_.facts(1).value();
  ASSERT_THAT(facts, SizeIs(4));
  EXPECT_EQ(facts[0].summary, "hearing, disclosed 2025-11-09");
  EXPECT_EQ(facts[0].paragraph, "Lantern Harbour passed its hearing.");
  EXPECT_EQ(facts[0].paragraph.substr(facts[0].quote_at, facts[0].quote.size()), "passed");
  EXPECT_EQ(facts[1].summary, "CICC, joint_sponsor (hearing), written \"中金公司\"");
  EXPECT_EQ(facts[1].paragraph, "Lantern Harbour passes");
  EXPECT_EQ(facts[1].quote_at, 8u);
  EXPECT_EQ(facts[2].summary, "#12 lantern maker, China (production, 2024, ABC)");
  EXPECT_EQ(facts[3].summary,
            "revenue, FY2024: approximately 13490000000 CNY, written \"RMB 13.49 billion\"");
  EXPECT_EQ(ask("SELECT value FROM figure"), "13490000000.0");
  EXPECT_EQ(ask("SELECT rank || subject FROM ranking"), "12.0lantern maker");
}

TEST_F(FactsTest, evidence_outside_the_text_is_bounded) {
  official(first_application());
  auto hearing = stage_fact(1, Stage::hearing, "2025-11-09");
  hearing.evidence = {Evidence::In::text, 9999, 10010, "?"};
  story("https://n.example/1", with({hearing}));
  EXPECT_EQ(store_.facts(1).value().at(0).paragraph, "Last.");
}

TEST_F(FactsTest, the_timeline_runs_from_old_to_new_with_its_sources) {
  Decision decision = first_application();
  auto filed = stage_fact(1, Stage::filed, "2025-05-20", true);
  filed.evidence.quote = "{\"id\":1}";
  decision.stages = {stage_fact(1, Stage::phip, "2025-11-09", true), filed};
  official(decision);
  story("https://n.example/1", with({stage_fact(1, Stage::hearing, "2025-11-09")}));
  const auto rows = store_.timeline(1).value();
  ASSERT_THAT(rows, SizeIs(3));
  EXPECT_EQ(rows[0].stage, "filed");
  EXPECT_EQ(rows[0].evidence_in, "feed");
  EXPECT_EQ(rows[0].quote, "{\"id\":1}");
  EXPECT_EQ(rows[0].url, "https://h.example/feed.json");
  EXPECT_EQ(rows[1].stage, "hearing");
  EXPECT_EQ(rows[1].source_id, "wire");
  EXPECT_EQ(rows[1].article_title, "Lantern Harbour passes");
  EXPECT_EQ(rows[2].stage, "phip");
  EXPECT_TRUE(rows[2].official);
  EXPECT_EQ(ask("SELECT count(*) FROM timeline"), "3");
}

TEST_F(FactsTest, unattached_facts_are_kept_and_belong_to_nothing) {
  auto fact = stage_fact(1, Stage::hearing, "2025-11-09");
  fact.application_id.reset();
  story("https://n.example/1", with({fact}));
  EXPECT_EQ(ask("SELECT count(*) FROM stage_fact WHERE application_id IS NULL"), "1");
  EXPECT_EQ(ask("SELECT count(*) FROM ipo"), "0");
  EXPECT_THAT(store_.known_issuers().value(), IsEmpty());
}

TEST_F(FactsTest, links_and_fills_are_written_once_and_noted) {
  Decision decision = first_application(std::nullopt);
  decision.new_applications[0].board.reset();
  decision.stages = {stage_fact(1, Stage::hearing, "2025-11-09")};
  official(decision);
  Decision later;
  later.hkex_links = {{1, 108777, "name"}};
  later.updates = {{1, Board::gem, "02799", std::nullopt}};
  official(later);
  Decision other;
  other.hkex_links = {{1, 109999, "name"}};
  other.updates = {{1, Board::main, "00001", std::nullopt}};
  official(other);
  EXPECT_EQ(ipo("hkex_id || ' ' || board || ' ' || stock_code"), "108777 gem 02799");
  EXPECT_EQ(ask("SELECT count(*) FROM application_change"), "3");
  EXPECT_EQ(ask("SELECT value FROM change WHERE what = 'hkex_id'"), "108777");
}

TEST_F(FactsTest, a_decision_that_clashes_is_undone_whole) {
  official(first_application());
  Decision clash;
  clash.new_names = {name(1, "Half Written Limited", NameKind::alias, "en")};
  clash.stages = {stage_fact(99, Stage::filed, "2025-05-20")};
  const auto status = store_.apply(clash, from(feed_, std::nullopt), "1");
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::internal);
  EXPECT_EQ(ask("SELECT count(*) FROM issuer_name WHERE name = 'Half Written Limited'"), "0");
}

TEST_F(FactsTest, what_was_written_is_what_the_tracker_gets_after_a_restart) {
  Decision decision = first_application();
  decision.new_applications[0].stock_code = "02799";
  auto second = decision.new_applications[0];
  second.application_id = 2;
  second.hkex_id = 108999;
  second.previous_application_id = 1;
  decision.new_applications.push_back(second);
  auto fact = stage_fact(1, Stage::hearing, "2025-11-09");
  fact.history = true;
  fact.board = Board::gem;
  decision.stages = {stage_fact(1, Stage::phip, "2025-11-09", true), fact};
  OfficialDocument document;
  document.kind = OfficialDocumentKind::phip;
  document.url = "https://h.example/phip.pdf";
  document.date = day("2025-11-09");
  document.submission = 2;
  decision.documents = {{1, document}, {1, document}};
  official(decision);
  store_ = open();
  const auto known = store_.known_issuers().value();
  ASSERT_THAT(known, SizeIs(1));
  EXPECT_EQ(known[0].issuer_id, 1);
  ASSERT_THAT(known[0].names, SizeIs(2));
  EXPECT_EQ(known[0].names[0].key, "lantern harbour foods");
  ASSERT_THAT(known[0].applications, SizeIs(2));
  const auto& application = known[0].applications[0];
  EXPECT_EQ(application.hkex_id, 108001);
  EXPECT_EQ(application.stock_code, "02799");
  EXPECT_EQ(application.board, Board::main);
  ASSERT_THAT(application.stages, SizeIs(2));
  EXPECT_EQ(application.stages[0].stage, Stage::phip);
  EXPECT_TRUE(application.stages[0].official);
  EXPECT_EQ(application.stages[0].event_date, day("2025-11-09"));
  EXPECT_TRUE(application.stages[1].history);
  EXPECT_EQ(application.stages[1].board, Board::gem);
  EXPECT_FALSE(application.stages[1].event_date);
  EXPECT_EQ(known[0].applications[1].previous_application_id, 1);
  const auto documents = store_.documents(1).value();
  ASSERT_THAT(documents, SizeIs(1));
  EXPECT_EQ(documents[0].kind, OfficialDocumentKind::phip);
  EXPECT_EQ(documents[0].submission, 2);
}

TEST_F(FactsTest, an_ipo_is_found_by_id_code_and_any_name) {
  Decision decision = first_application();
  decision.new_applications[0].stock_code = "02799";
  decision.new_names.push_back(name(1, "Glow Kitchen", NameKind::alias, "en"));
  decision.stages = {stage_fact(1, Stage::phip, "2025-11-09", true)};
  official(decision);
  for (const char* query : {"#1", "108001", "2799", "02799", "LANTERN HARBOUR FOODS LTD.",
                            "harbour", "glow kitchen", "燈港食品", "燈港", " 灯港食品有限公司 "}) {
    EXPECT_THAT(store_.find(query).value(), SizeIs(1)) << query;
  }
  for (const char* query :
       {"#2", "#", "", "99999999999999999999999", "nobody", "%", "' OR 1 = 1 --", "-1"}) {
    EXPECT_THAT(store_.find(query).value(), IsEmpty()) << query;
  }
  EXPECT_THAT(store_.names(1).value(), SizeIs(3));
}

TEST_F(FactsTest, the_list_is_filtered_and_newest_comes_first) {
  Decision decision = first_application();
  auto other = decision.new_applications[0];
  other.application_id = 2;
  other.issuer_id = 2;
  other.hkex_id = 108002;
  other.board = Board::gem;
  decision.new_issuers.push_back(2);
  decision.new_applications.push_back(other);
  decision.new_names.push_back(name(2, "Meridia Group Limited", NameKind::official, "en"));
  auto hearing = stage_fact(2, Stage::hearing, "2025-11-20");
  hearing.sponsors = {sponsor("中金公司", "CICC")};
  decision.stages = {stage_fact(1, Stage::phip, "2025-11-09", true), hearing};
  decision.rankings = {{2, a_ranking()}, {2, a_ranking()}};
  official(decision);
  const auto ids = [&](const Store::ListFilter& filter) {
    std::vector<ApplicationId> found;
    const auto rows = store_.list(filter).value();
    for (const auto& row : rows) found.push_back(row.application_id);
    return found;
  };
  Store::ListFilter filter;
  EXPECT_THAT(ids(filter), ElementsAre(2, 1));
  filter.limit = 1;
  EXPECT_THAT(ids(filter), ElementsAre(2));
  EXPECT_THAT(store_.list(filter).value()[0].rankings,
              ElementsAre("#12 lantern maker, China (production, 2024, ABC)"));
  filter = {};
  filter.stage = "phip";
  EXPECT_THAT(ids(filter), ElementsAre(1));
  filter = {};
  filter.board = "gem";
  EXPECT_THAT(ids(filter), ElementsAre(2));
  for (const char* house : {"cicc", "中金", "中金公"}) {
    filter = {};
    filter.sponsor = house;
    EXPECT_THAT(ids(filter), ElementsAre(2)) << house;
  }
  filter = {};
  filter.text = "灯港";
  EXPECT_THAT(ids(filter), ElementsAre(1));
  filter = {};
  filter.since = day("2025-11-10");
  EXPECT_THAT(ids(filter), ElementsAre(2));
  filter = {};
  filter.until = day("2025-11-09");
  EXPECT_THAT(ids(filter), ElementsAre(1));
}

TEST_F(FactsTest, earlier_articles_of_a_source_are_those_captured_before) {
  const auto put = [&](const std::string& url, const std::string& text, std::string_view when,
                       const std::string& source = "wire", PageKind kind = PageKind::article,
                       std::string_view version = "1") {
    const auto kept = keep(store_, url, url + text, source, when);
    Document document;
    document.kind = kind;
    document.title = "Title of " + text;
    document.text = text;
    document.removed = {{RemovalReason::share, 0, "Share " + text}};
    EXPECT_TRUE(store_.put_article(kept.page_id, kept.capture_id, document, version, at(when)));
    return kept.capture_id;
  };
  const auto texts = [&](CaptureId capture, std::size_t limit) {
    std::vector<std::string> found;
    const auto articles = store_.earlier_articles(capture, limit).value();
    for (const auto& article : articles) found.push_back(article.text);
    return found;
  };
  put("https://n.example/1", "one", "2025-11-01T00:00:00Z");
  put("https://n.example/2", "two", "2025-11-02T00:00:00Z");
  put("https://other.example/1", "another source", "2025-11-02T00:00:00Z", "other");
  put("https://n.example/list", "an index", "2025-11-02T00:00:00Z", "wire", PageKind::index);
  put("https://n.example/1", "one, changed", "2025-11-03T00:00:00Z");
  put("https://n.example/3", "of an older day, but here already", "2025-11-04T00:00:00Z");
  const CaptureId now = put("https://n.example/4", "now", "2025-11-04T00:00:00Z");
  put("https://n.example/5", "later", "2025-11-05T00:00:00Z");
  put("https://n.example/6", "from an archive that came later", "2025-11-03T00:00:00Z");
  const CaptureId again = put("https://n.example/4", "now, changed", "2025-11-06T00:00:00Z");

  EXPECT_THAT(texts(now, 8),
              ElementsAre("of an older day, but here already", "one, changed", "two"));
  EXPECT_THAT(texts(now, 2), ElementsAre("of an older day, but here already", "one, changed"));
  EXPECT_THAT(texts(again, 2), ElementsAre("later", "of an older day, but here already"));
  EXPECT_THAT(texts(999, 8), IsEmpty());
  const auto newest = store_.earlier_articles(now, 1).value();
  EXPECT_EQ(newest[0].url, "https://n.example/3");
  EXPECT_EQ(newest[0].title, "Title of of an older day, but here already");
  EXPECT_THAT(newest[0].removed, ElementsAre("Share of an older day, but here already"));
  // Read by a newer parser: as that one read it.
  Document reread;
  reread.text = "two, read better";
  const auto two = store_.page("https://n.example/2").value().value();
  ASSERT_TRUE(
      store_.put_article(two.page_id, *two.capture_id, reread, "2", at("2025-11-07T00:00:00Z")));
  EXPECT_THAT(texts(now, 8),
              ElementsAre("of an older day, but here already", "one, changed", "two, read better"));
}

TEST_F(FactsTest, an_article_tells_what_was_removed_from_it) {
  official(first_application());
  story("https://n.example/1", with({stage_fact(1, Stage::hearing, "2025-11-09")}));
  const auto articles = store_.articles(1).value();
  ASSERT_THAT(articles, SizeIs(1));
  EXPECT_EQ(articles[0].url, "https://n.example/1");
  ASSERT_THAT(articles[0].removed, SizeIs(1));
  EXPECT_EQ(articles[0].removed[0].reason, RemovalReason::share);
  EXPECT_EQ(articles[0].removed[0].block, 3u);
}

}  // namespace
}  // namespace gongwatch::store
