// Who is meant in Chinese texts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/names.h"
#include "parser/facts/han_inventory.h"
#include "parser/facts/read_facts.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

std::vector<std::string> named(std::string_view text, std::string_view title = "") {
  const PreparedText headline(title, Evidence::In::title);
  PreparedText body(text, Evidence::In::text);
  body.set_companion(headline);
  return HanInventory(body).certain(body);
}

// "name stage" of all events and of what has not happened.
std::vector<std::string> told(std::string_view text, std::string_view title = "") {
  std::vector<std::string> all;
  const Facts facts = read_facts(title, text, "zh-Hans", make_date(2025, 11, 10));
  for (const Event& event : facts.events)
    all.push_back(event.issuer.name + " " + std::string(name_of(event.stage)));
  return all;
}

TEST(HanInventory, NounsOfAppositionTellNames) {
  EXPECT_THAT(named("软件开发商栖霞云数今日表示不予置评。"), ElementsAre("栖霞云数"));
  EXPECT_THAT(named("內地月嫂平台「安月子」因招股書滿六個月，狀態轉為失效。"),
              ElementsAre("安月子"));
}

TEST(HanInventory, PlacesAllOverTheTextAddUp) {
  EXPECT_THAT(named("做激光雷达的明岚光子也交了表。招股书显示，按出货量，明岚光子排在全球第五。"
                    "明岚光子2023年收入为3亿元。"),
              ElementsAre("明岚光子"));
}

TEST(HanInventory, DescriptionsAreNoPartOfAName) {
  EXPECT_THAT(named("民营口腔医疗集团佳誉口腔通过聆讯。佳誉口腔2024年收入12亿元。"),
              ElementsAre("佳誉口腔"));
}

TEST(HanInventory, WordsAreNoNames) {
  EXPECT_THAT(named("招股价为每股5元。公开发售获10倍认购。保荐人为中金公司。毛利率是三成。"
                    "去年收入为3亿元，今年收入为4亿元。香港在今年是全球第一。"),
              IsEmpty());
  EXPECT_THAT(named("馬拉松昨日公布抽籤結果。馬拉松今年報名人數創新高。"), IsEmpty());
}

TEST(HanInventory, AFirstCharacterThatIsNeverLeftOutIsTheNamesOwn) {
  EXPECT_THAT(named("传灯文化通过聆讯。据了解，传灯文化2024年收入3亿元。"),
              ElementsAre("传灯文化"));
  EXPECT_THAT(named("和悦医药今日递表。招股书显示，和悦医药主营疫苗。"), ElementsAre("和悦医药"));
}

TEST(HanInventory, NamesMayBeginWithDigitsAndCommonCharacters) {
  EXPECT_THAT(named("36问医昨日递表。36问医去年收入2亿元。"), ElementsAre("36问医"));
  EXPECT_THAT(named("东陵甄选通过聆讯。中屹激光今日递表。微岚医械刚刚招股。"),
              UnorderedElementsAre("东陵甄选", "中屹激光", "微岚医械"));
}

TEST(HanInventory, OnePlaceCountsOnce) {
  EXPECT_THAT(named("风口过后，几家网红品牌陆续收场，留下教训。"), IsEmpty());
}

TEST(HanInventory, TakesGarbage) {
  EXPECT_THAT(named(""), IsEmpty());
  EXPECT_THAT(named("\"\"\"(((公司公司公司公司\"公司\""), IsEmpty());
  EXPECT_THAT(named(std::string(1 << 20, '"')), IsEmpty());
}

TEST(HanSubjects, ItemsNameTheirCompanyBehindTheHead) {
  EXPECT_THAT(told("＊鋰電隔膜商：恒湛隔膜前日通過港交所聆訊。\n\n＊影院營運商：星河幕影院自願撤回"
                   "上市申請。"),
              UnorderedElementsAre("恒湛隔膜 hearing", "星河幕影院 withdrawn"));
}

