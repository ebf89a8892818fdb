#include "scheduler/notify_config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include "scheduler/hmac.h"
#include "tests/support/temp_dir.h"

namespace gongwatch::scheduler {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

NotifyTarget only(const std::string& keys) {
  const auto read = read_notify_targets("[[notify]]\nname = \"me\"\n" + keys, "c.toml");
  EXPECT_TRUE(read) << read.error().to_string();
  return read && read->size() == 1 ? read->front() : NotifyTarget{};
}

std::string error(const std::string& toml) {
  const auto read = read_notify_targets(toml, "c.toml");
  return read ? "no error" : read.error().to_string();
}

NewsRow hearing() {
  NewsRow news;
  news.what = "stage";
  news.value = "hearing";
  news.day = news.dated = "2025-11-09";
  news.changed_at = "2025-11-10T00:00:00Z";
  news.quote = "It makes industrial robots.";
  news.issuer.issuer_id = 7;
  news.issuer.name_en = "Acme Holdings";
  news.issuer.name_zh = "雅科機器人";
  news.issuer.board = "main";
  news.issuer.sponsors = {"CICC"};
  return news;
}

bool wanted(const std::string& keys, const NewsRow& news, const std::set<IssuerId>& followed = {}) {
  return wants(only(keys + "\ncommand = [\"/bin/true\"]\n"), news, followed);
}

TEST(NotifyConfig, ATargetIsReadWithItsDefaults) {
  const auto target = only("webhook = \"https://hooks.example.com/x\"\n");
  EXPECT_EQ(target.webhook, "https://hooks.example.com/x");
  EXPECT_EQ(target.format, render::MessageFormat::json);
  EXPECT_FALSE(target.allow_private);
  EXPECT_EQ(target.timeout, std::chrono::seconds{10});
  EXPECT_THAT(read_notify_targets("db = \"x\"\n", "c.toml").value(), IsEmpty());
}

TEST(NotifyConfig, SecretsComeFromTheEnvironmentOrAFile) {
  const testing_support::TempDir dir;
  const std::string file = dir.write("secret", "  s3cret \nsecond line\n").string();
  ::setenv("GW_TEST_HOOK", "https://hooks.example.com/token", 1);
  const auto target =
      only("webhook_env = \"GW_TEST_HOOK\"\nsecret_file = \"" + file + "\"\nformat = \"slack\"\n");
  EXPECT_EQ(target.webhook, "https://hooks.example.com/token");
  EXPECT_EQ(target.secret, "s3cret");
  ::unsetenv("GW_TEST_HOOK");
  const std::string head = "[[notify]]\nname = \"me\"\n";
  EXPECT_EQ(error(head + "webhook_env = \"GW_TEST_HOOK\"\n"),
            "c.toml:3: notify.webhook_env: the environment has no GW_TEST_HOOK");
  EXPECT_THAT(error(head + "webhook = \"https://a.example/\"\nsecret_file = \"/no/such\"\n"),
              HasSubstr("c.toml:4: notify.secret_file: "));
  // A secret that is no address is not told.
  ::setenv("GW_TEST_HOOK", "s3cret", 1);
  const std::string told = error(head + "webhook_env = \"GW_TEST_HOOK\"\n");
  EXPECT_EQ(told, "c.toml:3: notify.webhook_env: no http or https address");
  ::unsetenv("GW_TEST_HOOK");
}

TEST(NotifyConfig, WhatIsWrongIsToldWithItsPlace) {
  const std::string head = "[[notify]]\nname = \"me\"\n", to = "command = [\"/bin/true\"]\n";
  EXPECT_THAT(error("[[notify]]\n" + to), HasSubstr("c.toml:1: notify.name: required"));
  EXPECT_THAT(error("[[notify]]\nname = \"Not Me\"\n" + to), HasSubstr("c.toml:2: notify.name"));
  EXPECT_THAT(error(head), HasSubstr("one of command, webhook"));
  EXPECT_THAT(error(head + to + "webhook = \"https://a.example\"\n"), HasSubstr("one of command"));
  EXPECT_THAT(error(head + "command = [\"mail\"]\n"), HasSubstr("absolute path"));
  EXPECT_THAT(error(head + "command = []\n"), HasSubstr("must not be empty"));
  EXPECT_THAT(error(head + "webhook = \"ftp://a.example\"\n"), HasSubstr("no http or https"));
  EXPECT_THAT(error(head + to + "stages = [\"hearing\", \"heard\"]\n"), HasSubstr("\"heard\""));
  EXPECT_THAT(error(head + to + "what = [\"all\"]\n"), HasSubstr("is none of: stage, "));
  EXPECT_THAT(error(head + to + "stage = [\"hearing\"]\n"),
              HasSubstr("did you mean \"notify.stages"));
  EXPECT_THAT(error(head + to + "timeout = \"1h\"\n"), HasSubstr("must be from"));
  EXPECT_THAT(error(head + "webhook = \"https://a.example\"\nformat = \"telegram\"\n"),
              HasSubstr("chat_id"));
  EXPECT_THAT(error(head + to + head + to), HasSubstr("c.toml:5: notify.name: stands twice"));
  EXPECT_THAT(error("notify = 3\n"), HasSubstr("must be tables: [[notify]]"));
  EXPECT_THAT(error("[[notify]\n"), HasSubstr("c.toml:1: "));
}

TEST(NotifyConfig, WhatIsGivenMustAllFit) {
  const NewsRow news = hearing();
  EXPECT_TRUE(wanted("", news));
  EXPECT_TRUE(wanted("stages = [\"listed\", \"hearing\"]", news));
  EXPECT_FALSE(wanted("stages = [\"listed\"]", news));
  EXPECT_TRUE(wanted("sponsors = [\"cicc\"]", news));
  EXPECT_FALSE(wanted("sponsors = [\"Huatai\"]", news));
  EXPECT_TRUE(wanted("boards = [\"main\"]", news));
  EXPECT_FALSE(wanted("boards = [\"gem\"]", news));
  EXPECT_FALSE(wanted("official = true", news));
  EXPECT_FALSE(wanted("stages = [\"hearing\"]\nboards = [\"gem\"]", news));
  EXPECT_FALSE(wanted("what = [\"sponsor\"]", news));
}

TEST(NotifyConfig, KeywordsAreFoundInNamesAndProofInEitherScript) {
  const NewsRow news = hearing();
  EXPECT_TRUE(wanted("keywords = [\"ROBOT\"]", news));
  EXPECT_TRUE(wanted("keywords = [\"机器人\"]", news));
  EXPECT_FALSE(wanted("keywords = [\"tea\"]", news));
}

TEST(NotifyConfig, TheWatchListIsAskedForOnly) {
  const NewsRow news = hearing();
  EXPECT_FALSE(wanted("followed = true", news, {8}));
  EXPECT_TRUE(wanted("followed = true", news, {7, 8}));
}

TEST(NotifyConfig, ASponsorThatIsNamedLaterFitsBySponsor) {
  NewsRow news = hearing();
  news.what = "sponsor";
  news.value = "Huatai International";
  news.day.reset();
  EXPECT_TRUE(wanted("sponsors = [\"huatai\"]", news));
  EXPECT_FALSE(wanted("stages = [\"hearing\"]", news));
}

TEST(NotifyConfig, WhatIsLongPastIsNoNews) {
  NewsRow news = hearing();
  news.dated = "2025-09-01";
  EXPECT_FALSE(wanted("", news));
  EXPECT_TRUE(wanted("max_age = \"365d\"", news));
}

TEST(Hmac, IsThatOfRfc4231) {
  EXPECT_EQ(in_hex(hmac_sha256("Jefe", "what do ya want for nothing?").value()),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(in_hex(hmac_sha256(std::string(131, '\xaa'),
                               "Test Using Larger Than Block-Size Key - Hash Key First")
                       .value()),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  EXPECT_EQ(in_hex(hmac_sha256("", "").value()),
            "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
  EXPECT_EQ(in_base64("f"), "Zg==");
  EXPECT_EQ(in_base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(in_base64(""), "");
}

}  // namespace
}  // namespace gongwatch::scheduler
