#include "parser/pdf/role_lists.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "model/names.h"
#include "parser/facts/firms.h"
#include "parser/facts/pattern.h"
#include "parser/facts/sponsors.h"
#include "parser/pdf/appointments.h"
#include "parser/pdf/firm_names.h"
#include "parser/vocabulary/table.h"

namespace gongwatch::parser::pdf {
namespace {

using facts::Pattern;
using facts::Span;

// A heading or a name is broken over at most so many lines.
constexpr std::size_t kMostLines = 4;

struct Heading {
  std::vector<Role> roles;  // empty: a party that is none of ours
  Span span;                // the words of the heading
  std::size_t lines = 1;    // that it fills; 0: names follow on the same line
};

class HeadingWords {
 public:
  HeadingWords() : pattern_(joined()) {
    for (const TableRow& row : table_rows("party_headings", 2))
      roles_.push_back(role_from_name(row[0]));
  }

  // The heading word at the very beginning of the span; role: null for a party that is none of
  // ours.
  struct Word {
    Span span;
    std::optional<Role> role;
  };
  std::optional<Word> at(const PageText& text, Span in) const {
    const auto match = pattern_.find(text.folded(), in);
    if (!match) return std::nullopt;
    for (std::size_t i = 0; i < roles_.size(); ++i) {
      if (match->has(i)) return Word{match->span, roles_[i]};
    }
    return std::nullopt;
  }

 private:
  static std::string joined() {
    std::string all = "(?i)^(?:";
    for (const TableRow& row : table_rows("party_headings", 2))
      all.append(all.back() == ':' ? "(" : "|(").append(row[1]).append(")");
    return all + ")";
  }

  Pattern pattern_;
  std::vector<std::optional<Role>> roles_;
};

const HeadingWords& heading_words() {
  static const HeadingWords words;
  return words;
}

// "(in alphabetical order)", "(s)", ":" and footnote marks behind a heading.
bool is_heading_tail(std::string_view tail) {
  static const Pattern kTail(
      R"((?i)^\s?(?:\(s\)|\([^()]*(?:order|排序|排列|次序|顺序|先后)[^()]*\)|\(\d\)|of the (?:global |hong kong )?(?:offering|company)|[:*\s])*$)");
  return tail.empty() || kTail.find(tail);
}

bool is_note(std::string_view line) {
  static const Pattern kNote(
      R"((?i)^\(?(?:in (?:alphabetical|no particular)|names? (?:are )?in|(?:按|以|排名).{0,24}(?:排序|排列|次序|顺序|先后))[^()]*\)?$|^(?:name|names|role|roles|capacity|name of .{0,40}|名称|名字|角色|职能|身份|.{0,24}名称)$)");
  return line.size() <= 120 && kNote.find(line).has_value();
}

// Lines of prose, an end of any list.
bool is_prose(std::string_view line) {
  static const Pattern kProse(
      R"((?i)\b(?:is|are|was|were|has|have|had|which|shall|will|may|been|pursuant|dated|hereby)\b|乃|根据|兹|本公告|董事会|。$)");
  return kProse.find(line).has_value();
}

bool ends_in_legal_form(std::string_view words) {
  static const Pattern kForm(
      R"((?i)(?:limited|ltd\.?|l\.l\.c\.|llc|plc|inc\.?|llp|branch|公司|分行)[\s*]*(?:\([^()]{0,40}\))?$)");
  return kForm.find(words).has_value();
}

// Buildings, streets and towns: what stands between names in the chapter of the parties.
bool looks_like_address(std::string_view line) {
  static const Pattern kAddress(
      R"((?i)^\d|\d+/F|\b(?:floor|level|room|suite|unit|road|street|avenue|tower|building|plaza|centre|center|square|house|garden|district|province|kowloon|admiralty|wan chai|hong kong|prc|china|singapore)\b,?$|[室楼层号座]$|^(?:香港|中国|九龙))");
  return kAddress.find(line).has_value();
}

class ListReader {
 public:
  ListReader(const PageText& text, std::size_t first, std::size_t last, ListOrder order,
             PdfFacts& facts)
      : text_(text), first_(first), last_(last), order_(order), facts_(facts) {}

  void read() {
    for (std::size_t i = first_; i < last_;) i += std::max<std::size_t>(1, step(i));
    leave();
  }

 private:
  const Line& line(std::size_t i) const { return text_.lines()[i]; }
  std::string_view words(std::size_t i) const { return text_.view(line(i).span); }
  Span joined(std::size_t i, std::size_t count) const {
    return {start_of(i), line(i + count - 1).span.end};
  }

