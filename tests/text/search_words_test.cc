#include "text/search_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gongwatch::text {
namespace {

using ::testing::ElementsAre;

TEST(SearchWords, ChineseGoesInPairsInOneScript) {
  EXPECT_EQ(search_words("通過聆訊"), "通过 过聆 聆讯 讯");
  EXPECT_EQ(search_words("通过聆讯"), search_words("通過聆訊"));
  EXPECT_EQ(search_words("茶"), "茶");
  EXPECT_EQ(search_words("聆訊。保薦"), "聆讯 讯 保荐 荐");
}

TEST(SearchWords, LatinGoesInWordsWithoutCaseAndAccents) {
  EXPECT_EQ(search_words("Société Générale’s H-share, 12.5%"), "societe generale s h share 12 5");
  EXPECT_EQ(search_words("ＡＩ芯片B站"), "ai 芯片 片 b 站");
  EXPECT_EQ(search_words("  \n \"*()- … 😀"), "");
  EXPECT_EQ(search_words("カメラ"), "カメ メラ ラ");
}

TEST(SearchWords, ALongWordIsCut) {
  const std::string words = search_words(std::string(10'000, 'x') + " end");
  EXPECT_EQ(words, std::string(64, 'x') + " end");
}

TEST(SearchWords, EveryWordLiesWhereItSays) {
  const std::string folded = "ab 聆讯会 c";
  std::vector<std::string> places;
  each_search_word(folded, [&](const SearchWord& word) {
    places.push_back(folded.substr(word.begin, word.end - word.begin));
    EXPECT_EQ(word.last_of_run, word.word == "会");
  });
  EXPECT_THAT(places, ElementsAre("ab", "聆讯", "讯会", "会", "c"));
}

std::vector<std::string> words_of(std::string_view typed) {
  const auto query = parse_search(typed);
  if (!query) return {query.error().message};
  std::vector<std::string> groups;
  const auto shown = [](const SearchPhrase& phrase) {
    std::string all;
    for (const std::string& word : phrase.words) all += (all.empty() ? "" : " ") + word;
    return all + (phrase.prefix ? "*" : "");
  };
  for (const auto& group : query->all) {
    std::string all;
    for (const SearchPhrase& phrase : group) all += (all.empty() ? "" : "|") + shown(phrase);
    groups.push_back(all);
  }
  for (const SearchPhrase& phrase : query->none) groups.push_back("-" + shown(phrase));
  return groups;
}

TEST(SearchQuery, WordsPhrasesAndWhatIsLeftOut) {
  EXPECT_THAT(words_of("listing Hearing"), ElementsAre("listing", "hearing"));
  EXPECT_THAT(words_of("\"joint sponsors\" -tea"), ElementsAre("joint sponsors", "-tea"));
  EXPECT_THAT(words_of("robot* OR 機器人"), ElementsAre("robot*|机器 器人"));
  EXPECT_THAT(words_of("-\"a b\" c"), ElementsAre("c", "-a b"));
}

TEST(SearchQuery, ChineseOfOneTwoAndMoreCharacters) {
  EXPECT_THAT(words_of("茶"), ElementsAre("茶*"));
  EXPECT_THAT(words_of("聆訊"), ElementsAre("聆讯"));
  EXPECT_THAT(words_of("聯席保薦人"), ElementsAre("联席 席保 保荐 荐人"));
  EXPECT_THAT(words_of("B站"), ElementsAre("b 站*"));
  EXPECT_THAT(words_of("芯片AI"), ElementsAre("芯片 片 ai"));
  EXPECT_THAT(words_of("「保薦人、賬簿」"), ElementsAre("保荐 荐人 人 账簿"));
}

TEST(SearchQuery, WhatMeansSomethingToSqliteMeansNothing) {
  EXPECT_THAT(words_of("NEAR(a b, 2)"), ElementsAre("near a", "b", "2"));
  EXPECT_THAT(words_of("title:tea AND NOT x"), ElementsAre("title tea", "and", "not", "x"));
  EXPECT_THAT(words_of("a\"b"), ElementsAre("a", "b"));
  EXPECT_THAT(words_of("^a + b"), ElementsAre("a", "b"));
  EXPECT_THAT(words_of("OR a"), ElementsAre("or", "a"));
  EXPECT_THAT(words_of("a OR"), ElementsAre("a"));
  EXPECT_THAT(words_of("a - b -- c -d"), ElementsAre("a", "b", "c", "-d"));
  EXPECT_THAT(words_of(std::string("a\0b", 3)), ElementsAre("a b"));
  EXPECT_THAT(words_of("\xFF\xFE a"), ElementsAre("a"));
}

TEST(SearchQuery, WhatCannotBeAskedIsSaid) {
  for (const char* empty : {"", "   ", "\"", "\"\"", "*", "-", "()", "…！", "😀"})
    EXPECT_THAT(words_of(empty), ElementsAre("there is no word to look for")) << empty;
  EXPECT_THAT(words_of("-tea"), ElementsAre("only words to leave out: name one to look for, too"));
  EXPECT_THAT(words_of(std::string(10'000, 'a')),
              ElementsAre("the query is longer than 1000 bytes"));
  std::string many;
  for (int i = 0; i < 33; ++i) many += "w ";
  EXPECT_THAT(words_of(many), ElementsAre("the query has more than 32 words"));
}

}  // namespace
}  // namespace gongwatch::text
