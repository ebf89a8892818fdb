// Who is appointed as what, in sentences: the running text of an overall coordinator announcement.
#pragma once

#include <vector>

#include "model/official.h"
#include "parser/pdf/page_text.h"

namespace gongwatch::parser::pdf {

// Appointments and warnings ("appointment-ended": a firm that has left; it is taken out of
// `facts.appointments`) are added to `facts`; each name and role once.
void read_appointments(const PageText& text, facts::Span in, PdfFacts& facts);

// Adds a mention unless it stands there, or is the issuer itself.
void add_appointment(PdfFacts& facts, SponsorMention mention);

}  // namespace gongwatch::parser::pdf
