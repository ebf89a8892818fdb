#include "parser/html/stand_ins.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "parser/vocabulary/word_map.h"
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
constexpr int kSlotShift = 64 - 12;

void put(std::string& out, std::uint32_t number) { text::append(out, kFirst + number); }

unsigned char byte_of(char c) { return static_cast<unsigned char>(c); }

std::size_t slot_of(std::string_view value) { return hash_of_ends(value) & (kSlots - 1); }

// From `at` on, eight at a time: of ASCII, no control and no '&'.
std::size_t plain_bytes(std::string_view piece, std::size_t at) {
  constexpr std::uint64_t kHigh = 0x8080808080808080U;
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  const std::size_t begin = at;
  for (; at + 8 <= piece.size(); at += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, piece.data() + at, 8);
    const std::uint64_t ampersand = eight ^ ('&' * kOnes);
    // A high bit, below a blank, 0x7F, or a borrow of '&' that has become 0.
    const std::uint64_t other =
        eight | (eight - 0x20 * kOnes) | (eight + kOnes) | (ampersand - kOnes);
    if ((other & kHigh) != 0) break;
  }
  return at - begin;
}

// Gumbo replaces controls, U+0080 to U+009F and noncharacters; it ends lines with \n.
bool is_left_alone(std::string_view piece) {
  unsigned char before = 0;
  for (std::size_t i = 0; i < piece.size(); ++i) {
    if (const std::size_t plain = plain_bytes(piece, i); plain > 0) {
      i += plain;
      before = 0;
      if (i == piece.size()) break;
    }
    const char c = piece[i];
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

std::optional<std::uint32_t> StandIns::piece_of(std::string_view piece) {
  if (pieces_.size() == kMost || !is_left_alone(piece)) return std::nullopt;
  pieces_.push_back({all_.size(), piece.size()});
  all_.append(piece).push_back('\0');
  return static_cast<std::uint32_t>(pieces_.size() - 1);
}

std::optional<std::uint32_t> StandIns::piece_of_value(std::string_view value) {
  if (values_.empty()) values_.resize(kSlots);
  std::uint32_t& slot = values_[slot_of(value)];
  if (slot > 0) {
    const Piece& known = pieces_[slot - 1];
    if (std::string_view(all_).substr(known.at, known.size) == value) return slot - 1;
  }
  const std::optional<std::uint32_t> piece = piece_of(value);
  if (piece) slot = *piece + 1;
  return piece;
}

bool StandIns::add(std::string_view piece, std::string& out) {
  const std::optional<std::uint32_t> number = piece_of(piece);
  if (number) put(out, *number);
  return number.has_value();
}

void StandIns::add_text(std::string_view text, std::string& out) {
  if (text.size() <= kShortText || !add(text, out)) out += text;
}

bool StandIns::add_value(std::string_view value, std::string& out) {
  if (value.size() < 2) return false;
  const std::optional<std::uint32_t> piece = piece_of_value(value);
  if (piece) put(out, *piece);
  return piece.has_value();
}

std::optional<std::uint32_t> StandIns::set_of(const std::vector<Attribute>& attributes) {
  const auto begin = static_cast<std::uint32_t>(named_.size());
  std::uint64_t hash = 0;
  for (const Attribute& one : attributes) {
    const std::optional<std::uint32_t> piece = piece_of_value(one.value);
    if (!piece) {
      named_.resize(begin);
      return std::nullopt;
    }
    named_.push_back({one.name, *piece});
    hash = (hash + *piece + 1) * 0x9E3779B97F4A7C15ULL;
  }
  if (known_sets_.empty()) known_sets_.resize(kSlots);
  std::uint32_t& slot = known_sets_[hash >> kSlotShift];
  const auto is_same = [&](const Set& set) {
    return std::equal(
        named_.begin() + set.begin, named_.begin() + set.end, named_.begin() + begin, named_.end(),
        [](const Named& a, const Named& b) { return a.name == b.name && a.piece == b.piece; });
  };
  if (slot > 0 && is_same(sets_[slot - 1])) {
    named_.resize(begin);
    return slot - 1;
  }
  if (sets_.size() == kMost) {
    named_.resize(begin);
    return std::nullopt;
  }
  sets_.push_back({begin, static_cast<std::uint32_t>(named_.size())});
  slot = static_cast<std::uint32_t>(sets_.size());
  return slot - 1;
}

void StandIns::add_set(std::uint32_t set, std::string& out) {
  out += ' ';
  put(out, set);
}

bool StandIns::prepare_attributes(Arena& arena) {
  static constexpr GumboAttribute kNothing{};
  lists_.clear();
  lists_.reserve(sets_.size());
  auto* const attributes =
      static_cast<GumboAttribute*>(arena.allocate(named_.size() * sizeof(GumboAttribute)));
  auto** const lists = static_cast<void**>(arena.allocate(named_.size() * sizeof(void*)));
  if (attributes == nullptr || lists == nullptr) return false;
  for (std::size_t i = 0; i < named_.size(); ++i) {
    attributes[i] = kNothing;
    attributes[i].name = named_[i].name;
    attributes[i].value = all_.data() + pieces_[named_[i].piece].at;
    lists[i] = &attributes[i];
  }
  for (const Set& set : sets_) {
    const unsigned size = set.end - set.begin;
    lists_.push_back({lists + set.begin, size, size});
  }
  return true;
}

const GumboVector* StandIns::attributes_of(const GumboElement& element) const {
  if (element.attributes.length != 1 || lists_.empty()) return nullptr;
  const char* const name = static_cast<const GumboAttribute*>(element.attributes.data[0])->name;
  if (name[0] != kLead) return nullptr;
  const text::CodePoint point = text::decode_at({name, ::strnlen(name, kBytes)}, 0);
  const bool ours = point.valid && point.value >= kFirst && point.value - kFirst < lists_.size();
  return ours ? &lists_[point.value - kFirst] : nullptr;
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
