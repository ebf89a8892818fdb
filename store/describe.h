// A line of text for a row of values: equal lines mean equal values as they are stored. For telling
// a fact that is told again from one that is new.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/time.h"

namespace gongwatch::store {

// What a text becomes in the database: valid UTF-8 without NUL.
std::string storable(std::string_view text);

void describe_null(std::string& line);
void describe_text(std::string_view text, std::string& line);
void describe_integer(std::int64_t value, std::string& line);
void describe_real(double value, std::string& line);

// Takes values as Query does.
class Description {
 public:
  void put(std::string_view value) { describe_text(storable(value), line_); }
  void put(const std::string& value) { put(std::string_view(value)); }
  void put(const char* value) { put(std::string_view(value)); }
  void put(bool value) { describe_integer(value, line_); }
  void put(std::int64_t value) { describe_integer(value, line_); }
  void put(std::size_t value) { describe_integer(static_cast<std::int64_t>(value), line_); }
  void put(double value) { describe_real(value, line_); }
  void put(CivilDate value) { put(to_iso(value)); }
  template <class T>
  void put(const std::optional<T>& value) {
    if (value) {
      put(*value);
    } else {
      describe_null(line_);
    }
  }
  const std::string& line() const { return line_; }

 private:
  std::string line_;
};

}  // namespace gongwatch::store
