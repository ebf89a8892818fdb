#include "cli/fixtures.h"

#include <fmt/core.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>

#include "cli/context.h"
#include "parser/parse_document.h"
#include "parser/pdf/read_pdf.h"
#include "render/document_json.h"
#include "scheduler/pdf_text.h"
#include "scheduler/read_list.h"

namespace gongwatch::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxFile = 64u << 20;

Result<CaseMeta> read_meta(const std::string& file) {
  toml::table table;
  try {
    table = toml::parse_file(file);
  } catch (const toml::parse_error& error) {
    return fail(ErrorKind::malformed, std::string(error.description()),
                fmt::format("{}:{}", file, error.source().begin.line));
  }
  CaseMeta meta;
  meta.url = table["url"].value_or(std::string());
  meta.content_type = table["content_type"].value_or(std::string());
  if (meta.url.empty()) return fail(ErrorKind::malformed, "url: is missing", file);
  const auto captured_at = parse_iso_instant(table["captured_at"].value_or(std::string()));
  if (!captured_at)
    return fail(ErrorKind::malformed, "captured_at: " + captured_at.error().message, file);
  meta.captured_at = *captured_at;
  if (!table["synthetic"].is_boolean())
    return fail(ErrorKind::malformed, "synthetic: must say true or false", file);
  meta.note = table["note"].value_or(std::string());
  if (meta.note.empty())
    return fail(ErrorKind::malformed, "note: is missing: say what is special about the case", file);
  return meta;
}

// A source's own list (its feed, index or JSON file), not one of its articles.
bool is_list(const scheduler::Source& source, const std::string& url) {
  if (scheduler::is_official(source.kind)) return true;
  const auto lists = scheduler::feed_urls(source);
  return std::find(lists.begin(), lists.end(), url) != lists.end();
}

render::Json error_json(const Error& error) {
  return {{"error", {{"kind", name_of(error.kind)}, {"message", error.message}}}};
}

template <class List>
render::Json list_json(const List& list) {
  if constexpr (std::is_same_v<List, scheduler::FollowLinks>) {
    render::Json urls = render::Json::array();
    for (const scheduler::FollowLink& link : list.links) urls.push_back(link.url);
    return {{"follow", std::move(urls)}};
  } else {
    return render::to_json(list);
  }
}

std::string list_golden(const scheduler::Source& source, const CaseMeta& meta,
                        const std::string& bytes) {
  const auto content = scheduler::read_list(source, meta.url, bytes, meta.content_type);
  if (!content) return render::pretty(error_json(content.error()));
  return std::visit([](const auto& list) { return render::pretty(list_json(list)); }, *content);
}

// What an official document says.
std::string document_golden(const std::string& bytes) {
  const auto text = scheduler::pdf_to_text(bytes);
  if (!text) return render::pretty(error_json(text.error()));
  return render::pretty(render::to_json(parser::read_pdf(*text)));
}

std::string article_golden(const scheduler::Source& source, const CaseMeta& meta,
                           const std::string& bytes) {
  parser::ParseInput input;
  input.bytes = bytes;
  input.url = meta.url;
  input.media_type = meta.content_type;
  input.captured_at = meta.captured_at;
  input.hints = scheduler::hints_at(source, meta.captured_at);
  const auto document = parser::parse_document(input);
  if (!document) return render::pretty(error_json(document.error()));
  auto json = render::to_json(*document, "");
  json.erase("path");
  return render::pretty(json);
}

void walk(const nlohmann::json& expected, const nlohmann::json& actual, const std::string& path,
          std::size_t limit, std::vector<std::string>& out) {
  if (out.size() >= limit || expected == actual) return;
  if (expected.is_object() && actual.is_object()) {
    for (const auto& [key, value] : expected.items())
      walk(value, actual.value(key, nlohmann::json()), path + "/" + key, limit, out);
    for (const auto& [key, value] : actual.items()) {
      if (!expected.contains(key)) out.push_back(path + "/" + key + ": new");
    }
  } else if (expected.is_array() && actual.is_array() && expected.size() == actual.size()) {
    for (std::size_t i = 0; i < expected.size(); ++i)
      walk(expected[i], actual[i], path + "/" + std::to_string(i), limit, out);
  } else {
    const auto shown = [](const nlohmann::json& value) {
      const std::string text = value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
      return value.is_array()   ? fmt::format("{} entries", value.size())
             : text.size() > 80 ? text.substr(0, 80) + "…"
                                : text;
    };
    out.push_back(fmt::format("{}: expected {}, got {}", path, shown(expected), shown(actual)));
  }
}

bool write_file(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  file.flush();
  return file.good();
}

}  // namespace

Result<CaseMeta> meta_of(const FixtureCase& one) { return read_meta(one.folder + "/meta.toml"); }

bool on_ci() {
  const char* value = std::getenv("CI");
  return value != nullptr && *value != '\0' && std::string_view(value) != "false" &&
         std::string_view(value) != "0";
}

