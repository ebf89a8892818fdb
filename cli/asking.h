// The questions: list, show, explain, search, stats, sql; and the copies of the store.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "cli/commands.h"

namespace gongwatch::cli {

struct SearchArgs {
  std::vector<std::string> words;
  std::string since, until, source, issuer;
  bool ranked = false;
  int limit = 20;
};
int search_command(const GlobalOptions& global, const SearchArgs& args);
// Puts what an older version kept into the index, for so long; shows how far it is.
Status index_all(store::Store& store, std::chrono::milliseconds longest);

struct StatsArgs {
  std::string what;  // sponsors, stages, months, days, outcomes; empty: all
  std::string since, until;
  int limit = 20;
};
int stats_command(const GlobalOptions& global, const StatsArgs& args);

struct BackupArgs {
  std::string file;
};
int backup_command(const GlobalOptions& global, const BackupArgs& args);

struct RestoreArgs {
  std::string file;
  bool check = false;    // only look at the file
  bool salvage = false;  // the file is damaged
};
int restore_command(const GlobalOptions& global, const RestoreArgs& args);

}  // namespace gongwatch::cli
