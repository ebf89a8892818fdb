// `gongwatch parse` as a user runs it: good pages, bad input, exit codes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/world.h"
#include "tests/support/pdf_writer.h"

namespace gongwatch {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using testing_support::CommandOptions;
using testing_support::gongwatch;
using testing_support::TempDir;

const std::string kStory =
    "Harbour News | Bright Harbour Holds Hearing in Hong Kong\n"
    "The Hong Kong Stock Exchange disclosed on November 7 that Bright Harbour Cranes Limited "
    "(hereinafter referred to as \"Bright Harbour\") has "
    "passed its listing hearing on the Main Board, with CICC and Huatai International as joint "
    "sponsors.\n";

json parsed(const testing_support::CommandResult& result) {
  return json::parse(result.out, nullptr, false);
}

TEST(Parse, PrintsOneObjectWithAllKeysInOrder) {
  const TempDir dir;
  const auto file = dir.write("story.txt", kStory);
  const auto result = gongwatch({"parse", "--captured-at", "2025-11-10T00:00:00Z", file.string()});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const auto ordered = nlohmann::ordered_json::parse(result.out);
  std::vector<std::string> keys;
  for (const auto& [key, value] : ordered.items()) keys.push_back(key);
  EXPECT_THAT(keys,
              ::testing::ElementsAre("path", "url", "captured_at", "kind", "language", "charset",
                                     "decode_errors", "title", "byline", "published_at", "date",
                                     "text", "fingerprint", "removed", "events", "unrealised",
                                     "rankings", "figures", "warnings"));
  EXPECT_EQ(ordered["path"], file.string());
  EXPECT_EQ(ordered["events"][0]["disclosed_on"], "2025-11-07");
  EXPECT_EQ(ordered["events"][0]["sponsors"][1]["firm"], "Huatai International");
}

TEST(Parse, ReadsStandardInputAndKeepsTheClockOut) {
  CommandOptions options;
  options.stdin_text = kStory;
  const auto result = gongwatch({"parse", "-"}, options);
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const json page = parsed(result);
  EXPECT_TRUE(page["captured_at"].is_null());
  EXPECT_TRUE(page["events"][0]["disclosed_on"].is_null());
  EXPECT_EQ(page["warnings"][0]["code"], "year-missing");
}

TEST(Parse, BatchOfOneSourceLeavesOutWhatItsPagesRepeat) {
  const std::string motto = "Every weekday at seven we tell what moved the harbour's markets.";
  const std::vector<std::string> names = {"Quarry Tools", "Paper Lantern", "Bright Harbour",
                                          "Tin Whistle"};
  const TempDir dir;
  CommandOptions options;
  for (const std::string& name : names) {
    options.stdin_text +=
        dir.write(name + ".txt", name + " goes to market\n" + name +
                                     " Limited said on Monday that it sells half of what it makes "
                                     "abroad, by sea and by rail.\n" +
                                     motto + "\n")
            .string() +
        "\n";
  }
  const auto texts = [&](std::vector<std::string> args) {
    const auto result = gongwatch(std::move(args), options);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    std::vector<std::string> read;
    std::istringstream lines(result.out);
    for (std::string line; std::getline(lines, line);) read.push_back(json::parse(line)["text"]);
    return read;
  };
  const auto together = texts({"parse", "--batch", "--same-source"});
  ASSERT_EQ(together.size(), 4u);
  EXPECT_THAT(together[2], HasSubstr(motto));
  EXPECT_THAT(together[3], ::testing::Not(HasSubstr(motto)));
  EXPECT_THAT(together[3], HasSubstr("by sea and by rail."));
  EXPECT_THAT(texts({"parse", "--batch"})[3], HasSubstr(motto));
  EXPECT_EQ(gongwatch({"parse", "--same-source", "-"}).exit_code, 2);
}

TEST(Parse, BatchTakesAnAddressBehindATab) {
  const TempDir dir;
  CommandOptions options;
  options.stdin_text = dir.write("good.txt", kStory).string() + "\thttps://news.example/2\n";
  const auto line = json::parse(gongwatch({"parse", "--batch"}, options).out);
  EXPECT_EQ(line["url"], "https://news.example/2");
  EXPECT_FALSE(line["events"].empty());
}

TEST(Parse, ReadsTheArticleAloneIfTold) {
  const TempDir dir;
  const std::string path = dir.write("good.txt", kStory).string();
  const auto whole = json::parse(gongwatch({"parse", path}).out);
  const auto alone = json::parse(gongwatch({"parse", "--no-facts", path}).out);
  EXPECT_EQ(alone["text"], whole["text"]);
  EXPECT_FALSE(whole["events"].empty());
  EXPECT_TRUE(alone["events"].empty());
  EXPECT_TRUE(alone["figures"].empty());
}

TEST(Parse, BatchAnswersEachLineInOrder) {
  const TempDir dir;
  const auto good = dir.write("good.txt", kStory);
  CommandOptions options;
  options.stdin_text = good.string() + "\n" + (dir.path() / "absent.txt").string() +
                       "\n{\"path\": \"" + good.string() +
                       "\", \"captured_at\": \"2026-01-02T00:00:00Z\", \"url\": "
                       "\"https://news.example/1\"}\n{\"no\": 1}\n\n";
  const auto result = gongwatch({"parse", "--batch"}, options);
  EXPECT_EQ(result.exit_code, 0);
  std::vector<json> lines;
  std::istringstream out(result.out);
  for (std::string line; std::getline(out, line);) lines.push_back(json::parse(line));
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_EQ(lines[0]["path"], good.string());
  EXPECT_EQ(lines[1]["error"]["kind"], "not_found");
  EXPECT_EQ(lines[2]["url"], "https://news.example/1");
  EXPECT_EQ(lines[2]["events"][0]["disclosed_on"], "2025-11-07");
  EXPECT_EQ(lines[3]["error"]["kind"], "malformed");
}

// What is wrong, which exit code, which kind of error.
void expect_error(const testing_support::CommandResult& result, int code, const std::string& kind,
                  const std::string& reason) {
  EXPECT_EQ(result.exit_code, code) << result.err;
  EXPECT_EQ(parsed(result)["error"]["kind"], kind) << result.out;
  EXPECT_THAT(result.err, HasSubstr(reason));
  EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1)
      << "one line: " << result.err;
}

