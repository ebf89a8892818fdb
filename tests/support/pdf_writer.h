// Small PDFs for tests and fixtures.
#pragma once

#include <string>
#include <vector>

namespace gongwatch::testing_support {

// A valid PDF whose pages show these lines of UTF-8 one below the other; pdftotext gives them back
// as they are (an empty line is a gap; runs of blanks become one). The same lines give the same
// bytes. No font is embedded: for machines to read.
std::string make_pdf(const std::vector<std::vector<std::string>>& pages);

// As make_pdf, with each piece of text where it is wanted: x from the left, y from the top, in
// points.
struct PdfPiece {
  double x = 0;
  double y = 0;
  std::string text;
};
std::string make_pdf_of_pieces(const std::vector<std::vector<PdfPiece>>& pages);

// Objects 1 … n (without "n 0 obj" and "endobj"; 1 is the catalog) as a PDF file, for PDFs that are
// wrong on purpose. `trailer` goes into the trailer dictionary.
std::string pdf_of_objects(const std::vector<std::string>& objects,
                           const std::string& trailer = "");

}  // namespace gongwatch::testing_support
