#include "parser/facts/sponsor_tables.h"

#include <algorithm>

#include "model/names.h"
#include "parser/facts/firms.h"
#include "parser/facts/pattern.h"
#include "parser/facts/sponsor_context.h"
#include "parser/facts/sponsor_legend.h"
#include "parser/facts/sponsor_pieces.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kMostCells = 64;
constexpr std::size_t kLongestHead = 120;
constexpr std::size_t kLongestRow = 8192;

std::vector<Span> cells_of(const PreparedText& text, Span row) {
  std::vector<Span> cells;
  const std::string_view folded = text.folded();
  std::size_t begin = row.begin;
  while (cells.size() < kMostCells) {
    const std::size_t bar = std::min(folded.find(" |", begin), row.end);
    cells.push_back(trimmed(folded, {begin, bar}));
    if (bar >= row.end) break;
    begin = std::min(bar + 2, row.end);
  }
  return cells;
}

// The roles that a cell or line consists of. None: it says something else.
std::optional<std::vector<Role>> head_roles(const PreparedText& text, Span cell) {
  if (cell.empty() || cell.size() > kLongestHead || !is_role_heading(text.folded(), cell))
    return std::nullopt;
  std::vector<Role> roles;
  for (const RoleWord& word : role_words(text.folded(), cell)) {
    if (word.role) roles.push_back(*word.role);
  }
  return roles;
}

bool is_known(const PreparedText& text, Span cell) {
  return !cell.empty() && firm_at(text.folded().substr(0, cell.end), cell.begin).has_value();
}

}  // namespace

bool RowReader::read(std::size_t sentence, std::vector<FoundSponsor>& found) {
  const Span span = text_.sentences()[sentence].span;
  if (span.begin < read_to_) return true;
  if (span.begin < prose_to_) return read_line(sentence, found);
  const Span line = line_of(sentence);
  if (text_.view(line).find(" |") == std::string_view::npos) {
    prose_to_ = line.end;
    return read_line(sentence, found);
  }
  read_to_ = line.end;
  return read_row(line, sentence, found);
}

Span RowReader::line_of(std::size_t sentence) const {
  const std::string_view folded = text_.folded();
  const Span span = text_.sentences()[sentence].span;
  const std::size_t longest = std::min(folded.size(), span.begin + kLongestRow);
  const std::string_view row = folded.substr(span.begin, longest - span.begin);
  return {span.begin, std::max(span.end, span.begin + std::min(row.find('\n'), row.size()))};
}

bool RowReader::read_row(Span line, std::size_t sentence, std::vector<FoundSponsor>& found) {
  const auto cells = cells_of(text_, line);
  bool headed = false;
  std::optional<Head> column;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    auto roles = head_roles(text_, cells[i]);
    if (!roles) {
      if (has_role_word(text_.folded(), cells[i])) {
        for (FoundSponsor& one : read_piece(text_, cells[i], sentence, {}))
          found.push_back(std::move(one));
      }
      continue;
    }
    headed = true;
    const Head head{std::move(*roles), cells[i], i, cells.size()};
    const bool named =
        i + 1 < cells.size() && take_names(cells[i + 1], line, head, sentence, found);
    if (named) {
      ++i;
      // Each name in a cell of its own.
      while (i + 1 < cells.size() && is_known(text_, cells[i + 1]) &&
             take_names(cells[i + 1], line, head, sentence, found))
        ++i;
    } else if (!column && !head.roles.empty() && cells.size() > 1) {
      column = head;
    }
  }
  if (headed) {
    head_ = std::move(column);
  } else if (head_ && head_->columns == cells.size()) {
    take_names(cells[head_->column], line, *head_, sentence, found);
  } else if (head_ && head_->columns == 0) {
    head_.reset();
  }
  return true;
}

bool RowReader::read_line(std::size_t sentence, std::vector<FoundSponsor>& found) {
  const Span span = text_.sentences()[sentence].span;
  if (span.size() <= kLongestHead && has_role_word(text_.folded(), span)) {
    if (auto roles = head_roles(text_, span)) {
      head_.reset();
      if (!roles->empty()) head_ = Head{std::move(*roles), span, 0, 0};
      return true;
    }
  }
  if (!head_) return false;
  if (head_->columns == 0 && take_names(span, span, *head_, sentence, found)) return true;
  head_.reset();
  return false;
}

// The whole cell is a list of names, or none is taken.
bool RowReader::take_names(Span cell, Span line, const Head& head, std::size_t sentence,
                           std::vector<FoundSponsor>& found) const {
  static const Pattern kBetween(R"(^(?:[ ,、;/&|]|\d{1,2}[.)])*$)");
  static const Pattern kTail(
      R"((?i)^(?:[ ,.;。、]|等|\((?:联席|联合|共同|独家|joint|sole|joint sponsors?|sole sponsor|联席保荐人|独家保荐人)\))*$)");
  constexpr std::size_t kLongestCell = 600;
  if (cell.empty() || cell.size() > kLongestCell) return false;
  const SponsorText piece(text_, cell);
  const HouseNames names(piece, {});
  const bool row = head.columns > 0 && line.contains(head.span);
  const bool plain = !row || head.columns == 2;
  std::vector<HouseName> all;
  std::size_t at = 0;
  // In a row of several columns any word may be another heading ("Sponsor | Date").
  NameList list = names.from(0, plain);
  while (!list.empty()) {
    all.insert(all.end(), list.names.begin(), list.names.end());
    at = list.end();
    list = names.first_from(at);
    if (!list.empty() && !kBetween.matches_in(piece.view(), {at, list.begin()})) break;
  }
  if (all.empty() || !kTail.matches_in(piece.view(), {at, piece.view().size()})) return false;
  const Disregard disregard = disregard_in(text_, sentence);
  for (const Role told : head.roles) {
    if (disregard.not_sponsors && !is_sponsor(told)) continue;
    const Role role = told_in_cell(text_, cell, told);
    for (const HouseName& name : all) {
      const Span clause = row || head.columns == 0 ? Span{head.span.begin, cell.end} : cell;
      found.push_back(found_sponsor(piece, name, role, clause, sentence));
    }
  }
  return true;
}

}  // namespace gongwatch::parser::facts