TEST(Parse, EachKindOfBadInputHasItsOwnError) {
  const TempDir dir;
  const auto parse = [](const std::filesystem::path& file) {
    return gongwatch({"parse", file.string()});
  };
  expect_error(parse(dir.write("empty", "")), 1, "empty", "empty: nothing to read");
  expect_error(parse(dir.write("blank", " \n\t\n")), 1, "empty", "nothing to read");
  expect_error(parse(dir.path()), 1, "io", "is a folder");
  expect_error(parse(dir.path() / "absent"), 1, "not_found", "No such file");
  expect_error(parse(dir.write("binary", std::string("\x7F"
                                                     "ELF\0\1\2\3",
                                                     8) +
                                             std::string(4000, '\0'))),
               1, "unsupported", "binary");
  expect_error(parse(dir.write("file.pdf", "%PDF-1.7\n…")), 1, "malformed", "damaged PDF");
  expect_error(parse(dir.write("scan.pdf", testing_support::make_pdf({{}}))), 1, "empty",
               "scanned");
  expect_error(gongwatch({"parse", "--type", "application/pdf", dir.write("a", "text").string()}),
               1, "malformed", "not a PDF");
  std::string nested;
  for (int i = 0; i < 100000; ++i) nested += "<div>";
  expect_error(parse(dir.write("nested.html", nested)), 1, "too_deep", "nested.html");
}

TEST(Parse, AHugeFileIsRefusedWithoutBeingReadWhole) {
  const TempDir dir;
  const auto file = dir.path() / "huge.html";
  std::ofstream(file) << "<p>";
  std::filesystem::resize_file(file, 200u << 20);  // sparse: 200 MB of nothing
  expect_error(gongwatch({"parse", file.string()}), 1, "too_large", "32 MiB");
}

