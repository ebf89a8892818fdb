#include "parser/facts/han_joined.h"

#include <algorithm>
#include <optional>

#include "parser/facts/clauses.h"
#include "parser/facts/date_words.h"
#include "parser/facts/english_subjects.h"
#include "parser/facts/han_clauses.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

void add(Subject& subject, std::size_t issuer) {
  if (std::find(subject.issuers.begin(), subject.issuers.end(), issuer) == subject.issuers.end())
    subject.issuers.push_back(issuer);
}

std::optional<std::size_t> latin_name(const PreparedText& text, Span part, Issuers& issuers) {
  Subject found;
  if (!english_in_front(text, part, issuers, found) || found.issuers.empty()) return std::nullopt;
  return found.issuers.front();
}

}  // namespace

bool listed_behind(const PreparedText& text, Span sentence, Span clause, Span trigger,
                   Issuers& issuers, Subject& subject, bool counted) {
  static const Pattern kList("(?:分别为|分别是|分别系|依次为|包括了?|即是?)[: ]?");
  static const Pattern kCount(
      "(?:[两二三四五六七八九十]|\\d)(?:家|只|间)(?:公司|企业|新股)?[^,。;:]{0,40}:");
  static const Pattern kCut("、|,|;|及|以及|和|与|。");
  constexpr std::size_t kReach = 40;
  const auto list = counted ? kCount.find(text.folded(), {clause.begin, sentence.end})
                            : kList.find(text.folded(), {trigger.end, sentence.end});
  if (!list || list->span.begin > trigger.end + kReach || list->span.end < trigger.end)
    return false;
  std::size_t begin = list->span.end;
  auto cuts = kCut.find_all(text.folded(), {begin, sentence.end});
  cuts.push_back({{sentence.end, sentence.end}, {}});
  for (const Match& cut : cuts) {
    const Span part{begin, cut.span.begin};
    const auto name = han_subject(text, part);
    const auto known = issuers.last_mention(text, part);
    const auto issuer = known  ? std::optional(known->issuer)
                        : name ? issuers.add_plausible(text, *name, true)
                               : latin_name(text, part, issuers);
    if (!issuer) break;
    add(subject, *issuer);
    begin = cut.span.end;
  }
  return !subject.issuers.empty();
}

void take_joined_by_comma(const PreparedText& text, Span sentence, Span clause, Issuers& issuers,
                          Subject& subject) {
  static const Pattern kJoins("^(?:以及|及|和|与)");
  if (clause.begin == sentence.begin || !kJoins.find(text.view(clause))) return;
  const Span before = clause_at(clauses_of(text, sentence), clause.begin - 1);
  const Span words = trimmed(text.folded(), last_piece(text, before));
  const auto known = issuers.last_mention(text, words);
  if (known && known->span.end == words.end) {
    add(subject, known->issuer);
    return;
  }
  const auto name = han_subject(text, words);
  if (!name || name->end != words.end) return;
  if (const auto issuer = issuers.add_plausible(text, *name)) add(subject, *issuer);
}

bool take_spun_off(const PreparedText& text, Span clause, Span trigger, Issuers& issuers,
                   Subject& subject) {
  static const Pattern kSpins(
      "(?:分拆|拆分|推进|取消)(?:了)?(?:分拆|其|公司|集团|旗下|全资|非全资|子公司|附属公司|附属|"
      "业务|"
      "的|"
      "\")*([^,。;|()\"]{2,20}?)\"?(?:\\([^()]{0,30}\\))?(?:的)?(?:股份|h股|H股|股票)*(?:在|于|"
      "赴|来|至|"
      "到)");
  // "计划分拆乙在港上市,并已提交申请": the clause before says whom.
  static const Pattern kGoesOn("^,?(?:并|且|而|现)?(?:已经?|于|正式|今日|昨日)[^,。;]{0,12}$");
  constexpr std::size_t kClauseBefore = 120;
  std::size_t begin = clause.begin;
  if (kGoesOn.find(text.folded(), {clause.begin, trigger.begin})) {
    std::size_t far = begin - std::min(begin, kClauseBefore);
    while (far < begin && (static_cast<unsigned char>(text.folded()[far]) & 0xC0) == 0x80) ++far;
    const std::string_view before = text.view({far, begin});
    const auto stop = before.substr(0, before.size() - std::min<std::size_t>(before.size(), 1))
                          .find_last_of(",;\n");
    const auto full = before.rfind("。");
    begin = far;
    for (const std::size_t one : {stop, full}) {
      if (one != std::string_view::npos) begin = std::max(begin, far + one);
    }
  }
  const auto spins = kSpins.find(text.folded(), {begin, trigger.end});
  if (!spins) return false;
  const auto known = issuers.mentions(text, spins->groups[0]);
  if (!known.empty() && known.back().span.end == spins->groups[0].end) {
    add(subject, known.back().issuer);
    subject.end = std::min(known.back().span.end, trigger.begin);
    return true;
  }
  const auto name = han_subject(text, spins->groups[0]);
  if (!name || name->end != spins->groups[0].end) return false;
  const auto issuer = issuers.add_plausible(text, *name);
  if (!issuer) return false;
  add(subject, *issuer);
  subject.end = std::min(name->end, trigger.begin);
  return true;
}

bool tells_a_day(const PreparedText& text, Span front) {
  static const Pattern kDay(
      "\\d[月日号]|[今昨前同当翌次隔]日|[今昨前当]天|[今昨][早晚晨夜]|上周|本周");
  static const Pattern kWeekday("(?:周|星期|礼拜)[一二三四五六日天]");
  const auto weekdays = kWeekday.find_all(text.folded(), front);
  return kDay.matches_in(text.folded(), front) ||
         std::any_of(weekdays.begin(), weekdays.end(), [&](const Match& day) {
           return !counts_things(text.folded().substr(day.span.end));
         });
}

}  // namespace gongwatch::parser::facts
