// The official side: rows of feeds, appointments, documents, corrections, and who disagrees.
#include "tests/store/fixture.h"

namespace gongwatch::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class OfficialTest : public StoreTest {
 protected:
  OfficialTest() : store_(open()) {
    const auto kept = keep(store_, "https://h.example/eds/appactive_app_sehk_e.json", "{}", "hkex");
    feed_ = kept.capture_id;
    page_ = kept.page_id;
    Decision decision = first_application();
    apply(decision);
  }

  void apply(const Decision& decision) {
    const auto status =
        store_.apply(decision, from(feed_, std::nullopt, "2025-11-10T00:00:00Z", "hkex"), "1");
    ASSERT_TRUE(status) << status.error().to_string();
  }

  // Facts of a story; its article.
  ArticleId story(const Decision& decision, const std::string& url = "https://n.example/1",
                  const std::string& language = "en") {
    const auto kept = keep(store_, url, url);
    capture_ = kept.capture_id;
    Document document;
    document.language = language;
    document.text = "Lantern Harbour passed its hearing.";
    const auto put =
        store_.put_article(kept.page_id, capture_, document, "1", at("2025-11-10T01:00:00Z"));
    EXPECT_TRUE(
        store_.apply(decision, from(capture_, put->article_id, "2025-11-10T01:00:00Z"), "1"));
    return put->article_id;
  }

  void read_pdf(const Decision& decision, std::string_view when, const std::string& version = "1",
                const std::string& url = "https://h.example/oc.pdf") {
    const auto kept = keep(store_, url, url + std::string(when), "hkex", when);
    const auto status =
        store_.apply_document(decision, from(kept.capture_id, std::nullopt, when, "hkex"), version);
    ASSERT_TRUE(status) << status.error().to_string();
  }

  static Decision with(std::vector<StageFact> stages) {
    Decision decision;
    decision.stages = std::move(stages);
    return decision;
  }

  void put(FeedRowChange::What what, FeedRow row, std::string_view when) {
    ASSERT_TRUE(
        store_.put_feed_rows(page_, {{what, row}}, {}, from(feed_, std::nullopt, when, "hkex")));
  }

  std::string ipo(const std::string& column) const {
    return ask("SELECT " + column + " FROM ipo WHERE application_id = 1");
  }

  Store store_;
  CaptureId feed_ = 0, capture_ = 0;
  std::int64_t page_ = 0;
};

TEST_F(OfficialTest, rows_of_a_feed_are_kept_and_what_became_of_them_is_told) {
  using What = FeedRowChange::What;
  EXPECT_THAT(store_.feed_rows(page_).value(), IsEmpty());
  EXPECT_EQ(ipo("vanished_on"), "NULL") << "never present: not judged";
  const std::uint64_t large = 0xFFFFFFFFFFFFFFF0ULL;
  put(What::appeared, {1, 108001, large, "A", true}, "2025-11-10T00:00:00Z");
  put(What::appeared, {1, 0, 5, "", true}, "2025-11-10T00:00:00Z");
  auto rows = store_.feed_rows(page_).value();
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].hkex_id, 0);
  EXPECT_EQ(rows[1].hash, large);
  EXPECT_EQ(rows[1].status, "A");
  EXPECT_TRUE(store_.is_present(108001, "appactive").value());
  EXPECT_FALSE(store_.is_present(108001, "appinactive").value());
  EXPECT_FALSE(store_.is_present(108001, "eds").value()) << "the file name counts, not its folder";
  EXPECT_FALSE(store_.is_present(108002, "appactive").value());
  EXPECT_FALSE(store_.is_present(0, "appactive").value());
  put(What::status, {1, 108001, 6, "LP", true}, "2025-11-11T00:00:00Z");
  put(What::vanished, {1, 108001, 6, "LP", false}, "2025-11-11T20:00:00Z");
  EXPECT_EQ(ipo("vanished_on"), "2025-11-12") << "a Hong Kong day; rows without an id do not count";
  EXPECT_FALSE(store_.is_present(108001, "appactive").value());
  EXPECT_FALSE(store_.feed_rows(page_).value()[1].present);
  put(What::returned, {1, 108001, 6, "LP", true}, "2025-11-13T00:00:00Z");
  EXPECT_EQ(ipo("vanished_on"), "NULL");
  std::vector<std::string> told;
  const auto answer =
      store_.sql("SELECT value FROM change WHERE what = 'feed row' ORDER BY changed_at");
  for (const auto& row : answer->rows) told.push_back(row[0].value_or(""));
  EXPECT_THAT(told, ElementsAre("status LP in appactive_app_sehk_e.json",
                                "row vanished from appactive_app_sehk_e.json",
                                "row returned to appactive_app_sehk_e.json"));
  EXPECT_EQ(ask("SELECT count(*) FROM feed_event WHERE feed = 'appactive_app_sehk_e.json'"), "5");
}

