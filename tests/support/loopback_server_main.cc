// loopback_server --root fixtures --port 0|N [--port-file FILE] [--log FILE] [--as-of TIME]
// Replays a fixtures folder over HTTP on 127.0.0.1 until SIGTERM or SIGINT.
#include <fmt/format.h>
#include <pthread.h>
#include <signal.h>

#include <charconv>
#include <cstdio>
#include <fstream>
#include <map>
#include <string>
#include <system_error>

#include "tests/support/fixture_world.h"
#include "tests/support/loopback_server.h"

namespace {

using gongwatch::testing_support::FixtureWorld;
using gongwatch::testing_support::LoopbackServer;
using gongwatch::testing_support::ServerRequest;

int complain(const std::string& what) {
  fmt::print(stderr, "loopback_server: {}\n", what);
  return 2;
}

// "--name value" pairs; false if something else stands there.
bool read_flags(int count, char** arguments, std::map<std::string, std::string>& flags) {
  for (int i = 1; i < count; i += 2) {
    if (i + 1 >= count || flags.find(arguments[i]) == flags.end()) return false;
    flags[arguments[i]] = arguments[i + 1];
  }
  return true;
}

// Written under another name first: who waits for the file never reads half a number.
bool write_port(const std::string& file, int port) {
  const std::string part = file + ".part";
  std::ofstream out(part);
  out << port << '\n';
  out.close();
  return out.good() && std::rename(part.c_str(), file.c_str()) == 0;
}

int serve(std::map<std::string, std::string>& flags) {
  int port = 0;
  const std::string& digits = flags["--port"];
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (error != std::errc() || end != digits.data() + digits.size() || port < 0 || port > 65535) {
    return complain("--port is not 0 to 65535: " + digits);
  }
  FixtureWorld::Options options;
  if (!flags["--as-of"].empty()) {
    const auto as_of = gongwatch::parse_iso_instant(flags["--as-of"]);
    if (!as_of) return complain("--as-of: " + as_of.error().to_string());
    options.as_of = *as_of;
  }
  const auto world = FixtureWorld::load(flags["--root"], options);
  if (!world) return complain(world.error().to_string());
  std::ofstream log;
  if (!flags["--log"].empty()) {
    log.open(flags["--log"], std::ios::app);
    if (!log) return complain("cannot write " + flags["--log"]);
  }
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGTERM);
  sigaddset(&ends, SIGINT);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);  // before the server's threads start: they inherit it
  const LoopbackServer server(
      *world, port, [&log](const ServerRequest& request, int status, std::size_t bytes) {
        if (log.is_open())
          log << fmt::format("{} {} {} {}\n", request.method, request.target, status, bytes)
              << std::flush;
      });
  if (!flags["--port-file"].empty() && !write_port(flags["--port-file"], server.port())) {
    return complain("cannot write " + flags["--port-file"]);
  }
  int signal = 0;
  sigwait(&ends, &signal);
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  std::map<std::string, std::string> flags{
      {"--root", "fixtures"}, {"--port", "0"}, {"--port-file", ""}, {"--log", ""}, {"--as-of", ""}};
  if (!read_flags(count, arguments, flags)) {
    return complain(
        "usage: loopback_server --root DIR --port N [--port-file FILE] [--log FILE] [--as-of "
        "TIME]");
  }
  try {
    return serve(flags);
  } catch (const std::system_error& failure) {
    return complain(failure.what());
  }
}
