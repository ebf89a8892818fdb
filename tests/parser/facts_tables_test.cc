// Facts from tables: pages of one offering, lists of applications, offers and first days.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/names.h"
#include "parser/facts/read_facts.h"
#include "parser/facts/table_labels.h"
#include "parser/facts/table_rows.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

const auto kDay = make_date(2025, 6, 20);

Facts read(std::string_view title, std::string_view text, std::string_view language = "zh-Hans") {
  return read_facts(title, text, language, kDay);
}

// Rows of a table as the article's text has them.
std::string rows(std::initializer_list<std::string_view> lines) {
  std::string text;
  for (const std::string_view line : lines) {
    if (!text.empty()) text += "\n\n";
    text += line;
  }
  return text;
}

std::string day(const std::optional<CivilDate>& date) { return date ? to_iso(*date) : "-"; }

// "name|stage|event date|disclosed", with "history" or the outcome behind it.
std::vector<std::string> events(const Facts& facts) {
  std::vector<std::string> all;
  const auto one = [](const Event& event) {
    return event.issuer.name + "|" + std::string(name_of(event.stage)) + "|" +
           day(event.event_date) + "|" + day(event.disclosed_on);
  };
  for (const Event& event : facts.events)
    all.push_back(one(event) + (event.history ? "|history" : ""));
  for (const Unrealised& other : facts.unrealised)
    all.push_back(one(other.event) + "|" + std::string(name_of(other.outcome)));
  return all;
}

std::vector<std::string> figures(const Facts& facts) {
  std::vector<std::string> all;
  for (const Figure& figure : facts.figures) {
    all.push_back(
        figure.issuer + "|" + figure.metric + (figure.subject ? " " + *figure.subject : "") + "|" +
        std::to_string(figure.value).substr(0, std::to_string(figure.value).find('.') + 3) + "|" +
        figure.currency.value_or("-") + "|" + figure.unit.value_or("-"));
  }
  return all;
}

// "issuer: name=firm(role)"
std::vector<std::string> sponsors(const Facts& facts) {
  std::vector<std::string> all;
  for (const Event& event : facts.events) {
    for (const SponsorMention& sponsor : event.sponsors) {
      all.push_back(event.issuer.name + ": " + sponsor.name + "=" + sponsor.firm.value_or("?") +
                    "(" + std::string(name_of(sponsor.role)) + ")");
    }
  }
  return all;
}

TEST(Tables, PageOfOneOfferingInSimplifiedChinese) {
  const Facts facts =
      read("星河智能(02788) 新股详情",
           rows({"公司全称 | 深圳星河智能科技股份有限公司", "上市板块 | 主板",
                 "招股日期 | 2025-06-17 至 2025-06-20", "预期定价日 | 2025-06-23",
                 "预期上市日期 | 2025-06-25", "招股价 | 16.20 - 19.80 港元", "每手股数 | 200股",
                 "入场费 | 3,999.93 港元", "全球发售股数 | 31,250,000股",
                 "联席保荐人 | 中金公司、华泰国际", "保荐人法律顾问 | 方达律师事务所"}));
  EXPECT_THAT(events(facts),
              ElementsAre("星河智能|launched|2025-06-17|-", "星河智能|priced|2025-06-23|-|planned",
                          "星河智能|listed|2025-06-25|-|planned"));
  EXPECT_THAT(sponsors(facts),
              ElementsAre("星河智能: 中金公司=CICC(joint_sponsor)",
                          "星河智能: 华泰国际=Huatai International(joint_sponsor)"));
  EXPECT_THAT(figures(facts), UnorderedElementsAre("星河智能|offer_price_low|16.20|HKD|share",
                                                   "星河智能|offer_price_high|19.80|HKD|share",
                                                   "星河智能|lot_size|200.00|-|shares",
                                                   "星河智能|entry_fee|3999.93|HKD|-",
                                                   "星河智能|offer_shares|31250000.00|-|shares"));
  ASSERT_FALSE(facts.events.empty());
  EXPECT_EQ(facts.events[0].issuer.legal_name, "深圳星河智能科技股份有限公司");
  EXPECT_EQ(facts.events[0].issuer.stock_code, "02788");
  EXPECT_EQ(facts.events[0].board, Board::main);
  EXPECT_EQ(facts.events[0].rule, "table:detail");
  EXPECT_EQ(facts.events[0].evidence.quote, "招股日期 | 2025-06-17 至 2025-06-20");
}

