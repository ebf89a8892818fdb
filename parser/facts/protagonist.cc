#include "parser/facts/protagonist.h"

#include <algorithm>
#include <set>
#include <string>

#include "parser/facts/pattern.h"
#include "parser/facts/sealed_names.h"
#include "text/fold.h"

namespace gongwatch::parser::facts {
namespace {

struct Role {
  std::vector<std::size_t> paragraphs;  // that name it
  bool first = false;                   // named in the headline or the opening paragraph
  bool in_title = false;
  bool has_news = false;  // told with its name
};

// One for each issuer. Long texts are digests: what stands further down does not count.
std::vector<Role> roles(const PreparedText& title, const PreparedText& text,
                        const std::vector<FoundEvent>& events, const Issuers& issuers) {
  constexpr std::size_t kMostSentences = 400;
  std::vector<Role> all(issuers.all().size());
  const auto& sentences = text.sentences();
  for (std::size_t i = 0; i < std::min(kMostSentences, sentences.size()); ++i) {
    for (const IssuerName& name : issuers.mentions(text, sentences[i].span)) {
      Role& role = all[name.issuer];
      if (role.paragraphs.empty() || role.paragraphs.back() != sentences[i].paragraph)
        role.paragraphs.push_back(sentences[i].paragraph);
      if (sentences[i].paragraph == sentences[0].paragraph) role.first = true;
    }
  }
  for (const IssuerName& name : issuers.mentions(title, title.whole())) {
    all[name.issuer].first = all[name.issuer].in_title = true;
  }
  for (const FoundEvent& event : events) {
    if (!event.company_word && !event.past && !event.older_month && !event.outcome)
      all[event.issuer].has_news = true;
  }
  return all;
}

// 公司旗下"半山咖啡", "半山咖啡"的母公司: a brand of whom the text tells.
bool is_only_a_brand(const PreparedText& text, const std::string& folded) {
  static const Pattern kFront("(?:旗下|品牌|经营|运营|拥有|打造|主打|名为)(?:的|了|有|品牌)*\"?$");
  static const Pattern kBehind(
      "^\"?(?:品牌|平台|门店|连锁)?的?(?:母公司|运营方|经营方|经营者|运营商)");
  constexpr std::size_t kReach = 36;
  constexpr int kMost = 12;
  const std::string_view all = text.folded();
  std::size_t at = all.find(folded);
  for (int seen = 0; at != std::string_view::npos; at = all.find(folded, at + folded.size())) {
    const std::size_t end = at + folded.size();
    const bool brand = kFront.matches_in(all, {at - std::min(at, kReach), at}) ||
                       kBehind.matches_in(all, {end, std::min(all.size(), end + kReach)});
    if (brand) return true;
    if (++seen == kMost) break;
  }
  return false;
}

bool tells_some_time(const PreparedText& text, const FoundEvent& one, bool several) {
  static const Pattern kTime(
      "(?:\\d{1,2}|十?[一二三四五六七八九]|十)月(?:份|初|底|中|末|$|[^\\d])|上月|[去前今]年|年["
      "初中底]|早前|近期|此前|先前|较早");
  static const Pattern kDone("(?:均|早)已(?:经|成功|先后|陆续)*$");
  static const Pattern kAlready("已(?:经)?$");
  static const Pattern kOfOld("^成功|^[^,。;|]{2,12}的");  // 已成功上市, 已聆讯过关的甲
  constexpr std::size_t kReach = 60;
  const std::size_t from = std::max(text.sentences()[one.sentence].span.begin,
                                    one.trigger.begin - std::min(one.trigger.begin, kReach));
  constexpr std::size_t kDe = 3;
  const std::size_t behind = std::min(text.whole().end, one.trigger.end + kDe);
  // "此外,甲已通过聆讯": the next piece of news; of several it is a background.
  static const Pattern kTurns("^[^\\p{L}]*(?:此外|另外?|同时|至于|其他新股|新股方面|另一)");
  const bool turns =
      !several && kTurns.matches_in(text.folded(), text.sentences()[one.sentence].span);
  return kTime.matches_in(text.folded(), {from, one.trigger.end}) ||
         (!turns && kDone.matches_in(text.folded(), {from, one.trigger.begin})) ||
         (kAlready.matches_in(text.folded(), {from, one.trigger.begin}) &&
          kOfOld.matches_in(text.folded(), {one.trigger.begin, behind}));
}

}  // namespace

std::optional<std::size_t> protagonist(const PreparedText& title, const PreparedText& text,
                                       const std::vector<FoundEvent>& events,
                                       const Issuers& issuers) {
  if (events.empty() || text.sentences().empty()) return std::nullopt;
  const auto all = roles(title, text, events, issuers);
  std::optional<std::size_t> best;
  std::set<std::size_t> others;  // paragraphs about others with news; peers may share one
  std::size_t actors = 0;
  const auto weight = [](const Role& role) {
    return role.paragraphs.size() + (role.in_title ? 2 : 0) + (role.first ? 1 : 0);
  };
  for (const FoundEvent& event : events) {
    const Role& role = all[event.issuer];
    if (role.first && (!best || weight(role) > weight(all[*best]))) best = event.issuer;
  }
  if (!best) return std::nullopt;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i == *best || !all[i].has_news) continue;
    ++actors;
    others.insert(all[i].paragraphs.begin(), all[i].paragraphs.end());
    if (all[i].in_title) return std::nullopt;
  }
  constexpr std::size_t kMostActors = 2;
  return (actors <= kMostActors || others.size() == 1 || all[*best].in_title) &&
                 all[*best].paragraphs.size() >= 2 * others.size()
             ? best
             : std::nullopt;
}

