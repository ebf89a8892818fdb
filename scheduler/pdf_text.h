// The text of a PDF, by poppler's pdftotext in a process of its own: PDFs are untrusted.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "model/result.h"

namespace gongwatch::scheduler {

struct PdfLimits {
  std::size_t max_pdf_bytes = 64u << 20;
  int max_pages = 60;  // the first ones, at most 2000; later pages cost nothing
  std::size_t max_text_bytes = 16u << 20;
  std::size_t memory_bytes = 1u << 30;
  unsigned cpu_seconds = 30;
  std::chrono::milliseconds wall{60000};
};

// UTF-8, a form feed behind each page. The program is pdftotext in $PATH, or what
// $GONGWATCH_PDFTOTEXT names.
// Errors: malformed (no PDF, damaged, a crash on it), unsupported (encrypted), empty (no text:
// scanned), too_large (bytes, text or memory), timeout, cancelled (`should_stop` said so), io
// (pdftotext is missing or cannot be started).
Result<std::string> pdf_to_text(std::string_view pdf, const PdfLimits& limits = {},
                                const std::function<bool()>& should_stop = {});

// Whether bytes are a PDF: "%PDF-" in their first 1024.
bool is_pdf(std::string_view bytes);

}  // namespace gongwatch::scheduler
