#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "parser/facts/company_tagger.h"
#include "parser/facts/name_tokens.h"
#include "tests/parser/facts_event_lines.h"

namespace gongwatch::parser::facts {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string> words_of(std::string_view sentence) {
  const PreparedText text(sentence, Evidence::In::text);
  std::vector<std::string> words;
  for (const NameToken& token : name_tokens(text, text.whole()))
    words.emplace_back(text.view(token.span));
  return words;
}

std::vector<std::string> names_in(std::string_view story) {
  const PreparedText text(story, Evidence::In::text);
  const NameCounts counts(text);
  std::vector<std::string> names;
  for (const Sentence& sentence : text.sentences()) {
    for (const Span& name : tagged_companies(text, sentence.span, counts).names)
      names.emplace_back(text.view(name));
  }
  return names;
}

TEST(NameTokens, WordsAndHanCharacters) {
  EXPECT_THAT(words_of("J&T's IPO raised HK$3.9bn"),
              ElementsAre("J&T's", "IPO", "raised", "HK", "$", "3.9bn"));
  EXPECT_THAT(words_of("云谷AI(02788)"), ElementsAre("云", "谷", "AI", "(", "02788", ")"));
  EXPECT_THAT(words_of(" \n "), IsEmpty());
}

TEST(NameTokens, CountsAreOfTheWholeArticle) {
  const PreparedText text("云谷递表。云谷获利。Kestrel and the kestrel.", Evidence::In::text);
  const NameCounts counts(text);
  EXPECT_EQ(counts.of("云谷"), 2u);
  EXPECT_EQ(counts.of("谷云"), 0u);
  EXPECT_TRUE(counts.is_written_small("kestrel"));
  EXPECT_FALSE(counts.is_written_small("and the"));
}

TEST(CompanyTagger, NamesThatNothingElseMarks) {
  EXPECT_THAT(names_in("内地烘焙连锁店麦穗坊已向港交所递交上市申请。"), Contains("麦穗坊"));
  EXPECT_THAT(names_in("Chinese noodle maker Wheatear Foods filed for a Hong Kong listing."),
              Contains("Wheatear Foods"));
}

TEST(CompanyTagger, HousesAndPlacesAreNone) {
  const auto names =
      names_in("烘焙连锁店麦穗坊已向港交所递交上市申请,由高盛及中金公司保荐,计划在香港集资。");
  EXPECT_THAT(names, Contains("麦穗坊"));
  EXPECT_THAT(names, Not(Contains("高盛")));
  EXPECT_THAT(names, Not(Contains("香港")));
}

TEST(CompanyTagger, ReadsWhateverComes) {
  EXPECT_THAT(names_in(""), IsEmpty());
  EXPECT_THAT(names_in("。。。"), IsEmpty());
  std::string endless;
  for (int i = 0; i < 20000; ++i) endless += "招股";
  names_in(endless);
  names_in(std::string(200000, 'A'));
}

// What the tagger does not see at all is no company, however it is placed.
TEST(CompanyTagger, WordsInASubjectsPlaceAreNoCompany) {
  const auto day = make_date(2025, 11, 10);
  EXPECT_THAT(event_lines("新股", "偏软市况下,麦穗坊11月10日在港交所挂牌。", "zh-Hans", day),
              ElementsAre("麦穗坊|listed|2025-11-10|-"));
  EXPECT_THAT(event_lines("Trading debut",
                          "Hong Kong-based Wheatear Foods fell 9 percent on its Hong Kong trading "
                          "debut on Monday.",
                          "en", day),
              ElementsAre("Wheatear Foods|listed|2025-11-10|-"));
}

TEST(CompanyTagger, TitlesOfPeopleAndCountsAreNoPartOfNames) {
  const auto day = make_date(2025, 11, 10);
  EXPECT_THAT(event_lines("Debut",
                          "Kestrel Robotics Founder Li Wei rang the bell as Kestrel Robotics made "
                          "its Hong Kong trading debut on Monday.",
                          "en", day),
              ElementsAre("Kestrel Robotics|listed|2025-11-10|-"));
  EXPECT_THAT(event_lines("IPO", "Starfield McKenzie Optics filed for a Hong Kong IPO on Monday.",
                          "en", day),
              ElementsAre("Starfield McKenzie Optics|filed|2025-11-10|-"));
  EXPECT_THAT(event_lines("一周新股",
                          "12月15日,海王鲜活、三江电气首次递表港交所;12月16日,快手小厨、西域旅投"
                          "向港交所提交上市申请书。",
                          "zh-Hans", make_date(2025, 12, 20)),
              Contains("快手小厨|filed|2025-12-16|-"));
  for (const std::string& line :
       event_lines("三只新材料股今日挂牌", "三只新材料股今日在港交所挂牌。", "zh-Hans", day))
    EXPECT_THAT(line, Not(testing::StartsWith("新材料")));
}

// Beyond what the tagger looks at, nothing is taken for seen or unseen.
TEST(CompanyTagger, NamesFarDownALongTextAreStillRead) {
  std::string text = "Wheatear Foods filed for a Hong Kong listing on Monday.\n\n";
  for (int i = 0; i < 320; ++i) text += "The weather was fine that day. ";
  text += "\n\nOrlow Zanderquist Limited passed its Hong Kong listing hearing on Monday.";
  EXPECT_THAT(event_lines("Hong Kong IPO", text, "en", make_date(2025, 11, 10)),
              Contains(testing::HasSubstr("Zanderquist Limited|hearing")));
}

}  // namespace
}  // namespace gongwatch::parser::facts
