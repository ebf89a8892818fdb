// A tracker's decision, written with where it comes from.
#include <map>

#include "store/facts_write.h"
#include "store/impl.h"

namespace gongwatch::store {
namespace {

enum class How {
  add,     // all facts are new
  update,  // facts that were told before stay, what is told no longer is superseded
};

template <class Fact>
void write_facts(Connection& connection, const Origin& origin, const std::vector<Fact>& facts,
                 How how) {
  FactTable<Fact> table(connection, origin);
  if (how == How::add) {
    for (const Fact& fact : facts) table.insert(fact);
    return;
  }
  std::multimap<std::string, std::int64_t> before;
  for (LiveFact& fact : table.live()) before.emplace(std::move(fact.description), fact.id);
  for (const Fact& fact : facts) {
    if (const auto same = before.find(table.description(fact)); same != before.end()) {
      before.erase(same);
    } else {
      table.insert(fact);
    }
  }
  for (const auto& [description, id] : before) table.supersede(id);
}

Status write_all(Connection& connection, const Origin& origin, const Decision& decision, How how) {
  return connection.write([&]() -> Status {
    if (auto written = write_records(connection, origin, decision); !written) return written;
    write_facts(connection, origin, decision.stages, how);
    write_facts(connection, origin, decision.appointments, how);
    write_facts(connection, origin, decision.rankings, how);
    write_facts(connection, origin, decision.figures, how);
    write_facts(connection, origin, decision.closes, how);
    return {};
  });
}

}  // namespace

Status Store::apply(const Decision& decision, const Provenance& provenance,
                    std::string_view parser_version) {
  return write_all(*impl_->connection, Origin{provenance, parser_version}, decision, How::add);
}

Status Store::reapply(const Decision& decision, const Provenance& provenance,
                      std::string_view parser_version) {
  if (!provenance.article_id) {
    return fail(ErrorKind::invalid_argument, "facts are decided anew for an article only",
                impl_->connection->path());
  }
  return write_all(*impl_->connection, Origin{provenance, parser_version}, decision, How::update);
}

Status Store::apply_document(const Decision& decision, const Provenance& provenance,
                             std::string_view parser_version) {
  return write_all(*impl_->connection, Origin{provenance, parser_version, true}, decision,
                   How::update);
}

}  // namespace gongwatch::store
