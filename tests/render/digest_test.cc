#include "render/digest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/utf8.h"

namespace gongwatch::render {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Digest morning(const std::string& name) {
  Digest digest;
  digest.since = parse_iso_instant("2025-11-09T00:00:00Z").value();
  digest.until = parse_iso_instant("2025-11-10T00:00:00Z").value();
  NewsRow news;
  news.id = "1";
  news.what = "stage";
  news.value = "hearing";
  news.day = "2025-11-09";
  news.changed_at = "2025-11-09T12:00:00Z";
  news.source_id = "wire";
  news.url = "https://n.example/1?a=(b)";
  news.issuer.name_en = name;
  news.issuer.sponsors = {"CICC"};
  digest.news = {news};
  CalendarRow day;
  day.kind = "listing";
  day.day = "2025-11-12";
  day.issuer.name_en = name;
  digest.days = {day};
  AlarmRow alarm;
  alarm.source_id = "wire";
  alarm.kind = "zero-yield";
  alarm.began_at = digest.since;
  alarm.message = "no entry";
  digest.alarms = {alarm};
  return digest;
}

TEST(Digest, MarkdownSaysWhatChangedAndWhatIsComing) {
  EXPECT_EQ(digest_markdown(morning("Acme Robotics")),
            "# Hong Kong IPOs, 2025-11-10\n"
            "\n1 change, from 2025-11-09T08:00:00+08:00 to 2025-11-10T08:00:00+08:00.\n"
            "\n## Hearings passed\n\n"
            "- **Acme Robotics**: passed its listing hearing, 2025-11-09 \\(sponsor CICC\\)"
            " ([source](<https://n.example/1?a=(b)>))\n"
            "\n## Coming\n\n"
            "- **2025-11-12**: Acme Robotics: first day of dealings\n"
            "\n## Sources in trouble\n\n"
            "- **wire**: zero-yield since 2025-11-09T08:00:00+08:00: no entry\n");
}

TEST(Digest, PlainTextIsForAMail) {
  const std::string text = digest_text(morning("Acme Robotics"));
  EXPECT_THAT(text, HasSubstr("Hong Kong IPOs, 2025-11-10\n==========================\n"));
  EXPECT_THAT(text, HasSubstr("\n- Acme Robotics: passed its listing hearing, 2025-11-09"));
  EXPECT_THAT(text, HasSubstr("\n  https://n.example/1?a=(b)\n"));
}

TEST(Digest, AQuietDayIsSaid) {
  Digest quiet = morning("A");
  quiet.news.clear();
  quiet.days.clear();
  quiet.alarms.clear();
  EXPECT_THAT(digest_markdown(quiet), HasSubstr("Nothing has changed from 2025-11-09"));
  EXPECT_THAT(digest_text(quiet), HasSubstr("Nothing has changed from 2025-11-09"));
}

TEST(Digest, HostileNamesFormatLinkAndRunNothing) {
  const std::string evil =
      "<script>alert(1)</script> [x](javascript:y) ![i](z) **b** `c` | # & \x1b[31m \u202E\n# "
      "title";
  const std::string markdown = digest_markdown(morning(evil));
  EXPECT_THAT(markdown, Not(HasSubstr("<script")));
  EXPECT_THAT(markdown, HasSubstr("&lt;script&gt;alert\\(1\\)"));
  EXPECT_THAT(markdown, HasSubstr("\\[x\\]\\(javascript:y\\) \\!\\[i\\]\\(z\\) \\*\\*b"));
  EXPECT_THAT(markdown, Not(HasSubstr("\x1b")));
  EXPECT_THAT(markdown, Not(HasSubstr("\n# title")));
  const std::string text = digest_text(morning(evil));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, Not(HasSubstr("\u202E")));
  EXPECT_TRUE(text::is_valid(digest_text(morning(std::string(10'000, '\xff')))));
}

TEST(Digest, MuchIsCounted) {
  Digest digest = morning("Acme");
  digest.news.resize(1, digest.news[0]);
  const NewsRow one = digest.news[0];
  digest.news.assign(150, one);
  EXPECT_THAT(digest_text(digest), HasSubstr("… and 50 more"));
}

}  // namespace
}  // namespace gongwatch::render
