// Holds the direction of docs/architecture.md: reads every #include of the rooms.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>

namespace gongwatch {
namespace {

namespace fs = std::filesystem;

// Room → rooms that it may include, beside itself.
const std::map<std::string, std::set<std::string>>& allowed() {
  static const std::map<std::string, std::set<std::string>> rooms{
      {"model", {}},
      {"text", {"model"}},
      {"fetcher", {"model", "text"}},
      {"parser", {"model", "text"}},
      {"tracker", {"model", "text"}},
      {"store", {"model", "text"}},
      {"render", {"model", "text"}},
      {"scheduler", {"model", "text", "fetcher", "parser", "tracker", "store", "render"}},
      {"cli", {"model", "text", "fetcher", "parser", "store", "render", "scheduler"}},
  };
  return rooms;
}

// Headers that a pure room may not touch: files, sockets, clocks, databases, processes.
const std::set<std::string>& impure_headers() {
  static const std::set<std::string> headers{"fstream",
                                             "filesystem",
                                             "cstdio",
                                             "thread",
                                             "mutex",
                                             "sqlite3.h",
                                             "curl/curl.h",
                                             "sys/socket.h",
                                             "unistd.h",
                                             "fcntl.h",
                                             "sys/stat.h",
                                             "sys/wait.h",
                                             "SQLiteCpp/SQLiteCpp.h",
                                             "ctime",
                                             "random"};
  return headers;
}

struct Include {
  std::string file;  // relative to the checkout
  std::string target;
};

std::vector<Include> includes_of(const std::string& room) {
  std::vector<Include> found;
  const fs::path root(GONGWATCH_CHECKOUT);
  for (const auto& entry : fs::recursive_directory_iterator(root / room)) {
    const auto extension = entry.path().extension();
    if (extension != ".h" && extension != ".cc") continue;
    if (entry.path().string().find("/tools/") != std::string::npos)
      continue;  // build-time programs
    std::ifstream file(entry.path());
    std::string line;
    while (std::getline(file, line)) {
      if (line.compare(0, 9, "#include ") != 0 || line.size() < 12) continue;
      const auto end = line.find_first_of("\">", 10);
      found.push_back({fs::relative(entry.path(), root).string(), line.substr(10, end - 10)});
    }
  }
  return found;
}

TEST(Architecture, RoomsIncludeOnlyWhatTheDirectionAllows) {
  for (const auto& [room, may] : allowed()) {
    const auto includes = includes_of(room);
    EXPECT_GT(includes.size(), 3u) << room << " has no files: is the checkout where it was built?";
    for (const Include& include : includes) {
      const std::string other = include.target.substr(0, include.target.find('/'));
      if (include.target.find('/') == std::string::npos || allowed().count(other) == 0) continue;
      EXPECT_TRUE(other == room || may.count(other) == 1)
          << include.file << " includes " << include.target;
    }
  }
}

TEST(Architecture, ParserTrackerAndTextArePure) {
  for (const std::string room : {"parser", "tracker", "text"}) {
    for (const Include& include : includes_of(room)) {
      // pattern.cc ends the program with a message when the vocabulary does not compile.
      if (include.file == "parser/facts/pattern.cc" && include.target == "cstdio") continue;
      EXPECT_EQ(impure_headers().count(include.target), 0u)
          << include.file << " includes " << include.target;
    }
  }
}

TEST(Architecture, OnlyTheStoreKnowsSql) {
  for (const auto& [room, may] : allowed()) {
    if (room == "store") continue;
    for (const Include& include : includes_of(room)) {
      EXPECT_EQ(include.target.find("SQLiteCpp"), std::string::npos) << include.file;
      EXPECT_EQ(include.target.find("sqlite"), std::string::npos) << include.file;
    }
  }
}

TEST(Architecture, EachLibraryHasItsOneHome) {
  const std::map<std::string, std::string> homes{{"curl/curl.h", "fetcher/"},
                                                 {"expat.h", "parser/feed/"},
                                                 {"gumbo.h", "parser/"},
                                                 {"CLI/CLI.hpp", "cli/app"},
                                                 {"re2/re2.h", "parser/"}};
  for (const auto& [room, may] : allowed()) {
    for (const Include& include : includes_of(room)) {
      const auto home = homes.find(include.target);
      if (home == homes.end()) continue;
      EXPECT_EQ(include.file.compare(0, home->second.size(), home->second), 0)
          << include.file << " includes " << include.target;
    }
  }
}

TEST(Architecture, FilesAreReadInOneSitting) {
  for (const auto& [room, may] : allowed()) {
    for (const auto& entry :
         fs::recursive_directory_iterator(fs::path(GONGWATCH_CHECKOUT) / room)) {
      const auto extension = entry.path().extension();
      if (extension != ".h" && extension != ".cc") continue;
      std::ifstream file(entry.path());
      const auto lines =
          std::count(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>(), '\n');
      EXPECT_LE(lines, 400) << entry.path();
    }
  }
}

TEST(Architecture, NoCodeKnowsTheSeedsCompany) {
  for (const auto& [room, may] : allowed()) {
    for (const auto& entry :
         fs::recursive_directory_iterator(fs::path(GONGWATCH_CHECKOUT) / room)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path());
      const std::string text((std::istreambuf_iterator<char>(file)),
                             std::istreambuf_iterator<char>());
      for (const char* name : {"Innovation Industrial", "Chuangxin", "创新实业", "創新實業"}) {
        EXPECT_EQ(text.find(name), std::string::npos) << entry.path() << " names " << name;
      }
    }
  }
}

}  // namespace
}  // namespace gongwatch
