#include "scheduler/correct.h"

#include <fmt/core.h>

#include "parser/parse_document.h"
#include "tracker/ledger.h"

namespace gongwatch::scheduler {
namespace {

Result<tracker::Ledger> ledger_of(const store::Store& store) {
  auto known = store.known_issuers();
  if (!known) return tl::unexpected(known.error());
  return tracker::Ledger(std::move(*known));
}

Status keep(store::Store& store, const Clock& clock, const Decision& decision,
            const std::string& text) {
  return store.in_transaction([&]() -> Status {
    const auto capture = store.put_correction(text, clock.now());
    if (!capture) return tl::unexpected(capture.error());
    const Provenance from{*capture, std::nullopt, "correction", clock.now()};
    return store.apply(decision, from, parser::parser_version());
  });
}

}  // namespace

Result<std::string> merge_issuers(store::Store& store, const Clock& clock, IssuerId from,
                                  IssuerId into, const std::string& reason) {
  auto ledger = ledger_of(store);
  if (!ledger) return tl::unexpected(ledger.error());
  const auto decision = ledger->merge(from, into);
  if (!decision) return tl::unexpected(decision.error());
  const std::string text =
      fmt::format("issuer merge {} into {}{}{}", from, into, reason.empty() ? "" : ": ", reason);
  if (Status kept = keep(store, clock, *decision, text); !kept) return tl::unexpected(kept.error());
  return fmt::format("issuer {} is issuer {} now; {} application(s) were the same attempt", from,
                     into, decision->application_merges.size());
}

Result<std::string> split_issuer(store::Store& store, const Clock& clock,
                                 const SplitRequest& request, const std::string& reason) {
  auto ledger = ledger_of(store);
  if (!ledger) return tl::unexpected(ledger.error());
  const auto decision =
      ledger->split({request.from, request.applications, request.names, request.to, request.undo});
  if (!decision) return tl::unexpected(decision.error());
  std::string text = fmt::format("issuer split {}", request.from);
  for (const ApplicationId id : request.applications) text += fmt::format(" application #{}", id);
  for (const std::string& name : request.names) text += fmt::format(" name \"{}\"", name);
  if (request.undo) text += fmt::format(" undo the merge of {}", *request.undo);
  if (!reason.empty()) text += ": " + reason;
  if (Status kept = keep(store, clock, *decision, text); !kept) return tl::unexpected(kept.error());
  if (request.undo) return fmt::format("issuer {} is an issuer of its own again", *request.undo);
  const IssuerId to = request.to ? *request.to : decision->new_issuers.front();
  return fmt::format("issuer {}: {} application(s) and {} name(s) belong to issuer {} now",
                     request.from, decision->application_moves.size(), decision->name_moves.size(),
                     to);
}

}  // namespace gongwatch::scheduler
