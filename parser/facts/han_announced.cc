#include "parser/facts/han_announced.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "parser/facts/clauses.h"
#include "parser/facts/firms.h"
#include "parser/facts/han_words.h"
#include "parser/facts/item_leads.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/number_words.h"
#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kMostNames = 12;
constexpr std::size_t kLongestList = 400;  // bytes

// 医药 of 康泰和医药: no name of its own.
bool begins_with_ending(const PreparedText& text, Span rest) {
  static const Pattern kPart("^[^(),、]+?(?:$|[(),、]|以及|及|和|与)");
  static const Pattern kTail("(?:[(),、]|以及|及|和|与)$");
  const auto part = kPart.find(text.folded(), rest);
  if (!part) return false;
  const auto tail = kTail.find(text.folded(), part->span);
  return han_words::is_only_endings(
      text.view({part->span.begin, tail ? tail->span.begin : part->span.end}));
}

// A list's parts: names with what describes them in front and a bracket behind. 和 of 和胃健康 ties
// nothing: nothing stands in front of it.
std::vector<Span> parts_of(const PreparedText& text, Span list, const Issuers& issuers) {
  static const Pattern kTie("[()]|、|以及|及|和|与|跟");
  constexpr std::size_t kTwoHan = 6;
  const auto known = issuers.mentions(text, list);
  std::vector<Span> parts;
  std::size_t begin = list.begin;
  int depth = 0;
  for (const Match& tie : kTie.find_all(text.folded(), list)) {
    const char first = text.folded()[tie.span.begin];
    if (first == '(') ++depth;
    if (first == ')' && depth > 0) --depth;
    if (first == '(' || first == ')' || depth > 0) continue;
    const bool inside = std::any_of(known.begin(), known.end(), [&](const IssuerName& one) {
      return one.span.overlaps(tie.span);
    });
    if (inside || tie.span.begin < begin + kTwoHan || list.end < tie.span.end + kTwoHan ||
        begins_with_ending(text, {tie.span.end, list.end}))
      continue;
    parts.push_back({begin, tie.span.begin});
    begin = tie.span.end;
  }
  parts.push_back({begin, list.end});
  return parts;
}

// The company that a part is: nothing stands behind its name but its bracket.
std::optional<Announced::Name> name_of(const PreparedText& text, Span part, Issuers& issuers) {
  static const Pattern kBracket(
      R"("?(?:-[BWPS])?(?:\([^()]{0,60}\))?(?:这?[一两三四五六七八九](?:家|间|只|份|宗))?$)");
  const auto bracket = kBracket.find(text.folded(), part);
  const Span words{part.begin, bracket ? bracket->span.begin : part.end};
  if (words.empty()) return std::nullopt;
  const auto known = issuers.mentions(text, words);
  if (!known.empty() && known.back().span.end == words.end)
    return Announced::Name{known.back(), part};
  const auto name = han_subject(text, words);
  if (!name) {
    const auto latin = english_names(text, words, true);
    if (latin.empty() || latin.back().end != words.end) return std::nullopt;
    const auto issuer = issuers.add(text.original(latin.back()), true);
    if (!issuer) return std::nullopt;
    return Announced::Name{{latin.back(), *issuer}, part};
  }
  if (name->end != words.end || is_house(text.original(*name))) return std::nullopt;
  const auto issuer = issuers.add_plausible(text, *name, true);
  if (!issuer) return std::nullopt;
  return Announced::Name{{*name, *issuer}, part};
}

// Whether more than its place tells that it is a name: 问题 and 待定 are none.
bool is_marked(const PreparedText& text, const Announced::Name& one) {
  static const Pattern kGoesOn(
      "^\"?(?:\\(|[,:] ?(?:\\d|周|星期|礼拜|[昨今前]|独家|联席|保荐|由|均|主板|gem|第[二三四]次))");
  constexpr std::size_t kReach = 24;
  const Span name = one.name.span;
  std::size_t end = std::min(text.folded().size(), name.end + kReach);
  while (end < text.folded().size() && (text.folded()[end] & 0xC0) == 0x80) ++end;
  static const Pattern kDoes(
      "(?:做|卖|造|主打|主营|专营|经营|从事|生产|研发|开发|销售|提供|专注|运营|旗下|嘅)[^,。;:]{0,"
      "30}(?:的|嘅)?\"?$");
  const Span front{one.around.begin, name.begin};
  const bool described =
      !front.empty() && (han_words::ends_with_noun(text, front) ||
                         kDoes.matches_in(text.folded(), front) || text.view(front).ends_with('"'));
  return described || text.occurrences(text.view(name), 2) > 1 ||
         han_words::has_company_ending(text.view(name)) ||
         kGoesOn.matches_in(text.folded(), {name.end, end});
}

