#include <gtest/gtest.h>

#include <random>

#include "parser/html/prescan.h"
#include "parser/html/tree.h"
#include "parser/html/walk.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

std::string repeat(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::size_t real_depth(const Tree& tree) {
  std::size_t depth = 0;
  std::size_t deepest = 0;
  walk(
      tree.root(),
      [&](const GumboNode* node) {
        if (is_element(node)) deepest = std::max(deepest, ++depth);
        return true;
      },
      [&](const GumboNode* node) {
        if (is_element(node)) --depth;
      });
  return deepest;
}

ErrorKind error_of(std::string_view html, const ParseLimits& limits = {}) {
  const Result<Tree> tree = Tree::parse(html, limits);
  return tree ? ErrorKind::internal : tree.error().kind;
}

TEST(Tree, HoldsTheText) {
  const Result<Tree> tree = Tree::parse("<p class=a>One <b>two</b>", {});
  ASSERT_TRUE(tree);
  EXPECT_EQ(text_content(tree->root()), "One two");
}

TEST(Tree, ParsesNothing) {
  const Result<Tree> tree = Tree::parse({}, {});
  ASSERT_TRUE(tree);
  EXPECT_EQ(text_content(tree->root()), "");
}

TEST(Tree, RefusesDeepNestingHoweverItIsWritten) {
  for (const char* tags : {"<div>",
                           "<span>",
                           "<b><div>",
                           "<svg><g>",
                           "<svg><title><div>",
                           "<table><tr><td>",
                           "<ul><li>",
                           "<form><div></form>",
                           "<div></body>",
                           "<li><ul></li>",
                           "<span><div></span>",
                           "<template><td>",
                           "<x-y>",
                           "<div><select></div><select>",
                           "<object><p></object><div>",
                           "<svg><select><g>",
                           "<font color=1><div>",
                           "<span><font color=1></span>",
                           "<select><script><!--</script></select><div>",
                           "<math><a href=x><option>",
                           "<frameset><title></b>",
                           "<svg><font color=1></svg><x-y>",
                           "<div/>",
                           "<a><table><tr><td>"}) {
    EXPECT_EQ(error_of(repeat(tags, 100000)), ErrorKind::too_deep) << tags;
  }
}

TEST(Tree, ReadsLongPagesThatAreNotDeep) {
  for (const char* tags :
       {"<p>text", "<li>text", "<div>a</div>", "<br>", "<option>a", "<tr><td>a", "<b>x</b>",
        "<img src=a>", "<dt>a<dd>b", "<p><b>x</p>", "<h2>a</h2>", "<input>",
        "<script><div><div></script>", "<!-- <div> -->", "<textarea><div></textarea>",
        "<a href=x>b", "<svg><path/><g></g></svg>"}) {
    EXPECT_TRUE(Tree::parse("<table>" + repeat(tags, 3000), {}).has_value()) << tags;
    EXPECT_TRUE(Tree::parse("<ul>" + repeat(tags, 3000), {}).has_value()) << tags;
  }
}

TEST(Tree, RefusesTooManyAttributes) {
  std::string tag = "<a ";
  for (int i = 0; i < 300000; ++i) tag += "a" + std::to_string(i) + " ";
  EXPECT_EQ(error_of(tag + ">"), ErrorKind::too_large);
}

TEST(Tree, RefusesTooManyBytesAndTooMuchMemory) {
  ParseLimits limits;
  limits.max_bytes = 1000;
  EXPECT_EQ(error_of(std::string(1001, 'a'), limits), ErrorKind::too_large);
  limits = {};
  limits.max_tree_bytes = 100000;
  EXPECT_EQ(error_of(repeat("<p>text</p>", 20000), limits), ErrorKind::too_large);
  EXPECT_TRUE(Tree::parse("<p>small</p>", limits).has_value());
}

TEST(Tree, RefusesDepthThatTheTagsHide) {
  // The title inside this template is ignored, so that what follows it is not its text.
  EXPECT_EQ(error_of(repeat("<object><template><col><title>", 2500)), ErrorKind::too_deep);
}

TEST(Tree, StopsWhenItsTimeIsUp) {
  ParseLimits limits;
  int asked = 0;
  limits.expired = [&] { return ++asked > 3; };
  EXPECT_EQ(error_of(repeat("<p>text</p>", 20000), limits), ErrorKind::timeout);
  limits.expired = []() -> bool { throw std::runtime_error("clock"); };
  EXPECT_EQ(error_of(repeat("<p>text</p>", 5000), limits), ErrorKind::timeout);
}

TEST(Prescan, EstimatesNoLessThanTheRealDepth) {
  static constexpr const char* kPieces[] = {"<div>",
                                            "</div>",
                                            "<p>",
                                            "</p>",
                                            "<b>",
                                            "</b>",
                                            "<a href=x>",
                                            "</a>",
                                            "<table>",
                                            "</table>",
                                            "<tr>",
                                            "<td>",
                                            "</td>",
                                            "<ul>",
                                            "<li>",
                                            "</ul>",
                                            "<span>",
                                            "</span>",
                                            "<form>",
                                            "</form>",
                                            "<svg>",
                                            "</svg>",
                                            "<g>",
                                            "<title>",
                                            "</title>",
                                            "<select>",
                                            "</select>",
                                            "<option>",
                                            "<font color=1>",
                                            "</font>",
                                            "<h1>",
                                            "</h1>",
                                            "<button>",
                                            "</button>",
                                            "text",
                                            "<template>",
                                            "</template>",
                                            "<object>",
                                            "</object>",
                                            "</body>",
                                            "<br>",
                                            "<x-y>",
                                            "</x-y>",
                                            "<dd>",
                                            "</dd>",
                                            "<caption>",
                                            "</tr>",
                                            "</li>",
                                            "<foreignObject>",
                                            "<math>",
                                            "<mi>",
                                            "</math>",
                                            "<nobr>",
                                            "<center>",
                                            "<!-- x -->"};
  std::mt19937 random(11);
  for (int round = 0; round < 3000; ++round) {
    std::string page;
    for (std::size_t i = random() % 120; i > 0; --i) page += kPieces[random() % std::size(kPieces)];
    const Result<Prescan> prescan = prescan_html(page, {});
    const Result<Tree> tree = Tree::parse(page, {});
    ASSERT_TRUE(prescan && tree);
    // <html>, <body>, and <tbody> and <tr> that tables imply are not in the estimate.
    EXPECT_LE(real_depth(*tree), 3 * prescan->depth + 6) << page;
  }
}

TEST(Tree, SurvivesGarbage) {
  std::mt19937 random(5);
  const std::string alphabet = "<>/=\"'! -abdipt&;[]\n";
  for (int round = 0; round < 500; ++round) {
    std::string page;
    for (std::size_t i = random() % 500; i > 0; --i) page += alphabet[random() % alphabet.size()];
    const Result<Tree> tree = Tree::parse(page, {});
    if (!tree) continue;
    EXPECT_TRUE(text::is_valid(text_content(tree->root())));
  }
}

TEST(Tree, SurvivesTagsCutAnywhere) {
  const std::string page =
      "<!DOCTYPE html><html><body class='a b'><table><tr><td><a "
      "href=\"x\">y</a></td></tr></table><!-- c -->";
  for (std::size_t cut = 0; cut <= page.size(); ++cut) {
    EXPECT_TRUE(Tree::parse(std::string_view(page).substr(0, cut), {}).has_value()) << cut;
  }
}

}  // namespace
}  // namespace gongwatch::parser
