// A store in a folder of its own, and small records to fill it with.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <string>

#include "model/time.h"
#include "store/store.h"
#include "text/names.h"

namespace gongwatch::store {

inline Instant at(std::string_view iso) { return parse_iso_instant(iso).value(); }
inline CivilDate day(std::string_view iso) { return parse_iso_date(iso).value(); }

class StoreTest : public testing::Test {
 protected:
  StoreTest() {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "gongwatch-store-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    path_ = (folder_ / "gongwatch.db").string();
  }
  ~StoreTest() override {
    std::error_code ignored;
    std::filesystem::permissions(folder_, std::filesystem::perms::owner_all, ignored);
    std::filesystem::remove_all(folder_, ignored);
  }

  Store open(const OpenOptions& options = {}) {
    auto store = Store::open(path_, options);
    EXPECT_TRUE(store) << store.error().to_string();
    return std::move(store).value();
  }

  // A page with one capture of `body`.
  struct Kept {
    std::int64_t page_id;
    CaptureId capture_id;
  };
  Kept keep(Store& store, const std::string& url, const std::string& body,
            const std::string& source = "wire", std::string_view when = "2025-11-10T00:00:00Z") {
    EXPECT_TRUE(store.add_page(url, url, source, "article", at(when)));
    const auto page = store.page(url).value().value();
    Capture capture;
    capture.url = url;
    capture.final_url = url;
    capture.source_id = source;
    capture.captured_at = at(when);
    capture.status = 200;
    capture.media_type = "text/html";
    capture.body = body;
    const auto put = store.put_capture(page.page_id, capture, {});
    EXPECT_TRUE(put) << put.error().to_string();
    return {page.page_id, put.value().capture_id};
  }

  // One value of one row, by plain SQL on a connection of its own; "NULL" for null.
  std::string ask(const std::string& sql) const {
    SQLite::Database database(path_, SQLite::OPEN_READONLY, 5000);
    SQLite::Statement statement(database, sql);
    if (!statement.executeStep()) return "no row";
    const SQLite::Column value = statement.getColumn(0);
    return value.isNull() ? "NULL" : value.getString();
  }

  std::filesystem::path folder_;
  std::string path_;
};

inline IssuerName name(IssuerId issuer, const std::string& text, NameKind kind,
                       const std::string& language) {
  return {issuer, text, text::name_key(text), kind, language};
}

inline StageFact stage_fact(ApplicationId application, Stage stage, std::string_view disclosed_on,
                            bool official = false) {
  StageFact fact;
  fact.application_id = application;
  fact.issuer_name = "Lantern Harbour Foods";
  fact.stage = stage;
  if (!disclosed_on.empty()) fact.disclosed_on = day(disclosed_on);
  if (official && !disclosed_on.empty()) fact.event_date = fact.disclosed_on;
  fact.official = official;
  fact.rule = "test-rule";
  fact.attached_by = official ? "hkex-id" : "name";
  return fact;
}

inline SponsorMention sponsor(const std::string& written, std::optional<std::string> firm,
                              Role role = Role::joint_sponsor) {
  SponsorMention mention;
  mention.name = written;
  mention.firm = std::move(firm);
  mention.role = role;
  return mention;
}

// Issuer 1 with application 1 of HKEX id 108001.
inline Decision first_application(std::optional<std::int64_t> hkex_id = 108001) {
  Decision decision;
  decision.new_issuers = {1};
  KnownApplication application;
  application.application_id = 1;
  application.issuer_id = 1;
  application.hkex_id = hkex_id;
  application.board = Board::main;
  decision.new_applications = {application};
  decision.new_names = {name(1, "Lantern Harbour Foods Limited", NameKind::official, "en"),
                        name(1, "灯港食品有限公司", NameKind::official, "zh-Hant")};
  return decision;
}

inline Provenance from(CaptureId capture, std::optional<ArticleId> article,
                       std::string_view when = "2025-11-10T00:00:00Z",
                       const std::string& source = "wire") {
  return {capture, article, source, at(when)};
}

}  // namespace gongwatch::store
