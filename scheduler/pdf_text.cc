#include "scheduler/pdf_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>

#include "scheduler/child_process.h"
#include "text/utf8.h"

namespace gongwatch::scheduler {
namespace {

constexpr int kMostPages = 2000;

Result<std::string> program() {
  if (const char* named = std::getenv("GONGWATCH_PDFTOTEXT"); named != nullptr && *named != '\0')
    return std::string(named);
  std::string found = find_program("pdftotext");
  if (found.empty())
    return fail(ErrorKind::io, "pdftotext is not installed (Debian package poppler-utils)");
  return found;
}

bool says(const ChildResult& result, std::string_view words) {
  return result.err.find(words) != std::string::npos;
}

// Its complaint as one line.
std::string complaint(const ChildResult& result) {
  std::string line = text::sanitize(result.err);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return text::squeeze(line);
}

Result<std::string> text_of(const ChildResult& result) {
  if (result.signal == SIGXCPU || result.signal == SIGKILL)
    return fail(ErrorKind::timeout, "pdftotext needed more than its processor time");
  if (says(result, "Out of memory") || says(result, "bad_alloc"))
    return fail(ErrorKind::too_large, "pdftotext needed more than its memory");
  if (result.signal != 0)
    return fail(ErrorKind::malformed, fmt::format("pdftotext crashed on it (signal {}): {}",
                                                  result.signal, complaint(result)));
  if (says(result, "Incorrect password") || says(result, "ncrypted") || result.exit_code == 3)
    return fail(ErrorKind::unsupported, "the PDF is encrypted");
  if (result.exit_code != 0)
    return fail(ErrorKind::malformed, fmt::format("a damaged PDF (pdftotext exit code {}): {}",
                                                  result.exit_code, complaint(result)));
  if (text::trim(result.out).empty())
    return fail(ErrorKind::empty, "the PDF has no text: scanned, or empty pages");
  return result.out;
}

}  // namespace

bool is_pdf(std::string_view bytes) {
  return bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos;
}

Result<std::string> pdf_to_text(std::string_view pdf, const PdfLimits& limits,
                                const std::function<bool()>& should_stop) {
  if (pdf.size() > limits.max_pdf_bytes)
    return fail(ErrorKind::too_large, fmt::format("a PDF of {} bytes; the limit is {} bytes",
                                                  pdf.size(), limits.max_pdf_bytes));
  if (!is_pdf(pdf)) return fail(ErrorKind::malformed, "not a PDF");
  const auto path = program();
  if (!path) return tl::unexpected(path.error());
  ChildLimits child;
  child.memory_bytes = limits.memory_bytes;
  child.cpu_seconds = limits.cpu_seconds;
  child.wall = limits.wall;
  child.max_output_bytes = limits.max_text_bytes;
  // Neither -layout nor -raw: the default undoes columns, so that a sentence of one column stays
  // whole and a heading stands above its names; -layout puts two columns on one line, -raw gives
  // the order of drawing, which is any.
  const std::vector<std::string> arguments{
      "-enc", "UTF-8", "-eol",
      "unix", "-l",    std::to_string(std::clamp(limits.max_pages, 1, kMostPages)),
      "-",    "-"};
  const auto result = run_child(*path, arguments, pdf, child, should_stop);
  if (!result) {
    Error error = result.error();
    if (error.kind == ErrorKind::io) {
      error.message = fmt::format("pdftotext (Debian package poppler-utils) {}: {}", error.message,
                                  error.context);
      error.context.clear();
    } else {
      error.message = "pdftotext: " + error.message;
    }
    return tl::unexpected(std::move(error));
  }
  return text_of(*result);
}

}  // namespace gongwatch::scheduler
