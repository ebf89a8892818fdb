// Names that an English text defines: "Bright Harbour Cranes Limited (2788.HK, \"Bright
// Harbour\")".
#include "parser/facts/firms.h"
#include "parser/facts/issuers.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {

void Issuers::read_english_definitions(const PreparedText& text) {
  static const Pattern kLegal(
      R"(((?:[A-Z0-9][A-Za-z0-9À-ɏ&'.\-]*)(?: (?:[A-Z0-9][A-Za-z0-9À-ɏ&'.\-]*|of|and|&|\([A-Z][A-Za-z ]+\))){0,9},? (?:Limited|Ltd\.?|Inc\.?|Incorporated|Corporation|Corp\.?|PLC|plc)))"
      R"((?: - ?[BWPSZ]|-[BWPSZ])*(?: ?\((?:HKEX:? ?|SEHK:? ?|HK:? ?|stock code:? ?)?(\d{4,5})(?:\.HK)?\))?)"
      R"re((?: ?\((?:hereinafter|hereafter)?,?(?: ?collectively)?(?: ?(?:also )?(?:referred to|known) as)? ?(?:the )?"?([A-Z][^")]{1,60}?)"?(?:,? or (?:the )?"?[^")]{1,30}"?)?\))?)re");
  static const Pattern kFormer(
      R"re(([A-Z0-9][A-Za-z0-9&'.\-]*(?: [A-Z0-9][A-Za-z0-9&'.\-]*){0,6}),? \(?(?:formerly|previously|once)(?: known as| called)? "?([A-Z][A-Za-z0-9&'.\-]*(?: [A-Z][A-Za-z0-9&'.\-]*){0,6}))re");
  for (const Match& match : kLegal.find_all(text.folded(), text.whole())) {
    const std::string legal = without_article(text.original(match.groups[0]));
    const std::string short_name = match.has(2) ? text.original(match.groups[2]) : std::string();
    if (is_house(legal) || is_authority(legal) || !could_be_issuer(legal)) continue;
    const std::string written = could_be_issuer(short_name) &&
                                        short_name.find(" known as") == std::string::npos &&
                                        short_name.compare(0, 8, "formerly") != 0
                                    ? short_name
                                    : std::string();
    define(legal, written, match.has(1) ? std::string(text.view(match.groups[1])) : "");
  }
  read_small_brands(text);
  for (const Match& match : kFormer.find_all(text.folded(), text.whole())) {
    const auto issuer = add(without_article(text.original(match.groups[0])));
    const std::string former = text.original(match.groups[1]);
    if (issuer && could_be_issuer(former)) add_alias(*issuer, former);
  }
}

// "skyhopper's turnover …": a small word that begins a paragraph and a longer name.
void Issuers::read_small_brands(const PreparedText& text) {
  static const Pattern kWord(R"(^([a-z][a-z0-9]{2,19}(?: [A-Z][A-Za-z0-9&.\-]*){0,4})(?:'s)?[ ,])");
  constexpr std::size_t kMost = 20;
  std::size_t looked = 0;
  for (const Sentence& sentence : text.sentences()) {
    const auto word = kWord.find(text.folded(), sentence.span);
    if (!word || word->span.end >= text.folded().size() || ++looked > kMost) continue;
    const std::string name(text.view(word->groups[0]));
    if (name.find(' ') != std::string::npos) {
      add(name);
      continue;
    }
    const std::size_t at = text.folded().find(" " + name + " ");
    if (at == std::string_view::npos || at + name.size() + 2 >= text.folded().size()) continue;
    const char behind = text.folded()[at + name.size() + 2];
    if (behind >= 'A' && behind <= 'Z') add(name);
  }
}

}  // namespace gongwatch::parser::facts
