#include "parser/charset/converter.h"

#include <iconv.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <unordered_map>
#include <utility>

#include "parser/vocabulary/table.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::string_view kReplacementBytes = "\xEF\xBF\xBD";

class IconvHandle {
 public:
  explicit IconvHandle(std::string_view from)
      : descriptor_(iconv_open("UTF-8", std::string(from).c_str())) {}
  ~IconvHandle() {
    if (is_open()) iconv_close(descriptor_);
  }
  IconvHandle(const IconvHandle&) = delete;
  IconvHandle& operator=(const IconvHandle&) = delete;

  bool is_open() const { return descriptor_ != reinterpret_cast<iconv_t>(-1); }
  iconv_t get() const { return descriptor_; }

 private:
  iconv_t descriptor_;
};

// Bytes to drop where the decoder stopped. A bad pair goes as a whole, unless its second byte is
// ASCII and may begin markup (Encoding Standard, 4.1: an ASCII byte is given back).
std::size_t bad_sequence(const char* at, std::size_t left, const Encoding& encoding) {
  if (encoding.unit == 1 || left < 2) return 1;
  if (encoding.name.starts_with("UTF-16")) return 2;
  const bool lead_and_trail = (at[0] & 0x80) != 0 && (at[1] & 0x80) != 0;
  return lead_and_trail ? 2 : 1;
}

void replace_nul(Converted& converted) {
  if (converted.text.find('\0') == std::string::npos) return;
  std::string out;
  out.reserve(converted.text.size());
  for (const char c : converted.text) {
    if (c != '\0') {
      out.push_back(c);
    } else {
      out += kReplacementBytes;
      ++converted.errors;
    }
  }
  converted.text = std::move(out);
}

using Gaps = std::unordered_map<std::uint32_t, char32_t>;  // by the bytes, big-endian

// parser/vocabulary/iconv_gaps.tsv
const Gaps* gaps_of(std::string_view encoding) {
  static const std::pair<Gaps, Gaps> tables = [] {
    std::pair<Gaps, Gaps> all;  // of Big5, of GB 18030
    for (const auto& row : table_rows("iconv_gaps", 3)) {
      Gaps& gaps = row[0] == "Big5" ? all.first : all.second;
      gaps.emplace(std::stoul(std::string(row[1]), nullptr, 16),
                   static_cast<char32_t>(std::stoul(std::string(row[2]), nullptr, 16)));
    }
    return all;
  }();
  if (encoding == "Big5") return &tables.first;
  return encoding == "GBK" || encoding == "gb18030" ? &tables.second : nullptr;
}

// How many bytes the code at `at` takes, as its lead bytes say.
std::size_t code_length(std::string_view bytes, std::size_t at, bool four_byte_codes) {
  const auto byte = [&](std::size_t i) {
    return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0u;
  };
  if (byte(at) < 0x81 || byte(at) > 0xFE) return 1;
  const unsigned trail = byte(at + 1);
  if (four_byte_codes && trail >= 0x30 && trail <= 0x39) return 4;
  return trail >= 0x40 ? 2 : 1;
}

struct Gap {
  std::size_t at = 0, bytes = 0;
  char32_t value = 0;
};

// The next code at or after `at` that iconv does not know or reads otherwise; at the end if none.
Gap next_gap(std::string_view bytes, std::size_t at, const Gaps& gaps, bool four_byte_codes) {
  while (at < bytes.size()) {
    const std::size_t length = code_length(bytes, at, four_byte_codes);
    if (length > 1 && at + length <= bytes.size()) {
      std::uint32_t code = 0;
      for (std::size_t i = at; i < at + length; ++i)
        code = code << 8 | static_cast<unsigned char>(bytes[i]);
      if (const auto found = gaps.find(code); found != gaps.end())
        return {at, length, found->second};
    }
    at += length;
  }
  return {bytes.size(), 0, 0};
}

void convert_piece(const IconvHandle& handle, std::string_view bytes, const Encoding& encoding,
                   Converted& out) {
  std::array<char, 16384> buffer;
  char* from = const_cast<char*>(
      bytes.data());  // iconv's signature is not const-correct; it does not write there
  std::size_t left = bytes.size();
  bool flushed = false;
  while (!flushed) {
    char* to = buffer.data();
    std::size_t room = buffer.size();
    const bool flushing = left == 0;
    const std::size_t rc =
        iconv(handle.get(), flushing ? nullptr : &from, flushing ? nullptr : &left, &to, &room);
    const int error = rc == static_cast<std::size_t>(-1) ? errno : 0;
    out.text.append(buffer.data(), buffer.size() - room);
    if (error == 0) {
      flushed = flushing;
    } else if (error != E2BIG) {
      out.text += kReplacementBytes;
      ++out.errors;
      const std::size_t skip =
          error == EINVAL ? left : std::min(left, bad_sequence(from, left, encoding));
      from += skip;
      left -= skip;
      if (flushing) break;
    }
  }
}

std::optional<Converted> convert_by_iconv(std::string_view bytes, const Encoding& encoding) {
  const IconvHandle handle(encoding.iconv_name);
  if (!handle.is_open()) return std::nullopt;
  Converted out;
  out.text.reserve(bytes.size() + bytes.size() / 2);
  const Gaps* gaps = gaps_of(encoding.name);
  for (std::size_t at = 0; at < bytes.size();) {
    const Gap gap = gaps == nullptr ? Gap{bytes.size(), 0, 0}
                                    : next_gap(bytes, at, *gaps, encoding.name != "Big5");
    if (gap.at > at) convert_piece(handle, bytes.substr(at, gap.at - at), encoding, out);
    if (gap.bytes > 0) text::append(out.text, gap.value);
    at = gap.at + gap.bytes;
  }
  return out;
}

// 0x80 to 0xFF are U+F780 to U+F7FF (Encoding Standard, 14.5).
Converted convert_user_defined(std::string_view bytes) {
  Converted out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text::append(out.text, byte < 0x80 ? char32_t{byte} : char32_t{0xF700} + byte);
  }
  return out;
}

}  // namespace

std::optional<Converted> convert(std::string_view bytes, const Encoding& encoding) {
  Converted out;
  if (bytes.empty()) return out;
  if (encoding.name == "UTF-8") {
    out.text = text::sanitize(bytes, &out.errors);
    return out;
  }
  if (encoding.name == "replacement") {  // Encoding Standard, 14.1: one error for the whole
    out.text = kReplacementBytes;
    out.errors = 1;
    return out;
  }
  if (encoding.name == "x-user-defined") {
    out = convert_user_defined(bytes);
  } else if (std::optional<Converted> converted = convert_by_iconv(bytes, encoding)) {
    out = std::move(*converted);
    // glibc passes surrogates written in UTF-16 or GB18030 through to UTF-8 in some versions.
    if (!text::is_valid(out.text)) out.text = text::sanitize(out.text, &out.errors);
  } else {
    return std::nullopt;
  }
  replace_nul(out);
  return out;
}

}  // namespace gongwatch::parser
