// The readers of HKEX's and the CSRC's lists. The first byte, a digit, says which reader gets the
// rest.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "parser/hkex/announcements.h"
#include "parser/hkex/applications.h"
#include "parser/hkex/consolidated_index.h"
#include "parser/hkex/csrc_filings.h"
#include "parser/hkex/document_index.h"
#include "parser/hkex/new_listings.h"
#include "parser/hkex/whole_feed.h"
#include "tests/parser/feed_checks.h"
#include "tests/support/xlsx_writer.h"

namespace gongwatch::parser {
namespace {

using testing_support::complaint_of;

void require(const std::string& complaint) {
  if (complaint.empty()) return;
  std::fprintf(stderr, "%s\n", complaint.c_str());
  std::abort();
}

template <class Feed>
void check(const Result<Feed>& feed) {
  if (feed) {
    require(complaint_of(*feed));
  } else if (feed.error().message.empty()) {
    require("an error without a message");
  }
}

// Both ways to the rows agree, and rows that are known are passed over.
void read_applications(std::string_view bytes, const ApplicationFeedName& name) {
  const auto feed = parse_application_feed(bytes, name);
  check(feed);
  const auto whole = read_whole_feed(bytes, name, {}, {});
  const bool same =
      feed.has_value() == whole.has_value() &&
      (!feed || (feed->rows() == whole->rows() && feed->warnings.size() == whole->warnings.size()));
  require(same ? "" : "the two ways differ");
  if (!feed) return;
  std::unordered_set<std::uint64_t> known;
  for (const auto& row : feed->applications) known.insert(row.row_hash);
  const auto again = parse_application_feed(bytes, name, {}, known);
  require(again ? complaint_of(*again) : "what was read once is not read again");
}

void read_csrc(std::string_view bytes) {
  const auto page = parse_csrc(bytes, "https://neris.csrc.gov.cn/portal/rest/announce/get-all", "");
  if (page && page->rows) require(complaint_of(*page->rows));
}

// The bytes as the sheet of a sound workbook: a fuzzer does not find checksums.
void read_sheet(std::string_view sheet) {
  auto parts = testing_support::xlsx_parts({{}});
  parts.front().second = std::string(sheet);
  check(parse_consolidated_index(testing_support::zip_of(parts), "gemconsolidatedindex_c.xlsx"));
}

void read(char reader, std::string_view bytes) {
  const std::string text = text::sanitize(bytes);
  switch (reader) {
    case '0':
      return read_applications(bytes, {"app_2025", Board::main, "zh-Hant"});
    case '1':
      return read_applications(bytes, {"appreturned", Board::gem, "en"});
    case '2':
      return check(parse_announcements(bytes, "https://www1.hkexnews.hk/search/x?lang=zh"));
    case '3':
      return check(parse_new_listings(text, "https://www2.hkexnews.hk/GEM?sc_lang=zh-CN"));
    case '4':
      return read_csrc(bytes);
    case '5':
      return check(parse_consolidated_index(bytes, "sehkconsolidatedindex.xlsx"));
    case '6':
      return read_sheet(bytes);
    case '7':
      parties_chapter(text, "https://www1.hkexnews.hk/app/sehk/2026/1/2.htm");
      return;
    default:
      return;
  }
}

}  // namespace

void fuzz_one(char reader, std::string_view bytes) { read(reader, bytes); }

}  // namespace gongwatch::parser

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  gongwatch::parser::fuzz_one(bytes.front(), bytes.substr(1));
  return 0;
}
