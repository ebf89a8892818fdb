// The documents of an applicant: entries of the arrays "ls" and "ps" of HKEX's application feeds
// (docs/sources.md).
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/official.h"

namespace gongwatch::parser {

// By the words of the label: a proof, a PHIP, and what is neither is an announcement of an overall
// coordinator.
OfficialDocumentKind kind_of_label(std::string_view label);
// "Application Proof (2nd submission)", "申請版本（第二次呈交）" → 2.
std::optional<int> submission_of_label(std::string_view label);

// How the reader of a row tells what it could not use: the field and the reason.
using TellField = std::function<void(std::string_view field, std::string_view reason)>;

struct DocumentContext {
  std::string_view base;           // canonical; documents resolve against it
  std::string_view feed_language;  // en, zh-Hant
  TellField tell;
};

// Appends the documents of one entry (its "u1" and "u2"), in order; a URL that is already there, ""
// and "#" are left out.
void read_document_entry(const nlohmann::json& entry, const DocumentContext& context,
                         std::vector<OfficialDocument>& documents);
// Appends the warning statement "w", dated by its file name (warnYYMMDDnnnnn.pdf).
void read_warning_statement(const nlohmann::json& path, const DocumentContext& context,
                            std::vector<OfficialDocument>& documents);

// At most this many documents a row are kept.
inline constexpr std::size_t kMaxDocuments = 500;

}  // namespace gongwatch::parser
