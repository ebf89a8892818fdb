// Digests and columns: the stage of several companies stands in front of their items.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/names.h"
#include "parser/facts/read_facts.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

Facts read(std::string_view title, std::string_view text) {
  return read_facts(title, text, "zh-Hans", make_date(2025, 12, 19));
}

// "name|stage|day|house, house"; prices left out.
std::vector<std::string> told(const Facts& facts) {
  std::vector<std::string> all;
  for (const Event& event : facts.events) {
    if (event.stage == Stage::priced) continue;
    const auto day = event.event_date ? event.event_date : event.disclosed_on;
    std::string houses;
    for (const SponsorMention& one : event.sponsors)
      houses += (houses.empty() ? "" : ", ") + one.name;
    all.push_back(event.issuer.name + "|" + std::string(name_of(event.stage)) + "|" +
                  (day ? to_iso(*day) : "-") + "|" + houses);
  }
  return all;
}

TEST(DigestItems, BehindACount) {
  EXPECT_THAT(
      told(read("三新股齐招股",
                "今日有三只新股招股。\n\n"
                "茶饮连锁店茗心堂(2688)招股价8.2至9.6元,每手500股,独家保荐人为建银国际。\n\n"
                "光刻胶企业晶曜材料(6611)则以每股22元定价,由中信证券及华泰国际联席保荐。\n\n"
                "而做宠物粮的「汪星球」(9958)入场费3,030元,招银国际保荐。\n\n"
                "大市方面,恒指升1.2%,腾讯(0700)升2%。")),
      UnorderedElementsAre("茗心堂|launched|2025-12-19|建银国际",
                           "晶曜材料|launched|2025-12-19|中信证券, 华泰国际",
                           "汪星球|launched|2025-12-19|招银国际"));
  EXPECT_THAT(
      told(read("两新股首日",
                "港交所今日有两只新股挂牌,一升一跌。\n\n"
                "半导体设备商矽能微(2777)收报33.2元,较招股价升52%。\n\n"
                "另一只、餐饮股粤小馆(2790)收挫12%,报4.4元,由交银国际保荐。")),
      UnorderedElementsAre("矽能微|listed|2025-12-19|", "粤小馆|listed|2025-12-19|交银国际"));
}

TEST(DigestItems, InOneSentence) {
  EXPECT_THAT(
      told(read("新股消息",
                "今日起至12月24日,有两家企业公开招股:储能电池商恒伏新能(2701),招股价15至18元,"
                "中金公司独家保荐;口腔连锁美颚齿科(2702),每股6.6元,农银国际保荐。")),
      UnorderedElementsAre("恒伏新能|launched|2025-12-19|中金公司",
                           "美颚齿科|launched|2025-12-19|农银国际"));
}

TEST(DigestItems, UnderAHeading) {
  EXPECT_THAT(
      told(read("港股IPO一周",
                "【过聆讯】12月17日:锐行机器人(联席保荐人:高盛、中金公司);12月18日:沐光影像-B"
                "(独家保荐人:瑞银)。\n\n"
                "【失效】12月16日:海陌家居(保荐人:民银资本)。")),
      UnorderedElementsAre("锐行机器人|hearing|2025-12-17|高盛, 中金公司",
                           "沐光影像-B|hearing|2025-12-18|瑞银",
                           "海陌家居|lapsed|2025-12-16|民银资本"));
}

TEST(DigestItems, TheSameAsTheOneBefore) {
  EXPECT_THAT(
      told(read("港股一周",
                "12月15日,智能门锁商锁安科技递表港交所,保荐人为招商证券国际。12月16日,轮到"
                "仓储商木沐物流,由中泰国际独家保荐;物流车企驰运动力12月17日也跟着来了。")),
      UnorderedElementsAre("锁安科技|filed|2025-12-15|招商证券国际",
                           "木沐物流|filed|2025-12-16|中泰国际", "驰运动力|filed|2025-12-17|"));
}

