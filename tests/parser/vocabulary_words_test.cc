// Looking words, names and phrases up quickly finds what looking one by one finds.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "parser/content/name_words.h"
#include "parser/content/phrase.h"
#include "parser/vocabulary/word_map.h"

namespace gongwatch::parser {
namespace {

// Of few letters, so that many are the same or begin alike.
std::string made_up(std::mt19937& random, std::string_view letters, std::size_t most) {
  std::string word;
  for (std::size_t size = 1 + std::size_t{random()} % most; size > 0; --size)
    word += letters[std::size_t{random()} % letters.size()];
  return word;
}

TEST(WordMap, HasWhatWasPutIn) {
  std::mt19937 random(20251130);
  std::map<std::string, int, std::less<>> expected;
  for (int i = 0; i < 3000; ++i) expected.emplace(made_up(random, "abc \xC3", 20), i);
  WordMap<int> map;
  for (const auto& [word, value] : expected) map[word] = value;
  for (const auto& [word, value] : expected) {
    const int* const found = map.find(word);
    ASSERT_NE(found, nullptr) << word;
    EXPECT_EQ(*found, value) << word;
  }
  for (int i = 0; i < 3000; ++i) {
    const std::string word = made_up(random, "abc \xC3", 20);
    EXPECT_EQ(map.contains(word), expected.contains(word)) << word;
  }
  EXPECT_FALSE(map.contains(""));
}

TEST(WordMap, KeepsTheFirstAndTheEmptyWord) {
  WordMap<int> map;
  map.emplace("a", 1);
  map.emplace("a", 2);
  map.emplace("", 3);
  EXPECT_EQ(*map.find("a"), 1);
  EXPECT_EQ(*map.find(""), 3);
}

TEST(PhraseSet, FindsThePhraseThatStandsFirst) {
  const PhraseSet phrases({"sign in", "sign in to read", "in to", "会员 登录"});
  EXPECT_EQ(phrases.find_in("please sign in to read"), 0u);
  EXPECT_EQ(phrases.find_in("login to"), std::nullopt);
  EXPECT_EQ(phrases.find_in("come in to"), 2u);
  EXPECT_EQ(phrases.find_in("design in, sign ins, sign"), std::nullopt);
  EXPECT_EQ(phrases.find_in("请会员 登录阅读"), 3u);
  EXPECT_EQ(phrases.find_in(""), std::nullopt);
  EXPECT_EQ(PhraseSet(std::vector<std::string>{}).find_in("sign in"), std::nullopt);
}

TEST(PhraseSet, FindsWhatLookingOneByOneFinds) {
  std::mt19937 random(20251130);
  for (int round = 0; round < 2000; ++round) {
    std::vector<std::string> list;
    for (int i = 0; i < 4; ++i) list.push_back("a" + made_up(random, "ab ", 3));
    const std::string text = made_up(random, "ab -", 30);
    std::optional<std::size_t> expected;
    std::size_t first = std::string::npos;
    for (std::size_t i = 0; i < list.size(); ++i) {
      const std::size_t at = find_phrase(text, list[i]);
      if (at >= first) continue;
      first = at;
      expected = i;
    }
    EXPECT_EQ(PhraseSet(list).find_in(text), expected) << text;
  }
}

TEST(NameWords, TakesNamesApart) {
  NameWords words;
  using List = std::vector<std::string_view>;
  EXPECT_EQ(words.of("relatedNews-list"), (List{"related", "news", "list"}));
  EXPECT_EQ(words.of("postDate"), (List{"post", "date", "postdate"}));
  EXPECT_EQ(words.of("A1b__CD\xC3\xA9"), (List{"a1b", "cd", "a1bcd"}));
  EXPECT_EQ(words.of("--"), List{});
  std::string_view names = "a\tb  c";
  EXPECT_EQ(take_name(names), "a");
  EXPECT_EQ(take_name(names), "b");
  EXPECT_EQ(take_name(names), "");
  EXPECT_EQ(take_name(names), "c");
  EXPECT_TRUE(names.empty());
}

}  // namespace
}  // namespace gongwatch::parser
