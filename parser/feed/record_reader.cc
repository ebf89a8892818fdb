#include "parser/feed/record_reader.h"

#include <algorithm>
#include <array>

#include "parser/feed/entries.h"
#include "parser/feed/feed_person.h"
#include "text/url.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxLinks = 200;
constexpr std::size_t kMaxPersons = 200;
constexpr std::size_t kMaxUrlBytes = 4000;
constexpr std::size_t kMaxWarnings = 200;

struct DayName {
  std::string_view local;
  FeedDay day;
};
constexpr std::array<DayName, 9> kDays{{{"pubDate", FeedDay::published},
                                        {"published", FeedDay::published},
                                        {"issued", FeedDay::published},
                                        {"updated", FeedDay::updated},
                                        {"modified", FeedDay::updated},
                                        {"date", FeedDay::updated},
                                        {"lastBuildDate", FeedDay::updated},
                                        {"created", FeedDay::created},
                                        {"expirationDate", FeedDay::expired}}};

struct FieldName {
  std::string_view local;
  FeedField field;
};
constexpr std::array<FieldName, 9> kFields{{{"title", FeedField::title},
                                            {"tagline", FeedField::subtitle},
                                            {"subtitle", FeedField::subtitle},
                                            {"rights", FeedField::rights},
                                            {"copyright", FeedField::rights},
                                            {"info", FeedField::info},
                                            {"description", FeedField::summary},
                                            {"summary", FeedField::summary},
                                            {"abstract", FeedField::summary}}};

std::string_view child_text(pugi::xml_node element, std::string_view local) {
  for (const pugi::xml_node child : element.children()) {
    const std::string_view name = child.name();
    const auto colon = name.find(':');
    if ((colon == std::string_view::npos ? name : name.substr(colon + 1)) == local)
      return text::trim(child.child_value());
  }
  return {};
}

bool is_page_type(std::string_view type) {
  return type.empty() || type == "text/html" || type == "application/xhtml+xml";
}

// The page behind the links: an alternate in HTML, else any alternate.
std::string page_link(const std::vector<FeedLink>& links) {
  const FeedLink* found = nullptr;
  for (const FeedLink& link : links) {
    if (link.rel != "alternate" || link.href.empty()) continue;
    if (is_page_type(link.type)) return link.href;
    if (found == nullptr) found = &link;
  }
  return found == nullptr ? std::string{} : found->href;
}

template <class T>
void put(std::optional<T>& field, T value) {
  field = std::move(value);
}

}  // namespace

FeedRecord RecordReader::read(pugi::xml_node element, const XmlScope& scope) const {
  Draft draft;
  draft.record.language = scope.language;
  for (const pugi::xml_node child : element.children()) {
    if (child.type() == pugi::node_element) read_child(child, scope, draft);
  }
  FeedRecord& record = draft.record;
  if (record.id.empty()) record.id = text::trim(element.attribute("rdf:about").value());
  record.link = page_link(record.links);
  if (record.link.empty()) record.link = draft.text_link;
  if (record.link.empty() && !draft.guid_link.empty()) {
    record.link = draft.guid_link;
    record.link_is_guid = true;
  }
  if (record.link.empty()) record.link = draft.via_link;
  return std::move(record);
}

void RecordReader::read_child(pugi::xml_node child, const XmlScope& scope, Draft& draft) const {
  const XmlName name = names_.name_of(child);
  FeedRecord& record = draft.record;
  if (name.vocabulary == XmlVocabulary::other) return;
  if (name.vocabulary == XmlVocabulary::xhtml) {
    if (name.local != "body") return;
    record.content.push_back(read_text(child, scope, {"application/xhtml+xml", false, false}));
    return;
  }
  if (read_id(child, name, draft) || read_link(child, name, scope, draft) ||
      read_date(child, name, record) || read_person_field(child, name, scope, record) ||
      read_text_field(child, name, scope, record)) {
    return;
  }
  if (name.local == "language") {
    record.language = text::trim(child.child_value());
  } else if (name.local == "source") {
    read_source(child, name, scope, record);
  } else if (name.local == "category" || name.local == "subject") {
    const std::string_view term = child.attribute("term").value();
    if (record.categories.size() < kMaxLinks)
      record.categories.emplace_back(term.empty() ? text::trim(child.child_value()) : term);
  }
}

// RSS gives a short text and a long one under two names in either order: the first one is the
// summary, the second one the content.
void RecordReader::put_body(FeedText text, bool is_summary, FeedRecord& record) const {
  auto& summary = record.texts[static_cast<std::size_t>(FeedField::summary)];
  if (!is_summary || (summary && !summary->value.empty())) {
    if (record.content.size() < kMaxPersons) record.content.push_back(std::move(text));
  } else {
    put(summary, std::move(text));
  }
}

bool RecordReader::read_text_field(pugi::xml_node child, const XmlName& name, const XmlScope& scope,
                                   FeedRecord& record) const {
  const bool atom = name.vocabulary == XmlVocabulary::atom;
  const bool new_atom = atom && document_.version != "atom03";
  const TextRules rules{atom ? "text/plain" : "text/html", new_atom, atom};
  if (name.local == "content" || name.local == "encoded" || name.local == "fullitem" ||
      name.local == "body") {
    if (name.local == "content" && !atom) return false;
    put_body(read_text(child, scope, rules), false, record);
    return true;
  }
  for (const FieldName& known : kFields) {
    if (name.local != known.local) continue;
    FeedText text = read_text(child, scope, rules);
    if (known.field == FeedField::summary) {
      put_body(std::move(text), true, record);
    } else if (auto& field = record.texts[static_cast<std::size_t>(known.field)];
               !field || field->value.empty() || name.vocabulary != XmlVocabulary::dublin) {
      put(field, std::move(text));
    }
    return true;
  }
  return false;
}

