// Who is told of changes: each once, whatever the other end does.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <mutex>

#include "scheduler/hmac.h"
#include "tests/cli/world.h"

namespace gongwatch {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using testing_support::CommandResult;
using testing_support::LoopbackServer;
using testing_support::read_whole_file;
using testing_support::ServerAnswer;
using testing_support::ServerRequest;
using testing_support::World;

constexpr const char* kMonday = "2025-11-10T08:00:00+08:00";

// The other end: keeps what it is told, answers what it is set to.
class Hook {
 public:
  Hook()
      : server_([this](const ServerRequest& request) {
          const std::lock_guard lock(mutex_);
          got_.push_back(request);
          return answer_;
        }) {}
  std::string url() const { return server_.url("/hook"); }
  void answer(ServerAnswer answer) {
    const std::lock_guard lock(mutex_);
    answer_ = std::move(answer);
  }
  std::vector<ServerRequest> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(got_, {});
  }
  std::vector<std::string> headlines() {
    std::vector<std::string> lines;
    for (const auto& request : take()) {
      const json message = json::parse(request.body);
      for (const json& change : message["changes"]) lines.push_back(change["headline"]);
    }
    return lines;
  }

 private:
  std::mutex mutex_;
  std::vector<ServerRequest> got_;
  ServerAnswer answer_;
  LoopbackServer server_;
};

class Notify : public ::testing::Test {
 protected:
  std::string target(const std::string& name, const std::string& keys) {
    return "[[notify]]\nname = \"" + name + "\"\n" + keys;
  }
  std::string to_hook(const std::string& more = "") {
    return target("me", "webhook = \"" + hook_.url() + "\"\nallow_private = true\n" + more);
  }
  CommandResult ask(std::vector<std::string> args, const std::string& config) {
    args.insert(args.begin(), {"--config", world_.dir().write("config.toml", config).string()});
    return world_.ask(std::move(args));
  }
  // A change that comes to be known after everything else.
  void happens(const std::string& known_at, const std::string& stage, int application = 17) {
    const std::string same =
        "board, official, history, attached_by, source_id, capture_id, article_id, evidence_in, "
        "evidence_begin, evidence_end, quote, rule, parser_version";
    const auto put = testing_support::run_command(
        {"sqlite3", world_.db(),
         "insert into stage_fact (application_id, issuer_name, stage, event_date, known_at, " +
             same + ") select application_id, issuer_name, '" + stage + "', '" +
             known_at.substr(0, 10) + "', '" + known_at + "', " + same +
             " from stage_fact where application_id = " + std::to_string(application) +
             " limit 1"});
    ASSERT_EQ(put.exit_code, 0) << put.err;
  }

  World world_;
  Hook hook_;
};

TEST_F(Notify, EachChangeIsToldOnceAndTheFirstRunIsNone) {
  const std::string config = to_hook();
  ASSERT_EQ(ask({"run", "--now", kMonday}, config).exit_code, 0);
  EXPECT_TRUE(hook_.take().empty());
  happens("2025-11-11T01:00:00Z", "launched");
  const auto second = ask({"run", "--now", "2025-11-11T10:00:00+08:00"}, config);
  EXPECT_EQ(second.exit_code, 0) << second.err;
  const auto told = hook_.headlines();
  ASSERT_EQ(told.size(), 1u);
  EXPECT_THAT(told[0], HasSubstr("Qingheng Precision Bearings Co., Ltd."));
  EXPECT_THAT(told[0], HasSubstr("opened its offer, 2025-11-11"));
  EXPECT_EQ(ask({"run", "--now", "2025-11-11T11:00:00+08:00"}, config).exit_code, 0);
  EXPECT_EQ(ask({"notify", "--now", "2025-11-11T11:00:00+08:00"}, config).exit_code, 0);
  EXPECT_TRUE(hook_.take().empty());
}