TEST_F(OfficialTest, a_new_hash_is_taken_over_without_an_event) {
  put(FeedRowChange::What::appeared, {1, 108001, 5, "A", true}, "2025-11-10T00:00:00Z");
  ASSERT_TRUE(
      store_.put_feed_rows(page_, {}, {{1, 108001, 77, "A", true}}, from(feed_, std::nullopt)));
  EXPECT_EQ(store_.feed_rows(page_).value()[0].hash, 77u);
  EXPECT_EQ(ask("SELECT count(*) FROM feed_event"), "1");
}

TEST_F(OfficialTest, a_row_without_an_id_stays_one_row_when_its_application_is_merged) {
  Decision second;
  second.new_issuers = {2};
  KnownApplication application;
  application.application_id = 2;
  application.issuer_id = 2;
  second.new_applications = {application};
  apply(second);
  put(FeedRowChange::What::appeared, {2, 0, 5, "RT", true}, "2025-11-10T00:00:00Z");
  Decision merged;
  merged.application_merges = {{2, 1, "name"}};
  apply(merged);
  EXPECT_EQ(store_.feed_rows(page_).value().at(0).application_id, 1);
  put(FeedRowChange::What::vanished, {1, 0, 5, "RT", false}, "2025-11-11T00:00:00Z");
  const auto rows = store_.feed_rows(page_).value();
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_FALSE(rows[0].present);
}

TEST_F(OfficialTest, a_warning_is_given_once_a_source) {
  const Instant now = at("2025-11-10T00:00:00Z");
  EXPECT_TRUE(store_.note_once("hkex", "unknown-status", "Q", now).value());
  EXPECT_FALSE(store_.note_once("hkex", "unknown-status", "Q", now).value());
  EXPECT_TRUE(store_.note_once("hkex", "unknown-status", "R", now).value());
  EXPECT_TRUE(store_.note_once("csrc", "unknown-status", "Q", now).value());
}

TEST_F(OfficialTest, an_application_of_which_nothing_readable_is_told_is_unknown) {
  EXPECT_EQ(ipo("stage"), "unknown");
  Store::ListFilter filter;
  filter.stage = "unknown";
  EXPECT_THAT(store_.list(filter).value(), SizeIs(1));
}

TEST_F(OfficialTest, the_computed_lapse_day_ends_with_the_application) {
  apply(with({stage_fact(1, Stage::filed, "2025-08-31", true)}));
  EXPECT_EQ(ipo("lapse_day"), "2026-02-28");
  apply(with({stage_fact(1, Stage::withdrawn, "2025-10-01", true)}));
  EXPECT_EQ(ipo("lapse_day"), "NULL");
}

StageFact passed_by(std::string_view iso) {
  auto fact = stage_fact(1, Stage::hearing, "", true);
  fact.event_by = day(iso);
  fact.disclosed_on = day(iso);
  fact.rule = "phip";
  return fact;
}

TEST_F(OfficialTest, a_hearing_known_by_its_phip_yields_to_an_earlier_told_day_only) {
  apply(with({stage_fact(1, Stage::phip, "2025-11-09", true), passed_by("2025-11-09")}));
  EXPECT_EQ(ipo("stage || ' ' || hearing_on"), "phip 2025-11-09");
  EXPECT_EQ(ask("SELECT witnesses FROM hearing"), "1");
  auto late = stage_fact(1, Stage::hearing, "2025-11-12");
  late.event_date = day("2025-11-12");
  story(with({late}));
  EXPECT_EQ(ipo("hearing_on"), "2025-11-09");
  EXPECT_EQ(
      ask("SELECT leading_value || ' ' || other_value FROM conflict WHERE field = 'event_by'"),
      "2025-11-09 2025-11-12");
  auto exact = stage_fact(1, Stage::hearing, "2025-11-07");
  exact.event_date = day("2025-11-06");
  story(with({exact}), "https://n.example/2");
  EXPECT_EQ(ipo("hearing_on"), "2025-11-06");
  EXPECT_EQ(store_.facts(1).value()[0].summary, "hearing on 2025-11-06, disclosed 2025-11-07");
  EXPECT_EQ(store_.facts(1).value()[2].summary, "hearing on or before 2025-11-09 (official)");
  EXPECT_EQ(ask("SELECT count(*) FROM timeline WHERE event_by = '2025-11-09'"), "1");
}

