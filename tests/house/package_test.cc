// The Debian package is built, unpacked and run; its service is as closed as it says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace gongwatch {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing_support::CommandOptions;
using testing_support::read_whole_file;
using testing_support::run_command;
using testing_support::TempDir;

class Package : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    dir_ = new TempDir();
    CommandOptions options;
    options.cwd = GONGWATCH_BUILD;
    options.timeout = std::chrono::seconds{240};
    const auto built = run_command(
        {"cpack", "-G", "DEB", "--config", std::string(GONGWATCH_BUILD) + "/CPackConfig.cmake",
         "-B", dir_->path().string()},
        options);
    ASSERT_EQ(built.exit_code, 0) << built.out << built.err;
    for (const auto& entry : fs::directory_iterator(dir_->path())) {
      if (entry.path().extension() == ".deb") deb_ = entry.path().string();
    }
    ASSERT_NE(deb_, "");
    const auto unpacked = run_command({"dpkg-deb", "-x", deb_, root().string()});
    ASSERT_EQ(unpacked.exit_code, 0) << unpacked.err;
  }
  static void TearDownTestSuite() {
    delete dir_;
    dir_ = nullptr;
  }
  static fs::path root() { return dir_->path() / "root"; }
  static std::string file(const std::string& path) { return (root() / path).string(); }

  static TempDir* dir_;
  static std::string deb_;
};
TempDir* Package::dir_ = nullptr;
std::string Package::deb_;

TEST_F(Package, IsUnpackedAndRun) {
  const auto version = run_command({file("usr/bin/gongwatch"), "--version"});
  EXPECT_EQ(version.out, "gongwatch " GONGWATCH_VERSION "\n") << version.err;
  const std::string db = (dir_->path() / "x.db").string();
  // Its own sources, wherever it was unpacked to.
  const auto sources = run_command({file("usr/bin/gongwatch"), "--db", db, "doctor"});
  EXPECT_THAT(sources.out, HasSubstr(file("usr/share/gongwatch/sources")));
  const auto list = run_command({file("usr/bin/gongwatch"), "source", "list"});
  EXPECT_THAT(list.out, HasSubstr("hkex-applications"));
}

TEST_F(Package, HoldsWhatAPersonExpects) {
  for (const char* path :
       {"etc/gongwatch/config.toml", "usr/lib/systemd/system/gongwatch.service",
        "usr/lib/systemd/system/gongwatch.timer", "usr/lib/sysusers.d/gongwatch.conf",
        "usr/share/bash-completion/completions/gongwatch",
        "usr/share/zsh/vendor-completions/_gongwatch",
        "usr/share/fish/vendor_completions.d/gongwatch.fish", "usr/share/man/man1/gongwatch.1.gz",
        "usr/share/doc/gongwatch/reference.md", "usr/share/doc/gongwatch/schema.md",
        "usr/share/doc/gongwatch/examples/gongwatch.cron", "usr/share/doc/gongwatch/datasette.json",
        "usr/share/doc/gongwatch/report.png", "usr/share/doc/gongwatch/copyright",
        "usr/share/doc/gongwatch/changelog.gz"}) {
    EXPECT_TRUE(fs::exists(file(path))) << path;
    EXPECT_GT(fs::file_size(file(path)), 40u) << path;
  }
  const auto field = [](const std::string& name) {
    return run_command({"dpkg-deb", "-f", deb_, name}).out;
  };
  EXPECT_EQ(field("Package"), "gongwatch\n");
  EXPECT_THAT(field("Version"), HasSubstr(GONGWATCH_VERSION));
  EXPECT_THAT(field("Depends"), HasSubstr("ca-certificates"));
  if (run_command({"file", "--version"}).exit_code == 0) {  // CPack needs it for the libraries
    EXPECT_THAT(field("Depends"), HasSubstr("libsqlite3-0"));
  }
  EXPECT_THAT(field("Recommends"), HasSubstr("poppler-utils"));
  const auto info = run_command({"dpkg-deb", "-I", deb_});
  for (const char* part : {"conffiles", "postinst", "prerm"})
    EXPECT_THAT(info.out, HasSubstr(part));
  for (const char* script : {"postinst", "prerm"}) {
    const auto read =
        run_command({"sh", "-n", std::string(GONGWATCH_CHECKOUT) + "/packaging/" + script});
    EXPECT_EQ(read.exit_code, 0) << read.err;
  }
}

