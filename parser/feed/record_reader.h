// One channel, entry or source of an XML feed, element by element.
#pragma once

#include <chrono>
#include <pugixml.hpp>
#include <string>

#include "parser/feed/feed_document.h"
#include "parser/feed/feed_text.h"
#include "parser/feed/xml_names.h"

namespace gongwatch::parser {

class RecordReader {
 public:
  // Both must outlive the reader.
  RecordReader(const XmlNamespaces& names, FeedDocument& document, std::chrono::minutes utc_offset)
      : names_(names), document_(document), utc_offset_(utc_offset) {}

  // `scope` holds inside the element. Entries below it are left to the caller.
  FeedRecord read(pugi::xml_node element, const XmlScope& scope) const;

 private:
  struct Draft {
    FeedRecord record;
    std::string text_link, guid_link, via_link;
  };

  void read_child(pugi::xml_node child, const XmlScope& scope, Draft& draft) const;
  bool read_text_field(pugi::xml_node child, const XmlName& name, const XmlScope& scope,
                       FeedRecord& record) const;
  bool read_date(pugi::xml_node child, const XmlName& name, FeedRecord& record) const;
  bool read_person_field(pugi::xml_node child, const XmlName& name, const XmlScope& scope,
                         FeedRecord& record) const;
  bool read_id(pugi::xml_node child, const XmlName& name, Draft& draft) const;
  bool read_link(pugi::xml_node child, const XmlName& name, const XmlScope& scope,
                 Draft& draft) const;
  void read_source(pugi::xml_node child, const XmlName& name, const XmlScope& scope,
                   FeedRecord& record) const;
  void put_body(FeedText text, bool is_summary, FeedRecord& record) const;
  FeedDate date_of(std::string written) const;

  const XmlNamespaces& names_;
  FeedDocument& document_;
  std::chrono::minutes utc_offset_;
};

}  // namespace gongwatch::parser
