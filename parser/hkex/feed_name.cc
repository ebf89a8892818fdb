#include <re2/re2.h>

#include "parser/hkex/applications.h"

namespace gongwatch::parser {

Result<ApplicationFeedName> application_feed_name(std::string_view url) {
  static const re2::RE2 pattern(
      R"((appactive_app|appactive_appphip|appinactive|applisted|app_\d{4}|appreturned)_(sehk|gem)_([ec])\.json)");
  std::string_view file = url.substr(0, url.find_first_of("?#"));
  if (const auto slash = file.rfind('/'); slash != std::string_view::npos)
    file.remove_prefix(slash + 1);
  std::string list;
  std::string board;
  std::string language;
  if (!re2::RE2::FullMatch(re2::StringPiece(file.data(), file.size()), pattern, &list, &board,
                           &language)) {
    return fail(ErrorKind::invalid_argument,
                "not the name of an HKEX application feed (such as appactive_app_sehk_e.json)",
                std::string(url));
  }
  return ApplicationFeedName{list, board == "gem" ? Board::gem : Board::main,
                             language == "e" ? "en" : "zh-Hant"};
}

std::string file_name_of(const ApplicationFeedName& name) {
  if (name.list == "csrc_filings") return "csrc_filings.xlsx";
  if (name.list == "consolidated_index") {
    return std::string(name.board == Board::gem ? "gem" : "sehk") + "consolidatedindex" +
           (name.language == "en" ? "" : "_c") + ".xlsx";
  }
  return name.list + (name.board == Board::gem ? "_gem" : "_sehk") +
         (name.language == "en" ? "_e" : "_c") + ".json";
}

}  // namespace gongwatch::parser
