// The shortcut before Gumbo changes what a page costs, never what is read from it.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "parser/charset/decode.h"
#include "parser/content/article_text.h"
#include "parser/html/reduce.h"
#include "parser/html/tree.h"
#include "parser/html/walk.h"
#include "tests/parser/same_article.h"

namespace gongwatch::parser {
namespace {

std::string reduced(std::string_view html) { return reduce_html(html).html; }

TEST(Reduce, DropsWhatIsNoText) {
  EXPECT_EQ(reduced("<p>a <!-- b -->c<script>d</script> e<style>p{}</style></p>"),
            "<p>a <!---->c<!----> e<!----></p>");
  EXPECT_EQ(reduced("<p><svg width=1><title>t</title><path d='M0'/></svg>x"), "<p><svg></svg>x");
  EXPECT_EQ(reduced("<p><select><option>a<option>b</select>x"), "<p><select></select>x");
}

TEST(Reduce, KeepsTheAttributesThatAreAskedFor) {
  EXPECT_EQ(reduced("<DIV data-x=1 CLASS='a b' onclick=\"f('>')\" id=c/d><img src=x></DIV>"),
            "<DIV \U000F0000><img></DIV>");
  EXPECT_EQ(reduced("<p style='color:red'>a<p style='Display : none'>b"), "<p>a<p \U000F0000>b");
  EXPECT_EQ(reduced("<p style=color:red style='display:none'>"), "<p>");
  EXPECT_EQ(reduced("<font color=red><a href=x>"), "<font color=red><a>");
}

TEST(Reduce, OneCharacterStandsForAPieceOfText) {
  EXPECT_EQ(reduced("<p> some words &amp; more\n words<b>of</b></p>"),
            "<p> \U000F0000&amp; \U000F0001<b>of</b></p>");
}

TEST(Reduce, KeepsTheBlanksBehindPre) {
  EXPECT_EQ(reduced("<pre>\n  a\n  <b>\n  b"), "<pre>\n  a\n<b>\nb");
}

TEST(Reduce, OneCharacterStandsForTheAttributesOfATag) {
  EXPECT_EQ(reduced("<p class=\"a b\" lang=de><p data-x lang=fr><p x=y class='a b' lang='de' />"),
            "<p \U000F0000><p \U000F0001><p \U000F0000 />");
  EXPECT_EQ(reduced("<p class=ab id=\"&lt; b\">"), "<p class=\U000F0000 id=\"&lt; b\">");
  // The tree builder asks whether it is hidden; what is read of two others depends on their names.
  EXPECT_EQ(reduced("<p type=a title=b><input type=a title=b><abbr type=a title=b>"),
            "<p \U000F0000><input type=a><abbr \U000F0001>");
}

TEST(StandIns, GiveTheAttributesBack) {
  const auto tree =
      Tree::parse("<p CLASS='a b' Hidden id=1 id=2><b id=x><a rel=author class=y><p lang=de>c</a>d",
                  {}, Detail::article);
  ASSERT_TRUE(tree);
  std::string told;
  walk(tree->root(), [&](const GumboNode* node) {
    if (is_text(node)) told += node->v.text.text;
    if (!is_element(node)) return false;
    const GumboVector& attributes = node->v.element.attributes;
    for (unsigned i = 0; i < attributes.length; ++i) {
      const auto* const one = static_cast<const GumboAttribute*>(attributes.data[i]);
      told.append("[").append(one->name).append("=").append(one->value).append("]");
    }
    return true;
  });
  EXPECT_EQ(told,
            "[class=a b][hidden=][id=1][id=x][rel=author][class=y][lang=de][id=x]"
            "[rel=author][class=y]cd");
}

// What Gumbo would change, and pages in which such a character could be the page's own.
TEST(Reduce, NothingStandsForWhatIsNotPlain) {
  for (const std::string_view page :
       {"<p>several\rwords", "<p>several\x01words", "<p>several\xC2\x85words",
        "<p>several words \U000F0001", "<p>several words &#xF0001;", "<p>several words &#983041;"})
    EXPECT_EQ(reduced(page), page);
}

TEST(StandIns, MeanWhatTheyStandFor) {
  Arena arena(1u << 20);
  StandIns stand_ins;
  std::string html = "a ";
  stand_ins.add_text("first piece", html);
  html += "&amp;";
  stand_ins.add_text("second piece", html);
  EXPECT_EQ(stand_ins.meant(html.c_str(), arena), std::string("a first piece&amp;second piece"));
  std::string values;
  ASSERT_TRUE(stand_ins.add_value("one", values));
  ASSERT_TRUE(stand_ins.add_value("one", values));
  EXPECT_EQ(stand_ins.meant(values.c_str(), arena), std::string("oneone"));
  EXPECT_EQ(values.substr(0, 4), values.substr(4));
  const char* const plain = "plain \xF3\xA0\x81\xA7";
  EXPECT_EQ(stand_ins.meant(plain, arena), plain);
}

TEST(Reduce, TakesJsonLdOut) {
  const Reduced page =
      reduce_html("<head><script type=\"Application/LD+JSON; charset=utf-8\">{\"a\":1}</script>");
  EXPECT_EQ(page.html, "<head><!---->");
  ASSERT_EQ(page.json_ld.size(), 1u);
  EXPECT_EQ(page.json_ld[0], "{\"a\":1}");
}

// What stands on both sides of something dropped must not grow together.
TEST(Reduce, KeepsApartWhatAnElementKeptApart) {
  EXPECT_EQ(reduced("<p>a &amp<!-- -->; <<!-- -->b>"), "<p>a &amp<!---->; <<!---->b>");
}

TEST(Reduce, LeavesTheRestAloneWhereOnlyTheTreeBuilderKnows) {
  for (const std::string_view rest : {
           "<svg><foreignObject><p>a</p></foreignObject></svg><!-- x -->",
           "<svg><p>a</p></svg><!-- x -->",
           "<svg><![CDATA[<p>]]></svg><!-- x -->",
           "<svg><g><!-- x -->",
           "<select><textarea></select></textarea><!-- x -->",
           "<script><!-- <script>a</script> --></script><!-- x -->",
           "<script>a",
           "<style>a</styl",
           "<plaintext><!-- x -->",
           "<div class=\"a<!-- x -->",
       }) {
    EXPECT_EQ(reduced("<p>" + std::string(rest)), "<p>" + std::string(rest));
  }
  for (const std::string_view page :
       {"<!-- a --><frameset><!-- b -->", "<p><!-- a --><svg><p><FrameSet><!-- b -->"})
    EXPECT_EQ(reduced(page), page);
}

TEST(Reduce, FixturesReadTheSame) {
  std::size_t pages = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(GONGWATCH_CHECKOUT "/fixtures")) {
    if (entry.path().filename() != "page.html") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    ++pages;
    EXPECT_EQ(difference_without_shortcut(decode(bytes, {}, true).text), "") << entry.path();
  }
  EXPECT_GT(pages, 5u);
}

// Pages put together at random from the pieces that tokenizers and tree builders trip over.
TEST(Reduce, NastyPagesReadTheSame) {
  static const std::vector<std::string> kPieces = {
      "<p>",
      "</p>",
      "<div class=article>",
      "</div>",
      "<b>",
      "</b>",
      "<a href=x class=y>",
      "</a>",
      "<table>",
      "<tr>",
      "<td>",
      "</td>",
      "</tr>",
      "</table>",
      "<caption>",
      "<colgroup>",
      "<col>",
      "<ul><li>",
      "</ul>",
      "<h1>Head</h1>",
      "<h2>Related</h2>",
      "<pre>\n a\n b",
      "</pre>",
      "<script>",
      "</script>",
      "</script >",
      "<!--",
      "-->",
      "--!>",
      "<!-->",
      "<!--->",
      "<!---->",
      "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Head\"}</script>",
      "<style>",
      "</style>",
      "<svg>",
      "</svg>",
      "<svg/>",
      "<g>",
      "</g>",
      "<path d=x />",
      "<title>",
      "</title>",
      "<desc>",
      "</desc>",
      "<foreignObject>",
      "</foreignObject>",
      "<![CDATA[",
      "]]>",
      "<math>",
      "<mi>",
      "</mi>",
      "</math>",
      "<annotation-xml encoding=text/html>",
      "<select>",
      "</select>",
      "<option>",
      "<optgroup>",
      "<textarea>",
      "</textarea>",
      "<noscript>",
      "</noscript>",
      "<template>",
      "</template>",
      "<iframe>",
      "</iframe>",
      "<xmp>",
      "</xmp>",
      "<noembed>",
      "</noembed>",
      "<noframes>",
      "</noframes>",
      "<plaintext>",
      "<frameset>",
      "<html>",
      "<head>",
      "</head>",
      "<body class=z>",
      "</body>",
      "</html>",
      "<!DOCTYPE html>",
      "<!x>",
      "<?y>",
      "</>",
      "</ z>",
      "<",
      "&",
      "&amp",
      ";",
      "lt;",
      ">",
      "'",
      "\"",
      "=",
      " ",
      "\n",
      "\t  \n",
      "<link rel=stylesheet href=x>",
      "<link rel=canonical href=/c>",
      "<meta name=author content=Me>",
      "<input type=hidden>",
      "<input>",
      "<button>",
      "</button>",
      "<form>",
      "</form>",
      "<img src=a>",
      "<br>",
      "<hr>",
      "<time datetime=2024-05-06T07:08:09Z data-x>",
      "</time>",
      "<p hidden>",
      "<span style='display: none'>",
      "<span style=color:red>",
      "</span>",
      "<font color=a>",
      "<font color=b>",
      "</font>",
      "<i class=a>",
      "<i class=b>",
      "</i>",
      "<nobr>",
      "<div a='>' b=\">\"",
      "<source src=x>",
      "<isindex>",
      "<image x=y>",
      "<p x=1 x=2 id=3 id=4/>",
      "<P ID=A id=b CLASS>",
      "<p style=color:red style=display:none>",
      "<p class='' role hidden=hidden>",
      "<a class=author rel=author href=z>",
      "<input type=hidden class=y>",
      "<abbr class=published title=2024-05-06T07:08:09Z>",
      "<p class=published title=2024-05-06T07:08:09Z>",
      "<p class=a\U000F0002b>",
      "</br>",
      "<base href=x>",
      "&nbsp;",
      "&#32;",
      "&#10",
      "&notit;",
      "several words\r\nand more of them",
      "\xC2\x85 after a control, more of them",
      "\U000F0003",
      "&#xF0003;",
      "\U000E0067 and a tag",
      "<meta name=description content='What the page is about, in words.'>",
      "<meta property='og:title' content=\"Head\">",
      "<p class='related-articles list'>",
      "<p class=\"byline &amp; more\">",
      "<span class=\"entry-date published\">9 November 2025</span>",
      "<div id=S:12 hidden>",
      "<td>figure of a cell",
      "<pre>\n\nof two lines\nand more",
      "<textarea>\nsome text in it</textarea>",
      "Plain words that go on for a while, as sentences do, so that some of it is kept.",
      "一家公司通过了聆讯,并将于下周开始招股。",
      "short",
      "404"};
  std::mt19937 random(20251130);
  const auto pick = [&](std::size_t n) { return std::size_t{random()} % n; };
  for (int page = 0; page < 20000; ++page) {
    std::string html = pick(3) == 0 ? "" : "<!DOCTYPE html><html><body>";
    for (std::size_t i = 3 + pick(40); i > 0; --i) html += kPieces[pick(kPieces.size())];
    const std::string difference = difference_without_shortcut(html);
    ASSERT_EQ(difference, "") << "page " << page << ":\n" << html;
  }
}

}  // namespace
}  // namespace gongwatch::parser
