#include "parser/facts/listing_scope.h"

#include <algorithm>
#include <optional>

#include "parser/facts/clauses.h"
#include "parser/facts/context.h"
#include "parser/facts/listing_story.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"
#include "parser/facts/stages.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

// Stages that are told in the same words on every exchange.
bool happens_everywhere(Stage stage) {
  return stage == Stage::launched || stage == Stage::priced || stage == Stage::allotted ||
         stage == Stage::listed;
}

// Of the exchanges that the span names, whether the last one is Hong Kong's; nothing if it names
// none.
std::optional<bool> last_is_ours(const PreparedText& text, Span in) {
  // "深圳创业板上市的药企甲刊发聆讯后资料集": what describes the company is no place of the stage.
  static const Pattern kDescribes("^(?:上市|挂牌)的[^,。;|]{2}");
  auto other = last_context("other_exchange", text, in);
  const auto ours = last_context("our_exchange", text, in);
  if (other && kDescribes.matches_in(text.folded(), {other->end, in.end})) other.reset();
  if (!other && !ours) return std::nullopt;
  return ours && (!other || ours->end > other->end);
}

// "In grey market trading this evening the stock changed hands at HK$15.10": the eve of dealings.
bool is_grey_market(const PreparedText& text, Span clause, const Trigger& trigger) {
  static const Pattern kGrey(R"((?i)\bgr[ea]y[- ]?markets?\b|暗盘)");
  static const Pattern kFirstDay(R"((?i)debut|first|maiden|listed|listing|首日|首挂|上市|挂牌)");
  return trigger.stage == Stage::listed && !kFirstDay.matches_in(text.folded(), trigger.span) &&
         kGrey.matches_in(text.folded(), clause);
}

// "撤回上市申请,改去科创板": the other exchange comes after Hong Kong's application.
bool turns_elsewhere(const PreparedText& text, Span behind) {
  static const Pattern kTurns(
      "(?:改|转|转而|掉头)(?:为|去|到|往|赴|道|战|投|向|冲|申|考虑|拟)+[^,。;]{0,6}$");
  const auto other = last_context("other_exchange", text, behind);
  return other && kTurns.matches_in(text.folded(), {behind.begin, other->begin});
}

}  // namespace

bool ListingScope::holds(const Trigger& trigger, std::size_t index) const {
  if (context_.not_ours || !context_.listing_story) return false;
  const Sentence& sentence = text_.sentences()[index];
  if (has_context("court", text_, sentence.span) ||
      has_context("not_ours_sentence", text_, sentence.span))
    return false;
  const auto clauses = clauses_of(text_, sentence.span);
  const Span clause = clause_at(clauses, trigger.span.begin);
  Span near = clause;
  near.end = std::max(near.end, trigger.span.end);
  if (has_context("not_ours", text_, near)) return false;
  if (is_grey_market(text_, near, trigger)) return false;
  if (text::count_han(text_.view(trigger.span)) == 0 && !happens_everywhere(trigger.stage) &&
      trigger.stage != Stage::csrc_filed &&
      (is_before_another_body(text_, sentence.span, trigger.span) || goes_on_elsewhere(index)))
    return false;
  if (happens_everywhere(trigger.stage) && is_of_a_product(text_, clause, trigger.span))
    return false;
  if (is_elsewhere(trigger, clause, near, index) || is_in_paragraph_abroad(index)) return false;
  if (!trigger.context.empty() && !told_near(trigger.context, index)) return false;
  if (trigger.stage == Stage::allotted && is_estimate(trigger.span, sentence.span)) return false;
  return !trigger.needs_exchange || (context_.exchange_in_story) || names_exchange_near(index);
}

bool ListingScope::goes_on_elsewhere(std::size_t index) const {
  const auto& all = text_.sentences();
  return index > 0 && all[index - 1].paragraph == all[index].paragraph &&
         goes_on_before_another_body(text_, all[index - 1].span, all[index].span);
}

// "Beyond Hong Kong, …", "In Thailand, …": what the paragraph tells is told of there.
bool ListingScope::is_in_paragraph_abroad(std::size_t index) const {
  constexpr std::size_t kMost = 8;  // sentences
  const auto& all = text_.sentences();
  std::size_t first = index;
  while (first > 0 && index - first < kMost && all[first - 1].paragraph == all[index].paragraph)
    --first;
  return has_context("turns_abroad", text_, all[first].span) &&
         !has_context("our_exchange", text_, {all[first].span.begin, all[index].span.end});
}