  // Behind bullets and numbers: "(a) ", "1. ", "• ".
  std::size_t start_of(std::size_t i) const {
    static const Pattern kBullet(R"(^(?:[•·*-]|\([0-9a-z]{1,3}\)|\d{1,2}[.)]) ?)");
    const auto bullet = kBullet.find(text_.folded(), line(i).span);
    return bullet ? bullet->span.end : line(i).span.begin;
  }

  // Reads what begins on line i; returns how many lines it fills.
  std::size_t step(std::size_t i) {
    if (is_note(words(i))) return 1;
    if (const auto heading = heading_at(i)) {
      enter(*heading);
      return heading->lines == 0 ? names_behind(i, heading->span.end) : heading->lines;
    }
    if (const std::size_t lines = names_at(i, start_of(i)); lines > 0) return lines;
    if (introduces_list(i)) return 1;
    if (order_ == ListOrder::by_itself || (is_prose(words(i)) && words(i).size() > 60)) leave();
    return 1;
  }

  // A heading of one or more roles: "Overall Coordinators, Joint Global Coordinators and Joint
  // Bookrunners", over up to four lines.
  std::optional<Heading> heading_at(std::size_t i) const {
    const auto first = heading_words().at(text_, joined(i, 1));
    if (!first && !heading_words().at(text_, joined(i, std::min<std::size_t>(2, last_ - i))))
      return std::nullopt;
    if (first && !first->role) {
      if (is_prose(words(i)) || words(i).size() > 120) return std::nullopt;
      return Heading{{}, first->span, lines_of_other(i)};
    }
    std::optional<Heading> best;
    for (std::size_t count = 1; count <= std::min(kMostLines, last_ - i); ++count) {
      if (count > 1 && is_note(words(i + count - 1))) break;
      Heading heading = roles_of(joined(i, count));
      if (heading.roles.empty()) continue;
      const Span tail{heading.span.end, joined(i, count).end};
      if (is_heading_tail(text_.view(tail)) && (!best || heading.span.end > best->span.end)) {
        heading.lines = count;
        best = heading;
      }
    }
    if (best) return best;
    // "Sole SponsorHuatai … Limited": the names are glued to the heading.
    Heading heading = roles_of(joined(i, 1));
    if (heading.roles.empty()) return std::nullopt;
    const auto names = find_firm_names(
        text_.flow(), {heading.span.end, joined(i, std::min(kMostLines, last_ - i)).end});
    static const Pattern kGlue(R"(^[\s:]*$)");
    if (names.empty() || !kGlue.find(text_.view({heading.span.end, names.front().span.begin})))
      return std::nullopt;
    heading.lines = 0;
    return heading;
  }

  // "Legal advisers to the Sponsors and the" / "Underwriters".
  std::size_t lines_of_other(std::size_t i) const {
    static const Pattern kGoesOn(R"((?i)(?:\b(?:and|the|to|of|for|as)|及|和|的|,|、)$)");
    std::size_t count = 1;
    while (count < kMostLines && i + count < last_ && kGoesOn.find(words(i + count - 1))) ++count;
    return count;
  }

  Heading roles_of(Span span) const {
    static const Pattern kSeparator(R"((?i)^\s*(?:,\s*and\s|,|、|/|\band\b|&|及|和|与|兼)?\s*)");
    Heading heading;
    heading.span = {span.begin, span.begin};
    std::size_t at = span.begin;
    while (at < span.end && heading.roles.size() < 8) {
      const auto word = heading_words().at(text_, {at, span.end});
      if (!word || !word->role) break;
      heading.roles.push_back(*word->role);
      heading.span.end = word->span.end;
      const auto separator = kSeparator.find(text_.folded(), {word->span.end, span.end});
      at = separator ? separator->span.end : word->span.end;
    }
    return heading;
  }

  void enter(const Heading& heading) {
    default_roles_.clear();
    if (names_first_ && !heading.roles.empty()) {
      for (const FirmName& name : waiting_) add(name, heading.roles, heading.span);
      waiting_.clear();
      return;
    }
    waiting_.clear();
    roles_ = heading.roles;
    role_span_ = heading.span;
    blocked_ = heading.roles.empty();
  }

  // The end of a list: names that no role followed have the one that introduced the list.
  void leave() {
    for (const FirmName& name : waiting_) add(name, default_roles_, role_span_);
    roles_.clear();
    default_roles_.clear();
    waiting_.clear();
    names_first_ = blocked_ = introduced_ = false;
  }

