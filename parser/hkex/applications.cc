#include "parser/hkex/applications.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <unordered_map>

#include "parser/feed/json.h"
#include "parser/hkex/documents.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxRows = 20'000;
constexpr std::size_t kMaxNameBytes = 2000;
constexpr std::size_t kMaxTokenBytes = 40;
constexpr std::size_t kMaxRowBytes = 256u << 10;
constexpr std::size_t kMaxWarnings = 1000;

// Digits only, of at most `max_digits`; HKEX writes some numbers as text.
std::optional<std::int64_t> number_of(const json& value, std::size_t max_digits) {
  const auto text = text_of(value);
  if (!text || text->empty() || text->size() > max_digits) return std::nullopt;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc{} || end != text->data() + text->size() || number <= 0)
    return std::nullopt;
  return number;
}

struct CleanName {
  std::string name;
  bool changed = false;  // control or direction marks were in it
};

CleanName clean_name(std::string_view written) {
  CleanName clean;
  for (std::size_t at = 0; at < written.size();) {
    const text::CodePoint c = text::decode_at(written, at);
    const bool control = c.value < 0x20 || (c.value >= 0x7F && c.value < 0xA0) || !c.valid;
    if (control) clean.name += ' ';
    if (control || text::is_invisible(c.value)) {
      clean.changed = true;
    } else {
      clean.name += written.substr(at, c.bytes);
    }
    at += c.bytes;
  }
  clean.name = text::squeeze(clean.name);
  return clean;
}

// What the row's token says; an active row is told apart by its PHIP, a row without a token by the
// list that it stands in.
std::optional<Stage> stage_of(const OfficialApplication& row, std::string_view list) {
  if (row.status == "LT") return Stage::listed;
  if (row.status == "LP") return Stage::lapsed;
  if (row.status == "W") return Stage::withdrawn;
  if (row.status == "RJ") return Stage::rejected;
  if (row.status.empty() && list == "applisted") return Stage::listed;
  const bool active = row.status == "A" || (row.status.empty() && list.starts_with("appactive"));
  if (!active) return std::nullopt;
  return row.has_phip ? Stage::phip : Stage::filed;
}

bool holds_phip(const std::vector<OfficialDocument>& documents) {
  return std::any_of(documents.begin(), documents.end(), [](const auto& document) {
    return document.kind == OfficialDocumentKind::phip;
  });
}

class FeedReader {
 public:
  FeedReader(const ApplicationFeedName& name, std::string_view document_base)
      : file_(file_name_of(name)), base_(document_base) {
    feed_.name = name;
  }

  void read_generation_date(const json& envelope) {
    const json* value = find_value(envelope, "genDate");
    if (value == nullptr) return;
    const auto milliseconds = number_of(*value, 13);
    if (!milliseconds) {
      warn("bad-field", file_ + ": field genDate: not a time in milliseconds");
      return;
    }
    feed_.generated_at = Instant{std::chrono::seconds{*milliseconds / 1000}};
  }

  void read_row(const json& row, std::size_t position) {
    row_ = file_ + " row " + std::to_string(position + 1);
    if (!row.is_object()) return warn("row-skipped", row_ + ": not an object");
    const json* id = find_value(row, "id");
    const auto hkex_id = id == nullptr ? std::nullopt : number_of(*id, 12);
    if (!hkex_id) return warn("row-skipped", row_ + ": field id: not a whole number");
    row_ += " (id " + std::to_string(*hkex_id) + ")";

    OfficialApplication application;
    application.hkex_id = *hkex_id;
    application.row_json = row.dump(-1, ' ', false, json::error_handler_t::replace);
    if (application.row_json.size() > kMaxRowBytes) {
      return warn("row-skipped", row_ + ": longer than " + std::to_string(kMaxRowBytes) + " bytes");
    }
    if (!read_name(row, application)) return;
    read_plain_fields(row, application);
    read_documents(row, application);
    keep(std::move(application));
  }

  ApplicationFeed take() { return std::move(feed_); }

 private:
  void warn(std::string code, const std::string& message) {
    if (feed_.warnings.size() == kMaxWarnings) {
      feed_.warnings.push_back(
          {"more-warnings", file_ + ": further warnings are left out", std::nullopt});
    }
    if (feed_.warnings.size() > kMaxWarnings) return;
    // What a message quotes may have been cut inside a character.
    feed_.warnings.push_back({std::move(code), text::sanitize(message), std::nullopt});
  }

  void warn_field(std::string_view field, std::string_view reason) {
    warn("bad-field", row_ + ": field " + std::string(field) + ": " + std::string(reason));
  }

