#include "render/notify_message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "render/news_json.h"

namespace gongwatch::render {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Json change(const std::string& name) {
  NewsRow news;
  news.id = "0011";
  news.what = "stage";
  news.value = "hearing";
  news.day = "2025-11-09";
  news.changed_at = "2025-11-10T00:00:00Z";
  news.source_id = "wire";
  news.url = "https://n.example/1";
  news.issuer.name_en = name;
  return json_of(news);
}

Json sent(const std::vector<Json>& changes, MessageFormat format, const MessageFrame& frame = {}) {
  const std::string message = message_of(changes, format, frame);
  EXPECT_EQ(message.find('\n'), std::string::npos);
  return Json::parse(message);
}

TEST(NotifyMessage, OursHasAllKeysOfEachChange) {
  MessageFrame frame;
  frame.target = "me";
  frame.delivery = "me-1-2";
  frame.sent_at = "2025-11-10T00:01:00Z";
  const Json message = sent({change("A"), change("B")}, MessageFormat::json, frame);
  EXPECT_EQ(message["version"], 1);
  EXPECT_EQ(message["target"], "me");
  EXPECT_EQ(message["delivery"], "me-1-2");
  ASSERT_EQ(message["changes"].size(), 2u);
  EXPECT_EQ(message["changes"][0]["headline"], "A: passed its listing hearing, 2025-11-09");
  EXPECT_TRUE(message["changes"][0]["hkex_id"].is_null());
  EXPECT_TRUE(message["changes"][0]["quote"].is_null());
}

TEST(NotifyMessage, ChatsGetALineAndALinkAChange) {
  MessageFrame frame;
  frame.chat_id = "-100";
  frame.feishu_sign = "c2lnbg==";
  frame.feishu_timestamp = "1762732800";
  const std::string line = "A: passed its listing hearing, 2025-11-09\nhttps://n.example/1";
  EXPECT_EQ(sent({change("A")}, MessageFormat::slack)["text"], line);
  const Json telegram = sent({change("A")}, MessageFormat::telegram, frame);
  EXPECT_EQ(telegram["text"], line);
  EXPECT_EQ(telegram["chat_id"], "-100");
  EXPECT_FALSE(telegram.contains("parse_mode"));
  const Json feishu = sent({change("A")}, MessageFormat::feishu, frame);
  EXPECT_EQ(feishu["content"]["text"], line);
  EXPECT_EQ(feishu["sign"], "c2lnbg==");
  EXPECT_EQ(feishu["timestamp"], "1762732800");
  EXPECT_FALSE(sent({change("A")}, MessageFormat::feishu).contains("sign"));
}

TEST(NotifyMessage, NamesCallNobodyAndFormatNothing) {
  const std::string evil = "<!channel> <@U1> <https://evil.example|click> <at user_id=\"all\">";
  const std::string slack = sent({change(evil)}, MessageFormat::slack)["text"];
  EXPECT_THAT(slack, Not(HasSubstr("<")));
  EXPECT_THAT(slack, HasSubstr("&lt;!channel&gt;"));
  const std::string feishu = sent({change(evil)}, MessageFormat::feishu)["content"]["text"];
  EXPECT_THAT(feishu, Not(HasSubstr("<")));
  EXPECT_THAT(feishu, HasSubstr("＜at user_id"));
}

TEST(NotifyMessage, AreBoundedAndValidWhateverNamesSay) {
  std::vector<Json> changes(20, change(std::string(10'000, 'x')));
  for (const auto format : {MessageFormat::slack, MessageFormat::telegram}) {
    const std::string text = sent(changes, format)["text"];
    EXPECT_LT(text.size(), 4'000u);
    EXPECT_THAT(text, HasSubstr(" more"));
  }
  Json broken = change("A");
  broken["name_en"] = "\xff\xfe";
  EXPECT_EQ(sent({broken}, MessageFormat::json)["changes"][0]["name_en"], "\uFFFD\uFFFD");
  EXPECT_EQ(sent({Json("no object")}, MessageFormat::slack)["text"], "");
}

TEST(NotifyMessage, ARefusalInAPoliteAnswerIsSeen) {
  EXPECT_EQ(refusal_in(R"({"code":19001,"msg":"bad token"})", MessageFormat::feishu),
            "code 19001: bad token");
  EXPECT_EQ(refusal_in(R"({"code":0,"msg":"success"})", MessageFormat::feishu), "");
  EXPECT_EQ(refusal_in(R"({"ok":false,"description":"chat not found"})", MessageFormat::telegram),
            "chat not found");
  EXPECT_EQ(refusal_in(R"({"code":1})", MessageFormat::json), "");
  EXPECT_EQ(refusal_in("[[[[", MessageFormat::feishu), "");
}

}  // namespace
}  // namespace gongwatch::render
