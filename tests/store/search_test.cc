// The full-text index beside the articles.
#include "store/migrations.h"
#include "tests/store/fixture.h"

namespace gongwatch::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class SearchTest : public StoreTest {
 protected:
  ArticleId put(const std::string& url, const std::string& title, const std::string& text,
                std::string_view published, std::string_view captured = "2025-11-20T00:00:00Z",
                const std::string& source = "wire", const std::string& version = "1") {
    const auto kept = keep(store_, url, url + title, source, captured);
    Document document;
    document.language = "zh-Hant";
    document.charset = "UTF-8";
    document.title = title;
    document.text = text;
    if (!published.empty()) document.published_at = at(published);
    const auto put =
        store_.put_article(kept.page_id, kept.capture_id, document, version, at(captured));
    EXPECT_TRUE(put) << put.error().to_string();
    return put.value().article_id;
  }

  std::vector<std::string> titles(const Store& store, const std::string& typed,
                                  const Store::SearchFilter& filter = {}) const {
    const auto hits = store.search(text::parse_search(typed).value(), filter);
    EXPECT_TRUE(hits) << hits.error().to_string();
    std::vector<std::string> found;
    for (const auto& hit : hits.value()) found.push_back(hit.title);
    return found;
  }

  Store store_ = open();
};

TEST_F(SearchTest, finds_words_of_two_characters_in_both_scripts_newest_first) {
  put("https://n.example/1", "old", "公司已通過聆訊。", "2025-11-01T00:00:00Z");
  put("https://n.example/2", "new", "公司已通过聆讯", "2025-11-02T00:00:00Z");
  put("https://n.example/3", "other", "通過會議", "2025-11-03T00:00:00Z");
  EXPECT_THAT(titles(store_, "聆訊"), ElementsAre("new", "old"));
  EXPECT_THAT(titles(store_, "聆讯"), ElementsAre("new", "old"));
  EXPECT_THAT(titles(store_, "訊"), ElementsAre("new", "old"));
  EXPECT_THAT(titles(store_, "通過"), ElementsAre("other", "new", "old"));
  EXPECT_THAT(titles(store_, "過聆訊"), ElementsAre("new", "old"));
  EXPECT_THAT(titles(store_, "訊聆"), IsEmpty());
  EXPECT_THAT(titles(store_, "通過 -聆訊"), ElementsAre("other"));
  EXPECT_THAT(titles(store_, "會議 OR \"已通過\""), ElementsAre("other", "new", "old"));
}

TEST_F(SearchTest, a_title_counts_more_than_the_text) {
  put("https://n.example/1", "Tea for all", "Nothing.", "2025-11-01T00:00:00Z");
  put("https://n.example/2", "Nothing", "Some tea, too, was sold here and there.",
      "2025-11-02T00:00:00Z");
  put("https://n.example/3", "Else", "Else.", "2025-11-02T00:00:00Z");
  EXPECT_THAT(titles(store_, "tea"), ElementsAre("Nothing", "Tea for all"));
  Store::SearchFilter ranked;
  ranked.ranked = true;
  EXPECT_THAT(titles(store_, "tea", ranked), ElementsAre("Tea for all", "Nothing"));
  EXPECT_GT(store_.search(text::parse_search("tea").value(), ranked).value()[0].score, 0);
}

TEST_F(SearchTest, by_day_source_and_number) {
  put("https://n.example/1", "a", "tea", "2025-11-01T15:59:59Z");
  put("https://n.example/2", "b", "tea", "2025-11-01T16:00:00Z", "2025-11-20T00:00:00Z", "daily");
  put("https://n.example/3", "c", "tea", "2025-11-03T00:00:00Z");
  Store::SearchFilter filter;
  filter.since = day("2025-11-02");
  EXPECT_THAT(titles(store_, "tea", filter), ElementsAre("c", "b"));
  filter.until = day("2025-11-02");
  EXPECT_THAT(titles(store_, "tea", filter), ElementsAre("b"));
  Store::SearchFilter daily;
  daily.source = "daily";
  EXPECT_THAT(titles(store_, "tea", daily), ElementsAre("b"));
  Store::SearchFilter one;
  one.limit = 1;
  EXPECT_THAT(titles(store_, "tea", one), ElementsAre("c"));
}

TEST_F(SearchTest, many_articles_of_one_second_and_one_from_the_future) {
  for (int i = 0; i < 30; ++i) {
    put("https://n.example/" + std::to_string(i), "same", "tea", "2025-11-01T00:00:00Z");
  }
  put("https://n.example/future", "future", "tea", "2099-01-01T00:00:00Z", "2025-10-01T00:00:00Z");
  Store::SearchFilter filter;
  filter.limit = 100;
  const auto found = titles(store_, "tea", filter);
  ASSERT_EQ(found.size(), 31u);
  EXPECT_EQ(found.back(), "future");  // as old as its capture
}

TEST_F(SearchTest, a_newer_reading_of_the_page_takes_the_place_of_the_older) {
  put("https://n.example/1", "first", "tea and hearing", "2025-11-01T00:00:00Z",
      "2025-11-10T00:00:00Z");
  put("https://n.example/1", "second", "tea and listing", "2025-11-01T00:00:00Z",
      "2025-11-12T00:00:00Z");
  EXPECT_THAT(titles(store_, "tea"), ElementsAre("second"));
  EXPECT_THAT(titles(store_, "hearing"), IsEmpty());
  const Store past = open({.read_only = true, .as_of = at("2025-11-11T00:00:00Z")});
  EXPECT_THAT(titles(past, "tea"), ElementsAre("first"));
  EXPECT_THAT(titles(past, "hearing"), ElementsAre("first"));
}

