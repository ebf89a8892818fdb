#include "parser/hkex/whole_feed.h"

#include <xxhash.h>

#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "parser/feed/json.h"
#include "parser/hkex/application_rows.h"
#include "parser/hkex/applications.h"
#include "parser/hkex/row_slices.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

using nlohmann::json;

constexpr SliceLimits kSlices{.max_row_bytes = kMaxRowBytes};
constexpr JsonLimits kDocument{.max_bytes = kMaxFeedBytes, .max_depth = kSlices.max_depth};
constexpr JsonLimits kRow{.max_bytes = kMaxRowBytes, .max_depth = kSlices.max_depth - 2};

std::uint64_t hash_of(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

// The rows of one feed, wherever they come from.
class Rows {
 public:
  virtual ~Rows() = default;
  virtual std::size_t size() const = 0;
  virtual bool too_long(std::size_t i) const = 0;
  virtual std::uint64_t hash(std::size_t i) const = 0;
  // The row's value, or nothing if its bytes are not JSON. Asked once a row.
  virtual std::optional<json> take(std::size_t i) = 0;
  // What row_key would say of it.
  virtual std::string key(std::size_t i, const ApplicationFeedName& name) const = 0;
};

class SlicedRows final : public Rows {
 public:
  explicit SlicedRows(const std::vector<std::string_view>& slices) : slices_(slices) {}
  std::size_t size() const override { return slices_.size(); }
  bool too_long(std::size_t i) const override { return slices_[i].size() > kMaxRowBytes; }
  std::uint64_t hash(std::size_t i) const override { return hash_of(slices_[i]); }
  std::optional<json> take(std::size_t i) override {
    // Bytes that are no UTF-8 are replaced in the document as a whole.
    if (!text::is_valid(slices_[i])) return std::nullopt;
    auto row = read_json(slices_[i], kRow);
    return row ? std::optional<json>(std::move(*row)) : std::nullopt;
  }
  std::string key(std::size_t i, const ApplicationFeedName& name) const override {
    if (auto seen = quick_row_key(slices_[i]); !seen.empty()) return seen;
    const auto row = read_json(slices_[i], kRow);
    return row ? row_key(*row, name) : std::string();
  }

 private:
  const std::vector<std::string_view>& slices_;
};

class TreeRows final : public Rows {
 public:
  TreeRows(json& rows, const std::vector<std::string_view>* slices)
      : rows_(rows), slices_(slices) {}
  std::size_t size() const override { return rows_.size(); }
  bool too_long(std::size_t i) const override {
    return (slices_ != nullptr ? (*slices_)[i].size() : compact(rows_[i]).size()) > kMaxRowBytes;
  }
  std::uint64_t hash(std::size_t i) const override {
    return slices_ != nullptr ? hash_of((*slices_)[i]) : hash_of(compact(rows_[i]));
  }
  std::optional<json> take(std::size_t i) override { return std::move(rows_[i]); }
  std::string key(std::size_t i, const ApplicationFeedName& name) const override {
    return row_key(rows_[i], name);
  }

 private:
  json& rows_;
  const std::vector<std::string_view>* slices_;
};

// A known row is passed over, unless a new row speaks of the same application: then both are read,
// so that they are told to be one every day, not on the first day only.
bool read_rows(Rows& rows, const std::unordered_set<std::uint64_t>& known_rows,
               ApplicationRows& reader, const ApplicationFeedName& name) {
  std::vector<std::uint64_t> hashes(rows.size());
  std::vector<bool> fresh(rows.size());
  std::set<std::string> fresh_keys;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows.too_long(i)) continue;
    hashes[i] = rows.hash(i);
    fresh[i] = known_rows.count(hashes[i]) == 0;
    if (fresh[i] && !known_rows.empty()) fresh_keys.insert(rows.key(i, name));
  }
  fresh_keys.erase(std::string());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows.too_long(i)) {
      reader.skip_long_row(i);
    } else if (fresh[i] || (!fresh_keys.empty() && fresh_keys.count(rows.key(i, name)) == 1)) {
      const auto row = rows.take(i);
      if (!row) return false;
      reader.read_row(*row, i, hashes[i]);
    } else {
      reader.add_unchanged(hashes[i]);
    }
  }
  return true;
}

// The document with "0" for each row that is too long.
std::string without_long_rows(const RowSlices& slices) {
  std::string document(slices.head);
  for (std::size_t i = 0; i < slices.rows.size(); ++i) {
    if (i > 0) document += ',';
    document += slices.rows[i].size() > kMaxRowBytes ? "0" : slices.rows[i];
  }
  return document.append(slices.tail);
}

}  // namespace

std::optional<ApplicationFeed> read_feed_by_slices(
    std::string_view bytes, const ApplicationFeedName& name, std::string_view document_base,
    const std::unordered_set<std::uint64_t>& known_rows) {
  if (bytes.size() > kMaxFeedBytes) return std::nullopt;
  const auto slices = slice_rows(bytes, kSlices);
  if (!slices) return std::nullopt;
  const std::string around = std::string(slices->head) + std::string(slices->tail);
  if (!text::is_valid(around)) return std::nullopt;
  const auto envelope = read_json(around, kDocument);
  if (!envelope) return std::nullopt;
  ApplicationRows reader(name, document_base);
  reader.read_envelope(*envelope);
  SlicedRows rows(slices->rows);
  if (!read_rows(rows, known_rows, reader, name)) return std::nullopt;
  return reader.take();
}

Result<ApplicationFeed> read_whole_feed(std::string_view bytes, const ApplicationFeedName& name,
                                        std::string_view document_base,
                                        const std::unordered_set<std::uint64_t>& known_rows) {
  const std::string file = file_name_of(name);
  const auto slices = bytes.size() > kMaxFeedBytes ? std::nullopt : slice_rows(bytes, kSlices);
  auto envelope =
      slices ? read_json(without_long_rows(*slices), kDocument) : read_json(bytes, kDocument);
  if (!envelope) {
    Error error = envelope.error();
    error.context = file;
    return tl::unexpected(std::move(error));
  }
  const json* found = find_value(*envelope, "app");
  if (found == nullptr || !found->is_array()) {
    return fail(ErrorKind::malformed, "no array \"app\": not an application feed", file);
  }
  json& values = (*envelope)["app"];
  if (values.size() > kSlices.max_rows) {
    return fail(ErrorKind::too_large, "more than " + std::to_string(kSlices.max_rows) + " rows",
                file);
  }
  ApplicationRows reader(name, document_base);
  reader.read_envelope(*envelope);
  const bool usable = slices && slices->rows.size() == values.size();
  TreeRows rows(values, usable ? &slices->rows : nullptr);
  if (!read_rows(rows, known_rows, reader, name)) {
    return fail(ErrorKind::internal, "a row of the tree is gone", file);
  }
  return reader.take();
}

}  // namespace gongwatch::parser
