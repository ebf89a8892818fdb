#include "parser/html/stand_ins.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr char32_t kFirst = 0xF0000;
constexpr std::size_t kMost = 0xFFFE;
constexpr char kLead = '\xF3';  // of all of them in UTF-8, of U+C0000 to U+EFFFF too
constexpr unsigned char kLeastSecond = 0xB0;
constexpr std::size_t kBytes = 4;
constexpr std::size_t kShortText = 4;

constexpr std::size_t kSlots = 4096;

unsigned char byte_of(char c) { return static_cast<unsigned char>(c); }

std::size_t slot_of(std::string_view value) {
  std::uint64_t ends[2] = {};
  const std::size_t size = std::min(value.size(), sizeof ends[0]);
  std::memcpy(&ends[0], value.data(), size);
  std::memcpy(&ends[1], value.data() + (value.size() - size), size);
  const std::uint64_t mixed = (ends[0] ^ (ends[1] * 31) ^ value.size()) * 0x9E3779B97F4A7C15ULL;
  return static_cast<std::size_t>(mixed >> 52);
}

// Gumbo replaces controls, U+0080 to U+009F and noncharacters; it ends lines with \n.
bool is_left_alone(std::string_view piece) {
  unsigned char before = 0;
  for (const char c : piece) {
    const unsigned char byte = byte_of(c);
    const bool control = byte < 0x20 && c != '\t' && c != '\n';
    if (control || c == '&' || byte == 0x7F) return false;
    if ((before == 0xC2 && byte < 0xA0) || (before == 0xEF && byte == 0xB7) ||
        (before == 0xBF && byte >= 0xBE))
      return false;
    before = byte;
  }
  return true;
}

bool is_private_reference(std::string_view digits) {
  const bool hexadecimal = digits.starts_with('x') || digits.starts_with('X');
  if (hexadecimal) digits.remove_prefix(1);
  unsigned long value = 0;
  const auto read =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, hexadecimal ? 16 : 10);
  return read.ec == std::errc::result_out_of_range || value >= kFirst;
}

}  // namespace

bool StandIns::possible(std::string_view html) {
  for (std::size_t at = html.find(kLead); at != std::string_view::npos;
       at = html.find(kLead, at + 1)) {
    if (at + 1 == html.size() || byte_of(html[at + 1]) >= kLeastSecond) return false;
  }
  for (std::size_t at = html.find("&#"); at != std::string_view::npos;
       at = html.find("&#", at + 2)) {
    if (is_private_reference(html.substr(at + 2))) return false;
  }
  return true;
}

bool StandIns::add(std::string_view piece, std::string& out) {
  if (pieces_.size() == kMost || !is_left_alone(piece)) return false;
  text::append(out, kFirst + static_cast<char32_t>(pieces_.size()));
  pieces_.push_back({all_.size(), piece.size()});
  all_.append(piece).push_back('\0');
  return true;
}

void StandIns::add_text(std::string_view text, std::string& out) {
  if (text.size() <= kShortText || !add(text, out)) out += text;
}

bool StandIns::add_value(std::string_view value, std::string& out) {
  if (value.size() < 2) return false;
  if (values_.empty()) values_.resize(kSlots);
  std::uint32_t& slot = values_[slot_of(value)];
  if (slot > 0) {
    const Piece& piece = pieces_[slot - 1];
    if (std::string_view(all_).substr(piece.at, piece.size) == value) {
      text::append(out, kFirst + (slot - 1));
      return true;
    }
  }
  if (!add(value, out)) return false;
  slot = static_cast<std::uint32_t>(pieces_.size());
  return true;
}

// The next one in the string, and which it is.
const char* StandIns::find(const char* text, Piece& piece) const {
  for (const char* at = std::strchr(text, kLead); at != nullptr; at = std::strchr(at + 1, kLead)) {
    const text::CodePoint point = text::decode_at({at, ::strnlen(at, kBytes)}, 0);
    if (!point.valid || point.value < kFirst || point.value - kFirst >= pieces_.size()) continue;
    piece = pieces_[point.value - kFirst];
    return at;
  }
  return nullptr;
}

const char* StandIns::meant(const char* text, Arena& arena) const {
  if (pieces_.empty()) return text;
  Piece piece;
  const char* at = find(text, piece);
  if (at == nullptr) return text;
  if (at == text && text[kBytes] == '\0') return all_.data() + piece.at;
  std::size_t size = 1;
  const char* from = text;
  for (; at != nullptr; at = find(from, piece)) {
    size += static_cast<std::size_t>(at - from) + piece.size;
    from = at + kBytes;
  }
  size += std::strlen(from);
  auto* const whole = static_cast<char*>(arena.allocate(size));
  if (whole == nullptr) return nullptr;
  char* to = whole;
  from = text;
  for (at = find(text, piece); at != nullptr; at = find(from, piece)) {
    to = std::copy(from, at, to);
    to = std::copy_n(all_.data() + piece.at, piece.size, to);
    from = at + kBytes;
  }
  std::copy_n(from, std::strlen(from) + 1, to);
  return whole;
}

}  // namespace gongwatch::parser
