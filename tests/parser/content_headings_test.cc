// Headings of lists of other articles in the languages of the region's news and of Europe.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/parser/content_pages.h"

namespace gongwatch::parser {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Headings = std::vector<std::pair<RemovalReason, std::string>>;

const Headings& headings() {
  constexpr auto kRelated = RemovalReason::related_articles;
  constexpr auto kRead = RemovalReason::recommendations;
  static const Headings all{{kRelated, "관련기사"},
                            {kRelated, "관련 기사"},
                            {kRelated, "관련 뉴스"},
                            {kRead, "많이 본 뉴스"},
                            {kRead, "추천 기사"},
                            {kRead, "주요뉴스"},
                            {kRelated, "関連記事"},
                            {kRelated, "あわせて読みたい"},
                            {kRead, "おすすめ記事"},
                            {kRead, "アクセスランキング"},
                            {kRead, "人気記事ランキング"},
                            {kRelated, "Tin liên quan"},
                            {kRelated, "BÀI VIẾT LIÊN QUAN"},
                            {kRead, "Đọc nhiều nhất"},
                            {kRelated, "Berita Terkait"},
                            {kRelated, "Baca Juga"},
                            {kRead, "Terpopuler"},
                            {kRelated, "Berita Berkaitan"},
                            {kRelated, "ข่าวที่เกี่ยวข้อง"},
                            {kRead, "ข่าวยอดนิยม"},
                            {kRelated, "Verwandte Themen"},
                            {kRead, "Meist gelesen"},
                            {kRelated, "DAS KÖNNTE SIE AUCH INTERESSIEREN"},
                            {kRelated, "À LIRE AUSSI"},
                            {kRead, "Vous aimerez aussi"},
                            {kRelated, "Más sobre este tema"},
                            {kRead, "También te puede interesar"},
                            {kRelated, "Читайте также"},
                            {kRelated, "ПОХОЖИЕ НОВОСТИ"},
                            {kRelated, "Leia também"},
                            {kRelated, "Lees ook"}};
  return all;
}

const char* const kOthers[] = {"Beacon Foods files with the exchange again",
                               "Tin Lantern prices its shares at the top",
                               "Deep Well Mining puts its offer off until spring"};

std::string list_of_others(bool linked) {
  std::string html = "<ul>";
  for (const std::string other : kOthers)
    html += linked ? "<li><a href=/n>" + other + "</a></li>" : "<li>" + other + "</li>";
  return html + "</ul>";
}

TEST(Headings, OfOtherArticlesOpenASection) {
  for (const auto& [reason, heading] : headings()) {
    for (const char* tag : {"h3", "p", "div"}) {
      for (const bool linked : {true, false}) {
        const std::string t = tag;
        const ArticleText article = read(
            page("", "<article><h1>Riverbend holds its hearing</h1>" + body() + "<div><" + t + ">" +
                         heading + "</" + t + ">" + list_of_others(linked) + "</div></article>"));
        EXPECT_THAT(article.paragraphs, ElementsAre(kLead, kSecond, kThird)) << heading;
        EXPECT_EQ(removed_as(article, reason).size(), 1u) << heading << " " << tag;
      }
    }
  }
}

TEST(Headings, InAPlainTextToo) {
  for (const auto& [reason, heading] : headings()) {
    std::string text =
        "Riverbend holds its hearing\n\n" + kLead + "\n\n" + kSecond + "\n\n■ " + heading + "\n";
    for (const char* other : kOthers) text += std::string(other) + "\n";
    const ArticleText article = read_plain_text(text, at("2025-11-10T00:00:00Z"), SourceHints{});
    EXPECT_THAT(article.paragraphs, ElementsAre(kLead, kSecond)) << heading;
    EXPECT_EQ(removed_as(article, reason).size(), 1u) << heading;
  }
}

TEST(Headings, AreNoWordsOfAText) {
  for (const auto& [reason, heading] : headings()) {
    const std::string sentence = "On Monday the banker said " + heading + " of the shares.";
    const std::string question = "What does " + heading + " mean for the exchange?";
    const ArticleText article = read(
        page("", "<article><h1>Riverbend holds its hearing</h1><p>" + kLead + "</p><p>" + sentence +
                     "</p><h2>" + question + "</h2><p>" + kThird + "</p></article>"));
    EXPECT_THAT(article.paragraphs, ElementsAre(kLead, sentence, question, kThird));
    EXPECT_THAT(removed_as(article, reason), IsEmpty()) << heading;
  }
}

}  // namespace
}  // namespace gongwatch::parser
