// Corrections by a person: one company told apart, or two taken for one.
#include <fmt/core.h>

#include <algorithm>
#include <charconv>

#include "cli/answers.h"
#include "cli/commands.h"
#include "scheduler/correct.h"
#include "scheduler/lock.h"
#include "store/outbox.h"
#include "text/names.h"

namespace gongwatch::cli {
namespace {

// Under the run lock, so that no run works on what is being corrected.
template <class Work>
int corrected(const GlobalOptions& global, const Work& work) {
  const auto lock = scheduler::RunLock::acquire(global.db + ".lock");
  if (!lock) return report(lock.error());
  auto store = open_store(global, false);
  if (!store) return report(store.error());
  const Result<std::string> done = work(*store);
  if (!done) return report(done.error());
  print_clean("{}\n", *done);
  return kOk;
}

// "#3 Yunlai Tea Group Holdings Limited, #8 …"
std::string candidates(const std::vector<IpoRow>& rows) {
  constexpr std::size_t kNamed = 5;
  std::string all;
  for (std::size_t i = 0; i < std::min(rows.size(), kNamed); ++i) {
    const IpoRow& row = rows[i];
    all += fmt::format("{}#{} {}", i == 0 ? "" : ", ", row.application_id,
                       row.name_en ? *row.name_en : row.name_zh.value_or(""));
  }
  return all + (rows.size() > kNamed ? ", …" : "");
}

enum class NameMatch { exact, part };  // what is corrected must be named in full

// The one issuer that a name, code, HKEX id or "#application" means.
Result<IssuerId> issuer_of(const store::Store& store, const std::string& query,
                           NameMatch match = NameMatch::exact) {
  const auto rows = matching(store, query);
  if (!rows) return tl::unexpected(rows.error());
  const bool numbered = query.find_first_not_of("#0123456789") == std::string::npos;
  const auto names = store.names(rows->front().issuer_id);
  if (!names) return tl::unexpected(names.error());
  const bool exact = std::any_of(names->begin(), names->end(), [&](const IssuerName& name) {
    return name.key == text::name_key(query);
  });
  if (!numbered && !exact && match == NameMatch::exact) {
    return fail(ErrorKind::not_found,
                "no issuer is called exactly so; there are: " + candidates(*rows), query);
  }
  for (const IpoRow& row : *rows) {
    if (row.issuer_id != rows->front().issuer_id) {
      return fail(ErrorKind::invalid_argument,
                  "means several issuers; name one by its application: " + candidates(*rows),
                  query);
    }
  }
  return rows->front().issuer_id;
}

Result<ApplicationId> application_of(const std::string& written) {
  ApplicationId id = 0;
  const char* begin = written.data() + (written.empty() || written.front() != '#' ? 0 : 1);
  const char* end = written.data() + written.size();
  const auto [rest, error] = std::from_chars(begin, end, id);
  if (error != std::errc{} || rest != end || id <= 0) {
    return fail(ErrorKind::invalid_argument, "not an application such as #12", written);
  }
  return id;
}

}  // namespace

int issuer_merge_command(const GlobalOptions& global, const IssuerArgs& args) {
  return corrected(global, [&](store::Store& store) -> Result<std::string> {
    const auto from = issuer_of(store, args.issuer);
    if (!from) return tl::unexpected(from.error());
    const auto into = issuer_of(store, args.into);
    if (!into) return tl::unexpected(into.error());
    return scheduler::merge_issuers(store, SystemClock(), *from, *into, args.reason);
  });
}

int issuer_split_command(const GlobalOptions& global, const IssuerArgs& args) {
  return corrected(global, [&](store::Store& store) -> Result<std::string> {
    scheduler::SplitRequest request;
    const auto from = issuer_of(store, args.issuer);
    if (!from) return tl::unexpected(from.error());
    request.from = *from;
    for (const std::string& written : args.applications) {
      const auto id = application_of(written);
      if (!id) return tl::unexpected(id.error());
      request.applications.push_back(*id);
    }
    request.names = args.names;
    if (args.undo > 0) request.undo = args.undo;
    if (!args.into.empty()) {
      const auto into = issuer_of(store, args.into);
      if (!into) return tl::unexpected(into.error());
      request.to = *into;
    }
    return scheduler::split_issuer(store, SystemClock(), request, args.reason);
  });
}

int issuer_follow_command(const GlobalOptions& global, const IssuerArgs& args) {
  return corrected(global, [&](store::Store& store) -> Result<std::string> {
    const auto issuer = issuer_of(store, args.issuer, NameMatch::part);
    if (!issuer) return tl::unexpected(issuer.error());
    const auto rows = matching(store, args.issuer);
    const auto added = store::Outbox(store).follow(*issuer, args.reason, SystemClock().now());
    if (!added) return tl::unexpected(added.error());
    const IpoRow& row = rows->front();
    return fmt::format("issuer {} is followed{}: {}", *issuer, *added ? "" : " already",
                       row.name_en ? *row.name_en : row.name_zh.value_or(args.issuer));
  });
}

int issuer_unfollow_command(const GlobalOptions& global, const IssuerArgs& args) {
  return corrected(global, [&](store::Store& store) -> Result<std::string> {
    const auto issuer = issuer_of(store, args.issuer, NameMatch::part);
    if (!issuer) return tl::unexpected(issuer.error());
    const auto gone = store::Outbox(store).unfollow(*issuer);
    if (!gone) return tl::unexpected(gone.error());
    if (!*gone) return fail(ErrorKind::not_found, "is not followed", args.issuer);
    return fmt::format("issuer {} is followed no longer", *issuer);
  });
}

int issuer_followed_command(const GlobalOptions& global) {
  auto store = open_store(global, true);
  if (!store) return report(store.error());
  const auto followed = store::Outbox(*store).followed();
  if (!followed) return report(followed.error());
  render::Table table{
      {"issuer_id", "name_en", "name_zh", "followed_at", "reason"}, {}, {"issuer_id"}};
  for (const store::FollowedIssuer& one : *followed) {
    table.rows.push_back({std::to_string(one.issuer_id), one.name_en.value_or(""),
                          one.name_zh.value_or(""), one.followed_at, one.note});
  }
  fmt::print("{}", render::print(table, format_of(global), terminal_width()));
  return kOk;
}

}  // namespace gongwatch::cli
