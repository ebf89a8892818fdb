// What holds of every feed that a reader gives, whatever the bytes were.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "model/official.h"
#include "text/utf8.h"

namespace gongwatch::testing_support {

// "" or what is wrong.
inline std::string complaint_of(std::string_view what, std::string_view text) {
  if (!text::is_valid(text)) return std::string(what) + " is not UTF-8";
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode_at(text, at);
    if (c.value < 0x20 || text::is_invisible(c.value))
      return std::string(what) + " holds a control or direction mark";
    at += c.bytes;
  }
  return {};
}

inline std::string complaint_of(const OfficialDocument& document) {
  if (!document.url.starts_with("http://") && !document.url.starts_with("https://"))
    return "a document's URL is not absolute";
  if (document.date && !document.date->ok()) return "a day that does not exist";
  if (!text::is_valid(document.label)) return "a label is not UTF-8";
  return {};
}

inline std::string complaint_of(const std::vector<Warning>& warnings) {
  if (warnings.size() > 1001) return "too many warnings";
  for (const Warning& warning : warnings) {
    if (auto complaint = complaint_of("a warning", warning.message); !complaint.empty())
      return complaint;
  }
  return {};
}

inline bool is_code(std::string_view code) {
  return code.size() == 5 &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

inline std::string complaint_of(const ApplicationFeed& feed) {
  for (const OfficialApplication& row : feed.applications) {
    if (row.applicant.empty()) return "a row without a name";
    for (const std::string_view text :
         {std::string_view(row.applicant), std::string_view(row.status)}) {
      if (auto complaint = complaint_of("a name or status", text); !complaint.empty())
        return complaint;
    }
    if (row.stock_code && !is_code(*row.stock_code)) return "a code that is none";
    if (row.row_json.empty() || row.row_json.size() > (1u << 20)) return "a row without evidence";
    for (const auto& day : {row.latest_document_on, row.filed_on, row.stage_on}) {
      if (day && !day->ok()) return "a day that does not exist";
    }
    for (const OfficialDocument& document : row.documents) {
      if (auto complaint = complaint_of(document); !complaint.empty()) return complaint;
    }
    for (const std::string& sponsor : row.sponsors) {
      if (auto complaint = complaint_of("a sponsor", sponsor); !complaint.empty()) return complaint;
    }
  }
  return complaint_of(feed.warnings);
}

inline std::string complaint_of(const AnnouncementFeed& feed) {
  for (const OfficialAnnouncement& announcement : feed.announcements) {
    if (!is_code(announcement.stock_code)) return "a code that is none";
    if (auto complaint = complaint_of("a stock's name", announcement.stock_name);
        !complaint.empty())
      return complaint;
    if (announcement.row.empty() || !text::is_valid(announcement.row))
      return "a row without evidence";
    if (auto complaint = complaint_of(announcement.document); !complaint.empty()) return complaint;
  }
  return complaint_of(feed.warnings);
}

}  // namespace gongwatch::testing_support