TEST(DigestItems, PairsOfSponsors) {
  EXPECT_THAT(
      told(read("两公司过聆讯",
                "电源企业华屿电气及物流机器人商智驮科技昨日双双通过港交所聆讯,前者由中信证券保荐,"
                "后者由花旗、海通国际联席保荐。")),
      UnorderedElementsAre("华屿电气|hearing|2025-12-18|中信证券",
                           "智驮科技|hearing|2025-12-18|花旗, 海通国际"));
  EXPECT_THAT(
      told(read("两新股配售结果",
                "今晚共有两只新股放榜。电动船商蓝鳍动力(2760)公开发售超购188倍,定价12元。\n\n"
                "另一只、殡葬服务商永念集团(2761)只获3.5倍认购,以下限2.8元定价,一手稳中。\n\n"
                "两家公司的保荐人分别为海通国际及中泰国际。")),
      UnorderedElementsAre("蓝鳍动力|allotted|2025-12-19|海通国际",
                           "永念集团|allotted|2025-12-19|中泰国际"));
}

TEST(DigestItems, QuotedNamesAndOneDayToldTwice) {
  EXPECT_THAT(told(read("港股递表",
                        "港交所资料显示,昨日(18日)有两家公司递交主板申请:\n\n"
                        "‧ 智慧农机商「耘动科技」,首次递表,保荐人:中信证券、富瑞;\n\n"
                        "‧ 老字号糕点「桂香阁」,保荐人:瑞银;")),
              UnorderedElementsAre("耘动科技|filed|2025-12-18|中信证券, 富瑞",
                                   "桂香阁|filed|2025-12-18|瑞银"));
}

TEST(DigestItems, CountsOfNobody) {
  EXPECT_THAT(told(read("港股收评",
                        "市场传闻两家公司将于明年上市。今年已有80家公司在港上市。恒指今日收升1%,"
                        "腾讯(00700.HK)收报600港元。")),
              IsEmpty());
  EXPECT_THAT(
      told(read("港股新股市场转淡",
                "交易所统计,上周有5家公司递表,较前一周少2家。分析员王先生(投行董事)表示,"
                "市场气氛转淡:资金流向美股;散户也观望。券商中金公司(03908.HK)收报20港元。")),
      IsEmpty());
}

TEST(DigestItems, NamesAloneUnderALabel) {
  EXPECT_THAT(told(read("每日新股動向",
                        "港交所新股動向\n\n【聆讯】\n\n星火能源、朗晴科技\n\n【递表】\n\n"
                        "天馬牧業（獨家保薦人：德健融資）")),
              UnorderedElementsAre("星火能源|hearing|-|", "朗晴科技|hearing|-|",
                                   "天馬牧業|filed|-|德健融資"));
  EXPECT_THAT(
      told(read("新股日誌",
                "招股中：海藍醫療（02733），12月15日至18日；天生優品（02735），12月16日至22日。"
                "\n\n今日掛牌：芯海科技（02790）。\n\n明日掛牌：九章雲極（02788）。")),
      UnorderedElementsAre("海藍醫療|launched|2025-12-15|", "天生優品|launched|2025-12-16|",
                           "芯海科技|listed|2025-12-19|"));
}

TEST(DigestItems, NamesBetweenMarksAreAllTold) {
  EXPECT_THAT(
      told(read("一周新股",
                "12月15日，海王鲜活、三江电气首次递表港交所；12月16日，快手小厨、西域旅投向港交所"
                "提交上市申请书。")),
      UnorderedElementsAre("海王鲜活|filed|2025-12-15|", "三江电气|filed|2025-12-15|",
                           "快手小厨|filed|2025-12-16|", "西域旅投|filed|2025-12-16|"));
  // What only describes a company is none.
  EXPECT_THAT(told(read("一周新股", "12月15日，手术机器人、骨科器械企业骨智科技首次递表港交所。")),
              UnorderedElementsAre("骨智科技|filed|2025-12-15|"));
}

}  // namespace
}  // namespace gongwatch::parser::facts