FeedDate RecordReader::date_of(std::string written) const {
  FeedDate date;
  date.written = std::move(written);
  date.time = feed_time(date.written, utc_offset_);
  if (!date.time && !date.written.empty() && document_.warnings.size() < kMaxWarnings) {
    document_.warnings.push_back(
        {"bad-date",
         "entry " + std::to_string(document_.entries.size() + 1) + ": not a time: \"" +
             text::sanitize(std::string_view(date.written).substr(0, 60)) + "\"",
         std::nullopt});
  }
  return date;
}

bool RecordReader::read_date(pugi::xml_node child, const XmlName& name, FeedRecord& record) const {
  if (name.local == "valid" && name.vocabulary == XmlVocabulary::dublin) {
    const std::string written = text_in(child);
    for (const auto& [key, day] :
         {std::pair{"start=", FeedDay::valid_from}, std::pair{"end=", FeedDay::valid_to}}) {
      const auto at = written.find(key);
      if (at == std::string::npos) continue;
      const std::string value = written.substr(at + std::string_view(key).size());
      put(record.dates[static_cast<std::size_t>(day)],
          date_of(std::string(text::trim(value.substr(0, value.find(';'))))));
    }
    return true;
  }
  const auto known = std::find_if(kDays.begin(), kDays.end(),
                                  [&](const DayName& one) { return one.local == name.local; });
  if (known == kDays.end()) return false;
  put(record.dates[static_cast<std::size_t>(known->day)],
      date_of(std::string(text::trim(text_in(child)))));
  return true;
}

bool RecordReader::read_person_field(pugi::xml_node child, const XmlName& name,
                                     const XmlScope& scope, FeedRecord& record) const {
  const bool author =
      name.local == "author" || name.local == "creator" || name.local == "managingEditor";
  const bool publisher = name.local == "publisher" || name.local == "webMaster";
  if (!author && !publisher && name.local != "contributor") return false;
  FeedPerson person;
  const XmlScope inside = scope.inside(child);
  if (child.first_child().type() == pugi::node_element || name.vocabulary == XmlVocabulary::atom) {
    person.name = child_text(child, "name");
    person.email = child_text(child, "email");
    for (const std::string_view key : {"uri", "url", "homepage"}) {
      if (const std::string_view url = child_text(child, key); !url.empty())
        person.url = absolute_link(url, inside.base);
    }
    if (person.name.empty() && person.email.empty() && person.url.empty())
      person = read_person(text_in(child));
  } else {
    person = read_person(text_in(child));
  }
  if (publisher) {
    put(record.publisher, std::move(person));
  } else if (auto& persons = author ? record.authors : record.contributors;
             persons.size() < kMaxPersons) {
    persons.push_back(std::move(person));
  }
  return true;
}

bool RecordReader::read_id(pugi::xml_node child, const XmlName& name, Draft& draft) const {
  const bool guid = name.local == "guid";
  if (!guid && (name.local != "id" || name.vocabulary != XmlVocabulary::atom)) return false;
  draft.record.id = text::trim(text_in(child));
  const std::string_view is_link = child.attribute("isPermaLink").as_string("true");
  if (guid && is_link != "false" && draft.record.id.starts_with("http"))
    draft.guid_link = draft.record.id;
  return true;
}

bool RecordReader::read_link(pugi::xml_node child, const XmlName& name, const XmlScope& scope,
                             Draft& draft) const {
  if (name.local != "link" && name.local != "enclosure") return false;
  const XmlScope inside = scope.inside(child);
  FeedLink link;
  const std::string_view href =
      name.local == "link" ? child.attribute("href").value() : child.attribute("url").value();
  const std::string_view rel = child.attribute("rel").value();
  link.rel = name.local == "enclosure" ? "enclosure" : rel.empty() ? "alternate" : rel;
  link.type = child.attribute("type").value();
  if (link.type.empty() && rel == "self") link.type = "application/atom+xml";
  link.title = child.attribute("title").value();
  link.hreflang = child.attribute("hreflang").value();
  link.length = child.attribute("length").value();
  if (!href.empty()) {
    link.href = href.size() > kMaxUrlBytes ? std::string(href) : absolute_link(href, inside.base);
  } else {
    // RSS: the link is the element's text.
    const std::string text(text::trim(text_in(child)));
    if (text.empty()) return true;
    link.href = absolute_link(text, inside.base);
    if (link.type.empty()) link.type = "text/html";
    if (draft.text_link.empty()) draft.text_link = link.href;
  }
  if (link.rel == "via" && draft.via_link.empty()) draft.via_link = link.href;
  if (draft.record.links.size() < kMaxLinks) draft.record.links.push_back(std::move(link));
  return true;
}

void RecordReader::read_source(pugi::xml_node child, const XmlName& name, const XmlScope& scope,
                               FeedRecord& record) const {
  const XmlScope inside = scope.inside(child);
  if (name.vocabulary == XmlVocabulary::atom) {
    record.source = std::make_shared<FeedRecord>(read(child, inside));
    return;
  }
  record.source = std::make_shared<FeedRecord>();
  put(record.source->texts[static_cast<std::size_t>(FeedField::title)],
      read_text(child, scope, {"text/plain", false, false}));
  record.source->link = absolute_link(child.attribute("url").value(), inside.base);
}

}  // namespace gongwatch::parser