  // "The Company has appointed the following as its overall coordinators:"
  bool introduces_list(std::size_t i) {
    static const Pattern kColon(R"(: ?$)");
    static const Pattern kAppoints(
        R"((?i)\bappointed\b|\bengaged\b|委任|委聘|聘任|\bfollowing\b|以下|下列)");
    if (order_ != ListOrder::by_itself || !kColon.find(words(i))) return false;
    const Span before{line(i > first_ + 2 ? i - 2 : first_).span.begin, line(i).span.end};
    const auto roles = facts::find_roles(text_.flow(), before);
    if (roles.empty() || !roles.back().role || !kAppoints.find(text_.folded(), before))
      return false;
    static const Pattern kTail(R"(^[^.;。]{0,24}: ?$)");
    if (!kTail.find(text_.folded(), {roles.back().span.end, before.end})) return false;
    leave();
    default_roles_ = {*roles.back().role};
    introduced_ = true;
    role_span_ = roles.back().span;
    return true;
  }

  // Names that begin at `begin` on line i; returns how many lines they fill.
  std::size_t names_at(std::size_t i, std::size_t begin) {
    if (blocked_ || is_prose(words(i))) return 0;
    for (std::size_t count = 1; count <= std::min(kMostLines, last_ - i); ++count) {
      // A line of its own role, or a gap behind a whole name, ends a name.
      if (count > 1 && heading_at(i + count - 1)) return 0;
      const Span span{begin, line(i + count - 1).span.end};
      if (span.size() > 600) return 0;
      const auto names = find_firm_names(text_.flow(), span);
      if (names.empty() || names.front().span.begin != begin) {
        if (ends_in_legal_form(text_.view(span))) return 0;
        continue;
      }
      if (count > 1 && !names.front().firm && looks_like_address(words(i))) return 0;
      return take_list(names, span) ? count : 0;
    }
    return 0;
  }

  std::size_t names_behind(std::size_t i, std::size_t end) {
    const auto rest = text_.view({end, line(i).span.end});
    const auto skipped = rest.find_first_not_of(" :");
    return skipped == std::string_view::npos ? 1
                                             : std::max<std::size_t>(1, names_at(i, end + skipped));
  }

  // All names of the span that follow one another.
  bool take_list(const std::vector<FirmName>& names, Span span) {
    std::vector<FirmName> list{names.front()};
    for (std::size_t n = 1; n < names.size(); ++n) {
      if (!joins_names(text_.view({list.back().span.end, names[n].span.begin}))) break;
      list.push_back(names[n]);
    }
    // A sentence that begins with a name is no row of a list; a row may end with its role.
    Span tail{list.back().span.end, span.end};
    tail.begin += std::min(text_.view(tail).find_first_not_of(' '), tail.size());
    Heading role = roles_of(tail);
    if (!joins_names(text_.view(tail)) &&
        (role.roles.empty() || !is_heading_tail(text_.view({role.span.end, tail.end}))))
      return false;
    for (const FirmName& name : list) {
      if (order_ == ListOrder::by_itself && !name.firm && !introduced_ &&
          !facts::looks_like_a_firm(text_.view(name.span)))
        return false;
    }
    if (roles_.empty()) {
      if (order_ == ListOrder::heading_first) return false;
      names_first_ = true;
      waiting_.insert(waiting_.end(), list.begin(), list.end());
      if (!role.roles.empty()) enter(role);
      return true;
    }
    for (const FirmName& name : list) add(name, roles_, role_span_);
    return true;
  }

  // The evidence is the name as it stands there, with its heading if that is near.
  void add(const FirmName& name, const std::vector<Role>& roles, Span heading) {
    const Span both{std::min(name.span.begin, heading.begin), std::max(name.span.end, heading.end)};
    for (const Role role : roles) {
      SponsorMention mention{text_.original(name.span), name.firm, role,
                             text_.evidence(both.size() <= 400 ? both : name.span)};
      add_appointment(facts_, std::move(mention));
    }
  }

  const PageText& text_;
  std::size_t first_, last_;
  ListOrder order_;
  PdfFacts& facts_;
  std::vector<Role> roles_;  // of the heading above; empty: none
  Span role_span_;
  bool blocked_ = false;      // below a heading that is none of ours
  bool names_first_ = false;  // rows of name and role
  // A sentence introduced the list ("… the following overall coordinators:"): unknown firms count,
  // and names without a role of their own have its role.
  bool introduced_ = false;
  std::vector<Role> default_roles_;
  std::vector<FirmName> waiting_;  // for the role behind them
};

}  // namespace

void read_role_lists(const PageText& text, std::size_t first, std::size_t last, ListOrder order,
                     PdfFacts& facts) {
  ListReader(text, first, std::min(last, text.lines().size()), order, facts).read();
}

}  // namespace gongwatch::parser::pdf
