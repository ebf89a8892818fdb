// pdftotext at arm's length: what it reads, and what happens when it (or what stands in for it)
// misbehaves.
#include "scheduler/pdf_text.h"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/support/pdf_writer.h"
#include "tests/support/temp_dir.h"

namespace gongwatch::scheduler {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using testing_support::make_pdf;
using testing_support::pdf_of_objects;

// A program in place of pdftotext, as long as the object lives.
class StandIn {
 public:
  explicit StandIn(const std::string& script) {
    const auto path = dir_.write("pdftotext", "#!/bin/sh\n" + script + "\n");
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    ::setenv("GONGWATCH_PDFTOTEXT", path.c_str(), 1);
  }
  ~StandIn() { ::unsetenv("GONGWATCH_PDFTOTEXT"); }
  StandIn(const StandIn&) = delete;
  StandIn& operator=(const StandIn&) = delete;

  std::filesystem::path folder() const { return dir_.path(); }

 private:
  testing_support::TempDir dir_;
};

const std::string kPdf = make_pdf({{"A page"}});

void expect_failure(const Result<std::string>& result, ErrorKind kind, const std::string& words) {
  ASSERT_FALSE(result) << *result;
  EXPECT_EQ(result.error().kind, kind) << result.error().to_string();
  EXPECT_THAT(result.error().message, HasSubstr(words));
  EXPECT_EQ(result.error().message.find('\n'), std::string::npos);
}

bool has_no_children() { return ::waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD; }

bool process_runs(const std::string& word) {
  std::error_code gone;
  for (const auto& entry : std::filesystem::directory_iterator("/proc", gone)) {
    const std::string pid = entry.path().filename().string();
    if (pid.find_first_not_of("0123456789") != std::string::npos) continue;
    std::ifstream file(entry.path() / "cmdline");
    const std::string words((std::istreambuf_iterator<char>(file)),
                            std::istreambuf_iterator<char>());
    if (words.find(word) != std::string::npos) return true;
  }
  return false;
}

// The killed die in their own time.
bool soon_no_process_runs(const std::string& word) {
  for (int i = 0; i < 100; ++i) {
    if (!process_runs(word)) return true;
    std::this_thread::sleep_for(20ms);
  }
  return false;
}

std::size_t open_descriptors() {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator("/proc/self/fd"))
    ++count;
  return count;
}

TEST(PdfText, GivesBackTheLinesOfEachPageInEitherScript) {
  const auto text = pdf_to_text(
      make_pdf({{"Bright Harbour Cranes Limited", "明灣起重機集團有限公司", "(the “Company”)"},
                {"保薦人兼整體協調人：華泰金融控股（香港）有限公司", "明湾起重机 🚢 naïve"}}));
  ASSERT_TRUE(text) << text.error().to_string();
  EXPECT_EQ(*text,
            "Bright Harbour Cranes Limited\n明灣起重機集團有限公司\n(the “Company”)\n\n\f"
            "保薦人兼整體協調人：華泰金融控股（香港）有限公司\n明湾起重机 🚢 naïve\n\n\f");
}

TEST(PdfText, KeepsARoleBesideItsNamesAndARowInItsOrder) {
  const auto text = pdf_to_text(
      testing_support::make_pdf_of_pieces({{{60, 60, "Joint Sponsors"},
                                            {250, 60, "China International Capital Corporation"},
                                            {250, 74, "Hong Kong Securities Limited"},
                                            {60, 110, "Compliance Adviser"},
                                            {250, 110, "Somerley Capital Limited"}}}));
  ASSERT_TRUE(text);
  EXPECT_EQ(*text,
            "Joint Sponsors\n\nChina International Capital Corporation\nHong Kong Securities "
            "Limited\n\nCompliance Adviser\n\nSomerley Capital Limited\n\n\f");
}

TEST(PdfText, TheSameLinesGiveTheSameBytes) {
  EXPECT_EQ(make_pdf({{"a", "乙"}, {"c"}}), make_pdf({{"a", "乙"}, {"c"}}));
}

