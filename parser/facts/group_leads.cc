#include "parser/facts/group_leads.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "parser/facts/clauses.h"
#include "parser/facts/event_day_words.h"
#include "parser/facts/event_writer.h"
#include "parser/facts/name_shapes.h"
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
       R"((?:只|支|家|间)[^,。;]{0,8}(?:新股|公司|企业|股份)[^,。;]{0,8}(?:(?:招股|配发|配售|分配|认购)(?:结果|反应))|新股(?:招股|配售|配发)结果)",
       R"(定价|认购|中签|超购)"},
      {Stage::launched,
       R"((?i)(?:只|支|家|间)[^,。;]{0,10}(?:新股|公司|企业|药企|股份)[^,。;]{0,12}(?:招股(?:[^价书]|$)|公开发售|开售|(?:启动|开始)(?:招股|集资))|\b(?:companies|firms|IPOs|issuers|deals|offerings|floats)\b[^.;]{0,60}\b(?:launch|kick(?:ed|s)? off|open(?:ed|s)? (?:their )?(?:books?|offers?|offerings?)|start(?:ed|s)? (?:taking orders|book-?building|their (?:offers?|offerings?|IPOs)|selling shares))\b)",
       R"((?i)招股价|入场费|每手|一手|集资|发售|认购|\b(?:raise|price range|per share|apiece|shares?|lot)\b)"},
      {Stage::listed,
       R"((?i)(?:只|支|家|间)[^,。;]{0,12}(?:新股|公司|企业|药企|股份)[^,。;]{0,14}(?:上市|挂牌|首挂|登场|首日|登陆港|亮相)|(?:只|支|家|间)[^,。;]{0,4}(?:首挂|首日挂牌|上市)的?新股|(?:只|支|家|间)新股[^。;]{0,16}(?:招股价|上市价|定价|开市|收市|半日|潜水|破发)|\b(?:newly listed|debut\w*|newcomers?|first[- ]day|first day of trading|began trading|start(?:ed)? trading|made their (?:trading )?debuts?)\b)",
       R"((?i)开市|收市|开报|收报|现报|时报|高开|低开|平开|首日|较招股价|招股价|潜水|破发|潜水|收盘|早段|半日|上市价|\b(?:open|clos|end|start|jump|surg|fell|fall|rose|rise|slid|drop|gain|soar|advanc|finish|debut|climb|plung|sank|trad)\w*)"},
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
      R"((?:^|[昨今当同是明]日|[^\d第年月日周.])(另外?一|\d{1,2}|[两二三四五六七八九十]|十[一二三四五六七八九]|多|数|逾?十余)\s?(?:只|支|家|间))");
  static const Pattern kEnglish(
      R"((?i)\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|half a dozen|a (?:trio|quartet|duo|pair) of|[2-9]|1\d)\b (?:[A-Za-z][A-Za-z'-]* ){0,6}(?:companies|firms|stocks|IPOs|newcomers|debutants|debuts|listings|offerings|issuers|groups|deals|names|initial public offerings)\b)");
  auto found = kHan.find(text.folded(), in);
  if (!found) found = kEnglish.find(text.folded(), in);
  if (!found) return std::nullopt;
  const std::string word = text::lower_ascii(text.view(found->groups[0]));
  if (word == "另一" || word == "另外一") return 1;
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
      read_newcomers(sentence, i);
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
        R"((?i)上市公司|备案|将于|将在|拟|计划|(?:^|[^材原资饮涂物燃染布面肥塑])料|预计|已有|目前|行业内|下周|下月|明日|明天|后日|今年|去年|本月|上半年|全年|累计|\b(?:will|plan\w*|expect\w*|next|could|(?-i:may)|have (?:debuted|listed|gone)|in the (?:sector|industry)|this year|last year|so far|since|year-to-date|quarter|half|total of)\b)");
    const auto count = counted(where, sentence);
    if (!count) return std::nullopt;
    for (const LeadForm& form : lead_forms()) {
      const auto& pattern = pattern_of(form.words);
      const auto told = pattern.find(where.folded(), sentence);
      if (!told) continue;
      // Of the lead alone: "十只新股今日起招股,集资最多的甲计划…".
      const Span clause = clause_at(clauses_of(where, sentence), told->span.end - 1);
      if (kNotYet.matches_in(where.folded(),
                             {sentence.begin, std::max(clause.end, told->span.end)}))
        continue;
      GroupLead lead;
      lead.form = &form;
      lead.left = *count;
      lead.begin = told->span.begin;
      for (const DateMention& date : dates_in(dates, sentence)) {
        // "今日有4只新股登场,明日再有两只": others'.
        if (lead.day && date.span.begin >= std::max(clause.end, told->span.end)) break;
        if (!date.date || date.range_end || is_an_end(where, date)) continue;
        if (lead.day && lead.day->date != date.date) return std::nullopt;
        lead.day = date;
      }
      // Of some other time, or of how many there are by now.
      static const Pattern kToday(
          R"((?i)今[日天早晨]|同日|首日|首挂|齐|(?:较|比|高于|低于|跌穿|穿)(?:招股|上市|发售)[价定]|\b(?:today|newly listed|newcomers|debutants)\b)");
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

  bool tells_of_offer(Span sentence) const {
    static const Pattern kOffer(
        R"((?i)招股|发售|上市价|定价|超购|认购|中签|首日|首挂|每手|一手|潜水|破发|新股|[a-z])");
    return kOffer.matches_in(text_.folded(), sentence);
  }

  // The company that a sentence begins with; of the lead itself all that stand behind it.
  void read(Span sentence, std::size_t index, bool leads) {
    if (index >= tagged_.size()) return;
    std::vector<Span> names;
    for (const Span& one : tagged_[index]) {
      if (sentence.contains(one)) names.push_back(one);
    }
    if (names.empty() && !leads && lead_->form->stage == Stage::listed) {
      // "德禾控股开市报0.42元": its place alone tells that it is a name.
      static const Pattern kQuoted(
          "^(?:至于|另外,?|而)?(?:[^,。;]{0,16}的)?([^,。;、()的]{2,8}?)(?:\\(\\d{4,5}(?:\\.HK)?\\)"
          ")?(?:"
          "开市|开报|收市|收报|现报|半日|中午|上午)(?:则|亦|也)?报?[\\d,]");
      const auto quoted = kQuoted.find(text_.folded(), sentence);
      if (!quoted || !tells_of_offer(sentence)) return;
      const auto name = han_subject(text_, quoted->groups[0]);
      if (name && name->begin == quoted->groups[0].begin && name->end == quoted->groups[0].end)
        add(*name, index, true);
      return;
    }
    if (names.empty()) return;
    if (leads) {
      // One is enough where its price is told right behind.
      static const Pattern kPrice(
          "^(?:\\(\\d{4,5}(?:\\.HK)?\\))?(?:则|亦|也|曾|一度|最多|最高|早段|初段|半日|中午|上午|"
          "收市|收报|开市|开报|现报|报|"
          "较|比|高|低)");
      if (names.size() < 2 && !kPrice.find(text_.folded(), {names[0].end, sentence.end})) return;
      for (const Span& one : names) add(one, index);
      return;
    }
    if (!pattern_of(lead_->form->items).matches_in(text_.folded(), sentence)) return;
    // Further on, old stocks have prices, too.
    constexpr std::size_t kNear = 2;
    if (lead_->form->stage == Stage::listed && index > lead_->from + kNear &&
        !tells_of_offer(sentence))
      return;
    add(names.front(), index);
    // "至于甲(01949)与乙(01912),分别升三成".
    static const Pattern kTie(
        R"((?i)^(?:\([^()]{0,24}\))?"?(?:、|与|及|和|,? and )[^,。;()]{0,45}$)");
    for (std::size_t i = 1; i < names.size(); ++i) {
      if (!kTie.find(text_.view({names[i - 1].end, names[i].begin}))) break;
      add(names[i], index);
    }
  }

  // "首日挂牌的海伦司最多升三成", "同日上市的乙开市即跌穿招股价": whoever it is, the name ends
  // where its price begins.
  void read_newcomers(Span sentence, std::size_t index) {
    static const Pattern kNewcomer(
        "(?:首日(?:在港|来港|于港)?(?:双重|第二)?|同日|今日|今早)(?:主板|创业板)?(?:挂牌|上市|登场)"
        "的"
        "\"?([^,。;、()\"的]{2,12}?)\"?(?:\\(\\d{4,5}(?:\\.HK)?\\))?,?(?:最多|最高|最低|曾|一度|"
        "收市|收报|收盘|"
        "开市|开盘|开报|高开|低开|平开|半日|中午|午市|早段|初段|较招股价|较上市价|较发售价|现报|报|"
        "高见|低见|"
        "则|亦|也|逆市|股价|首日)[^。;]{0,24}\\d");
    static const Pattern kNewStock(
        "新股([^,。;、()的]{2,10}?)(?:首日|今日|今早)(?:主板|创业板)?(?:上市|挂牌|登场)[^。;]{0,24}"
        "\\d");
    auto newcomers = kNewcomer.find_all(text_.folded(), sentence);
    for (Match& one : kNewStock.find_all(text_.folded(), sentence))
      newcomers.push_back(std::move(one));
    for (const Match& one : newcomers) {
      static const Pattern kOtherTime(
          "(?:去年|前年|当年|年前|月前|a股|A股|科创板|创业板|上海|深圳|北京|纽约|美国)[^,。;]{0,6}"
          "$");
      static const Pattern kNoCompany("(?i)etf|基金|窝轮|牛熊证|认股证|债券|公司|票据");
      if (kOtherTime.find(text_.folded(), {sentence.begin, one.span.begin}) ||
          kNoCompany.matches_in(text_.folded(), one.groups[0]))
        continue;
      const auto name = han_subject(text_, one.groups[0]);
      const auto issuer = issuers_.bearer(text_.original(one.groups[0]));
      if (!issuer &&
          (!name || name->begin != one.groups[0].begin || name->end != one.groups[0].end))
        continue;
      static const LeadForm& kDebut = lead_forms().back();
      GroupLead lead;
      lead.form = &kDebut;
      lead.from = index;
      const auto before = std::exchange(lead_, lead);
      add(one.groups[0], index, true);
      lead_ = before;
    }
  }

  void add(Span name, std::size_t index, bool placed = false) {
    const auto issuer = issuers_.add(text_.original(name), placed);
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
      found.day_assumed = day.has_value();
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
