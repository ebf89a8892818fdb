// Who wrote it: "By Jane Doe", 记者 张三, 来源：….
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongwatch::parser {

enum class CreditKind { author, source, editor };

struct Credit {
  CreditKind kind = CreditKind::author;
  std::string name;
};

// The credits in a short line, in its order; empty for prose and lines without any.
std::vector<Credit> credits_of(std::string_view line);

// An author as metadata write it, cleaned ("By " and blanks dropped); empty if it is a URL, an
// address, or too long for a name.
std::string clean_author(std::string_view author);

// "Written by", 作者: what stands before a name.
bool is_author_label(std::string_view label);

}  // namespace gongwatch::parser
