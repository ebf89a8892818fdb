#include "parser/html/kept_attributes.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "parser/html/hidden_style.h"
#include "parser/html/tag_sets.h"

namespace gongwatch::parser {

const char* asked_for(const ScannedAttribute& attribute, GumboTag tag) {
  const auto one_of = [&](std::initializer_list<const char*> names) -> const char* {
    const auto* const found = std::find_if(names.begin(), names.end(), [&](const char* name) {
      return same_name(attribute.name, {name, attribute.name.size()});
    });
    return found == names.end() ? nullptr : *found;
  };
  switch (attribute.name.size()) {
    case 2:
      return one_of({"id"});
    case 3:
      return one_of({"rel"});
    case 4:
      return tag == GUMBO_TAG_META ? one_of({"type", "role", "lang", "open", "name"})
                                   : one_of({"type", "role", "lang", "open"});
    case 5:
      // <abbr class="published" title="2025-11-09T08:00:00+08:00">
      if (tag == GUMBO_TAG_ABBR && one_of({"title"}) != nullptr) return "title";
      if (const char* const style = one_of({"style"}))
        return attribute.value.find('&') != std::string_view::npos || hides(attribute.value)
                   ? style
                   : nullptr;
      return one_of({"class"});
    case 6:
      return one_of({"hidden"});
    case 7:
      return one_of({"content"});
    case 8:
      return one_of({"itemtype", "itemprop", "property", "datetime"});
    case 10:
      return one_of({"aria-modal"});
    case 11:
      return one_of({"aria-hidden"});
    default:
      return nullptr;
  }
}

bool may_be_shortened(std::string_view name) {
  static constexpr std::array<std::string_view, 8> kNames = {
      "id", "rel", "class", "content", "itemtype", "itemprop", "property", "datetime"};
  return std::any_of(kNames.begin(), kNames.end(),
                     [&](std::string_view one) { return same_name(name, one); });
}

bool is_copied_whole(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_HTML:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_BASE:
    case GUMBO_TAG_LINK:
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_ISINDEX:
      return true;
    default:
      return tag != GUMBO_TAG_A && has(kFormatting, tag);
  }
}

}  // namespace gongwatch::parser
