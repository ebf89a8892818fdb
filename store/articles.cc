// Articles: what a parser of a version read in a capture.
#include <nlohmann/json.hpp>
#include <set>

#include "model/names.h"
#include "store/impl.h"
#include "store/search.h"

namespace gongwatch::store {
namespace {

constexpr std::int64_t kMostCapturesBefore = 2000;

std::string warnings_to_json(const std::vector<Warning>& warnings) {
  nlohmann::json list = nlohmann::json::array();
  for (const Warning& warning : warnings) {
    nlohmann::json item{
        {"code", warning.code}, {"message", warning.message}, {"evidence", nullptr}};
    if (warning.evidence) {
      item["evidence"] = {{"in", name_of(warning.evidence->in)},
                          {"begin", warning.evidence->begin},
                          {"end", warning.evidence->end},
                          {"quote", warning.evidence->quote}};
    }
    list.push_back(std::move(item));
  }
  return list.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// What cannot be read (another program wrote it) is left out.
std::vector<Warning> warnings_from_json(std::string_view written) {
  std::vector<Warning> warnings;
  const auto list = nlohmann::json::parse(written, nullptr, false);
  if (!list.is_array()) return warnings;
  for (const auto& item : list) {
    if (!item.is_object()) continue;
    Warning warning;
    const auto text = [](const nlohmann::json& object, const char* key) {
      const auto found = object.find(key);
      return found != object.end() && found->is_string() ? found->get<std::string>() : "";
    };
    warning.code = text(item, "code");
    warning.message = text(item, "message");
    if (const auto evidence = item.find("evidence");
        evidence != item.end() && evidence->is_object()) {
      warning.evidence.emplace();
      warning.evidence->quote = text(*evidence, "quote");
    }
    warnings.push_back(std::move(warning));
  }
  return warnings;
}

void supersede_articles(Connection& connection, std::int64_t page_id, Instant now) {
  {
    auto live = connection.query(
        "SELECT 1 FROM article WHERE page_id = ? AND superseded_at IS NULL LIMIT 1");
    if (!live.bind(page_id).next()) return;
  }
  for (const char* fact : {"stage_fact", "ranking_fact", "figure_fact"}) {
    connection
        .query(std::string("UPDATE ") + fact +
               " SET superseded_at = ? WHERE superseded_at IS NULL AND article_id IN "
               "(SELECT article_id FROM article WHERE page_id = ?)")
        .bind(now, page_id)
        .run();
  }
  connection
      .query(
          "UPDATE search_entry SET superseded_at = ? WHERE superseded_at IS NULL AND article_id IN "
          "(SELECT article_id FROM article WHERE page_id = ?)")
      .bind(now, page_id)
      .run();
  connection
      .query("UPDATE article SET superseded_at = ? WHERE superseded_at IS NULL AND page_id = ?")
      .bind(now, page_id)
      .run();
}

ArticleId insert_article(Connection& connection, std::int64_t page_id, CaptureId capture_id,
                         const Document& document, std::string_view parser_version, Instant now) {
  connection
      .query(
          "INSERT INTO article (page_id, capture_id, parser_version, kind, language, charset, "
          "decode_errors, title, byline, published_at, date, text, fingerprint, warnings, "
          "known_at) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(page_id, capture_id, parser_version, name_of(document.kind), document.language,
            document.charset, document.decode_errors, document.title, document.byline,
            document.published_at, document.date, document.text, document.fingerprint,
            warnings_to_json(document.warnings), now)
      .run();
  const ArticleId article_id = connection.last_row_id();
  std::int64_t position = 0;
  for (const RemovedBlock& block : document.removed) {
    connection
        .query(
            "INSERT INTO removed_block (article_id, position, block, reason, text) "
            "VALUES (?, ?, ?, ?, ?)")
        .bind(article_id, position++, block.block, name_of(block.reason), block.text)
        .run();
  }
  return article_id;
}

std::vector<RemovedBlock> removed_of(Connection& connection, ArticleId article_id) {
  auto row = connection.query(
      "SELECT reason, block, text FROM removed_block WHERE article_id = ? ORDER BY position");
  row.bind(article_id);
  std::vector<RemovedBlock> blocks;
  while (row.next()) {
    blocks.push_back({removal_reason_from_name(row.text(0)).value_or(RemovalReason::navigation),
                      row.size(1), row.text(2)});
  }
  return blocks;
}

}  // namespace

Result<Store::PutArticle> Store::put_article(std::int64_t page_id, CaptureId capture_id,
                                             const Document& document,
                                             std::string_view parser_version, Instant now) {
  auto& connection = *impl_->connection;
  return connection.write([&]() -> Result<PutArticle> {
    {
      auto known = connection.query(
          "SELECT article_id FROM article WHERE capture_id = ? AND parser_version = ?");
      if (known.bind(capture_id, parser_version).next()) return PutArticle{known.integer(0), false};
    }
    supersede_articles(connection, page_id, now);
    const ArticleId article_id =
        insert_article(connection, page_id, capture_id, document, parser_version, now);
    index_article(connection, article_id);
    return PutArticle{article_id, true};
  });
}

Result<std::vector<Store::ArticleRow>> Store::articles(ApplicationId application) const {
  auto& connection = *impl_->connection;
  return connection.snapshot([&]() -> Result<std::vector<ArticleRow>> {
    static const std::string sql =
        "SELECT a.article_id, c.url, a.title, c.source_id, a.language, a.published_at, "
        "a.warnings FROM article a JOIN capture c ON c.capture_id = a.capture_id "
        "WHERE a.superseded_at IS NULL AND a.article_id IN ("
        "SELECT article_id FROM stage_fact WHERE superseded_at IS NULL AND application_id " +
        kInRecord +
        "UNION SELECT article_id FROM ranking_fact WHERE superseded_at IS NULL "
        "AND application_id " +
        kInRecord +
        "UNION SELECT article_id FROM figure_fact WHERE superseded_at IS NULL "
        "AND application_id " +
        kInRecord + ") ORDER BY coalesce(a.published_at, a.known_at), a.article_id";
    auto row = connection.query(sql);
    row.bind(application, application, application);
    std::vector<ArticleRow> articles;
    while (row.next()) {
      articles.push_back({row.integer(0),
                          row.text(1),
                          row.text(2),
                          row.text(3),
                          row.text(4),
                          row.maybe_text(5),
                          {},
                          warnings_from_json(row.text(6))});
    }
    for (ArticleRow& article : articles)
      article.removed = removed_of(connection, article.article_id);
    return articles;
  });
}

Result<std::vector<Store::EarlierArticle>> Store::earlier_articles(CaptureId capture,
                                                                   std::size_t limit) const {
  auto& connection = *impl_->connection;
  return connection.snapshot([&]() -> Result<std::vector<EarlierArticle>> {
    std::vector<EarlierArticle> articles;
    std::set<std::int64_t> pages;
    // By the index, so that the rows behind the last one needed are never looked at; a source that
    // has hardly any article is not gone through to its beginning.
    auto row = connection.query(
        "SELECT c.page_id, a.article_id, p.url, a.title, a.text, a.fingerprint "
        "FROM capture this CROSS JOIN capture c INDEXED BY capture_of_source CROSS JOIN article a "
        "JOIN page p ON p.page_id = c.page_id "
        "WHERE this.capture_id = ?1 AND c.source_id = this.source_id "
        "AND c.captured_at <= this.captured_at AND c.captured_at >= coalesce("
        "(SELECT k.captured_at FROM capture k INDEXED BY capture_of_source "
        "WHERE k.source_id = this.source_id AND k.captured_at <= this.captured_at "
        "ORDER BY k.captured_at DESC LIMIT 1 OFFSET ?2), '') "
        "AND c.capture_id < this.capture_id AND c.page_id <> this.page_id AND a.article_id = "
        "(SELECT max(article_id) FROM article WHERE capture_id = c.capture_id) "
        "AND a.kind IN ('article', 'digest', 'table', 'paywall') "
        "ORDER BY c.captured_at DESC, c.capture_id DESC");
    row.bind(capture, kMostCapturesBefore);
    while (articles.size() < limit && row.next()) {
      if (!pages.insert(row.integer(0)).second) continue;
      EarlierArticle article{row.text(2), row.text(3), row.text(4), row.text(5), {}};
      for (RemovedBlock& block : removed_of(connection, row.integer(1)))
        article.removed.push_back(std::move(block.text));
      articles.push_back(std::move(article));
    }
    return articles;
  });
}

Result<std::vector<Store::PageCapture>> Store::unattached_articles(int limit) const {
  auto& connection = *impl_->connection;
  return connection.guarded([&]() -> Result<std::vector<PageCapture>> {
    auto row = connection.query(
        "SELECT a.page_id, a.capture_id, p.url, p.source_id, p.role, c.captured_at "
        "FROM article a JOIN page p ON p.page_id = a.page_id "
        "JOIN capture c ON c.capture_id = a.capture_id "
        "WHERE a.superseded_at IS NULL AND a.article_id IN ("
        "SELECT article_id FROM stage_fact WHERE application_id IS NULL AND superseded_at IS NULL "
        "UNION SELECT article_id FROM ranking_fact "
        "WHERE application_id IS NULL AND superseded_at IS NULL "
        "UNION SELECT article_id FROM figure_fact "
        "WHERE application_id IS NULL AND superseded_at IS NULL) "
        "ORDER BY coalesce(a.published_at, a.known_at) DESC, a.article_id DESC LIMIT ?");
    row.bind(std::max(limit, 0));
    return read_page_captures(row);
  });
}

}  // namespace gongwatch::store
