#include "parser/facts/triggers.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "model/names.h"
#include "parser/facts/literal_set.h"
#include "parser/facts/pattern.h"
#include "parser/facts/pattern_filter.h"
#include "parser/facts/phrase_table.h"
#include "parser/facts/stages.h"
#include "parser/facts/trigger_parting.h"
#include "parser/vocabulary/table.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

struct StagePhrase {
  Stage stage;
  bool needs_exchange, needs_day;
  std::string_view context;  // that must be told near
  bool han;                  // of the Chinese table
  std::string words;
  std::string rule;
};

const std::vector<StagePhrase>& stage_phrases() {
  static const std::vector<StagePhrase> phrases = [] {
    std::vector<StagePhrase> all;
    for (const auto& [table, mark] :
         {std::pair{"stage_phrases_en", "en-"}, {"stage_phrases_zh", "zh-"}}) {
      std::map<Stage, int> lines;
      // No phrase begins inside a word ("Nuclear").
      const std::string front = mark == std::string_view("en-") ? R"((?i)(?:^|\b)(?:)" : "(?i)(?:";
      for (const TableRow& row : table_rows(table, 3)) {
        const auto stage = stage_from_name(row[0]);
        if (!stage) continue;
        const bool usual = row[1] == "exchange" || row[1] == "listing" || row[1] == "day";
        all.push_back(
            {*stage, row[1] != "listing", row[1] == "day", usual ? std::string_view() : row[1],
             table == std::string_view("stage_phrases_zh"), front + expanded(row[2]) + ")",
             "stage-phrase:" + std::string(mark) + std::string(row[0]) + "/" +
                 std::to_string(++lines[*stage])});
      }
    }
    return all;
  }();
  return phrases;
}

// Phrases of one stage and language. Their patterns are compiled when a sentence has one of the
// group's literals: most pages meet a few groups only.
class PhraseGroup {
 public:
  PhraseGroup() = default;
  ~PhraseGroup() { delete filter_.load(); }
  PhraseGroup(const PhraseGroup&) = delete;
  PhraseGroup& operator=(const PhraseGroup&) = delete;

  void add(std::size_t place) { places_.push_back(place); }
  void add_literal(int literal) { literals_.push_back(literal); }

  // `present`: the literals of the sentence, ascending.
  bool may_tell(const std::vector<int>& present) const {
    return literals_.empty() || std::any_of(literals_.begin(), literals_.end(), [&](int literal) {
             return std::binary_search(present.begin(), present.end(), literal);
           });
  }

  template <class Take>
  void for_candidates(std::string_view lower, const Take& take) const {
    const PatternFilter& filter = compiled();
    for (const std::size_t i : filter.candidates(lower)) take(places_[i], filter, i);
  }

 private:
  // By whichever thread comes first.
  const PatternFilter& compiled() const {
    if (const PatternFilter* known = filter_.load(std::memory_order_acquire)) return *known;
    std::vector<std::string> patterns;
    for (const std::size_t place : places_) patterns.push_back(stage_phrases()[place].words);
    auto made = std::make_unique<const PatternFilter>(patterns);
    const PatternFilter* first = nullptr;
    if (filter_.compare_exchange_strong(first, made.get())) return *made.release();
    return *first;
  }

  std::vector<std::size_t> places_;  // of stage_phrases()
  std::vector<int> literals_;        // of which a sentence needs one; none: any sentence
  mutable std::atomic<const PatternFilter*> filter_{nullptr};
};

class PhraseGroups {
 public:
  struct Candidate {
    std::size_t place;  // of stage_phrases()
    const PatternFilter* filter;
    std::size_t in_filter;
  };

  PhraseGroups() {
    for (std::size_t i = 0; i < stage_phrases().size(); ++i)
      groups_[{stage_phrases()[i].han, stage_phrases()[i].stage}].add(i);
    std::vector<std::string> literals;
    std::map<std::string_view, int> known;
    for (const TableRow& row : table_rows("stage_anchors", 3)) {
      const auto stage = stage_from_name(row[0]);
      if (!stage) continue;
      for (const std::string_view literal : split_cell(row[2], " | ")) {
        const auto [place, is_new] = known.emplace(literal, static_cast<int>(literals.size()));
        if (is_new) literals.emplace_back(literal);
        groups_[{row[1] == "zh", *stage}].add_literal(place->second);
      }
    }
    literals_ = std::make_unique<LiteralSet>(std::move(literals));
  }

  // In the order of the tables: the first that matches wins.
  std::vector<Candidate> candidates(std::string_view lower) const {
    std::vector<Candidate> all;
    const std::vector<int> present = literals_->places_in(lower);
    for (const auto& [key, group] : groups_) {
      if (!group.may_tell(present)) continue;
      group.for_candidates(lower, [&](std::size_t place, const PatternFilter& filter,
                                      std::size_t i) { all.push_back({place, &filter, i}); });
    }
    std::sort(all.begin(), all.end(),
              [](const Candidate& a, const Candidate& b) { return a.place < b.place; });
    return all;
  }

