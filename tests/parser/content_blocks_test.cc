// Which blocks of a page are the article, in the cases that real pages taught.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parser/content/article_text.h"
#include "parser/parse_document.h"
#include "tests/parser/content_pages.h"

namespace gongwatch::parser {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// Three sentences of three times kLead's length, so that a text is long enough for an article.
std::string section(const std::string& name) {
  std::string text = "<section><h2>" + name + "</h2>";
  for (int i = 0; i < 3; ++i) {
    text += "<p>In part " + name + ", number " + std::to_string(i) +
            ", the company explains how it refines alumina, smelts aluminium and sells both to "
            "makers of cables, and what became of the plans of earlier years.</p>";
  }
  return text + "</section>";
}

TEST(ArticleBlocks, CaptionsAndBylinesAreNeitherTextNorBoilerplate) {
  const ArticleText article =
      read(page("",
                "<article><h1>Riverbend holds its hearing</h1><div class=byline>A. Writer</div>"
                "<figure><img src=x><figcaption>The plant at night, seen from the river. Photo: "
                "Wire</figcaption></figure>" +
                    body() + "</article>"));
  EXPECT_THAT(article.paragraphs, ElementsAre(kLead, kSecond, kThird));
  EXPECT_TRUE(article.removed.empty());
}

TEST(ArticleBlocks, SectionsBesideOneAnotherAreOneArticle) {
  const ArticleText article =
      read(page("", "<div><h1>Riverbend in three parts</h1><div><div class=x>" + section("one") +
                        "</div><div>Advertisement</div><div class=x>" + section("two") +
                        "</div><div>Advertisement</div><div class=x>" + section("three") +
                        "</div></div></div>"));
  for (const char* part :
       {"In part one, number 0", "In part two, number 1", "In part three, number 2"})
    EXPECT_THAT(article.paragraphs, Contains(HasSubstr(part)));
}

TEST(ArticleBlocks, TagsAmongAnArticlesClassesSayNothing) {
  const ArticleText article = read(
      page("",
           "<main><h1>Riverbend holds its hearing</h1><article class='post tag-comments "
           "category-related'>" +
               body() + "</article><article class=post>" + section("other") + "</article></main>"));
  EXPECT_THAT(article.paragraphs, Contains(kLead));
}

TEST(ArticleBlocks, NoCommentsYetAboveTheTextEndsNothing) {
  const ArticleText article = read(page(
      "", "<article><h1>Riverbend holds its hearing</h1><h4>No comments</h4><h4>Comments</h4>" +
              body() + "</article>"));
  EXPECT_THAT(article.paragraphs, ElementsAre(kLead, kSecond, kThird));
}

TEST(ArticleBlocks, ALabelOverRemovedLinksGoesWithThem) {
  const ArticleText article = read(
      page("", "<article><h1>Riverbend holds its hearing</h1><p>" + kLead + "</p><p>" + kSecond +
                   "</p><p>Our earlier coverage of it:</p><p><a href=1>Riverbend "
                   "files for a listing in Hong Kong</a></p><p>" +
                   kThird + "</p></article>"));
  EXPECT_THAT(article.paragraphs, ElementsAre(kLead, kSecond, kThird));
}

TEST(ArticleBlocks, LabelsAtTheEdgesOfALongTextAreThePages) {
  const ArticleText article =
      read(page("", "<article><h1>Riverbend holds its hearing</h1><p>4 min read</p>" + body() +
                        section("one") + "<p>Print</p><p>All stories</p></article>"));
  EXPECT_EQ(article.paragraphs.front(), kLead);
  EXPECT_THAT(article.paragraphs.back(), HasSubstr("number 2"));
}

TEST(ArticleBlocks, ALongTextUnderManyLinkedHeadingsIsNoIndex) {
  std::string teasers;
  for (int i = 0; i < 9; ++i)
    teasers += "<h3><a href=x>Another company has filed for its listing</a></h3><p>Short.</p>";
  const ArticleText article = read(page("", "<article><h1>Riverbend in one part</h1>" + body() +
                                                section("one") + teasers + "</article>"));
  EXPECT_EQ(article.kind, PageKind::article);
  EXPECT_THAT(article.paragraphs, Contains(kLead));
}

TEST(ArticleBlocks, TheArticleMayStandInNoscript) {
  const std::string notice =
      "<noscript><p>Please enable JavaScript to see the comments of our "
      "readers on this page.</p></noscript>";
  const ArticleText article =
      read(page("", "<main><h1>Riverbend in two parts</h1>" + notice + "<noscript>" +
                        section("one") + section("two") + section("three") + "</noscript></main>"));
  EXPECT_THAT(article.paragraphs, Contains(HasSubstr("In part two, number 1")));
  EXPECT_THAT(article.paragraphs, Not(Contains(HasSubstr("enable JavaScript"))));
}

TEST(ArticleBlocks, DayOfTheAddressIsTheLastResort) {
  const auto day_of = [](std::string_view url, std::string_view meta) {
    const auto article =
        read_html(page(meta, "<article><h1>Riverbend</h1>" + body() + "</article>"), url,
                  at("2025-11-10T00:00:00Z"), {}, {});
    return article && article->published_at ? to_iso(*article->published_at) : std::string();
  };
  EXPECT_EQ(day_of("https://wire.example/2025/08/24/x", ""), "2025-08-23T16:00:00Z");
  EXPECT_EQ(day_of("https://wire.example/a/2025-08-24/x", ""), "2025-08-23T16:00:00Z");
  EXPECT_EQ(day_of("https://wire.example/2025/13/44/x", ""), "");
  EXPECT_EQ(day_of("https://wire.example/2025/12/24/x", ""), "");  // later than the capture
  EXPECT_EQ(day_of("https://wire.example/2025/08/24/x",
                   "<meta property=article:published_time content=2025-08-25T01:00:00Z>"),
            "2025-08-25T01:00:00Z");
}

TEST(ArticleBlocks, MarkedAuthorsNameTheByline) {
  const auto byline = [](std::string_view mark) {
    return read(page("", "<article><h1>Riverbend holds its hearing</h1>" + std::string(mark) +
                             body() + "</article>"))
        .byline.value_or("");
  };
  EXPECT_EQ(byline("<span class=author-name>Jane Doe</span>"), "Jane Doe");
  EXPECT_EQ(byline("<a rel=author>by Jane Doe</a>"), "Jane Doe");
  EXPECT_EQ(byline("<span class=comment-author>Jane Doe</span>"), "");
}

TEST(ArticleBlocks, APageMayBeginWithALongStyleSheet) {
  std::string html = "<style>";
  for (int i = 0; i < 200; ++i) html += ".a { color: red; } ";
  html += "</style>";
  for (int i = 0; i < 10; ++i) html += "<div>" + body() + "</div>";
  ParseInput input;
  input.bytes = html;
  const auto document = parse_document(input);
  ASSERT_TRUE(document);
  EXPECT_THAT(document->text, HasSubstr(kLead));
  EXPECT_THAT(document->text, Not(HasSubstr("<p>")));
}

TEST(ArticleBlocks, ATextOfRefrainsIsToldWhole) {
  const std::string twice = "<p>" + kLead + "</p><p>" + kSecond + "</p>";
  const ArticleText song = read(page("", "<article>" + twice + twice + twice + "</article>"));
  EXPECT_THAT(song.paragraphs, ElementsAre(kLead, kSecond, kLead, kSecond, kLead, kSecond));
  // An article that is printed for two kinds of screen is told once.
  const ArticleText screens =
      read(page("", "<main><div class=wide><div>" + body() + "</div></div><div class=narrow><div>" +
                        body() + "</div></div></main>"));
  EXPECT_THAT(screens.paragraphs, ElementsAre(kLead, kSecond, kThird));
}

// What frameworks hide from all but screen readers is no text; more than a label is.
TEST(ArticleBlocks, WordsForScreenReadersAloneAreNotSeen) {
  const std::string label = "<div class=visually-hidden>Article content</div>";
  const ArticleText article =
      read(page("", "<article>" + label + "<p>" + kLead + "</p>" + label + "<p>" + kSecond +
                        " <a href=/1>It sells plants<span class='sr-only icon'> opens in a new "
                        "window</span></a>.</p>" +
                        label + "<p class=sr-only>" + kThird + kThird + kThird + "</p></article>"));
  EXPECT_THAT(article.paragraphs,
              ElementsAre(kLead, kSecond + " It sells plants.", kThird + kThird + kThird));
  EXPECT_TRUE(article.removed.empty());
  const ArticleText titled = read(page(
      "", "<article><h1 class=sr-only>Riverbend holds its hearing</h1>" + body() + "</article>"));
  EXPECT_EQ(titled.title, "Riverbend holds its hearing");
}

// Sites that scroll without end append other articles.
TEST(ArticleBlocks, TheFirstOfSeveralArticlesIsThePages) {
  const std::string other =
      "<p>Old Mill grinds flour for the bakers of nine towns, and has told the exchange that it "
      "means to grind for ten; its owner wants to buy a second stone with what it raises.</p>";
  const std::string next = "<article><h1>Old Mill grinds on</h1>" + other + other + other + other +
                           "<p>It was said that nobody knew why.</p></article>";
  const std::string first =
      "<article><h1>Riverbend holds its hearing</h1>" + body() + body() +
      "<p>It lists in spring, says one who has read the papers.</p></article>";
  const ArticleText article = read(page("", "<main>" + first + "<div>" + next + "</div></main>"));
  EXPECT_EQ(article.title, "Riverbend holds its hearing");
  for (const std::string& paragraph : article.paragraphs)
    EXPECT_EQ(paragraph.find("Old Mill"), std::string::npos) << paragraph;
  EXPECT_THAT(article.paragraphs, ::testing::Contains(kThird));
}

// So do others, in shorter articles, and with other headings for those that follow.
TEST(ArticleBlocks, WhatReadersScrollOnToIsNotTheArticle) {
  const auto one = [](const std::string& tag, const std::string& level, const std::string& title,
                      const std::string& text) {
    return "<" + tag + " class=entry><" + level + ">" + title + "</" + level +
           "><div class=byline>By Jane Doe | <time datetime=2025-11-08>8 Nov 2025</time></div>"
           "<div class=post-body>" +
           text + "</div></" + tag + ">";
  };
  const std::string other =
      "<p>Old Mill grinds flour for the bakers of nine towns, and has told the exchange that it "
      "means to grind for ten.</p><p>Its owner wants to buy a second stone in the spring, with "
      "what it raises from those who buy its shares.</p>";
  const std::string title = "<title>Riverbend holds its hearing | Harbour Wire</title>";
  for (const std::string tag : {"article", "div"}) {
    for (const std::string level : {"h1", "h2"}) {
      const ArticleText article =
          read(page(title, "<main>" + one(tag, "h1", "Riverbend holds its hearing", body()) +
                               one(tag, level, "Old Mill grinds on", other) +
                               one(tag, level, "A second mill grinds", other) + "</main>"));
      EXPECT_THAT(article.paragraphs, ::testing::ElementsAre(kLead, kSecond, kThird))
          << tag << level;
      EXPECT_EQ(removed_as(article, RemovalReason::recommendations).size(), 2u) << tag << level;
    }
  }
  // Parts of one article are not signed, and posts of a live page do not say its title.
  const std::string part = "<section class=part><h2>Old Mill grinds on</h2>" + other + "</section>";
  const ArticleText parts =
      read(page(title, "<article><section class=part><h1>Riverbend holds its hearing</h1>" +
                           body() + "</section>" + part + "</article>"));
  EXPECT_EQ(parts.paragraphs.size(), 6u);
  const ArticleText live =
      read(page(title, "<main><h1>Riverbend holds its hearing</h1>" +
                           one("article", "h2", "It is over", body()) +
                           one("article", "h2", "Old Mill grinds on", other) + "</main>"));
  EXPECT_GE(live.paragraphs.size(), 5u);
}

TEST(ArticleBlocks, HeadingsThatAreSentencesMayEndAnArticle) {
  const std::string points =
      "<h2>1. It smelts more aluminium than any other in the north.</h2>"
      "<h2>2. It owes its banks nothing since the spring of last year.</h2>";
  const ArticleText article = read(
      page("", "<article><h1>Riverbend holds its hearing</h1>" + body() + points + "</article>"));
  EXPECT_EQ(article.paragraphs.size(), 5u);
}

TEST(ArticleBlocks, KoreanAndJapaneseHaveWords) {
  const std::string korean =
      "<p>리버벤드는 월요일 홍콩 증권거래소의 상장 심사를 통과했다고 밝혔다.</p>"
      "<p>회사는 북부의 두 공장에서 알루미늄을 생산하며 지난해 매출이 크게 늘었다.</p>";
  const ArticleText article =
      read(page("<title>리버벤드 상장</title>",
                "<ul><li><a href=/1>정치</a></li><li><a href=/2>경제</a></li></ul><h1>리버벤드 "
                "상장</h1><div>" +
                    korean + "</div>"));
  EXPECT_EQ(article.kind, PageKind::article);
  EXPECT_EQ(article.paragraphs.size(), 2u);
  const ArticleText kana = read(page(
      "<title>リバーベンドのじょうじょう</title>",
      "<ul><li><a href=/1>トップ</a></li></ul><h1>リバーベンドのじょうじょう</h1><div>"
      "<p>リバーベンドはげつようび、ホンコンのとりひきじょでしんさをとおったとつたえた。</p>"
      "<p>かいしゃはきたのふたつのこうじょうでアルミニウムをつくり、うりあげをのばしている。</p>"
      "</div>"));
  EXPECT_EQ(kana.kind, PageKind::article);
  EXPECT_EQ(kana.paragraphs.size(), 2u);
}

TEST(ArticleBlocks, ADialogIsNoArticleHoweverLong) {
  std::string cookies;
  for (int i = 0; i < 12; ++i)
    cookies +=
        "<p>These cookies are necessary for the site to function and cannot be switched off "
        "in our systems, which set them when you log in or fill in a form.</p>";
  for (const char* open : {"role=dialog", "role=alertdialog", "aria-modal=true role=region"}) {
    const ArticleText article = read(page("", "<article>" + body() + "</article><div " + open +
                                                  "><h2>Your choice</h2>" + cookies + "</div>"));
    EXPECT_THAT(article.paragraphs, ElementsAre(kLead, kSecond, kThird)) << open;
  }
}

TEST(ArticleBlocks, TextThatIsSoldMayComeHidden) {
  std::string paid;
  for (int i = 0; i < 12; ++i)
    paid += "<p>In part " + std::to_string(i) +
            " of its prospectus the company tells of two "
            "furnaces, which it lit again when the price of the metal rose.</p>";
  const std::string open = "<article><p>" + kLead + "</p>";
  EXPECT_EQ(read(page("", open + "<div class=paywall hidden>" + paid + "</div></article>"))
                .paragraphs.size(),
            13u);
  EXPECT_EQ(read(page("", open + "<p class=paywall aria-hidden=true>" + kSecond + "</p></article>"))
                .paragraphs.size(),
            2u);
  // Its notice, and whatever else is hidden, is not.
  EXPECT_EQ(read(page("", open + "<div class=paywall hidden><p>Subscribe to go on.</p></div>" +
                              "<div class=later hidden>" + paid + "</div></article>"))
                .paragraphs.size(),
            1u);
}

// A browser shows nothing of such a page; some archives damaged theirs so.
TEST(ArticleBlocks, ATitleThatNothingClosesEndsAtTheNextTag) {
  const std::string rest =
      "<meta name=a content=b></head><body><article><p>" + kLead + "</p></article></body></html>";
  for (const char* end : {"", "</tit", "</titlex>"}) {
    const ArticleText article =
        read("<html><head><TITLE>Riverbend holds its hearing" + std::string(end) + rest);
    EXPECT_THAT(article.paragraphs, ElementsAre(kLead)) << end;
    EXPECT_EQ(article.title, "Riverbend holds its hearing") << end;
  }
  EXPECT_THAT(read("<html><head><title>A </titles><b>title</title >" + rest).paragraphs,
              ElementsAre(kLead));
}

// A player's list that a script has still to fill.
TEST(ArticleBlocks, AHeadingAloneInItsBoxesHeadsNoParagraphBeyondThem) {
  const std::string player = "<div><div><div><h4>Up next</h4></div></div><div></div></div>";
  const ArticleText article = read(
      page("", "<article><h1>Riverbend holds its hearing</h1>" + player + body() + "</article>"));
  EXPECT_THAT(article.paragraphs, ElementsAre(kLead, kSecond, kThird));
  EXPECT_THAT(removed_as(article, RemovalReason::related_articles), ElementsAre("Up next"));
  // Titles beyond them are its list.
  const ArticleText list = read(page(
      "", "<article><h1>Riverbend holds its hearing</h1>" + body() +
              "<div><div><div><h4>Up next</h4></div></div></div><div><p>Quarry Tools files in Hong "
              "Kong</p><p>Lantern Foods passes its hearing</p></div></article>"));
  EXPECT_THAT(list.paragraphs, ElementsAre(kLead, kSecond, kThird));
}

}  // namespace
}  // namespace gongwatch::parser