// The exchange named last in front of the words is theirs: in their clause, and for words that
// all exchanges use in the sentences before, and in the headline.
bool ListingScope::is_elsewhere(const Trigger& trigger, Span clause, Span near,
                                std::size_t index) const {
  const Span sentence = text_.sentences()[index].span;
  // Only Hong Kong's second board, called so until GEM, has hearings.
  static const Pattern kSecondBoard("创业板(?:的)?(?:上市)?聆讯");
  if (trigger.stage == Stage::hearing && kSecondBoard.matches_in(text_.folded(), clause))
    return false;
  if (has_context("mainland", text_, near) && !has_context("hong_kong", text_, near)) return true;
  if (has_context("other_exchange", text_, sentence) &&
      !has_context(context_.exchange, text_, sentence) &&
      !(is_end(trigger.stage) && turns_elsewhere(text_, {near.end, sentence.end})) &&
      !comes_after_another(trigger, near, sentence))
    return true;
  const bool anywhere = happens_everywhere(trigger.stage);
  if (text::count_han(text_.view(trigger.span)) == 0) {
    if ((has_context("other_exchange", text_, near) && !has_context("hong_kong", text_, near)) ||
        is_of_other_exchange(trigger.span, sentence))
      return true;
    if (ends_attempt_elsewhere(trigger, clause, index)) return true;
    if (has_context("our_exchange", text_, sentence)) return false;
  } else {
    if (const auto ours = last_is_ours(text_, {clause.begin, trigger.span.end})) return !*ours;
    if (const auto ours = last_is_ours(text_, near)) return !*ours;
  }
  if (context_.elsewhere_in_title &&
      (anywhere || trigger.stage == Stage::filed || trigger.stage == Stage::csrc_filed ||
       (is_end(trigger.stage) && text::count_han(text_.view(trigger.span)) > 0 &&
        !has_context("our_exchange", text_, sentence))))
    return true;
  if (!context_.elsewhere || !anywhere) return false;
  if (context_.ours_nowhere) return true;
  constexpr std::size_t kNear = 3;  // sentences in front
  if (const auto ours = last_is_ours(text_, {sentence.begin, clause.begin})) return !*ours;
  for (std::size_t back = 1; back <= std::min(kNear, index); ++back) {
    const Sentence& before = text_.sentences()[index - back];
    // The next paragraph of a column is about another company.
    if (before.paragraph != text_.sentences()[index].paragraph && opens_with_newcomer(index)) break;
    if (const auto ours = last_is_ours(text_, before.span)) return !*ours;
  }
  return false;
}

// Whether an English paragraph begins with a company that the text has not named before.
bool ListingScope::opens_with_newcomer(std::size_t index) const {
  constexpr std::size_t kReach = 8 << 10;  // bytes
  const Sentence& here = text_.sentences()[index];
  if (text_.in() == Evidence::In::title || text::count_han(text_.view(here.span)) > 0 ||
      (index > 0 && text_.sentences()[index - 1].paragraph == here.paragraph))
    return false;
  const auto names = english_names(text_, here.span);
  if (names.empty()) return false;
  const std::string name = without_article(text_.original(names.front()));
  const std::string first = name.substr(0, name.find(' '));
  const PreparedText* title = text_.companion();
  const std::size_t from = here.span.begin - std::min(here.span.begin, kReach);
  return text_.view({from, here.span.begin}).find(first) == std::string_view::npos &&
         (title == nullptr || title->folded().find(first) == std::string_view::npos);
}

// In a story about Hong Kong: "it then prepared for Beijing before turning south, and cleared the
// listing hearing", "handed in its application, after Bursa Malaysia had been considered".
bool ListingScope::comes_after_another(const Trigger& trigger, Span near, Span sentence) const {
  static const Pattern kAfter(R"((?i)^,? (?:after|having|instead of|rather than|following)\b)");
  if (!context_.exchange_in_title || has_context("other_exchange", text_, near)) return false;
  if (trigger.stage == Stage::hearing || trigger.stage == Stage::phip)
    return !has_context("mainland_review", text_, sentence);
  return is_filing(trigger.stage) &&
         kAfter.find(text_.view({std::min(near.end, sentence.end), sentence.end})) &&
         !has_context("other_exchange", text_, {sentence.begin, near.end});
}