TEST_F(Package, TheConfigurationOfTheServiceIsRead) {
  const auto read = run_command(
      {file("usr/bin/gongwatch"), "--config", file("etc/gongwatch/config.toml"), "source", "list"});
  EXPECT_EQ(read.exit_code, 0) << read.err;
  // With its example switched on, too.
  std::string example = read_whole_file(file("etc/gongwatch/config.toml"));
  const auto begin = example.find("#[[notify]]");
  ASSERT_NE(begin, std::string::npos);
  std::string on = example.substr(0, begin);
  for (std::size_t at = begin; at < example.size();) {
    const auto end = std::min(example.find('\n', at), example.size());
    on += example.substr(at + 1, end - at);
    at = end + 1;
  }
  CommandOptions options;
  options.env = {{"SLACK_WEBHOOK", "https://hooks.example.com/x"}};
  const auto notify =
      run_command({file("usr/bin/gongwatch"), "--config", dir_->write("on.toml", on).string(),
                   "--db", (dir_->path() / "none.db").string(), "notify", "--dry-run"},
                  options);
  EXPECT_EQ(notify.exit_code, 3) << notify.err;  // read, and only then no store
}

// Paths as they are here, and no manual page that is not installed here.
std::string unit_here(const fs::path& root, const std::string& name, const TempDir& dir) {
  std::string unit = read_whole_file(root / "usr/lib/systemd/system" / name), out;
  std::istringstream lines(unit);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("Documentation=")) continue;
    if (line.starts_with("ExecStart=/usr/bin")) line.replace(10, 4, (root / "usr").string());
    out += line + "\n";
  }
  return dir.write("units/" + name, out).string();
}

TEST_F(Package, TheServiceIsValidAndClosed) {
  if (run_command({"systemd-analyze", "--version"}).exit_code != 0)
    GTEST_SKIP() << "no systemd-analyze here";
  const std::string service = unit_here(root(), "gongwatch.service", *dir_);
  const std::string timer = unit_here(root(), "gongwatch.timer", *dir_);
  const auto valid = run_command({"systemd-analyze", "verify", service, timer});
  EXPECT_EQ(valid.exit_code, 0) << valid.err;
  EXPECT_EQ(valid.err, "");
  // Exposure of at most 2.0 of 10.
  const auto closed =
      run_command({"systemd-analyze", "security", "--offline=true", "--threshold=20", service});
  EXPECT_EQ(closed.exit_code, 0) << closed.out << closed.err;
}

TEST_F(Package, TheLinesForCronAreAsWritten) {
  const std::string cron = read_whole_file(file("usr/share/doc/gongwatch/examples/gongwatch.cron"));
  int commands = 0;
  std::istringstream lines(cron);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#' || line.find('=') < line.find(' ')) continue;
    std::istringstream words(line);
    std::string word;
    for (int i = 0; i < 6; ++i) words >> word;  // five of time, the user
    EXPECT_EQ(word, "gongwatch") << line;
    std::string command;
    std::getline(words, command);
    ++commands;
    CommandOptions options;
    options.env = {
        {"PATH", file("usr/bin") + ":/usr/bin:/bin"},
        {"GONGWATCH_DB", (dir_->path() / "cron.db").string()},
        {"GONGWATCH_SOURCES", dir_->write("no-sources/none.txt", "").parent_path().string()}};
    // Without a source a run does nothing; without a run there is no digest: words, no usage.
    const auto done = run_command({"sh", "-c", command}, options);
    EXPECT_NE(done.exit_code, 127) << done.err;
    EXPECT_NE(done.exit_code, 2) << done.err;
  }
  EXPECT_EQ(commands, 2);
}

}  // namespace
}  // namespace gongwatch