TEST_F(OfficialTest, official_appointments_lead_and_what_news_says_stays_in_conflict) {
  auto told = stage_fact(1, Stage::hearing, "2025-11-08");
  told.sponsors = {sponsor("Citi", "Citi")};
  story(with({told}));
  EXPECT_EQ(ipo("sponsors"), "Citi");
  Decision oc;
  oc.appointments = {{1, sponsor("China International Capital Corporation", "CICC"), "oc"},
                     {1, sponsor("Huatai Financial", "Huatai"), "oc"},
                     {1, sponsor("Some Bank", "SB", Role::overall_coordinator), "oc"}};
  read_pdf(oc, "2025-11-11T00:00:00Z");
  EXPECT_EQ(ipo("sponsors"), "CICC; Huatai");
  EXPECT_THAT(store_.list({}).value()[0].sponsors, ElementsAre("CICC", "Huatai"));
  EXPECT_EQ(ask("SELECT leading_value || ' | ' || other_value || ' | ' || leading_official "
                "FROM conflict WHERE field = 'sponsors'"),
            "CICC; Huatai | Citi | 1");
  EXPECT_EQ(ask("SELECT group_concat(sponsor, ' ') FROM sponsor_league ORDER BY sponsor"),
            "CICC Huatai");
  EXPECT_THAT(store_.known_issuers().value()[0].applications[0].sponsors,
              ElementsAre("CICC", "Huatai"));
  Store::ListFilter filter;
  filter.sponsor = "huatai";
  EXPECT_THAT(store_.list(filter).value(), SizeIs(1));
  EXPECT_EQ(ask("SELECT count(*) FROM appointment"), "3");
  EXPECT_EQ(store_.facts(1).value()[2].summary,
            "CICC, joint_sponsor (official), written \"China International Capital Corporation\"");
}

TEST_F(OfficialTest, code_and_offer_price_are_compared_and_the_official_ones_lead) {
  Decision update;
  update.updates = {{1, std::nullopt, "02799", std::nullopt}};
  apply(update);
  auto told = stage_fact(1, Stage::priced, "2025-11-20");
  told.stock_code = "02788";
  Decision news = with({told});
  Figure price;
  price.metric = "offer_price";
  price.value = 11;
  price.currency = "HKD";
  news.figures = {{1, price}};
  story(news);
  EXPECT_EQ(ipo("offer_price"), "11.0");
  Decision results;
  price.value = 12.5;
  results.figures = {{1, price, true}};
  results.closes = {{1, day("2025-11-18"), {}}};
  read_pdf(results, "2025-11-21T00:00:00Z");
  EXPECT_EQ(ipo("offer_price"), "12.5");
  EXPECT_EQ(ipo("subscription_closes_on"), "2025-11-18");
  EXPECT_EQ(ask("SELECT leading_value || ' ' || other_value FROM conflict "
                "WHERE field = 'stock_code' AND leading_official"),
            "02799 02788");
  EXPECT_EQ(ask("SELECT leading_value || ' ' || other_value FROM conflict "
                "WHERE field = 'offer_price' AND leading_official"),
            "12.5 11.0");
  EXPECT_EQ(ask("SELECT count(*) FROM conflict"), "2");
}

