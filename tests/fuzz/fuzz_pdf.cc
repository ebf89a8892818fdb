// libFuzzer: any bytes as the text of a PDF. Each quote must be what stands at its place.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "parser/pdf/read_pdf.h"

namespace {

void check(const gongwatch::PdfFacts& facts, const gongwatch::Evidence& evidence) {
  const bool proven =
      evidence.begin <= evidence.end && evidence.end <= facts.text.size() &&
      facts.text.compare(evidence.begin, evidence.end - evidence.begin, evidence.quote) == 0;
  if (!proven) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto facts =
      gongwatch::parser::read_pdf(std::string_view(reinterpret_cast<const char*>(data), size));
  for (const auto& name : facts.issuer_names) check(facts, name.evidence);
  if (facts.stock_code) check(facts, facts.stock_code->evidence);
  for (const auto& mention : facts.appointments) check(facts, mention.evidence);
  for (const auto& day : facts.days) check(facts, day.evidence);
  if (facts.subscription_closes) check(facts, facts.subscription_closes->evidence);
  for (const auto& figure : facts.figures) check(facts, figure.evidence);
  for (const auto& warning : facts.warnings) {
    if (warning.evidence) check(facts, *warning.evidence);
  }
  return 0;
}
