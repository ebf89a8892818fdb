// The shortcut before Gumbo changes what a page costs, never what is read from it.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "parser/charset/decode.h"
#include "parser/content/article_text.h"
#include "parser/html/reduce.h"
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
            "<DIV CLASS='a b' id=c/d><img></DIV>");
  EXPECT_EQ(reduced("<p style='color:red'>a<p style='Display : none'>b"),
            "<p>a<p style='Display : none'>b");
  EXPECT_EQ(reduced("<font color=red><a href=x>"), "<font color=red><a>");
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
  EXPECT_EQ(reduced("<!-- a --><frameset><!-- b -->"), "<!-- a --><frameset><!-- b -->");
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
      "</br>",
      "<base href=x>",
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
