// What stands on every page of a source, told by the pages that were read before.
#include <gmock/gmock.h>

#include <algorithm>

#include "parser/parse_document.h"
#include "tests/parser/content_pages.h"

namespace gongwatch::parser {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kSignUp =
    "Every weekday at seven we send what moved the harbour's markets to forty thousand desks.";
const std::string kAboutHer =
    "Ada Kwan has written about smelters and shipyards since she left one of them in 2003.";

struct Story {
  std::string title, company, trade;
};

const std::vector<Story> kStories = {
    {"Riverbend smelts for Hong Kong", "Riverbend Metals", "alumina from two plants in the north"},
    {"Quarry Tools drills deeper", "Quarry Tools", "drill heads that cut granite under water"},
    {"A lantern maker files", "Paper Lantern", "lamps which fold into the size of a coin"},
    {"Bright Harbour lifts its hook", "Bright Harbour", "cranes to nine ports of the southern sea"},
    {"Tin Whistle plays on", "Tin Whistle", "flutes and drums to the schools of four provinces"},
};

std::string paragraph(const std::string& words) { return "<p>" + words + "</p>"; }

std::vector<std::string> own_paragraphs(const Story& story) {
  return {story.company + " said on Monday that it sells " + story.trade +
              ", and that half of its output leaves by sea.",
          "A prospectus of " + story.company + " tells of " + story.trade +
              " and of debts which its owner has sworn to pay back by spring."};
}

std::string html_of(const Story& story, const std::string& before, const std::string& behind) {
  const auto own = own_paragraphs(story);
  return page("<title>" + story.title + "</title>", "<h1>" + story.title + "</h1><article>" +
                                                        paragraph(own[0]) + before +
                                                        paragraph(own[1]) + behind + "</article>");
}

// Pages of one source, one after the other, as the scheduler reads them.
class Source {
 public:
  Document read(const std::string& bytes, const std::string& url) {
    ParseInput input;
    input.bytes = bytes;
    input.url = url;
    input.captured_at = at("2025-11-10T00:00:00Z");
    input.earlier = memory_;
    const auto document = parse_document(input);
    EXPECT_TRUE(document) << document.error().to_string();
    std::vector<std::string> removed;
    for (const RemovedBlock& block : document->removed) removed.push_back(block.text);
    memory_.insert(memory_.begin(), earlier_page(url, document->title, document->text,
                                                 document->fingerprint, removed));
    return *document;
  }
  Document read(const Story& story, const std::string& before, const std::string& behind) {
    return read(html_of(story, before, behind),
                "https://www.harbourwire.example/news/" + std::to_string(memory_.size()));
  }
  std::vector<EarlierPage>& memory() { return memory_; }

