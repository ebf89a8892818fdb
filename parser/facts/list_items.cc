#include "parser/facts/list_items.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "parser/facts/events.h"
#include "parser/facts/firms.h"
#include "parser/facts/item_heads.h"
#include "parser/facts/item_leads.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"
#include "parser/facts/sealed_names.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kHead = 160;  // bytes of a paragraph that tell whom it opens with

struct Item {
  std::size_t first;  // sentence
  std::optional<Span> name;
  Span label;
  bool heading = false;  // the paragraphs below are about it
};

std::vector<Item> find_items(const PreparedText& text) {
  constexpr std::size_t kMost = 200;
  std::vector<Item> items;
  const auto& sentences = text.sentences();
  for (std::size_t i = 0; i < sentences.size() && items.size() < kMost; ++i) {
    if (i > 0 && sentences[i].paragraph == sentences[i - 1].paragraph) continue;
    const auto opening = behind_mark(text, sentences[i].span);
    if (!opening) continue;
    const bool alone =
        i + 1 < sentences.size() && sentences[i + 1].paragraph != sentences[i].paragraph;
    constexpr std::size_t kLongestHeading = 60;
    const bool heading = alone && sentences[i].span.size() <= kLongestHeading &&
                         text.folded()[sentences[i].span.end - 1] != '.';
    items.push_back({i, head_name(text, opening->rest), opening->label, heading});
  }
  return items;
}

// "Terms: …", "Timetable: …", "Business: …": the lines of a note about one company.
bool is_labelled_note(const PreparedText& text, const std::vector<Item>& items) {
  static const Pattern kStage(
      R"((?i)^(?:new(?:ly)? )?(?:filed|listed|priced|open|opened|launched|lapsed|dead|passed|heard|cleared|withdrawn|rejected|debut(?:s|ed)?|filings?|hearings?|listings?|dealings?|offers?)\b)");
  constexpr std::size_t kFew = 3;
  std::set<std::string_view> labels;
  for (const Item& one : items) {
    if (one.label.empty() || kStage.find(text.view(one.label)) ||
        could_be_issuer(text.original(one.label)))
      continue;
    // "Company: …", "Status: …" over and over: a list of several.
    if (!labels.insert(text.view(one.label)).second) return false;
  }
  return labels.size() >= kFew;
}

bool speaks_of_several(const PreparedText& text) {
  static const Pattern kTitle(
      R"((?i)\b(?:digest|diary|notebook|round-?up|calendar|tracker|recap|agenda|weekly|ipo week|week (?:in|of|ahead)|briefs|at a glance|double|list of|wrap|in brief|ipos|listings|debuts|newcomers|applicants|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}) (?:[a-z-]+ ){0,3}(?:companies|firms|ipos|listings|debuts|newcomers|applicants|makers|developers|groups|biotechs|candidates|offers?|names|start-?ups|stocks))\b)");
  static const Pattern kDual(R"((?i)\bdual (?:ipos|listings|debuts)\b)");  // one company's
  const PreparedText* title = text.companion();
  return title != nullptr && text::count_han(title->folded()) == 0 &&
         !kDual.matches_in(title->folded(), title->whole()) &&
         kTitle.matches_in(title->folded(), title->whole());
}

// "Take", "And what of", "Next," in front of a name.
bool is_called_up(const PreparedText& text, Span front) {
  static const Pattern kCall(
      R"((?i)^\W*(?:and |or |but |so |now |first,? |finally,? )*(?:(?:take|consider|contrast(?: (?:that|this|it))?(?: with)?|compare(?: (?:that|this|it))?(?: with)?|meet|look at|enter|witness|(?:then )?there (?:is|was)|next (?:is|was|came|comes|up|in line)(?: (?:is|was))?|what (?:of|about)|how about|as (?:for|to)|a (?:word|line|note) (?:on|about)|spare a thought for|on to|turning to|first up|last up|last but not least|also (?:in|on) the (?:news|list)|(?:less |more |no |little |not much |some |better |worse )?(?:cheer|joy|luck|relief|drama|gloom|news|smiles|progress) (?:at|for|from))[:,]? |(?:next|first|last|second|third|then|finally|lastly)[:,] )(?:the (?:case|example|story) of |the |an? )?(?:[a-z-]+ ){0,4}$)");
  return kCall.find(text.view(front)).has_value();
}

