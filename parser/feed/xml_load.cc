#include "parser/feed/xml_load.h"

#include "parser/feed/xml_check.h"
#include "parser/feed/xml_repair.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr int kMaxTags = 1'000'000;
constexpr int kMaxDepth = 200;

bool has_too_many_tags(std::string_view utf8) {
  int tags = 0;
  for (auto at = utf8.find('<'); at != std::string_view::npos; at = utf8.find('<', at + 1)) {
    if (++tags > kMaxTags) return true;
  }
  return false;
}

bool is_too_deep(pugi::xml_node top) {
  pugi::xml_node node = top;
  int depth = 0;
  while (depth <= kMaxDepth) {
    if (node.first_child()) {
      node = node.first_child();
      ++depth;
      continue;
    }
    while (node != top && !node.next_sibling()) {
      node = node.parent();
      --depth;
    }
    if (node == top) return false;
    node = node.next_sibling();
  }
  return true;
}

}  // namespace

std::string root_name(pugi::xml_node root) {
  return "<" + text::sanitize(std::string_view(root.name()).substr(0, 40)) + ">";
}

Result<LoadedXml> load_xml(std::string_view utf8) {
  if (has_too_many_tags(utf8)) return fail(ErrorKind::too_large, "XML with more than 1000000 tags");
  LoadedXml loaded{std::make_unique<pugi::xml_document>(), {}, xml_trouble(utf8)};
  std::string repaired;
  if (loaded.trouble) utf8 = repaired = repair_xml(utf8, kMaxDepth + 2);
  // The DOCTYPE is left out: nothing that it declares is ever expanded.
  const pugi::xml_parse_result result = loaded.document->load_buffer(
      utf8.data(), utf8.size(), pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
  if (result.status == pugi::status_out_of_memory || result.status == pugi::status_internal_error)
    return fail(ErrorKind::too_large, std::string("XML: ") + result.description());
  if (!result && !loaded.trouble) loaded.trouble = result.description();
  loaded.root = loaded.document->document_element();
  if (!loaded.root) return fail(ErrorKind::malformed, "not XML: no element at all");
  if (is_too_deep(loaded.root))
    return fail(ErrorKind::too_deep, "XML nested deeper than 200 levels");
  return loaded;
}

}  // namespace gongwatch::parser