// A company's name behind nothing but a noun that tells what it is, or known by now.
std::optional<Announced::Name> described(const PreparedText& text, Span words, Issuers& issuers) {
  const auto name = name_of(text, words, issuers);
  if (!name) return std::nullopt;
  const Span front{words.begin, name->name.span.begin};
  const bool sure = han_words::ends_with_noun(text, front) ||
                    han_words::has_company_ending(text.view(name->name.span)) || front.empty();
  return sure ? name : std::nullopt;
}

class Reader {
 public:
  Reader(const PreparedText& text, std::size_t sentence, const StoryTriggers& triggers,
         Issuers& issuers)
      : text_(text),
        index_(sentence),
        sentence_(text.sentences()[sentence].span),
        triggers_(triggers[sentence]),
        issuers_(issuers) {}

  std::vector<Announced> read() {
    behind_nouns();
    for (const Trigger& trigger : triggers_) {
      if (text::count_han(text_.view(trigger.span)) == 0) continue;
      if (!behind_trigger(trigger)) in_later_clause(trigger);
      behind_coordination(trigger);
      counted_in_front(trigger);
    }
    counted_list();
    answers();
    return std::move(all_);
  }

 private:
  bool keep(Stage stage, const Trigger* trigger, std::vector<Announced::Name> names) {
    if (names.empty()) return false;
    Announced one;
    one.stage = stage;
    one.trigger = trigger;
    one.sentence = index_;
    if (trigger != nullptr) one.words = trigger->span;
    one.names = std::move(names);
    all_.push_back(std::move(one));
    return true;
  }

  // "昨日公开的新申请包括:甲及乙".
  void behind_nouns() {
    const auto lead = announcing_words(text_, sentence_);
    if (lead)
      keep(lead->stage, nullptr,
           listed_names(text_, list_at(text_, lead->span.end, sentence_.end), issuers_));
  }

  // "获聆讯的是甲", "前日递表的,是早在2024年…的酒店用品商乙".
  bool behind_trigger(const Trigger& trigger) {
    static const Pattern kIs(
        "^(?:的)?(?:公司|企业|新股|申请人|发行人|名单|队伍)?(?:[^,。;:|的是有]{0,8}?)?,?(?:则|还|"
        "也|亦|仅|只|就|正|便|分别|依次"
        "|一?共)*(?:(?:有|是)(?:[一两二三四五六七八九十\\d]{1,3})(?:家|间|只|份|宗|个|名)(?:公司|"
        "企业|新股)?(?::|,(?:分别|依次|"
        "就|即|便)?(?:是|为|系|有)|,即)|(?:是|有|为|系|包括|数|属|来自)(?:了)?:?)");
    static const Pattern kDe("^(?:的)|的$");
    if (!kDe.find(
            text_.view({trigger.span.begin, std::min(trigger.span.end + 3, sentence_.end)}))) {
      const Span behind{trigger.span.end, sentence_.end};
      if (!text_.view(behind).starts_with("的")) return false;
    }
    const auto is = kIs.find(text_.folded(), {trigger.span.end, sentence_.end});
    if (!is) return false;
    return keep(trigger.stage, &trigger,
                listed_names(text_, list_at(text_, is->span.end, sentence_.end), issuers_));
  }

