// The offer in a prospectus, formal notice or announcement of allotment results: price and days.
#pragma once

#include "model/official.h"
#include "parser/pdf/page_text.h"

namespace gongwatch::parser::pdf {

// Adds figures in HKD a share: offer_price (final, or fixed beforehand), or offer_price_low and
// offer_price_high of a range. What is only assumed ("the mid-point") is left out.
void read_prices(const PageText& text, OfficialDocumentKind kind, PdfFacts& facts);

// Adds the days that the document gives as its own: first day of dealings, price determination,
// end of the application, its date line (the allotment's day, or the launch's).
void read_days(const PageText& text, OfficialDocumentKind kind, PdfFacts& facts);

}  // namespace gongwatch::parser::pdf
