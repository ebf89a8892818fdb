#include "parser/charset/decode.h"

#include <uchardet/uchardet.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

#include "parser/charset/converter.h"
#include "parser/charset/declared.h"
#include "parser/charset/labels.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

// Enough to be sure by, and bounded for huge pages.
constexpr std::size_t kDetectionBytes = 256u << 10;

const Encoding* detected(std::string_view bytes) {
  const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(),
                                                                       &uchardet_delete);
  if (detector == nullptr) return nullptr;
  const std::string_view sample = bytes.substr(0, kDetectionBytes);
  if (uchardet_handle_data(detector.get(), sample.data(), sample.size()) != 0) return nullptr;
  uchardet_data_end(detector.get());
  return encoding_of(uchardet_get_charset(detector.get()));
}

// Written as UTF-8, as nothing else looks so by chance: each of these bytes begins a sequence or is
// in one.
bool shows_utf8(std::string_view bytes) {
  constexpr std::ptrdiff_t kEnough = 3;
  return std::count_if(bytes.begin(), bytes.end(),
                       [](char c) { return static_cast<unsigned char>(c) >= 0xC2; }) >= kEnough;
}

std::size_t bytes_above_ascii(std::string_view bytes) {
  return static_cast<std::size_t>(
      std::count_if(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) != 0; }));
}

}  // namespace

Decoded decode(std::string_view bytes, std::string_view media_type, bool is_html) {
  std::size_t mark = 0;
  if (const Encoding* encoding = byte_order_mark(bytes, mark); encoding != nullptr) {
    if (std::optional<Converted> converted = convert(bytes.substr(mark), *encoding)) {
      return {std::move(converted->text), std::string(encoding->name), converted->errors};
    }
  }
  const bool is_utf8 = text::is_valid(bytes);
  const bool as_it_is = is_utf8 && bytes.find('\0') == std::string_view::npos;
  std::optional<Decoded> first;
  const auto attempt = [&](const Encoding* encoding) -> std::optional<Decoded> {
    if (encoding == nullptr || (first && first->encoding == encoding->name)) return std::nullopt;
    if (as_it_is && encoding->name == "UTF-8") return Decoded{std::string(bytes), "UTF-8", 0};
    std::optional<Converted> converted = convert(bytes, *encoding);
    if (!converted) return std::nullopt;
    Decoded decoded{std::move(converted->text), std::string(encoding->name), converted->errors};
    // Any byte is a character of windows-1252 and its like.
    const bool contradicted =
        (is_utf8 && encoding->unit == 1 && shows_utf8(bytes)) ||
        (decoded.errors > 0 && (is_utf8 || decoded.errors * 10 > bytes_above_ascii(bytes)));
    if (!contradicted || decoded.encoding == "replacement") return decoded;
    if (!first) first = std::move(decoded);
    return std::nullopt;
  };
  if (auto decoded = attempt(charset_of_media_type(media_type))) return *std::move(decoded);
  if (auto decoded = attempt(is_html ? prescan_meta(bytes) : xml_declaration(bytes)))
    return *std::move(decoded);
  if (is_utf8) {
    std::size_t errors = 0;  // NULs
    std::string text = text::sanitize(bytes, &errors);
    return {std::move(text), "UTF-8", errors};
  }
  if (auto decoded = attempt(detected(bytes))) return *std::move(decoded);
  if (first) return *std::move(first);
  if (auto decoded = attempt(encoding_of("windows-1252"))) return *std::move(decoded);
  if (first) return *std::move(first);
  std::size_t errors = 0;
  std::string text = text::sanitize(bytes, &errors);
  return {std::move(text), "UTF-8", errors};
}

}  // namespace gongwatch::parser