 private:
  std::map<std::pair<bool, Stage>, PhraseGroup> groups_;
  std::unique_ptr<LiteralSet> literals_;
};

// 四 of 周四向港交所递交: a weekday's, not a fourth time.
bool begins_in_weekday(const PreparedText& text, Span trigger) {
  static const Pattern kWeekday("(?:周|星期|礼拜)[一二三四五六]$");
  constexpr std::size_t kOneHan = 3;
  constexpr std::size_t kReach = 9;
  if (trigger.size() < kOneHan) return false;
  const std::size_t end = trigger.begin + kOneHan;
  return kWeekday.matches_in(text.folded(), {end - std::min(end, kReach), end});
}

}  // namespace

std::vector<Trigger> find_triggers(const PreparedText& text, Span sentence) {
  std::vector<Trigger> found;
  static const PhraseGroups groups;
  for (const auto& candidate : groups.candidates(text::lower_ascii(text.view(sentence)))) {
    const StagePhrase& phrase = stage_phrases()[candidate.place];
    for (const Match& match :
         candidate.filter->find_all(candidate.in_filter, text.folded(), sentence)) {
      // "(递交的)上市申请": words behind the bracket may belong to another stage ("…申请失效").
      const Span span = trimmed(text.folded(), match.has(0) ? match.groups[0] : match.span);
      const auto overlaps = [&](const Trigger& other) { return other.span.overlaps(span); };
      if (span.empty() || std::any_of(found.begin(), found.end(), overlaps) ||
          (phrase.han && begins_in_weekday(text, span)))
        continue;
      found.push_back({phrase.stage, phrase.needs_exchange, phrase.needs_day, span, phrase.context,
                       phrase.rule});
    }
  }
  part_triggers(text, sentence, found);
  std::sort(found.begin(), found.end(),
            [](const Trigger& a, const Trigger& b) { return a.span.begin < b.span.begin; });
  // No writer puts so many stages into one sentence; each is looked at with all of it around.
  constexpr std::size_t kMost = 24;
  if (found.size() > kMost) found.resize(kMost);
  return found;
}

StoryTriggers find_story_triggers(const PreparedText& text) {
  StoryTriggers all;
  all.reserve(text.sentences().size());
  for (const Sentence& sentence : text.sentences())
    all.push_back(text.out_of_time() ? std::vector<Trigger>() : find_triggers(text, sentence.span));
  return all;
}