TEST_F(Notify, AMessageIsSignedWithTheSecret) {
  const std::string secret = world_.dir().write("secret", "k3y\n").string();
  const std::string config = to_hook("secret_file = \"" + secret + "\"\n");
  ASSERT_EQ(ask({"run", "--now", kMonday}, config).exit_code, 0);
  const auto test = ask({"notify", "--test"}, config);
  EXPECT_EQ(test.exit_code, 0) << test.err;
  EXPECT_THAT(test.out, HasSubstr("arrived"));
  const auto got = hook_.take();
  ASSERT_EQ(got.size(), 1u);
  EXPECT_EQ(got[0].method, "POST");
  EXPECT_EQ(got[0].header("x-gongwatch-signature"),
            "sha256=" + scheduler::in_hex(scheduler::hmac_sha256("k3y", got[0].body).value()));
  EXPECT_THAT(got[0].header("content-type"), HasSubstr("application/json"));
  EXPECT_EQ(json::parse(got[0].body)["changes"].size(), 1u);
}

TEST_F(Notify, ADeadEndNeverFailsARunAndIsTriedAgainLater) {
  const std::string config = to_hook();
  ASSERT_EQ(ask({"run", "--now", kMonday}, config).exit_code, 0);
  happens("2025-11-11T01:00:00Z", "launched");
  ServerAnswer down;
  down.status = 503;
  down.body = "gone\nfishing";
  hook_.answer(down);
  const auto failed = ask({"run", "--now", "2025-11-11T10:00:00+08:00"}, config);
  EXPECT_EQ(failed.exit_code, 0);
  EXPECT_THAT(failed.err, HasSubstr("notify me: HTTP 503: gone fishing; 1 to tell"));
  EXPECT_EQ(hook_.take().size(), 1u);
  // Within the rest it is left alone, and nothing is said twice.
  const auto resting = ask({"run", "--now", "2025-11-11T10:04:00+08:00"}, config);
  EXPECT_EQ(resting.err, "");
  EXPECT_TRUE(hook_.take().empty());
  const auto again = ask({"run", "--now", "2025-11-11T10:06:00+08:00"}, config);
  EXPECT_EQ(again.err, "");
  EXPECT_EQ(hook_.take().size(), 1u);
  const auto doctor = ask({"doctor", "--now", "2025-11-11T10:06:00+08:00"}, config);
  EXPECT_THAT(doctor.out, HasSubstr("1 to tell"));
  EXPECT_THAT(doctor.out, HasSubstr("gongwatch notify"));
  hook_.answer({});
  const auto now =
      ask({"notify", "--format", "json", "--now", "2025-11-11T10:07:00+08:00"}, config);
  EXPECT_EQ(now.exit_code, 0) << now.err;
  EXPECT_EQ(json::parse(now.out)[0]["sent"], 1);
  EXPECT_EQ(hook_.headlines().size(), 1u);
}

TEST_F(Notify, WhoNeverAnswersIsCutOffAndGivenUpAfterAWeek) {
  const std::string config = to_hook("timeout = \"200ms\"\n");
  ASSERT_EQ(ask({"run", "--now", kMonday}, config).exit_code, 0);
  happens("2025-11-11T01:00:00Z", "launched");
  ServerAnswer slow;
  slow.delay = std::chrono::seconds{30};
  hook_.answer(slow);
  const auto failed = ask({"run", "--now", "2025-11-11T10:00:00+08:00"}, config);
  EXPECT_EQ(failed.exit_code, 0);
  EXPECT_THAT(failed.err, HasSubstr("no answer within 0.2 s"));
  const auto week = ask({"notify", "--now", "2025-11-19T10:00:00+08:00"}, config);
  EXPECT_EQ(week.exit_code, 1);
  hook_.answer({});
  hook_.take();
  EXPECT_EQ(ask({"notify", "--now", "2025-11-20T10:00:00+08:00"}, config).exit_code, 0);
  EXPECT_TRUE(hook_.take().empty());
}

TEST_F(Notify, APrivateAddressNeedsLeaveAndARedirectIsNotFollowed) {
  const std::string closed = target("me", "webhook = \"" + hook_.url() + "\"\n");
  const auto refused = ask({"notify", "--test"}, closed);
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.out, HasSubstr("allow_private"));
  EXPECT_TRUE(hook_.take().empty());
  const auto name =
      ask({"notify", "--test"}, target("me", "webhook = \"http://localhost:1/token\"\n"));
  EXPECT_THAT(name.out, HasSubstr("allow_private"));
  EXPECT_EQ(name.out.find("token"), std::string::npos);
  ServerAnswer moved;
  moved.status = 302;
  moved.headers = {{"Location", "/elsewhere"}};
  hook_.answer(moved);
  const auto redirected = ask({"notify", "--test"}, to_hook());
  EXPECT_THAT(redirected.out, HasSubstr("HTTP 302"));
  EXPECT_EQ(hook_.take().size(), 1u);
}

