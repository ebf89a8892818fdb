#include "store/page_scan.h"

#include <sqlite3.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <string_view>

#include "store/connection.h"

namespace gongwatch::store {
namespace {

constexpr std::size_t kHeader = 100;
constexpr std::size_t kUsualPage = 4096;
constexpr std::size_t kMostEntries = 10'000;
constexpr std::size_t kLongestName = 200;
constexpr int kMostLevels = 20;
constexpr std::uint8_t kIndexInterior = 0x02;
constexpr std::uint8_t kTableInterior = 0x05;
constexpr std::uint8_t kIndexLeaf = 0x0a;
constexpr std::uint8_t kTableLeaf = 0x0d;

// Reads big-endian numbers; beyond the end there are noughts.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}
  std::uint8_t byte(std::size_t at) const {
    return at < bytes_.size() ? static_cast<std::uint8_t>(bytes_[at]) : std::uint8_t{0};
  }
  std::uint32_t number(std::size_t at, int width) const {
    std::uint32_t value = 0;
    for (int i = 0; i < width; ++i) value = value << 8 | byte(at + static_cast<std::size_t>(i));
    return value;
  }
  // Moves `at` behind it.
  std::uint64_t varint(std::size_t& at) const {
    std::uint64_t value = 0;
    for (int i = 0; i < 8; ++i) {
      const std::uint8_t next = byte(at++);
      value = value << 7 | (next & 0x7FU);
      if ((next & 0x80U) == 0) return value;
    }
    return value << 8 | byte(at++);
  }
  std::string_view text(std::size_t at, std::size_t size) const {
    return at > bytes_.size() || size > bytes_.size() - at ? std::string_view{}
                                                           : bytes_.substr(at, size);
  }
  std::size_t size() const { return bytes_.size(); }

