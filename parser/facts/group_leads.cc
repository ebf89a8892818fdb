#include "parser/facts/group_leads.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>
#include <set>

#include "parser/facts/event_day_words.h"
#include "parser/facts/event_writer.h"
#include "parser/facts/pattern.h"
#include "parser/facts/stages.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kMostCompanies = 30;  // of one lead
constexpr std::size_t kReach = 40;          // sentences behind the lead

struct LeadForm {
  Stage stage;
  const char* words;  // how the lead tells it
  const char* items;  // what only such a company's sentence says
};

// In the order in which they are tried.
const std::vector<LeadForm>& lead_forms() {
  static const std::vector<LeadForm> kForms = {
      {Stage::allotted,
       R"((?:只|支|家|间)[^,。;]{0,8}新股[^,。;]{0,8}(?:招股结果|配发结果|配售结果|分配结果)|新股(?:招股|配售|配发)结果)",
       R"(定价|认购|中签|超购)"},
      {Stage::launched,
       R"((?i)(?:只|支|家|间)[^,。;]{0,10}(?:新股|公司|企业|药企|股份)[^,。;]{0,12}(?:招股(?:[^价书]|$)|公开发售|开售)|\b(?:companies|firms|IPOs|issuers|deals|offerings|floats)\b[^.;]{0,60}\b(?:launch|kick(?:ed|s)? off|open(?:ed|s)? (?:their )?(?:books?|offers?|offerings?)|start(?:ed|s)? (?:taking orders|book-?building|their (?:offers?|offerings?|IPOs)|selling shares))\b)",
       R"((?i)招股价|入场费|每手|一手|集资|发售|认购|\b(?:raise|price range|per share|apiece|shares?|lot)\b)"},
      {Stage::listed,
       R"((?i)(?:只|支|家|间)[^,。;]{0,12}(?:新股|公司|企业|药企|股份)[^,。;]{0,14}(?:上市|挂牌|首挂|登场|首日|登陆港|亮相)|(?:只|支|家|间)[^,。;]{0,4}(?:首挂|首日挂牌|上市)的?新股|\b(?:newly listed|debut\w*|newcomers?|first[- ]day|first day of trading|began trading|start(?:ed)? trading|made their (?:trading )?debuts?)\b)",
       R"((?i)开市|收市|开报|收报|现报|时报|高开|低开|平开|首日|较招股价|招股价|潜水|破发|潜水|收盘|早段|半日|\b(?:open|clos|end|start|jump|surg|fell|fall|rose|rise|slid|drop|gain|soar|advanc|finish|debut|climb|plung|sank|trad)\w*)"},
  };
  return kForms;
}

struct GroupLead {
  const LeadForm* form = nullptr;
  std::size_t left = kMostCompanies;
  std::optional<DateMention> day;
  std::size_t begin = 0;  // where its companies may stand
  std::size_t from = 0;   // the sentence
};

// How many; kMostCompanies for "several". Nothing if the words count nothing.
std::optional<std::size_t> counted(const PreparedText& text, Span in) {
  static const Pattern kHan(
      R"((?:^|[^\d第年月日周.])(\d{1,2}|[两二三四五六七八九十]|十[一二三四五六七八九]|多|数|逾?十余)\s?(?:只|支|家|间))");
  static const Pattern kEnglish(
      R"((?i)\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|half a dozen|a (?:trio|quartet|duo|pair) of|[2-9]|1\d)\b (?:[A-Za-z][A-Za-z'-]* ){0,6}(?:companies|firms|stocks|IPOs|newcomers|debutants|debuts|listings|offerings|issuers|groups|deals|names|initial public offerings)\b)");
  auto found = kHan.find(text.folded(), in);
  if (!found) found = kEnglish.find(text.folded(), in);
  if (!found) return std::nullopt;
  const std::string word = text::lower_ascii(text.view(found->groups[0]));
  std::size_t number = 0;
  const auto read = std::from_chars(word.data(), word.data() + word.size(), number);
  if (read.ec == std::errc() && read.ptr == word.data() + word.size())
    return number > 1 && number <= kMostCompanies ? std::optional(number) : std::nullopt;
  static const std::vector<std::pair<const char*, std::size_t>> kWords = {
      {"两", 2},        {"二", 2},           {"三", 3},       {"四", 4},       {"五", 5},
      {"六", 6},        {"七", 7},           {"八", 8},       {"九", 9},       {"十", 10},
      {"two", 2},       {"three", 3},        {"four", 4},     {"five", 5},     {"six", 6},
      {"seven", 7},     {"eight", 8},        {"nine", 9},     {"ten", 10},     {"half a dozen", 6},
      {"a trio of", 3}, {"a quartet of", 4}, {"a duo of", 2}, {"a pair of", 2}};
  for (const auto& [name, value] : kWords) {
    if (word == name) return value;
  }
  return kMostCompanies;
}

