#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "parser/content/metadata.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxJsonBytes = 1u << 20;
constexpr std::size_t kMaxNodes = 5000;
constexpr int kMaxJsonDepth = 60;

const std::set<std::string, std::less<>>& article_types() {
  static const std::set<std::string, std::less<>> types = {
      "Article",
      "NewsArticle",
      "AnalysisNewsArticle",
      "ReportageNewsArticle",
      "BackgroundNewsArticle",
      "BlogPosting",
      "Report",
      "LiveBlogPosting",
      "OpinionNewsArticle",
      "AdvertiserContentArticle",
      "TechArticle",
      "Posting",
      "SocialMediaPosting",
      "DiscussionForumPosting",
      "Newsarticle",
      "ReviewNewsArticle",
      "AskPublicNewsArticle",
      "ScholarlyArticle",
      "MedicalScholarlyArticle",
      "SatiricalArticle",
  };
  return types;
}

const std::set<std::string, std::less<>>& listing_types() {
  static const std::set<std::string, std::less<>> types = {"CollectionPage", "ItemList",
                                                           "SearchResultsPage"};
  return types;
}

// Pages that are dated though they are no articles.
const std::set<std::string, std::less<>>& page_types() {
  static const std::set<std::string, std::less<>> types = {
      "WebPage",        "ItemPage", "AboutPage", "MedicalWebPage", "Recipe",       "HowTo",
      "PodcastEpisode", "Review",   "FAQPage",   "QAPage",         "CreativeWork", "Dataset"};
  return types;
}

bool is_of(const json& node, const std::set<std::string, std::less<>>& types) {
  const auto type = node.find("@type");
  if (type == node.end()) return false;
  const auto known = [&](const json& name) {
    return name.is_string() && types.contains(name.get_ref<const std::string&>());
  };
  if (!type->is_array()) return known(*type);
  return std::any_of(type->begin(), type->end(), known);
}

// A string, the "name" of an object, or those of an array joined.
std::string name_of(const json& value, bool inner = false) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_object() && value.contains("name") && value["name"].is_string())
    return value["name"].get<std::string>();
  std::string joined;
  if (value.is_array() && !inner) {
    for (const json& part : value) {
      const std::string name = name_of(part, true);
      if (!name.empty()) joined += (joined.empty() ? "" : ", ") + name;
    }
  }
  return joined;
}

bool is_organisation(const json& node) {
  static const std::set<std::string, std::less<>> types = {"Organization", "NewsMediaOrganization",
                                                           "Corporation", "Brand"};
  return node.is_object() && is_of(node, types);
}

using Persons = std::map<std::string, std::string, std::less<>>;  // by @id

// An author may be told by the @id of another node of the graph. Organisations are no authors.
void add_authors(const json& node, const Persons& persons, Metadata& metadata) {
  const auto found = node.find("author");
  if (found == node.end()) return;
  std::string joined;
  const auto take = [&](const json& author) {
    std::string name = text::squeeze(name_of(author, true));
    if (is_organisation(author)) {
      if (!name.empty()) metadata.publishers.push_back(std::move(name));
      return;
    }
    if (name.empty() && author.is_object() && author.contains("@id") && author["@id"].is_string()) {
      const auto person = persons.find(author["@id"].get_ref<const std::string&>());
      if (person != persons.end()) name = person->second;
    }
    if (!name.empty()) joined += (joined.empty() ? "" : ", ") + name;
  };
  if (found->is_array()) {
    for (const json& author : *found) take(author);
  } else {
    take(*found);
  }
  if (!joined.empty()) metadata.authors.push_back(std::move(joined));
}

void add(std::vector<std::string>& list, const json& node, const char* key) {
  const auto found = node.find(key);
  if (found == node.end()) return;
  std::string text = text::squeeze(name_of(*found));
  if (!text.empty()) list.push_back(std::move(text));
}

void read_article(const json& node, const Persons& persons, Metadata& metadata) {
  metadata.is_article = true;
  add(metadata.titles, node, "headline");
  add_authors(node, persons, metadata);
  add(metadata.published, node, "datePublished");
  add(metadata.changed, node, "dateModified");
  add(metadata.site_names, node, "publisher");
  const auto body = node.find("articleBody");
  if (body != node.end() && body->is_string()) metadata.article_body = body->get<std::string>();
  const auto free = node.find("isAccessibleForFree");
  if (free == node.end()) return;
  if (free->is_boolean()) metadata.is_paid |= !free->get<bool>();
  if (free->is_string()) metadata.is_paid |= text::lower_ascii(free->get<std::string>()) == "false";
}

Persons persons_in(const std::vector<const json*>& nodes) {
  static const std::set<std::string, std::less<>> types = {"Person"};
  Persons persons;
  for (const json* node : nodes) {
    if (!node->is_object() || !is_of(*node, types) || !node->contains("@id")) continue;
    std::string name = text::squeeze(name_of(*node));
    if (!name.empty() && (*node)["@id"].is_string())
      persons.emplace((*node)["@id"].get<std::string>(), std::move(name));
  }
  return persons;
}

// Many sites put raw line breaks into strings; JSON forbids them, a blank does no harm anywhere.
std::string without_control_characters(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return out;
}

// Of what is no JSON (a quote in a headline, a comma too many) only the date is taken.
void read_broken(std::string_view text, Metadata& metadata) {
  static const RE2 published(R"re("datePublished"\s*:\s*"([^"\\]{8,40})")re");
  std::string date;
  if (RE2::PartialMatch(text, published, &date)) metadata.published.push_back(date);
}

}  // namespace

void read_json_ld(std::string_view text, Metadata& metadata) {
  if (text.size() > kMaxJsonBytes) return;
  bool too_deep = false;
  const auto shallow = [&](int depth, json::parse_event_t, json&) {
    too_deep |= depth > kMaxJsonDepth;
    return !too_deep;
  };
  const json document = json::parse(without_control_characters(text), shallow, false, true);
  if (document.is_discarded()) return read_broken(text, metadata);
  if (too_deep) return;
  // The page's own article stands at the top or in @graph; articles deeper inside (isPartOf,
  // itemListElement) are others.
  std::vector<const json*> nodes{&document};
  for (std::size_t i = 0; i < nodes.size() && i < kMaxNodes; ++i) {
    const json& node = *nodes[i];
    if (node.is_array()) {
      for (const json& part : node) nodes.push_back(&part);
    }
    if (!node.is_object()) continue;
    if (const auto graph = node.find("@graph"); graph != node.end()) nodes.push_back(&*graph);
    if (const auto entity = node.find("mainEntity"); entity != node.end())
      nodes.push_back(&*entity);
  }
  const Persons persons = persons_in(nodes);
  bool article_seen = false;
  for (const json* node : nodes) {
    if (!node->is_object()) continue;
    if (is_of(*node, article_types()) && !article_seen) {
      article_seen = true;
      read_article(*node, persons, metadata);
    }
    if (is_of(*node, page_types())) add(metadata.page_published, *node, "datePublished");
    if (is_of(*node, listing_types())) metadata.is_listing = true;
  }
  // The only person of a graph is its author.
  if (!article_seen && metadata.authors.empty() && persons.size() == 1)
    metadata.page_authors.push_back(persons.begin()->second);
}

}  // namespace gongwatch::parser