TEST(Tables, TwoPairsALineInTraditionalChinese) {
  const Facts facts =
      read("新股資料 - 09962 朗域教育科技",
           rows({"上市市場 | 主板 | 行業 | 數碼", "招股價 | 港元 5.40 - 6.80 | 每手股數 | 500",
                 "招股日期 | 2025/06/10 - 2025/06/13 | 定價日期 | 2025/06/16",
                 "公布售股結果日期 | 2025/06/19 | 上市日期 | 2025/06/20",
                 "最終定價(港元) | 6.10 | 超購倍數 | 6.3",
                 "保薦人 | 建銀國際金融有限公司 農銀國際融資有限公司 | 收款銀行 | 中國銀行(香港)"}),
           "zh-Hant");
  EXPECT_THAT(
      events(facts),
      ElementsAre("朗域教育科技|launched|2025-06-10|-", "朗域教育科技|priced|2025-06-16|-",
                  "朗域教育科技|allotted|2025-06-19|-", "朗域教育科技|listed|2025-06-20|-"));
  EXPECT_THAT(sponsors(facts),
              ElementsAre("朗域教育科技: 建銀國際金融有限公司=CCB International(sponsor)",
                          "朗域教育科技: 農銀國際融資有限公司=ABC International(sponsor)"));
  EXPECT_THAT(figures(facts),
              UnorderedElementsAre("朗域教育科技|offer_price_low|5.40|HKD|share",
                                   "朗域教育科技|offer_price_high|6.80|HKD|share",
                                   "朗域教育科技|offer_price|6.10|HKD|share",
                                   "朗域教育科技|lot_size|500.00|-|shares",
                                   "朗域教育科技|subscription_multiple|6.30|-|times"));
}

TEST(Tables, PageOfOneOfferingInEnglish) {
  const Facts facts =
      read("Silkmoth Audio (2719.HK) IPO details",
           rows({"Stock code | 02719", "Market | Main Board",
                 "Offer period | 18 June 2025 - 23 June 2025",
                 "Listing date (expected) | 26 June 2025", "Offer price | HK$9.80 - HK$11.60",
                 "Board lot | 250 shares", "Minimum subscription | HK$2,929.25",
                 "Shares offered | 45,000,000", "Amount raised (HK$ million) | 522",
                 "Joint sponsors | CMBI, Deutsche Securities Asia Limited",
                 "Legal adviser to the sponsors | Tung & Whitlock"}),
           "en");
  EXPECT_THAT(events(facts), ElementsAre("Silkmoth Audio|launched|2025-06-18|-",
                                         "Silkmoth Audio|listed|2025-06-26|-|planned"));
  EXPECT_THAT(sponsors(facts),
              ElementsAre("Silkmoth Audio: CMBI=CMB International(joint_sponsor)",
                          "Silkmoth Audio: Deutsche Securities Asia Limited=Deutsche "
                          "Bank(joint_sponsor)"));
  EXPECT_THAT(figures(facts),
              UnorderedElementsAre("Silkmoth Audio|offer_price_low|9.80|HKD|share",
                                   "Silkmoth Audio|offer_price_high|11.60|HKD|share",
                                   "Silkmoth Audio|lot_size|250.00|-|shares",
                                   "Silkmoth Audio|entry_fee|2929.25|HKD|-",
                                   "Silkmoth Audio|offer_shares|45000000.00|-|shares",
                                   "Silkmoth Audio|amount_raised|522000000.00|HKD|-"));
}