TEST_F(OfficialTest, a_pdf_read_again_keeps_what_it_tells_again_and_supersedes_the_rest) {
  Decision oc;
  oc.appointments = {{1, sponsor("CICC", "CICC"), "oc"}, {1, sponsor("Citi", "Citi"), "oc"}};
  oc.stages = {stage_fact(1, Stage::launched, "2025-11-11", true)};
  oc.closes = {{1, day("2025-11-18"), {}}};
  read_pdf(oc, "2025-11-11T00:00:00Z");
  read_pdf(oc, "2025-11-11T01:00:00Z", "1", "https://h.example/other.pdf");
  oc.appointments[1].sponsor.firm = "Citigroup";
  oc.closes.clear();
  read_pdf(oc, "2025-11-12T00:00:00Z", "2");
  EXPECT_EQ(ask("SELECT group_concat(sponsor || ' ' || known_at, ', ') FROM (SELECT * FROM "
                "appointment WHERE url = 'https://h.example/oc.pdf' ORDER BY appointment_fact_id)"),
            "CICC 2025-11-11T00:00:00Z, Citigroup 2025-11-12T00:00:00Z");
  EXPECT_EQ(ask("SELECT count(*) FROM appointment"), "4") << "the other document stands";
  EXPECT_EQ(ask("SELECT count(*) FROM stage_fact WHERE superseded_at IS NOT NULL"), "0");
  EXPECT_EQ(ask("SELECT count(*) FROM stage_fact"), "2");
  EXPECT_EQ(ask("SELECT count(*) FROM offer_close_fact WHERE superseded_at IS NULL"), "1");
  EXPECT_EQ(ask("SELECT value FROM change WHERE what = 'appointment superseded'"),
            "Citi (joint_sponsor)");
  EXPECT_EQ(ask("SELECT DISTINCT evidence_in FROM appointment_fact"), "document");
}

TEST_F(OfficialTest, an_article_decided_anew_changes_only_what_is_decided_differently) {
  auto attached = stage_fact(1, Stage::hearing, "2025-11-08");
  attached.sponsors = {sponsor("中金\xFF", "CICC")};
  auto unattached = stage_fact(1, Stage::filed, "2025-05-20");
  unattached.application_id.reset();
  Decision decision = with({attached, unattached});
  Figure figure;
  figure.metric = "revenue";
  figure.value = 13.49;
  decision.figures = {{1, figure}};
  const ArticleId article = story(decision);
  EXPECT_THAT(store_.unattached_articles(10).value(), SizeIs(1));
  EXPECT_THAT(store_.unattached_articles(0).value(), IsEmpty());
  EXPECT_EQ(ask("SELECT kind || ' ' || what || ' ' || day FROM unattached"),
            "stage filed 2025-05-20");
  decision.stages[0].attached_by = "alias+stage+date";
  const auto again = [&](std::string_view when) {
    const auto status = store_.reapply(decision, from(capture_, article, when), "1");
    ASSERT_TRUE(status) << status.error().to_string();
  };
  again("2025-11-12T00:00:00Z");
  EXPECT_EQ(ask("SELECT count(*) FROM stage_fact"), "2") << "told again: not written again";
  EXPECT_EQ(ask("SELECT max(known_at) FROM stage_fact"), "2025-11-10T01:00:00Z");
  decision.stages[1].application_id = 1;
  again("2025-11-13T00:00:00Z");
  EXPECT_EQ(ask("SELECT count(*) FROM stage_fact"), "3");
  EXPECT_THAT(store_.unattached_articles(10).value(), IsEmpty());
  EXPECT_THAT(store_.timeline(1).value(), SizeIs(2));
  EXPECT_EQ(ask("SELECT count(*) FROM figure_fact"), "1");
  decision.stages[0].sponsors[0].firm = "CICC HK";
  again("2025-11-14T00:00:00Z");
  EXPECT_EQ(ipo("sponsors"), "CICC HK") << "a sponsor is part of what is told";
  EXPECT_FALSE(store_.reapply(decision, from(capture_, std::nullopt), "1"));
}

OfficialDocument document(OfficialDocumentKind kind, const std::string& url,
                          const std::string& posted, const std::string& language) {
  OfficialDocument document;
  document.kind = kind;
  document.url = url;
  document.date = day(posted);
  document.language = language;
  return document;
}