// Whom the paragraph opens with.
std::optional<std::string> opener(const PreparedText& text, Span sentence) {
  constexpr std::size_t kFront = 48;  // bytes
  sentence.end = std::min(sentence.end, sentence.begin + kHead);
  const auto subjects = english_names(text, sentence);
  std::optional<Span> name;
  if (!subjects.empty()) name = subjects.front();
  if (const auto all = english_names(text, sentence, true); !name && !all.empty()) {
    if (is_called_up(text, {sentence.begin, all.front().begin})) name = all.front();
  }
  if (!name || name->begin > sentence.begin + kFront) return std::nullopt;
  const std::string written = text.original(*name);
  return is_house(written) || is_authority(written) ? std::nullopt : std::optional(written);
}

// Paragraph after paragraph opens with another company and tells a stage, and none of them comes
// back: a column.
bool goes_from_name_to_name(const PreparedText& text, const StoryTriggers& triggers) {
  constexpr std::size_t kMost = 24;  // paragraphs
  constexpr std::size_t kColumn = 3;
  constexpr std::size_t kBack = 3;
  if (text::count_han(text.folded()) > 0) return false;
  const auto& sentences = text.sentences();
  std::set<std::string> names;
  std::size_t paragraphs = 0;
  for (std::size_t i = 0; i < sentences.size() && paragraphs < kMost; ++i) {
    if (i > 0 && sentences[i].paragraph == sentences[i - 1].paragraph) continue;
    ++paragraphs;
    bool tells = false;
    for (std::size_t j = i; j < sentences.size() && !tells; ++j) {
      if (sentences[j].paragraph != sentences[i].paragraph) break;
      tells = !triggers[j].empty();
    }
    if (!tells) continue;
    if (const auto name = opener(text, sentences[i].span)) names.insert(*name);
  }
  if (names.size() < kColumn) return false;
  const PreparedText* title = text.companion();
  return std::none_of(names.begin(), names.end(), [&](const std::string& name) {
    const std::string folded = fold_name(name);
    return text.occurrences(folded, kBack + 1) > kBack ||
           (title != nullptr && title->folded().find(folded) != std::string_view::npos);
  });
}

}  // namespace

ListItems::ListItems(const PreparedText& text, const StoryTriggers& triggers, Issuers& issuers)
    : companies_(text.sentences().size()),
      several_(speaks_of_several(text) || goes_from_name_to_name(text, triggers)) {
  read_sections(text, issuers);
  read_announced(text, triggers, issuers);
  const auto items = find_items(text);
  std::set<std::string> names;
  for (const Item& item : items) {
    if (item.name) names.insert(text.original(*item.name));
  }
  constexpr std::size_t kFew = 2;
  if (names.size() < kFew || is_labelled_note(text, items)) return;
  several_ = true;
  const auto& sentences = text.sentences();
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Item& item = items[i];
    if (!item.name) continue;
    if (!item.label.empty()) labels_[item.first] = item.label;
    const auto issuer = issuers.add(without_article(text.original(*item.name)), true);
    constexpr std::size_t kBelow = 2;  // paragraphs
    const std::size_t end = i + 1 < items.size() ? items[i + 1].first : sentences.size();
    const std::size_t last = sentences[item.first].paragraph + (item.heading ? kBelow : 0);
    for (std::size_t j = item.first; j < end && sentences[j].paragraph <= last; ++j)
      companies_[j] = issuer;
  }
}

// "Heard this week" above "Bluewater Desalination (water, Tianjin), Nov 6; BNP Paribas": lines that
// are no sentences.
void ListItems::read_sections(const PreparedText& text, Issuers& issuers) {
  static const Pattern kTells(
      R"((?i) (?:is|are|was|were|has|have|had|will|would|may|might|could|plans?|expects?|said|says|to|wants?|hopes?) )");
  constexpr std::size_t kLongestItem = 240;
  constexpr std::size_t kLongestHeading = 48;
  constexpr std::size_t kFront = 8;
  constexpr std::size_t kMost = 200;
  constexpr std::size_t kFew = 2;
  if (text::count_han(text.folded()) > 0) return;
  const auto& sentences = text.sentences();
  std::optional<Stage> stage;
  for (std::size_t i = 0; i < sentences.size() && sections_.size() < kMost; ++i) {
    const Span line = sentences[i].span;
    if (i > 0 && sentences[i].paragraph == sentences[i - 1].paragraph) continue;
    const bool alone =
        i + 1 == sentences.size() || sentences[i + 1].paragraph != sentences[i].paragraph;
    const bool mere = alone && line.size() <= kLongestHeading &&
                      text.view(line).find_first_of(",;.()0123456789") == std::string_view::npos;
    if (mere) {
      stage = section_stage(text, line);
    } else if (stage && line.size() <= kLongestItem && !kTells.matches_in(text.folded(), line)) {
      const auto opening = behind_mark(text, line);
      const Span rest = opening ? opening->rest : line;
      const auto name = head_name(text, rest);
      if (name && name->begin <= rest.begin + kFront) sections_[i] = {*stage, *name, {}};
    }
  }
  if (sections_.size() < kFew) sections_.clear();
  if (sections_.empty()) return;
  several_ = true;
  for (const auto& [sentence, section] : sections_)
    companies_[sentence] = issuers.add(without_article(text.original(section.name)), true);
}

