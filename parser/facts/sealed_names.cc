#include "parser/facts/sealed_names.h"

#include "parser/facts/han_words.h"
#include "parser/facts/pattern.h"
#include "text/fold.h"

namespace gongwatch::parser::facts {

void seal_names(std::string& folded) {
  static const Pattern kNames(han_words::alternatives("name_edges", "own_de"));
  constexpr std::string_view kDe = "的";
  constexpr std::string_view kSeal = "旳";
  static_assert(kDe.size() == kSeal.size());
  if (folded.find(kDe) == std::string::npos) return;
  for (const Match& match : kNames.find_all(folded, {0, folded.size()})) {
    for (const Span& name : match.groups) {
      const std::size_t at = folded.find(kDe, name.begin);
      if (at < name.end) folded.replace(at, kDe.size(), kSeal);
    }
  }
}

std::string fold_name(std::string_view name) {
  std::string folded = text::fold_text(name);
  seal_names(folded);
  return folded;
}

}  // namespace gongwatch::parser::facts