TEST(PdfText, LaterPagesCostNothing) {
  std::vector<std::vector<std::string>> pages;
  for (int i = 1; i <= 5000; ++i) pages.push_back({fmt::format("Page number {}", i)});
  const std::string pdf = make_pdf(pages);
  PdfLimits limits;
  limits.max_pages = 3;
  const auto text = pdf_to_text(pdf, limits);
  ASSERT_TRUE(text);
  EXPECT_EQ(*text, "Page number 1\n\n\fPage number 2\n\n\fPage number 3\n\n\f");
}

TEST(PdfText, WhatIsNoReadablePdfHasItsOwnError) {
  expect_failure(pdf_to_text(""), ErrorKind::malformed, "not a PDF");
  expect_failure(pdf_to_text("<html>%PDX</html>"), ErrorKind::malformed, "not a PDF");
  expect_failure(pdf_to_text(std::string(2000, ' ') + kPdf), ErrorKind::malformed, "not a PDF");
  expect_failure(pdf_to_text("%PDF-1.7\n" + std::string(3000, '\x93')), ErrorKind::malformed,
                 "damaged");
  expect_failure(pdf_to_text(kPdf.substr(0, 40)), ErrorKind::malformed, "damaged");
  expect_failure(pdf_to_text(make_pdf({{}, {}})), ErrorKind::empty, "scanned");
  PdfLimits small;
  small.max_pdf_bytes = 100;
  expect_failure(pdf_to_text(kPdf, small), ErrorKind::too_large, "limit is 100 bytes");
  EXPECT_TRUE(has_no_children());
}

TEST(PdfText, AnEncryptedPdfIsUnsupported) {
  const std::string key(64, '5');
  const std::string pdf = pdf_of_objects(
      {"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
       "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>",
       "<< /Filter /Standard /V 1 /R 2 /Length 40 /P -64 /O <" + key + "> /U <" + key + "> >>"},
      "/Encrypt 4 0 R /ID [<01020304> <01020304>]");
  expect_failure(pdf_to_text(pdf), ErrorKind::unsupported, "encrypted");
}

TEST(PdfText, APageTreeThatHoldsItselfEnds) {
  PdfLimits limits;
  limits.wall = 20s;
  const auto result = pdf_to_text(
      pdf_of_objects({"<< /Type /Catalog /Pages 2 0 R >>",
                      "<< /Type /Pages /Count 1000000 /Kids [2 0 R 3 0 R] /Parent 3 0 R >>",
                      "<< /Type /Pages /Count 1000000 /Kids [2 0 R] /Parent 2 0 R >>"}),
      limits);
  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().kind, ::testing::AnyOf(ErrorKind::malformed, ErrorKind::empty));
}

TEST(PdfText, AHangEndsAtTheWallClockWithAllItsChildren) {
  const StandIn program("sleep 27182818 & (sleep 27182818; :) & sleep 27182818");
  PdfLimits limits;
  limits.wall = 300ms;
  const auto begin = std::chrono::steady_clock::now();
  expect_failure(pdf_to_text(kPdf, limits), ErrorKind::timeout, "300 ms");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s);
  EXPECT_TRUE(has_no_children());
  EXPECT_TRUE(soon_no_process_runs("27182818"));
}

TEST(PdfText, AChildThatClosesItsOutputAndStaysIsEndedToo) {
  const StandIn program("echo text; exec >&- 2>&-; sleep 300");
  PdfLimits limits;
  limits.wall = 300ms;
  expect_failure(pdf_to_text(kPdf, limits), ErrorKind::timeout, "300 ms");
}

TEST(PdfText, WhatTheChildLeavesRunningIsNotWaitedFor) {
  const StandIn program("sleep 300 & echo text");
  const auto begin = std::chrono::steady_clock::now();
  const auto text = pdf_to_text(kPdf);
  ASSERT_TRUE(text) << text.error().to_string();
  EXPECT_EQ(*text, "text\n");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s);
}

TEST(PdfText, AnEndlessLoopEndsAtItsProcessorTime) {
  const StandIn program("while :; do :; done");
  PdfLimits limits;
  limits.cpu_seconds = 1;
  expect_failure(pdf_to_text(kPdf, limits), ErrorKind::timeout, "processor time");
}