TEST(Tables, ListWithAStatusColumn) {
  const Facts facts = read("港股IPO排队名单",
                           rows({"申请人 | 行业 | 状态 | 日期 | 保荐人",
                                 "青梧药业 | 医药 | 首次递表 | 2025-06-11 | 中金公司、高盛（联席）",
                                 "川渡锂能 | 电池 | 通过聆讯 | 2025-06-12 | 国泰君安国际（独家）",
                                 "半夏互娱 | 游戏 | 失效 | 2025-06-13 | 交银国际",
                                 "格物视觉 | 机器 | 再次递表 | 2025-06-16 | 广发证券(香港)",
                                 "德昱轨道 | 轨道 | 撤回 | 2025-06-17 | 中信证券",
                                 "南浦影业 | 影视 | 处理中 | 2025-06-18 | 中信证券"}));
  EXPECT_THAT(events(facts),
              ElementsAre("青梧药业|filed|2025-06-11|-", "川渡锂能|hearing|2025-06-12|-",
                          "半夏互娱|lapsed|2025-06-13|-", "格物视觉|refiled|2025-06-16|-",
                          "德昱轨道|withdrawn|2025-06-17|-"));
  EXPECT_THAT(sponsors(facts),
              ElementsAre("青梧药业: 中金公司=CICC(joint_sponsor)",
                          "青梧药业: 高盛=Goldman Sachs(joint_sponsor)",
                          "川渡锂能: 国泰君安国际=Guotai Junan International(sole_sponsor)",
                          "半夏互娱: 交银国际=BOCOM International(sponsor)",
                          "格物视觉: 广发证券(香港)=GF Securities (Hong Kong)(sponsor)",
                          "德昱轨道: 中信证券=CITIC Securities(sponsor)"));
  EXPECT_EQ(facts.events.at(0).rule, "table:pipeline");
}

TEST(Tables, ListWithDaysOfStagesInEnglish) {
  const Facts facts = read(
      "Hong Kong IPO pipeline",
      rows({"Applicant | Board | Filing date | Hearing date | Sponsor(s)",
            "Nordlicht Photonics Co., Ltd. | Main Board | 05/03/2025 | 12/06/2025 | UBS, CITIC "
            "Securities",
            "Pocket Panda Toys Limited | GEM | 02/06/2025 | - | Grande Capital"}),
      "en");
  EXPECT_THAT(events(facts), ElementsAre("Nordlicht Photonics Co., Ltd.|filed|2025-03-05|-|history",
                                         "Nordlicht Photonics Co., Ltd.|hearing|2025-06-12|-",
                                         "Pocket Panda Toys Limited|filed|2025-06-02|-"));
  EXPECT_THAT(sponsors(facts),
              ElementsAre("Nordlicht Photonics Co., Ltd.: UBS=UBS(sponsor)",
                          "Nordlicht Photonics Co., Ltd.: CITIC Securities=CITIC "
                          "Securities(sponsor)",
                          "Pocket Panda Toys Limited: Grande Capital=Grande Capital(sponsor)"));
}

TEST(Tables, ChangesOfStatusAsTheyWerePosted) {
  const std::string yanhu =
      "Yanhu Soda Co., Ltd. - H shares | Soda ash for the makers of glass such as Xinyi and "
      "Flat Glass | Main | 30 Dec 2024 | Lapsed | 2 Jun 2025 | Grande Capital";
  const Facts facts = read(
      "Hong Kong listing applications: changes of status",
      rows({"Company | Business | Board | First posted | New status | Status date | Sponsor(s)",
            "Maple Hospitals Group | Care | Main | 4 Jun 2025 | Posted | 4 Jun 2025 | UBS", yanhu,
            "Tideway Hulls | Robots | GEM | 22 Jan 2025 | PHIP posted | 5 Jun 2025 | CICC",
            "No application was rejected in the week."}),
      "en");
  EXPECT_THAT(events(facts), UnorderedElementsAre("Maple Hospitals Group|filed|-|2025-06-04",
                                                  "Yanhu Soda Co., Ltd.|filed|-|2024-12-30|history",
                                                  "Yanhu Soda Co., Ltd.|lapsed|2025-06-02|-",
                                                  "Tideway Hulls|filed|-|2025-01-22|history",
                                                  "Tideway Hulls|phip|-|2025-06-05"));
}

