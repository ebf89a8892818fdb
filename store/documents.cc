// HKEX's documents of applications, and which of them are still to be asked for.
#include "store/impl.h"

namespace gongwatch::store {
namespace {

// Whether the newest stage ends the application, as in the view ipo; that view is of all
// applications, this is asked about a few.
bool has_ended(Connection& connection, ApplicationId application) {
  static const std::string sql =
      "SELECT s.closing FROM stage_fact f JOIN stage s ON s.stage = f.stage "
      "LEFT JOIN article a ON a.article_id = f.article_id "
      "WHERE f.superseded_at IS NULL AND f.history = 0 AND f.application_id " +
      kInRecord +
      "ORDER BY coalesce(f.event_date, f.event_by, f.disclosed_on, a.date, "
      "CASE WHEN s.closing THEN date(f.known_at, '+8 hours') ELSE '0000-00-00' END) DESC, "
      "f.official DESC, s.position DESC, f.stage_fact_id LIMIT 1";
  auto row = connection.query(sql);
  return row.bind(application).next() && row.truth(0);
}

}  // namespace

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
        "SELECT r.record_id, d.kind, d.url FROM application_document d "
        "JOIN application_record r ON r.application_id = d.application_id "
        "WHERE instr(?, ' ' || d.kind || ' ') > 0 AND d.url LIKE '%.pdf' "
        "AND NOT EXISTS (SELECT 1 FROM page p WHERE p.url = d.url) "
        "AND (d.language = 'en' OR NOT EXISTS ("
        "SELECT 1 FROM application_document e WHERE e.application_id = d.application_id "
        "AND e.kind = d.kind AND e.date IS d.date AND e.language = 'en')) "
        "ORDER BY d.date DESC, d.application_document_id DESC");
    row.bind(wanted);
    std::vector<DocumentRef> documents;
    while (static_cast<int>(documents.size()) < limit && row.next()) {
      const auto kind = document_kind_from_name(row.view(1));
      if (!kind || has_ended(connection, row.integer(0))) continue;
      documents.push_back({row.integer(0), *kind, row.text(2)});
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