TEST_F(SearchTest, an_article_that_is_undone_is_not_found) {
  const auto kept = keep(store_, "https://n.example/1", "x");
  Document document;
  document.title = "gone";
  document.text = "tea";
  const Status undone = store_.in_transaction([&]() -> Status {
    EXPECT_TRUE(store_.put_article(kept.page_id, kept.capture_id, document, "1", {}));
    return fail(ErrorKind::internal, "no");
  });
  EXPECT_FALSE(undone);
  EXPECT_THAT(titles(store_, "tea"), IsEmpty());
}

TEST_F(SearchTest, of_an_issuer_alone) {
  put("https://n.example/1", "theirs", "tea", "2025-11-01T00:00:00Z");
  put("https://n.example/2", "other", "tea", "2025-11-02T00:00:00Z");
  Decision decision = first_application();
  StageFact told = stage_fact(1, Stage::hearing, "2025-11-01");
  decision.stages.push_back(told);
  ASSERT_TRUE(store_.apply(decision, from(1, 1), "1"));
  Store::SearchFilter filter;
  filter.issuers = {1};
  EXPECT_THAT(titles(store_, "tea", filter), ElementsAre("theirs"));
  EXPECT_THAT(store_.search(text::parse_search("tea").value(), filter).value()[0].applications,
              ElementsAre(1));
  filter.issuers = {2};
  EXPECT_THAT(titles(store_, "tea", filter), IsEmpty());
}

TEST_F(SearchTest, names_hold_the_words_in_any_order) {
  ASSERT_TRUE(store_.apply(first_application(),
                           from(keep(store_, "https://n.example/", "x").capture_id, std::nullopt),
                           "1"));
  for (const char* typed : {"lantern", "foods lantern", "灯港", "燈港食品", "harb* foods",
                            "Lantern Harbour Foods Limited", "nothing OR lantern"}) {
    const auto found = store_.named(text::parse_search(typed).value(), 5);
    ASSERT_TRUE(found) << found.error().to_string();
    EXPECT_EQ(found->size(), 1u) << typed;
  }
  for (const char* typed : {"lantern tea", "limited", "港灯", "a'b", "%"}) {
    const auto query = text::parse_search(typed);
    if (!query) continue;
    EXPECT_EQ(store_.named(*query, 5).value().size(), 0u) << typed;
  }
}

TEST_F(SearchTest, what_an_older_version_kept_waits_and_is_indexed_in_batches) {
  put("https://n.example/1", "one", "tea", "2025-11-01T00:00:00Z");
  put("https://n.example/2", "two", "tea", "2025-11-02T00:00:00Z");
  {
    SQLite::Database database(path_, SQLite::OPEN_READWRITE, 5000);
    database.exec(
        "DELETE FROM search_entry; INSERT INTO search_index (search_index) VALUES ('delete-all'); "
        "INSERT INTO search_pending SELECT article_id FROM article");
  }
  EXPECT_THAT(titles(store_, "tea"), IsEmpty());
  EXPECT_EQ(store_.search_pending().value(), 2);
  EXPECT_EQ(store_.index_pending(1).value(), 1);
  EXPECT_EQ(store_.search_pending().value(), 1);
  EXPECT_EQ(store_.index_pending(10).value(), 1);
  EXPECT_EQ(store_.index_pending(10).value(), 0);
  EXPECT_THAT(titles(store_, "tea"), ElementsAre("two", "one"));
}

TEST_F(SearchTest, any_sqlite_tool_can_ask_the_index) {
  put("https://n.example/1", "one", "已通過聆訊", "2025-11-01T00:00:00Z");
  EXPECT_EQ(ask("SELECT a.title FROM search_index i JOIN search_entry e ON e.search_id = i.rowid "
                "JOIN article a ON a.article_id = e.article_id "
                "WHERE search_index MATCH '聆讯'"),
            "one");
  const Store reading = open({.read_only = true});
  EXPECT_EQ(reading.sql("SELECT count(*) FROM search_index WHERE search_index MATCH '聆讯'")
                .value()
                .rows[0][0],
            "1");
}

TEST_F(SearchTest, hostile_texts_are_found_and_harm_nothing) {
  const std::string hostile =
      "<script>alert('x')</script> \"; DROP TABLE article; -- \xE2\x80\xAE"
      "聆訊 =1+1";
  put("https://n.example/1", hostile, hostile + std::string(10'000, 'q'), "2025-11-01T00:00:00Z");
  EXPECT_THAT(titles(store_, "script"), ElementsAre(hostile));
  EXPECT_THAT(titles(store_, "聆訊"), ElementsAre(hostile));
  for (const char* typed : {"\"; DROP TABLE article; --", "a' OR '1'='1", "* \" *", "NEAR(a, b)",
                            "{title}: x", "\\", "x:y", "a\"\"b", "(((("}) {
    const auto query = text::parse_search(typed);
    if (!query) continue;
    EXPECT_TRUE(store_.search(*query, {})) << typed;
  }
  EXPECT_EQ(ask("SELECT count(*) FROM article"), "1");
}

}  // namespace
}  // namespace gongwatch::store