// "The following companies passed their hearings:" above bullets or lines of names.
void ListItems::read_announced(const PreparedText& text, const StoryTriggers& triggers,
                               Issuers& issuers) {
  static const Pattern kTells(
      R"((?i) (?:is|are|was|were|has|have|had|will|would|may|could|said|says|and (?:the|its|their)) )");
  constexpr std::size_t kLongestItem = 160;  // of those without a mark
  constexpr std::size_t kMost = 200;
  constexpr std::size_t kFront = 8;
  if (text::count_han(text.folded()) > 0) return;
  const auto& sentences = text.sentences();
  std::optional<std::size_t> lead;
  bool marked = false;
  bool first = false;
  for (std::size_t i = 0; i < sentences.size() && sections_.size() < kMost; ++i) {
    if (!triggers[i].empty() && announces_items(text, i, triggers[i])) {
      lead = i;
      first = true;
      continue;
    }
    if (!lead || (i > 0 && sentences[i].paragraph == sentences[i - 1].paragraph)) continue;
    const Span line = sentences[i].span;
    const auto opening = behind_mark(text, line);
    if (first) marked = opening.has_value();
    first = false;
    const Span rest = opening ? opening->rest : line;
    const auto name = head_name(text, rest);
    const bool bare = line.size() <= kLongestItem && !kTells.matches_in(text.folded(), line);
    if (!name || marked != opening.has_value() ||
        (!marked && (!bare || name->begin > rest.begin + kFront))) {
      lead.reset();
      continue;
    }
    sections_[i] = {triggers[*lead].front().stage, *name, lead};
    leads_.insert(*lead);
    several_ = true;
    const auto issuer = issuers.add(without_article(text.original(*name)), true);
    for (std::size_t j = i; j < sentences.size(); ++j) {
      if (sentences[j].paragraph != sentences[i].paragraph) break;
      companies_[j] = issuer;
    }
  }
}

bool ListItems::announces(std::size_t sentence) const { return leads_.count(sentence) > 0; }

std::optional<ListItems::Section> ListItems::section_of(std::size_t sentence) const {
  const auto found = sections_.find(sentence);
  return found == sections_.end() ? std::nullopt : std::optional(found->second);
}

Span ListItems::label_of(std::size_t sentence) const {
  const auto found = labels_.find(sentence);
  return found == labels_.end() ? Span{} : found->second;
}

std::optional<std::size_t> ListItems::company_of(std::size_t sentence) const {
  return sentence < companies_.size() ? companies_[sentence] : std::nullopt;
}

std::optional<std::size_t> presented(const PreparedText& text, Span sentence, Issuers& issuers) {
  // "The Perth company, in which Ganfeng owns a tenth": told of before.
  static const Pattern kBack(
      R"((?i)\b(?:the [a-z' -]{0,40}?(?:company|firm|group|maker|chain|start-?up|developer|operator|retailer|carrier|miner|producer|provider|platform|business)|it|its|he|she|they)\b)");
  static const Pattern kBehind(
      R"((?i)\b(?:turns? of|luck (?:for|to)|news (?:for|at|from)|(?:cheer|joy|gloom|relief|drama|smiles|tears|movement|progress|action|bustle) (?:for|at|from|around)|(?:better|worse|harder|easier|trouble|setback|joy) for|goodbye to|farewell to|(?:congratulations|apolog(?:y|ies)|hats off|thanks|condolences) to|(?:people|team|folks|backers|holders|owners|bankers|fans|those) (?:at|of|behind|in)|came from|went to|fell to|belonged to|kind(?:er|est)? to|fate of|case of|story of|news of|success of|welcome to|spotlight on|joined by|followed by|(?:was|were|is|came|comes|includes?|included|saw)(?: (?:one|that|those))?(?: (?:by|of|from))?) (?:the |an? )?(?:[a-z-]+ ){0,5}$)");
  static const Pattern kAside(R"((?i)(?:\b(?:which|who|whose|where|that)\b|\()[^,)]*$)");
  // "an apology to the people at Minty Fresh (2590)".
  static const Pattern kCode(R"(^ ?\((?:HKEX?: ?|SEHK: ?)?\d{4,5}(?:\.HK| HK)?\))");
  const auto all = english_names(text, sentence, true);
  const auto subjects = english_names(text, sentence);
  for (const Span& name : all) {
    const Span front{sentence.begin, name.begin};
    if (kBack.matches_in(text.folded(), front)) return std::nullopt;
    const std::string written = without_article(text.original(name));
    if (is_house(written) || is_authority(written)) continue;
    const std::string_view words = text.view(front);
    const bool subject = std::any_of(subjects.begin(), subjects.end(),
                                     [&](const Span& one) { return one.begin == name.begin; });
    const bool coded = all.size() == 1 && kCode.find(text.view({name.end, sentence.end}));
    if (kAside.find(words) || (!subject && !coded && !kBehind.find(words))) continue;
    return issuers.add(written);
  }
  return std::nullopt;
}

