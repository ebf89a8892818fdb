// Walking Gumbo's tree without recursion, and the questions every walker asks of a node.
#pragma once

#include <gumbo.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gongwatch::parser {

inline bool is_element(const GumboNode* node) {
  return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}
inline bool is_text(const GumboNode* node) {
  return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
         node->type == GUMBO_NODE_CDATA;
}
inline GumboTag tag_of(const GumboNode* node) {
  return is_element(node) ? node->v.element.tag : GUMBO_TAG_UNKNOWN;
}

// The attribute's value, empty if absent.
std::string_view attribute(const GumboNode* element, const char* name);
bool has_attribute(const GumboNode* element, const char* name);
// "div"; in lower case, for unknown elements too.
std::string tag_name(const GumboNode* element);
// The text below with blanks squeezed; of at most about 10 kB of source, as it is for names, dates
// and titles.
std::string text_content(const GumboNode* top);
// The text below as it stands, for script elements; cut after the text piece that passes
// `max_bytes`.
std::string raw_text(const GumboNode* top, std::size_t max_bytes);

// Visits `top` and all below in document order: enter(node) → whether to go into its children;
// leave(node) after them (and after a node whose children were not entered).
template <class Enter, class Leave>
void walk(const GumboNode* top, Enter enter, Leave leave) {
  struct Step {
    const GumboNode* node;
    unsigned next_child;
    unsigned children;
  };
  const auto step_into = [&](const GumboNode* node) {
    const bool inside = enter(node) && is_element(node);
    return Step{node, 0, inside ? node->v.element.children.length : 0};
  };
  std::vector<Step> path{step_into(top)};
  while (!path.empty()) {
    Step& step = path.back();
    if (step.next_child == step.children) {
      leave(step.node);
      path.pop_back();
      continue;
    }
    const auto* child =
        static_cast<const GumboNode*>(step.node->v.element.children.data[step.next_child++]);
    path.push_back(step_into(child));
  }
}

template <class Enter>
void walk(const GumboNode* top, Enter enter) {
  walk(top, enter, [](const GumboNode*) {});
}

}  // namespace gongwatch::parser
