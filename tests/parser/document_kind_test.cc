// What parse_document says of a whole text: where it breaks off, how many stories it tells, what is
// made of markup in plain text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "parser/parse_document.h"

namespace gongwatch::parser {
namespace {

using ::testing::HasSubstr;

Document parse(const std::string& bytes, std::string_view type = {}) {
  ParseInput input;
  input.bytes = bytes;
  input.media_type = type;
  input.captured_at = *parse_iso_instant("2025-11-10T09:00:00+08:00");
  auto document = parse_document(input);
  return document ? *document : Document();
}

std::string cut_words(const Document& document) {
  for (const Warning& warning : document.warnings) {
    if (warning.code == "text-cut") return warning.evidence ? warning.evidence->quote : "?";
  }
  return {};
}

const std::string kStory =
    "Grey Heron passes hearing\n\nGrey Heron Foods has passed the hearing of the Hong Kong stock "
    "exchange. CICC is the sole sponsor.";

TEST(ListedAt, IsWhatYesterdayIsReckonedFromUnlessThePageHasADay) {
  const auto event_day = [](const std::string& head, const char* listed_at) {
    ParseInput input;
    const std::string bytes = "Grey Heron passes hearing\n\n" + head +
                              "Grey Heron Foods passed the hearing of the Hong Kong stock exchange "
                              "yesterday. CICC is the sole sponsor.";
    input.bytes = bytes;
    input.captured_at = *parse_iso_instant("2025-11-10T09:00:00+08:00");
    if (listed_at != nullptr) input.listed_at = *parse_iso_instant(listed_at);
    const auto document = parse_document(input);
    return document && document->events.size() == 1 && document->events[0].event_date
               ? to_iso(*document->events[0].event_date)
               : std::string("none");
  };
  EXPECT_EQ(event_day("", nullptr), "2025-11-09");
  EXPECT_EQ(event_day("", "2023-05-04T12:00:00+08:00"), "2023-05-03");
  EXPECT_EQ(event_day("May 2, 2023\n\n", "2023-05-04T12:00:00+08:00"), "2023-05-01");
}

TEST(TextCut, TellsWhereAnArticleBreaksOff) {
  EXPECT_EQ(cut_words(parse(kStory + "\n\nIt makes soup. Its plant in the north was enlarged in")),
            "It makes soup. Its plant in the north was enlarged in");
  EXPECT_THAT(
      cut_words(parse("灰鹭食品通过聆讯\n\n灰鹭食品通过港交所聆讯。公司主营汤料，北方工厂今年"
                      "扩建后产量将由")),
      HasSubstr("产量将由"));
  EXPECT_THAT(cut_words(parse(kStory + "\n\nIt makes soup. Its plant in the north ...")),
              HasSubstr("plant"));
  EXPECT_THAT(
      cut_words(parse(kStory + "\n\nIt makes soup and sells it in nine provinces, in shops, "
                               "canteens and trains, to people who travel far and cook "
                               "little, and hopes to sell it before long to the")),
      HasSubstr("before long to the"));
}

TEST(TextCut, IsSilentAboutWholeTexts) {
  EXPECT_EQ(cut_words(parse(kStory)), "");
  for (const char* ending :
       {"\n\n\"We make soup,\" he said. \"It is good soup.\"",
        "\n\nIt makes soup. (Reporting by A. B.)", "\n\nSource: the exchange",
        "\n\n* Trading is to begin on July 11", "\n\n公司主营汤料。有人说，味道好极了……",
        "\n\nProceeds are for:", "\n\nYear | Revenue. Profit | Loss"}) {
    EXPECT_EQ(cut_words(parse(kStory + ending)), "") << ending;
  }
}

TEST(Kind, IsADigestIfThreeCompaniesHaveNews) {
  const std::string two =
      "Hearings of the week\n\nGrey Heron Foods passed the hearing of the Hong Kong stock exchange "
      "on Monday.\n\nTin Lantern Toys filed with the Hong Kong stock exchange on Tuesday.";
  EXPECT_EQ(parse(two).kind, PageKind::article);
  EXPECT_EQ(parse(two + "\n\nDeep Well Mining launched its Hong Kong IPO on Wednesday.").kind,
            PageKind::digest);
  EXPECT_EQ(parse(kStory).kind, PageKind::article);
}

TEST(Kind, IsAnIndexOfASitemap) {
  const std::string few =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- made by hand -->\n<urlset "
      "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"
      "<url><loc>https://harbour.example/news/riverbend-holds-its-hearing</loc></url></urlset>";
  std::string many = "<sitemapindex>";
  for (int i = 0; i < 40; ++i)
    many += "<sitemap><loc>https://harbour.example/" + std::to_string(i) + ".xml</loc></sitemap>";
  for (const std::string& xml : {few, many + "</sitemapindex>"}) {
    for (const char* type : {"", "text/xml", "application/xml", "text/html"}) {
      EXPECT_EQ(parse(xml, type).kind, PageKind::index) << type;
      EXPECT_EQ(parse(xml, type).text, "");
    }
  }
}

TEST(Kind, DataIsNoPage) {
  std::string feed = "<?xml version=\"1.0\"?><rss><channel>";
  for (int i = 0; i < 20; ++i) feed += "<item><title>Riverbend</title></item>";
  for (const std::string& bytes :
       {std::string("{\"title\": \"Riverbend files\"}"), std::string("[ {\"a\": 1} ]"),
        std::string("{\n  \"a\": 1}"), std::string("show({\"title\": \"Riverbend files\"});\n"),
        std::string("/**/jQuery_1.back([\"a\"])"), feed + "</channel></rss>"}) {
    ParseInput input;
    input.bytes = bytes;
    const auto document = parse_document(input);
    ASSERT_FALSE(document) << bytes;
    EXPECT_EQ(document.error().kind, ErrorKind::unsupported) << bytes;
  }
  for (const char* text : {"Riverbend (\"the company\") files", "[Correction] Riverbend files",
                           "files(s) {\"a\"} of Riverbend"})
    EXPECT_NE(parse(text).title + parse(text).text, "") << text;
}

ErrorKind refusal(const std::string& bytes, std::string_view type = {}) {
  ParseInput input;
  input.bytes = bytes;
  input.media_type = type;
  const auto document = parse_document(input);
  EXPECT_FALSE(document) << bytes << " " << type;
  return document ? ErrorKind::internal : document.error().kind;
}

TEST(Kind, TheSmallestDataIsNoPageEither) {
  for (const char* bytes :
       {"[]", "{}", " [ ]\n", "[1,2]", "[null, \"a\"]", "callback([1,2])", "cb([]);", "cb(\"a\");",
        "12345", "-1.5e3", "\"text\"", "\"<p>a<\\/p>\\u4e00\"", "null", "true"}) {
    for (const char* type : {"", "text/html", "text/plain", "application/json"})
      EXPECT_EQ(refusal(bytes, type), ErrorKind::unsupported) << bytes << " " << type;
  }
  for (const char* text :
       {"\"Riverbend has held its hearing at the exchange, with two banks as its sponsors.\"",
        "[Correction] Riverbend files", "12345 people came", "Riverbend(2788)", "null and void"})
    EXPECT_NE(parse(text).title + parse(text).text, "") << text;
}

const char* const kScript =
    "/*! A library. Copyright somebody; all of its words are these. */\n"
    "(function (w) {\n  'use strict';\n  var list = w.items || [];\n"
    "  list.push({ id: 1, name: 'Riverbend passes its hearing at the exchange' });\n"
    "  if (list.length > 3) { w.show(list); }\n})(window);\n";
const char* const kStyle =
    "@charset \"utf-8\";\nbody { margin: 0; font: 16px/1.5 serif }\n.story p, .story li { color: "
    "#333; }\n@media (max-width: 40em) { .side { display: none } }\n";

TEST(Kind, ProgramsAndStyleSheetsAreNoPages) {
  for (const char* type : {"", "text/html", "text/plain", "application/javascript", "text/css"}) {
    EXPECT_EQ(refusal(kScript, type), ErrorKind::unsupported) << type;
    EXPECT_EQ(refusal(kStyle, type), ErrorKind::unsupported) << type;
    EXPECT_EQ(refusal("var a=1;", type), ErrorKind::unsupported) << type;
    EXPECT_EQ(refusal("window.location.href = \"/login\";", type), ErrorKind::unsupported) << type;
  }
  EXPECT_EQ(refusal("export default 1", "text/javascript"), ErrorKind::unsupported);
  // Printed before a page, and in a text.
  EXPECT_EQ(parse(std::string(kScript) +
                      "<!DOCTYPE html><html><body><article><h1>Grey Heron</h1>"
                      "<p>" +
                      kStory + "</p></article></body></html>",
                  "text/html")
                .kind,
            PageKind::article);
  for (const char* words :
       {"Grey Heron (2788.HK) (HK$3.2) (the \"company\"); Tin Lantern (2789.HK); both rose.",
        "Grey Heron &amp; Sons&#21488; &lt;files&gt; &amp; lists", "x = y; z = {1}"})
    EXPECT_THAT(parse(kStory + "\n\n" + words, "text/plain").text, HasSubstr("CICC")) << words;
}

TEST(Markup, InPlainTextIsReadAround) {
  const std::string text =
      "Grey Heron passes hearing\n\nGrey Heron Foods has passed the hearing of the Hong Kong stock "
      "exchange.<br/>CICC &amp; UBS are <b class=\"x\">joint sponsors</b>.<script>var a = "
      "1;</script>"
      "\n\nIt sold 3 &lt; 4 &#21488; machines.";
  for (const char* type : {"", "text/plain", "text/plain; charset=utf-8"}) {
    const Document document = parse(text, type);
    EXPECT_EQ(document.title, "Grey Heron passes hearing");
    EXPECT_EQ(
        document.text,
        "Grey Heron Foods has passed the hearing of the Hong Kong stock exchange.\n\nCICC & UBS "
        "are joint sponsors.\n\nIt sold 3 < 4 台 machines.");
    ASSERT_EQ(document.events.size(), 1u);
    EXPECT_EQ(document.events[0].sponsors.size(), 2u);
  }
}

TEST(Utf16, APageIsAPageWithoutAType) {
  const std::string page =
      "<!doctype html><html><head><title>Grey Heron passes hearing</title></head><body><article>"
      "<h1>Grey Heron passes hearing</h1><p>Grey Heron Foods has passed the hearing of the Hong "
      "Kong stock exchange.</p></article></body></html>";
  for (const bool big : {false, true}) {
    std::string bytes = big ? "\xFE\xFF" : "\xFF\xFE";
    for (const char c : page) {
      if (big) bytes += '\0';
      bytes += c;
      if (!big) bytes += '\0';
    }
    for (const char* type : {"", "text/html"}) {
      const Document document = parse(bytes, type);
      EXPECT_EQ(document.text,
                "Grey Heron Foods has passed the hearing of the Hong Kong stock exchange.");
      EXPECT_EQ(document.title, "Grey Heron passes hearing");
      EXPECT_EQ(document.charset, big ? "UTF-16BE" : "UTF-16LE");
    }
  }
}

TEST(Markup, APageServedAsPlainTextIsAPage) {
  const Document document = parse(
      "<!DOCTYPE html><html><head><title>Grey Heron passes hearing</title></head><body>"
      "<nav><a href=\"/\">Home</a></nav><article><h1>Grey Heron passes hearing</h1>"
      "<p>Grey Heron Foods has passed the hearing of the Hong Kong stock exchange.</p>"
      "</article></body></html>",
      "text/plain");
  EXPECT_EQ(document.text,
            "Grey Heron Foods has passed the hearing of the Hong Kong stock exchange.");
}

TEST(Markup, WhatOnlyLooksLikeItStays) {
  for (const char* words :
       {"Margins of a<b and c>d fell.", "We <3 soup & bread.", "1 &lt 2; &#0; &#xZZ;",
        "<unknown> words stay.", "An open <p", "An open <script"}) {
    const Document document = parse(kStory + "\n\n" + words, "text/plain");
    EXPECT_THAT(document.text, HasSubstr(words));
  }
}

}  // namespace
}  // namespace gongwatch::parser
