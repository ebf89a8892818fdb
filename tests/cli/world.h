// The fixtures served on loopback, the shipped sources pointed at them, and the real program asked
// about it.
#pragma once

#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/fixture_world.h"
#include "tests/support/loopback_server.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace gongwatch::testing_support {

inline const std::string kProgram = std::string(GONGWATCH_BUILD) + "/cli/gongwatch";

inline CommandResult gongwatch(std::vector<std::string> args, CommandOptions options = {}) {
  args.insert(args.begin(), kProgram);
  options.env.emplace("CI", "");  // a developer's machine, unless a test says otherwise
  for (const char* name : {"GONGWATCH_DB", "GONGWATCH_SOURCES", "GONGWATCH_FORMAT",
                           "GONGWATCH_CONFIG", "GONGWATCH_FIXTURES", "GONGWATCH_MAX_DB_SIZE"}) {
    if (options.env.count(name) == 0) options.unset.emplace_back(name);
  }
  return run_command(args, options);
}

class World {
 public:
  // A handler of one's own instead of the fixtures, for servers that misbehave.
  explicit World(LoopbackServer::Handler handler = {}) {
    if (!handler) {
      auto world = FixtureWorld::load(std::string(GONGWATCH_CHECKOUT) + "/fixtures", {});
      if (!world) throw std::runtime_error(world.error().to_string());
      handler = std::move(*world);
    }
    server_ = std::make_unique<LoopbackServer>(std::move(handler));
    point_sources_at("http://127.0.0.1:" + std::to_string(server_->port()));
  }

  LoopbackServer& server() { return *server_; }
  void stop_server() { server_.reset(); }
  const TempDir& dir() const { return dir_; }
  std::string db() const { return (dir_.path() / "store.db").string(); }
  std::string sources() const { return (dir_.path() / "sources").string(); }

  CommandResult ask(std::vector<std::string> args) const {
    for (const char* flag : {"--sources", "--db"}) {
      args.insert(args.begin(), std::string(flag) == "--db" ? db() : sources());
      args.insert(args.begin(), flag);
    }
    return gongwatch(std::move(args));
  }
  CommandResult run_at(const std::string& now, std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"run", "--now", now});
    return ask(std::move(more));
  }

  // One number that the store answers.
  std::string sql(const std::string& query) const {
    const auto answer = run_command({"sqlite3", "-readonly", db(), query});
    return answer.exit_code == 0 ? answer.out.substr(0, answer.out.find('\n'))
                                 : "error: " + answer.err;
  }

 private:
  // As tools/demo does with sed: the address and the pace differ, nothing else.
  void point_sources_at(const std::string& here) {
    for (const auto& entry :
         std::filesystem::directory_iterator(std::string(GONGWATCH_CHECKOUT) + "/sources")) {
      std::ifstream file(entry.path());
      std::ostringstream mapped;
      for (std::string line; std::getline(file, line);) {
        if (line.compare(0, 5, "delay") == 0) line = "delay = \"0s\"";
        const auto address = line.find("\"https://");
        if (address != std::string::npos) line.replace(address + 1, 8, here + "/");
        mapped << line << "\n";
        if (line.compare(0, 2, "id") == 0) mapped << "allow_private = true\n";
      }
      dir_.write("sources/" + entry.path().filename().string(), mapped.str());
    }
  }

  TempDir dir_;
  std::unique_ptr<LoopbackServer> server_;
};

}  // namespace gongwatch::testing_support
