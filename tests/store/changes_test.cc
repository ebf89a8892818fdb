// What `list --changed` and the view `change` tell of sponsors.
#include "store/store.h"
#include "tests/store/fixture.h"

namespace gongwatch::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ChangesTest : public StoreTest {
 protected:
  ChangesTest() : store_(open()) {
    EXPECT_TRUE(store_.apply(
        first_application(),
        from(keep(store_, "https://h.example/feed.json", "{}", "hkex").capture_id, std::nullopt),
        "1"));
  }

  // A story that tells of a hearing and these sponsors.
  void story(const std::string& url, const std::vector<std::string>& firms, std::string_view when) {
    const auto kept = keep(store_, url, url + std::string(when), "wire", when);
    Document document;
    document.language = "en";
    document.title = "Lantern Harbour passes";
    document.text = "Lantern Harbour passed its hearing.";
    const auto put = store_.put_article(kept.page_id, kept.capture_id, document, "1", at(when));
    ASSERT_TRUE(put) << put.error().to_string();
    auto hearing = stage_fact(1, Stage::hearing, "2025-11-09");
    for (const std::string& firm : firms)
      hearing.sponsors.push_back(sponsor(firm + " Limited", firm));
    hearing.sponsors.push_back(sponsor("A bookrunner", "Bookrunner", Role::bookrunner));
    Decision decision;
    decision.stages = {hearing};
    const auto applied = store_.apply(decision, from(kept.capture_id, put->article_id, when), "1");
    ASSERT_TRUE(applied) << applied.error().to_string();
  }

  std::vector<std::string> sponsors_since(std::string_view when) const {
    std::vector<std::string> told;
    const auto changes = store_.changes(at(when), {1});
    EXPECT_TRUE(changes) << changes.error().to_string();
    for (const auto& change : *changes) {
      if (change.what.starts_with("sponsor"))
        told.push_back(change.changed_at + " " + change.what + " " + change.value + " " +
                       change.source);
    }
    return told;
  }

  // In the view, oldest first.
  std::vector<std::string> in_the_view() const {
    const auto answer = store_.sql(
        "SELECT changed_at || ' ' || application_id || ' ' || what || ' ' || value || ' ' || "
        "source FROM change WHERE what LIKE 'sponsor%' ORDER BY changed_at, what, value");
    std::vector<std::string> told;
    for (const auto& row : answer.value().rows) told.push_back(row[0].value_or("NULL"));
    return told;
  }

  Store store_;
};

TEST_F(ChangesTest, a_sponsor_is_news_when_the_first_source_names_it) {
  story("https://n.example/1", {"CICC"}, "2025-11-10T01:00:00Z");
  story("https://n.example/2", {"CICC", "Huatai"}, "2025-11-11T01:00:00Z");
  EXPECT_THAT(sponsors_since("2025-11-01T00:00:00Z"),
              ElementsAre("2025-11-11T01:00:00Z sponsor Huatai wire",
                          "2025-11-10T01:00:00Z sponsor CICC wire"));
  EXPECT_THAT(sponsors_since("2025-11-11T00:00:00Z"),
              ElementsAre("2025-11-11T01:00:00Z sponsor Huatai wire"));
  EXPECT_THAT(sponsors_since("2025-11-12T00:00:00Z"), IsEmpty());
}

TEST_F(ChangesTest, a_sponsor_that_is_replaced_is_gone_when_nobody_names_it_any_more) {
  story("https://n.example/1", {"CICC"}, "2025-11-10T01:00:00Z");
  story("https://n.example/2", {"CICC"}, "2025-11-10T02:00:00Z");
  story("https://n.example/1", {"Huatai"}, "2025-11-11T01:00:00Z");
  EXPECT_THAT(sponsors_since("2025-11-11T00:00:00Z"),
              ElementsAre("2025-11-11T01:00:00Z sponsor Huatai wire"))
      << "the second story still names it";
  story("https://n.example/2", {"Huatai"}, "2025-11-12T01:00:00Z");
  EXPECT_THAT(sponsors_since("2025-11-11T00:00:00Z"),
              ElementsAre("2025-11-12T01:00:00Z sponsor gone CICC wire",
                          "2025-11-11T01:00:00Z sponsor Huatai wire"));
}

TEST_F(ChangesTest, the_view_has_a_row_when_a_sponsor_comes_and_one_when_it_goes) {
  story("https://n.example/1", {"CICC"}, "2025-11-10T01:00:00Z");
  story("https://n.example/2", {"CICC"}, "2025-11-10T02:00:00Z");
  story("https://n.example/1", {"Huatai"}, "2025-11-11T01:00:00Z");
  EXPECT_THAT(in_the_view(), ElementsAre("2025-11-10T01:00:00Z 1 sponsor CICC wire",
                                         "2025-11-11T01:00:00Z 1 sponsor Huatai wire"))
      << "each once, and the second story still names CICC";
  story("https://n.example/2", {"Huatai"}, "2025-11-12T01:00:00Z");
  EXPECT_THAT(in_the_view(), ElementsAre("2025-11-10T01:00:00Z 1 sponsor CICC wire",
                                         "2025-11-11T01:00:00Z 1 sponsor Huatai wire",
                                         "2025-11-12T01:00:00Z 1 sponsor gone CICC wire"));
  // A paper that names one of them again is no change, but for the one that it names first.
  Decision oc;
  oc.appointments = {{1, sponsor("Huatai", "Huatai"), "oc"}, {1, sponsor("UBS", "UBS"), "oc"}};
  const auto kept = keep(store_, "https://h.example/oc.pdf", "oc", "hkex", "2025-11-13T00:00:00Z");
  ASSERT_TRUE(store_.apply_document(
      oc, from(kept.capture_id, std::nullopt, "2025-11-13T00:00:00Z", "hkex"), "1"));
  EXPECT_EQ(in_the_view().back(), "2025-11-13T00:00:00Z 1 sponsor UBS hkex");
  EXPECT_THAT(in_the_view(), testing::SizeIs(4));
}

TEST_F(ChangesTest, an_application_that_was_not_asked_for_is_not_told) {
  story("https://n.example/1", {"CICC"}, "2025-11-10T01:00:00Z");
  EXPECT_THAT(store_.changes(at("2025-11-01T00:00:00Z"), {2}).value(), IsEmpty());
  EXPECT_THAT(store_.changes(at("2025-11-01T00:00:00Z"), {}).value(), IsEmpty());
}

}  // namespace
}  // namespace gongwatch::store
