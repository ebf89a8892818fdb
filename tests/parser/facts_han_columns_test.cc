// Chinese columns, digests and stories in which several companies and houses cross.
#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/names.h"
#include "parser/facts/read_facts.h"

namespace gongwatch::parser::facts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr auto kMonday = [] { return make_date(2025, 11, 10); };
constexpr auto kSaturday = [] { return make_date(2025, 11, 8); };

std::string column_day(const Event& event) {
  if (event.event_date) return " " + to_iso(*event.event_date);
  return event.disclosed_on ? " disclosed " + to_iso(*event.disclosed_on) : "";
}

// "name stage day: house role, …"; "~" behind a stage that is only looked back on; "name stage
// outcome day" of what has not happened.
std::vector<std::string> column_events(std::string_view title, std::string_view text,
                                       std::optional<CivilDate> captured = kMonday()) {
  std::vector<std::string> all;
  const Facts facts = read_facts(title, text, "zh-Hant", captured);
  for (const Event& event : facts.events) {
    std::string line = event.issuer.name + " " + std::string(name_of(event.stage)) +
                       (event.history ? "~" : "") + column_day(event);
    for (const SponsorMention& one : event.sponsors) {
      line += (&one == &event.sponsors.front() ? ": " : ", ") + one.name + " " +
              std::string(name_of(one.role));
    }
    all.push_back(line);
  }
  for (const Unrealised& one : facts.unrealised) {
    all.push_back(one.event.issuer.name + " " + std::string(name_of(one.event.stage)) + " " +
                  std::string(name_of(one.outcome)) + column_day(one.event));
  }
  return all;
}

// "name metric value".
std::vector<std::string> column_figures(std::string_view title, std::string_view text) {
  std::vector<std::string> all;
  for (const Figure& one : read_facts(title, text, "zh-Hant", kMonday()).figures) {
    all.push_back(fmt::format("{} {} {}", one.issuer, one.metric, one.value));
  }
  return all;
}

// "rank subject region metric".
std::vector<std::string> column_ranks(std::string_view title, std::string_view text) {
  std::vector<std::string> all;
  for (const Ranking& one : read_facts(title, text, "zh-Hant", kMonday()).rankings) {
    all.push_back(fmt::format("{} {} {} {}", one.rank, one.subject, one.region.value_or("-"),
                              one.metric.value_or("-")));
  }
  return all;
}

TEST(HanColumns, WhatIsToldOfAPeerIsNotTheCompanys) {
  EXPECT_THAT(
      column_events(
          "高德光纖通過聆訊",
          "高德光纖科技股份有限公司（簡稱「高德光纖」）昨日通過港交所主板上市聆訊，獨家保薦人為中信"
          "證券。\n\n內地同行茶山集團獲高盛、摩根士丹利任聯席保薦人，集資10億美元。"),
      ElementsAre("高德光纖 hearing 2025-11-09: 中信證券 sole_sponsor"));
  EXPECT_THAT(
      column_events("海桐医疗递表",
                    "海桐医疗集团股份有限公司11月7日向港交所递交上市申请，中金公司及瑞银为联席保荐"
                    "人。\n\n同行业的竹影医疗去年营收20亿元。其上市保荐人为摩根士丹利。"),
      ElementsAre("海桐医疗 filed 2025-11-07: 中金公司 joint_sponsor, 瑞银 joint_sponsor"));
  EXPECT_THAT(column_events("青禾食品遞表",
                            "青禾食品有限公司上周五向聯交所提交上市申請，保薦人為建銀國際；而另一家"
                            "預製菜企業家香食品則由華泰國際保薦。"),
              ElementsAre("青禾食品 filed 2025-11-07: 建銀國際 sponsor"));
  EXPECT_THAT(column_figures("松果智能通过聆讯",
                             "松果智能科技股份有限公司昨日通过港交所上市聆讯。2024年松果智能收入9."
                             "8亿元人民币。\n\n竞争对手方面，海岸智能按2024年收入计以12.3%"
                             "的市场份额位居中国第一，去年收入30亿元，净利润2亿元。"),
              ElementsAre("松果智能 revenue 980000000"));
  EXPECT_THAT(column_ranks("青禾食品遞表",
                           "青禾食品有限公司上周五向聯交所提交上市申請。\n\n母公司青禾控股去年收入2"
                           "10億元，是全國最大米業集團。\n\n青禾食品是湖南第二大掛麵生產商。"),
              ElementsAre("2 掛麵生產商 湖南 -"));
  EXPECT_THAT(column_events("松果智能通过聆讯",
                            "松果智能科技股份有限公司昨日通过港交所上市聆讯，保荐人为花旗。\n\n同业"
                            "海岸智能也于11月6日向港交所递交上市申请，保荐人为高盛。"),
              ElementsAre("松果智能 hearing 2025-11-09: 花旗 sponsor",
                          "海岸智能 filed 2025-11-06: 高盛 sponsor"));
}

