// One function a command: takes its flags, prints its result on standard output, returns the exit
// code.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/context.h"
#include "model/clock.h"
#include "scheduler/run_once.h"

namespace gongwatch::cli {

struct RunArgs {
  std::vector<std::string> sources;  // ids; empty: all enabled ones
  std::string now;                   // ISO time for replays; empty: the system's clock
  int max_articles = 200;
  int max_documents = 40;
  bool accept_shrunk = false;
  bool until_idle = false;
  bool dry_run = false;
  std::string max_time;      // "10m"; empty: no bound
  std::string metrics_file;  // for Prometheus' textfile collector; empty: none
};
int watch_command(const GlobalOptions& global, const RunArgs& args);
int run_command(const GlobalOptions& global, const RunArgs& args);

struct FetchArgs {
  std::string urls;     // file of addresses, or "-"
  std::string source;   // whose pace and network settings; empty: the defaults
  int connections = 0;  // 0: the source's
  bool no_delay = false, no_robots = false, allow_private = false, no_store = false;
  std::string validators;  // file; with no_store
};
int fetch_command(const GlobalOptions& global, const FetchArgs& args);

struct ParseArgs {
  std::string input;  // path, URL or "-"
  bool batch = false;
  bool same_source = false;
  std::string url, captured_at, type;
  bool no_facts = false;
  bool feed = false;
};
int parse_command(const GlobalOptions& global, const ParseArgs& args);

struct EvalArgs {
  std::string gold;                           // gold.jsonl
  std::vector<std::string> kinds, languages;  // empty: all
  std::vector<std::string> floors;            // KIND=F1
  bool errors = false;
};
int eval_command(const GlobalOptions& global, const EvalArgs& args);

struct ListArgs {
  std::string stage, board, sponsor, text, since, until;
  bool changed = false;
  std::string changed_since;         // empty: since the beginning of yesterday
  std::string sort;                  // a column of `ipo`, maybe with ":desc"
  std::vector<std::string> columns;  // of `ipo`; empty: a summary
  int limit = 1000;
  bool by_stage = false;
};
int list_command(const GlobalOptions& global, const ListArgs& args);

struct ShowArgs {
  std::string query;
  bool removed = false;  // list what was taken away from each article
};
int show_command(const GlobalOptions& global, const ShowArgs& args);

struct ExplainArgs {
  std::string query;
  std::vector<std::string> kinds;  // stage, sponsor, ranking, figure; empty: all
};
int explain_command(const GlobalOptions& global, const ExplainArgs& args);

struct BackfillArgs {
  std::string years;  // 2021..2024 or 2023
  bool index = false;
  std::vector<std::string> sources;  // ids: their older lists
  std::string since, until, max_time;
  std::optional<std::chrono::seconds> max_time_read{};
  std::string now;
};
int backfill_command(const GlobalOptions& global, const BackfillArgs& args);
// Of days, from the older lists of sources.
int backfill_range_command(const GlobalOptions& global, BackfillArgs args);

struct ReparseArgs {
  std::vector<std::string> sources;  // ids; empty: all
  bool from_start = false;
};
int reparse_command(const GlobalOptions& global, const ReparseArgs& args);

int sql_command(const GlobalOptions& global, const std::string& statement);

struct IssuerArgs {
  std::string issuer;  // of merge: what goes; of split: what is taken apart
  std::string into;
  std::vector<std::string> applications, names;  // of split
  std::int64_t undo = 0;                         // of split: an issuer that was merged
  std::string reason;
};
int issuer_merge_command(const GlobalOptions& global, const IssuerArgs& args);
int issuer_follow_command(const GlobalOptions& global, const IssuerArgs& args);
int issuer_unfollow_command(const GlobalOptions& global, const IssuerArgs& args);
int issuer_followed_command(const GlobalOptions& global);
int issuer_split_command(const GlobalOptions& global, const IssuerArgs& args);

int source_list_command(const GlobalOptions& global);
int source_check_command(const GlobalOptions& global, const std::vector<std::string>& files);

struct IngestArgs {
  std::vector<std::string> paths;  // files, folders, WARC files
  std::string source;              // id; empty: by host
  std::string url, url_base, type, captured_at;
  Instant captured_at_time{};
};
int ingest_command(const GlobalOptions& global, IngestArgs args);

struct ExportArgs {
  std::string file;          // empty or "-": standard output
  std::string view = "ipo";  // of csv, json, ndjson, md
  std::string since;         // day; of atom and ics
  int limit = 200;           // of atom
  std::string self_url;      // of atom
  std::string source;        // of warc: id; empty: all
};
int export_command(const GlobalOptions& global, const ExportArgs& args);

struct NotifyArgs {
  std::vector<std::string> targets;  // names; empty: all
  bool dry_run = false, test = false;
  std::string now;
};
int notify_command(const GlobalOptions& global, const NotifyArgs& args);

struct DigestArgs {
  std::string since;  // day or ISO time; empty: the last 24 hours
  std::string now;
};
int digest_command(const GlobalOptions& global, const DigestArgs& args);

struct CompactArgs {
  bool drop = false;
};
int compact_command(const GlobalOptions& global, const CompactArgs& args);

struct DoctorArgs {
  std::string metrics_file;
  std::string now;
};
int doctor_command(const GlobalOptions& global, const DoctorArgs& args);

struct FixtureArgs {
  std::int64_t capture = 0;                  // fixture new: of the store
  std::string root;                          // the fixtures folder
  std::string name;                          // SOURCE/CASE of fixture new
  std::vector<std::string> cases;            // SOURCE/CASE
  std::string page, url, captured_at, note;  // fixture new
  bool synthetic = false;
};
int fixture_new_command(const GlobalOptions& global, const FixtureArgs& args);
int fixture_check_command(const GlobalOptions& global, const FixtureArgs& args);
int fixture_accept_command(const GlobalOptions& global, const FixtureArgs& args);

// The sources of the folder: those named (disabled ones too), else all enabled ones. An unknown id
// is an error that names the known ones.
Result<std::vector<scheduler::Source>> chosen_sources(const GlobalOptions& global,
                                                      const std::vector<std::string>& ids);
// The clock that --now sets, else the system's.
Result<std::unique_ptr<Clock>> chosen_clock(const std::string& now);

// "10m" of --max-time; nothing for an empty text.
Result<std::optional<std::chrono::seconds>> time_of(const std::string& written);

// What a run did, as a table; and its exit code.
void print_report(const scheduler::RunReport& report, const GlobalOptions& global);
// Under the run lock: one tick over these sources.
int run_sources(const GlobalOptions& global, const std::vector<scheduler::Source>& sources,
                const Clock& clock, scheduler::RunOptions options, const RunArgs& args = {});
// Budgets and calendar of a run.
Result<scheduler::RunOptions> run_options(const GlobalOptions& global, const RunArgs& args);

// The whole command line: main() without its name.
int run_app(int argc, char** argv);

}  // namespace gongwatch::cli
