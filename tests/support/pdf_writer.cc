#include "tests/support/pdf_writer.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "text/utf8.h"

namespace gongwatch::testing_support {
namespace {

constexpr double kSize = 10;     // of the letters
constexpr double kLeading = 14;  // from line to line
constexpr double kMargin = 50;

std::u32string code_points(std::string_view utf8) {
  std::u32string all;
  for (std::size_t at = 0; at < utf8.size();) {
    const auto point = text::decode_at(utf8, at);
    all += point.value;
    at += point.bytes;
  }
  return all;
}

int width_of(char32_t c) { return c < 0x80 ? 500 : text::is_cjk(c) ? 1000 : 600; }

double width_of(std::string_view utf8) {
  int width = 0;
  for (const char32_t c : code_points(utf8)) width += width_of(c);
  return width * kSize / 1000;
}

std::string utf16_hex(char32_t c) {
  if (c < 0x10000) return fmt::format("{:04X}", static_cast<unsigned>(c));
  const auto rest = static_cast<unsigned>(c) - 0x10000;
  return fmt::format("{:04X}{:04X}", 0xD800 + (rest >> 10), 0xDC00 + (rest & 0x3FF));
}

std::string stream(const std::string& content) {
  return fmt::format("<< /Length {} >>\nstream\n{}\nendstream", content.size(), content);
}

// Each character of the document has a number, in order of first use.
class Glyphs {
 public:
  std::string hex(std::string_view utf8) {
    std::string out;
    for (const char32_t c : code_points(utf8)) {
      const auto [at, fresh] = ids_.emplace(c, static_cast<unsigned>(order_.size() + 1));
      if (fresh) order_.push_back(c);
      out += fmt::format("{:04X}", at->second);
    }
    return out;
  }

  std::string widths() const {
    std::string out = "1 [";
    for (const char32_t c : order_) out += fmt::format(" {}", width_of(c));
    return out + " ]";
  }

  std::string to_unicode() const {
    std::string map =
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /G def\n"
        "/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
    for (std::size_t i = 0; i < order_.size(); ++i) {
      if (i % 100 == 0)
        map += fmt::format("{} beginbfchar\n", std::min<std::size_t>(100, order_.size() - i));
      map += fmt::format("<{:04X}> <{}>\n", i + 1, utf16_hex(order_[i]));
      if (i % 100 == 99 || i + 1 == order_.size()) map += "endbfchar\n";
    }
    return map + "endcmap\nend\nend";
  }

 private:
  std::map<char32_t, unsigned> ids_;
  std::vector<char32_t> order_;
};

}  // namespace

std::string pdf_of_objects(const std::vector<std::string>& objects, const std::string& trailer) {
  std::string pdf = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
  std::string places = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
  for (std::size_t i = 0; i < objects.size(); ++i) {
    places += fmt::format("{:010} 00000 n \n", pdf.size());
    pdf += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  const std::size_t start = pdf.size();
  pdf += places;
  pdf += fmt::format("trailer\n<< /Size {} /Root 1 0 R {} >>\nstartxref\n{}\n%%EOF\n",
                     objects.size() + 1, trailer, start);
  return pdf;
}

std::string make_pdf_of_pieces(const std::vector<std::vector<PdfPiece>>& pages) {
  Glyphs glyphs;
  // 1 catalog, 2 pages, 3 to 6 the font, then two objects a page.
  std::vector<std::string> objects(6);
  std::string kids;
  for (const auto& page : pages) {
    double width = 595;
    double height = 842;
    for (const PdfPiece& piece : page) {
      width = std::max(width, piece.x + width_of(piece.text) + kMargin);
      height = std::max(height, piece.y + kMargin);
    }
    std::string content = fmt::format("BT\n/F1 {} Tf\n", kSize);
    for (const PdfPiece& piece : page)
      content += fmt::format("1 0 0 1 {:.1f} {:.1f} Tm <{}> Tj\n", piece.x, height - piece.y,
                             glyphs.hex(piece.text));
    content += "ET";
    kids += fmt::format(" {} 0 R", objects.size() + 1);
    objects.push_back(
        fmt::format("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {:.1f} {:.1f}] "
                    "/Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
                    width, height, objects.size() + 2));
    objects.push_back(stream(content));
  }
  objects[0] = "<< /Type /Catalog /Pages 2 0 R >>";
  objects[1] = fmt::format("<< /Type /Pages /Count {} /Kids [{} ] >>", pages.size(), kids);
  objects[2] =
      "<< /Type /Font /Subtype /Type0 /BaseFont /Sans /Encoding /Identity-H "
      "/DescendantFonts [4 0 R] /ToUnicode 6 0 R >>";
  objects[3] = fmt::format(
      "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Sans /CIDSystemInfo << /Registry (Adobe) "
      "/Ordering (Identity) /Supplement 0 >> /FontDescriptor 5 0 R /DW 500 /W [{}] >>",
      glyphs.widths());
  objects[4] =
      "<< /Type /FontDescriptor /FontName /Sans /Flags 4 /FontBBox [0 -200 1000 800] "
      "/ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>";
  objects[5] = stream(glyphs.to_unicode());
  return pdf_of_objects(objects);
}

std::string make_pdf(const std::vector<std::vector<std::string>>& pages) {
  std::vector<std::vector<PdfPiece>> placed;
  for (const auto& lines : pages) {
    std::vector<PdfPiece> page;
    double y = kMargin;
    for (const std::string& line : lines) {
      y += kLeading;
      if (!line.empty()) page.push_back({kMargin, y, line});
    }
    placed.push_back(std::move(page));
  }
  return make_pdf_of_pieces(placed);
}

}  // namespace gongwatch::testing_support
