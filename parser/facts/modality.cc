#include "parser/facts/modality.h"

#include <algorithm>
#include <string>
#include <vector>

#include "parser/facts/pattern.h"
#include "parser/vocabulary/table.h"

namespace gongwatch::parser::facts {
namespace {

enum class Where { front, lead, phrase, behind, tail, clause, sentence, all };

struct Cue {
  std::string kind;
  Where where;
  Pattern pattern;
};

const std::vector<Cue>& cues() {
  static const std::vector<Cue> all = [] {
    std::vector<Cue> list;
    for (const char* table : {"modality_en", "modality_zh"}) {
      for (const TableRow& row : table_rows(table, 3)) {
        const Where where = row[1] == "behind"     ? Where::behind
                            : row[1] == "all"      ? Where::all
                            : row[1] == "tail"     ? Where::tail
                            : row[1] == "lead"     ? Where::lead
                            : row[1] == "phrase"   ? Where::phrase
                            : row[1] == "clause"   ? Where::clause
                            : row[1] == "sentence" ? Where::sentence
                                                   : Where::front;
        list.push_back({std::string(row[0]), where, Pattern("(?i)" + std::string(row[2]))});
      }
    }
    return list;
  }();
  return all;
}

bool is_han_at(std::string_view folded, std::size_t at) {
  return at < folded.size() && (folded[at] & 0x80) != 0;
}

// "filed", "has passed", "launches": a verb in the active voice that tells a fact; "file", "be
// listed", "filing" depend on what governs them.
bool tells_a_fact(const PreparedText& text, Span scope, Span trigger) {
  static const Pattern kActive(
      R"((?i)^(?:[a-z-]+ed|[a-z-]{2,}[^s]s|began|begun|got|won|went|gone|rang|withdrew|sent|held|underwent|made|put|sold|took|gave|lapsed|kicked off)\b)");
  static const Pattern kPassive(
      R"((?i)\b(?:be|been|being|get|getting|to|will|would|may|might|could|can|should|shall|must|not)(?: [a-z]+ly)? $)");
  static const Pattern kPerfect(R"((?i)\b(?:has|have|had)(?: [a-z]+)?(?: been)?(?: [a-z]+ly)? $)");
  // "will raise HK$1.9 billion after pricing its shares at the top"
  static const Pattern kAfter(R"((?i)\b(?:after|since|having|following) (?:it |the company )?$)");
  static const Pattern kGerund(R"((?i)^[a-z-]+ing\b)");
  // "will offer 186 million shares at a price between HK$11 and HK$12": terms are told once set.
  static const Pattern kTerms(
      R"((?i)^(?:priced|at|for|in|with) (?:(?:a|an|the|its|price|range|offer|indicative|between|of|from) )*(?:HK\$|HKD))");
  static const Pattern kMay(R"((?i)\b(?:may|might|could|would|consider\w*|weigh\w*|mull\w*)\b)");
  if (kTerms.find(text.folded(), trigger)) return !kMay.matches_in(text.folded(), scope);
  if (kGerund.find(text.folded(), trigger) && kAfter.find(text.folded(), scope)) return true;
  if (!kActive.find(text.folded(), trigger)) return false;
  if (kPerfect.find(text.folded(), scope)) return true;
  return !kPassive.find(text.folded(), scope);
}

// 上市, 挂牌: a noun as often as a verb ("上市申请").
bool ends_in_listing(const PreparedText& text, Span trigger) {
  static const Pattern kListing(
      "(?:上市|挂牌|招股|登陆(?:港股|港交所|联交所|香港|资本市场|主板))$");
  return kListing.matches_in(text.folded(), trigger);
}

// "早前盛传集资10亿美元的甲,昨日通过聆讯": the rumour was about something else.
bool is_an_old_rumour(const PreparedText& text, const Pattern& cue, Span in, Span clause) {
  static const Pattern kEarlier("(?:早前|此前|先前|曾|一度|之前)(?:市场|坊间|有|被|盛|遭)*$");
  const auto found = cue.find(text.folded(), in);
  return found && found->span.end <= clause.begin &&
         kEarlier.matches_in(text.folded(), {in.begin, found->span.begin});
}

// The sentence with letters of no meaning for those of the names.
std::string without_names(const PreparedText& text, Span sentence,
                          const std::vector<IssuerName>& names) {
  constexpr std::string_view kHan = "甲";
  std::string words(text.view(sentence));
  for (const IssuerName& name : names) {
    for (std::size_t at = name.span.begin; at < std::min(name.span.end, sentence.end); ++at) {
      char& byte = words[at - sentence.begin];
      const auto lead = static_cast<unsigned char>(byte);
      if (lead >= 0xE0 && lead < 0xF0) {
        words.replace(at - sentence.begin, kHan.size(), kHan);
      } else if ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')) {
        byte = 'X';
      }
    }
  }
  return words;
}

// What stands in front of the phrase, its own first word included.
Span words_in_front(const PreparedText& text, Span scope, Span trigger) {
  constexpr std::size_t kLastVerb = 6;  // two han characters
  // "将发行价定在每股10元": 将 takes the object, and tells no future.
  static const Pattern kDisposes("^(?:将|把)");
  static const Pattern kObject(
      "将(?:其|在?香港|在?港股?|全球|ipo|IPO|h股|H股|最终|每股|本次|此次|的)*$");
  static const Pattern kPrice("^(?:发行|发售|招股|定价|售价)价?[^,]{0,6}(?:定|厘定|敲定|锁定)");
  Span front = scope;
  const auto object =
      kPrice.matches_in(text.folded(), trigger) ? kObject.find(text.folded(), scope) : std::nullopt;
  if (object) {
    front.end = object->span.begin;
  } else if (is_han_at(text.folded(), trigger.begin) &&
             !kDisposes.matches_in(text.folded(), trigger))
    front.end = std::max(trigger.begin, trigger.end - std::min(trigger.size(), kLastVerb));
  while (front.end > trigger.begin && front.end < trigger.end &&
         (static_cast<unsigned char>(text.folded()[front.end]) & 0xC0) == 0x80)
    --front.end;
  return front;
}

// "raised HK$1.3 billion after pricing its shares at HK$7.6": how a price is told as news.
bool raised_by_pricing(const PreparedText& text, Span clause, Span trigger) {
  static const Pattern kPricing(R"((?i)^pricing\b)");
  static const Pattern kRaised(
      R"((?i)\b(?:rais(?:ed|es|ing)|fetch(?:ed|es)|collect(?:ed|s)|garner(?:ed|s)|pocket(?:ed|s)|sold)\b)");
  return kPricing.find(text.view(trigger)) &&
         kRaised.matches_in(text.folded(), {clause.begin, trigger.begin});
}

// "took the lead in launching its offering", "joined Mixue in filing": done all the same.
bool takes_part_in(const PreparedText& text, Span sentence, Span trigger) {
  static const Pattern kSucceeded(
      R"((?i)\b(?:(?:took|takes|taking) the lead|succeed(?:ed|s)|(?:join|follow)(?:ed|s|ing) [^,;]{2,60}) in $)");
  return kSucceeded.find(text.view({sentence.begin, trigger.begin})).has_value();
}

}  // namespace

