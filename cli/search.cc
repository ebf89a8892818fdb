// `gongwatch search`: full text over articles, and the IPOs whose names hold the words.
#include <fmt/core.h>
#include <unistd.h>

#include <chrono>
#include <set>
#include <tuple>

#include "cli/answers.h"
#include "cli/asking.h"
#include "cli/day_flags.h"
#include "cli/pager.h"
#include "cli/progress.h"
#include "render/snippet.h"
#include "scheduler/lock.h"
#include "text/utf8.h"

namespace gongwatch::cli {
namespace {

using render::Json;
using Hit = store::Store::SearchHit;

constexpr int kNames = 5;
constexpr int kBatch = 500;                    // a transaction
constexpr std::chrono::seconds kIndexing{60};  // somebody waits, and a run may
constexpr std::size_t kJsonColumns = 200;
constexpr std::string_view kIndent = "            ";

std::string ids_of(const Hit& hit, std::string_view separator) {
  std::string all;
  for (const ApplicationId id : hit.applications)
    all += fmt::format("{}#{}", all.empty() ? "" : separator, id);
  return all;
}

// Of the text, where `in_text` was found; of the title if only that holds it.
render::Snippet snippet_of(const Hit& hit, const std::vector<render::FoundWords>& in_text,
                           const text::SearchQuery& query, std::size_t columns) {
  if (!in_text.empty()) return render::snippet(hit.text, in_text, columns);
  const auto in_title = render::search_hits(hit.title, query);
  return render::snippet(in_title.empty() ? hit.text : hit.title, in_title, columns);
}

render::Snippet snippet_of(const Hit& hit, const text::SearchQuery& query, std::size_t columns) {
  return snippet_of(hit, render::search_hits(hit.text, query), query, columns);
}

std::string name_of(const IpoRow& ipo) {
  return ipo.name_en.value_or("") + (ipo.name_en && ipo.name_zh ? "  " : "") +
         ipo.name_zh.value_or("");
}

void print_for_people(const std::vector<IpoRow>& names, const std::vector<Hit>& hits,
                      const text::SearchQuery& query) {
  const std::size_t width = page_width();
  for (const IpoRow& ipo : names) {
    print_clean("#{}  {}  {}{}\n", ipo.application_id, name_of(ipo), ipo.stage.value_or(""),
                ipo.stage_on ? " " + *ipo.stage_on : "");
  }
  if (!names.empty() && !hits.empty()) fmt::print("\n");
  for (const Hit& hit : hits) {
    const std::string ids = ids_of(hit, " ");
    print_clean("{}  {}  [{}]{}{}\n", to_iso(hong_kong_day(hit.at)), hit.title, hit.source_id,
                ids.empty() ? "" : "  ", ids);
    const auto [line, marks] = snippet_of(hit, query, width > 60 ? 2 * (width - 12) : 60);
    const std::string shown = render::wrap(line, width, kIndent);
    fmt::print("{}", colours() ? render::in_bold(shown, kIndent, marks) : shown);
    print_clean("{}{}\n", kIndent, hit.url);
  }
}

render::Table table_of(const std::vector<IpoRow>& names, const std::vector<Hit>& hits,
                       const text::SearchQuery& query) {
  render::Table table{
      {"kind", "on", "source", "title", "snippet", "applications", "url", "language", "score"},
      {},
      {"score"}};
  for (const IpoRow& ipo : names) {
    table.rows.push_back({"ipo", ipo.stage_on.value_or(""), "", name_of(ipo),
                          ipo.stage.value_or(""), fmt::format("#{}", ipo.application_id), "", "",
                          ""});
  }
  for (const Hit& hit : hits) {
    table.rows.push_back({"article", to_iso(hong_kong_day(hit.at)), hit.source_id, hit.title,
                          snippet_of(hit, query, kJsonColumns).text, ids_of(hit, " "), hit.url,
                          hit.language, hit.score > 0 ? fmt::format("{:.6g}", hit.score) : ""});
  }
  return table;
}

Json json_of(const std::vector<IpoRow>& names, const std::vector<Hit>& hits,
             const text::SearchQuery& query) {
  Json array = Json::array();
  for (const IpoRow& ipo : names) {
    array.push_back({{"kind", "ipo"},
                     {"application_id", ipo.application_id},
                     {"name_en", nullable(ipo.name_en)},
                     {"name_zh", nullable(ipo.name_zh)},
                     {"stage", nullable(ipo.stage)},
                     {"stage_on", nullable(ipo.stage_on)}});
  }
  for (const Hit& hit : hits) {
    const auto in_text = render::search_hits(hit.text, query);
    Json found = Json::array();
    for (const auto& [begin, end] : render::ranges_of(in_text)) {
      if (found.size() < 100) found.push_back({begin, end});
    }
    array.push_back({{"kind", "article"},
                     {"article_id", hit.article_id},
                     {"at", to_iso(hit.at)},
                     {"on", to_iso(hong_kong_day(hit.at))},
                     {"source", hit.source_id},
                     {"language", hit.language},
                     {"title", hit.title},
                     {"url", hit.url},
                     {"snippet", snippet_of(hit, in_text, query, kJsonColumns).text},
                     {"hits", std::move(found)},
                     {"applications", hit.applications},
                     {"score", hit.score > 0 ? Json(hit.score) : Json(nullptr)}});
  }
  return array;
}

// A source that is watched, or was: pages of it are kept.
Status known_source(const GlobalOptions& global, const store::Store& store,
                    const std::string& written) {
  std::set<std::string> known;
  if (const auto sources = scheduler::load_sources(global.sources)) {
    for (const scheduler::Source& source : *sources) known.insert(source.id);
  }
  const auto kept = store.sql("SELECT DISTINCT source_id FROM page");
  if (!kept) return tl::unexpected(kept.error());
  for (const auto& row : kept->rows) known.insert(row.front().value_or(""));
  if (known.count(written) > 0) return {};
  std::string names;
  for (const std::string& id : known) names += (names.empty() ? "" : ", ") + id;
  return fail(ErrorKind::invalid_argument, "no such source; there are: " + names, written);
}

Result<store::Store::SearchFilter> filter_of(const store::Store& store, const SearchArgs& args) {
  store::Store::SearchFilter filter;
  for (const auto& [written, flag, into] : {std::tuple(&args.since, "--since", &filter.since),
                                            std::tuple(&args.until, "--until", &filter.until)}) {
    const auto day = day_flag(*written, flag);
    if (!day) return tl::unexpected(day.error());
    *into = *day;
  }
  if (!args.source.empty()) filter.source = args.source;
  if (!args.issuer.empty()) {
    const auto rows = matching(store, args.issuer);
    if (!rows) return tl::unexpected(rows.error());
    for (const IpoRow& row : *rows) filter.issuers.push_back(row.issuer_id);
  }
  filter.ranked = args.ranked;
  filter.limit = args.limit;
  return filter;
}

}  // namespace

Status index_all(store::Store& store, std::chrono::milliseconds longest) {
  const auto waiting = store.search_pending();
  if (!waiting) return tl::unexpected(waiting.error());
  Progress progress("articles indexed", *waiting);
  const auto end = std::chrono::steady_clock::now() + longest;
  for (std::int64_t done = 0; done < *waiting;) {
    if (pending_signal() != 0 || std::chrono::steady_clock::now() >= end) break;
    const auto batch = store.index_pending(kBatch);
    if (!batch) return tl::unexpected(batch.error());
    if (*batch == 0) break;
    done += *batch;
    progress.tell(done);
  }
  return {};
}

namespace {

// What an older version kept is not in the index: it is put there now, if we may write; else the
// answer says that it is not whole.
void complete_index(const GlobalOptions& global, const store::Store& reading) {
  const auto waiting = reading.search_pending();
  if (!waiting || *waiting == 0) return;
  const auto lock = scheduler::RunLock::acquire(global.db + ".lock");
  if (lock) {
    auto store = open_store(global, false);
    if (store && index_all(*store, kIndexing) && store->search_pending() == 0) return;
  }
  fmt::print(stderr,
             "gongwatch: {} articles are not in the index yet and are not found: the next run puts "
             "them there\n",
             reading.search_pending().value_or(*waiting));
}

}  // namespace

int search_command(const GlobalOptions& global, const SearchArgs& args) {
  std::string typed;
  for (const std::string& word : args.words) typed += (typed.empty() ? "" : " ") + word;
  const auto query = text::parse_search(typed);
  if (!query) return report(query.error());
  const auto store = open_store(global, true);
  if (!store) return report(store.error());
  catch_signals();
  if (global.as_of.empty()) complete_index(global, *store);
  if (!args.source.empty()) {
    if (const Status known = known_source(global, *store, args.source); !known)
      return report(known.error());
  }
  const auto filter = filter_of(*store, args);
  if (!filter) return report(filter.error());
  std::vector<IpoRow> names;
  if (filter->issuers.empty() && !filter->source && !filter->since && !filter->until) {
    auto found = store->named(*query, kNames);
    if (!found) return report(found.error());
    names = std::move(*found);
  }
  const auto hits = store->search(*query, *filter);
  if (!hits) return report(hits.error());
  const render::Format format = format_of(global);
  const Pager pager(global);
  if (format == render::Format::table) {
    print_for_people(names, *hits, *query);
  } else if (format == render::Format::csv || format == render::Format::md) {
    fmt::print("{}", render::print(table_of(names, *hits, *query), format));
  } else {
    print_json(json_of(names, *hits, *query), format);
  }
  if (names.empty() && hits->empty()) {
    fmt::print(stderr, "gongwatch: nothing was found\n");
    return kFailed;
  }
  if (static_cast<int>(hits->size()) == args.limit && format == render::Format::table) {
    fmt::print(stderr, "gongwatch: the first {}; --limit shows more{}\n", hits->size(),
               args.ranked ? "" : ", --until older ones");
  }
  return kOk;
}

}  // namespace gongwatch::cli