TEST(HanColumns, HearingsInOtherWords) {
  EXPECT_THAT(
      column_events(
          "松果智能聆訊",
          "松果智能公告，公司已收到聯交所的聆訊結果，上市委員會已審閱其上市申請，保薦人為花旗。"),
      ElementsAre("松果智能 hearing: 花旗 sponsor"));
  EXPECT_THAT(column_events("松果智能上会",
                            "松果智能11月6日上会并获通过，保荐人为花旗。港交所主板再添新丁。"),
              ElementsAre("松果智能 hearing 2025-11-06: 花旗 sponsor"));
  EXPECT_THAT(column_events("松果智能港交所上會獲綠燈",
                            "消息指，松果智能上周四上會，獲聯交所開綠燈，保薦人為花旗。"),
              ElementsAre("松果智能 hearing 2025-11-06: 花旗 sponsor"));
  EXPECT_THAT(column_events("松果智能聆讯通过函到手",
                            "松果智能收到联交所发出的聆讯通过函，独家保荐人为花旗。"),
              ElementsAre("松果智能 hearing: 花旗 sole_sponsor"));
  EXPECT_THAT(column_events("松果智能等待聆讯",
                            "松果智能尚未接获港交所聆讯结果，上市委员会将于11月13日审阅其申请。"),
              IsEmpty());
}

