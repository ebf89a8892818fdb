#include "parser/parse_document.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "parser/charset/decode.h"
#include "parser/content/article_text.h"
#include "parser/content/cut_text.h"
#include "parser/content/stray_markup.h"
#include "parser/facts/read_facts.h"
#include "parser/sniff_data.h"
#include "parser/story_topics.h"
#include "text/fingerprint.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

enum class MediaKind { html, plain, pdf, binary };

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

// A whole page, or a piece that begins with a tag. A headline with tags behind it is text that
// somebody copied out of a page.
bool looks_like_page(std::string_view head) {
  const std::string lower = text::lower_ascii(head);
  const auto has = [&](std::string_view tag) { return lower.find(tag) != std::string::npos; };
  for (const std::string_view tag :
       {"<!doctype html", "<html", "<head", "<body", "<title", "<meta"}) {
    if (has(tag)) return true;
  }
  const std::string_view start = text::trim(lower);
  for (const std::string_view tag : {"<script", "<div", "<article", "<p>", "<p ", "<table"}) {
    if (has(tag) && starts_with(start, "<")) return true;
  }
  return false;
}

// A page may begin with a long style sheet or comment.
constexpr std::size_t kEndTagsOfPage = 20;
constexpr std::size_t kSearchedForEndTags = 64u << 10;

std::size_t count_end_tags(std::string_view bytes) {
  std::size_t count = 0;
  for (std::size_t at = bytes.find("</"); at != std::string_view::npos;
       at = bytes.find("</", at + 2)) {
    const char next = at + 2 < bytes.size() ? static_cast<char>(bytes[at + 2] | 0x20) : ' ';
    if (next >= 'a' && next <= 'z') ++count;
  }
  return count;
}

bool is_utf16(std::string_view bytes) {
  return starts_with(bytes, "\xFF\xFE") || starts_with(bytes, "\xFE\xFF");
}

// What the bytes are, if the media type does not say (after WHATWG MIME Sniffing §7.1, as far as
// articles go).
MediaKind sniff(std::string_view bytes) {
  if (starts_with(bytes, "%PDF-")) return MediaKind::pdf;
  const std::string_view head = bytes.substr(0, 1445);
  std::size_t controls = 0;
  for (const char c : head) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x09 || (byte > 0x0D && byte < 0x1B && byte != 0x1A) ||
        (byte >= 0x1C && byte < 0x20))
      ++controls;
  }
  if (controls > 0) return MediaKind::binary;
  const bool page = looks_like_page(head) ||
                    (starts_with(text::trim(head), "<") &&
                     count_end_tags(bytes.substr(0, kSearchedForEndTags)) >= kEndTagsOfPage);
  return page ? MediaKind::html : MediaKind::plain;
}

MediaKind media_kind(std::string_view media_type, std::string_view bytes) {
  const std::string type =
      text::lower_ascii(text::trim(media_type.substr(0, media_type.find(';'))));
  if (starts_with(bytes, "%PDF-") || type == "application/pdf") return MediaKind::pdf;
  if (type == "text/html" || type == "application/xhtml+xml") return MediaKind::html;
  if (starts_with(type, "text/")) {
    const MediaKind sniffed = sniff(bytes);
    // A page that is served as plain text: a browser would show its source, which nobody reads.
    const std::string start = text::lower_ascii(text::trim(bytes.substr(0, 256)));
    const bool page = starts_with(start, "<!doctype html") || starts_with(start, "<html");
    if (sniffed == MediaKind::html && !page) return MediaKind::plain;
    return sniffed;
  }
  return sniff(bytes);
}

// For programs, by the type that it is served with.
bool is_typed_data(std::string_view media_type) {
  const std::string type =
      text::lower_ascii(text::trim(media_type.substr(0, media_type.find(';'))));
  return type == "text/css" || type == "text/json" || type == "application/json" ||
         type.ends_with("+json") || type.ends_with("javascript") || type.ends_with("ecmascript");
}

std::string joined(const std::vector<std::string>& paragraphs) {
  std::string all;
  for (const std::string& paragraph : paragraphs) {
    if (!all.empty()) all += "\n\n";
    all += paragraph;
  }
  return all;
}

bool can_hold_facts(PageKind kind) {
  return kind == PageKind::article || kind == PageKind::digest || kind == PageKind::table ||
         kind == PageKind::paywall;
}

