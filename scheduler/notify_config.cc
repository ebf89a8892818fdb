#include "scheduler/notify_config.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>

#include "model/names.h"
#include "scheduler/source_toml.h"
#include "scheduler/source_values.h"
#include "text/fold.h"
#include "text/url.h"
#include "text/utf8.h"

namespace gongwatch::scheduler {
namespace {

constexpr std::size_t kMostTargets = 50;
constexpr std::size_t kMostSecretBytes = 4096;

constexpr auto kNotifyKeys = std::to_array<std::string_view>(
    {"name",       "what",        "stages",       "boards",        "sponsors",
     "keywords",   "followed",    "official",     "max_age",       "command",
     "webhook",    "webhook_env", "webhook_file", "format",        "chat_id",
     "secret_env", "secret_file", "ca_file",      "allow_private", "timeout"});
constexpr auto kWhats = std::to_array<std::string_view>(
    {"stage", "stage retracted", "sponsor", "subscription closes", "stock code"});
constexpr auto kBoards = std::to_array<std::string_view>({"main", "gem"});
constexpr auto kFormats = std::to_array<std::string_view>({"json", "slack", "telegram", "feishu"});

// The first line of a small file, without blanks around it.
Result<std::string> secret_in(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string line(kMostSecretBytes + 1, '\0');
  file.read(line.data(), static_cast<std::streamsize>(line.size()));
  line.resize(static_cast<std::size_t>(file.gcount()));
  if (file.bad() || (line.empty() && !file.eof()))
    return fail(ErrorKind::io, "cannot be read", path);
  if (line.size() > kMostSecretBytes) return fail(ErrorKind::too_large, "too long", path);
  return std::string(text::trim(line.substr(0, line.find('\n'))));
}

class NotifyReader {
 public:
  NotifyReader(const toml::table& root, const std::string& file) : toml_(root, file) {}

  Result<std::vector<NotifyTarget>> read() {
    std::vector<NotifyTarget> targets;
    if (!toml_.has(toml_.root(), "notify")) return targets;
    const auto tables = toml_.tables(toml_.root(), "notify");
    for (const auto& table : tables) {
      targets.push_back(target(table));
      for (std::size_t i = 0; i + 1 < targets.size(); ++i) {
        if (targets[i].name == targets.back().name)
          toml_.wrong(table, "name", "stands twice: names tell targets apart");
      }
      if (targets.size() > kMostTargets) toml_.wrong(table, "name", "more than 50 targets");
      if (toml_.error()) return tl::unexpected(*toml_.error());
    }
    if (toml_.error()) return tl::unexpected(*toml_.error());
    return targets;
  }

 private:
  using Table = TomlReader::Table;

  NotifyTarget target(const Table& table) {
    toml_.allow_only(table, kNotifyKeys);
    NotifyTarget target;
    if (!toml_.has(table, "name")) toml_.missing(table, "name");
    target.name = toml_.text(table, "name");
    if (!toml_.error() && !is_source_id(target.name))
      toml_.wrong(table, "name", "1 to 64 lower-case letters, digits and dashes");
    read_filter(table, target);
    read_means(table, target);
    return target;
  }

  void read_filter(const Table& table, NotifyTarget& target) {
    target.what = among(table, "what", kWhats);
    target.boards = among(table, "boards", kBoards);
    target.stages = toml_.texts(table, "stages");
    for (const std::string& stage : target.stages) {
      if (!stage_from_name(stage)) toml_.wrong(table, "stages", "no stage: \"" + stage + "\"");
    }
    target.sponsors = toml_.texts(table, "sponsors");
    target.keywords = toml_.texts(table, "keywords");
    target.followed = toml_.flag(table, "followed", false);
    target.official = toml_.flag(table, "official", false);
    target.max_age = std::chrono::floor<std::chrono::hours>(
        toml_.duration(table, "max_age", std::chrono::hours{24 * 30}, std::chrono::hours{1},
                       std::chrono::hours{24 * 3650}));
  }

