#include "parser/parse_document.h"

#include <fmt/core.h>

#include "parser/charset/decode.h"
#include "parser/content/article_text.h"
#include "parser/facts/read_facts.h"
#include "text/fingerprint.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

enum class MediaKind { html, plain, pdf, binary };

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

// What the bytes are, if the media type does not say (after WHATWG MIME Sniffing §7.1, as far as
// articles go).
MediaKind sniff(std::string_view bytes) {
  if (starts_with(bytes, "%PDF-")) return MediaKind::pdf;
  const bool utf16 = starts_with(bytes, "\xFF\xFE") || starts_with(bytes, "\xFE\xFF");
  const std::string_view head = bytes.substr(0, 1445);
  std::size_t controls = 0;
  for (const char c : head) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x09 || (byte > 0x0D && byte < 0x1B && byte != 0x1A) ||
        (byte >= 0x1C && byte < 0x20))
      ++controls;
  }
  if (!utf16 && controls > 0) return MediaKind::binary;
  const std::string lower = text::lower_ascii(head);
  for (const std::string_view tag :
       {"<!doctype html", "<html", "<head", "<body", "<script", "<title", "<meta", "<div",
        "<article", "<p>", "<p ", "<table"}) {
    if (lower.find(tag) != std::string::npos) return MediaKind::html;
  }
  return MediaKind::plain;
}

MediaKind media_kind(std::string_view media_type, std::string_view bytes) {
  const std::string type =
      text::lower_ascii(text::trim(media_type.substr(0, media_type.find(';'))));
  if (starts_with(bytes, "%PDF-") || type == "application/pdf") return MediaKind::pdf;
  if (type == "text/html" || type == "application/xhtml+xml") return MediaKind::html;
  if (starts_with(type, "text/"))
    return sniff(bytes) == MediaKind::binary ? MediaKind::binary : MediaKind::plain;
  return sniff(bytes);
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

}  // namespace

std::string_view parser_version() { return GONGWATCH_VERSION "-2"; }

Result<Document> parse_document(const ParseInput& input, const ParseLimits& limits) {
  if (input.bytes.size() > limits.max_bytes) {
    return fail(ErrorKind::too_large, fmt::format("{} bytes; the limit is {} bytes",
                                                  input.bytes.size(), limits.max_bytes));
  }
  if (text::trim(input.bytes).empty())
    return fail(ErrorKind::empty, "nothing to read: the input is empty");
  const MediaKind media = media_kind(input.media_type, input.bytes);
  if (media == MediaKind::pdf)
    return fail(ErrorKind::unsupported, "a PDF: its text has to be taken out first");
  const std::string_view start = text::trim(input.bytes.substr(0, 4096));
  const bool data = starts_with(start, "{\"") || starts_with(start, "[{") ||
                    starts_with(start, "[\"") || starts_with(start, "<?xml") ||
                    starts_with(start, "<rss") || starts_with(start, "<feed");
  if (data && media == MediaKind::plain)
    return fail(ErrorKind::unsupported, "a data file (JSON or XML), not a page");
  if (media == MediaKind::binary)
    return fail(ErrorKind::unsupported, "binary data, neither HTML nor text");

  Decoded decoded = decode(input.bytes, input.media_type, media == MediaKind::html);
  Result<ArticleText> article = ArticleText{};
  if (media == MediaKind::html) {
    article = read_html(decoded.text, input.url, input.captured_at, input.hints, limits);
  } else {
    article = read_plain_text(decoded.text, input.captured_at, input.hints);
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
  if (document.published_at) document.date = hong_kong_day(*document.published_at);
  document.text = joined(article->paragraphs);
  document.fingerprint = text::fingerprint(document.text);
  document.removed = std::move(article->removed);
  document.warnings = std::move(article->warnings);
  if (limits.expired && limits.expired())
    return fail(ErrorKind::timeout, "ran out of time before the facts were read");
  if (!can_hold_facts(document.kind)) return document;

  std::optional<CivilDate> reference = document.date;
  if (!reference && input.captured_at) reference = hong_kong_day(*input.captured_at);
  facts::Facts facts =
      facts::read_facts(document.title, document.text, document.language, reference);
  document.events = std::move(facts.events);
  document.unrealised = std::move(facts.unrealised);
  document.rankings = std::move(facts.rankings);
  document.figures = std::move(facts.figures);
  document.warnings.insert(document.warnings.end(), facts.warnings.begin(), facts.warnings.end());
  return document;
}

}  // namespace gongwatch::parser
