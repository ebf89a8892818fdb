// What the documents tell people to do is done.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

#include "tests/cli/world.h"

namespace gongwatch {
namespace {

using ::testing::HasSubstr;
using testing_support::CommandOptions;
using testing_support::CommandResult;
using testing_support::kProgram;
using testing_support::LoopbackServer;
using testing_support::read_whole_file;
using testing_support::run_command;
using testing_support::ServerAnswer;
using testing_support::ServerRequest;
using testing_support::TempDir;
using testing_support::World;

// A fenced block; `file` if the line before it is "`file`:".
struct Block {
  std::string language, file, text;
  bool run = true;  // not behind <!-- not run -->
};

std::vector<Block> blocks_of(const std::string& document) {
  std::vector<Block> blocks;
  std::istringstream lines(read_whole_file(std::string(GONGWATCH_CHECKOUT) + "/docs/" + document));
  std::string before;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("```")) {
      Block block;
      block.language = line.substr(3);
      if (before.starts_with('`') && before.ends_with("`:"))
        block.file = before.substr(1, before.size() - 3);
      block.run = before != "<!-- not run -->";
      while (std::getline(lines, line) && line != "```") block.text += line + "\n";
      blocks.push_back(block);
      before.clear();
    } else if (!line.empty()) {
      before = line;
    }
  }
  return blocks;
}

// A person who follows a document in a folder of their own: files are written, commands run one
// block after the other, and what a ```text block shows must have been printed by the block before.
class Reader {
 public:
  void set(const std::string& name, const std::string& value) { variables_[name] = value; }
  const TempDir& dir() const { return dir_; }

  void follow(const std::vector<Block>& blocks) {
    std::optional<std::string> printed;  // nothing: the interpreter is not here
    for (const Block& block : blocks) {
      if (!block.file.empty()) {
        dir_.write(block.file, adapted(block.text));
      } else if (block.language == "sh" && block.run) {
        printed =
            run({"bash", "-euc",
                 "source ./.state 2>/dev/null || true\n" + block.text + "\nexport -p > ./.state"},
                block);
      } else if (block.language == "python") {
        printed =
            if_there({"python3", "-c", "import sqlite3"}, {"python3", "-c", block.text}, block);
      } else if (block.language == "r") {
        printed = if_there({"Rscript", "-e", "library(DBI); library(RSQLite)"},
                           {"Rscript", "-e", block.text}, block);
      } else if (block.language == "text" && printed) {
        std::istringstream lines(block.text);
        for (std::string line; std::getline(lines, line);) EXPECT_THAT(*printed, HasSubstr(line));
      }
    }
  }
  int ran() const { return ran_; }
  // What stands in a file and is another here.
  std::vector<std::pair<std::string, std::string>> changes;

 private:
  std::string adapted(std::string text) const {
    for (const auto& [from, to] : changes) {
      for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    }
    return text;
  }
  std::optional<std::string> if_there(const std::vector<std::string>& probe,
                                      const std::vector<std::string>& command, const Block& block) {
    if (run_command(probe).exit_code != 0) return std::nullopt;
    return run(command, block);
  }
  std::string run(const std::vector<std::string>& command, const Block& block) {
    CommandOptions options;
    options.cwd = dir_.path();
    options.env = variables_;
    options.env["PATH"] =
        std::filesystem::path(kProgram).parent_path().string() + ":" + std::getenv("PATH");
    options.env["CI"] = "";
    options.timeout = std::chrono::seconds{120};
    const CommandResult done = run_command(command, options);
    EXPECT_EQ(done.exit_code, 0) << block.text << done.out << done.err;
    ++ran_;
    return done.out;
  }

  TempDir dir_;
  std::map<std::string, std::string> variables_;
  int ran_ = 0;
};

TEST(Docs, TheCookbookIsCooked) {
  World world;
  ASSERT_EQ(world.run_at("2025-11-10T08:00:00+08:00").exit_code, 0);
  Reader reader;
  reader.set("GONGWATCH_DB", world.db());
  reader.set("GONGWATCH_SOURCES", world.sources());
  reader.follow(blocks_of("cookbook.md"));
  EXPECT_GE(reader.ran(), 12);
  EXPECT_THAT(read_whole_file(reader.dir().path() / "public/changes.xml"),
              HasSubstr("https://www.example.com/changes.xml"));
}

TEST(Docs, ASourceIsAddedAsTheyTell) {
  const auto blocks = blocks_of("add-a-source.md");
  std::string page;
  for (const Block& block : blocks) {
    if (block.file == "page.html") page = block.text;
  }
  ASSERT_NE(page, "");
  // The made-up site.
  LoopbackServer site([&](const ServerRequest& request) {
    ServerAnswer answer;
    answer.headers = {{"Content-Type", "text/html; charset=utf-8"}};
    if (request.path() == "/latest") {
      answer.body =
          "<html><body><h1>Latest</h1><ul><li><a href=\"/stories/acme-hearing.html\">Acme Robotics "
          "passes hearing</a></li></ul><a href=\"/about\">About</a></body></html>";
    } else if (request.path() == "/stories/acme-hearing.html") {
      answer.body = page;
    } else {
      answer.status = 404;
    }
    return answer;
  });
  Reader reader;
  reader.changes = {{"https://news.harbour-wire.example/latest", site.url("/latest")},
                    {"every = \"30m\"", "every = \"30m\"\nallow_private = true"},
                    {"delay = \"10s\"", "delay = \"0s\""}};
  reader.follow(blocks);
  EXPECT_EQ(reader.ran(), 5);
  EXPECT_EQ(site.count("/about"), 0u);
  EXPECT_EQ(site.count("/stories/acme-hearing.html"), 1u);
}

}  // namespace
}  // namespace gongwatch
