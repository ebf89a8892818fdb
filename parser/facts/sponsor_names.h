// Houses and lists of houses in a piece of a text.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parser/facts/sponsor_roles.h"
#include "parser/facts/sponsor_text.h"

namespace gongwatch::parser::facts {

struct HouseName {
  Span span;
  std::size_t end = 0;              // behind its other name in brackets
  std::optional<std::string> firm;  // none: not in the table, but it looks like a house
};

// Between a name and the one before it.
enum class Join { none, comma, other, last };  // last: "and", 及

struct NameList {
  std::vector<HouseName> names;
  std::vector<Join> joins;  // of each name with the one before it

  bool empty() const { return names.empty(); }
  std::size_t begin() const { return names.front().span.begin; }
  std::size_t end() const { return names.back().end; }
  void push_back(HouseName name, Join join);
  void keep_first(std::size_t count);
  void drop_first(std::size_t count);
  // The place of the name behind the last comma; of the last name if there is none.
  std::size_t behind_last_comma() const;
};

class HouseNames {
 public:
  // Known names everywhere outside the roles' words, and between them what looks like a house.
  HouseNames(const SponsorText& text, const std::vector<RoleWord>& roles);

  // The list that begins exactly at `at`. `plain`: its first name may be any proper name, because
  // nothing else can stand there ("the sole sponsor is …").
  NameList from(std::size_t at, bool plain) const;
  // The list that begins with the next name at or behind `at`.
  NameList first_from(std::size_t at) const;
  // A proper name that follows "and" or 、 at `end` and itself ends before `limit`; Latin only.
  std::optional<HouseName> plain_behind(std::size_t end, std::size_t limit) const;
  // The list that ends with the last name that ends in [begin, end]; empty if there is none.
  NameList before(std::size_t begin, std::size_t end) const;

 private:
  void add_known(Span gap);
  void add_unknown(Span gap);
  std::optional<HouseName> name_at(std::size_t at, bool plain) const;
  std::optional<HouseName> plain_after(std::size_t end, Join& join) const;
  Join join_of(Span between) const;

  const SponsorText& text_;
  std::vector<HouseName> names_;
};

}  // namespace gongwatch::parser::facts