TEST(Tables, FirstDaysOfAWeek) {
  const Facts facts = read(
      "港股新股日程",
      rows({"价格以港元计，均在港交所主板挂牌。",
            "代号 | 名称 | 上市日 | 发售价 | 首日收市价 | 首日表现 | 公开发售认购(倍) | 保荐人",
            "02407 | 霁野户外 | 2025/06/17 | 7.20 | 7.96 | +10.56% | 33.5 | 中金公司",
            "02535 | 泛舟生物-B | 2025/06/18 | 14.60 | 13.10 | -10.27% | 2.1 | 瑞银、中信里昂"}));
  EXPECT_THAT(events(facts),
              ElementsAre("霁野户外|listed|2025-06-17|-", "泛舟生物-B|listed|2025-06-18|-"));
  EXPECT_THAT(
      figures(facts),
      UnorderedElementsAre(
          "霁野户外|offer_price|7.20|HKD|share", "霁野户外|first_day_close|7.96|HKD|share",
          "霁野户外|first_day_change|10.56|-|%", "霁野户外|subscription_multiple|33.50|-|times",
          "泛舟生物-B|offer_price|14.60|HKD|share", "泛舟生物-B|first_day_close|13.10|HKD|share",
          "泛舟生物-B|first_day_change|-10.27|-|%",
          "泛舟生物-B|subscription_multiple|2.10|-|times"));
}

TEST(Tables, TheHeadingTellsTheStageOfItsRows) {
  const Facts facts =
      read("港交所一周新股", rows({"本周递表公司", "公司 | 日期 | 保荐人",
                                   "青梧药业 | 6月17日 | 中金公司", "川渡锂能 | 6月18日 | 高盛"}));
  EXPECT_THAT(events(facts),
              ElementsAre("青梧药业|filed|2025-06-17|-", "川渡锂能|filed|2025-06-18|-"));
}

TEST(Tables, DaysThatAreSaidToBeThoseOfPublication) {
  const Facts facts = read("新股申請動態",
                           rows({"下表的日期為聯交所刊登之日。", "公司 | 最新狀態 | 日期",
                                 "匯芯測試 | 通過聆訊 | 2025年6月12日"}),
                           "zh-Hant");
  EXPECT_THAT(events(facts), ElementsAre("匯芯測試|hearing|-|2025-06-12"));
}

TEST(Tables, CompaniesSideBySide) {
  const Facts facts = read("两只新股今日招股",
                           rows({"公司 | 青梧药业(2501) | 川渡锂能(2502)",
                                 "招股日期 | 6月20日至6月25日 | 6月20日至6月26日",
                                 "招股价 | 8.8-10.2港元 | 6.66港元", "每手股数 | 500 | 1,000"}));
  EXPECT_THAT(events(facts),
              ElementsAre("青梧药业|launched|2025-06-20|-", "川渡锂能|launched|2025-06-20|-"));
  EXPECT_THAT(figures(facts), UnorderedElementsAre("青梧药业|offer_price_low|8.80|HKD|share",
                                                   "青梧药业|offer_price_high|10.20|HKD|share",
                                                   "青梧药业|lot_size|500.00|-|shares",
                                                   "川渡锂能|offer_price|6.66|HKD|share",
                                                   "川渡锂能|lot_size|1000.00|-|shares"));
}

TEST(Tables, ARowThatLostItsDateToTheRowAbove) {
  const Facts facts = read("港股新股上市日程",
                           rows({"上市日期 | 公司 | 发售价(港元)", "2025-06-17 | 青梧药业 | 8.80",
                                 "川渡锂能 | 6.66", "格物视觉 | 3.20"}));
  EXPECT_THAT(events(facts),
              ElementsAre("青梧药业|listed|2025-06-17|-", "川渡锂能|listed|2025-06-17|-",
                          "格物视觉|listed|2025-06-17|-"));
}

TEST(Tables, PairsThatThePageDoesNotDrawAsATable) {
  const Facts colons =
      read("明灣起重機招股",
           "明灣起重機（2788）招股，將於主板掛牌。\n\n招股資料：\n\n招股價：5.4至6."
           "8元\n\n每手股數：500股\n\n"
           "招股日期：6月20日至6月24日中午\n\n上市日期：6月30日\n\n獨家保薦人：越秀融資",
           "zh-Hant");
  const Facts stacked = read("Bright Harbour (2788) opens IPO",
                             "Bright Harbour (2788.HK) plans to list on the Main Board.\n\nOffer "
                             "period\n\n20 June 2025 - 24 June 2025\n\nOffer price\n\nHK$5.40 - "
                             "HK$6.80\n\nIndustry code\n\nX12\n\nBoard lot\n\n500\n\nListing "
                             "date\n\n30 June 2025\n\nSole sponsor\n\nYue Xiu Capital",
                             "en");
  for (const Facts* facts : {&colons, &stacked}) {
    const std::string name = facts == &colons ? "明灣起重機" : "Bright Harbour";
    EXPECT_THAT(events(*facts), ElementsAre(name + "|launched|2025-06-20|-",
                                            name + "|listed|2025-06-30|-|planned"));
    EXPECT_THAT(figures(*facts), UnorderedElementsAre(name + "|offer_price_low|5.40|HKD|share",
                                                      name + "|offer_price_high|6.80|HKD|share",
                                                      name + "|lot_size|500.00|-|shares"));
    ASSERT_EQ(sponsors(*facts).size(), 1u);
    EXPECT_THAT(sponsors(*facts)[0], testing::HasSubstr("=Yue Xiu Capital(sole_sponsor)"));
  }
}