bool ListingScope::told_near(std::string_view kind, std::size_t index) const {
  constexpr std::size_t kNear = 2;
  const PreparedText* title = text_.in() == Evidence::In::title ? &text_ : text_.companion();
  if (title != nullptr && has_context(kind, *title, title->whole())) return true;
  for (std::size_t i = 0; i <= index; ++i) {
    if (i == kNear && index > i + kNear) i = index - kNear;
    if (has_context(kind, text_, text_.sentences()[i].span)) return true;
  }
  return false;
}

// "was about 233 times oversubscribed" where nobody speaks of results: brokers' guesses.
bool ListingScope::is_estimate(Span multiple, Span sentence) const {
  static const Pattern kAbout(
      R"((?i)\b(?:about|around|nearly|almost|some|roughly|more than|over|at least) [\d.,]+(?: times|-fold|x\b))");
  static const Pattern kResults(
      R"((?i)\ballot|\balloc|\bclawback|\bvalid applications|\bresults\b)");
  // "综合券商数据,公开发售超购约20倍": borrowed money, not the offer's end.
  static const Pattern kSoFar(
      "孖展|券商|截至|暂(?:时|录|获)|初步统计|市场消息|消息指|据闻|预计|料|若|假设|如果");
  static const Pattern kTimes("倍");
  const Span front{std::min(sentence.begin, multiple.begin), multiple.end};
  if (kTimes.matches_in(text_.folded(), multiple) && kSoFar.matches_in(text_.folded(), front))
    return true;
  const PreparedText* title = text_.in() == Evidence::In::title ? &text_ : text_.companion();
  return kAbout.matches_in(text_.folded(), multiple) &&
         !kResults.matches_in(text_.folded(), sentence) &&
         (title == nullptr || !kResults.matches_in(title->folded(), title->whole()));
}

// "It sought a listing on ChiNext in 2020, but pulled that application": what ends is what was
// sought last, in this sentence or, if this one names no exchange, in the one before.
bool ListingScope::ends_attempt_elsewhere(const Trigger& trigger, Span clause,
                                          std::size_t index) const {
  static const Pattern kAttempt(
      R"((?i)\b(?:(?:an?|its|the|for|of|sought|seek|seeking|planned|tried|attempted) (?:[a-z0-9-]+ ){0,3}?(?:listing|ipo|flotation|float|debut|offering|share sale|application|bid)|(?:to|a) list|applied|filed|application|filing|go public|going public|tutoring|guidance)\b[^.;]{0,40}$)");
  constexpr std::size_t kReach = 80;
  if (!is_end(trigger.stage)) return false;
  const Sentence& here = text_.sentences()[index];
  const auto attempted = [&](Span in) {
    const auto other = last_context("other_exchange", text_, in);
    const auto ours = last_context("hong_kong", text_, in);
    if (!other || (ours && ours->end > other->end)) return false;
    const Span front{std::max(in.begin, other->begin - std::min(kReach, other->begin)),
                     other->begin};
    return kAttempt.find(text_.view(front)).has_value();
  };
  if (has_context("hong_kong", text_, {trigger.span.begin, std::max(clause.end, trigger.span.end)}))
    return false;
  if (attempted({here.span.begin, trigger.span.begin})) return true;
  if (index == 0 || has_context("exchange", text_, here.span) ||
      has_context("other_exchange", text_, here.span))
    return false;
  const Sentence& before = text_.sentences()[index - 1];
  return before.paragraph == here.paragraph && attempted(before.span);
}

// "its Nasdaq debut": whatever Hong Kong is said of beside it.
bool ListingScope::is_of_other_exchange(Span trigger, Span sentence) const {
  constexpr std::size_t kFront = 16;
  constexpr std::size_t kBehind = 32;
  const Span beside{std::max(sentence.begin, trigger.begin - std::min(trigger.begin, kFront)),
                    std::min(sentence.end, trigger.end + kBehind)};
  return has_context("other_exchange", text_, beside) && !has_context("hong_kong", text_, beside);
}