TEST_F(Notify, ACommandGetsTheMessageOnItsStandardInput) {
  const std::string out = (world_.dir().path() / "told.json").string();
  const auto tee =
      target("file", "command = [\"/usr/bin/tee\", \"" + out + "\", \"" + out + "$(id)\"]\n");
  const auto test = ask({"notify", "--test"}, tee);
  EXPECT_EQ(test.exit_code, 0) << test.out << test.err;
  EXPECT_EQ(json::parse(read_whole_file(out))["target"], "file");
  EXPECT_EQ(read_whole_file(out + "$(id)"), read_whole_file(out));  // no shell read it
  const auto failing =
      ask({"notify", "--test"},
          target("file", "command = [\"/bin/sh\", \"-c\", \"echo no >&2; exit 3\"]\n"));
  EXPECT_EQ(failing.exit_code, 1);
  EXPECT_THAT(failing.out, HasSubstr("exit code 3: no"));
  const auto endless =
      ask({"notify", "--test"},
          target("file", "command = [\"/bin/sleep\", \"60\"]\ntimeout = \"200ms\"\n"));
  EXPECT_EQ(endless.exit_code, 1);
  const auto missing = ask({"notify", "--test"}, target("file", "command = [\"/no/such\"]\n"));
  EXPECT_THAT(missing.out, HasSubstr("cannot be started"));
}

TEST_F(Notify, FiltersAndTheWatchListDecide) {
  const std::string config = to_hook("followed = true\n") +
                             target("all", "webhook = \"" + hook_.url() +
                                               "\"\nallow_private = true\nstages = [\"listed\"]\n");
  ASSERT_EQ(ask({"run", "--now", kMonday}, config).exit_code, 0);
  const auto followed = world_.ask(
      {"issuer", "follow", "Qingheng Precision Bearings Co., Ltd.", "--reason", "client"});
  EXPECT_EQ(followed.exit_code, 0) << followed.err;
  EXPECT_THAT(followed.out, HasSubstr("is followed: Qingheng"));
  EXPECT_THAT(world_.ask({"issuer", "followed"}).out, HasSubstr("client"));
  happens("2025-11-11T01:00:00Z", "launched");
  happens("2025-11-11T01:00:00Z", "priced", 16);
  const auto dry = ask(
      {"notify", "--dry-run", "--format", "json", "--now", "2025-11-11T10:00:00+08:00"}, config);
  ASSERT_EQ(dry.exit_code, 0) << dry.err;
  ASSERT_EQ(json::parse(dry.out).size(), 1u) << dry.out;
  EXPECT_EQ(json::parse(dry.out)[0]["target"], "me");
  EXPECT_TRUE(hook_.take().empty());
  EXPECT_EQ(ask({"notify", "--now", "2025-11-11T10:00:00+08:00"}, config).exit_code, 0);
  EXPECT_EQ(hook_.headlines().size(), 1u);
  EXPECT_EQ(world_.ask({"issuer", "unfollow", "Qingheng Precision Bearings Co., Ltd."}).exit_code,
            0);
  EXPECT_EQ(world_.ask({"issuer", "unfollow", "Qingheng Precision Bearings Co., Ltd."}).exit_code,
            1);
  EXPECT_EQ(world_.ask({"issuer", "follow", "Nobody Ever"}).exit_code, 1);
}