TEST(HanColumns, NamesAndRolesThatStandApart) {
  EXPECT_THAT(
      column_events("曹溪家居递表", "曹溪家居11月7日递表港交所，由高盛、瑞银两大行联合保荐。"),
      ElementsAre("曹溪家居 filed 2025-11-07: 高盛 joint_sponsor, 瑞银 joint_sponsor"));
  EXPECT_THAT(column_events("曹溪家居遞表",
                            "曹溪家居11月7日向港交所遞交招股書。是次上市的聯席保薦人多達兩家，依次"
                            "為中國國際金融香港證券有限公司及香港上海滙豐銀行有限公司。"),
              ElementsAre("曹溪家居 filed 2025-11-07: 中國國際金融香港證券有限公司 joint_sponsor, "
                          "香港上海滙豐銀行有限公司 joint_sponsor"));
  EXPECT_THAT(column_events("曹溪家居過聆訊",
                            "富瑞交出近月第一單，保薦家居公司曹溪家居，後者6日通過港交所聆訊。"),
              ElementsAre("曹溪家居 hearing 2025-11-06: 富瑞 sponsor"));
  EXPECT_THAT(
      column_events(
          "曹溪家居上市",
          "曹溪家居（02770）今日於港交所掛牌。曹溪家居的兩家聯席保薦人，是花旗和中信証券。"),
      ElementsAre("曹溪家居 listed 2025-11-10: 花旗 joint_sponsor, 中信証券 joint_sponsor"));
  EXPECT_THAT(column_events("曹溪家居再遞表",
                            "曹溪家居周五更新招股書，再次申請主板上市。聯席保薦人由原先的美銀證券，"
                            "增加中信里昂及復星國際證券，合共三家。"),
              ElementsAre("曹溪家居 refiled 2025-11-07: 美銀證券 joint_sponsor, 中信里昂 "
                          "joint_sponsor, 復星國際證券 joint_sponsor"));
  EXPECT_THAT(
      column_events("曹溪家居遞表",
                    "曹溪家居11月7日遞表港交所，聯席保薦人名單上有高盛，以及首次亮相的天風國際。"),
      ElementsAre("曹溪家居 filed 2025-11-07: 高盛 joint_sponsor, 天風國際 joint_sponsor"));
  EXPECT_THAT(column_events("曹溪家居遞表", "曹溪家居11月7日遞表港交所，中金及瑞銀操刀。"),
              ElementsAre("曹溪家居 filed 2025-11-07: 中金 sponsor, 瑞銀 sponsor"));
  EXPECT_THAT(
      column_events("曹溪家居遞表", "曹溪家居11月7日遞表港交所，保薦工作交由新百利融資包辦。"),
      ElementsAre("曹溪家居 filed 2025-11-07: 新百利融資 sponsor"));
  EXPECT_THAT(
      column_events("曹溪家居递表",
                    "曹溪家居11月7日递表港交所，保荐人为中金公司。同期高盛仅保荐了3家公司。"),
      ElementsAre("曹溪家居 filed 2025-11-07: 中金公司 sponsor"));
  EXPECT_THAT(column_events("曹溪家居遞表",
                            "曹溪家居11月7日遞表港交所，由花旗保薦，較上次由高盛保薦有所不同。"),
              ElementsAre("曹溪家居 filed 2025-11-07: 花旗 sponsor"));
  EXPECT_THAT(column_events("曹溪家居递表",
                            "曹溪家居11月7日递表港交所，尚未披露保荐人；高盛分析师看好家居业。"),
              ElementsAre("曹溪家居 filed 2025-11-07"));
  EXPECT_THAT(
      column_events("曹溪家居递表", "曹溪家居11月7日递表港交所，保荐人名单待定，股东包括高盛。"),
      ElementsAre("曹溪家居 filed 2025-11-07"));
}

TEST(HanColumns, MoreCoordinatorsThanSponsors) {
  EXPECT_THAT(
      column_events("曹溪家居招股",
                    "曹溪家居（02770）今日招股。海通國際為保薦人，瑞銀為其餘整體協調人。"),
      ElementsAre("曹溪家居 launched 2025-11-10: 海通國際 sponsor, 瑞銀 overall_coordinator"));
  EXPECT_THAT(
      column_events("曹溪家居招股",
                    "曹溪家居（02770）今日招股。中金公司及花旗为联席保荐人，上述两家与招银国际一同"
                    "担任整体协调人。"),
      ElementsAre(
          "曹溪家居 launched 2025-11-10: 中金公司 joint_sponsor, 花旗 joint_sponsor, 中金公司 "
          "overall_coordinator, 花旗 overall_coordinator, 招银国际 overall_coordinator"));
}

TEST(HanColumns, ItemsOfARunningColumn) {
  EXPECT_THAT(
      column_events(
          "一周新股",
          "先數聆訊：周二有鋰礦商青藏鹽源通過港交所聆訊，由摩根大通保薦；同日過關的還有手術機器人公"
          "司微創寰宇，保薦人為海通國際。周四輪到物管股和祥物管，獨家保薦人為鎧盛資本。",
          kSaturday()),
      ElementsAre("青藏鹽源 hearing 2025-11-04: 摩根大通 sponsor",
                  "微創寰宇 hearing 2025-11-04: 海通國際 sponsor",
                  "和祥物管 hearing 2025-11-06: 鎧盛資本 sole_sponsor"));
  EXPECT_THAT(
      column_events(
          "一周新股",
          "遞表方面，周一有甲骨光電；周三有隱形眼鏡生產商Lensara Optics，兩者均申請主板上市。",
          kSaturday()),
      ElementsAre("甲骨光電 filed 2025-11-03", "Lensara Optics filed 2025-11-05"));
  EXPECT_THAT(
      column_events(
          "一周新股",
          "港交所新股动态。挂牌方面，周二（11月4日）有曹溪家居，周四（11月6日）则有安和基因。",
          kSaturday()),
      ElementsAre("曹溪家居 listed 2025-11-04", "安和基因 listed 2025-11-06"));
}

