// libFuzzer: any bytes as a story or a page. Each quote must be what stands at its place, and a
// second reading must say the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "parser/parse_document.h"
#include "tests/parser/facts_told.h"

namespace {

using gongwatch::Document;

Document parse(std::string_view bytes, std::string_view type) {
  gongwatch::parser::ParseInput input;
  input.bytes = bytes;
  input.media_type = type;
  input.captured_at = *gongwatch::parse_iso_instant("2025-11-10T09:00:00+08:00");
  auto document = gongwatch::parser::parse_document(input);
  return document ? std::move(*document) : Document();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gongwatch::parser;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const bool html = size > 0 && data[0] == '<';
  const char* type = html ? "text/html; charset=utf-8" : "text/plain; charset=utf-8";
  const Document document = parse(bytes, type);
  if (!unproven(document).empty()) std::abort();
  if (told(parse(bytes, type)) != told(document)) std::abort();
  return 0;
}
