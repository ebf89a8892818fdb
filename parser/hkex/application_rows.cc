#include "parser/hkex/application_rows.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "parser/feed/json.h"
#include "parser/hkex/applications.h"
#include "parser/hkex/documents.h"
#include "parser/hkex/sponsor_names.h"
#include "text/url.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxTokenBytes = 40;
constexpr std::size_t kMaxSponsorsBytes = 4000;

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

// What the row's token says; an active row is told apart by its PHIP, a row without a token by the
// list that it stands in. L and R were seen in programs that read these feeds, never in a row.
std::optional<Stage> stage_of(const OfficialApplication& row, std::string_view list) {
  if (row.status == "LT") return Stage::listed;
  if (row.status == "LP" || row.status == "L") return Stage::lapsed;
  if (row.status == "W") return Stage::withdrawn;
  if (row.status == "RJ" || row.status == "R") return Stage::rejected;
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

// As resolve_url writes it; what is no URL fails at the first document.
std::string canonical_base(std::string_view base) {
  auto canonical = text::resolve_url(base, "");
  return canonical ? std::move(*canonical) : std::string(base);
}

}  // namespace

std::string compact(const json& row) {
  return row.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string row_key(const json& row, const ApplicationFeedName& name) {
  if (name.list != "appreturned") {
    const json* id = find_value(row, "id");
    const auto number = id == nullptr ? std::nullopt : number_of(*id, 12);
    return number ? std::to_string(*number) : std::string();
  }
  const json* applicant = find_value(row, "a");
  const json* day = find_value(row, "rd");
  if (applicant == nullptr || !applicant->is_string()) return {};
  return clean_text(applicant->get_ref<const std::string&>()).text + '\n' +
         (day == nullptr ? "" : compact(*day));
}

std::string quick_row_key(std::string_view bytes) {
  constexpr std::string_view kBeginning = "{\"id\":";
  if (!bytes.starts_with(kBeginning)) return {};
  bytes.remove_prefix(kBeginning.size());
  const auto end = std::min(bytes.find_first_not_of("0123456789"), bytes.size());
  const bool whole = end > 0 && end <= 12 && end < bytes.size() && bytes[end] == ',';
  return whole && bytes.front() != '0' ? std::string(bytes.substr(0, end)) : std::string();
}

ApplicationRows::ApplicationRows(const ApplicationFeedName& name, std::string_view document_base)
    : base_(canonical_base(document_base.empty() ? kHkexDocumentBase : document_base)),
      warnings_(file_name_of(name)) {
  feed_.name = name;
}

void ApplicationRows::read_envelope(const json& envelope) {
  warnings_.at_feed();
  if (const json* value = find_value(envelope, "genDate")) {
    const auto milliseconds = number_of(*value, 13);
    if (milliseconds) {
      feed_.generated_at = Instant{std::chrono::seconds{*milliseconds / 1000}};
    } else {
      warnings_.field("genDate", "not a time in milliseconds");
    }
  }
  feed_.updated_on = read_day(envelope, "uDate");
}

void ApplicationRows::read_row(const json& row, std::size_t position, std::uint64_t hash) {
  warnings_.at_row(position);
  if (!row.is_object()) return warnings_.add("row-skipped", "not an object");
  OfficialApplication application;
  application.row_hash = hash;
  application.row_json = compact(row);
  if (feed_.name.list == "appreturned") return read_returned(row, std::move(application));
  read_application(row, position, std::move(application));
}

void ApplicationRows::skip_long_row(std::size_t position) {
  warnings_.at_row(position);
  warnings_.add("row-skipped", "longer than " + std::to_string(kMaxRowBytes) + " bytes");
}

void ApplicationRows::add_unchanged(std::uint64_t hash) {
  if (unchanged_.insert(hash).second) feed_.unchanged.push_back(hash);
}

ApplicationFeed ApplicationRows::take() {
  feed_.skipped = warnings_.skipped();
  feed_.warnings = warnings_.take();
  return std::move(feed_);
}

void ApplicationRows::read_application(const json& row, std::size_t position,
                                       OfficialApplication application) {
  const json* id = find_value(row, "id");
  const auto hkex_id = id == nullptr ? std::nullopt : number_of(*id, 12);
  if (!hkex_id) return warnings_.add("row-skipped", "field id: not a whole number");
  warnings_.at_row(position, " (id " + std::to_string(*hkex_id) + ")");
  application.hkex_id = *hkex_id;
  if (!read_name(row, application)) return;
  read_plain_fields(row, application);
  read_documents(row, application);
  keep(std::move(application));
}

// {"a": applicant, "s": sponsors, "rd": day of return}: published without an id.
void ApplicationRows::read_returned(const json& row, OfficialApplication application) {
  if (!read_name(row, application)) return;
  application.stage = Stage::returned;
  application.stage_on = read_day(row, "rd");
  if (const json* sponsors = find_value(row, "s")) {
    if (sponsors->is_string() &&
        sponsors->get_ref<const std::string&>().size() <= kMaxSponsorsBytes) {
      application.sponsors = split_sponsor_names(sponsors->get_ref<const std::string&>());
    } else {
      warnings_.field("s", sponsors->is_string() ? "longer than 4000 bytes" : "not a string");
    }
  }
  const std::string day = application.stage_on ? to_iso(*application.stage_on) : std::string();
  if (!returned_.insert(application.applicant + '\n' + day).second) {
    return warnings_.add("duplicate-row", "name and day stand in an earlier row");
  }
  feed_.applications.push_back(std::move(application));
}

bool ApplicationRows::read_name(const json& row, OfficialApplication& application) {
  const json* name = find_value(row, "a");
  if (name == nullptr || !name->is_string()) {
    warnings_.add("row-skipped", "field a: not a name");
    return false;
  }
  auto clean = warnings_.name("a", name->get_ref<const std::string&>());
  if (!clean) return false;
  application.applicant = std::move(*clean);
  return true;
}

std::optional<CivilDate> ApplicationRows::read_day(const json& row, std::string_view key) {
  const std::string written = read_token(row, key);
  if (written.empty()) return std::nullopt;
  const auto day = parse_day_month_year(written);
  if (day) return *day;
  warnings_.field(key, day.error().message);
  return std::nullopt;
}

void ApplicationRows::read_plain_fields(const json& row, OfficialApplication& application) {
  application.latest_document_on = read_day(row, "d");
  if (find_value(row, "d") == nullptr) warnings_.field("d", "missing");
  application.status = read_token(row, "s");
  if (const json* code = find_value(row, "st")) {
    application.stock_code = five_digits(text_of(*code).value_or(std::string()));
    if (!application.stock_code) warnings_.field("st", "not a stock code");
  }
  if (const json* flag = find_value(row, "hasPhip")) {
    if (flag->is_boolean()) {
      application.has_phip = flag->get<bool>();
    } else {
      warnings_.field("hasPhip", "not true or false");
    }
  }
}

std::string ApplicationRows::read_token(const json& row, std::string_view key) {
  const json* value = find_value(row, key);
  if (value == nullptr) return {};
  if (!value->is_string() || value->get_ref<const std::string&>().size() > kMaxTokenBytes) {
    warnings_.field(key, value->is_string() ? "longer than 40 bytes" : "not a string");
    return {};
  }
  CleanText clean = clean_text(value->get_ref<const std::string&>());
  if (clean.changed) warnings_.field(key, "control or direction marks removed");
  return std::move(clean.text);
}

void ApplicationRows::read_documents(const json& row, OfficialApplication& application) {
  const DocumentContext context{
      base_, feed_.name.language,
      [this](std::string_view field, std::string_view reason) { warnings_.field(field, reason); }};
  for (const std::string_view key : {"ls", "ps"}) {
    const json* entries = find_value(row, key);
    if (entries == nullptr) continue;
    if (!entries->is_array()) {
      warnings_.field(key, "not an array");
      continue;
    }
    for (const json& entry : *entries) read_document_entry(entry, context, application.documents);
  }
  if (const json* statement = find_value(row, "w")) {
    read_warning_statement(*statement, context, application.documents);
  }
}

// Settles what the row says of its stage and keeps it, or adds its documents to the row of the same
// id.
void ApplicationRows::keep(OfficialApplication application) {
  application.has_phip = application.has_phip || feed_.name.list == "appactive_appphip" ||
                         holds_phip(application.documents);
  const auto [known, is_new] = places_.try_emplace(application.hkex_id, feed_.applications.size());
  if (!is_new) return merge(feed_.applications[known->second], std::move(application));
  application.stage = stage_of(application, feed_.name.list);
  warn_of_token(application);
  feed_.applications.push_back(std::move(application));
}

void ApplicationRows::merge(OfficialApplication& first, OfficialApplication again) {
  warnings_.add("duplicate-id",
                "the id stands in an earlier row; only new documents are taken from this one");
  for (auto& document : again.documents) {
    const bool had = std::any_of(first.documents.begin(), first.documents.end(),
                                 [&](const auto& other) { return other.url == document.url; });
    if (!had && first.documents.size() < kMaxDocuments)
      first.documents.push_back(std::move(document));
  }
  first.has_phip = first.has_phip || again.has_phip;
  first.stage = stage_of(first, feed_.name.list);
}

void ApplicationRows::warn_of_token(const OfficialApplication& application) {
  const std::string& token = application.status;
  const bool unconfirmed = token == "L" || token == "R" || token == "IR";
  if (application.stage && !unconfirmed) return;
  if (!told_tokens_.insert(token).second) return;
  if (unconfirmed) {
    warnings_.add("unconfirmed-status",
                  "field s: status \"" + token + "\" is not known from any row of HKEX");
  } else {
    warnings_.add("unknown-status", "field s: unknown status \"" + token + "\"");
  }
}

}  // namespace gongwatch::parser
