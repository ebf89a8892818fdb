#include "scheduler/source_registry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "scheduler/source_values.h"

namespace gongwatch::scheduler {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

constexpr std::string_view kPlain =
    "id = \"a\"\nkind = \"feed\"\nurl = \"https://example.com/rss\"\nevery = \"30m\"\n";

class SourceRegistry : public ::testing::Test {
 protected:
  SourceRegistry() {
    std::string pattern = (fs::temp_directory_path() / "gongwatch-sources-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~SourceRegistry() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  std::string write(const std::string& name, std::string_view text) const {
    const std::string file = (folder_ / name).string();
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }
  Result<Source> load(std::string_view text) const { return load_source(write("a.toml", text)); }
  // "line: message" of the error that this text gives.
  std::string complaint(std::string_view text) const {
    const auto source = load(text);
    if (source) return "none";
    const std::string& context = source.error().context;
    EXPECT_THAT(context, StartsWith((folder_ / "a.toml").string()));
    return context.substr(context.rfind(':') + 1) + ": " + source.error().message;
  }
  // The same for the plain source with more text behind it (from line 5 on).
  std::string complaint_of(const std::string& more) const {
    return complaint(std::string(kPlain) + more);
  }

  fs::path folder_;
};

TEST_F(SourceRegistry, DefaultsArePolite) {
  const auto source = load(kPlain);
  ASSERT_TRUE(source) << source.error().to_string();
  EXPECT_EQ(source->id, "a");
  EXPECT_EQ(source->kind, SourceKind::feed);
  EXPECT_TRUE(source->enabled);
  EXPECT_EQ(source->every, std::chrono::minutes{30});
  EXPECT_EQ(source->policy.delay, std::chrono::seconds{5});
  EXPECT_EQ(source->policy.connections, 1);
  EXPECT_TRUE(source->policy.respect_robots);
  EXPECT_FALSE(source->policy.allow_private);
  EXPECT_EQ(source->hints.utc_offset, std::chrono::hours{8});
  EXPECT_THAT(feed_urls(*source), ElementsAre("https://example.com/rss"));
}

TEST_F(SourceRegistry, ReadsEveryCommonKey) {
  const auto source = load(R"t(id = "a"
kind = "feed"
enabled = false
url = ["https://example.com/1", "http://127.0.0.1:8080/2"]
every = "2d"
delay = "250ms"
connections = 4
robots = false
user_agent = "desk/1 (+https://example.com)"
proxy = "http://proxy.example:3128"
ca_file = "/etc/ssl/own.pem"
ip = "6"
language = "zh-Hant"
timezone = "-03:30"
allow_private = true
)t");
  ASSERT_TRUE(source) << source.error().to_string();
  EXPECT_FALSE(source->enabled);
  EXPECT_THAT(feed_urls(*source), ElementsAre("https://example.com/1", "http://127.0.0.1:8080/2"));
  EXPECT_EQ(source->every, std::chrono::hours{48});
  EXPECT_EQ(source->policy.delay, std::chrono::milliseconds{250});
  EXPECT_EQ(source->policy.connections, 4);
  EXPECT_FALSE(source->policy.respect_robots);
  EXPECT_EQ(source->policy.user_agent, "desk/1 (+https://example.com)");
  EXPECT_EQ(source->policy.proxy, "http://proxy.example:3128");
  EXPECT_EQ(source->policy.ca_file, "/etc/ssl/own.pem");
  EXPECT_EQ(source->policy.ip, IpVersion::v6);
  EXPECT_EQ(source->hints.language, "zh-Hant");
  EXPECT_EQ(source->hints.utc_offset, -std::chrono::minutes{210});
  EXPECT_TRUE(source->policy.allow_private);
}

TEST_F(SourceRegistry, AnHkexSourceAsksForEveryListBoardAndLanguage) {
  const auto source = load(R"(id = "a"
kind = "hkex-applications"
url = "https://www1.hkexnews.hk/ncms/json/eds"
document_base = "https://www1.hkexnews.hk/app"
lists = ["appactive_app", "app_2024"]
every = "6h"
)");
  ASSERT_TRUE(source) << source.error().to_string();
  EXPECT_EQ(source->document_base, "https://www1.hkexnews.hk/app/");
  const std::string base = "https://www1.hkexnews.hk/ncms/json/eds/";
  EXPECT_THAT(feed_urls(*source),
              ElementsAre(base + "appactive_app_sehk_e.json", base + "appactive_app_sehk_c.json",
                          base + "appactive_app_gem_e.json", base + "appactive_app_gem_c.json",
                          base + "app_2024_sehk_e.json", base + "app_2024_sehk_c.json",
                          base + "app_2024_gem_e.json", base + "app_2024_gem_c.json"));
}

TEST_F(SourceRegistry, OfficialListsSayWhatTheyBelieveAndWhichPapersTheyRead) {
  const std::string head =
      "id = \"a\"\nkind = \"hkex-announcements\"\nurl = \"https://e.com/s?to={today}\"\nevery = "
      "\"1h\"\n";
  const auto plain = load(head);
  ASSERT_TRUE(plain) << plain.error().to_string();
  EXPECT_DOUBLE_EQ(plain->max_shrink, 0.3);
  EXPECT_EQ(plain->documents.size(), 3u);
  EXPECT_EQ(plain->document_base, "https://www1.hkexnews.hk/");
  const auto own = load(head + "max_shrink = 0.5\ndocuments = [\"prospectus\"]\n");
  ASSERT_TRUE(own) << own.error().to_string();
  EXPECT_DOUBLE_EQ(own->max_shrink, 0.5);
  EXPECT_THAT(own->documents, ElementsAre(OfficialDocumentKind::prospectus));
  EXPECT_THAT(load(head + "documents = \"none\"\n")->documents, testing::IsEmpty());
  EXPECT_THAT(complaint(head + "documents = [\"memo\"]"), HasSubstr("is no kind of document"));
  EXPECT_THAT(complaint(head + "max_shrink = 2"), HasSubstr("must be a number from 0 to 1"));
  EXPECT_THAT(complaint("id = \"a\"\nkind = \"feed\"\nurl = \"https://e.com/\"\nevery = "
                        "\"1h\"\nmax_shrink = 0.5"),
              HasSubstr("means nothing for kind \"feed\""));
}

TEST(SourceValues, DaysStandInAddresses) {
  const Instant now = parse_iso_instant("2025-11-09T20:00:00Z").value();  // the 10th in Hong Kong
  EXPECT_EQ(with_days("https://e.com/?a={days_ago:7}&b={today}", now),
            "https://e.com/?a=20251103&b=20251110");
  EXPECT_EQ(with_days("https://e.com/?a=%7Bdays_ago:10%7D&b=%7Btoday%7D&c", now),
            "https://e.com/?a=20251031&b=20251110&c");
  for (const char* plain : {"https://e.com/{x}", "https://e.com/{days_ago:}", "{days_ago:7000}",
                            "{today", "%7Btoday}", ""}) {
    EXPECT_EQ(with_days(plain, now), plain);
  }
}

TEST_F(SourceRegistry, ItemsAreAPathOrATable) {
  const std::string head =
      "id = \"a\"\nkind = \"json-list\"\nurl = \"https://example.com/\"\nevery = \"1h\"\n";
  EXPECT_EQ(load(head + "items = \"data.list\"")->items.items, "data.list");
  const auto source = load(head + "[items]\npath = \"x\"\nurl = [\"link\", \"href\"]\n");
  ASSERT_TRUE(source) << source.error().to_string();
  EXPECT_EQ(source->items.items, "x");
  EXPECT_THAT(source->items.url, ElementsAre("link", "href"));
  EXPECT_THAT(source->items.title, ElementsAre("title"));
}

TEST_F(SourceRegistry, AnArchiveIsAnAddressOrATable) {
  const auto plain = load(std::string(kPlain) + "archive = \"https://e.com/{date:%Y/%m/%d}\"\n");
  ASSERT_TRUE(plain) << plain.error().to_string();
  EXPECT_THAT(plain->archive.urls, ElementsAre("https://e.com/{date:%Y/%m/%d}"));
  EXPECT_EQ(plain->archive.kind, SourceKind::feed);
  EXPECT_THAT(load(kPlain)->archive.urls, IsEmpty());
  const std::string head = "[archive]\nurl = [\"https://e.com/{date:%Y-%m}.xml\"]\n";
  const auto table =
      load(std::string(kPlain) + head + "kind = \"sitemap\"\nlinks = '/news/'\nmax_pages = 3\n");
  ASSERT_TRUE(table) << table.error().to_string();
  EXPECT_EQ(table->archive.kind, SourceKind::sitemap);
  EXPECT_EQ(table->archive.links, "/news/");
  EXPECT_EQ(table->archive.max_pages, 3);
  EXPECT_THAT(complaint_of("archive = \"https://e.com/all\""),
              HasSubstr("5: archive: must hold {date:…} or {page}"));
  EXPECT_THAT(complaint_of("archive = \"https://e.com/{day}\""), HasSubstr("\"{day}\" is neither"));
  EXPECT_THAT(complaint_of("archive = \"ftp://e.com/{page}\""), HasSubstr("not an absolute http"));
  EXPECT_THAT(complaint_of(head + "kind = \"index\""), HasSubstr("archive.links"));
  EXPECT_THAT(complaint_of(head + "kind = \"hkex-index\""), HasSubstr("must be feed, index"));
  EXPECT_THAT(complaint_of(head + "max_pages = 0"), HasSubstr("archive.max_pages"));
  EXPECT_THAT(complaint_of(head + "pages = 5"), HasSubstr("pages"));
  EXPECT_THAT(complaint_of("archive = \"https://e.com/%Y/%m/%d/{page}\""),
              HasSubstr("5: archive: \"%Y\" stands outside of braces"));
  EXPECT_THAT(complaint_of("archive = [\"https://e.com/{page}\", \"https://e.com/{page}\"]"),
              HasSubstr("twice"));
  EXPECT_THAT(complaint_of("archive = []"), HasSubstr("archive: must not be empty"));
  EXPECT_THAT(complaint_of("archive = 7"), HasSubstr("archive: must be a string"));
  EXPECT_THAT(complaint_of(head + "links = '/news/'"),
              HasSubstr("archive.links: means nothing for kind \"feed\""));
  EXPECT_THAT(complaint_of(head + "items = 'data'"),
              HasSubstr("archive.items: means nothing for kind \"feed\""));
  EXPECT_THAT(complaint("id = \"a\"\nkind = \"hkex-index\"\nurl = \"https://e.com/\"\nevery = "
                        "\"1h\"\narchive = \"https://e.com/{page}\""),
              HasSubstr("means nothing for kind"));
}

TEST_F(SourceRegistry, AnArchiveOfJsonListsHasItemsOfItsOwnOrThoseOfTheSource) {
  const std::string url = "url = \"https://e.com/{page}\"\n";
  const auto other = load(std::string(kPlain) + "[archive]\n" + url +
                          "kind = \"json-list\"\n[archive.items]\npath = \"rows\"\nurl = \"to\"\n");
  ASSERT_TRUE(other) << other.error().to_string();
  EXPECT_EQ(other->archive.items.items, "rows");
  EXPECT_THAT(other->archive.items.url, ElementsAre("to"));
  const std::string head =
      "id = \"a\"\nkind = \"json-list\"\nurl = \"https://e.com/\"\nevery = "
      "\"1h\"\n[items]\npath = \"list\"\ntitle = \"headline\"\n";
  const auto same = load(head + "[archive]\n" + url);
  ASSERT_TRUE(same) << same.error().to_string();
  EXPECT_EQ(same->archive.items.items, "list");
  const auto moved = load(head + "[archive]\n" + url + "items = \"old.list\"\n");
  ASSERT_TRUE(moved) << moved.error().to_string();
  EXPECT_EQ(moved->archive.items.items, "old.list");
  EXPECT_THAT(moved->archive.items.title, ElementsAre("headline"));
  EXPECT_EQ(moved->items.items, "list");
  EXPECT_THAT(complaint_of("[archive]\n" + url + "kind = \"json-list\"\n[archive.items]\nlink = 1"),
              HasSubstr("archive.items.link: unknown key"));
}

TEST_F(SourceRegistry, ALayoutHoldsUpToItsDay) {
  const auto source = load(std::string(kPlain) + R"(
[article]
body = "div.now"
remove = [".ad", "#x"]
[[layout]]
until = 2025-06-30
body = "#second"
[[layout]]
until = "2024-12-31"
body = "#first"
)");
  ASSERT_TRUE(source) << source.error().to_string();
  const auto body_at = [&](const char* time) {
    return hints_at(*source, *parse_iso_instant(time)).article_selector;
  };
  EXPECT_EQ(body_at("2024-12-31T23:59:59+08:00"), "#first");
  EXPECT_EQ(body_at("2024-12-31T16:00:00Z"), "#second");  // 2025 has begun in Hong Kong
  EXPECT_EQ(body_at("2025-06-30T12:00:00+08:00"), "#second");
  EXPECT_EQ(body_at("2025-07-01T00:00:00+08:00"), "div.now");
  EXPECT_THAT(source->hints.remove_selectors, ElementsAre(".ad", "#x"));
  EXPECT_THAT(source->layouts[0].hints.remove_selectors, IsEmpty());
}

TEST_F(SourceRegistry, ErrorsNameLineKeyAndReason) {
  EXPECT_EQ(complaint_of("evry = \"1h\""), "5: evry: unknown key; did you mean \"every\"?");
  EXPECT_EQ(complaint_of("xyzzyplugh = 1"), "5: xyzzyplugh: unknown key");
  EXPECT_EQ(complaint_of("[article]\nbodi = \"x\""),
            "6: article.bodi: unknown key; did you mean \"article.body\"?");
  EXPECT_EQ(complaint_of("delay = 5"), "5: delay: must be a string");
  EXPECT_THAT(complaint_of("delay = \"5 s\""), StartsWith("5: delay: not a duration"));
  EXPECT_THAT(complaint_of("delay = \"-5s\""), StartsWith("5: delay: not a duration"));
  EXPECT_EQ(complaint_of("delay = \"2h\""), "5: delay: must be from 0s to 60m, not 2h");
  EXPECT_EQ(complaint_of("connections = 65"),
            "5: connections: must be a whole number from 1 to 64");
  EXPECT_EQ(complaint_of("robots = \"no\""), "5: robots: must be true or false");
  EXPECT_THAT(complaint_of("timezone = \"Mars/Olympus\""), StartsWith("5: timezone: must be"));
  EXPECT_EQ(complaint_of("language = \"zh\""), "5: language: must be en, zh-Hans or zh-Hant");
  EXPECT_EQ(complaint_of("user_agent = \"a\\r\\nX-Evil: 1\""), "5: user_agent: must be one line");
  EXPECT_EQ(complaint_of("ip = \"5\""), "5: ip: must be any, 4 or 6");
  EXPECT_EQ(complaint_of("links = \"x\""), "5: links: means nothing for kind \"feed\"");
  EXPECT_THAT(complaint_of("[article]\nbody = \"div > p\""),
              StartsWith("6: article.body: not a simple selector"));
  EXPECT_EQ(complaint_of("[[layout]]\nbody = \"p\""), "5: layout.until: required, but not there");
  EXPECT_EQ(complaint_of("[[layout]]\nuntil = \"2025-02-30\""),
            "6: layout.until: must be a day (YYYY-MM-DD)");
  EXPECT_EQ(complaint_of("[layout]\nuntil = 2025-02-01"), "5: layout: must be tables: [[layout]]");
}

TEST_F(SourceRegistry, WhatMustBeThereIsAskedFor) {
  EXPECT_THAT(complaint("kind = \"feed\"\nurl = \"https://e.com/\"\nevery = \"1h\""),
              HasSubstr("id: required"));
  EXPECT_THAT(complaint("id = \"a\"\nurl = \"https://e.com/\"\nevery = \"1h\""),
              HasSubstr("kind: required"));
  EXPECT_THAT(complaint("id = \"a\"\nkind = \"feed\"\nevery = \"1h\""), HasSubstr("url: required"));
  EXPECT_THAT(complaint("id = \"a\"\nkind = \"feed\"\nurl = \"https://e.com/\""),
              HasSubstr("every: required"));
  EXPECT_THAT(complaint("id = \"a\"\nkind = \"index\"\nurl = \"https://e.com/\"\nevery = \"1h\""),
              HasSubstr("links: required"));
}

TEST_F(SourceRegistry, ValuesOfRequiredKeysAreChecked) {
  const auto with = [&](const std::string& id, const std::string& kind, const std::string& url,
                        const std::string& every) {
    return complaint("id = " + id + "\nkind = " + kind + "\nurl = " + url + "\nevery = " + every);
  };
  EXPECT_EQ(with("\"b\"", "\"feed\"", "\"https://e.com/\"", "\"1h\""),
            "1: id: \"b\" must be the file's name, \"a\"");
  EXPECT_THAT(with("\"../a\"", "\"feed\"", "\"https://e.com/\"", "\"1h\""),
              StartsWith("1: id: must be"));
  EXPECT_EQ(with("\"a\"", "\"fed\"", "\"https://e.com/\"", "\"1h\""),
            "2: kind: unknown kind \"fed\"; did you mean \"feed\"?");
  EXPECT_THAT(with("\"a\"", "\"feed\"", "\"ftp://e.com/\"", "\"1h\""),
              StartsWith("3: url: not an absolute http"));
  EXPECT_THAT(with("\"a\"", "\"feed\"", "\"/rss\"", "\"1h\""),
              StartsWith("3: url: not an absolute http"));
  EXPECT_EQ(with("\"a\"", "\"feed\"", "[]", "\"1h\""), "3: url: must not be empty");
  EXPECT_EQ(with("\"a\"", "\"feed\"", "[1]", "\"1h\""),
            "3: url: must hold strings that are not empty");
  EXPECT_EQ(with("\"a\"", "\"feed\"", "\"https://e.com/\"", "\"59s\""),
            "4: every: must be from 1m to 527040m, not 59s");
  EXPECT_THAT(with("\"a\"", "\"feed\"", "\"https://e.com/\"", "\"99999999999999999999d\""),
              StartsWith("4: every: not a duration"));
}

TEST_F(SourceRegistry, ABadLinkPatternIsRefused) {
  EXPECT_THAT(
      complaint(
          "id = \"a\"\nkind = \"index\"\nurl = \"https://e.com/\"\nevery = \"1h\"\nlinks = \"(\""),
      StartsWith("5: links: not a link pattern"));
}

TEST_F(SourceRegistry, ASitemapMayHaveAPatternAndAnAge) {
  const std::string plain =
      "id = \"a\"\nkind = \"sitemap\"\nurl = \"https://e.com/\"\nevery = \"1h\"\n";
  const auto source = load(plain + "links = \"/news/\"\nmax_age = \"7d\"\n");
  ASSERT_TRUE(source) << source.error().to_string();
  EXPECT_EQ(source->links, "/news/");
  EXPECT_EQ(source->max_age, std::chrono::hours{7 * 24});
  EXPECT_TRUE(load(plain));
  EXPECT_THAT(complaint(std::string(kPlain) + "\nmax_age = \"7d\"\n"),
              HasSubstr("max_age: means nothing for kind \"feed\""));
}

TEST_F(SourceRegistry, BrokenTomlNamesItsLine) {
  EXPECT_THAT(complaint("id = \"a\"\nkind = = 3\n"), StartsWith("2: not TOML: "));
  EXPECT_THAT(complaint("id = \"a\"\nid = \"a\"\n"), StartsWith("2: not TOML: "));
  EXPECT_THAT(complaint("a = " + std::string(5000, '[')), StartsWith("1: not TOML: "));
  EXPECT_THAT(complaint("id = \"\xFF\"\n"), StartsWith("1: not TOML: "));
  EXPECT_EQ(load(std::string(2u << 20, '#')).error().kind, ErrorKind::too_large);
  EXPECT_EQ(load_source((folder_ / "none.toml").string()).error().kind, ErrorKind::io);
  EXPECT_FALSE(load_source(folder_.string()));
  EXPECT_FALSE(load(""));
}

TEST_F(SourceRegistry, AFolderIsReadInTheOrderOfIds) {
  const auto named = [](const std::string& id) {
    return "id = \"" + id + std::string(kPlain.substr(7));
  };
  write("b.toml", named("b"));
  write("a.toml", named("a"));
  write("notes.txt", "no source");
  const auto sources = load_sources(folder_.string());
  ASSERT_TRUE(sources) << sources.error().to_string();
  ASSERT_THAT(*sources, SizeIs(2));
  EXPECT_EQ((*sources)[0].id, "a");
  write("c.toml", "id = 1");
  EXPECT_THAT(load_sources(folder_.string()).error().context, HasSubstr("c.toml:1"));
}

TEST_F(SourceRegistry, AFolderWithoutSourcesIsAnError) {
  EXPECT_EQ(load_sources(folder_.string()).error().kind, ErrorKind::not_found);
  EXPECT_EQ(load_sources((folder_ / "none").string()).error().kind, ErrorKind::io);
}

// What every shipped source must keep to; a new source is covered by being there.
TEST(ShippedSources, AreCompletePoliteAndHaveFixtures) {
  const fs::path checkout = GONGWATCH_CHECKOUT;
  const auto sources = load_sources((checkout / "sources").string());
  ASSERT_TRUE(sources) << sources.error().to_string();
  EXPECT_GE(sources->size(), 4u);
  std::set<std::string> ids;
  for (const Source& source : *sources) {
    SCOPED_TRACE(source.id);
    EXPECT_TRUE(ids.insert(source.id).second);
    EXPECT_EQ(fs::path(source.file).stem(), source.id);
    EXPECT_GE(source.every, std::chrono::minutes{10});
    EXPECT_GE(source.policy.delay, std::chrono::seconds{1});
    EXPECT_TRUE(source.policy.respect_robots);
    EXPECT_FALSE(source.policy.allow_private);
    for (const std::string& url : feed_urls(source)) EXPECT_THAT(url, StartsWith("https://"));
    std::size_t cases = 0;
    std::error_code error;
    for (fs::directory_iterator at(checkout / "fixtures" / source.id, error), end;
         !error && at != end; at.increment(error)) {
      EXPECT_TRUE(fs::exists(at->path() / "meta.toml")) << at->path();
      ++cases;
    }
    EXPECT_GE(cases, 1u) << "no folder in fixtures/" << source.id;
  }
}

TEST(ShippedSources, TheManualDescribesEveryKeyAndKind) {
  std::ifstream in(std::string(GONGWATCH_CHECKOUT) + "/docs/sources.md");
  std::ostringstream text;
  text << in.rdbuf();
  EXPECT_GE(source_keys().size(), 30u);
  for (const std::string_view key : source_keys()) {
    EXPECT_THAT(text.str(), HasSubstr("| `" + std::string(key) + "` |"));
  }
  for (const std::string_view kind : source_kind_names())
    EXPECT_THAT(text.str(), HasSubstr("`" + std::string(kind) + "`"));
}

}  // namespace
}  // namespace gongwatch::scheduler
