#include "render/atom.h"

#include <algorithm>

#include "render/markup.h"
#include "render/news_text.h"

namespace gongwatch::render {
namespace {

// A name that nobody can own, so that nobody else's ids begin like this.
constexpr std::string_view kTag = "tag:gongwatch.invalid,2025:";
constexpr std::string_view kBeginning = "1970-01-01T00:00:00Z";
constexpr std::size_t kMostOfQuote = 1000;

// What HTML needs escaped is enough for XML, and the lengths are bounded where texts are made.
std::string xml(std::string_view text) { return escaped(text, std::string_view::npos, true); }

std::string element(std::string_view indent, std::string_view name, std::string_view text) {
  std::string out(indent);
  out.append("<").append(name).append(">").append(xml(text));
  return out.append("</").append(name).append(">\n");
}

std::string link_to(std::string_view indent, std::string_view relation, std::string_view url) {
  const std::string link = link_of(url);
  if (link.empty()) return {};
  std::string out(indent);
  out.append("<link rel=\"").append(relation).append("\" href=\"").append(xml(link));
  return out.append("\"/>\n");
}

std::string moment(std::string_view written) {
  const auto at = parse_iso_instant(written, std::chrono::minutes{0});
  return at ? to_iso(*at) : std::string(kBeginning);
}

std::string content_of(const NewsRow& news) {
  std::string content = what_of(news) + ".";
  if (const std::string more = particulars(news.issuer); !more.empty()) content += " " + more + ".";
  if (const std::string quote = one_line(news.quote, kMostOfQuote); !quote.empty())
    content += " “" + quote + "”";
  return content + " (" + one_line(news.source_id, 100) + (news.official ? ", official)" : ")");
}

std::string entry(const NewsRow& news) {
  std::string out = "  <entry>\n";
  out += element("    ", "id", std::string(kTag) + "change/" + one_line(news.id, 100));
  out += element("    ", "title", headline(news));
  out += element("    ", "updated", moment(news.changed_at));
  out += link_to("    ", "alternate", news.url);
  out += "    <category term=\"" + xml(one_line(news.what, 40)) + "\"/>\n";
  if (news.what == "stage")
    out += "    <category term=\"" + xml(one_line(news.value, 40)) + "\"/>\n";
  out += element("    ", "content", content_of(news));
  return out + "  </entry>\n";
}

}  // namespace

std::string to_atom(const std::vector<NewsRow>& news, const AtomOptions& options) {
  std::string updated(kBeginning);
  for (const NewsRow& row : news) updated = std::max(updated, moment(row.changed_at));
  std::string out =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
      "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">\n";
  out += element("  ", "id", std::string(kTag) + "changes");
  out += element("  ", "title", "Hong Kong IPOs: what has changed");
  out += element("  ", "updated", updated);
  out += "  <author><name>Gongwatch</name></author>\n";
  out += "  <generator version=\"" GONGWATCH_VERSION "\">Gongwatch</generator>\n";
  out += link_to("  ", "self", options.self_url);
  for (const NewsRow& row : news) out += entry(row);
  return out + "</feed>\n";
}

}  // namespace gongwatch::render