TEST(PdfText, ACrashIsAnErrorOfThatPdf) {
  const StandIn program("echo 'Syntax Error: oh' >&2; kill -SEGV $$");
  expect_failure(pdf_to_text(kPdf), ErrorKind::malformed, "signal 11): Syntax Error: oh");
  EXPECT_TRUE(has_no_children());
}

TEST(PdfText, AFloodStopsAtTheLimit) {
  const StandIn program("yes '一二三' ");
  PdfLimits limits;
  limits.max_text_bytes = 1u << 20;
  expect_failure(pdf_to_text(kPdf, limits), ErrorKind::too_large, "1048576 bytes");
  EXPECT_TRUE(has_no_children());
}

TEST(PdfText, AFloodOfComplaintsIsCutAndKeptOnOneLine) {
  const StandIn program("yes 'bad\x01thing' | head -c 3000000 >&2; exit 1");
  const auto result = pdf_to_text(kPdf);
  expect_failure(result, ErrorKind::malformed, "bad thing");
  EXPECT_LT(result.error().message.size(), 700u);
}

TEST(PdfText, MemoryIsBounded) {
  // dd asks for one block of two gigabytes: more than its address space.
  const StandIn program("exec dd if=/dev/zero of=/dev/null bs=2G count=1");
  const auto result = pdf_to_text(kPdf);
  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().message, HasSubstr("memory"));
}

TEST(PdfText, TheChildCanWriteNoFileAndSeesNoDescriptorOfOurs) {
  const StandIn program(
      "ls /proc/self/fd | wc -l; (echo x > " + std::filesystem::temp_directory_path().string() +
      "/gongwatch-must-stay-empty) 2>/dev/null; stat -c size=%s " +
      std::filesystem::temp_directory_path().string() + "/gongwatch-must-stay-empty; rm -f " +
      std::filesystem::temp_directory_path().string() + "/gongwatch-must-stay-empty");
  const testing_support::TempDir dir;
  const int leak = ::fileno(std::tmpfile());  // without O_CLOEXEC
  ASSERT_GT(leak, 2);
  const auto text = pdf_to_text(kPdf);
  ASSERT_TRUE(text) << text.error().to_string();
  EXPECT_THAT(*text, StartsWith("4\n"));  // 0, 1, 2 and the folder that ls reads
  EXPECT_THAT(*text, HasSubstr("size=0"));
}

TEST(PdfText, AMissingProgramNamesItsPackage) {
  ::setenv("GONGWATCH_PDFTOTEXT", "/nowhere/pdftotext", 1);
  expect_failure(pdf_to_text(kPdf), ErrorKind::io, "poppler-utils");
  ::unsetenv("GONGWATCH_PDFTOTEXT");
  const std::string path = std::getenv("PATH");
  ::setenv("PATH", "/nowhere", 1);
  expect_failure(pdf_to_text(kPdf), ErrorKind::io, "poppler-utils");
  ::setenv("PATH", path.c_str(), 1);
  EXPECT_TRUE(has_no_children());
}

TEST(PdfText, StopsWhenAsked) {
  const StandIn program("sleep 300");
  int asked = 0;
  const auto begin = std::chrono::steady_clock::now();
  expect_failure(pdf_to_text(kPdf, {}, [&] { return ++asked > 3; }), ErrorKind::cancelled, "stop");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s);
  EXPECT_TRUE(has_no_children());
}

TEST(PdfText, NoDescriptorIsLeftBehindAndNeighboursDoNotMeet) {
  ASSERT_TRUE(pdf_to_text(kPdf));
  const std::size_t before = open_descriptors();
  std::vector<std::thread> threads;
  std::vector<std::string> texts(6);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    threads.emplace_back([&texts, i] {
      texts[i] = pdf_to_text(make_pdf({{fmt::format("Text {}", i)}})).value_or("failed");
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (std::size_t i = 0; i < texts.size(); ++i)
    EXPECT_EQ(texts[i], fmt::format("Text {}\n\n\f", i));
  EXPECT_EQ(open_descriptors(), before);
}

}  // namespace
}  // namespace gongwatch::scheduler