TEST(Parse, InvalidUtf8IsReplacedAndCounted) {
  const TempDir dir;
  const std::string page =
      "据港交所11月7日披露，明湾起重机集团有限公司通过港交所主板上市聆讯，中金公司为独家保荐人。\n"
      "坏\xE5\x9D字节\xFF。\n";
  const auto result = gongwatch(
      {"parse", "--type", "text/plain; charset=utf-8", dir.write("bad.txt", page).string()});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const json parse = parsed(result);
  EXPECT_EQ(parse["charset"], "UTF-8");
  EXPECT_EQ(parse["decode_errors"], 2);
  EXPECT_THAT(parse["text"].get<std::string>(), HasSubstr("坏\uFFFD字节\uFFFD"));
  EXPECT_EQ(parse["events"].size(), 1u);
}

TEST(Parse, AnOutputThatCannotBeWrittenIsAnError) {
  const TempDir dir;
  const auto file = dir.write("story.txt", kStory);
  const auto result = testing_support::run_command(
      {"sh", "-c", testing_support::kProgram + " parse " + file.string() + " > /dev/full"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("gongwatch: "));
}

TEST(Parse, WrongUsageIsExitCode2) {
  EXPECT_EQ(gongwatch({"parse"}).exit_code, 2);
  EXPECT_EQ(gongwatch({"parse", "--batch", "file"}).exit_code, 2);
  EXPECT_EQ(gongwatch({"parse", "--captured-at", "yesterday", "-"}).exit_code, 2);
  EXPECT_EQ(gongwatch({"nonsense"}).exit_code, 2);
  EXPECT_EQ(gongwatch({"list", "--format", "xml"}).exit_code, 2);
  EXPECT_EQ(gongwatch({}).exit_code, 2);
}

TEST(Parse, APdfIsReadAsTextAndAsAnOfficialDocument) {
  const TempDir dir;
  const auto file =
      dir.write("announcement.pdf",
                testing_support::make_pdf(
                    {{"Bright Harbour Cranes Limited", "明灣起重機有限公司", "(the “Company”)", "",
                      "The Company has appointed China International Capital Corporation Hong Kong",
                      "Securities Limited as its sponsor-overall coordinator."}}));
  const auto result = gongwatch({"parse", file.string()});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const auto page = nlohmann::ordered_json::parse(result.out);
  std::vector<std::string> keys;
  for (const auto& [key, value] : page.items()) keys.push_back(key);
  EXPECT_EQ(keys.size(), 20u);
  EXPECT_EQ(keys.front(), "path");
  EXPECT_EQ(keys.back(), "official");
  EXPECT_EQ(page["charset"], "UTF-8");
  EXPECT_THAT(page["text"].get<std::string>(), HasSubstr("sponsor-overall coordinator"));
  const auto& official = page["official"];
  keys.clear();
  for (const auto& [key, value] : official.items()) keys.push_back(key);
  EXPECT_THAT(keys, ::testing::ElementsAre("kind", "language", "text", "issuer_names", "stock_code",
                                           "appointments", "days", "subscription_closes", "figures",
                                           "warnings"));
  EXPECT_EQ(official["kind"], "oc_announcement");
  EXPECT_EQ(official["issuer_names"][1]["name"], "明灣起重機有限公司");
  EXPECT_TRUE(official["stock_code"].is_null());
  ASSERT_EQ(official["appointments"].size(), 1u);
  EXPECT_EQ(official["appointments"][0]["firm"], "CICC");
  EXPECT_EQ(official["appointments"][0]["role"], "sponsor_overall_coordinator");
  const auto& evidence = official["appointments"][0]["evidence"];
  EXPECT_EQ(official["text"].get<std::string>().substr(
                evidence["begin"],
                evidence["end"].get<std::size_t>() - evidence["begin"].get<std::size_t>()),
            evidence["quote"].get<std::string>());
}

TEST(Parse, APdfReaderThatIsMissingOrCrashesIsAnErrorOfThatPage) {
  const TempDir dir;
  const auto pdf = dir.write("a.pdf", testing_support::make_pdf({{"A page"}}));
  CommandOptions options;
  options.env["GONGWATCH_PDFTOTEXT"] = "/nowhere/pdftotext";
  expect_error(gongwatch({"parse", pdf.string()}, options), 1, "io", "poppler-utils");
  const auto crash = dir.write("crash", "#!/bin/sh\nkill -SEGV $$\n");
  std::filesystem::permissions(crash, std::filesystem::perms::owner_all);
  options.env["GONGWATCH_PDFTOTEXT"] = crash.string();
  options.stdin_text = pdf.string() + "\n" + dir.write("story.txt", kStory).string() + "\n";
  const auto batch = gongwatch({"parse", "--batch"}, options);
  EXPECT_EQ(batch.exit_code, 0);
  std::istringstream lines(batch.out);
  std::string line;
  std::getline(lines, line);
  EXPECT_EQ(json::parse(line)["error"]["kind"], "malformed");
  std::getline(lines, line);
  EXPECT_EQ(json::parse(line)["events"].size(), 1u);
}

// The real article stands outside the clone; our own retelling is a fixture.
TEST(Parse, TheSeedStoryGivesItsFacts) {
  const std::string seed = std::string(GONGWATCH_CHECKOUT) + "/../shared/seed";
  if (!std::filesystem::exists(seed + "/story.txt")) GTEST_SKIP() << "../shared/seed is not here";
  const auto result =
      gongwatch({"parse", "--captured-at", "2025-11-10T00:00:00Z", seed + "/story.txt"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const json page = parsed(result);
  const json truth = json::parse(testing_support::read_whole_file(seed + "/facts.json"));
  const json& event = page["events"][0];
  const json& wanted = truth["events"][0];
  EXPECT_EQ(page["events"].size(), truth["events"].size());
  for (const char* key : {"stage", "event_date", "disclosed_on", "exchange", "board", "issuer"})
    EXPECT_EQ(event[key], wanted[key]) << key;
  ASSERT_EQ(event["sponsors"].size(), wanted["sponsors"].size());
  for (std::size_t i = 0; i < wanted["sponsors"].size(); ++i) {
    for (const char* key : {"name", "firm", "role"})
      EXPECT_EQ(event["sponsors"][i][key], wanted["sponsors"][i][key]);
  }
  ASSERT_EQ(page["rankings"].size(), truth["rankings"].size());
  for (std::size_t i = 0; i < truth["rankings"].size(); ++i) {
    for (const char* key :
         {"issuer", "rank", "rank_kind", "subject", "region", "period", "authority"}) {
      EXPECT_EQ(page["rankings"][i][key], truth["rankings"][i][key]) << i << " " << key;
    }
  }
  const auto same = [](const json& a, const json& b) {
    for (const char* key : {"issuer", "metric", "subject", "period", "value", "currency", "unit",
                            "qualifier", "as_written"}) {
      if (a[key] != b[key]) return false;
    }
    return true;
  };
  for (const json& figure : truth["figures"]) {
    const bool found = std::any_of(page["figures"].begin(), page["figures"].end(),
                                   [&](const json& one) { return same(one, figure); });
    EXPECT_TRUE(found) << figure;
  }
  EXPECT_EQ(page["figures"].size(), truth["figures"].size());
  for (const json& warning : truth["warnings"]) {
    EXPECT_TRUE(std::any_of(page["warnings"].begin(), page["warnings"].end(), [&](const json& one) {
      return one["code"] == warning["code"];
    })) << warning;
  }
  for (const json& block : truth["removed"]) {
    EXPECT_EQ(std::count_if(page["removed"].begin(), page["removed"].end(),
                            [&](const json& one) { return one["reason"] == block["reason"]; }),
              block["times"]);
  }
  for (const char* stranger : {"Visionox", "CITIC SEC", "CMSC", "Xiaomi"}) {
    EXPECT_EQ(page["text"].get<std::string>().find(stranger), std::string::npos);
    EXPECT_EQ(page["events"].dump().find(stranger), std::string::npos);
  }
}

}  // namespace
}  // namespace gongwatch