std::optional<std::size_t> called_up(const PreparedText& text, Span sentence, Issuers& issuers) {
  for (const Span& name : english_names(text, sentence, true)) {
    const std::string written = without_article(text.original(name));
    if (!is_called_up(text, {sentence.begin, name.begin})) return std::nullopt;
    if (is_house(written) || is_authority(written)) return std::nullopt;
    return issuers.add(written);
  }
  return std::nullopt;
}

// "3月4日,港交所新股动态如下:" above items, 港股公告掘金|3月4日: the day of all that several
// companies did.
bool heads_bulletin(const PreparedText& text, Span line) {
  static const Pattern kHeads(
      "(?:如下|动态|动向|一览|情况|进展|进程|名单|公司|企业|新股|要闻|消息)[^,。;:]{0,6}:$");
  return text::count_han(text.view(line)) > 0 && kHeads.matches_in(text.folded(), line);
}

bool is_daily(const PreparedText* title) {
  static const Pattern kDaily(
      "日历|早报|晚报|早参|日报|速递|快讯|要闻|动态|播报|观察|早知道|一览|汇总|早餐|简报|快报|掘金|"
      "公告|"
      "早班车|日志|追踪|精选|集锦");
  return title != nullptr && kDaily.matches_in(title->folded(), title->whole());
}

bool tells_of_several(const std::vector<FoundEvent>& told) {
  return std::any_of(told.begin(), told.end(), [&](const FoundEvent& one) {
    return !one.in_title && !one.past && one.issuer != told.front().issuer;
  });
}

void date_by_headings(const PreparedText& text, const std::vector<DateMention>& dates,
                      const std::vector<DateMention>& title_dates, const ListItems& items,
                      std::vector<FoundEvent>& told) {
  constexpr std::size_t kLongestHeading = 40;
  const auto& sentences = text.sentences();
  std::map<std::size_t, const DateMention*> from;  // sentence -> the day of what follows
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const Span line = sentences[i].span;
    const bool alone =
        (i == 0 || sentences[i - 1].paragraph != sentences[i].paragraph) &&
        (i + 1 == sentences.size() || sentences[i + 1].paragraph != sentences[i].paragraph);
    const bool bulletin = heads_bulletin(text, line);
    constexpr std::size_t kLongestBulletin = 120;
    if (!alone || line.size() > (bulletin ? kLongestBulletin : kLongestHeading)) continue;
    const auto days = dates_in(dates, line);
    if (days.size() != 1 || !days.front().date) continue;
    std::string rest(text.view(line));
    rest.erase(days.front().span.begin - line.begin, days.front().span.size());
    const bool letters = std::any_of(rest.begin(), rest.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
    });
    const bool ranged = days.front().range_start || days.front().range_end;
    if (!letters || (bulletin && !ranged)) from[i] = &days.front();
  }
  const bool dated_title = title_dates.size() == 1 && title_dates.front().date &&
                           !title_dates.front().range_start && !title_dates.front().range_end;
  const bool daily = dated_title && is_daily(text.companion()) &&
                     text::count_han(text.folded()) > 0 && tells_of_several(told);
  for (FoundEvent& one : told) {
    if (one.in_title || one.in_table || one.past || one.older_month || one.event.event_date ||
        one.event.disclosed_on)
      continue;
    const bool beside = std::any_of(told.begin(), told.end(), [&](const FoundEvent& other) {
      return &other != &one && other.issuer == one.issuer && other.sentence == one.sentence &&
             !other.in_title && (other.event.event_date || other.event.disclosed_on);
    });
    if (beside) continue;
    const DateMention* day = nullptr;
    const auto next = from.upper_bound(one.sentence);
    if (next != from.begin()) day = std::prev(next)->second;
    if (day == nullptr && (daily || (dated_title && items.company_of(one.sentence))))
      day = &title_dates.front();
    if (day == nullptr) continue;
    const bool published = one.event.stage == Stage::phip;
    (published ? one.event.disclosed_on : one.event.event_date) = day->date;
    if (day->year_inferred) one.guessed_date = *day;
  }
}

}  // namespace gongwatch::parser::facts
