#include "parser/content/name_signs.h"

#include "parser/content/date_marks.h"

namespace gongwatch::parser {

NameSigns signs_of_names(std::string_view names) {
  return {class_hint(names), names_publication_day(names), author_sign(names)};
}

const NameSigns& NameMemo::of(std::string_view names) {
  static const NameSigns none;
  if (names.empty()) return none;
  const auto [found, is_new] = known_.try_emplace(names.data());
  if (is_new) found->second = signs_of_names(names);
  return found->second;
}

}  // namespace gongwatch::parser
