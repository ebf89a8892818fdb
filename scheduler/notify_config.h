// [[notify]] of the configuration file: who is told of which changes, and how.
#pragma once

#include <chrono>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/news.h"
#include "render/notify_message.h"

namespace gongwatch::scheduler {

struct NotifyTarget {
  std::string name;
  // What is told: all that is given must fit. Empty lists fit everything.
  std::vector<std::string> what;        // stage, stage retracted, sponsor, …
  std::vector<std::string> stages;      // then only these stages are told
  std::vector<std::string> boards;      // main, gem
  std::vector<std::string> sponsors;    // part of a sponsor's name
  std::vector<std::string> keywords;    // part of a name, of the value or of the proving words
  bool followed = false;                // only issuers that are followed
  bool official = false;                // only what HKEX or the CSRC tells
  std::chrono::hours max_age{24 * 30};  // a day that lies further back is no news

  // How: one of both.
  std::vector<std::string> command;  // argv; the message on its standard input
  std::string webhook;
  render::MessageFormat format = render::MessageFormat::json;
  std::string chat_id;
  std::string secret;  // signs the message; empty: unsigned
  std::string ca_file;
  bool allow_private = false;
  std::chrono::milliseconds timeout{10'000};
};

// The targets of a TOML text; what is wrong is told by file, line, key and reason. Secrets and
// addresses are read from the environment and from files where the text says so.
Result<std::vector<NotifyTarget>> read_notify_targets(std::string_view toml,
                                                      const std::string& file);

// Whether the target wants to hear of it.
bool wants(const NotifyTarget& target, const NewsRow& news, const std::set<IssuerId>& followed);

}  // namespace gongwatch::scheduler
