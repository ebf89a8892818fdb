#include "parser/facts/item_heads.h"

#include <algorithm>
#include <string>

#include "parser/facts/firms.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kHead = 160;  // bytes of an item in which its company is looked for

}  // namespace

std::optional<Opening> behind_mark(const PreparedText& text, Span sentence) {
  static const Pattern kMark(
      R"(^\s*(?:[-*+>]+ |•|·|▪|●|◆|■|▶|–|—|\(?\d{1,2}[.):] ?|\([a-h]\) )\s*)");
  static const Pattern kLabel(R"(^([A-Z][A-Za-z0-9]+(?: [a-z]+){0,3}): ["A-Z0-9])");
  Span rest = sentence;
  Span words;
  bool marked = false;
  if (const auto mark = kMark.find(text.folded(), rest)) {
    rest.begin = mark->span.end;
    marked = true;
  }
  if (const auto label = kLabel.find(text.folded(), rest)) {
    const Span behind{label->groups[0].end + 2, rest.end};
    static const Pattern kGoesOn(
        R"(^(?:The|It|Its|A|An|This|Has|Had|Passed|Filed|Cleared|Priced|Opened|Files|Passes|Clears|Prices|Opens)\b)");
    // "Grainyard: The maker of oat milk …": a name, not a label.
    if (!kGoesOn.find(text.folded(), behind)) {
      rest = behind;
      words = label->groups[0];
      marked = true;
    }
  }
  return marked ? std::optional(Opening{rest, words}) : std::nullopt;
}

namespace {

// "Oatly rival Grainyard": the name in front only says what the next one is.
bool is_described(const PreparedText& text, Span in, Span name) {
  static const Pattern kOther(
      R"(^[^,.;(]*\b[A-Z0-9][A-Za-z0-9&.'-]*(?:'s?)? (?:[a-z-]+ ){0,3}?(?:supplier|rival|partner|contractor|competitor|customer|client|distributor|affiliate|spin-?off|subsidiary|unit|arm|vendor|franchisee|licensee|peer|dealer|neighbou?r|challenger)(?:,| and [a-z -]+)? $)");
  return kOther.find(text.folded(), {in.begin, name.begin}).has_value();
}

bool describes_next(const PreparedText& text, Span name, Span next) {
  return name.end < next.begin && is_described(text, {name.begin, next.end}, next);
}

// "Indicative range HK$8-9", "Board lot 500": a word with a noun behind it, which is no verb.
bool is_word_of_list(const PreparedText& text, Span name, std::size_t end) {
  static const Pattern kWord(R"(^[A-Z][a-z]+$)");
  static const Pattern kNoun(R"(^(?: [a-z]+[a-z-]*|[: ]+[A-Z$\d]))");
  static const Pattern kVerb(
      R"(^ (?:[a-z]+ly |also |has |have |had |is |was |will |to )*(?:[a-z]+(?:ed|es|ts|ns|ps|rs|ls|ks|ys|ws|gs|ds|ms)|has|had|is|was|will|won|won't|got|began|put|set|sold|fell|rose|saw|said|to|and|in|of|on|at|with|which|that|for|from)\b)");
  if (!kWord.find(text.view(name)) || name.end >= end) return false;
  const Span behind{name.end, end};
  return kNoun.find(text.folded(), behind) && !kVerb.find(text.folded(), behind);
}

}  // namespace

std::optional<Span> head_name(const PreparedText& text, Span in) {
  in.end = std::min(in.end, in.begin + kHead);
  const auto all = english_names(text, in, true);
  const auto subjects = english_names(text, in);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string written = text.original(all[i]);
    const bool subject = std::any_of(subjects.begin(), subjects.end(),
                                     [&](const Span& one) { return one.begin == all[i].begin; });
    const bool described = is_described(text, in, all[i]);
    if (i + 1 < all.size() && describes_next(text, all[i], all[i + 1])) continue;
    if ((!subject && !described) || is_house(written) || is_authority(written)) continue;
    if (is_word_of_list(text, all[i], in.end)) return std::nullopt;
    // "Starfield Optics (Hearing)", "Solstice Bio (Suzhou)": what the bracket adds is no name.
    static const Pattern kNote(R"( \([A-Z][A-Za-z-]+\)$)");
    Span name = all[i];
    if (const auto note = kNote.find(text.folded(), name)) name.end = note->span.begin;
    return name;
  }
  return std::nullopt;
}

bool announces_items(const PreparedText& text, std::size_t sentence,
                     const std::vector<Trigger>& triggers) {
  static const Pattern kEnd(
      R"((?i):\W{0,3}$|\b(?:the following|below|as follows|these are)\b[^.:;]*[.:]\W{0,3}$)");
  // "The company said:", "Passed, sources say:".
  static const Pattern kNone(
      R"((?i)\b(?:sa(?:id|ys?|ying)|told|wr(?:ote|ites|iting)|asked|added|explained|questions?|conditions?|reasons?|risks?|highlights?|figures|terms|details|it|its|he|she|we|the (?:company|group|firm|issuer|applicant))\b)");
  constexpr std::size_t kLongest = 200;
  const auto& all = text.sentences();
  const Span line = all[sentence].span;
  if (line.size() > kLongest || sentence + 1 >= all.size() ||
      all[sentence + 1].paragraph == all[sentence].paragraph || !kEnd.find(text.view(line)) ||
      kNone.matches_in(text.folded(), line))
    return false;
  const auto names = english_names(text, line, true);
  return std::all_of(names.begin(), names.end(), [&](const Span& name) {
    return std::any_of(triggers.begin(), triggers.end(),
                       [&](const Trigger& one) { return one.span.overlaps(name); });
  });
}

}  // namespace gongwatch::parser::facts
