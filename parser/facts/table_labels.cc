#include "parser/facts/table_labels.h"

#include <array>
#include <string>
#include <utility>

#include "model/names.h"
#include "parser/facts/pattern.h"
#include "parser/facts/sponsors.h"
#include "parser/vocabulary/table.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kLongestLabel = 90;

constexpr std::array<std::pair<std::string_view, LabelKind>, 11> kKinds{{
    {"company", LabelKind::company},
    {"legal_name", LabelKind::legal_name},
    {"code", LabelKind::code},
    {"board", LabelKind::board},
    {"status", LabelKind::status},
    {"day", LabelKind::day},
    {"closes", LabelKind::closes},
    {"any_day", LabelKind::any_day},
    {"disclosed_day", LabelKind::disclosed_day},
    {"figure", LabelKind::figure},
    {"other", LabelKind::other},
}};

LabelKind kind_named(std::string_view name) {
  for (const auto& [word, kind] : kKinds) {
    if (word == name) return kind;
  }
  return LabelKind::other;
}

std::string whole(std::string_view pattern) { return "(?i)^(?:" + std::string(pattern) + ")$"; }

struct LabelLine {
  LabelKind kind;
  std::optional<Stage> stage;
  std::string_view metric;
  Pattern pattern;
};

struct LabelTable {
  Pattern any;  // one pass that most cells fail
  std::vector<LabelLine> lines;
};

const LabelTable& label_table() {
  static const LabelTable table = [] {
    std::string any;
    std::vector<LabelLine> lines;
    for (const TableRow& row : table_rows("table_labels", 3)) {
      const LabelKind kind = kind_named(row[0]);
      lines.push_back({kind, stage_from_name(row[1]),
                       kind == LabelKind::figure ? row[1] : std::string_view(),
                       Pattern(whole(row[2]))});
      if (!any.empty()) any += '|';
      any += row[2];
    }
    return LabelTable{Pattern(whole(any)), std::move(lines)};
  }();
  return table;
}

const LabelLine* line_of(std::string_view words) {
  if (words.empty()) return nullptr;
  const LabelTable& table = label_table();
  const Span all{0, words.size()};
  if (!table.any.matches_in(words, all)) return nullptr;
  for (const LabelLine& line : table.lines) {
    if (line.pattern.matches_in(words, all)) return &line;
  }
  return nullptr;
}

// "Joint Sponsors", 联席保荐人及整体协调人: roles and nothing else. No roles: counsel to them.
std::optional<std::vector<Role>> label_roles(const PreparedText& text, Span cell) {
  static const Pattern kTrigger(
      R"((?i)sponsor|co-?ordinator|book ?-?runn|lead ?-?manager|underwriter|保荐|推荐人|协调人|簿|牵头|承销|包销)");
  static const Pattern kRest(
      R"((?i)^(?:[ ,、/&:()*-]|\(s\)|s\b|\band\b|\bnames? of\b|及|和|与|兼|暨|\bthe\b|\bits\b|\bipo\b|\bhk\b|名称|名单|新股|上市|机构|主要|券商|人|其[他余它]|联席|独家|\bother\b|\bjoint\b|\bsole\b)*$)");
  if (!kTrigger.matches_in(text.folded(), cell)) return std::nullopt;
  std::vector<Role> roles;
  std::size_t at = cell.begin;
  for (const RoleMention& role : find_roles(text, cell)) {
    if (!kRest.matches_in(text.folded(), {at, role.span.begin})) return std::nullopt;
    if (role.role) roles.push_back(*role.role);
    at = role.span.end;
  }
  if (at == cell.begin || !kRest.matches_in(text.folded(), {at, cell.end})) return std::nullopt;
  // 联席/独家保荐人: as many as there are.
  static const Pattern kEither(
      R"((?i)(?:联席|joint)[ /及或、]{1,4}(?:独家|sole)|(?:独家|sole)[ /及或、]{1,4}(?:联席|joint))");
  if (kEither.matches_in(text.folded(), cell)) {
    for (const Role one : {Role::joint_sponsor, Role::sole_sponsor}) {
      if (std::find(roles.begin(), roles.end(), one) == roles.end()) roles.push_back(one);
    }
  }
  return roles;
}