bool ListingScope::names_exchange_near(std::size_t index) const {
  constexpr std::size_t kNear = 4;  // sentences in front
  constexpr std::size_t kOpening = 2;
  const auto names = [&](std::size_t i) {
    return has_context(context_.exchange, text_, text_.sentences()[i].span);
  };
  if (names(index) || context_.exchange_in_title) return true;
  for (std::size_t back = 1; back <= std::min(kNear, index); ++back) {
    if (names(index - back)) return true;
  }
  for (std::size_t i = 0; i < std::min(kOpening, text_.sentences().size()); ++i) {
    if (names(i)) return true;
  }
  return index + 1 < text_.sentences().size() && names(index + 1);
}

bool is_of_somebody_else(const PreparedText& text, Span sentence, Span clause, Span trigger) {
  static const Pattern kBack(R"((?i)\b(?:the company|the firm|the group|it|they)\b)");
  // "Several makers, among them two of robots, have filed".
  static const Pattern kVerb(
      R"((?i)^\W*(?:(?:which|that|who|and|also|then) )*(?:has|have|had|is|are|was|were|[a-z]+ed)\b)");
  if (has_context("other_subject", text, {clause.begin, trigger.end})) return true;
  const Span front{sentence.begin, trigger.begin};
  static const Pattern kWho(R"((?i)^\W*(?:which|that|who)\b)");
  const bool goes_on = kVerb.find(text.view({clause.begin, trigger.end})).has_value();
  if (goes_on && has_context("other_subject", text, {sentence.begin, clause.begin}) &&
      (kWho.find(text.view(clause)) || !kBack.matches_in(text.folded(), front)))
    return true;
  if (has_context("other_one", text, front)) return true;
  return has_context("other_company", text, front) && !kBack.matches_in(text.folded(), front);
}

bool only_goes_public(const PreparedText& text, Span words) {
  static const Pattern kGoing("^(?:赴|来)(?:港|香港)");
  return kGoing.matches_in(text.folded(), words);
}

bool is_first_day_of_offer(const PreparedText& text, Span words) {
  static const Pattern kOfferDay(
      "^[^,。;]{0,6}?首日(?:仅|只|共|合共|累计|暂)?(?:录得?|获|获得|借出|反应|认购)?[^,。;上挂收]{"
      "0,18}?(?:孖展|招股(?:[^价书章]|$)|认购(?:[^价]|$)|申购|公开发售|路演|簿记)");
  constexpr std::size_t kReach = 60;
  const auto line = text.folded().find('\n', words.begin);
  const std::size_t end = std::min({text.whole().end, words.end + kReach, line});
  return kOfferDay.matches_in(text.folded(), {words.begin, end});
}

bool tells_a_close(const PreparedText& text, Span clause) {
  static const Pattern kClose(
      "(?:昨|今)(?:日|天|午|早|晚)?(?:中午|正午|下午|上午)?(?:\\d{1,2}时)?(?:正)?(?:截止|截飞|埋飞|"
      "结束|完结|收飞)");
  return kClose.matches_in(text.folded(), clause);
}

bool is_of_first_day(const PreparedText& text, Span sentence) {
  static const Pattern kOfferPrice(
      R"((?i)\b(?:offer|offering|issue|ipo|listing) (?:price|px)\b|\bsold (?:its|their|the) shares at\b)");
  static const Pattern kSeveral(
      R"((?i)\b(?:newcomers|debutants|debuts|first days|companies that (?:joined|listed|debuted|came))\b)");
  static const Pattern kCounted(
      R"((?i)\b(?:two|both|three|four|five|six|pair of|trio of) (?:[a-z-]+ ){0,4}?(?:newcomers|debutants|debuts|first days|listings)\b)");
  // "up 58% since their July debut, while those of X closed below issue": of stocks listed before.
  static const Pattern kSince(
      R"((?i)\bsince (?:its|their|the|an?|making|they|it) (?:[a-z0-9'-]+ ){0,4}?(?:debuts?|listings?|ipos?|floats?|flotations?|listed|floated|debuted)\b)");
  if (kSince.matches_in(text.folded(), sentence)) return false;
  const PreparedText* title = text.in() == Evidence::In::title ? &text : text.companion();
  return (title != nullptr && kCounted.matches_in(title->folded(), title->whole())) ||
         kSeveral.matches_in(text.folded(), text.sentences().front().span) ||
         kOfferPrice.matches_in(text.folded(), sentence);
}

}  // namespace gongwatch::parser::facts
