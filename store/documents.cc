// HKEX's documents of applications, and which of them are still to be asked for.
#include <algorithm>

#include "store/impl.h"

namespace gongwatch::store {

Result<std::vector<OfficialDocument>> Store::documents(ApplicationId application) const {
  auto& connection = *impl_->connection;
  return connection.guarded([&]() -> Result<std::vector<OfficialDocument>> {
    static const std::string sql =
        "SELECT kind, label, url, date, submission, language FROM application_document "
        "WHERE application_id " +
        kInRecord + "ORDER BY date, application_document_id";
    auto row = connection.query(sql);
    row.bind(application);
    std::vector<OfficialDocument> documents;
    while (row.next()) {
      OfficialDocument document;
      document.kind = document_kind_from_name(row.view(0)).value_or(document.kind);
      document.label = row.text(1);
      document.url = row.text(2);
      document.date = row.maybe_date(3);
      if (const auto submission = row.maybe_integer(4)) {
        document.submission = static_cast<int>(*submission);
      }
      document.language = row.text(5);
      documents.push_back(std::move(document));
    }
    return documents;
  });
}

Result<std::vector<Store::DocumentRef>> Store::documents_to_ask(
    const std::vector<OfficialDocumentKind>& kinds, int limit) const {
  auto& connection = *impl_->connection;
  std::string wanted = " ";  // " phip prospectus ": one parameter for all kinds
  for (const auto kind : kinds) wanted += std::string(name_of(kind)) + " ";
  return connection.guarded([&]() -> Result<std::vector<DocumentRef>> {
    auto row = connection.query(
        "WITH candidate AS MATERIALIZED ("
        "SELECT d.application_document_id, d.application_id, d.kind, d.url, d.date "
        "FROM application_document d "
        "WHERE instr(?1, ' ' || d.kind || ' ') > 0 AND d.url LIKE '%.pdf' "
        "AND NOT EXISTS (SELECT 1 FROM page p WHERE p.url = d.url) "
        "AND (d.language = 'en' OR NOT EXISTS ("
        "SELECT 1 FROM application_document e WHERE e.application_id = d.application_id "
        "AND e.kind = d.kind AND e.date IS d.date AND e.language = 'en'))), "
        "newest AS (SELECT application_id, stage, row_number() OVER (PARTITION BY application_id "
        "ORDER BY order_day DESC, official DESC, position DESC, stage_fact_id) AS place "
        "FROM live_stage), "
        "ended AS MATERIALIZED (SELECT n.application_id FROM newest n "
        "JOIN stage s ON s.stage = n.stage WHERE n.place = 1 AND s.closing = 1) "
        "SELECT r.record_id, c.kind, c.url FROM candidate c "
        "JOIN application_record r ON r.application_id = c.application_id "
        "WHERE NOT EXISTS (SELECT 1 FROM ended x WHERE x.application_id = r.record_id) "
        "ORDER BY c.date DESC, c.application_document_id DESC LIMIT ?2");
    row.bind(wanted, std::max(limit, 0));
    std::vector<DocumentRef> documents;
    while (row.next()) {
      if (const auto kind = document_kind_from_name(row.view(1))) {
        documents.push_back({row.integer(0), *kind, row.text(2)});
      }
    }
    return documents;
  });
}

Result<std::optional<Store::DocumentRef>> Store::document_at(std::string_view url) const {
  auto& connection = *impl_->connection;
  return connection.guarded([&]() -> Result<std::optional<DocumentRef>> {
    auto row = connection.query(
        "SELECT r.record_id, d.kind, d.url FROM application_document d "
        "JOIN application_record r ON r.application_id = d.application_id "
        "WHERE d.url = ? ORDER BY d.application_document_id LIMIT 1");
    if (!row.bind(url).next()) return std::optional<DocumentRef>{};
    const auto kind = document_kind_from_name(row.view(1));
    if (!kind) return std::optional<DocumentRef>{};
    return std::optional(DocumentRef{row.integer(0), *kind, row.text(2)});
  });
}

}  // namespace gongwatch::store