TEST(Tables, RecordsOfOneLineEach) {
  const Facts facts =
      read("本周港股IPO进展",
           "公司：青梧药业；事项：递表（主板）；日期：6月11日；保荐人：招银国际（独家）\n"
           "公司：川渡锂能-B；事项：通过聆讯；日期：6月12日；保荐人：高盛、瑞银（联席）\n"
           "1. 公司：半夏互娱，事项：申请失效，日期：6月13日，保荐人：浦银国际");
  EXPECT_THAT(events(facts),
              ElementsAre("青梧药业|filed|2025-06-11|-", "川渡锂能-B|hearing|2025-06-12|-",
                          "半夏互娱|lapsed|2025-06-13|-"));
  EXPECT_THAT(sponsors(facts), ElementsAre("青梧药业: 招银国际=CMB International(sole_sponsor)",
                                           "川渡锂能-B: 高盛=Goldman Sachs(joint_sponsor)",
                                           "川渡锂能-B: 瑞银=UBS(joint_sponsor)",
                                           "半夏互娱: 浦银国际=SPDB International(sponsor)"));
  EXPECT_THAT(
      events(read("Hong Kong IPO tracker",
                  "Company: Bright Harbour; Status: filed; Date: 12 June 2025; Sponsor: CICC")),
      ElementsAre("Bright Harbour|filed|2025-06-12|-"));
}

TEST(Tables, BarsWithoutBlanks) {
  const Facts facts =
      read("新股一覽",
           "公司（編號）｜招股日期｜招股價｜每手股數｜上市日期｜保薦人\n"
           "青梧免稅（03397）｜6月17日至20日｜30.2至33.8｜100｜6月25日｜摩根大通、中信里昂\n"
           "川渡數碼（02618）｜6月16日至19日｜7.62｜500｜6月24日｜民銀資本");
  EXPECT_THAT(
      events(facts),
      ElementsAre("青梧免稅|launched|2025-06-17|-", "川渡數碼|launched|2025-06-16|-",
                  "青梧免稅|listed|2025-06-25|-|planned", "川渡數碼|listed|2025-06-24|-|planned"));
  EXPECT_EQ(sponsors(facts).size(), 3u);
}

TEST(Tables, EachHeadingBeginsItsCompany) {
  const Facts facts =
      read("本周新股一览",
           rows({"1. 星河智能（02799）", "招股日期 | 6月17日-6月20日", "招股价 | 16.2-19.8港元",
                 "保荐人 | 中金公司", "2. 青梧药业-B（02501）", "招股日期 | 6月18日-6月23日",
                 "招股价 | 8.8港元", "保荐人 | 高盛、摩根大通"}));
  EXPECT_THAT(events(facts),
              ElementsAre("星河智能|launched|2025-06-17|-", "青梧药业-B|launched|2025-06-18|-"));
  EXPECT_THAT(figures(facts), UnorderedElementsAre("星河智能|offer_price_low|16.20|HKD|share",
                                                   "星河智能|offer_price_high|19.80|HKD|share",
                                                   "青梧药业-B|offer_price|8.80|HKD|share"));
  EXPECT_THAT(sponsors(facts), ElementsAre("星河智能: 中金公司=CICC(sponsor)",
                                           "青梧药业-B: 高盛=Goldman Sachs(sponsor)",
                                           "青梧药业-B: 摩根大通=J.P. Morgan(sponsor)"));
}

