#include "parser/hkex/row_text.h"

#include <algorithm>

#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxWarnings = 1000;
constexpr std::size_t kMaxMessageBytes = 600;

}  // namespace

CleanText clean_text(std::string_view written) {
  CleanText clean;
  for (std::size_t at = 0; at < written.size();) {
    const text::CodePoint c = text::decode_at(written, at);
    const bool control = c.value < 0x20 || (c.value >= 0x7F && c.value < 0xA0) || !c.valid;
    if (control) clean.text += ' ';
    if (control || text::is_invisible(c.value)) {
      clean.changed = true;
    } else {
      clean.text += written.substr(at, c.bytes);
    }
    at += c.bytes;
  }
  clean.text = text::squeeze(clean.text);
  return clean;
}

std::optional<std::string> five_digits(std::string_view code) {
  code = text::trim(code);
  const bool digits =
      std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (code.empty() || code.size() > 5 || !digits ||
      code.find_first_not_of('0') == std::string_view::npos) {
    return std::nullopt;
  }
  return std::string(5 - code.size(), '0') + std::string(code);
}

void RowWarnings::at_row(std::size_t position, std::string_view remark) {
  row_ = feed_ + " row " + std::to_string(position + 1) + std::string(remark);
}

void RowWarnings::add(std::string code, std::string_view message) {
  if (code == "row-skipped") ++skipped_;
  if (warnings_.size() == kMaxWarnings) {
    warnings_.push_back({"more-warnings", feed_ + ": further warnings are left out", std::nullopt});
  }
  if (warnings_.size() > kMaxWarnings) return;
  // What a message quotes may hold anything, and may have been cut inside a character.
  std::string line = row_ + ": " + clean_text(message.substr(0, kMaxMessageBytes)).text;
  warnings_.push_back({std::move(code), std::move(line), std::nullopt});
}

void RowWarnings::field(std::string_view name, std::string_view reason) {
  add("bad-field", "field " + std::string(name) + ": " + std::string(reason));
}

std::optional<std::string> RowWarnings::name(std::string_view field, std::string_view written) {
  const std::string where = "field " + std::string(field) + ": ";
  if (written.size() > kMaxNameBytes) {
    add("row-skipped", where + "a name longer than " + std::to_string(kMaxNameBytes) + " bytes");
    return std::nullopt;
  }
  CleanText clean = clean_text(written);
  if (clean.changed) add("name-cleaned", where + "control or direction marks removed");
  if (clean.text.empty()) {
    add("row-skipped", where + "an empty name");
    return std::nullopt;
  }
  return std::move(clean.text);
}

}  // namespace gongwatch::parser