TEST(HanSubjects, WordsInsideANameSayNothing) {
  // 传 tells a rumour, 拟 a plan, 待 a condition, 8号 a day: not these.
  EXPECT_THAT(told("11月8日，传桥支付集团有限公司（下称“传桥支付”）向港交所递交招股书。"),
              ElementsAre("传桥支付 filed"));
  EXPECT_THAT(told("港交所11月9日披露，待客之道餐飲控股有限公司已通過上市聆訊。"),
              ElementsAre("待客之道餐飲控股有限公司 hearing"));
  EXPECT_THAT(told("港交所官网显示，8号货舱科技集团有限公司通过聆讯。8号货舱在内地开店。",
                   "8号货舱通过聆讯"),
              ElementsAre("8号货舱 hearing"));
  EXPECT_THAT(told("11月8日，将军饮料（集团）有限公司向港交所主板递交上市申请。"),
              ElementsAre("将军饮料（集团）有限公司 filed"));
}

TEST(HanSubjects, RolesAreNoPartOfANameAndHousesNoIssuers) {
  EXPECT_THAT(told("公司联席保荐人某某国际证券(香港)有限公司已于当日收到联交所的信函，公司已于5月"
                   "16日向联交所递交上市申请。",
                   "华岳股份通过聆讯"),
              ::testing::Each(::testing::StartsWith("华岳股份")));
}

TEST(HanSubjects, WhoSpeaksOfItselfIsTheCompany) {
  EXPECT_THAT(told("东山股份(300001.SZ)11月9日公告，公司已于11月6日通过港交所上市委员会的聆讯。"),
              ElementsAre("东山股份 hearing"));
}

TEST(HanSubjects, ANameThatComesUpOnceIsToldByWhatItDoes) {
  EXPECT_THAT(
      told("港交所文件顯示，雲上花藝昨日通過上市聆訊，由法國巴黎銀行擔任獨家保薦人；而綠洲乳業"
           "於同日第三次遞交上市申請。"),
      UnorderedElementsAre("雲上花藝 hearing", "綠洲乳業 refiled"));
  EXPECT_THAT(told("今日起招股的有高原矿机，招股价11.2港元至13.4港元，入场费2,707港元。"),
              ElementsAre("高原矿机 launched"));
  EXPECT_THAT(
      told("排隊的也有好戲。湖北百草廬前晚上載聆訊後資料集，聯席保薦人是工銀國際和農銀國際。"),
      ElementsAre("湖北百草廬 phip"));
}

TEST(HanSubjects, WordsInFrontOfANameOnlyDescribeIt) {
  EXPECT_THAT(
      told("港交所文件顯示，本地醫學影像診所集團匯康影像控股已通過主板上市聆訊。\n\n匯康影像"
           "經營九間化驗中心。匯康影像去年盈利。",
           "醫學影像診所匯康影像通過上市聆訊"),
      ElementsAre("匯康影像 hearing"));
  EXPECT_THAT(told("在农夫山泉、华润饮料相继登陆港股之后，包装水行业又多了一个候选者。\n\n11月9日，"
                   "仙女泉饮料股份有限公司向港交所递交招股书。"),
              ElementsAre("仙女泉饮料股份有限公司 filed"));
}

TEST(HanSubjects, WeekdaysAndFormsBelongToNames) {
  EXPECT_THAT(told("周六生珠宝股份有限公司11月6日更新了上市申请，继续在港交所主板排队。",
                   "珠宝品牌周六生来港二闯"),
              ElementsAre("周六生 refiled"));
  EXPECT_THAT(
      told("今早，绿茶园餐饮集团（06831.HK）创始人夫妇敲响港交所铜锣。", "绿茶餐饮集团终敲钟"),
      ElementsAre("绿茶园餐饮集团 listed"));
}

TEST(HanSubjects, BothNamesOfAPairAct) {
  EXPECT_THAT(told("昨日，曹操家居（02770.HK）与安诺基因（02772."
                   "HK）同日登陆港交所主板，收盘分别下跌12.3%和4.5%。"),
              UnorderedElementsAre("曹操家居 listed", "安诺基因 listed"));
}

TEST(HanSubjects, NounsAndWordsAreNobody) {
  EXPECT_THAT(told("据悉，一家光伏支架商已向港交所递表。"), IsEmpty());
  EXPECT_THAT(told("客户可在新股正式挂牌前一日参与暗盘买卖，客户须先登记，挂牌首日不设限。"),
              IsEmpty());
}

}  // namespace
}  // namespace gongwatch::parser::facts