 private:
  std::string_view bytes_;
};

bool is_tree(std::uint8_t kind) {
  return kind == kIndexInterior || kind == kTableInterior || kind == kIndexLeaf ||
         kind == kTableLeaf;
}
bool is_interior(std::uint8_t kind) { return kind == kIndexInterior || kind == kTableInterior; }

// Where the records of a page's cells begin.
std::vector<std::size_t> records_of(const Bytes& page, std::size_t begin, std::uint8_t kind) {
  std::vector<std::size_t> places;
  const std::size_t head = is_interior(kind) ? 12 : 8;
  const std::size_t cells = page.number(begin + 3, 2);
  for (std::size_t i = 0; i < cells && begin + head + 2 * i + 2 <= page.size(); ++i) {
    std::size_t at = page.number(begin + head + 2 * i, 2);
    if (at < begin + head || at >= page.size()) continue;
    if (kind == kIndexInterior) at += 4;
    page.varint(at);                          // of the payload
    if (kind == kTableLeaf) page.varint(at);  // the rowid
    places.push_back(at);
  }
  return places;
}

struct Cell {
  std::uint64_t type = 0;
  std::size_t at = 0;
  std::size_t bytes = 0;
};

std::size_t bytes_of(std::uint64_t type) {
  constexpr std::size_t kFixed[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0};
  return type < 12 ? kFixed[type]
                   : static_cast<std::size_t>(std::min<std::uint64_t>((type - 12) / 2, 1U << 30));
}

std::vector<Cell> cells_of(const Bytes& page, std::size_t record, std::size_t most) {
  std::vector<Cell> cells;
  std::size_t at = record;
  const std::uint64_t head = page.varint(at);
  if (head < 2 || head > page.size()) return cells;
  std::size_t value = record + static_cast<std::size_t>(head);
  while (at < record + head && cells.size() < most) {
    const std::uint64_t type = page.varint(at);
    cells.push_back({type, value, bytes_of(type)});
    value += cells.back().bytes;
  }
  return cells;
}

std::string_view text_of(const Bytes& page, const Cell& cell) {
  const bool text = cell.type >= 13 && cell.type % 2 == 1 && cell.bytes <= kLongestName;
  return text ? page.text(cell.at, cell.bytes) : std::string_view{};
}

std::optional<SchemaEntry> entry_of(const Bytes& page, std::size_t record) {
  const auto cells = cells_of(page, record, 6);
  if (cells.size() != 5 || cells[3].type < 1 || cells[3].type > 4) return std::nullopt;
  SchemaEntry entry{std::string(text_of(page, cells[0])), std::string(text_of(page, cells[1])),
                    std::string(text_of(page, cells[2])),
                    page.number(cells[3].at, static_cast<int>(cells[3].bytes))};
  const bool place = entry.type == "table" || entry.type == "index";
  if (!place || entry.name.empty() || entry.table.empty() || entry.root < 2) return std::nullopt;
  return entry;
}

void look_at(const Bytes& page, PageNumber number, PageScan& scan) {
  constexpr std::size_t kMostColumns = 2000;
  const std::size_t begin = number == 1 ? kHeader : 0;
  const std::uint8_t kind = page.byte(begin);
  if (!is_tree(kind)) return;
  scan.kinds[number] = kind;
  const auto note_child = [&](PageNumber child) {
    if (child < 2 || child > scan.pages) return;
    scan.children[child] = true;
    if (scan.first_child[number] == 0) scan.first_child[number] = child;
  };
  if (is_interior(kind)) {
    const std::size_t cells = page.number(begin + 3, 2);
    for (std::size_t i = 0; i < cells && begin + 14 + 2 * i <= page.size(); ++i) {
      const std::size_t at = page.number(begin + 12 + 2 * i, 2);
      if (at + 4 <= page.size()) note_child(page.number(at, 4));
    }
    note_child(page.number(begin + 8, 4));
  }
  if (kind == kTableInterior) return;
  for (const std::size_t record : records_of(page, begin, kind)) {
    if (scan.columns[number] == 0) {
      const auto cells = cells_of(page, record, kMostColumns);
      scan.columns[number] = static_cast<std::uint16_t>(cells.size());
    }
    if (kind != kTableLeaf || scan.entries.size() >= kMostEntries) continue;
    if (auto entry = entry_of(page, record)) scan.entries.push_back(std::move(*entry));
  }
}

// Page size, version and owner, if the header is whole.
void read_header(const Bytes& first, PageScan& scan) {
  scan.page_bytes = kUsualPage;
  if (first.text(0, 16) != std::string_view("SQLite format 3\0", 16)) return;
  const std::size_t bytes = first.number(16, 2) == 1 ? 65536 : first.number(16, 2);
  if (bytes < 512 || !std::has_single_bit(bytes)) return;
  scan.page_bytes = bytes;
  // What stands in every header; else more of it is damaged than these.
  if (first.number(21, 3) != 0x402020) return;
  scan.foreign = first.number(68, 4) != static_cast<std::uint32_t>(kApplicationId);
  scan.user_version = static_cast<int>(first.number(60, 4));
}

}  // namespace

std::size_t PageScan::columns_under(PageNumber root) const {
  for (int level = 0; level < kMostLevels && root != 0 && root <= pages; ++level) {
    if (columns[root] > 0) return columns[root];
    root = first_child[root];
  }
  return 0;
}

Result<PageScan> scan_pages(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(ErrorKind::io, std::strerror(errno), path);
  PageScan scan;
  std::string page(kHeader, '\0');
  file.read(page.data(), static_cast<std::streamsize>(page.size()));
  read_header(Bytes(std::string_view(page).substr(0, static_cast<std::size_t>(file.gcount()))),
              scan);
  file.clear();
  file.seekg(0, std::ios::end);
  const auto size = static_cast<std::uint64_t>(std::max<std::streamoff>(file.tellg(), 0));
  constexpr std::uint64_t kMostPages = 0x7FFFFFFE;
  scan.pages = static_cast<PageNumber>(std::min(size / scan.page_bytes, kMostPages));
  scan.kinds.resize(scan.pages + 1);
  scan.children.resize(scan.pages + 1);
  scan.columns.resize(scan.pages + 1);
  scan.first_child.resize(scan.pages + 1);
  file.seekg(0);
  page.resize(scan.page_bytes);
  for (PageNumber number = 1; number <= scan.pages; ++number) {
    if (!file.read(page.data(), static_cast<std::streamsize>(page.size()))) break;
    look_at(Bytes(page), number, scan);
  }
  return scan;
}

}  // namespace gongwatch::store
