// Rows of an application feed, one by one: JSON in, OfficialApplication out, with what could not be
// used told.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "model/official.h"
#include "parser/hkex/row_text.h"

namespace gongwatch::parser {

inline constexpr std::size_t kMaxRowBytes = 256u << 10;

// What two rows about one application share, before either is read: the id, or for rows without
// ids name and day. Empty if the row has none.
std::string row_key(const nlohmann::json& row, const ApplicationFeedName& name);
// row_key of a row's bytes if it can be seen without a parser: {"id":107001, … at their beginning.
std::string quick_row_key(std::string_view bytes);
// The row on one line, keys sorted.
std::string compact(const nlohmann::json& row);

class ApplicationRows {
 public:
  ApplicationRows(const ApplicationFeedName& name, std::string_view document_base);

  // "genDate" and "uDate".
  void read_envelope(const nlohmann::json& envelope);
  // `position` counts from 0, `hash` becomes row_hash.
  void read_row(const nlohmann::json& row, std::size_t position, std::uint64_t hash);
  // A row beyond kMaxRowBytes.
  void skip_long_row(std::size_t position);
  // A row that the caller knows already.
  void add_unchanged(std::uint64_t hash);
  ApplicationFeed take();

 private:
  void read_application(const nlohmann::json& row, std::size_t position,
                        OfficialApplication application);
  void read_returned(const nlohmann::json& row, OfficialApplication application);
  bool read_name(const nlohmann::json& row, OfficialApplication& application);
  void read_plain_fields(const nlohmann::json& row, OfficialApplication& application);
  std::optional<CivilDate> read_day(const nlohmann::json& row, std::string_view key);
  std::string read_token(const nlohmann::json& row, std::string_view key);
  void read_documents(const nlohmann::json& row, OfficialApplication& application);
  void keep(OfficialApplication application);
  void merge(OfficialApplication& first, OfficialApplication again);
  void warn_of_token(const OfficialApplication& application);

  std::string base_;
  RowWarnings warnings_;
  ApplicationFeed feed_;
  std::unordered_map<std::int64_t, std::size_t> places_;  // by id
  std::set<std::string> returned_;                        // name and day
  std::set<std::string> told_tokens_;
  std::unordered_set<std::uint64_t> unchanged_;
};

}  // namespace gongwatch::parser