Modality read_modality(const PreparedText& text, Span sentence, Span clause,
                       std::size_t subject_end, Span trigger,
                       const std::vector<IssuerName>& names) {
  const Span scope{std::clamp(subject_end, clause.begin, trigger.begin), trigger.begin};
  const bool fact = tells_a_fact(text, scope, trigger);
  const Span front = words_in_front(text, scope, trigger);
  const auto place = [&](Where where) {
    switch (where) {
      case Where::front:
        return front;
      case Where::lead:
        return Span{clause.begin, front.end};
      case Where::phrase:
        return trigger;
      case Where::behind:
        return Span{trigger.end, clause.end};
      case Where::tail:
        return Span{trigger.end, std::max(trigger.end, sentence.end)};
      case Where::clause:
        return clause;
      case Where::sentence:
        return Span{sentence.begin, trigger.end};
      case Where::all:
        return sentence;
    }
    return front;
  };
  // "said that it had filed": told as news.
  static const Pattern kReported(
      R"((?i)\b(?:said|told|announced|disclosed|shows?|showed|confirmed|reported|revealed|reveals|indicates?)\b[^;]{0,120}\bhad\b[^;]{0,40}$)");
  const bool reported = kReported.matches_in(text.folded(), {sentence.begin, trigger.begin}) ||
                        kReported.matches_in(text.folded(), place(Where::sentence));
  // "had passed without a hearing".
  static const Pattern kWithout(R"((?i)\bwithout\b)");
  std::string words;  // made when a cue is met
  const auto only_in_names = [&](const Pattern& cue, Span in) {
    if (names.empty() || in.begin < sentence.begin || in.end > sentence.end) return false;
    if (words.empty()) words = without_names(text, sentence, names);
    return !cue.matches_in(words, {in.begin - sentence.begin, in.end - sentence.begin});
  };
  const bool priced = fact && raised_by_pricing(text, clause, trigger);
  const bool succeeded = takes_part_in(text, sentence, trigger);
  Modality result;
  result.nothing = kWithout.matches_in(text.folded(), trigger);
  for (const Cue& cue : cues()) {
    if (cue.kind == "planned" && fact && cue.where != Where::phrase) continue;
    if (cue.kind == "nothing_listed" && !ends_in_listing(text, trigger)) continue;
    if (cue.kind != "past" && cue.kind != "maybe_past" && (result.outcome || result.nothing))
      continue;
    // "申请在主板上市" is a filing's own phrase; "重新申请" in front of 上市 is not.
    const bool own_words = cue.kind == "nothing_listed" && cue.where == Where::front;
    const Span in = own_words ? scope : place(cue.where);
    if (in.empty() || !cue.pattern.matches_in(text.folded(), in) || only_in_names(cue.pattern, in))
      continue;
    if (cue.kind == "nothing" && cue.where == Where::front && succeeded) continue;
    if (cue.kind == "rumoured" && is_an_old_rumour(text, cue.pattern, in, clause)) continue;
    if (cue.kind == "nothing" || cue.kind == "nothing_listed") result.nothing = true;
    if (cue.kind == "not_approved") result.outcome = Outcome::not_approved;
    if (cue.kind == "postponed") result.outcome = Outcome::postponed;
    if (cue.kind == "rumoured") result.outcome = Outcome::rumoured;
    if (cue.kind == "planned") result.outcome = Outcome::planned;
    if (cue.kind == "past") result.past = true;
    if (cue.kind == "maybe_past" && !reported && !priced) result.maybe_past = true;
  }
  return result;
}

bool is_part_of_a_noun(const PreparedText& text, Span clause, Span trigger) {
  if (!ends_in_listing(text, trigger) || trigger.end >= clause.end) return false;
  return std::any_of(cues().begin(), cues().end(), [&](const Cue& cue) {
    return cue.kind == "nothing_listed" && cue.where == Where::behind &&
           cue.pattern.matches_in(text.folded(), {trigger.end, clause.end});
  });
}

}  // namespace gongwatch::parser::facts
