// Names that a Chinese text defines: legal names, (简称…), former names, codes in brackets.
#include <algorithm>

#include "parser/facts/firms.h"
#include "parser/facts/han_words.h"
#include "parser/facts/issuer_names.h"
#include "parser/facts/issuers.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"
#include "parser/facts/sealed_names.h"
#include "text/fold.h"
#include "text/names.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {

namespace {

// What stands in brackets behind a company's name.
struct BracketNames {
  std::string short_name;
  std::string code;
  std::vector<std::string> others;  // former, foreign and brand names
};

// "(Spruce Bio,下称\"云杉\",前称\"绿松制药\")".
BracketNames read_bracket(const PreparedText& text, Span in) {
  static const Pattern kPiece(
      R"re((?:^|[,、;/])\s?(?:(以下|下文|下称|后称|统称|合称|简称|称)|(前称|原名|曾用名|前身|原称|前名|又名|又称|亦称|亦名|别名|品牌名?|英文名?|中文名?|即))?(?:简称|下称|称|名称|为|是|:)*\s?"?([^"(),、;/]{2,60})"?)re");
  static const Pattern kCode(
      R"(^(?:港股|股份|股票)?(?:代号|代码|编号)?:?\s?(\d{4,6})(?:\.[A-Z]{2})?$)");
  static const Pattern kLatin(R"(^[A-Z][A-Za-z0-9&.'-]*[a-z][A-Za-z0-9&.' -]{0,50}$)");
  BracketNames names;
  std::vector<std::string> latin;
  for (const Match& piece : kPiece.find_all(text.folded(), in)) {
    const Span words = trimmed(text.folded(), piece.groups[2]);
    if (const auto code = kCode.find(text.folded(), words)) {
      if (names.code.empty()) names.code = std::string(text.view(code->groups[0]));
      continue;
    }
    const std::string name = text.original(words);
    if (!could_be_issuer(name)) continue;
    if (piece.has(1)) {
      // Not "前身为2009年成立的某厂".
      if (kLatin.matches_in(text.folded(), words) || han_words::may_be_name(text.view(words)))
        names.others.push_back(name);
    } else if (!piece.has(0) && kLatin.matches_in(text.folded(), words)) {
      latin.push_back(name);
    } else if (names.short_name.empty()) {
      names.short_name = name;
    }
  }
  // "(Bright Lamps)" is what the article goes on to call it, or a translation.
  constexpr std::size_t kAgain = 2;
  for (const std::string& name : latin) {
    if (names.short_name.empty() && text.occurrences(fold_name(name), kAgain) == kAgain) {
      names.short_name = name;
    } else {
      names.others.push_back(name);
    }
  }
  return names;
}

// "K Cash金融科技集团有限公司": Latin words in front, too.
Span with_latin_words(const PreparedText& text, Span name) {
  const std::string_view folded = text.folded();
  const auto is_letter = [&](std::size_t at) {
    return (folded[at] >= 'A' && folded[at] <= 'Z') || (folded[at] >= 'a' && folded[at] <= 'z');
  };
  constexpr int kMost = 3;
  for (int i = 0; i < kMost && name.begin > 1 && is_letter(name.begin); ++i) {
    if (folded[name.begin - 1] != ' ' || !is_letter(name.begin - 2)) break;
    --name.begin;
    while (name.begin > 0 && is_letter(name.begin - 1)) --name.begin;
  }
  return name;
}

// Where the first characters of a Chinese name end, up to a letter that is neither Chinese nor a
// figure ("7号仓迷你储存").
std::vector<std::size_t> ends_of_characters(std::string_view name, std::size_t most) {
  constexpr std::size_t kOneHan = 3;
  std::vector<std::size_t> ends;
  static const Pattern kLatin(R"(^[A-Z][A-Za-z0-9&.' -]*)");  // J&T of J&T极兔
  const auto latin = kLatin.find(name);
  std::size_t from = 0;
  if (latin && latin->span.end < name.size()) ends.push_back(from = latin->span.end);
  for (std::size_t at = from; at < name.size() && ends.size() < most;) {
    const bool figure = name[at] >= '0' && name[at] <= '9';
    if (!figure && text::count_han(name.substr(at, kOneHan)) == 0) break;
    at += figure ? 1 : kOneHan;
    ends.push_back(at);
  }
  return ends;
}

// "K Cash金融集团有限公司": a name that begins in Latin words goes on over their blanks.
Span with_latin_words_in_front(const PreparedText& text, Span name) {
  static const Pattern kLatin("^[A-Z]");
  static const Pattern kWords(R"((?:^|[^A-Za-z0-9 ])((?:[A-Z][A-Za-z0-9&.'-]* ){1,3})$)");
  constexpr std::size_t kReach = 40;
  if (!kLatin.find(text.view(name))) return name;
  std::size_t begin = name.begin - std::min(name.begin, kReach);
  while (begin < name.begin && (text.folded()[begin] & 0xC0) == 0x80) ++begin;
  const auto words = kWords.find(text.folded(), {begin, name.begin});
  if (!words) return name;
  const std::string front = text.original({words->groups[0].begin, words->groups[0].end - 1});
  const bool own = could_be_issuer(front) || front.size() == 1;
  return own ? Span{words->groups[0].begin, name.end} : name;
}

// How many bytes of a legal name the text goes on to call the company by, from its beginning; 0 if
// it does not.
std::size_t recurring_beginning(const PreparedText& text, std::string_view legal) {
  constexpr std::size_t kShortest = 3;  // characters
  constexpr std::size_t kLongest = 6;
  constexpr std::size_t kMany = 12;
  constexpr std::size_t kOften = 3;
  const std::vector<std::size_t> ends = ends_of_characters(legal, kLongest + 1);
  for (std::size_t count = std::min(kLongest, ends.size()); count >= kShortest; --count) {
    if (count == ends.size()) continue;  // the whole name
    const std::string_view words = legal.substr(0, ends[count - 1]);
    const std::size_t all = text.occurrences(words, kMany);
    const std::size_t longer = text.occurrences(legal.substr(0, ends[count]), kMany);
    const bool shaped = han_words::has_company_ending(words);
    const bool often = all >= longer + kOften && !han_words::is_only_endings(words);
    if (all >= longer + 2 && (shaped || often)) return words.size();
  }
  return 0;
}

}  // namespace

// 明日智能 of 明日智能科技(东莞)股份有限公司, 柳里香 of 广西柳里香食品股份有限公司.
void Issuers::read_chinese_short_names(const PreparedText& text) {
  for (std::size_t i = 0; i < issuers_.size(); ++i) {
    const IssuerMention& issuer = issuers_[i];
    if (!issuer.legal_name || issuer.name != *issuer.legal_name) continue;
    const std::string legal = fold_name(*issuer.legal_name);
    const std::size_t place = han_words::place_in_front(legal);
    std::size_t begin = 0;
    std::size_t length = recurring_beginning(text, legal);
    if (length == 0 && place > 0) {
      begin = place;
      length = recurring_beginning(text, std::string_view(legal).substr(place));
    }
    if (length == 0) continue;
    issuers_[i].name = issuer.legal_name->substr(begin, length);
    add_form(issuers_[i].name, i);
  }
}

// "炊烟"的母公司炊烟餐饮集团有限公司, BrandX的母公司某集团: a brand, and who goes public with it.
void Issuers::read_brands_of_parents(const PreparedText& text) {
  static const Pattern kParent(
      R"re((?:"([^"\n]{2,16})"(?:[^"。|\n]{0,24}[。,]?其|的|之|,)?|([A-Z][A-Za-z0-9&']*(?: [A-Z][A-Za-z0-9&']*){0,3})的)(?:母(?:公司|企业?)|控股公司|(?:运营|经营)(?:主体|方|商|公司|者)|品牌方|背后(?:的)?(?:公司|企业|主体))(?:为|是)?"?((?:[^,。;:|!?"\s、()]{2,40}?有限公司)|[A-Z][A-Za-z0-9&.' -]{2,60}?(?:Limited|Ltd\.?|Inc\.?|Holdings|Corporation|Corp\.?|PLC)(?:$|[^A-Za-z ])|[^,。;:|!?"\s、()]{2,16}))re");
  for (const Match& match : kParent.find_all(text.folded(), text.whole())) {
    const Span words = match.groups[2];
    const std::string brand = text.original(match.groups[match.has(0) ? 0 : 1]);
    const auto known = mentions(text, words);
    auto parent = !known.empty() && known.front().span.begin == words.begin
                      ? std::optional(known.front().issuer)
                      : std::nullopt;
    static const Pattern kLatin(
        "^[A-Z].*(?:Limited|Ltd|Inc|Holdings|Corp|Corporation|PLC)[^A-Za-z]*$");
    if (!parent && (text.view(words).ends_with("公司") || kLatin.matches_in(text.folded(), words)))
      parent = add(text.original(words));
    if (!parent || !could_be_issuer(brand)) continue;
    const auto other = bearer(brand);
    if (other && *other != *parent) continue;
    call_by_brand(text, *parent, brand);
  }
}

// The brand is the name if the text mostly says so.
void Issuers::call_by_brand(const PreparedText& text, std::size_t parent,
                            const std::string& brand) {
  constexpr std::size_t kMany = 12;
  IssuerMention& issuer = issuers_[parent];
  const std::string legal = issuer.name;
  const bool often =
      text.occurrences(fold_name(brand), kMany) > 2 * text.occurrences(fold_name(legal), kMany);
  if (!often || (issuer.legal_name && *issuer.legal_name != legal)) return add_alias(parent, brand);
  issuer.legal_name = legal;
  issuer.name = brand;
  add_form(brand, parent);
}

void Issuers::read_chinese_definitions(const PreparedText& text) {
  static const Pattern kLegal(
      R"re(([^,。;:|!?"\s、()《》-]{2,60}?(?:\([^()]{2,12}\)[^,。;:|!?"\s、()《》-]{0,20}?)?(?:股份有限公司|有限责任公司|有限公司|股份公司))"?(?: ?-? ?[BWPSZ])*(?:\((\d{4,5})(?:\.HK)?\))?(?:\(([^()]{2,100})\))?)re");
  static const Pattern kBracketed(
      R"(([^,。;:|!?"\s、()-]{2,30})\(([^()]{4,40}(?:股份有限公司|有限责任公司|有限公司))[^()]{0,40}\))");
  static const Pattern kFormer(
      R"re(([^,。;:|!?"\s、()]{2,30})\(?,?(?:原名|前称|曾用名|前身为|原称|前名)[为:]?"?([^,。;:()"\s]{2,30}))re");
  const auto subject_in = [&](Span span) { return han_subject(text, span); };
  // "(前称某某有限公司)" tells no other company.
  const auto is_former = [&](Span span) {
    static const Pattern kBefore(
        "(?:原名|前称|曾用名|前身为|原称|前名)[为:]?\"?$|^\\(?(?:原名|前称|曾用名|前身为|原称|"
        "前名)");
    constexpr std::size_t kReach = 24;
    return kBefore.find(text.view({span.begin - std::min(span.begin, kReach), span.begin})) ||
           kBefore.find(text.view(span));
  };
  for (const Match& match : kLegal.find_all(text.folded(), text.whole())) {
    const auto legal_span = subject_in(with_latin_words(text, match.groups[0]));
    if (!legal_span || is_former(match.groups[0])) continue;
    const std::string legal = text.original(with_latin_words_in_front(text, *legal_span));
    const BracketNames more = match.has(2) ? read_bracket(text, match.groups[2]) : BracketNames{};
    if (text::count_han(legal) == 0 || is_house(legal) || !could_be_issuer(legal)) continue;
    const auto issuer = define(legal, more.short_name,
                               match.has(1) ? std::string(text.view(match.groups[1])) : more.code);
    for (const std::string& alias : more.others) {
      if (issuer) add_alias(*issuer, alias);
    }
  }
  for (const Match& match : kBracketed.find_all(text.folded(), text.whole())) {
    const auto written = subject_in(match.groups[0]);
    const auto legal = bearer(text.original(match.groups[1]));
    if (!written || !legal || !could_be_issuer(text.original(*written))) continue;
    if (issuers_[*legal].name == issuers_[*legal].legal_name)
      issuers_[*legal].name = text.original(*written);
    add_form(text.original(*written), *legal);
  }
  for (const Match& match : kFormer.find_all(text.folded(), text.whole())) {
    const auto name = subject_in(match.groups[0]);
    const auto issuer = name ? add(text.original(*name)) : std::nullopt;
    const std::string former = text.original(match.groups[1]);
    if (issuer && could_be_issuer(former) && han_words::may_be_name(text.view(match.groups[1])))
      add_alias(*issuer, former);
  }
}

// "小驷智行(Pony-like Inc.)": one company, if the Chinese name stands where names do.
void Issuers::read_latin_brackets(const PreparedText& text) {
  static const Pattern kBracket(R"re(([^,。;:|!?"\s、()《》-]{2,30})"?\(([^()]{2,80})\))re");
  constexpr std::size_t kOften = 3;
  for (const Match& match : kBracket.find_all(text.folded(), text.whole())) {
    const BracketNames more = read_bracket(text, match.groups[1]);
    if (more.others.empty()) continue;
    const auto name = han_subject(text, match.groups[0]);
    if (!name || text.view(*name).ends_with("公司") ||
        (inventory_.places(text.view(*name)) == 0 &&
         text.occurrences(text.view(*name), kOften) < kOften))
      continue;
    const auto issuer = add(text.original(*name));
    for (const std::string& other : more.others) {
      if (issuer) add_alias(*issuer, other);
    }
  }
  // "Bright Dental Group Limited(明朗齿科)", BRIGHT ENERGY(明亮能源).
  static const Pattern kHan(
      R"re(([A-Z][A-Za-z0-9&.' -]{2,60}(?:Limited|Ltd\.?|Inc\.?|Corporation)|[A-Z][A-Z0-9&.'-]+(?: [A-Z][A-Z0-9&.'-]+){1,5})\("?([^()"]{2,12})"?\))re");
  for (const Match& match : kHan.find_all(text.folded(), text.whole())) {
    const std::string han = text.original(match.groups[1]);
    const std::string latin = text.original(match.groups[0]);
    const bool capitals =
        std::none_of(latin.begin(), latin.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (text::count_han(han) < 2) continue;
    const auto issuer = capitals ? add(latin) : bearer(latin);
    if (issuer && could_be_issuer(han)) add_alias(*issuer, han);
  }
}

}  // namespace gongwatch::parser::facts
