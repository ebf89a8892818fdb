#include "parser/hkex/documents.h"

#include <re2/re2.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "parser/feed/json.h"
#include "text/fold.h"
#include "text/url.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxLabelBytes = 500;
constexpr std::size_t kMaxUrlBytes = 2000;

// 1 to 99 in Chinese numerals: 一, 十, 十二, 二十, 二十一.
std::optional<int> chinese_number(std::string_view numeral) {
  static constexpr std::u32string_view kDigits = U"一二三四五六七八九";
  int total = 0;
  int digit = 0;
  for (std::size_t at = 0; at < numeral.size();) {
    const text::CodePoint c = text::decode_at(numeral, at);
    at += c.bytes;
    if (c.value == U'十') {
      total += (digit == 0 ? 1 : digit) * 10;
      digit = 0;
    } else if (const auto place = kDigits.find(c.value); place != std::u32string_view::npos) {
      digit = static_cast<int>(place) + 1;
    } else {
      return std::nullopt;
    }
  }
  return total + digit == 0 ? std::nullopt : std::optional<int>(total + digit);
}

bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

// The Chinese feed also lists documents that exist in English only: their file has no "_c".
std::string language_of(std::string_view label, std::string_view url,
                        std::string_view feed_language) {
  const bool chinese = label.empty() ? feed_language != "en" : text::count_han(label) > 0;
  if (!chinese) return "en";
  const std::string_view stem = url.substr(0, url.rfind('.'));
  return stem.ends_with("_c") ? "zh-Hant" : "en";
}

std::string field_text(const json& entry, std::string_view key, const TellField& tell) {
  const json* value = find_value(entry, key);
  if (value == nullptr) return {};
  if (!value->is_string()) {
    tell(key, "not a string");
    return {};
  }
  std::string text = text::squeeze(value->get_ref<const std::string&>());
  if (text.size() > kMaxLabelBytes) {
    tell(key, "longer than 500 bytes");
    return {};
  }
  return text;
}

// "sehk/2025/107796/documents/sehk25101701816_c.pdf": nothing in it to be resolved or encoded.
bool is_plain_path(std::string_view path) {
  const bool plain = std::all_of(path.begin(), path.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
           c == '.' || c == '_' || c == '-';
  });
  return plain && path.front() != '/' && path.front() != '.' &&
         path.find("/.") == std::string_view::npos && path.find("//") == std::string_view::npos;
}

// The absolute URL of a document; nothing for "", "#" and what cannot be resolved (which is told).
std::optional<std::string> document_url(const json& value, std::string_view field,
                                        const DocumentContext& context) {
  if (!value.is_string()) {
    context.tell(field, "not a string");
    return std::nullopt;
  }
  const std::string_view written = text::trim(value.get_ref<const std::string&>());
  if (written.empty() || written == "#") return std::nullopt;
  if (written.size() > kMaxUrlBytes) {
    context.tell(field, "a URL longer than 2000 bytes");
    return std::nullopt;
  }
  if (is_plain_path(written) && context.base.ends_with('/')) {
    return std::string(context.base) += written;
  }
  auto url = text::resolve_url(context.base, written);
  if (url) url = text::canonical_url(*url);
  if (!url) {
    context.tell(field, url.error().message);
    return std::nullopt;
  }
  return *url;
}

void append_once(OfficialDocument document, const TellField& tell,
                 std::vector<OfficialDocument>& documents) {
  const bool known = std::any_of(documents.begin(), documents.end(),
                                 [&](const auto& other) { return other.url == document.url; });
  if (known) return;
  if (documents.size() >= kMaxDocuments) {
    tell("ls", "more than 500 documents; the rest is left out");
    return;
  }
  documents.push_back(std::move(document));
}

}  // namespace

OfficialDocumentKind kind_of_label(std::string_view label) {
  const std::string folded = text::lower_ascii(text::fold_text(label));
  if (has_any(folded, {"application proof", "申请版本"}))
    return OfficialDocumentKind::application_proof;
  if (has_any(folded, {"phip", "post hearing", "post-hearing", "聆讯后资料集"})) {
    return OfficialDocumentKind::phip;
  }
  return OfficialDocumentKind::oc_announcement;
}

std::optional<int> submission_of_label(std::string_view label) {
  static const re2::RE2 english(R"(\b(\d{1,2})(?:st|nd|rd|th) submission)");
  static const re2::RE2 chinese_digits(R"(第 ?(\d{1,2}) ?次呈交)");
  static const re2::RE2 chinese(R"(第([一二三四五六七八九十]{1,3})次呈交)");
  const std::string folded = text::lower_ascii(text::fold_text(label));
  int number = 0;
  if (re2::RE2::PartialMatch(folded, english, &number) ||
      re2::RE2::PartialMatch(folded, chinese_digits, &number)) {
    return number > 0 ? std::optional<int>(number) : std::nullopt;
  }
  std::string numeral;
  if (re2::RE2::PartialMatch(folded, chinese, &numeral)) return chinese_number(numeral);
  return std::nullopt;
}

void read_document_entry(const json& entry, const DocumentContext& context,
                         std::vector<OfficialDocument>& documents) {
  if (!entry.is_object()) {
    context.tell("ls", "an entry that is not an object");
    return;
  }
  OfficialDocument document;
  document.label = field_text(entry, "nF", context.tell);
  if (document.label.empty()) document.label = field_text(entry, "nS1", context.tell);
  document.kind = kind_of_label(document.label);
  document.submission = submission_of_label(document.label);
  if (const std::string day = field_text(entry, "d", context.tell); !day.empty()) {
    if (const auto date = parse_day_month_year(day)) {
      document.date = *date;
    } else {
      context.tell("ls.d", date.error().message);
    }
  }
  for (const std::string_view field : {"u1", "u2"}) {
    const json* value = find_value(entry, field);
    if (value == nullptr) continue;
    const auto url = document_url(*value, field, context);
    if (!url) continue;
    document.url = *url;
    document.language = language_of(document.label, *url, context.feed_language);
    append_once(document, context.tell, documents);
  }
}

void read_warning_statement(const json& path, const DocumentContext& context,
                            std::vector<OfficialDocument>& documents) {
  static const re2::RE2 dated(R"(/warn(\d\d)(\d\d)(\d\d)\d*(?:_c)?\.\w+$)");
  const auto url = document_url(path, "w", context);
  if (!url) return;
  OfficialDocument document;
  document.kind = OfficialDocumentKind::warning_statement;
  document.url = *url;
  document.language = language_of("", *url, context.feed_language);
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  if (re2::RE2::PartialMatch(*url, dated, &year, &month, &day)) {
    document.date = make_date(2000 + year, month, day);
  }
  append_once(std::move(document), context.tell, documents);
}

}  // namespace gongwatch::parser
