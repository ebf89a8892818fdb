#include "parser/feed/xml_check.h"

#include <expat.h>

#include <memory>
#include <type_traits>

namespace gongwatch::parser {
namespace {

struct FreeParser {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};
using Parser = std::unique_ptr<std::remove_pointer_t<XML_Parser>, FreeParser>;

}  // namespace

std::optional<std::string> xml_trouble(std::string_view utf8) {
  // The text was decoded before: its declaration speaks of bytes that are gone.
  const Parser parser(XML_ParserCreateNS("UTF-8", '\n'));
  if (!parser) return "no memory for the check";
  // With a default handler expat expands no entity of the document's own.
  XML_SetDefaultHandler(parser.get(), [](void*, const XML_Char*, int) {});
  // Callers hold texts of at most 16 MiB.
  if (XML_Parse(parser.get(), utf8.data(), static_cast<int>(utf8.size()), 1) != XML_STATUS_ERROR)
    return std::nullopt;
  return std::string(XML_ErrorString(XML_GetErrorCode(parser.get()))) + ", line " +
         std::to_string(XML_GetCurrentLineNumber(parser.get()));
}

}  // namespace gongwatch::parser
