#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parser/hkex/csrc_filings.h"
#include "tests/support/xlsx_writer.h"

namespace gongwatch::parser {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing_support::make_xlsx;
using Texts = std::vector<std::vector<std::string>>;

constexpr const char* kUrl =
    "https://neris.csrc.gov.cn/portal/rest/announce/get-all?page=1&pageSize=100";

ErrorKind kind_of(std::string_view bytes) {
  const auto page = parse_csrc(bytes, kUrl, "");
  return page ? ErrorKind::internal : page.error().kind;
}

std::string list_of(const std::string& items) { return R"j({"object":{"list":[)j" + items + "]}}"; }

TEST(CsrcFilings, TheListGivesThePagesOfItsTablesNewestFirst) {
  const auto page = parse_csrc(
      list_of(
          R"j({"title":"境内企业境外发行证券和上市备案情况表（首次公开发行及全流通）（截至1月2日）","createdAt":"2026-01-03 10:00:00","description":"/a/1.html"},
              {"title":"补充材料要求公示","createdAt":"2026-01-05","description":"/a/2.html"},17,
              {"title":"境内企业境外发行证券和上市备案情况表","createdAt":"2026-01-10 10:00:00","description":"https://www.csrc.gov.cn/b/3.html"},
              {"title":"境内企业境外发行证券和上市备案情况表","createdAt":"2026-01-10 10:00:00","description":"https://www.csrc.gov.cn/b/3.html"},
              {"title":"境内企业境外发行证券和上市备案情况表","createdAt":"2026-01-01","description":"javascript:x"})j"),
      kUrl, "application/json");
  ASSERT_TRUE(page) << page.error().to_string();
  EXPECT_THAT(page->follow, ElementsAre("https://www.csrc.gov.cn/b/3.html",
                                        "https://neris.csrc.gov.cn/a/1.html"));
  EXPECT_FALSE(page->rows);
}

TEST(CsrcFilings, AtMostTenPagesAreFollowed) {
  std::string items;
  for (int i = 0; i < 30; ++i) {
    items +=
        (i > 0 ? "," : "") +
        std::string(R"j({"title":"境内企业境外发行证券和上市备案情况表","createdAt":"2026-01-)j") +
        std::to_string(10 + i) + R"j(","description":"/p/)j" + std::to_string(i) + "\"}";
  }
  const auto page = parse_csrc(list_of(items), kUrl, "");
  ASSERT_THAT(page->follow, SizeIs(10));
  EXPECT_EQ(page->follow[0], "https://neris.csrc.gov.cn/p/29");
}

TEST(CsrcFilings, APageGivesItsWorkbooks) {
  const auto page = parse_csrc(
      "<html><body><a href=\"/x.pdf\">a</a><a href=\"files/Table.XLSX?v=1\">附件1</a>"
      "<a href=\"files/Table.XLSX?v=1\">again</a></body></html>",
      "https://www.csrc.gov.cn/csrc/c1/content.shtml", "text/html; charset=utf-8");
  ASSERT_TRUE(page) << page.error().to_string();
  EXPECT_THAT(page->follow, ElementsAre("https://www.csrc.gov.cn/csrc/c1/files/Table.XLSX?v=1"));
}

TEST(CsrcFilings, AWorkbookGivesRows) {
  const auto page = parse_csrc(
      make_xlsx(
          Texts{{"境内企业境外发行证券和上市备案情况表"},
                {"序号", "企业名称", "拟上市地", "接收日期", "备案状态", "备案日期"},
                {"1", "甲乙科技股份有限公司", "香港", "2025-12-01", "已接收"},
                {"2", "丙丁实业股份有限公司", "香港", "2025-06-01", "已完成备案", "2026-01-05"},
                {"3", "戊己生物股份有限公司", "香港", "2025-06-01", "未完成备案", "2026-01-06"},
                {"4", "庚辛股份有限公司", "香港", "2025-06-01", "另行通知"}}),
      "https://www.csrc.gov.cn/t.xlsx", "");
  ASSERT_TRUE(page) << page.error().to_string();
  EXPECT_THAT(page->follow, IsEmpty());
  ASSERT_TRUE(page->rows);
  const ApplicationFeed& feed = *page->rows;
  EXPECT_EQ(feed.name.list, "csrc_filings");
  EXPECT_EQ(feed.name.language, "zh-Hans");
  ASSERT_THAT(feed.applications, SizeIs(4));
  EXPECT_EQ(feed.applications[0].applicant, "甲乙科技股份有限公司");
  EXPECT_EQ(feed.applications[0].stage, std::nullopt);
  EXPECT_EQ(feed.applications[0].status, "已接收");
  EXPECT_EQ(feed.applications[0].filed_on, std::nullopt);
  EXPECT_EQ(feed.applications[1].stage, Stage::csrc_filed);
  EXPECT_EQ(feed.applications[1].stage_on, make_date(2026, 1, 5));
  EXPECT_EQ(feed.applications[2].stage, std::nullopt);
  EXPECT_EQ(feed.applications[2].stage_on, std::nullopt);
  EXPECT_THAT(feed.applications[1].row_json, HasSubstr("\"备案状态\":\"已完成备案\""));
  ASSERT_THAT(feed.warnings, SizeIs(1));
  EXPECT_EQ(feed.warnings[0].code, "unknown-status");
}

TEST(CsrcFilings, WhatSaysThatAFilingIsComplete) {
  const auto stage = [](const std::string& status) {
    const auto page =
        parse_csrc(make_xlsx(Texts{{"企业名称", "状态"}, {"甲公司", status}}), kUrl, "");
    return page && page->rows ? page->rows->applications.at(0).stage : std::nullopt;
  };
  for (const char* status : {"已完成备案", "已备案", "备案通知书", "完成备案", "已出具备案通知书"})
    EXPECT_EQ(stage(status), Stage::csrc_filed) << status;
  for (const char* status :
       {"已接收", "尚未完成备案", "不予备案", "终止备案", "补充材料", "审核中"})
    EXPECT_EQ(stage(status), std::nullopt) << status;
}

TEST(CsrcFilings, ChangedShapesAreErrors) {
  EXPECT_EQ(kind_of(R"j({"code":500,"object":null})j"), ErrorKind::malformed);
  EXPECT_EQ(kind_of(R"j({"object":{"list":)j"), ErrorKind::malformed);
  EXPECT_EQ(kind_of(list_of("")), ErrorKind::empty);
  EXPECT_EQ(kind_of(list_of(R"j({"title":"其他","description":"/x"})j")), ErrorKind::empty);
  EXPECT_EQ(kind_of("<html><body>请稍候</body></html>"), ErrorKind::malformed);
  EXPECT_EQ(kind_of(""), ErrorKind::empty);
  EXPECT_EQ(kind_of(make_xlsx(Texts{{"名称", "状态"}, {"甲", "已备案"}})), ErrorKind::malformed);
  EXPECT_EQ(kind_of(make_xlsx(Texts{{"企业名称", "状态"}})), ErrorKind::empty);
  EXPECT_EQ(kind_of("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), ErrorKind::unsupported);
  EXPECT_EQ(parse_csrc("{}", kUrl, "").error().context, kUrl);
}

}  // namespace
}  // namespace gongwatch::parser