  bool read_name(const json& row, OfficialApplication& application) {
    const json* name = find_value(row, "a");
    if (name == nullptr || !name->is_string()) {
      warn("row-skipped", row_ + ": field a: not a name");
      return false;
    }
    const auto& written = name->get_ref<const std::string&>();
    if (written.size() > kMaxNameBytes) {
      warn("row-skipped", row_ + ": field a: a name longer than 2000 bytes");
      return false;
    }
    CleanName clean = clean_name(written);
    if (clean.changed) warn("name-cleaned", row_ + ": field a: control or direction marks removed");
    if (clean.name.empty()) {
      warn("row-skipped", row_ + ": field a: an empty name");
      return false;
    }
    application.applicant = std::move(clean.name);
    return true;
  }

  void read_plain_fields(const json& row, OfficialApplication& application) {
    if (const std::string day = string_field(row, "d"); !day.empty()) {
      if (const auto date = parse_day_month_year(day)) {
        application.latest_document_on = *date;
      } else {
        warn_field("d", date.error().message);
      }
    } else if (find_value(row, "d") == nullptr) {
      warn_field("d", "missing");
    }
    application.status = string_field(row, "s");
    if (const json* code = find_value(row, "st")) {
      if (const auto number = number_of(*code, 5)) {
        const std::string digits = std::to_string(*number);
        application.stock_code = std::string(5 - digits.size(), '0') + digits;
      } else {
        warn_field("st", "not a stock code");
      }
    }
    if (const json* flag = find_value(row, "hasPhip")) {
      if (flag->is_boolean()) {
        application.has_phip = flag->get<bool>();
      } else {
        warn_field("hasPhip", "not true or false");
      }
    }
  }

  std::string string_field(const json& row, std::string_view key) {
    const json* value = find_value(row, key);
    if (value == nullptr) return {};
    if (!value->is_string() || value->get_ref<const std::string&>().size() > kMaxTokenBytes) {
      warn_field(key, value->is_string() ? "longer than 40 bytes" : "not a string");
      return {};
    }
    return std::string(text::trim(value->get_ref<const std::string&>()));
  }

  void read_documents(const json& row, OfficialApplication& application) {
    const DocumentContext context{
        base_, feed_.name.language,
        [this](std::string_view field, std::string_view reason) { warn_field(field, reason); }};
    for (const std::string_view key : {"ls", "ps"}) {
      const json* entries = find_value(row, key);
      if (entries == nullptr) continue;
      if (!entries->is_array()) {
        warn_field(key, "not an array");
        continue;
      }
      for (const json& entry : *entries) read_document_entry(entry, context, application.documents);
    }
    if (const json* statement = find_value(row, "w")) {
      read_warning_statement(*statement, context, application.documents);
    }
  }

  // Settles what the row says of its stage and keeps it, or adds its documents to the row of the
  // same id.
  void keep(OfficialApplication application) {
    application.has_phip = application.has_phip || feed_.name.list == "appactive_appphip" ||
                           holds_phip(application.documents);
    const auto [known, is_new] =
        places_.try_emplace(application.hkex_id, feed_.applications.size());
    if (!is_new) {
      warn("duplicate-id",
           row_ + ": the id stands in an earlier row; only new documents are taken from this one");
      OfficialApplication& first = feed_.applications[known->second];
      for (auto& document : application.documents) {
        const bool had = std::any_of(first.documents.begin(), first.documents.end(),
                                     [&](const auto& other) { return other.url == document.url; });
        if (!had && first.documents.size() < kMaxDocuments)
          first.documents.push_back(std::move(document));
      }
      first.has_phip = first.has_phip || application.has_phip;
      first.stage = stage_of(first, feed_.name.list);
      return;
    }
    application.stage = stage_of(application, feed_.name.list);
    if (!application.stage && unknown_tokens_.insert(application.status).second) {
      warn("unknown-status", row_ + ": field s: unknown status \"" + application.status + "\"");
    }
    feed_.applications.push_back(std::move(application));
  }

  std::string file_;
  std::string_view base_;
  std::string row_;  // how warnings name the row at hand
  ApplicationFeed feed_;
  std::unordered_map<std::int64_t, std::size_t> places_;
  std::set<std::string> unknown_tokens_;
};

}  // namespace

Result<ApplicationFeed> parse_application_feed(std::string_view bytes,
                                               const ApplicationFeedName& name,
                                               std::string_view document_base) {
  const std::string file = file_name_of(name);
  auto envelope = read_json(bytes);
  if (!envelope) {
    Error error = envelope.error();
    error.context = file;
    return tl::unexpected(std::move(error));
  }
  const json* rows = find_value(*envelope, "app");
  if (rows == nullptr || !rows->is_array()) {
    return fail(ErrorKind::malformed, "no array \"app\": not an application feed", file);
  }
  if (rows->size() > kMaxRows) {
    return fail(ErrorKind::too_large, "more than 20000 rows", file);
  }
  FeedReader reader(name, document_base.empty() ? kHkexDocumentBase : document_base);
  reader.read_generation_date(*envelope);
  for (std::size_t i = 0; i < rows->size(); ++i) reader.read_row((*rows)[i], i);
  return reader.take();
}

}  // namespace gongwatch::parser
