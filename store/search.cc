// Full text: the index of articles, and what is asked of it.
#include "store/search.h"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <limits>

#include "store/impl.h"

namespace gongwatch::store {
namespace {

// Articles of one second, before the next second's places are taken.
constexpr std::int64_t kPlaces = 4096;

std::int64_t first_place(Instant at) {
  return std::max<std::int64_t>(at.time_since_epoch().count(), 0) * kPlaces;
}

// When it was published, as far as is said; a page from the future is as old as its capture.
Instant time_of(const std::optional<Instant>& published_at, const std::optional<CivilDate>& date,
                Instant captured_at) {
  const Instant told = published_at ? *published_at
                       : date       ? start_of_hong_kong_day(*date)
                                    : captured_at;
  return std::min(told, captured_at);
}

std::int64_t free_place(Connection& connection, Instant at) {
  for (std::int64_t base = first_place(at);; base += kPlaces) {
    auto row = connection.query(
        "SELECT max(search_id) + 1 FROM search_entry WHERE search_id >= ? AND search_id < ?");
    row.bind(base, base + kPlaces).next();
    const auto next = row.maybe_integer(0);
    if (!next) return base;
    if (*next < base + kPlaces) return *next;
  }
}

// One group of phrases as FTS5 wants it. The words hold neither quotes nor blanks.
void add_phrase(const text::SearchPhrase& phrase, std::string& expression) {
  expression += '"';
  for (std::size_t i = 0; i < phrase.words.size(); ++i)
    expression += (i == 0 ? "" : " ") + phrase.words[i];
  expression += phrase.prefix ? "\" *" : "\"";
}

std::string expression_of(const text::SearchQuery& query) {
  std::string all;
  for (const auto& group : query.all) {
    all += all.empty() ? "(" : " AND (";
    for (std::size_t i = 0; i < group.size(); ++i) {
      if (i > 0) all += " OR ";
      add_phrase(group[i], all);
    }
    all += ')';
  }
  if (query.none.empty()) return all;
  all = "(" + all + ") NOT (";
  for (std::size_t i = 0; i < query.none.size(); ++i) {
    if (i > 0) all += " OR ";
    add_phrase(query.none[i], all);
  }
  return all + ")";
}

// The live articles of these issuers, as a JSON list.
std::string articles_of(Connection& connection, const std::vector<IssuerId>& issuers) {
  std::string list;
  for (const IssuerId issuer : issuers) {
    auto row = connection.query(
        "WITH record (id) AS (SELECT r.application_id FROM application_record r "
        "JOIN application b ON b.application_id = r.record_id "
        "JOIN issuer_record ir ON ir.issuer_id = b.issuer_id WHERE ir.record_id = ?) "
        "SELECT article_id FROM stage_fact JOIN record ON id = application_id "
        "WHERE superseded_at IS NULL AND article_id IS NOT NULL "
        "UNION SELECT article_id FROM ranking_fact JOIN record ON id = application_id "
        "WHERE superseded_at IS NULL AND article_id IS NOT NULL "
        "UNION SELECT article_id FROM figure_fact JOIN record ON id = application_id "
        "WHERE superseded_at IS NULL AND article_id IS NOT NULL");
    row.bind(issuer);
    while (row.next()) list += fmt::format("{}{}", list.empty() ? "" : ",", row.integer(0));
  }
  return "[" + list + "]";
}

std::string search_sql(const Store::SearchFilter& filter) {
  // The smaller side leads: the articles of an issuer, else what the index finds.
  std::string sql = "SELECT e.search_id, e.article_id, ";
  sql += filter.ranked ? "-bm25(search_index, 8.0, 1.0) AS score " : "0.0 AS score ";
  sql += filter.issuers.empty()
             ? "FROM search_index CROSS JOIN search_entry e ON e.search_id = search_index.rowid "
             : "FROM search_entry e CROSS JOIN search_index ON search_index.rowid = e.search_id ";
  sql +=
      "WHERE search_index MATCH ?1 AND search_index.rowid BETWEEN ?2 AND ?3 "
      "AND e.superseded_at IS NULL AND (?4 IS NULL OR e.source_id = ?4) ";
  if (!filter.issuers.empty()) sql += "AND e.article_id IN (SELECT value FROM json_each(?6)) ";
  sql += filter.ranked ? "ORDER BY score DESC, search_index.rowid DESC "
                       : "ORDER BY search_index.rowid DESC ";
  return sql + "LIMIT ?5";
}

std::vector<Store::SearchHit> hits_of(Connection& connection, const text::SearchQuery& query,
                                      const Store::SearchFilter& filter) {
  std::int64_t first = 0;
  std::int64_t last = std::numeric_limits<std::int64_t>::max();
  if (filter.since) first = first_place(start_of_hong_kong_day(*filter.since));
  if (filter.until)
    last = first_place(start_of_hong_kong_day(*filter.until) + std::chrono::hours{24}) - 1;
  auto row = connection.query(search_sql(filter));
  row.bind(expression_of(query), first, last, filter.source, std::max(filter.limit, 0));
  if (!filter.issuers.empty()) row.put(articles_of(connection, filter.issuers));
  std::vector<Store::SearchHit> hits;
  while (row.next()) {
    Store::SearchHit hit;
    hit.at = Instant{std::chrono::seconds{row.integer(0) / kPlaces}};
    hit.article_id = row.integer(1);
    hit.score = row.real(2);
    hits.push_back(std::move(hit));
  }
  return hits;
}

void fill_hit(Connection& connection, Store::SearchHit& hit) {
  {
    auto row = connection.query(
        "SELECT a.title, a.language, a.text, c.url, c.source_id FROM article a "
        "JOIN capture c ON c.capture_id = a.capture_id WHERE a.article_id = ?");
    if (!row.bind(hit.article_id).next()) return;
    hit.title = row.text(0);
    hit.language = row.text(1);
    hit.text = row.text(2);
    hit.url = row.text(3);
    hit.source_id = row.text(4);
  }
  auto row = connection.query(
      "SELECT DISTINCT r.record_id FROM ("
      "SELECT application_id FROM stage_fact WHERE article_id = ?1 AND superseded_at IS NULL "
      "UNION SELECT application_id FROM ranking_fact "
      "WHERE article_id = ?1 AND superseded_at IS NULL "
      "UNION SELECT application_id FROM figure_fact "
      "WHERE article_id = ?1 AND superseded_at IS NULL) f "
      "JOIN application_record r ON r.application_id = f.application_id ORDER BY 1");
  row.bind(hit.article_id);
  while (row.next()) hit.applications.push_back(row.integer(0));
}

}  // namespace

void index_article(Connection& connection, ArticleId article_id) {
  std::int64_t search_id = 0;
  std::string title;
  std::string words;
  {
    auto row = connection.query(
        "SELECT a.published_at, a.date, c.captured_at, a.title, a.text FROM article a "
        "JOIN capture c ON c.capture_id = a.capture_id WHERE a.article_id = ?");
    if (!row.bind(article_id).next()) return;
    search_id = free_place(connection, time_of(row.maybe_instant(0), row.maybe_date(1),
                                               row.maybe_instant(2).value_or(Instant{})));
    title = text::search_words(row.view(3));
    words = text::search_words(row.view(4));
  }
  connection
      .query(
          "INSERT INTO search_entry (search_id, article_id, source_id, known_at, superseded_at) "
          "SELECT ?, a.article_id, c.source_id, a.known_at, a.superseded_at FROM article a "
          "JOIN capture c ON c.capture_id = a.capture_id WHERE a.article_id = ?")
      .bind(search_id, article_id)
      .run();
  connection.query("INSERT INTO search_index (rowid, title, text) VALUES (?, ?, ?)")
      .bind(search_id, title, words)
      .run();
}

Result<std::int64_t> Store::search_pending() const {
  auto& connection = *impl_->connection;
  return connection.guarded([&]() -> Result<std::int64_t> {
    auto row = connection.query("SELECT count(*) FROM search_pending");
    row.next();
    return row.integer(0);
  });
}

Result<int> Store::index_pending(int limit) {
  auto& connection = *impl_->connection;
  return connection.write([&]() -> Result<int> {
    std::vector<ArticleId> articles;
    {
      // In the order of their places: what comes in order is put into the index in one piece.
      auto row = connection.query(
          "SELECT w.article_id FROM search_pending w "
          "JOIN article a ON a.article_id = w.article_id "
          "ORDER BY coalesce(a.published_at, a.date, a.known_at), w.article_id LIMIT ?");
      row.bind(std::max(limit, 0));
      while (row.next()) articles.push_back(row.integer(0));
    }
    for (const ArticleId article : articles) {
      index_article(connection, article);
      connection.query("DELETE FROM search_pending WHERE article_id = ?").bind(article).run();
    }
    return static_cast<int>(articles.size());
  });
}

Result<std::vector<Store::SearchHit>> Store::search(const text::SearchQuery& query,
                                                    const SearchFilter& filter) const {
  auto& connection = *impl_->connection;
  return connection.snapshot([&]() -> Result<std::vector<SearchHit>> {
    auto hits = hits_of(connection, query, filter);
    for (SearchHit& hit : hits) fill_hit(connection, hit);
    return hits;
  });
}

}  // namespace gongwatch::store