TEST_F(OfficialTest, documents_are_asked_for_once_newest_first_in_english_while_it_is_alive) {
  using Kind = OfficialDocumentKind;
  Decision decision;
  for (const auto& [kind, url, posted, language] :
       {std::tuple{Kind::oc_announcement, "https://h.example/a.pdf", "2025-05-20", "en"},
        {Kind::oc_announcement, "https://h.example/a_c.pdf", "2025-05-20", "zh-Hant"},
        {Kind::oc_announcement, "https://h.example/b_c.PDF", "2025-06-20", "zh-Hant"},
        {Kind::phip, "https://h.example/phip.pdf", "2025-11-09", "en"},
        {Kind::prospectus, "https://h.example/multi.htm", "2025-11-11", "en"}}) {
    decision.documents.push_back({1, document(kind, url, posted, language)});
  }
  apply(decision);
  const auto ask_for = [&](int limit) {
    std::vector<std::string> urls;
    const auto documents =
        store_.documents_to_ask({Kind::oc_announcement, Kind::prospectus}, limit);
    for (const auto& each : documents.value()) urls.push_back(each.url);
    return urls;
  };
  EXPECT_THAT(ask_for(10), ElementsAre("https://h.example/b_c.PDF", "https://h.example/a.pdf"));
  EXPECT_THAT(ask_for(1), SizeIs(1));
  EXPECT_THAT(store_.documents_to_ask({}, 10).value(), IsEmpty());
  keep(store_, "https://h.example/a.pdf", "%PDF", "hkex");
  EXPECT_THAT(ask_for(10), ElementsAre("https://h.example/b_c.PDF")) << "nor its Chinese twin";
  EXPECT_EQ(ask("SELECT captured FROM document WHERE url = 'https://h.example/a.pdf'"), "1");
  EXPECT_EQ(ask("SELECT asked_at FROM document WHERE url = 'https://h.example/phip.pdf'"), "NULL");
  EXPECT_EQ(store_.document_at("https://h.example/a_c.pdf").value()->application_id, 1);
  EXPECT_EQ(store_.document_at("https://h.example/a_c.pdf").value()->kind, Kind::oc_announcement);
  EXPECT_FALSE(store_.document_at("https://h.example/none.pdf").value());
  EXPECT_THAT(store_.documents(1).value(), SizeIs(5));
  apply(with({stage_fact(1, Stage::withdrawn, "2025-12-01", true)}));
  EXPECT_THAT(ask_for(10), IsEmpty()) << "the application has ended";
}

TEST_F(OfficialTest, a_full_disk_undoes_the_whole_step) {
  path_ = (folder_ / "small.db").string();
  Store store = open({.max_bytes = 600 * 1024});
  const auto kept = keep(store, "https://h.example/f_e.json", "{}", "hkex");
  const Provenance provenance = from(kept.capture_id, std::nullopt);
  ASSERT_TRUE(store.apply(first_application(), provenance, "1"));
  std::vector<FeedRowChange> changes;
  for (int i = 1; i <= 20'000; ++i) {
    changes.push_back({FeedRowChange::What::appeared, {1, i, 1, "A", true}});
  }
  const auto status = store.in_transaction([&]() -> Status {
    Decision decision;
    decision.stages = {stage_fact(1, Stage::phip, "2025-11-09", true)};
    if (auto applied = store.apply(decision, provenance, "1"); !applied) return applied;
    return store.put_feed_rows(kept.page_id, changes, {}, provenance);
  });
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::store_unusable);
  EXPECT_THAT(status.error().message, HasSubstr("no space"));
  EXPECT_THAT(store.feed_rows(kept.page_id).value(), IsEmpty());
  EXPECT_THAT(store.timeline(1).value(), IsEmpty());
  changes.resize(3);
  EXPECT_TRUE(store.put_feed_rows(kept.page_id, changes, {}, provenance)) << "and goes on";
}

TEST_F(OfficialTest, rows_of_nothing_are_refused) {
  EXPECT_FALSE(store_.put_feed_rows(page_, {{FeedRowChange::What::appeared, {99, 5, 1, "A", true}}},
                                    {}, from(feed_, std::nullopt)));
  EXPECT_FALSE(store_.put_feed_rows(99, {{FeedRowChange::What::appeared, {1, 5, 1, "A", true}}}, {},
                                    from(feed_, std::nullopt)));
  Decision decision;
  decision.appointments = {{99, sponsor("CICC", "CICC"), "oc"}};
  EXPECT_FALSE(store_.apply(decision, from(feed_, std::nullopt), "1"));
  EXPECT_EQ(ask("SELECT count(*) FROM feed_row_event"), "0");
}

}  // namespace
}  // namespace gongwatch::store