TEST(Tables, ARowThatTellsItsStoryInSentencesIsProse) {
  const Facts facts = read(
      "港股IPO周报",
      rows({"公司 | 最新动态 | 保荐人",
            "星河智能 | 6月16日再次向港交所递交招股书，此前曾于2024年11月递表但已失效 | 中金公司",
            "青梧药业 | 6月17日通过港交所聆讯，预计6月底招股 | 高盛"}));
  EXPECT_THAT(events(facts), testing::IsSupersetOf({"星河智能|refiled|2025-06-16|-",
                                                    "青梧药业|hearing|2025-06-17|-"}));
  EXPECT_THAT(sponsors(facts), testing::IsSupersetOf({"青梧药业: 高盛=Goldman Sachs(sponsor)"}));
}

TEST(Tables, ARemarkBehindTheNameSaysThatItFiledAgain) {
  const Facts facts = read(
      "Hong Kong IPO tracker",
      rows({"Filed", "Company | Date | Sponsors", "Bright Harbour Cranes | June 16 | CICC and UBS",
            "Orbit Foods (refiled) | June 18 | Haitong International"}),
      "en");
  EXPECT_THAT(events(facts), ElementsAre("Bright Harbour Cranes|filed|2025-06-16|-",
                                         "Orbit Foods|refiled|2025-06-18|-"));
}

TEST(Tables, WhatIsNoTableOfHongKongListings) {
  const char* const kLeague =
      "名次 | 机构 | 保荐家数 | 承销金额（亿港元）\n\n1 | 中金公司 | 13 | 268.4\n\n2 | 华泰国际 | "
      "9 | "
      "131.0";
  const char* const kMainland =
      "公司名称 | 股票代码 | 申购日期 | 发行价 | 保荐机构\n\n甲科技 | 688001 | 2025-06-18 | 12.5 | "
      "中金公司";
  const char* const kPeers =
      "公司 | 代号 | 上市日期 | 市值（亿港元）\n\n甲科技 | 02788 | 2018-06-18 | 125\n\n乙生物 | "
      "02789 "
      "| 2019-06-18 | 80";
  const char* const kIndices = "指数 | 现价 | 升跌\n\n恒生指数 | 24,000 | +1.2%";
  for (const char* text : {kLeague, kMainland, kPeers, kIndices}) {
    const Facts facts = read("港股资讯", text);
    EXPECT_THAT(events(facts), IsEmpty()) << text;
    EXPECT_THAT(figures(facts), IsEmpty()) << text;
  }
}

TEST(Tables, EmptyAndSenselessCellsGiveNothing) {
  const Facts facts =
      read("星河智能(02788) 新股详情",
           rows({"招股日期 | 待定", "上市日期 | -", "招股价 | 待定", "每手股数 | |", "入场费 | N/A",
                 "保荐人 | 待定", "最终定价 | -", "定价日 | 32/13/2025"}));
  EXPECT_THAT(events(facts), IsEmpty());
  EXPECT_THAT(figures(facts), IsEmpty());
  EXPECT_THAT(sponsors(facts), IsEmpty());
  for (const char* text :
       {"", "|", " | | | ", "| |\n\n| |", "a | b\n\n\xEF\xBF\xBD | \xEF\xBF\xBD"})
    EXPECT_THAT(events(read("", text)), IsEmpty());
}

TEST(Tables, EvidenceDelimitsItsQuote) {
  const std::string text = rows(
      {"「新股」資料", "招股日期 | ２０２５年６月１７日至２０日", "聯席保薦人 | 中金公司、高盛"});
  const Facts facts = read("星河智能(02788)", text, "zh-Hant");
  ASSERT_EQ(facts.events.size(), 1u);
  const Evidence& evidence = facts.events[0].evidence;
  EXPECT_EQ(text.substr(evidence.begin, evidence.end - evidence.begin), evidence.quote);
  for (const SponsorMention& sponsor : facts.events[0].sponsors) {
    EXPECT_EQ(text.substr(sponsor.evidence.begin, sponsor.evidence.end - sponsor.evidence.begin),
              sponsor.evidence.quote);
    EXPECT_NE(sponsor.evidence.quote.find(sponsor.name), std::string::npos);
  }
}