// News of three companies or more, each told in a sentence of its own, is a column or a digest; in
// rows it is a table.
PageKind kind_by_events(const Document& document) {
  constexpr std::size_t kFew = 3;
  std::set<std::string_view> companies;
  std::set<std::size_t> sentences;
  std::size_t in_rows = 0;
  for (const Event& event : document.events) {
    if (event.history || event.evidence.in != Evidence::In::text) continue;
    if (!companies.insert(event.issuer.name).second) continue;
    sentences.insert(event.evidence.begin);
    if (starts_with(event.rule, "table:")) ++in_rows;
  }
  if (std::min(companies.size(), sentences.size()) < kFew) return PageKind::article;
  return 2 * in_rows > companies.size() ? PageKind::table : PageKind::digest;
}

}  // namespace

std::string_view parser_version() { return GONGWATCH_VERSION "-10"; }

Result<Document> parse_document(const ParseInput& input, const ParseLimits& limits) {
  if (input.bytes.size() > limits.max_bytes) {
    return fail(ErrorKind::too_large, fmt::format("{} bytes; the limit is {} bytes",
                                                  input.bytes.size(), limits.max_bytes));
  }
  // UTF-16 shows its tags only once it is decoded.
  std::optional<Decoded> utf16;
  if (is_utf16(input.bytes)) utf16 = decode(input.bytes, input.media_type, false);
  const std::string_view bytes = utf16 ? std::string_view(utf16->text) : input.bytes;
  if (text::trim(bytes).empty())
    return fail(ErrorKind::empty, "nothing to read: the input is empty");
  const MediaKind media = media_kind(input.media_type, bytes);
  if (media == MediaKind::pdf)
    return fail(ErrorKind::unsupported, "a PDF: its text has to be taken out first");
  if (media == MediaKind::binary)
    return fail(ErrorKind::unsupported, "binary data, neither HTML nor text");
  const DataKind data = data_kind(bytes);
  const bool xml = starts_with(text::trim(bytes.substr(0, 4096)), "<?xml");
  if (data == DataKind::other || (data == DataKind::none && xml && media == MediaKind::plain))
    return fail(ErrorKind::unsupported, "a data file (JSON or XML), not a page");
  if (data == DataKind::code || (media == MediaKind::plain && is_typed_data(input.media_type)))
    return fail(ErrorKind::unsupported, "a script, a style sheet or data, not a page");

  Decoded decoded =
      utf16 ? std::move(*utf16) : decode(input.bytes, input.media_type, media == MediaKind::html);
  Result<ArticleText> article = ArticleText{};
  if (data == DataKind::sitemap) {
    article->kind = PageKind::index;
    article->language = "und";
  } else if (media == MediaKind::html) {
    article = read_html(decoded.text, input.url, input.captured_at, input.hints, limits,
                        Detail::article, input.earlier);
  } else {
    if (has_stray_markup(decoded.text)) decoded.text = without_markup(decoded.text);
    article = read_plain_text(decoded.text, input.captured_at, input.hints, input.earlier);
  }
  if (!article) return tl::unexpected(article.error());

  Document document;
  document.url = std::string(input.url);
  document.captured_at = input.captured_at;
  document.kind = article->kind;
  document.language = article->language;
  document.charset = decoded.encoding;
  document.decode_errors = decoded.errors;
  document.title = std::move(article->title);
  document.byline = std::move(article->byline);
  document.published_at = article->published_at;
  document.date = article->date;
  document.text = joined(article->paragraphs);
  document.fingerprint = text::fingerprint(document.text);
  document.removed = std::move(article->removed);
  document.warnings = std::move(article->warnings);
  if (limits.expired && limits.expired())
    return fail(ErrorKind::timeout, "ran out of time before the facts were read");
  if (!input.facts || !can_hold_facts(document.kind) ||
      (!may_tell_facts(document.title) && !may_tell_facts(document.text)))
    return document;

  std::optional<CivilDate> reference = document.date;
  if (const auto known = input.listed_at ? input.listed_at : input.captured_at; known && !reference)
    reference = hong_kong_day(*known);
  facts::Facts facts = facts::read_facts(document.title, document.text, document.language,
                                         reference, limits.expired);
  if (facts.out_of_time) return fail(ErrorKind::timeout, "ran out of time while facts were read");
  document.events = std::move(facts.events);
  document.unrealised = std::move(facts.unrealised);
  document.rankings = std::move(facts.rankings);
  document.figures = std::move(facts.figures);
  document.warnings.insert(document.warnings.end(), facts.warnings.begin(), facts.warnings.end());
  if (auto cut = text_cut_warning(document.text)) document.warnings.push_back(std::move(*cut));
  if (document.kind == PageKind::article) document.kind = kind_by_events(document);
  return document;
}

}  // namespace gongwatch::parser