TEST(HanColumns, WhomTheBanksBroughtStandsBehind) {
  EXPECT_THAT(
      column_events(
          "投行專欄",
          "港交所新股。由建銀國際與招銀國際聯席保薦的冷鏈食品商冰匯集團，5日首掛，收報5.06元。",
          kSaturday()),
      ElementsAre("冰匯集團 listed 2025-11-05: 建銀國際 joint_sponsor, 招銀國際 joint_sponsor"));
  EXPECT_THAT(
      column_events("投行專欄",
                    "港交所新股消息。同人融資為建築公司恒築建設申請GEM上市，上月18日遞表。"),
      ElementsAre("恒築建設 filed 2025-10-18: 同人融資 sponsor"));
}

TEST(HanColumns, WhatAnotherDidSomeTimeAgoIsNoNews) {
  EXPECT_THAT(
      column_events(
          "传神语擎通过聆讯",
          "传神语擎昨日通过港交所聆讯，保荐人为花旗。\n\n另一家公司灵犀声学则在10月撤回了上市申请。"
          "\n\n传神语擎去年收入9亿元。\n\n传神语擎总部位于杭州。\n\n传神语擎有员工四百人。"),
      ElementsAre("传神语擎 hearing 2025-11-09: 花旗 sponsor", "灵犀声学 withdrawn~"));
  EXPECT_THAT(column_events("和泰同心通過聆訊",
                            "據港交所11月7日披露，和泰同心護理集團通過聆訊。\n\n同業之中，松柏護理"
                            "（8249）於GEM掛牌多年。"),
              ElementsAre("和泰同心護理集團 hearing disclosed 2025-11-07"));
}

TEST(HanColumns, TheWayToTheListingInOtherWords) {
  EXPECT_THAT(
      column_events("团餐服务商粤膳集团获准在港上市",
                    "格隆汇11月10日丨港交所网站昨日上载粤膳集团有限公司的聆讯后资料集。"),
      ElementsAre("粤膳集团 phip disclosed 2025-11-09", "粤膳集团 hearing disclosed 2025-11-09"));
  EXPECT_THAT(
      column_events(
          "橙意家居上市申请被港交所退回",
          "港交所网站显示，橙意家居的上市申请于11月9日被退回。橙意家居于11月5日向港交所递表。"),
      ElementsAre("橙意家居 returned 2025-11-09", "橙意家居 filed~ 2025-11-05"));
  EXPECT_THAT(
      column_events(
          "盐田海鲜招股",
          "盐田海鲜今日招股。公司2025年2月21日首次递表港交所，今年8月21日失效，次日即更新。"),
      ElementsAre("盐田海鲜 launched 2025-11-10", "盐田海鲜 filed~ 2025-02-21",
                  "盐田海鲜 lapsed~ 2025-08-21", "盐田海鲜 refiled~ 2025-08-22"));
  EXPECT_THAT(column_events("澜沧玉器再递表",
                            "澜沧玉器11月5日再次递表港交所。公司2017年在新三板挂牌，今年3月4日首次"
                            "递表港交所，后主动撤回。"),
              ElementsAre("澜沧玉器 refiled 2025-11-05", "澜沧玉器 filed~ 2025-03-04",
                          "澜沧玉器 withdrawn~"));
  EXPECT_THAT(
      column_events(
          "凌嶽機器人過聆訊",
          "IFR引述消息人士報道，凌嶽機器人已於周五（7日）通過港交所上市聆訊，最快下月中掛牌。"),
      ElementsAre("凌嶽機器人 hearing 2025-11-07", "凌嶽機器人 listed rumoured"));
}

