#include "parser/facts/table_rows.h"

#include <algorithm>
#include <optional>

#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kMostTables = 200;
constexpr std::size_t kMostCells = 64;
constexpr std::size_t kLongestHeading = 90;
constexpr std::size_t kLongestLine = 16384;
constexpr std::size_t kLongestIntro = 600;

bool is_bar(std::string_view folded, Span line, std::size_t at) {
  const bool left = at == line.begin || folded[at - 1] == ' ';
  const bool right = at + 1 >= line.end || folded[at + 1] == ' ';
  return left && right;
}

// 公司｜招股日期｜每手股數: several bars without blanks part cells; one alone ("快訊｜甲遞表") does
// not.
bool is_closely_barred(std::string_view line) {
  constexpr std::ptrdiff_t kFewest = 3;
  return line.find(" |") == std::string_view::npos && line.find("| ") == std::string_view::npos &&
         std::count(line.begin(), line.end(), '|') >= kFewest;
}

std::vector<Span> cells_of(const PreparedText& text, Span line) {
  std::vector<Span> cells;
  std::size_t begin = line.begin;
  const bool close = is_closely_barred(text.view(line));
  for (std::size_t at = text.folded().find('|', begin); at < line.end && cells.size() < kMostCells;
       at = text.folded().find('|', at + 1)) {
    if (!close && !is_bar(text.folded(), line, at)) continue;
    cells.push_back(without_blanks(text, {begin, at}));
    begin = at + 1;
  }
  cells.push_back(without_blanks(text, {begin, line.end}));
  // "| a | b |", as plain text draws it.
  if (cells.size() > 2 && cells.front().empty() && cells.back().empty()) {
    cells.erase(cells.begin());
    cells.pop_back();
  }
  return cells;
}

// "--- | ---" below a head.
bool is_rule(const PreparedText& text, Span line) {
  return text.view(line).find_first_not_of(" |-:=+") == std::string_view::npos;
}

class TableFinder {
 public:
  explicit TableFinder(const PreparedText& text) : text_(text) {}

  std::vector<TextTable> run() {
    const std::string_view folded = text_.folded();
    for (std::size_t begin = 0; begin < folded.size();) {
      const std::size_t end = std::min(folded.find('\n', begin), folded.size());
      const Span line = without_blanks(text_, {begin, end});
      if (!line.empty()) take(line);
      begin = end + 1;
    }
    return std::move(tables_);
  }

 private:
  void take(Span line) {
    if (line.size() <= kLongestLine && text_.view(line).find('|') != std::string_view::npos) {
      if (is_rule(text_, line)) return;
      auto cells = cells_of(text_, line);
      if (cells.size() > 1) {
        add(line, std::move(cells));
        return;
      }
    }
    if (open_ && !pending_ && is_heading(line)) {
      pending_ = line;
      return;
    }
    close();
    if (intro_.empty()) intro_.begin = line.begin;
    heading_ = is_heading(line) ? line : Span{};
    intro_.end = line.end;
  }

  bool is_heading(Span line) const {
    return line.size() <= kLongestHeading && !is_prose(text_, line);
  }

  void add(Span line, std::vector<Span> cells) {
    if (!open_) {
      if (tables_.size() >= kMostTables) return;
      open_ = true;
      TextTable table;
      table.heading = heading_;
      table.intro = intro_;
      if (table.intro.size() > kLongestIntro) table.intro.begin = table.intro.end - kLongestIntro;
      tables_.push_back(std::move(table));
      intro_ = heading_ = {};
    }
    TextTable& table = tables_.back();
    if (pending_) table.headings.push_back(*std::exchange(pending_, std::nullopt));
    table.lines.push_back({line, std::move(cells), table.headings.size()});
  }

  // A line behind the last row was no heading inside the table but stands behind it.
  void close() {
    open_ = false;
    if (!pending_) return;
    intro_ = heading_ = *std::exchange(pending_, std::nullopt);
  }

  const PreparedText& text_;
  std::vector<TextTable> tables_;
  bool open_ = false;
  std::optional<Span> pending_;
  Span heading_;
  Span intro_;
};

bool is_small(char c) { return c >= 'a' && c <= 'z'; }

}  // namespace

std::vector<TextTable> find_tables(const PreparedText& text) {
  if (text.folded().find('|') == std::string_view::npos) return {};
  return TableFinder(text).run();
}

Span without_blanks(const PreparedText& text, Span span) {
  const auto blank = [&](std::size_t at) {
    return text.folded()[at] == ' ' || text.folded()[at] == '\n';
  };
  while (!span.empty() && blank(span.begin)) ++span.begin;
  while (!span.empty() && blank(span.end - 1)) --span.end;
  return span;
}

bool is_prose(const PreparedText& text, Span cell) {
  constexpr std::size_t kFewHan = 24;
  constexpr std::size_t kFewSmallWords = 5;
  const std::string_view words = text.view(cell);
  if (words.find("。") != std::string_view::npos) return true;
  if (words.find(',') != std::string_view::npos && text::count_han(words) >= kFewHan) return true;
  std::size_t small = 0;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (is_small(words[at]) && (at == 0 || words[at - 1] == ' ')) ++small;
  }
  return small > kFewSmallWords;
}

}  // namespace gongwatch::parser::facts