void add_same_again(const PreparedText& text, Span sentence, std::size_t index, LastTrigger& last,
                    std::vector<Trigger>& triggers) {
  static const Pattern kSame(
      R"((?i)\b(?:(?:did|does|do) (?:the same|likewise|so)|(?:so|as) (?:did|has|have|does)\b|(?:follow(?:ed|s)|came|went|got through)(?: suit)?(?: next| last)?(?: (?:on|(?:some |a few |several )?(?:hours|minutes|days) (?:later|after)|a day later|two days later|the (?:next|following) day|yesterday|today)|$|\.)|(?:also|then|next|(?:a day|a week|two days|three days|hours) later|(?:the )?(?:next|same|following) day)(?: on [a-z]+)? came|joining (?:it|them)(?: [a-z]+){0,4}? (?:was|were|is|came))\b|\banother(?: one)? (?:by|from)\b)");
  // "An earlier attempt ended in the same way": of an application's end.
  static const Pattern kSameEnd(
      R"((?i)\b(?:(?:ended|ends|went|gone|goes|finished|failed|died|expired) (?:in )?(?:much |exactly |just )?the same way|(?:met|suffered|shared)(?: with)? (?:the|a|that|an?) (?:same|similar|identical|like) (?:fate|end)|fared no better|went no further|(?:that|this|the same|a like|a similar) fate (?:also |then )?(?:befell|overtook|struck|awaited|met))\b)");
  constexpr std::size_t kNear = 5;  // sentences
  // "A filed on Monday and B on Tuesday", "three did: A on Monday, B a day later".
  static const Pattern kGap(
      R"((?:,|;|:|\band|\bwhile|\bthen) (?:(?:and|then) )?(?:[a-z-]+ ){0,3}?[A-Z][A-Za-z0-9&'.\-]*(?: [A-Z][A-Za-z0-9&'.\-]*){0,4} ((?:on|since) (?:[A-Z][a-z]+day|\d{1,2} [A-Z][a-z]+|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2})(?:,? 20\d\d)?|(?:a|one|two|three) (?:days?|weeks?) (?:later|earlier|after)\b|the (?:next|following|same|previous) day\b|yesterday\b))");
  // What follows is no verb: "…, and Marlowe on Friday said" tells nothing again.
  static const Pattern kGapEnds(
      R"(^(?: ?\([^()]*\))?(?:$|[,;.)]| (?:and|while|with|then|but|at|for|to|in|sponsored|through|via)\b))");
  const bool near = last.told && index - last.sentence <= kNear;
  if (near || last.end || !triggers.empty()) {
    auto echoes = kSame.find_all(text.folded(), sentence);
    const std::size_t of_any = echoes.size();
    for (Match& match : kSameEnd.find_all(text.folded(), sentence)) {
      if (last.end && index - last.end_sentence <= kNear) echoes.push_back(std::move(match));
    }
    for (std::size_t i = 0; i < echoes.size(); ++i) {
      const Match& match = echoes[i];
      const Trigger* before = near ? &last.trigger : nullptr;
      const bool opens = match.span.begin == sentence.begin;
      static const Pattern kToDo(R"((?i)\bto $)");  // "the first to do so": no other did
      constexpr std::size_t kReach = 8;
      const std::size_t at = match.span.begin;
      if (kToDo.find(text.view({at - std::min(at, kReach), at}))) continue;
      if (i >= of_any) before = &*last.end;
      for (const Trigger& one : triggers) {
        if (i < of_any && one.span.end <= match.span.begin) before = &one;
      }
      const auto overlaps = [&](const Trigger& one) {
        return one.span.overlaps(match.span) ||
               (opens && one.span.begin > match.span.end);  // "Then came X, whose application …"
      };
      if (before == nullptr || std::any_of(triggers.begin(), triggers.end(), overlaps)) continue;
      constexpr std::string_view kTo = "to ";  // "the first company to do so since"
      if (text.view({sentence.begin, match.span.begin}).ends_with(kTo)) continue;
      constexpr std::string_view kTurn = " the turn of";  // what X did comes in the next sentence
      if (text.view({match.span.end, sentence.end}).starts_with(kTurn)) continue;
      Trigger again = *before;
      again.span = match.span;
      again.needs_day = again.needs_day && !text.view(match.span).starts_with("another");
      again.rule = "stage-phrase:en-same-again";
      triggers.push_back(again);
      std::sort(triggers.begin(), triggers.end(),
                [](const Trigger& a, const Trigger& b) { return a.span.begin < b.span.begin; });
    }
  }
  if (triggers.empty()) return;
  const std::size_t told = triggers.size();
  for (const Match& match : kGap.find_all(text.folded(), sentence)) {
    const Trigger* before = nullptr;
    bool own = false;  // a stage of its own stands between
    for (std::size_t i = 0; i < told; ++i) {
      if (triggers[i].span.end <= match.span.begin) before = &triggers[i];
      own = own || triggers[i].span.overlaps(match.span);
    }
    if (before == nullptr || own || !kGapEnds.find(text.view({match.span.end, sentence.end})))
      continue;
    Trigger again = *before;
    again.span = match.groups[0];
    again.rule = "stage-phrase:en-same-again";
    triggers.push_back(again);
  }
  std::sort(triggers.begin(), triggers.end(),
            [](const Trigger& a, const Trigger& b) { return a.span.begin < b.span.begin; });
  last.trigger = triggers.front();  // the sentence's main news
  last.sentence = index;
  last.told = true;
  for (const Trigger& one : triggers) {
    if (is_end(one.stage)) last.end = one, last.end_sentence = index;
  }
}

void add_paired_filings(const PreparedText& text, Span sentence, std::vector<Trigger>& triggers) {
  static const std::string kMonth =
      "(?:(?:early|late|mid)[- ])?(?:(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Septem|"
      "Octo|Novem|Decem)ber)";
  static const std::string kTime = "((?:last |this )?" + kMonth + "(?:,? 20\\d\\d)?|20\\d\\d)";
  static const Pattern kPair(
      "\\b(?:[Aa]pplications|[Ss]ubmissions|[Ff]ilings|[Aa]ttempts|[Pp]rospectuses|[Bb]ids|[Oo]nes|"
      "[Tt]hose|"
      "applied|filed|submitted|lodged)(?: to (?:go public|list|float)(?: in Hong Kong)?| for (?:a "
      "|its )?(?:listing|IPO))?(?:,? (?:of|from|dated|made|lodged|submitted|filed))?"
      "(?:,? (?:with|to) (?:the )?(?:exchange|HKEX|bourse)|,? in Hong Kong| there)?(?:,? in)? " +
      kTime + "(?:,? and| or)(?: again)?(?: in| of)? " + kTime);
  const auto pair = kPair.find(text.folded(), sentence);
  if (!pair) return;
  const Span first{pair->span.begin, pair->groups[0].end};
  for (Trigger& one : triggers) {  // "applications of 2018 and 2020 were withdrawn"
    if (one.span.overlaps(pair->span) && !is_filing(one.stage))
      one.span.begin = std::max(one.span.begin, std::min(pair->span.end + 1, one.span.end - 1));
  }
  std::erase_if(triggers, [&](const Trigger& one) {
    return one.span.overlaps(pair->span) && is_filing(one.stage);
  });
  if (std::any_of(triggers.begin(), triggers.end(),
                  [&](const Trigger& one) { return one.span.overlaps(pair->span); }))
    return;
  triggers.push_back({Stage::filed, true, false, first, {}, "stage-phrase:en-paired"});
  triggers.push_back({Stage::refiled, true, false, pair->groups[1], {}, "stage-phrase:en-paired"});
  std::sort(triggers.begin(), triggers.end(),
            [](const Trigger& a, const Trigger& b) { return a.span.begin < b.span.begin; });
}

}  // namespace gongwatch::parser::facts