Result<std::vector<FixtureCase>> find_cases(const std::string& root) {
  std::error_code error;
  if (!fs::is_directory(root, error)) return fail(ErrorKind::not_found, "is no folder", root);
  std::vector<FixtureCase> cases;
  for (const auto& source : fs::directory_iterator(root, error)) {
    if (!source.is_directory()) continue;
    for (const auto& one : fs::directory_iterator(source.path(), error)) {
      if (!one.is_directory()) continue;
      FixtureCase found{source.path().filename().string() + "/" + one.path().filename().string(),
                        one.path().string(), ""};
      for (const auto& file : fs::directory_iterator(one.path(), error)) {
        if (file.path().stem() == "page") found.page = file.path().string();
      }
      cases.push_back(std::move(found));
    }
  }
  std::sort(cases.begin(), cases.end(),
            [](const FixtureCase& a, const FixtureCase& b) { return a.name < b.name; });
  return cases;
}

Result<std::string> golden_of(const FixtureCase& one, const std::string& sources) {
  const auto meta = read_meta(one.folder + "/meta.toml");
  if (!meta) return tl::unexpected(meta.error());
  const auto source =
      scheduler::load_source(sources + "/" + one.name.substr(0, one.name.find('/')) + ".toml");
  if (!source) return tl::unexpected(source.error());
  const auto bytes = read_input(one.page, kMaxFile);
  if (!bytes) return tl::unexpected(bytes.error());
  if (scheduler::is_pdf(*bytes)) return document_golden(*bytes);
  return is_list(*source, meta->url) ? list_golden(*source, *meta, *bytes)
                                     : article_golden(*source, *meta, *bytes);
}

std::vector<std::string> differing_fields(const std::string& expected, const std::string& actual,
                                          std::size_t limit) {
  const auto left = nlohmann::json::parse(expected, nullptr, false);
  const auto right = nlohmann::json::parse(actual, nullptr, false);
  if (left.is_discarded()) return {"expected.json is no JSON"};
  std::vector<std::string> fields;
  walk(left, right, "", limit, fields);
  if (fields.empty()) fields.emplace_back("only the order of keys or the layout differs");
  return fields;
}

FixtureResult check_case(const FixtureCase& one, const std::string& sources, bool read_only) {
  const std::string expected_path = one.folder + "/expected.json";
  const std::string pending_path = expected_path + ".new";
  std::error_code ignored;
  if (one.page.empty()) {
    return {one.name,
            FixtureState::orphan,
            {fs::exists(expected_path, ignored) ? "expected.json without a page"
                                                : "a folder without a page"}};
  }
  const auto actual = golden_of(one, sources);
  if (!actual) return {one.name, FixtureState::invalid, {actual.error().to_string()}};
  const bool has_pending = fs::exists(pending_path, ignored);
  const auto pend = [&](FixtureState state, std::vector<std::string> details) {
    if (!read_only && !write_file(pending_path, *actual))
      details.push_back("cannot write " + pending_path);
    return FixtureResult{one.name, state, std::move(details)};
  };
  if (!fs::exists(expected_path, ignored))
    return pend(FixtureState::missing,
                {read_only ? "no expected.json yet"
                           : "no expected.json yet: read expected.json.new, then accept it"});
  const auto expected = read_input(expected_path, kMaxFile);
  if (!expected) return {one.name, FixtureState::invalid, {expected.error().to_string()}};
  if (nlohmann::json::parse(*expected, nullptr, false).size() < 1 || expected->size() < 3) {
    return {one.name, FixtureState::invalid, {"expected.json is empty"}};
  }
  if (*expected != *actual)
    return pend(FixtureState::differs, differing_fields(*expected, *actual));
  if (has_pending) {
    return {one.name,
            FixtureState::pending,
            {"expected.json.new is left over: accept it or delete it"}};
  }
  return {one.name, FixtureState::pass, {}};
}

const char* word_for(FixtureState state) {
  switch (state) {
    case FixtureState::pass:
      return "pass";
    case FixtureState::missing:
      return "missing";
    case FixtureState::differs:
      return "differs";
    case FixtureState::pending:
      return "pending";
    case FixtureState::orphan:
      return "orphan";
    case FixtureState::invalid:
      return "invalid";
  }
  return "?";
}

Result<std::vector<FixtureCase>> chosen_cases(const std::string& root,
                                              const std::vector<std::string>& names) {
  auto all = find_cases(root);
  if (!all || names.empty()) return all;
  std::vector<FixtureCase> chosen;
  for (const std::string& name : names) {
    const auto found = std::find_if(all->begin(), all->end(),
                                    [&](const FixtureCase& one) { return one.name == name; });
    if (found == all->end())
      return fail(ErrorKind::invalid_argument,
                  "no fixture is called \"" + name + "\" (SOURCE/CASE)", root);
    chosen.push_back(*found);
  }
  return chosen;
}

}  // namespace gongwatch::cli