TEST(HanColumns, APageKeptForMonthsHasItsNews) {
  EXPECT_THAT(
      column_events("曹溪家居首日掛牌",
                    "2025年3月10日，曹溪家居（02770）正式在港交所掛牌上市，首日收報12.6元。"),
      ElementsAre("曹溪家居 listed 2025-03-10"));
  EXPECT_THAT(column_events("曹溪家居公布業績",
                            "曹溪家居（02770）2025年3月10日在港交所上市，今日公布中期業績。"),
              IsEmpty());
}

TEST(HanColumns, NamesInOneBracket) {
  EXPECT_THAT(column_events("雲杉生物遞表港交所",
                            "雲杉生物科技有限公司（Spruce "
                            "Bio，下稱「雲杉」，前稱「綠松製藥」）11月7日向聯交所遞交上市申請。"),
              ElementsAre("雲杉 filed 2025-11-07"));
  EXPECT_THAT(
      column_events("星罗数科递表", "11月7日，星罗数科的经营主体星罗数字科技有限公司递表港交所。"),
      ElementsAre("星罗数科 filed 2025-11-07"));
}

TEST(HanColumns, WhomASentencePutsBeforeTheReader) {
  EXPECT_THAT(column_events("投行观察",
                            "港交所新股消息。海凝新材10月30日通过聆讯。\n\n颇受关注的是做光模块芯片"
                            "的矽谷源光。该公司11月7日起招股，发售价为31.2港元。"),
              ElementsAre("海凝新材 hearing 2025-10-30", "矽谷源光 launched 2025-11-07"));
}

TEST(HanColumns, PostponedInOtherWords) {
  EXPECT_THAT(
      column_events("港股IPO周报",
                    "松果智能11月6日通过港交所聆讯。\n\n此外，白马通信宣布推迟赴港上市计划。"),
      ElementsAre("松果智能 hearing 2025-11-06", "白马通信 listed postponed"));
  EXPECT_THAT(
      column_events("一周新股",
                    "松果智能11月6日通過港交所聆訊。\n\n另外，麥穗機械因市況決定不進行全球發售。"),
      ElementsAre("松果智能 hearing 2025-11-06", "麥穗機械 listed postponed"));
  EXPECT_THAT(
      column_events("一周新股",
                    "松果智能11月6日通過港交所聆訊。\n\n至於麥穗機械，其上市計劃暫時擱置。"),
      ElementsAre("松果智能 hearing 2025-11-06", "麥穗機械 listed postponed"));
  EXPECT_THAT(column_events(
                  "麥穗機械押後上市",
                  "麥穗機械(02788)公布，公司決定不進行全球發售及上市，所有申請股款將不計息退還。"),
              ElementsAre("麥穗機械 listed postponed"));
  EXPECT_THAT(column_events("茶山新藥推遲上市",
                            "茶山醫藥(02788)宣布，其新藥推遲上市，預期明年獲批。港股今日造好。"),
              IsEmpty());
}