 private:
  std::vector<EarlierPage> memory_;
};

std::vector<std::string> repeated(const Document& document) {
  std::vector<std::string> texts;
  for (const RemovedBlock& block : document.removed) {
    if (block.reason == RemovalReason::duplicate) texts.push_back(block.text);
  }
  return texts;
}

TEST(RepeatedBlocks, GoFromTheFourthPageOn) {
  Source source;
  for (std::size_t i = 0; i < kStories.size(); ++i) {
    const Document document = source.read(kStories[i], paragraph(kSignUp),
                                          "<h4>About the writer</h4>" + paragraph(kAboutHer));
    const auto own = own_paragraphs(kStories[i]);
    if (i < 3) {
      EXPECT_THAT(repeated(document), IsEmpty()) << i;
      EXPECT_THAT(document.text, HasSubstr(kSignUp)) << i;
    } else {
      EXPECT_THAT(repeated(document), ElementsAre(kSignUp, "About the writer\n" + kAboutHer)) << i;
      EXPECT_EQ(document.text, own[0] + "\n\n" + own[1]);
    }
  }
}

TEST(RepeatedBlocks, AreToldInPlainTextAndInChinese) {
  const std::vector<std::string> companies = {"赤狐製藥", "遠山茶業", "星軌衛星", "白鷺航運"};
  const std::vector<std::string> trades = {"抗凝血新藥", "高山烏龍茶葉", "低軌通信衛星",
                                           "遠洋散貨船隊"};
  Source source;
  for (std::size_t i = 0; i < companies.size(); ++i) {
    const std::string first = companies[i] + "周一表示，公司主要經營" + trades[i] +
                              "，去年收入按年增長兩成，並已還清大部分借款。";
    const std::string second = "招股文件顯示，" + trades[i] + "的需求在過去三年持續上升，" +
                               companies[i] + "計劃把所得款項用於擴建廠房。";
    const std::string footer =
        "海港日報每日早上七時為讀者整理全球市場動態，歡迎於各大平台追蹤我們的帳號。";
    const Document document =
        source.read(companies[i] + "公布業績\n" + first + "\n" + footer + "\n" + second + "\n",
                    "https://news.example/" + std::to_string(i));
    EXPECT_EQ(repeated(document).size(), i < 3 ? 0u : 1u) << i;
    EXPECT_EQ(document.text.find(footer) == std::string::npos, i == 3) << i;
    EXPECT_THAT(document.text, HasSubstr(second));
  }
}

TEST(RepeatedBlocks, WhatStandsOnTwoPagesByChanceStays) {
  Source source;
  for (std::size_t i = 0; i < kStories.size(); ++i) {
    const bool by_chance = i == 1 || i == 2 || i == 4;
    const Document document = source.read(kStories[i], by_chance ? paragraph(kSignUp) : "", "");
    EXPECT_THAT(repeated(document), IsEmpty()) << i;
    EXPECT_EQ(document.text.find(kSignUp) != std::string::npos, by_chance);
  }
}

// On three of eight pages: a column's motto, not the site's.
TEST(RepeatedBlocks, WhatStandsOnFewerThanHalfStays) {
  Source source;
  for (std::size_t i = 0; i < 9; ++i) {
    Story story = kStories[i % kStories.size()];
    const std::string number(1, static_cast<char>('A' + i));
    story = {story.title + " in version " + number + number, "Number " + number + number,
             story.trade + " of kind " + number};
    const Document document =
        source.read(story, i < 3 || i == 8 ? paragraph(kSignUp) : std::string(), "");
    EXPECT_THAT(repeated(document), IsEmpty()) << i;
  }
}

TEST(RepeatedBlocks, VersionsOfOneArticleDoNotEraseEachOther) {
  Source same_title, other_title;
  for (int version = 0; version < 6; ++version) {
    const std::string news = paragraph("The exchange heard it for the " + std::to_string(version) +
                                       "th time, an officer told reporters who waited outside.");
    const Document document = same_title.read(kStories[0], news, paragraph(kAboutHer));
    EXPECT_THAT(repeated(document), IsEmpty()) << version;
    Story retitled = kStories[0];
    retitled.title = "Riverbend, update " + std::to_string(version) + ": its hearing goes on";
    const Document update = other_title.read(retitled, news, paragraph(kAboutHer));
    EXPECT_THAT(repeated(update), IsEmpty()) << version;
    EXPECT_THAT(update.text, HasSubstr(own_paragraphs(kStories[0])[1]));
  }
}

// A copy under another address says whose copy it is.
TEST(RepeatedBlocks, TheCanonicalAddressTellsWhichPageItIsACopyOf) {
  for (const bool copy : {false, true}) {
    Source source;
    for (std::size_t i = 0; i < 3; ++i) source.read(kStories[i], paragraph(kSignUp), "");
    std::string html = html_of(kStories[3], paragraph(kSignUp), "");
    const std::string link = "<link rel=canonical href=https://www.harbourwire.example/news/0>";
    if (copy) html.insert(html.find("<title>"), link);
    const Document document = source.read(html, "https://m.harbourwire.example/a/7");
    EXPECT_EQ(repeated(document).empty(), copy) << "two other pages are too few";
  }
}

// Six versions of one story are one page beside which another story's quotation of it is chance.
TEST(RepeatedBlocks, VersionsOfAnotherArticleAreOnePage) {
  Source source;
  for (int version = 0; version < 6; ++version)
    source.read(html_of(kStories[0], paragraph(kSignUp), ""),
                "https://www.harbourwire.example/live/" + std::to_string(version));
  EXPECT_THAT(repeated(source.read(kStories[1], paragraph(kSignUp), "")), IsEmpty());
}

// Agencies close each story about a company with the same paragraph about it.
TEST(RepeatedBlocks, ASeriesKeepsWhatItSaysOfItsCompany) {
  const std::string background =
      "Riverbend was founded by two brothers in 1994 and employs nine thousand people in the "
      "north.";
  const std::vector<std::string> titles = {"Riverbend holds its hearing", "Riverbend prices offer",
                                           "Banks line up for Riverbend", "Riverbend's first day"};
  Source source;
  for (std::size_t i = 0; i < titles.size(); ++i) {
    Story story = kStories[i];
    source.read(kStories[i + 1], paragraph(kSignUp), "");
    story.title = titles[i];
    const Document document = source.read(story, paragraph(kSignUp), paragraph(background));
    EXPECT_THAT(document.text, HasSubstr(background)) << i;
  }
  EXPECT_THAT(repeated(source.read({"Nothing new", "Old Mill", "flour in bags of jute"},
                                   paragraph(kSignUp), paragraph(background))),
              ElementsAre(kSignUp));
}

TEST(RepeatedBlocks, AWordOfEveryTitleIsTheSourcesAndProtectsNothing) {
  const std::string notice = "Ladderwatch counts rungs each weekday and mails them to its readers.";
  const std::vector<std::string> names = {"Copper Kettle", "Velvet Anchor", "Marble Otter",
                                          "Cedar Comet",   "Amber Plough",  "Violet Drum",
                                          "Granite Swan"};
  Source source;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Story story{"Ladderwatch on " + names[i], names[i], "goods of the kind " + names[i]};
    const bool many = i >= 6;
    EXPECT_THAT(repeated(source.read(story, "", paragraph(notice))),
                many ? testing::Matcher<std::vector<std::string>>(ElementsAre(notice))
                     : testing::Matcher<std::vector<std::string>>(IsEmpty()))
        << i;
  }
}

