#include "parser/facts/trigger_parting.h"

#include <algorithm>

#include "parser/facts/pattern.h"
#include "parser/facts/stages.h"

namespace gongwatch::parser::facts {
namespace {

// "the application of X submitted on May 8 this year has lapsed": a filing and its end.
void part_filing_from_end(const PreparedText& text, std::vector<Trigger>& found) {
  static const Pattern kFiled(
      R"((?i)\b(?:submitted|filed|lodged|made|handed in)(?: (?:to|with|at) (?:the )?(?:[a-z]+ ){1,5}?)? ?on (?-i:[A-Z0-9]))");
  static const Pattern kEnd(
      R"((?i)\b(?:(?:has|have|had|was|were|is|been|automatically|formally|officially|then|since) )*(?:laps\w+|expire[ds]?|withdrawn|went stale|ran out|returned|rejected)\b[^,;]*$)");
  std::vector<Trigger> filings;
  for (Trigger& one : found) {
    if (!is_end(one.stage)) continue;
    const auto filed = kFiled.find(text.folded(), one.span);
    const auto end = filed ? kEnd.find(text.folded(), {filed->span.end, one.span.end}) : filed;
    if (!end) continue;
    filings.push_back({Stage::filed, true, true, filed->span, {}, "stage-phrase:en-filed-end"});
    one.span.begin = end->span.begin;
  }
  found.insert(found.end(), filings.begin(), filings.end());
}

// "applied in March and again in October": a filing and another one.
void part_filing_from_next(const PreparedText& text, std::vector<Trigger>& found) {
  static const Pattern kAgain(R"((?i)^[a-z]+ .*\S( and (?:then |once )?again)\b[^,;]{0,12}$)");
  std::vector<Trigger> filings;
  for (Trigger& one : found) {
    if (one.stage != Stage::refiled) continue;
    const auto again = kAgain.find(text.folded(), one.span);
    if (!again) continue;
    filings.push_back({Stage::filed,
                       true,
                       true,
                       {one.span.begin, again->groups[0].begin},
                       {},
                       "stage-phrase:en-filed-and-again"});
    one.span.begin = again->groups[0].begin + 1;
  }
  found.insert(found.end(), filings.begin(), filings.end());
}

// "Its second application lapsed on Monday": the end is told, not the filing.
void give_filings_to_their_ends(const PreparedText& text, std::vector<Trigger>& found) {
  static const Pattern kNoun(
      R"((?i)^(?:second|third|fourth|fifth) (?:listing )?(?:application|submission)$)");
  static const Pattern kGap(R"(^(?: (?:has|have|had|was|is|then|also|duly|quietly))* ?$)");
  for (std::size_t i = 0; i < found.size();) {
    const Span filing = found[i].span;
    const bool noun = found[i].stage == Stage::refiled && kNoun.find(text.view(filing));
    const auto end = std::find_if(found.begin(), found.end(), [&](const Trigger& one) {
      return noun && is_end(one.stage) && one.span.begin >= filing.end &&
             kGap.find(text.view({filing.end, one.span.begin}));
    });
    if (end == found.end()) {
      ++i;
      continue;
    }
    end->span.begin = filing.begin;
    found.erase(found.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

// "A post-hearing document from Guming, filed on Sunday": the pack's verb, and its day.
void give_packs_their_verbs(const PreparedText& text, std::vector<Trigger>& found) {
  static const Pattern kGap(
      R"(^[\w&'.-]*(?: ?(?:[A-Z0-9][\w&'.+-]*|of|and|&|\([^()]{0,40}\)|(?:the|its) [a-z-]+)){0,8},? ?(?:(?:which|that) )?(?:(?:was|were|has been|it) )?$)");
  for (Trigger& pack : found) {
    if (pack.stage != Stage::phip) continue;
    const auto verb = std::find_if(found.begin(), found.end(), [&](const Trigger& one) {
      return one.stage == Stage::filed && one.span.begin >= pack.span.end &&
             kGap.find(text.view({pack.span.end, one.span.begin}));
    });
    if (verb == found.end()) continue;
    pack.span.end = verb->span.end;
    found.erase(verb);
    return;
  }
}

// "the globe sells 58.6 million shares" in the sentence that tells the results: no offer begins.
void leave_out_offers_of_results(const PreparedText& text, std::vector<Trigger>& found) {
  static const Pattern kOffers(R"((?i)^(?:offer|sell|market)(?:s|ed|ing)?\b)");
  const auto is = [](Stage stage) {
    return [stage](const Trigger& one) { return one.stage == stage; };
  };
  if (std::none_of(found.begin(), found.end(), is(Stage::allotted))) return;
  std::erase_if(found, [&](const Trigger& one) {
    return one.stage == Stage::launched && kOffers.find(text.view(one.span));
  });
}

// "The grey market for its IPO opened as low as HK$16": a price, no offer.
void leave_out_opening_prices(const PreparedText& text, Span sentence,
                              std::vector<Trigger>& found) {
  static const Pattern kOpened(R"((?i)\bopen(?:ed|s)?$)");
  static const Pattern kPrice(
      R"((?i)^ (?:trading )?(?:as (?:low|high)|at|up|down|lower|higher|flat|unchanged|below|above|around|about|some|nearly|(?:HK)?\$?[\d.]))");
  std::erase_if(found, [&](const Trigger& one) {
    return one.stage == Stage::launched && kOpened.find(text.view(one.span)) &&
           kPrice.find(text.view({one.span.end, std::max(one.span.end, sentence.end)}));
  });
}

// "dropped 19 percent from its IPO price": a fall, no withdrawal.
void leave_out_falls(const PreparedText& text, Span sentence, std::vector<Trigger>& found) {
  static const Pattern kFell(
      R"((?i)^(?:drop|pull)(?:s|ped|ping|ed)?\b(?: back)?(?: by)?(?: as much as| about| nearly| almost| over| more than)? (?:[\d.]|below|under|from|to|on|in|after|sharply|slightly))");
  static const Pattern kPrice(R"((?i)^ (?:price|debut|level|day)s?\b)");
  std::erase_if(found, [&](const Trigger& one) {
    return one.stage == Stage::withdrawn &&
           (kFell.find(text.view(one.span)) ||
            kPrice.find(text.view({one.span.end, std::max(one.span.end, sentence.end)})));
  });
}

}  // namespace

void part_triggers(const PreparedText& text, Span sentence, std::vector<Trigger>& found) {
  part_filing_from_end(text, found);
  part_filing_from_next(text, found);
  leave_out_offers_of_results(text, found);
  give_filings_to_their_ends(text, found);
  give_packs_their_verbs(text, found);
  leave_out_opening_prices(text, sentence, found);
  leave_out_falls(text, sentence, found);
}

}  // namespace gongwatch::parser::facts