  void read_means(const Table& table, NotifyTarget& target) {
    const bool command = toml_.has(table, "command");
    const int hooks = toml_.has(table, "webhook") + toml_.has(table, "webhook_env") +
                      toml_.has(table, "webhook_file");
    if (command + hooks != 1) {
      toml_.wrong(table, command ? "command" : "name",
                  "one of command, webhook, webhook_env and webhook_file is needed");
      return;
    }
    target.command = toml_.texts(table, "command");
    if (!target.command.empty() && target.command.front().front() != '/')
      toml_.wrong(table, "command", "begins with the absolute path of a program");
    target.webhook = hidden(table, "webhook_env", "webhook_file", toml_.text(table, "webhook"));
    if (!command && !toml_.error() && !text::parse_url(target.webhook))
      toml_.wrong(table, hooks_key(table), "no http or https address");
    target.secret = hidden(table, "secret_env", "secret_file", {});
    const auto format = among(table, "format", kFormats);
    if (!format.empty()) {
      const auto at = std::find(kFormats.begin(), kFormats.end(), format.front());
      target.format = static_cast<render::MessageFormat>(at - kFormats.begin());
    }
    target.chat_id = toml_.text(table, "chat_id");
    if ((target.format == render::MessageFormat::telegram) == target.chat_id.empty())
      toml_.wrong(table, "chat_id", "goes with format = \"telegram\", which needs it");
    target.ca_file = toml_.text(table, "ca_file");
    target.allow_private = toml_.flag(table, "allow_private", false);
    target.timeout = toml_.duration(table, "timeout", std::chrono::seconds{10},
                                    std::chrono::milliseconds{100}, std::chrono::seconds{60});
  }

  static std::string_view hooks_key_of(bool env, bool file) {
    return env ? "webhook_env" : file ? "webhook_file" : "webhook";
  }
  std::string_view hooks_key(const Table& table) const {
    return hooks_key_of(toml_.has(table, "webhook_env"), toml_.has(table, "webhook_file"));
  }

  template <std::size_t N>
  std::vector<std::string> among(const Table& table, std::string_view key,
                                 const std::array<std::string_view, N>& known) {
    auto values = toml_.texts(table, key);
    for (const std::string& value : values) {
      if (std::find(known.begin(), known.end(), value) != known.end()) continue;
      std::string words;
      for (const std::string_view word : known)
        words += (words.empty() ? "" : ", ") + std::string(word);
      toml_.wrong(table, key, "\"" + value + "\" is none of: " + words);
    }
    return values;
  }

  // A value that shall not stand in the file itself.
  std::string hidden(const Table& table, std::string_view env_key, std::string_view file_key,
                     std::string otherwise) {
    const std::string variable = toml_.text(table, env_key), file = toml_.text(table, file_key);
    if (!variable.empty()) {
      const char* value = std::getenv(variable.c_str());
      if (value != nullptr && *value != '\0') return value;
      toml_.wrong(table, env_key, "the environment has no " + variable);
    } else if (!file.empty()) {
      const auto value = secret_in(file);
      if (value && !value->empty()) return *value;
      toml_.wrong(table, file_key, value ? file + " is empty" : value.error().to_string());
    }
    return otherwise;
  }

  TomlReader toml_;
};

std::string folded(std::string_view text) { return text::lower_ascii(text::fold_text(text)); }

bool holds_any(const std::vector<std::string>& parts, const std::vector<std::string>& texts) {
  return std::any_of(parts.begin(), parts.end(), [&](const std::string& part) {
    return std::any_of(texts.begin(), texts.end(), [&](const std::string& text) {
      return folded(text).find(folded(part)) != std::string::npos;
    });
  });
}

bool is_among(const std::vector<std::string>& list, std::string_view value) {
  return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
}

bool is_too_old(const NewsRow& news, std::chrono::hours max_age) {
  const auto day = parse_iso_date(news.dated.value_or(""));
  const auto known = parse_iso_instant(news.changed_at, std::chrono::minutes{0});
  return day && known && *known - start_of_hong_kong_day(*day) > max_age + std::chrono::hours{24};
}

}  // namespace

Result<std::vector<NotifyTarget>> read_notify_targets(std::string_view toml,
                                                      const std::string& file) {
  try {
    const toml::table root = toml::parse(toml, file);
    return NotifyReader(root, file).read();
  } catch (const toml::parse_error& error) {
    return fail(ErrorKind::invalid_argument, std::string(error.description()),
                file + ":" + std::to_string(error.source().begin.line));
  }
}

bool wants(const NotifyTarget& target, const NewsRow& news, const std::set<IssuerId>& followed) {
  const bool of_stage = news.what == "stage" || news.what == "stage retracted";
  if (!is_among(target.what, news.what)) return false;
  if (!target.stages.empty() && !(of_stage && is_among(target.stages, news.value))) return false;
  if (!is_among(target.boards, news.issuer.board.value_or(""))) return false;
  if (target.official && !news.official) return false;
  if (target.followed && followed.count(news.issuer.issuer_id) == 0) return false;
  if (is_too_old(news, target.max_age)) return false;
  if (!target.sponsors.empty()) {
    auto sponsors = news.issuer.sponsors;
    if (news.what == "sponsor") sponsors.push_back(news.value);
    if (!holds_any(target.sponsors, sponsors)) return false;
  }
  return target.keywords.empty() ||
         holds_any(target.keywords, {news.issuer.name_en.value_or(""),
                                     news.issuer.name_zh.value_or(""), news.value, news.quote});
}

}  // namespace gongwatch::scheduler