// Without a colon, marks of notes and blanks at the ends.
Span bare(const PreparedText& text, Span cell) {
  constexpr std::string_view kEnds = " :*#^+.?";
  while (!cell.empty() && kEnds.find(text.folded()[cell.begin]) != std::string_view::npos)
    ++cell.begin;
  while (!cell.empty() && kEnds.find(text.folded()[cell.end - 1]) != std::string_view::npos)
    --cell.end;
  return cell;
}

bool is_expected(std::string_view words) {
  static const Pattern kExpected(
      R"((?i)^(?:预期|预计|暂定|拟定?|估计|预|expected|tentative|est\.?|estimated|proposed|planned|target(?:ed)?|tbc)$)");
  return kExpected.find(words).has_value();
}

struct LabelWords {
  Span span;
  Span unit;
  bool expected = false;
};

// The words inside brackets at the end are no part of the label.
LabelWords without_bracket(const PreparedText& text, LabelWords words) {
  if (words.span.empty() || text.folded()[words.span.end - 1] != ')') return words;
  const std::size_t open = text.view(words.span).rfind('(');
  if (open == std::string_view::npos || open == 0) return words;
  const Span inside{words.span.begin + open + 1, words.span.end - 1};
  words.span = bare(text, {words.span.begin, words.span.begin + open});
  if (is_expected(text.view(inside))) {
    words.expected = true;
  } else {
    words.unit = inside;
  }
  return words;
}

LabelWords without_expectation(const PreparedText& text, LabelWords words) {
  static const Pattern kFront(
      R"((?i)^(?:预期|预计|暂定|拟定?|估计|(?:expected|tentative|est\.|estimated|proposed|planned|target(?:ed)?) )(?:的)?)");
  if (const auto front = kFront.find(text.folded(), words.span)) {
    words.span.begin = front->span.end;
    words.expected = true;
  }
  return words;
}

}  // namespace

std::optional<Label> read_label(const PreparedText& text, Span cell) {
  if (cell.empty() || cell.size() > kLongestLabel) return std::nullopt;
  LabelWords words{bare(text, cell), {}, false};
  Label label;
  label.span = words.span;
  if (auto roles = label_roles(text, words.span)) {
    label.kind = roles->empty() ? LabelKind::other : LabelKind::role;
    label.roles = std::move(*roles);
    return label;
  }
  const LabelLine* line = line_of(text.view(words.span));
  for (std::size_t more = 0; line == nullptr && more < 2; ++more) {
    words = without_bracket(text, words);
    line = line_of(text.view(words.span));
    if (line != nullptr) break;
    words = without_expectation(text, words);
    line = line_of(text.view(words.span));
  }
  if (line == nullptr) return std::nullopt;
  label.kind = line->kind;
  label.stage = line->stage;
  label.metric = line->metric;
  label.expected = words.expected;
  label.unit = words.unit;
  return label;
}

std::optional<Status> read_status(std::string_view folded) {
  struct StatusLine {
    std::optional<Stage> stage;
    std::optional<Outcome> outcome;
    Pattern pattern;
  };
  static const std::vector<StatusLine> kLines = [] {
    std::vector<StatusLine> lines;
    for (const TableRow& row : table_rows("table_statuses", 3)) {
      std::optional<Outcome> outcome;
      if (row[1] == "planned") outcome = Outcome::planned;
      if (row[1] == "postponed") outcome = Outcome::postponed;
      lines.push_back({stage_from_name(row[0]), outcome, Pattern(whole(row[2]))});
    }
    return lines;
  }();
  if (folded.empty() || folded.size() > kLongestLabel) return std::nullopt;
  for (const StatusLine& line : kLines) {
    if (line.pattern.matches_in(folded, {0, folded.size()}))
      return Status{line.stage, line.outcome};
  }
  return std::nullopt;
}

}  // namespace gongwatch::parser::facts