TEST_F(Notify, APartOfANameFollowsTheOneIssuerThatItFits) {
  ASSERT_EQ(ask({"run", "--now", kMonday}, to_hook("followed = true\n")).exit_code, 0);
  const auto one = world_.ask({"issuer", "follow", "Qingheng Precision"});
  EXPECT_EQ(one.exit_code, 0) << one.err;
  EXPECT_THAT(one.out, HasSubstr("is followed: Qingheng Precision Bearings Co., Ltd."));
  const auto many = world_.ask({"issuer", "follow", "Holdings"});
  EXPECT_EQ(many.exit_code, 2);
  EXPECT_THAT(many.err, HasSubstr("several issuers"));
  EXPECT_THAT(many.err, HasSubstr("Holdings Limited, #"));
  EXPECT_EQ(world_.sql("select count(*) from followed_issuer"), "1");
  const auto vague = world_.ask({"issuer", "merge", "Qingheng Precision", "#1"});
  EXPECT_EQ(vague.exit_code, 1) << vague.out;
  EXPECT_THAT(vague.err, HasSubstr("there are: #"));
  EXPECT_EQ(world_.ask({"issuer", "unfollow", "Qingheng Precision"}).exit_code, 0);
}

TEST_F(Notify, AWrongConfigurationDoesNothing) {
  EXPECT_EQ(ask({"run", "--now", kMonday}, "[[notify]]\nname = \"x\"\n").exit_code, 2);
  EXPECT_FALSE(std::filesystem::exists(world_.db()));
  const auto unknown = ask({"list"}, "database = \"x\"\n");
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_THAT(unknown.err, HasSubstr("unknown key database"));
  EXPECT_EQ(ask({"list"}, "db = [").exit_code, 2);
  EXPECT_EQ(ask({"list"}, "db = 1.5\n").exit_code, 2);
  EXPECT_EQ(world_.ask({"notify"}).exit_code, 2);
  EXPECT_EQ(ask({"notify", "--target", "you"}, to_hook()).exit_code, 2);
  EXPECT_EQ(world_.ask({"--config", "/no/such.toml", "list"}).exit_code, 2);
}

TEST_F(Notify, GlobalFlagsStandInTheFileToo) {
  ASSERT_EQ(world_.run_at(kMonday).exit_code, 0);
  const std::string config =
      world_.dir()
          .write("flags.toml",
                 "db = \"" + world_.db() + "\"\nformat = \"json\"\nverbose = true\n" + to_hook())
          .string();
  const auto list = testing_support::gongwatch({"list", "--config", config});
  EXPECT_EQ(list.exit_code, 0) << list.err;
  EXPECT_GT(json::parse(list.out).size(), 5u);
  // The environment names the file as the flag does.
  testing_support::CommandOptions options;
  options.env = {{"GONGWATCH_CONFIG", config}};
  const auto same = testing_support::gongwatch({"list"}, options);
  EXPECT_EQ(same.out, list.out) << same.err;
  options.env = {{"GONGWATCH_CONFIG", "/no/such.toml"}};
  const auto missing = testing_support::gongwatch({"list"}, options);
  EXPECT_EQ(missing.exit_code, 2);
  EXPECT_THAT(missing.err, HasSubstr("GONGWATCH_CONFIG: there is no file /no/such.toml"));
}

TEST_F(Notify, TheDigestIsForPeople) {
  ASSERT_EQ(world_.run_at(kMonday).exit_code, 0);
  const auto text = world_.ask({"digest", "--now", kMonday});
  ASSERT_EQ(text.exit_code, 0) << text.err;
  EXPECT_THAT(text.out, HasSubstr("Hearings passed\n---------------\n- "));
  EXPECT_THAT(text.out, HasSubstr("\nComing\n"));
  EXPECT_EQ(text.out, world_.ask({"digest", "--now", kMonday, "--format", "text"}).out);
  const auto markdown =
      world_.ask({"digest", "--format", "md", "--since", "2025-11-10", "--now", kMonday});
  EXPECT_THAT(markdown.out, HasSubstr("# Hong Kong IPOs, 2025-11-10\n"));
  EXPECT_THAT(markdown.out, HasSubstr("## Hearings passed"));
  const auto quiet =
      world_.ask({"digest", "--since", "2025-11-11", "--now", "2025-11-12T08:00:00+08:00"});
  EXPECT_THAT(quiet.out, HasSubstr("Nothing has changed"));
  EXPECT_EQ(world_.ask({"digest", "--format", "json"}).exit_code, 2);
  EXPECT_EQ(world_.ask({"digest", "--since", "today"}).exit_code, 2);
  EXPECT_EQ(world_.ask({"list", "--format", "text"}).exit_code, 2);
}

}  // namespace
}  // namespace gongwatch
