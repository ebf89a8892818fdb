#include "parser/facts/triggers.h"

#include <algorithm>
#include <map>
#include <utility>

#include "model/names.h"
#include "parser/facts/pattern.h"
#include "parser/facts/phrase_table.h"
#include "parser/vocabulary/table.h"

namespace gongwatch::parser::facts {
namespace {

struct StagePhrase {
  Stage stage;
  bool needs_exchange, needs_day;
  Pattern pattern;
  std::string rule;
};

const std::vector<StagePhrase>& stage_phrases() {
  static const std::vector<StagePhrase> phrases = [] {
    std::vector<StagePhrase> all;
    for (const auto& [table, mark] :
         {std::pair{"stage_phrases_en", "en-"}, {"stage_phrases_zh", "zh-"}}) {
      std::map<Stage, int> lines;
      for (const TableRow& row : table_rows(table, 3)) {
        const auto stage = stage_from_name(row[0]);
        if (!stage) continue;
        all.push_back({*stage, row[1] != "listing", row[1] == "day",
                       Pattern("(?i)" + expanded(row[2])),
                       "stage-phrase:" + std::string(mark) + std::string(row[0]) + "/" +
                           std::to_string(++lines[*stage])});
      }
    }
    return all;
  }();
  return phrases;
}

// A cheap look that spares most sentences the phrases.
bool may_tell_a_stage(const PreparedText& text, Span sentence) {
  static const Pattern kWords(
      R"((?i)hearing|submi|\bforms?\b|lodge|\bmade an?\b|papers|\bwent in\b|committee|newly|invalid|renewed|applic|appl(?:y|ied)|prospectus|\bfil(?:e|ing)|\ba-?1\b|list(?:s|ed|ing)\b|\blist\b|\bipo|debut|trading|dealing|offer|phip|pric|allot|allocation|csrc|regulator|public|book|lapse|expire|invalid|stale|gong|float|subscri|share sale|proof|bid\b|papers|paperwork|document|approv|nod\b|green light|clear|first day|聆讯|过堂|递|申请|招股|上市|挂牌|备案|发售|发行价|定价|失效|配发|分配结果|中签|结果|交表|交了|交上|撤|首日|首挂|鸣锣|敲|登陆|买卖|认购|招)");
  return kWords.matches_in(text.folded(), sentence);
}

}  // namespace

std::vector<Trigger> find_triggers(const PreparedText& text, Span sentence) {
  std::vector<Trigger> found;
  if (!may_tell_a_stage(text, sentence)) return found;
  for (const StagePhrase& phrase : stage_phrases()) {
    if (!phrase.pattern.matches_in(text.folded(), sentence)) continue;
    for (const Match& match : phrase.pattern.find_all(text.folded(), sentence)) {
      const Span span = trimmed(text.folded(), match.span);
      const auto overlaps = [&](const Trigger& other) { return other.span.overlaps(span); };
      if (span.empty() || std::any_of(found.begin(), found.end(), overlaps)) continue;
      found.push_back({phrase.stage, phrase.needs_exchange, phrase.needs_day, span, phrase.rule});
    }
  }
  std::sort(found.begin(), found.end(),
            [](const Trigger& a, const Trigger& b) { return a.span.begin < b.span.begin; });
  return found;
}

void add_same_again(const PreparedText& text, Span sentence, std::size_t index, LastTrigger& last,
                    std::vector<Trigger>& triggers) {
  static const Pattern kSame(
      R"((?i)\b(?:(?:did|does|do) (?:the same|likewise|so)|(?:follow(?:ed|s)|came|went)(?: suit)?(?: next| last)?(?: (?:on|a day later|two days later|the (?:next|following) day|yesterday|today)|$|\.)|(?:also|then|next)(?: on [a-z]+)? came)\b)");
  constexpr std::size_t kNear = 3;  // sentences
  const bool near = last.told && index - last.sentence <= kNear;
  if (near || !triggers.empty()) {
    for (const Match& match : kSame.find_all(text.folded(), sentence)) {
      const Trigger* before = near ? &last.trigger : nullptr;
      for (const Trigger& one : triggers) {
        if (one.span.end <= match.span.begin) before = &one;
      }
      const auto overlaps = [&](const Trigger& one) { return one.span.overlaps(match.span); };
      if (before == nullptr || std::any_of(triggers.begin(), triggers.end(), overlaps)) continue;
      Trigger again = *before;
      again.span = match.span;
      again.rule = "stage-phrase:en-same-again";
      triggers.push_back(again);
      std::sort(triggers.begin(), triggers.end(),
                [](const Trigger& a, const Trigger& b) { return a.span.begin < b.span.begin; });
    }
  }
  if (triggers.empty()) return;
  last = {triggers.back(), index, true};
}

}  // namespace gongwatch::parser::facts
