// The language is the text's own, whatever the page's lang attribute says.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "parser/content/language.h"
#include "parser/vocabulary/table.h"
#include "tests/parser/content_pages.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

TEST(Language, IsToldByTheWordsOfTheText) {
  const std::vector<std::pair<std::string, std::string>> texts = {
      {"en",
       "The company said on Monday that it was to list its shares in the city by the end of "
       "the year."},
      {"de",
       "Die Gesellschaft teilte am Montag mit, dass sie ihre Aktien bis zum Ende des Jahres "
       "an der Börse notieren werde."},
      {"fr",
       "La société a annoncé lundi que ses actions seront cotées à la bourse de la ville "
       "avant la fin de l'année."},
      {"es",
       "La empresa dijo el lunes que sus acciones se negociarán en la bolsa de la ciudad "
       "antes de fin de año."},
      {"pt",
       "A empresa disse na segunda-feira que as suas ações não serão negociadas na bolsa da "
       "cidade até ao fim do ano."},
      {"it",
       "La società ha detto lunedì che le azioni della controllata sono quotate nella borsa "
       "della città entro la fine dell'anno."},
      {"nl",
       "Het bedrijf zei maandag dat het zijn aandelen voor het einde van het jaar aan de "
       "beurs van de stad zal noteren."},
      {"fi",
       "Yhtiö kertoi maanantaina, että sen osakkeet ja lainat ovat pörssissä ennen kuin "
       "vuoden loppu on ohi."},
      {"pl",
       "Spółka podała w poniedziałek, że jej akcje są notowane na giełdzie w mieście i nie "
       "zostaną wycofane do końca roku."},
      {"tr",
       "Şirket pazartesi günü yaptığı açıklamada hisselerinin yıl sonuna kadar borsada işlem "
       "görmesi için bir başvuru olarak çok daha ve ile."},
      {"ru",
       "Компания сообщила в понедельник, что она не будет размещать свои акции на бирже до "
       "конца года."},
      {"uk",
       "Компанія повідомила в понеділок, що вона не буде розміщувати свої акції на біржі до "
       "кінця року."},
      {"th", "บริษัทแจ้งเมื่อวันจันทร์ว่าจะเข้าจดทะเบียนในตลาดหลักทรัพย์ภายในสิ้นปีนี้"},
      {"ko", "회사는 월요일에 올해 말까지 거래소에 주식을 상장할 것이라고 밝혔다."},
      {"ja", "会社は月曜日に、年末までに株式を取引所に上場すると発表しました。"},
      {"zh-Hant", "公司於星期一表示，將於年底前在聯交所上市，並發行新股。"},
      {"zh-Hans", "公司于星期一表示，将于年底前在联交所上市，并发行新股。"},
      {"zh-Hant", "公司呢個星期一話，會喺年底之前嚟聯交所上市，仲會發行新股。"}};
  for (const auto& [language, text] : texts) EXPECT_EQ(language_of_text(text), language) << text;
  EXPECT_EQ(language_of_text("IPO 2025 HKEX"), "");
  EXPECT_EQ(language_of_text(""), "");
  EXPECT_EQ(language_of_text("xq zrt bnm klp wvx qqr ttz yyp llk mmn"), "");
}

TEST(Language, OfTextsInTwoScripts) {
  EXPECT_EQ(
      language_of_text("Pocket Planet Holdings Limited 今日通過港交所聆訊，Morgan Stanley 及 China "
                       "International Capital Corporation 為聯席保薦人，Goldman Sachs、UBS、"
                       "Citigroup、HSBC、Deutsche Bank 擔任 overall coordinators。"),
      "zh-Hant");
  EXPECT_EQ(language_of_text("港 发 發 港"), "zh-Hans");  // as many of one as of the other
}

TEST(Language, OfShortEnglish) {
  // The s behind an apostrophe is no word; lists have hardly another word than their own.
  EXPECT_EQ(language_of_text("Palace Hotels Group's application for a main board listing lapsed on "
                             "November 4, the exchange's website shows."),
            "en");
  EXPECT_EQ(
      language_of_text("Lapsed: Skylark Aero. Listed: Marlowe Tyres, flat. Priced: Jade Whisk."),
      "en");
}

TEST(Language, HasFunctionWordsOfOneCaseAndForm) {
  for (const auto& row : table_rows("function_words", 2)) {
    EXPECT_GE(split_cell(row[1], " ").size(), 14u) << row[0];
    for (const std::string_view word : split_cell(row[1], " "))
      EXPECT_EQ(text::lower_ascii(word), word);
  }
}

TEST(Language, OfATemplateDoesNotCount) {
  const std::string german =
      "<p>Die Gesellschaft teilte am Montag mit, dass sie ihre Aktien bis zum Ende des Jahres an "
      "der Börse notieren werde, und nannte als Konsortialführer zwei Banken.</p>";
  EXPECT_EQ(read(page("", german + german)).language, "de");  // page() says lang=en
  EXPECT_EQ(read(page("", body())).language, "en");
  const std::string unclear =
      "<p>上市公司公告上市公司公告上市公司公告上市公司公告上市公司公告上市。</p>";
  EXPECT_EQ(read(page("", unclear)).language, "und");
  SourceHints hints;
  hints.language = "zh-Hant";
  EXPECT_EQ(read(page("", unclear), hints).language, "zh-Hant");
}

}  // namespace
}  // namespace gongwatch::parser