TEST(RepeatedBlocks, MostOfAPageIsNeverTaken) {
  Source source;
  const std::string notice =
      "This bulletin is written by a machine from the register of companies, which its keeper "
      "updates at noon; whoever trades on it does so at a risk of their own, as the keeper of the "
      "register has said in each of its letters to the readers of this page since it began.";
  for (const Story& story : kStories) {
    const std::string own = own_paragraphs(story)[0];
    const Document document =
        source.read(page("<title>" + story.title + "</title>",
                         "<h1>" + story.title + "</h1><article>" + paragraph(own) +
                             paragraph(notice) + "</article>"),
                    "https://www.harbourwire.example/" + story.title);
    EXPECT_THAT(document.text, HasSubstr(notice));
    EXPECT_THAT(document.text, HasSubstr(own));
  }
}

// A calendar's rows, a list's items, the sentence over it and headings are the articles' own.
TEST(RepeatedBlocks, RowsItemsAndHeadingsStay) {
  const std::string own_form =
      "<h3>What the offer is for</h3><p>The company will use what it raises for the following:</p>"
      "<ul><li>a third for a plant that its lenders have already approved</li></ul>"
      "<table><tr><td>Old Mill</td><td>lists on 12 December 2025</td><td>flour</td></tr>"
      "<tr><td>New Mill</td><td>lists on 13 December 2025</td><td>bran</td></tr></table>";
  Source source;
  for (const Story& story : kStories) {
    const Document document = source.read(story, own_form, "");
    EXPECT_THAT(repeated(document), IsEmpty());
    EXPECT_THAT(document.text, HasSubstr("What the offer is for"));
    EXPECT_THAT(document.text, HasSubstr("Old Mill | lists on 12 December 2025"));
  }
}

TEST(RepeatedBlocks, DependOnNothingButWhatIsHandedIn) {
  Source source;
  for (const Story& story : kStories) source.read(story, paragraph(kSignUp), "");
  ParseInput input;
  const std::string bytes =
      html_of({"Nothing new", "Old Mill", "flour in bags of jute"}, paragraph(kSignUp), "");
  input.bytes = bytes;
  input.earlier = source.memory();
  const auto first = parse_document(input);
  const auto second = parse_document(input);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->text, second->text);
  EXPECT_THAT(repeated(*first), ElementsAre(kSignUp));
  // The same page among those before it takes nothing from it.
  source.memory().insert(source.memory().begin(),
                         earlier_page("", first->title, first->text, first->fingerprint, {}));
  input.earlier = source.memory();
  EXPECT_EQ(parse_document(input)->text, first->text);
  input.earlier = {};
  EXPECT_THAT(parse_document(input)->text, HasSubstr(kSignUp));
}

// Whether a page kept a block or removed it, it is remembered alike: reading again changes nothing.
TEST(RepeatedBlocks, AreRememberedWhetherKeptOrRemoved) {
  const EarlierPage kept = earlier_page("u", "A title of it", kLead + "\n\n" + kSignUp, "", {});
  const EarlierPage removed =
      earlier_page("u", "A title of it", kLead, "", {"Menu entry\n" + kSignUp});
  for (const std::uint64_t print : kept.blocks)
    EXPECT_TRUE(std::binary_search(removed.blocks.begin(), removed.blocks.end(), print));
  EXPECT_LE(earlier_page("u", "", std::string(1 << 20, '\n'), "", {}).blocks.size(), 1u);
  std::string many;
  for (int i = 0; i < 5000; ++i) many += "line number " + std::to_string(i) + "\n";
  EXPECT_LE(earlier_page("u", "", many, "", {many}).blocks.size(), 600u);
}

}  // namespace
}  // namespace gongwatch::parser
