#include "parser/feed/json_mend.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

using nlohmann::json;

constexpr std::size_t kLookAhead = 64;  // blanks behind a quote

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_mark(char c) {
  return c == ',' || c == ':' || c == '{' || c == '}' || c == '[' || c == ']';
}

class Mender {
 public:
  Mender(std::string_view bytes, const JsonLimits& limits) : bytes_(bytes), limits_(limits) {}

  Result<json> read() {
    json root = value(0);
    if (too_much_)
      return fail(ErrorKind::too_large, "JSON with too many values or levels to be mended");
    return root;
  }

 private:
  bool at_end() const { return at_ >= bytes_.size(); }
  char here() const { return bytes_[at_]; }

  void skip() {
    while (!at_end()) {
      if (is_blank(here())) {
        ++at_;
      } else if (bytes_.substr(at_, 2) == "//") {
        at_ = std::min(bytes_.find('\n', at_), bytes_.size());
      } else if (bytes_.substr(at_, 2) == "/*") {
        const auto end = bytes_.find("*/", at_ + 2);
        at_ = end == std::string_view::npos ? bytes_.size() : end + 2;
      } else {
        return;
      }
    }
  }

  // Discarded: there is none, or the end of the bytes cuts it off.
  json value(std::size_t depth) {
    skip();
    if (at_end() || depth > limits_.max_depth || ++values_ > limits_.max_values) {
      too_much_ = too_much_ || !at_end();
      at_ = bytes_.size();
      return json(json::value_t::discarded);
    }
    if (here() == '{') return object(depth);
    if (here() == '[') return array(depth);
    if (here() == '"') return string();
    return word();
  }

  json object(std::size_t depth) {
    json out = json::object();
    ++at_;
    while (true) {
      skip();
      if (at_end() || here() == ']') return out;  // the outer list ends, this was left open
      if (here() == '}') {
        ++at_;
        return out;
      }
      if (here() != '"' && is_mark(here())) {
        ++at_;
        continue;
      }
      const json key = here() == '"' ? string() : word_as_key();
      skip();
      if (at_end() || here() != ':') continue;  // a key without a value
      ++at_;
      skip();
      if (!at_end() && (here() == ',' || here() == '}' || here() == ']')) continue;
      json read = value(depth + 1);
      if (key.is_string() && !read.is_discarded()) out[key.get<std::string>()] = std::move(read);
    }
  }

  json array(std::size_t depth) {
    json out = json::array();
    ++at_;
    while (true) {
      skip();
      if (at_end()) return out;
      if (here() == ']') {
        ++at_;
        return out;
      }
      if (here() == '}' || here() == ',' || here() == ':') {
        ++at_;
        continue;
      }
      json read = value(depth + 1);
      if (!read.is_discarded()) out.push_back(std::move(read));
    }
  }

  // A quote ends a string only where one can end.
  bool ends_here(std::size_t quote) const {
    std::size_t next = quote + 1;
    const std::size_t last = std::min(bytes_.size(), next + kLookAhead);
    while (next < last && is_blank(bytes_[next])) ++next;
    return next >= last || bytes_[next] == ',' || bytes_[next] == ':' || bytes_[next] == '}' ||
           bytes_[next] == ']';
  }

  // So many bytes of an escape stand at `from`; 0: it means nothing.
  std::size_t escape_at(std::size_t from) const {
    if (from + 1 >= bytes_.size()) return 0;
    const char c = bytes_[from + 1];
    if (std::string_view("\"\\/bfnrt").find(c) != std::string_view::npos) return 2;
    if (c != 'u' || from + 6 > bytes_.size()) return 0;
    const std::string_view digits = bytes_.substr(from + 2, 4);
    const bool hex = digits.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
    return hex ? 6 : 0;
  }

  json string() {
    std::string literal = "\"";
    for (++at_; !at_end(); ++at_) {
      const char c = here();
      if (c == '"' && ends_here(at_)) {
        ++at_;
        json read = json::parse(literal + "\"", nullptr, false);
        return read.is_discarded() ? json("") : read;  // half a pair of surrogates
      }
      if (c == '\\') {
        const std::size_t length = escape_at(at_);
        literal += bytes_.substr(at_, length);
        at_ += length == 0 ? 0 : length - 1;
      } else if (c == '"') {
        literal += "\\\"";
      } else if (static_cast<unsigned char>(c) < 0x20) {
        literal += c == '\n' ? "\\n" : " ";
      } else {
        literal += c;
      }
    }
    return json(json::value_t::discarded);
  }

  std::string_view bare() {
    const std::size_t from = at_;
    while (!at_end() && !is_mark(here()) && !is_blank(here()) && here() != '"') ++at_;
    if (at_ == from) ++at_;
    return bytes_.substr(from, at_ - from);
  }

  json word_as_key() { return std::string(text::trim(bare())); }

  // A number, true, false; what else stands there without quotes is nothing.
  json word() {
    json read = json::parse(bare(), nullptr, false);
    return read.is_discarded() || read.is_string() ? json(nullptr) : read;
  }

  const std::string_view bytes_;
  const JsonLimits limits_;
  std::size_t at_ = 0;
  std::size_t values_ = 0;
  bool too_much_ = false;
};

}  // namespace

Result<json> mend_json(std::string_view bytes, const JsonLimits& limits) {
  if (bytes.size() > limits.max_bytes)
    return fail(ErrorKind::too_large, "JSON of " + std::to_string(bytes.size()) + " bytes");
  const std::string valid = text::is_valid(bytes) ? std::string() : text::sanitize(bytes);
  json root;
  try {
    auto read = Mender(valid.empty() ? bytes : valid, limits).read();
    if (!read) return read;
    root = std::move(*read);
  } catch (const json::exception&) {
    return fail(ErrorKind::malformed, "not JSON: a number that is out of range");
  }
  if (!root.is_object() && !root.is_array())
    return fail(ErrorKind::malformed, "not JSON: neither an object nor a list");
  return root;
}

}  // namespace gongwatch::parser
