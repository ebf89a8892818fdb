#include "parser/charset/converter.h"

#include <iconv.h>

#include <array>
#include <cerrno>

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

std::optional<Converted> convert_by_iconv(std::string_view bytes, const Encoding& encoding) {
  const IconvHandle handle(encoding.iconv_name);
  if (!handle.is_open()) return std::nullopt;
  Converted out;
  out.text.reserve(bytes.size() + bytes.size() / 2);
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