  // "港交所更新了一宗聆讯后资料集,主角是甲", "还有一行改成了“撤回”,属于乙".
  void in_later_clause(const Trigger& trigger) {
    static const Pattern kWho(
        "^[^,。;:|]{0,18}?,(?:(?:主角|主人翁|申请人|申请者|申请公司|当事公司|当事人|发行人|对象|"
        "事主|来者|名字)(?:正|就|则|便|乃|"
        "都)?(?:是|为|系|叫)|(?:它|该份申请|这份申请|申请)?(?:分别|依次|均|都)?(?:属于|来自|出自|"
        "归属|归)|(?:即|正)?(?:为|是)(?:一[家间只名]|由)(?:于)?)");
    const auto who = kWho.find(text_.folded(), {trigger.span.end, sentence_.end});
    if (who)
      keep(trigger.stage, &trigger,
           listed_names(text_, list_at(text_, who->span.end, sentence_.end), issuers_));
  }

  // "就有甲与乙两家交表", "递表高峰出现在月底,仅30日一天已有甲、乙两家".
  void counted_in_front(const Trigger& trigger) {
    static const Pattern kHave(
        "(?:只|仅|唯|就|已|便|共|合共|还|另|亦|也|先后|计)有([^,。;:|]{4,150}?)(?:这|共|等|合共)?(["
        "一两二三四五六七八九2-9])(?:家|间|只|"
        "份|宗|企)");
    constexpr std::size_t kFar = 120;
    const Span near{
        trigger.span.begin - std::min(trigger.span.begin - sentence_.begin, kLongestList),
        std::min(sentence_.end, trigger.span.end + kFar)};
    const auto have = kHave.find(text_.folded(), whole(near));
    if (!have || have->span.overlaps(trigger.span)) return;
    // In front of its verb, or behind the words that speak of it.
    const Span between = have->span.end <= trigger.span.begin
                             ? Span{have->span.end, trigger.span.begin}
                             : Span{trigger.span.end, have->span.begin};
    static const Pattern kApart("。|;");
    if (kApart.find(text_.folded(), between)) return;
    if (have->span.end <= trigger.span.begin &&
        text_.view(between).find(',') != std::string_view::npos)
      return;
    auto names = listed_names(text_, have->groups[0], issuers_);
    if (small_number(text_.view(have->groups[1])) == static_cast<int>(names.size()))
      keep(trigger.stage, &trigger, std::move(names));
  }

  Span whole(Span span) const {
    while (span.begin > sentence_.begin && (text_.folded()[span.begin] & 0xC0) == 0x80)
      --span.begin;
    while (span.end < sentence_.end && (text_.folded()[span.end] & 0xC0) == 0x80) ++span.end;
    return span;
  }

  // "三家公司进入申请队列:甲(25日)、乙(27日)和丙(28日)".
  void counted_list() {
    static const Pattern kCount(
        "(?:[两二三四五六七八九2-9](?:家|只|间|份|宗|个)|(?:以下|下列)(?:公司|企业|新股|申请人))"
        "[^,。;:]{0,60}(?::|,(?:分别|依次)?(?:是|为|"
        "系|有|包括):?)");
    const auto count = kCount.find(text_.folded(), sentence_);
    if (!count) return;
    const Trigger* told = nullptr;
    for (const Trigger& trigger : triggers_) {
      if (trigger.span.end > count->span.begin && trigger.span.end <= count->span.end)
        told = &trigger;
    }
    if (told == nullptr) return;
    auto names = days_first({count->span.end, sentence_.end});
    if (names.empty())
      names = listed_names(text_, list_at(text_, count->span.end, sentence_.end), issuers_);
    keep(told->stage, told, std::move(names));
  }

  // "7月15日是甲,7月17日是乙", "周一是丙,周三则是丁".
  std::vector<Announced::Name> days_first(Span list) {
    static const Pattern kDay(
        "(?:^|[,;、])(?:则|而|最后|再|其后)?(?:(?:\\d{1,2}月)?\\d{1,2}[日号]|(?:上|本)?(?:周|星期|"
        "礼拜)[一二三四五六日天])(?:的)?(?:则|又|才|再)?"
        "(?:是|为|有|轮到)([^,;。、:()]{2,40})");
    std::vector<Announced::Name> names;
    list.end = std::min(list.end, list.begin + kLongestList);
    for (const Match& day : kDay.find_all(text_.folded(), list)) {
      const auto name =
          names.size() < kMostNames ? name_of(text_, day.groups[0], issuers_) : std::nullopt;
      if (!name) break;
      names.push_back({name->name, day.span});
    }
    return names;
  }

