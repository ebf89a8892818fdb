#include "parser/facts/han_headline.h"

#include <algorithm>

#include "parser/facts/han_words.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kShortest = 9;  // bytes: three characters
constexpr std::size_t kLongest = 24;

// The longest beginning of the piece that is shaped as a company's name.
std::optional<Span> opening_name(const PreparedText& title, Span piece) {
  // "机器人概念股回暖", 助听器零售商: no name ends there.
  static const Pattern kGoesOn(
      "^(?:商|股|业|板块|概念|企|公司|行业|赛道|巨头|龙头|品牌|平台|独角兽|第[一二三]|新|者|们|热|"
      "潮|类)");
  piece = han_words::behind_inner_noun(title, han_words::without_front(title, piece));
  piece = trimmed(title.folded(), piece);
  std::optional<Span> found;
  for (std::size_t end = piece.begin + kShortest; end <= piece.end && end <= piece.begin + kLongest;
       ++end) {
    const bool inside = end < title.folded().size() &&
                        (static_cast<unsigned char>(title.folded()[end]) & 0xC0) == 0x80;
    const Span name{piece.begin, end};
    if (inside || text::count_han(title.view(name)) * 3 != name.size()) continue;
    if (han_words::has_company_ending(title.view(name)) &&
        han_words::may_be_name(title.view(name)) && could_be_issuer(title.original(name)) &&
        !kGoesOn.matches_in(title.folded(), {end, std::max(end, piece.end)}))
      found = name;
  }
  return found;
}

}  // namespace

std::optional<std::size_t> named_in_han_headline(const PreparedText& title, Issuers& issuers) {
  static const Pattern kCode(
      R"re(([^,。;:|!?"\s、()《》【】]{2,24})(?:-[BWPSZ])?"?\s?\((?:(?:HK|港股|股份代号|股票代码|代号|代码)[:.]?\s?)?0?\d{4}(?:\.HK)?\))re");
  static const Pattern kPiece(R"re([^,。;:|!?"\s、()《》【】-]+)re");
  constexpr std::size_t kMost = 8;
  if (const auto coded = kCode.find(title.folded(), title.whole())) {
    if (const auto name = han_subject(title, coded->groups[0]))
      return issuers.add(title.original(*name));
  }
  std::size_t looked = 0;
  for (const Match& piece : kPiece.find_all(title.folded(), title.whole())) {
    if (++looked > kMost) break;
    if (const auto name = opening_name(title, piece.span))
      return issuers.add_plausible(title, *name);
  }
  return std::nullopt;
}

}  // namespace gongwatch::parser::facts
