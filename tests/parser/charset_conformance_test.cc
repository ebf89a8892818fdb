// The cases and tables of html5lib and WHATWG (shared conformance data; skipped where they are
// absent).
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "parser/charset/converter.h"
#include "parser/charset/declared.h"
#include "parser/charset/labels.h"
#include "tests/support/shared_folder.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

using nlohmann::json;

constexpr const char* kAbsent = "the conformance data are not in GONGWATCH_SHARED or ../shared";

std::optional<std::filesystem::path> shared(const std::string& name) {
  return testing_support::shared_path("conformance/" + name);
}

std::string from_base64(const std::string& text) {
  static const std::string digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    const std::size_t digit = digits.find(c);
    if (digit == std::string::npos) break;
    bits = bits << 6 | static_cast<unsigned>(digit);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 0xFF);
  }
  return out;
}

struct IndexRow {
  unsigned pointer = 0;
  char32_t value = 0;
};
std::vector<IndexRow> index_rows(const std::filesystem::path& file) {
  std::vector<IndexRow> rows;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    unsigned pointer = 0;
    unsigned value = 0;
    if (std::sscanf(line.c_str(), " %u\t0x%x", &pointer, &value) == 2)
      rows.push_back({pointer, static_cast<char32_t>(value)});
  }
  return rows;
}

std::string bytes_of(std::initializer_list<unsigned> bytes) {
  std::string out;
  for (const unsigned byte : bytes) out += static_cast<char>(byte);
  return out;
}
std::string big5_bytes(unsigned pointer) {
  const unsigned trail = pointer % 157;
  return bytes_of({pointer / 157 + 0x81, trail + (trail < 0x3F ? 0x40u : 0x62u)});
}
std::string gbk_bytes(unsigned pointer) {
  const unsigned trail = pointer % 190;
  return bytes_of({pointer / 190 + 0x81, trail + (trail < 0x3F ? 0x40u : 0x41u)});
}
std::string four_bytes(unsigned pointer) {
  return bytes_of({0x81 + pointer / 12600, 0x30 + pointer % 12600 / 1260,
                   0x81 + pointer % 1260 / 10, 0x30 + pointer % 10});
}

// Says how many of the index's codes are decoded as it says; `but` are known not to be.
void compare(const char* encoding, const std::vector<IndexRow>& rows,
             const std::function<std::string(unsigned)>& bytes,
             const std::set<std::string>& but = {}) {
  std::size_t right = 0;
  for (const IndexRow& row : rows) {
    const std::string code = bytes(row.pointer);
    const auto converted = convert(code, *encoding_of(encoding));
    std::string wanted;
    text::append(wanted, row.value);
    const bool same = converted && converted->text == wanted && converted->errors == 0;
    right += same ? 1 : 0;
    EXPECT_EQ(same, !but.contains(code)) << encoding << " pointer " << row.pointer;
  }
  std::printf("%s: %zu of %zu codes\n", encoding, right, rows.size());
}

TEST(EncodingConformance, SniffsAsHtml5lib) {
  const auto file = shared("html5lib-encoding/cases.jsonl");
  if (!file) GTEST_SKIP() << kAbsent;
  std::ifstream in(*file);
  std::size_t cases = 0;
  std::size_t right = 0;
  for (std::string line; std::getline(in, line);) {
    const json row = json::parse(line);
    const std::string html = from_base64(row["html_base64"].get<std::string>());
    std::size_t mark = 0;
    const Encoding* said = byte_order_mark(html, mark);
    if (said == nullptr) said = prescan_meta(html);
    const std::string wanted = row["encoding"].get<std::string>();
    const std::string_view name = said == nullptr ? "windows-1252" : said->name;
    ++cases;
    right += name == encoding_of(wanted)->name ? 1 : 0;
    EXPECT_EQ(name, encoding_of(wanted)->name) << row["file"] << ": " << html.substr(0, 200);
  }
  std::printf("sniffing: %zu of %zu cases\n", right, cases);
  EXPECT_GT(cases, 80u);
}

TEST(EncodingConformance, KnowsAllLabels) {
  const auto file = shared("wpt-encoding/encodings.json");
  if (!file) GTEST_SKIP() << kAbsent;
  std::ifstream in(*file);
  std::size_t labels = 0;
  for (const json& group : json::parse(in)) {
    for (const json& encoding : group["encodings"]) {
      for (const json& label : encoding["labels"]) {
        ++labels;
        const Encoding* known = encoding_of(label.get<std::string>());
        ASSERT_NE(known, nullptr) << label;
        EXPECT_EQ(known->name, encoding["name"].get<std::string>()) << label;
      }
    }
  }
  std::printf("labels: %zu\n", labels);
  EXPECT_GT(labels, 200u);
}

TEST(EncodingConformance, DecodesBig5AsTheIndexSays) {
  const auto file = shared("wpt-encoding/index-big5.txt");
  if (!file) GTEST_SKIP() << kAbsent;
  compare("big5", index_rows(*file), big5_bytes);
}

TEST(EncodingConformance, DecodesGbkAndGb18030AsTheIndexSays) {
  const auto file = shared("wpt-encoding/index-gb18030.txt");
  if (!file) GTEST_SKIP() << kAbsent;
  // iconv gives the characters, the standard private-use code points that no font shows.
  const std::set<std::string> better = {"\xFE\x51", "\xFE\x52", "\xFE\x53",
                                        "\xFE\x6C", "\xFE\x76", "\xFE\x91"};
  compare("gbk", index_rows(*file), gbk_bytes, better);
  compare("gb18030", index_rows(*file), gbk_bytes, better);
}

TEST(EncodingConformance, DecodesFourByteCodesAsTheRangesSay) {
  const auto file = shared("wpt-encoding/index-gb18030-ranges.txt");
  if (!file) GTEST_SKIP() << kAbsent;
  const std::vector<IndexRow> ranges = index_rows(*file);
  std::vector<IndexRow> rows;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    const bool last = i + 1 == ranges.size();
    const unsigned end = last ? 1237576 : std::min(ranges[i + 1].pointer, 39420u);
    for (unsigned pointer = ranges[i].pointer; pointer < end; pointer += last ? 997 : 1) {
      if (pointer == 7457) continue;  // U+E7C7, by the standard's own exception
      const char32_t value = ranges[i].value + (pointer - ranges[i].pointer);
      if (value < 0xD800 || value > 0xDFFF) rows.push_back({pointer, value});
    }
  }
  compare("gb18030", rows, four_bytes);
}

}  // namespace
}  // namespace gongwatch::parser
