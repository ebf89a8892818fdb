#include "parser/facts/name_shapes.h"

#include "parser/facts/pattern.h"
#include "parser/facts/sealed_names.h"
#include "parser/vocabulary/table.h"
#include "text/fold.h"
#include "text/names.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kMaxNameBytes = 120;

// The names of the table's rows of that kind.
Pattern whole_names(std::string_view kind) {
  std::string all;
  for (const TableRow& row : table_rows("not_issuers", 2)) {
    if (row[1] == kind) all += (all.empty() ? "(?:" : "|(?:") + std::string(row[0]) + ")";
  }
  return Pattern("(?i)^(?:" + all + ")$");
}

}  // namespace

bool is_authority(const std::string& name) {
  static const Pattern kAuthority = whole_names("authority");
  const std::string folded = fold_name(name);
  return kAuthority.matches_in(folded, {0, folded.size()});
}

bool could_be_issuer(const std::string& name) {
  static const Pattern kNot = whole_names("");
  const std::string folded = fold_name(name);
  if (folded.size() < 2 || folded.size() > kMaxNameBytes || text::name_key(name).empty())
    return false;
  return !kNot.matches_in(folded, {0, folded.size()});
}

bool mentions_company_word(const PreparedText& text, Span in) {
  static const Pattern kCompany(
      R"((?i)\b(?:the|our|this) (?:[a-z-]+ ){0,3}?(?:company|group|issuer|applicant|firm|start-?up|maker|developer|operator|retailer|chain|business|drugmaker|manufacturer|provider|producer|carmaker|chipmaker|miner|supplier|brand|platform|unit|candidate)\b|\b(?:its|it|which)\b|公司|集团|该企业|该股|发行人|申请人|其)");
  return kCompany.matches_in(text.folded(), in);
}

std::string without_article(std::string name) {
  for (const std::string_view article :
       {"If ", "Unless ", "When ", "While ", "After ", "Once ", "Shares of ", "Shares in ",
        "Stock of ", "Shareholders of ", "The ", "the ", "A ", "An "}) {
    if (name.compare(0, article.size(), article) == 0) name.erase(0, article.size());
  }
  return name;
}

}  // namespace gongwatch::parser::facts
