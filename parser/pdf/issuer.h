// Whose document it is.
#pragma once

#include "model/official.h"
#include "parser/pdf/page_text.h"

namespace gongwatch::parser::pdf {

// The issuer's legal names from the heading lines of the first pages: those above "(the
// “Company”)", （「本公司」） or "(Incorporated in …)".
std::vector<PdfFacts::Name> read_issuer_names(const PageText& text);

// A stock code on a line of its own ("Stock code: 2788", 股份代號：2788), so that no third party's
// code is taken.
std::optional<PdfFacts::Code> read_stock_code(const PageText& text);

}  // namespace gongwatch::parser::pdf