TEST(HanColumns, ColumnsOfCompaniesAndListsOfThem) {
  EXPECT_THAT(
      column_events("三隻新股對比",
                    "新股今日開始招股。\n\n項目 | 北辰電池（6677） | 南嶺藥業-B（6688）\n\n招股期 "
                    "| 11月10日至14日 | 11月10日至17日\n\n招股價 | 12.5元 | 8元\n\n保薦人 | "
                    "中金公司 | 花旗、瑞銀"),
      ElementsAre("北辰電池 launched 2025-11-10: 中金公司 sponsor",
                  "南嶺藥業-B launched 2025-11-10: 花旗 sponsor, 瑞銀 sponsor"));
  EXPECT_THAT(
      column_events(
          "新股一覽",
          "公司 | 最新進展 | 日期 | 保薦人\n\n東海漁業 | 首次遞表 | 11月7日 | 中金公司\n\n中原糧倉 "
          "| 重新遞表 | 11月7日 | 招銀國際\n\n海角物流 | 申請失效 | 11月5日 | 民銀資本"),
      ElementsAre("東海漁業 filed 2025-11-07: 中金公司 sponsor",
                  "中原糧倉 refiled 2025-11-07: 招銀國際 sponsor",
                  "海角物流 lapsed 2025-11-05: 民銀資本 sponsor"));
  EXPECT_THAT(
      column_events("本周新股日程",
                    "遞表：東海漁業（保薦人：中金公司）、西湖茶業（保薦人：花旗）\n\n過聆訊：嶺東鋼"
                    "構；河西牧業\n\n失效：中原糧倉、海角物流"),
      ElementsAre("東海漁業 filed: 中金公司 sponsor", "西湖茶業 filed: 花旗 sponsor",
                  "嶺東鋼構 hearing", "河西牧業 hearing", "中原糧倉 lapsed", "海角物流 lapsed"));
  EXPECT_THAT(column_events("2月申請一覽",
                            "公司 | 狀態 | 日期 | 聯席／獨家保薦人\n\n東海漁業 | 遞表 | 11月7日 | "
                            "高盛、花旗\n\n西湖茶業 | 遞表 | 11月7日 | 招銀國際"),
              ElementsAre("東海漁業 filed 2025-11-07: 高盛 joint_sponsor, 花旗 joint_sponsor",
                          "西湖茶業 filed 2025-11-07: 招銀國際 sole_sponsor"));
}

TEST(HanColumns, RanksOfMarketsAndOneOfTheFirst) {
  EXPECT_THAT(column_ranks("禾木农牧递表港交所",
                           "禾木农牧股份有限公司11月7日向港交所递交上市申请。公司为全国前十大白羽鸡"
                           "企业，在山东排名第一。"),
              ElementsAre("10 白羽鸡企业 全国 -", "1 白羽鸡企业 山东 -"));
  EXPECT_THAT(column_ranks("禾木農牧遞表港交所",
                           "禾木農牧股份有限公司11月7日向港交所遞交上市申請。按2024年收入計，集團在"
                           "泰國市場及越南市場分別排名第二、第五。"),
              ElementsAre("2  泰國 收入", "5  越南 收入"));
  EXPECT_THAT(column_ranks("禾木農牧遞表港交所",
                           "禾木農牧股份有限公司11月7日向港交所遞交上市申請。以2024年訂單計，公司於"
                           "全球海工動力系統供應商中排名第四；於中國市場則排名首位。"),
              ElementsAre("4 海工動力系統供應商 全球 訂單", "1 海工動力系統供應商 中國 訂單"));
}

TEST(HanColumns, BrandsAndTheirHoldingCompanies) {
  EXPECT_THAT(
      column_events(
          "來港上市",
          "印尼咖啡連鎖品牌Kopi Lestari的控股公司Lestari Nusantara Holdings "
          "Ltd，上周五向聯交所呈交主板上市申請。\n\nKopi "
          "Lestari有門店1,384間。按2025年門店數目計，Kopi Lestari在印尼咖啡連鎖品牌中排名第一。"),
      ElementsAre("Kopi Lestari filed 2025-11-07"));
}

TEST(HanColumns, CompaniesCountedAndListed) {
  EXPECT_THAT(
      column_events("三家公司同日过聆讯",
                    "11月6日，三家公司同日通过港交所聆讯：海辰储能、云迹机器人及百奥生物。"),
      ElementsAre("海辰储能 hearing 2025-11-06", "云迹机器人 hearing 2025-11-06",
                  "百奥生物 hearing 2025-11-06"));
  EXPECT_THAT(column_events("兩公司同日遞表",
                            "11月6日向港交所遞表的有兩家公司，分別是海辰儲能和百奧生物。"),
              ElementsAre("海辰儲能 filed 2025-11-06", "百奧生物 filed 2025-11-06"));
}

}  // namespace
}  // namespace gongwatch::parser::facts
