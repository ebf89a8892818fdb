#include "text/url_host.h"

#include <arpa/inet.h>
#include <idn2.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "text/percent.h"
#include "text/utf8.h"

namespace gongwatch::text {
namespace {

constexpr std::size_t kMaxHostBytes =
    1024;  // a DNS name has 253; names in Unicode are longer in UTF-8

// WHATWG "forbidden domain code point".
bool is_forbidden(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= 0x20 || byte == 0x7F ||
         std::string_view("#/:<>?@[\\]^|%").find(c) != std::string_view::npos;
}

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// One number of an IPv4 address: decimal, octal (0…) or hexadecimal (0x…).
std::optional<std::uint64_t> parse_ipv4_number(std::string_view text) {
  int base = 10;
  if (text.size() >= 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
    text.remove_prefix(2);
    base = 16;
  } else if (text.size() >= 2 && text[0] == '0') {
    text.remove_prefix(1);
    base = 8;
  }
  if (text.empty()) return 0;
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::vector<std::string_view> split_labels(std::string_view host) {
  std::vector<std::string_view> labels;
  std::size_t begin = 0;
  for (std::size_t dot = host.find('.'); dot != std::string_view::npos;
       dot = host.find('.', begin)) {
    labels.push_back(host.substr(begin, dot - begin));
    begin = dot + 1;
  }
  labels.push_back(host.substr(begin));
  if (labels.size() > 1 && labels.back().empty()) labels.pop_back();
  return labels;
}

// A host whose last label is a number is an IPv4 address or an error, never a name.
bool ends_in_number(std::string_view last_label) {
  if (all_digits(last_label)) return true;
  if (last_label.size() < 2 || last_label[0] != '0' || (last_label[1] | 0x20) != 'x') return false;
  return last_label.find_first_not_of("0123456789abcdefABCDEF", 2) == std::string_view::npos;
}

std::optional<std::string> parse_ipv4(const std::vector<std::string_view>& labels) {
  if (labels.size() > 4) return std::nullopt;
  std::uint64_t address = 0;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i].empty()) return std::nullopt;
    const auto number = parse_ipv4_number(labels[i]);
    const bool last = i + 1 == labels.size();
    const std::uint64_t limit = last ? std::uint64_t{1} << (8 * (5 - labels.size())) : 256;
    if (!number || *number >= limit) return std::nullopt;
    address |= last ? *number : *number << (8 * (3 - i));
  }
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) {
    out += std::to_string((address >> shift) & 0xFF);
    if (shift != 0) out += '.';
  }
  return out;
}

// RFC 5952, but an embedded IPv4 address stays hexadecimal, as WHATWG has it.
std::string ipv6_string(const std::array<std::uint16_t, 8>& pieces) {
  std::size_t zeros_at = 8;
  std::size_t zeros = 1;  // a single zero is not compressed
  for (std::size_t i = 0; i < 8; ++i) {
    std::size_t run = 0;
    while (i + run < 8 && pieces[i + run] == 0) ++run;
    if (run > zeros) {
      zeros_at = i;
      zeros = run;
    }
  }
  std::string out = "[";
  for (std::size_t i = 0; i < 8; ++i) {
    if (i == zeros_at) {
      out += i == 0 ? "::" : ":";
      i += zeros - 1;
      continue;
    }
    char digits[4];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, pieces[i], 16);
    out.append(digits, end);
    if (i != 7) out += ':';
  }
  return out + "]";
}

std::optional<std::string> parse_ipv6(std::string_view text) {
  in6_addr address{};
  if (inet_pton(AF_INET6, std::string(text).c_str(), &address) != 1) return std::nullopt;
  std::array<std::uint16_t, 8> pieces{};
  for (std::size_t i = 0; i < 8; ++i) {
    pieces[i] =
        static_cast<std::uint16_t>(address.s6_addr[2 * i] << 8 | address.s6_addr[2 * i + 1]);
  }
  return ipv6_string(pieces);
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// UTS 46 without transitional mappings. Before anything else looks at the host: fullwidth digits
// make an address, an ideographic full stop parts labels.
std::optional<std::string> to_ascii(const std::string& host) {
  char* found = nullptr;
  const int code = idn2_to_ascii_8z(host.c_str(), &found, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
  const std::unique_ptr<char, void (*)(void*)> owner(found, idn2_free);
  return code == IDN2_OK ? std::optional<std::string>(found) : std::nullopt;
}

// A name that stays as it is, as most are: small letters, digits, hyphens, and a letter behind the
// last dot.
bool is_plain_name(std::string_view host) {
  for (const char c : host) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    if (!plain) return false;
  }
  const auto dot = host.rfind('.');
  const std::size_t last = dot == std::string_view::npos ? 0 : dot + 1;
  return last < host.size() && host[last] >= 'a' && host[last] <= 'z';
}

// Anything but a plain name.
std::optional<std::string> read_host(std::string_view written) {
  if (written.front() == '[') {
    if (written.back() != ']' || written.find('\0') != std::string_view::npos) return std::nullopt;
    return parse_ipv6(written.substr(1, written.size() - 2));
  }
  std::string host =
      written.find('%') == std::string_view::npos ? std::string(written) : percent_decode(written);
  if (!is_valid(host) || host.find('\0') != std::string::npos) return std::nullopt;
  if (!is_ascii(host)) {
    auto ascii = to_ascii(host);
    if (!ascii) return std::nullopt;
    host = std::move(*ascii);
  }
  for (char& c : host) {
    if (is_forbidden(c)) return std::nullopt;
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  const auto labels = split_labels(host);
  if (ends_in_number(labels.back())) return parse_ipv4(labels);
  return host;
}

}  // namespace

std::optional<std::string> parse_host(std::string_view written) {
  if (written.empty() || written.size() > kMaxHostBytes) return std::nullopt;
  if (is_plain_name(written)) return std::string(written);
  // Lists name the same host again and again.
  thread_local std::string last, host_of_last;
  if (written == last) return host_of_last;
  auto host = read_host(written);
  if (host) {
    last = written;
    host_of_last = *host;
  }
  return host;
}

}  // namespace gongwatch::text