void name_by_headline(const PreparedText& text, Issuers& issuers, std::vector<FoundEvent>& events) {
  for (FoundEvent& headed : events) {
    if (!headed.in_title || headed.company_word || headed.outcome) continue;
    const std::string called = issuers.all()[headed.issuer].name;
    const std::string folded = fold_name(called);
    if (text.folded().find(folded) != std::string_view::npos && !is_only_a_brand(text, folded))
      continue;
    std::optional<std::size_t> doer;
    bool several = false;
    for (const FoundEvent& one : events) {
      if (one.in_title || one.outcome || one.past || one.issuer == headed.issuer ||
          one.event.stage != headed.event.stage)
        continue;
      several = several || (doer && *doer != one.issuer);
      doer = one.issuer;
    }
    const bool in_headline = std::any_of(events.begin(), events.end(), [&](const FoundEvent& one) {
      return one.in_title && one.issuer == doer;
    });
    if (!doer || several || in_headline) continue;
    issuers.add_alias(*doer, called);
    headed.issuer = *doer;
  }
}

void give_to_protagonist(std::size_t protagonist, std::vector<FoundEvent>& events) {
  for (FoundEvent& event : events) {
    if (event.company_word) event.issuer = protagonist;
  }
}

void look_back_at_others(const PreparedText& text, std::size_t protagonist,
                         std::optional<CivilDate> reference, std::vector<FoundEvent>& events) {
  constexpr int kSameStory = 3;  // days
  const auto day_of = [](const FoundEvent& one) {
    return one.event.event_date ? one.event.event_date : one.event.disclosed_on;
  };
  std::optional<CivilDate> news;
  for (const FoundEvent& one : events) {
    const auto day = day_of(one);
    if (one.issuer != protagonist || one.outcome || one.past || !day) continue;
    if (!news || days_between(*news, *day) > 0) news = day;
  }
  if (!news) news = reference;
  const auto is_one_of_several = [&](const FoundEvent& one) {
    return std::any_of(events.begin(), events.end(), [&](const FoundEvent& other) {
      return other.sentence == one.sentence && other.in_title == one.in_title &&
             other.trigger.begin == one.trigger.begin && other.issuer != one.issuer;
    });
  };
  for (FoundEvent& one : events) {
    const auto day = day_of(one);
    if (one.issuer == protagonist || one.in_title) continue;
    // "A peer passed its hearing this month": no news of this story. "另一家公司则在6月撤回了申请":
    // without a day, some time ago.
    const bool english = one.event.rule.starts_with("stage-phrase:en");
    if (!day && (english ? !one.outcome : tells_some_time(text, one, is_one_of_several(one))))
      one.past = true;
    if (!day || !news) continue;
    if (days_between(*day, *news) > kSameStory) one.past = true;
  }
}

}  // namespace gongwatch::parser::facts
