// pugixml behind bounds, and the questions asked of Office's XML, whose elements may bear any
// prefix.
#pragma once

#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "model/result.h"
#include "parser/xlsx/workbook.h"

namespace gongwatch::parser::xlsx {

// One part of the workbook as a tree. Errors: malformed, too_deep, too_large; none has a document
// type.
class Xml {
 public:
  static Result<Xml> parse(std::string bytes, const Limits& limits);
  pugi::xml_node root() const { return document_->document_element(); }

 private:
  std::unique_ptr<std::string> bytes_;  // the tree points into it
  std::unique_ptr<pugi::xml_document> document_;
};

// "x:row" → "row".
std::string_view local_name(pugi::xml_node node);
pugi::xml_node child(pugi::xml_node parent, std::string_view local);
// The attribute "id", whatever its prefix.
std::string_view attribute(pugi::xml_node node, std::string_view local);
// The text of <t> and of <r><t> below a string item; phonetic readings (<rPh>) are not part of it.
std::string string_item(pugi::xml_node item);

}  // namespace gongwatch::parser::xlsx