class GroupReader {
 public:
  GroupReader(const PreparedText& text, const std::vector<DateMention>& dates,
              const StoryContext& context, const TaggedSpans& tagged, Issuers& issuers,
              std::vector<FoundEvent>& told)
      : text_(text),
        dates_(dates),
        context_(context),
        tagged_(tagged),
        issuers_(issuers),
        told_(told) {}

  void run(const PreparedText& title, const std::vector<DateMention>& title_dates) {
    if (const auto headed = lead_of(title, title.whole(), title_dates)) lead_ = headed;
    for (std::size_t i = 0; i < text_.sentences().size() && !text_.out_of_time(); ++i) {
      if (i < context_.rows.size() && context_.rows[i]) continue;
      const Span sentence = text_.sentences()[i].span;
      if (auto lead = lead_of(text_, sentence, dates_)) {
        lead->from = i;
        if (!lead->day && lead_ && lead_->form == lead->form) lead->day = lead_->day;
        lead_ = lead;
        read({lead->begin, sentence.end}, i, true);
      } else if (lead_ && i <= lead_->from + kReach) {
        read(sentence, i, false);
      }
    }
    if (added_.empty()) return;
    told_.insert(told_.end(), added_.begin(), added_.end());
    in_text_order(told_);
  }

 private:
  std::optional<GroupLead> lead_of(const PreparedText& where, Span sentence,
                                   const std::vector<DateMention>& dates) const {
    static const Pattern kNotYet(
        R"((?i)将于|将在|拟|计划|(?:^|[^材原资饮涂物燃染布面肥塑])料|预计|已有|目前|行业内|下周|下月|明日|明天|后日|今年|去年|本月|上半年|全年|累计|\b(?:will|plan\w*|expect\w*|next|could|(?-i:may)|have (?:debuted|listed|gone)|in the (?:sector|industry)|this year|last year|so far|since|year-to-date|quarter|half|total of)\b)");
    const auto count = counted(where, sentence);
    if (!count || kNotYet.matches_in(where.folded(), sentence)) return std::nullopt;
    for (const LeadForm& form : lead_forms()) {
      const auto& pattern = pattern_of(form.words);
      const auto told = pattern.find(where.folded(), sentence);
      if (!told) continue;
      GroupLead lead;
      lead.form = &form;
      lead.left = *count;
      lead.begin = told->span.end;
      for (const DateMention& date : dates_in(dates, sentence)) {
        if (!date.date || date.range_end || is_an_end(where, date)) continue;
        if (lead.day && lead.day->date != date.date) return std::nullopt;
        lead.day = date;
      }
      // Of some other time, or of how many there are by now.
      static const Pattern kToday(
          R"((?i)今[日天早晨]|同日|首日|首挂|齐|\b(?:today|newly listed|newcomers|debutants)\b)");
      if (!lead.day && where.in() == Evidence::In::text &&
          !kToday.matches_in(where.folded(), sentence))
        return std::nullopt;
      if (lead.day && context_.reference) {
        constexpr int kMostDaysAgo = 10;
        const int age = days_between(*lead.day->date, *context_.reference);
        if (age < 0 || age > kMostDaysAgo) return std::nullopt;
      }
      return lead;
    }
    return std::nullopt;
  }