TEST(Tables, HugeTablesTakeLinearTime) {
  std::string text = "公司 | 状态 | 日期 | 保荐人";
  for (int i = 0; i < 5000; ++i)
    text += "\n\n甲" + std::to_string(i) + "科技 | 通过聆讯 | 2025-06-12 | 中金公司";
  EXPECT_LE(read("港股名单", text).events.size(), 400u);
  std::string wide = "招股价";
  for (int i = 0; i < 20000; ++i) wide += " | 保荐人";
  EXPECT_THAT(events(read("港股名单", wide + "\n\n" + wide)), IsEmpty());
}

TEST(TableRows, LinesHeadingsAndDrawnBars) {
  const std::string text =
      "本周新股\n\n公司 | 状态\n\n甲科技 | 递表\n\n已上市\n\n乙生物 | 挂牌\n\n之后的正文。";
  const PreparedText prepared(text, Evidence::In::text);
  const auto tables = find_tables(prepared);
  ASSERT_EQ(tables.size(), 1u);
  EXPECT_EQ(prepared.view(tables[0].heading), "本周新股");
  ASSERT_EQ(tables[0].lines.size(), 3u);
  ASSERT_EQ(tables[0].headings.size(), 1u);
  EXPECT_EQ(prepared.view(tables[0].headings[0]), "已上市");
  EXPECT_EQ(tables[0].lines[2].section, 1u);

  const PreparedText drawn("| a | b |\n|---|---|\n| c | |\n", Evidence::In::text);
  const auto drawings = find_tables(drawn);
  ASSERT_EQ(drawings.size(), 1u);
  ASSERT_EQ(drawings[0].lines.size(), 2u);
  EXPECT_EQ(drawings[0].lines[0].cells.size(), 2u);
  EXPECT_TRUE(drawings[0].lines[1].cells.back().empty());
}

TEST(TableLabels, StagesByTheWordsOfAStatus) {
  const auto stage = [](std::string_view words) {
    const auto status = read_status(words);
    return status && status->stage ? std::string(name_of(*status->stage)) : std::string("-");
  };
  EXPECT_EQ(stage("已递表"), "filed");
  EXPECT_EQ(stage("Lapsed"), "lapsed");
  EXPECT_EQ(stage("Hearing passed"), "hearing");
  EXPECT_EQ(stage("聆讯后资料集"), "phip");
  EXPECT_EQ(stage("招股中"), "launched");
  EXPECT_EQ(stage("已上市"), "listed");
  EXPECT_EQ(stage("备案通过"), "csrc_filed");
  EXPECT_EQ(stage("被拒"), "rejected");
  EXPECT_EQ(stage("发回"), "returned");
  EXPECT_EQ(stage("待聆讯"), "-");
  EXPECT_EQ(stage("甲科技"), "-");
}

// Many bars part cells without blanks around them.
TEST(Tables, TightBars) {
  const auto facts = read("新股招股一覽",
                          rows({"公司（編號）｜招股日期｜招股價｜每手股數｜入場費",
                                "海棠灣免稅（03397）｜6月18日至23日｜30.2至33.8｜100｜3,414.09",
                                "柏瀾數碼（02618）｜6月19日至24日｜7.62｜500｜3,848.42"}),
                          "zh-Hant");
  EXPECT_THAT(figures(facts), UnorderedElementsAre("海棠灣免稅|offer_price_low|30.20|HKD|share",
                                                   "海棠灣免稅|offer_price_high|33.80|HKD|share",
                                                   "海棠灣免稅|lot_size|100.00|-|shares",
                                                   "海棠灣免稅|entry_fee|3414.09|HKD|-",
                                                   "柏瀾數碼|offer_price|7.62|HKD|share",
                                                   "柏瀾數碼|lot_size|500.00|-|shares",
                                                   "柏瀾數碼|entry_fee|3848.42|HKD|-"));
  EXPECT_THAT(events(read("新股一周进度", rows({"公司｜所属行业｜本周进度｜日期｜保荐人",
                                                "中澜港机｜港口机械｜通过聆讯｜6月18日｜工银国际",
                                                "叠浪互娱｜手机游戏｜申请失效｜6月17日｜—"}))),
              ElementsAre("中澜港机|hearing|2025-06-18|-", "叠浪互娱|lapsed|2025-06-17|-"));
}

}  // namespace
}  // namespace gongwatch::parser::facts
