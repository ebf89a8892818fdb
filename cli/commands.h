// One function a command: takes its flags, prints its result on standard output, returns the exit
// code.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/context.h"

namespace gongwatch::cli {

struct RunArgs {
  std::vector<std::string> sources;  // ids; empty: all enabled ones
  std::string now;                   // ISO time for replays; empty: the system's clock
  int max_articles = 200;
};
int run_command(const GlobalOptions& global, const RunArgs& args);

struct ParseArgs {
  std::string input;  // path, URL or "-"
  bool batch = false;
  std::string url, captured_at, type;
};
int parse_command(const GlobalOptions& global, const ParseArgs& args);

struct ListArgs {
  std::string stage, board, sponsor, text, since, until;
  int limit = 1000;
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

int source_list_command(const GlobalOptions& global);
int source_check_command(const GlobalOptions& global, const std::vector<std::string>& files);

struct FixtureArgs {
  std::string root;                          // the fixtures folder
  std::string name;                          // SOURCE/CASE of fixture new
  std::vector<std::string> cases;            // SOURCE/CASE
  std::string page, url, captured_at, note;  // fixture new
  bool synthetic = false;
};
int fixture_new_command(const GlobalOptions& global, const FixtureArgs& args);
int fixture_check_command(const GlobalOptions& global, const FixtureArgs& args);
int fixture_accept_command(const GlobalOptions& global, const FixtureArgs& args);

// The whole command line: main() without its name.
int run_app(int argc, char** argv);

}  // namespace gongwatch::cli
