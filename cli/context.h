// What every command shares: the global flags, where things are, how results and errors are
// printed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/result.h"
#include "render/table.h"
#include "scheduler/source_registry.h"
#include "store/store.h"

namespace gongwatch::cli {

// Exit codes; stable, documented in docs/commands.md.
inline constexpr int kOk = 0;
inline constexpr int kFailed = 1;  // a source, page or fixture failed; nothing found
inline constexpr int kUsage = 2;   // the command line, a source file or the configuration is wrong
inline constexpr int kStoreUnusable = 3;  // foreign, newer, damaged, read-only or full database
inline constexpr int kBusy = 75;          // another run is active (EX_TEMPFAIL)
// 130 and 143: stopped by SIGINT, SIGTERM.

struct GlobalOptions {
  std::string db;       // path
  std::string sources;  // folder
  std::string config;   // the configuration file; empty: none
  std::string format = "table";
  std::uint64_t max_db_bytes = 0;
  bool verbose = false;
  bool no_pager = false;
  std::string as_of;  // of the questions: a day (its end in Hong Kong) or an ISO time; empty: now
};

// $XDG_DATA_HOME/gongwatch/gongwatch.db, or under ~/.local/share.
std::string default_db();
// The installed folder, or the checkout's for a program that was not installed.
std::string default_sources();

render::Format format_of(const GlobalOptions& options);
// Columns of the terminal on standard output, else $COLUMNS, else 0: no limit.
std::size_t terminal_width();
bool on_terminal();
// True on a terminal, unless NO_COLOR is set.
bool colours();
// The terminal stays what it was although standard output now leads to a pager.
void remember_terminal();

// "gongwatch: context: message" on standard error; returns the exit code for that kind of error.
int report(const Error& error);
int report_usage(const std::string& message);

// Read-only stores answer as of options.as_of.
Result<store::Store> open_store(const GlobalOptions& options, bool read_only);

// A whole file or standard input ("-"), at most `limit` bytes; errors name the path.
Result<std::string> read_input(const std::string& path, std::size_t limit);

// Set by SIGINT and SIGTERM: 0, or the signal's number.
int pending_signal();
void catch_signals();

}  // namespace gongwatch::cli
