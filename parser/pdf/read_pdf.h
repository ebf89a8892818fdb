// What an official PDF says, from its text. Pure.
#pragma once

#include <string_view>

#include "model/official.h"

namespace gongwatch::parser {

// `text`: pages of lines, a form feed behind each page, as pdftotext gives them in reading order;
// any bytes. Overall coordinator announcements give appointments; the chapter "parties involved" of
// a prospectus or PHIP does too; prospectuses, formal notices and allotment results give stock
// code, price and days. Warnings: "redacted" (names are blacked out), "appointment-ended",
// "decode-errors". Evidence quotes `PdfFacts::text`.
PdfFacts read_pdf(std::string_view text);

}  // namespace gongwatch::parser