  static const Pattern& pattern_of(const char* words) {
    static std::vector<std::pair<const char*, std::unique_ptr<Pattern>>> kKnown = [] {
      std::vector<std::pair<const char*, std::unique_ptr<Pattern>>> all;
      for (const LeadForm& form : lead_forms()) {
        all.emplace_back(form.words, std::make_unique<Pattern>(form.words));
        all.emplace_back(form.items, std::make_unique<Pattern>(form.items));
      }
      return all;
    }();
    return *std::find_if(kKnown.begin(), kKnown.end(), [&](const auto& one) {
              return one.first == words;
            })->second;
  }

  // The company that a sentence begins with; of the lead itself all that stand behind it.
  void read(Span sentence, std::size_t index, bool leads) {
    if (index >= tagged_.size()) return;
    std::vector<Span> names;
    for (const Span& one : tagged_[index]) {
      if (sentence.contains(one)) names.push_back(one);
    }
    if (names.empty()) return;
    if (leads) {
      if (names.size() < 2) return;
      for (const Span& one : names) add(one, index);
      return;
    }
    if (!pattern_of(lead_->form->items).matches_in(text_.folded(), sentence)) return;
    add(names.front(), index);
    // "至于甲(01949)与乙(01912),分别升三成".
    static const Pattern kTie(
        R"((?i)^(?:\([^()]{0,24}\))?"?(?:、|与|及|和|,? and )[^,。;()]{0,45}$)");
    for (std::size_t i = 1; i < names.size(); ++i) {
      if (!kTie.find(text_.view({names[i - 1].end, names[i].begin}))) break;
      add(names[i], index);
    }
  }

  void add(Span name, std::size_t index) {
    const auto issuer = issuers_.add(text_.original(name));
    if (!issuer) return;
    // It tells this stage itself, or that it has not come so far.
    const auto tells = [&](const FoundEvent& one) {
      if (one.issuer != *issuer) return false;
      const bool earlier = lead_->form->stage == Stage::listed && !one.past && !one.outcome &&
                           !one.event.history &&
                           (is_filing(one.event.stage) || one.event.stage == Stage::hearing ||
                            one.event.stage == Stage::phip || one.event.stage == Stage::launched);
      return one.event.stage == lead_->form->stage || earlier;
    };
    if (std::any_of(told_.begin(), told_.end(), tells) ||
        std::any_of(added_.begin(), added_.end(), tells))
      return;
    if (lead_->left == 0) return;
    --lead_->left;
    FoundEvent found;
    found.issuer = *issuer;
    found.sentence = index;
    found.trigger = name;
    found.event.stage = lead_->form->stage;
    found.event.evidence = text_.evidence(text_.sentences()[index].span);
    found.event.rule = "group-lead";
    auto& day =
        found.event.stage == Stage::allotted ? found.event.disclosed_on : found.event.event_date;
    if (lead_->day) {
      day = lead_->day->date;
      if (lead_->day->year_inferred || lead_->day->year_missing) found.guessed_date = lead_->day;
    } else if (found.event.stage == Stage::listed) {
      day = context_.reference;
    }
    added_.push_back(std::move(found));
  }

  const PreparedText& text_;
  const std::vector<DateMention>& dates_;
  const StoryContext& context_;
  const TaggedSpans& tagged_;
  Issuers& issuers_;
  std::vector<FoundEvent>& told_;
  std::vector<FoundEvent> added_;
  std::optional<GroupLead> lead_;
};

}  // namespace

void add_led_companies(const PreparedText& text, const PreparedText& title,
                       const std::vector<DateMention>& dates,
                       const std::vector<DateMention>& title_dates, const StoryContext& context,
                       const TaggedSpans& tagged, Issuers& issuers, std::vector<FoundEvent>& told) {
  static const Pattern kOurWords("招股价|入场费|暗盘|孖展|一手中签|港元|港股");
  if (context.not_ours ||
      (!context.listing_story && !kOurWords.matches_in(text.folded(), text.whole())))
    return;
  GroupReader(text, dates, context, tagged, issuers, told).run(title, title_dates);
}

}  // namespace gongwatch::parser::facts
