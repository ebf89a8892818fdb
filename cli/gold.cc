#include "cli/gold.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>

#include "cli/context.h"
#include "cli/score.h"
#include "text/utf8.h"

namespace gongwatch::cli {
namespace {

constexpr std::size_t kMaxListBytes = 64 << 20;
constexpr int kMaxIncludes = 64;

// What every entry of a list must have, and is missing or of a wrong type; null if nothing is.
const char* lacking_key(std::string_view list, const render::Json& item) {
  const auto has = [&](const char* key, bool (render::Json::*is)() const noexcept) {
    return item.contains(key) && (item[key].*is)();
  };
  if (list == "events" || list == "unrealised") {
    if (!has("issuer", &render::Json::is_object) || !item["issuer"].contains("name") ||
        !item["issuer"]["name"].is_string())
      return "issuer";
    if (!has("stage", &render::Json::is_string)) return "stage";
    if (item.contains("sponsors") && !item["sponsors"].is_array()) return "sponsors";
  }
  if (list == "rankings" || list == "figures") {
    if (!has("issuer", &render::Json::is_string)) return "issuer";
    if (list == "rankings" && !has("rank", &render::Json::is_number)) return "rank";
    if (list == "figures" && !has("metric", &render::Json::is_string)) return "metric";
    if (list == "figures" && !has("value", &render::Json::is_number)) return "value";
  }
  return nullptr;
}

class GoldReader {
 public:
  Status read(const std::string& path, bool may_include) {
    const auto bytes = read_input(path, kMaxListBytes);
    if (!bytes) return tl::unexpected(bytes.error());
    std::size_t begin = 0;
    for (int number = 1; begin < bytes->size(); ++number) {
      const std::size_t end = std::min(bytes->find('\n', begin), bytes->size());
      const std::string_view line = text::trim(std::string_view(*bytes).substr(begin, end - begin));
      begin = end + 1;
      if (line.empty()) continue;
      const std::string where = fmt::format("{}:{}", path, number);
      if (auto read = read_line(line, path, where, may_include); !read) return read;
    }
    return {};
  }

  GoldSet take() { return std::move(gold_); }

 private:
  Status read_line(std::string_view line, const std::string& path, const std::string& where,
                   bool may_include) {
    auto json = render::Json::parse(line, nullptr, false);
    if (json.is_discarded() || !json.is_object())
      return fail(ErrorKind::malformed, "the line is no JSON object", where);
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    if (json.contains("include")) {
      if (!json["include"].is_string() || !may_include || ++includes_ > kMaxIncludes)
        return fail(ErrorKind::malformed, "\"include\" needs a file name, one level deep", where);
      return read((folder / json["include"].get<std::string>()).string(), false);
    }
    if (json.contains("floors")) return read_floors(json["floors"], where);
    return read_article(std::move(json), folder, where);
  }

  Status read_floors(const render::Json& floors, const std::string& where) {
    if (!floors.is_object()) return fail(ErrorKind::malformed, "\"floors\" is no object", where);
    const auto& kinds = score_kinds();
    for (const auto& [kind, floor] : floors.items()) {
      if (!floor.is_number() || std::find(kinds.begin(), kinds.end(), kind) == kinds.end() ||
          !is_floor(kind, floor.get<double>()))
        return fail(ErrorKind::malformed, fmt::format("no such floor: {}", kind), where);
      gold_.floors[kind] = floor.get<double>();
    }
    return {};
  }

  Status read_article(render::Json json, const std::filesystem::path& folder,
                      const std::string& where) {
    for (const char* key : {"path", "captured_at", "language", "article_kind"}) {
      if (!json.contains(key) || !json[key].is_string())
        return fail(ErrorKind::malformed, fmt::format("\"{}\" is missing or no text", key), where);
    }
    for (const char* key : {"language", "article_kind"}) {
      if (json[key] == "all")
        return fail(ErrorKind::malformed, fmt::format("\"{}\" may not be \"all\"", key), where);
    }
    for (const char* key : {"events", "unrealised", "rankings", "figures", "warnings"}) {
      if (!json.contains(key) || !json[key].is_array())
        return fail(ErrorKind::malformed, fmt::format("\"{}\" is missing or no list", key), where);
      for (const render::Json& item : json[key]) {
        if (std::string_view(key) == "warnings" ? !item.is_string() : !item.is_object())
          return fail(ErrorKind::malformed, fmt::format("an entry of \"{}\" is wrong", key), where);
        if (const char* lacking = lacking_key(key, item); lacking != nullptr) {
          return fail(ErrorKind::malformed,
                      fmt::format("an entry of \"{}\" has no \"{}\", or a wrong one", key, lacking),
                      where);
        }
      }
    }
    GoldArticle article;
    article.path = (folder / json["path"].get<std::string>()).string();
    article.where = where;
    article.line = std::move(json);
    gold_.articles.push_back(std::move(article));
    return {};
  }

  GoldSet gold_;
  int includes_ = 0;
};

}  // namespace

Result<GoldSet> read_gold(const std::string& path) {
  GoldReader reader;
  if (auto read = reader.read(path, true); !read) return tl::unexpected(read.error());
  GoldSet gold = reader.take();
  if (gold.articles.empty()) return fail(ErrorKind::empty, "no articles in the list", path);
  return gold;
}

}  // namespace gongwatch::cli