  // "至于同日失效、原由某行保荐的网购平台甲,".
  void behind_coordination(const Trigger& trigger) {
    static const Pattern kMore(
        "^(?:、|并|且)[^,。;:|的]{2,30}的([^,。;:|()]{2,40})(?:\\([^()]{0,40}\\))?(?:$|[,。;:])");
    static const Pattern kDay(
        "\\d[月日]|(?:周|星期|礼拜)[一二三四五六日天]|[今昨前同当翌次隔]日|[今昨前当]天|今早|昨晚|"
        "刚");
    if (!kDay.matches_in(text_.folded(), {clause_begin(trigger), trigger.span.end})) return;
    const auto more = kMore.find(text_.folded(), {trigger.span.end, sentence_.end});
    const auto name = more ? described(text_, more->groups[0], issuers_) : std::nullopt;
    if (name) keep(trigger.stage, &trigger, {*name});
  }

  std::size_t clause_begin(const Trigger& trigger) const {
    return clause_at(clauses_of(text_, sentence_), trigger.span.begin).begin;
  }

  // "问:本周谁递表了?答:周三(22日)是甲,…"
  void answers() {
    static const Pattern kAsks("(?:谁|哪家|哪些|哪几家)[^,。;:]{0,24}\\?$");
    static const Pattern kAnswer("^(?:答|A)?:?[^,。;:是有]{0,30}(?:是|有|只有|分别是|包括)");
    if (index_ == 0) return;
    const Span question = text_.sentences()[index_ - 1].span;
    if (!kAsks.matches_in(text_.folded(), question)) return;
    const auto stage = asked_stage(text_, question);
    const auto answer = kAnswer.find(text_.folded(), sentence_);
    if (stage && answer)
      keep(*stage, nullptr,
           listed_names(text_, list_at(text_, answer->span.end, sentence_.end), issuers_));
  }

  const PreparedText& text_;
  std::size_t index_;
  Span sentence_;
  const std::vector<Trigger>& triggers_;
  Issuers& issuers_;
  std::vector<Announced> all_;
};

}  // namespace

Span list_at(const PreparedText& text, std::size_t begin, std::size_t end) {
  static const Pattern kMark("[(),;:?!\\n]|。");
  int depth = 0;
  const Span in{begin, std::min(end, begin + kLongestList)};
  for (const Match& mark : kMark.find_all(text.folded(), in)) {
    const char first = text.folded()[mark.span.begin];
    if (first == '(') ++depth;
    if (first == ')' && depth > 0) --depth;
    if (first != '(' && first != ')' && depth == 0) return {begin, mark.span.begin};
  }
  return in;
}

// Of "早在…年递过表、其后失效的酒店商甲" the last.
std::vector<Announced::Name> listed_names(const PreparedText& text, Span list, Issuers& issuers) {
  std::vector<Announced::Name> names;
  for (const Span& part : parts_of(text, list, issuers)) {
    const auto name = names.size() < kMostNames ? name_of(text, part, issuers) : std::nullopt;
    if (!name && names.empty() && part.end != list.end) continue;
    if (!name) break;
    names.push_back(*name);
  }
  if (names.size() == 1 && !is_marked(text, names.front())) names.clear();
  return names;
}

std::vector<Announced::Name> counted_names(const PreparedText& text, Span in, Issuers& issuers) {
  static const Pattern kCounted("^\"?([^,。;:|()\"]{4,60}?)这?[两三四五六](?:家|间|只)");
  const auto counted = kCounted.find(text.folded(), in);
  return counted ? listed_names(text, counted->groups[0], issuers) : std::vector<Announced::Name>();
}

std::vector<Announced> announced_in(const PreparedText& text, std::size_t sentence,
                                    const StoryTriggers& triggers, Issuers& issuers) {
  if (text::count_han(text.view(text.sentences()[sentence].span)) == 0) return {};
  return Reader(text, sentence, triggers, issuers).read();
}

}  // namespace gongwatch::parser::facts
