#include "parser/facts/han_subjects.h"

#include <algorithm>
#include <optional>

#include "parser/facts/clauses.h"
#include "parser/facts/context.h"
#include "parser/facts/english_subjects.h"
#include "parser/facts/han_announced.h"
#include "parser/facts/han_clauses.h"
#include "parser/facts/han_items.h"
#include "parser/facts/han_joined.h"
#include "parser/facts/han_words.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

bool has_han(const PreparedText& text, Span span) { return text::count_han(text.view(span)) > 0; }

// Between two names of a list: "(02778)及养老机构".
bool is_list_tie(std::string_view between) {
  static const Pattern kTie(R"(^"?(?:-[BWPSZ])?(?:\([^)]*\))?(?:、|及|和|与|以及)[^,。;|]{0,24}$)");
  return kTie.find(between).has_value();
}

class Finder {
 public:
  Finder(const PreparedText& text, Span sentence, Span clause, Span trigger, Issuers& issuers)
      : text_(text), sentence_(sentence), clause_(clause), trigger_(trigger), issuers_(issuers) {}

  Subject find() {
    Subject subject;
    subject.end = clause_.begin;
    if (is_rung()) {
      known_at_the_gong(subject);
      return subject;
    }
    if (describes_what_follows()) {
      behind_de(subject);
      if (subject.issuers.empty() &&
          listed_behind(text_, sentence_, clause_, trigger_, issuers_, subject))
        return subject;
      subject.elsewhere = subject.issuers.empty();
      subject.behind = !subject.elsewhere;
      return subject;
    }
    if (take_spun_off(text_, clause_, trigger_, issuers_, subject)) return subject;
    if (is_one_of_two(text_, sentence_, clause_, trigger_, issuers_, subject)) return subject;
    if (in_front({clause_.begin, trigger_.begin}, subject)) {
      take_joined_by_comma(text_, sentence_, clause_, issuers_, subject);
      return subject;
    }
    if (is_unnamed_unit({clause_.begin, trigger_.begin})) {
      subject.elsewhere = true;
      return subject;
    }
    if (says_the_company({clause_.begin, trigger_.begin})) {
      if (const auto back = pointed_back(text_, sentence_, clause_, issuers_)) {
        add(subject, *back);
      } else {
        subject.company = !announces(subject);
      }
      return subject;
    }
    if (listed_behind(text_, sentence_, clause_, trigger_, issuers_, subject, true) ||
        inside(subject) || listed_behind(text_, sentence_, clause_, trigger_, issuers_, subject)) {
      subject.end = clause_.begin;
      return subject;
    }
    // "甲过聆讯;三只新股招股": nobody named before.
    if (has_context("other_subject", text_, {clause_.begin, trigger_.begin}) &&
        !speaks_of_several(text_, sentence_, clause_, trigger_)) {
      subject.elsewhere = true;
      return subject;
    }
    subject.elsewhere = names_a_stranger({clause_.begin, trigger_.begin});
    if (!subject.elsewhere) in_earlier_clauses(subject);
    return subject;
  }

 private:
  // "吉祥物雪球敲响上市钟": somebody strikes the gong, and is not who is listed.
  bool is_rung() const {
    static const Pattern kGong("(?:敲|鸣)[^,。;|]{0,12}[锣钟]$|^(?:鸣锣|鸣钟|敲锣|敲钟)");
    return kGong.matches_in(text_.folded(), trigger_);
  }

  // "甲(06831.HK)创始人敲响铜锣"; "昨日敲钟的,则是宠物食品商甲".
  void known_at_the_gong(Subject& subject) {
    const std::size_t de = behind_trigger();
    if (describes_what_follows() &&
        said_behind_comma(text_, sentence_, {de, std::max(de, last_clause().end)}, issuers_,
                          subject))
      return;
    const auto known = issuers_.last_mention(text_, {clause_.begin, trigger_.begin});
    if (!known) return;
    add(subject, known->issuer);
    subject.end = known->span.end;
  }

  // What is left of the words looks like a name, and nothing else tells that it is one: somebody,
  // and not who was spoken of before.
  bool names_a_stranger(Span words, std::size_t shortest = 9) const {
    const auto name = han_subject(text_, words);
    return name && name->size() >= shortest && han_words::may_be_name(text_.view(*name));
  }

  // "而烧烤连锁烧吧,": a contrast, and a clause that is all name.
  bool contrasts(Span in) const {
    static const Pattern kContrast("(?:;|而|反观|至于|另外?,?)$");
    constexpr std::size_t kReach = 8;
    constexpr std::size_t kTwoHan = 6;
    const std::size_t begin = in.begin - std::min(in.begin - sentence_.begin, kReach);
    return kContrast.find(text_.view({begin, in.begin})) && names_a_stranger(in, kTwoHan);
  }

  // "而烧烤连锁烧吧,则撤回申请": a contrast, whoever it is.
  bool turns_to_another(Span in) const {
    static const Pattern kBut("^(?:则|却)");
    static const Pattern kTurn("^(?:而|至于|反观|另外?)|(?:;|而|反观|至于)$");
    constexpr std::size_t kReach = 8;
    const Span turn{in.begin - std::min(in.begin - sentence_.begin, kReach), in.end};
    return in.end == clause_.begin && kBut.matches_in(text_.folded(), clause_) &&
           (kTurn.matches_in(text_.folded(), in) ||
            kTurn.matches_in(text_.folded(), {turn.begin, in.begin}));
  }

  // "原定月底挂牌的食粤坊": the name stands behind.
  bool describes_what_follows() const {
    static const Pattern kDe("^的(?:[^,。;|]*)(?:,|。|;)?$");
    static const Pattern kNoun(
        "(?i)"
        "^的(?:首次|首份|最新|新的?|第[一二三四]份|主板|创业板|gem|h股|有关|相关|港股|香港|境外|"
        "发行|上市|ipo|a1)*(?:申请|函件|信|通知|决定|声明|招股书|聆讯|状态|结果|消息|进程|时间|"
        "计划|公司|企业|"
        "日期|公告|文件|资料)");
    const Span rest{behind_trigger(), std::max(last_clause().end, trigger_.end)};
    return kDe.find(text_.folded(), rest) && !kNoun.find(text_.folded(), rest);
  }

  // Some phrases take the 的 behind them.
  std::size_t behind_trigger() const {
    // "上月挂牌、超购百倍的甲".
    static const Pattern kAlso("^、[^,。;|的()]{2,24}(的)");
    if (const auto also = kAlso.find(text_.folded(), {trigger_.end, sentence_.end}))
      return also->groups[0].begin;
    constexpr std::size_t kDe = 3;
    const bool taken = trigger_.size() > kDe && text_.view(trigger_).ends_with("的");
    return taken ? trigger_.end - kDe : trigger_.end;
  }

  // Phrases may run over a comma: the clause that the trigger ends in.
  Span last_clause() const { return clause_at(clauses_of(text_, sentence_), trigger_.end - 1); }

  void behind_de(Subject& subject) {
    static const Pattern kMore("^的(?:还有|有|则有|是|则是|包括|另有|亦有|也有)?");
    const std::size_t de = behind_trigger();
    const std::size_t clause_end = last_clause().end;
    if (said_behind_comma(text_, sentence_, {de, std::max(de, clause_end)}, issuers_, subject))
      return;
    const auto more = kMore.find(text_.folded(), {de, std::max(clause_end, de)});
    const std::size_t begin = more ? more->span.end : de;
    const Span rest{begin, std::max(clause_end, begin)};
    std::size_t end = rest.begin;
    for (const IssuerName& one : issuers_.mentions(text_, rest)) {
      if (!subject.issuers.empty() && !is_list_tie(text_.view({end, one.span.begin}))) break;
      add(subject, one.issuer);
      end = one.span.end;
    }
    if (!subject.issuers.empty()) return;
    for (const Announced::Name& one : counted_names(text_, rest, issuers_))
      add(subject, one.name.issuer);
    if (!subject.issuers.empty()) return;
    static const Pattern kName(
        R"re(^"?([^,。;:|()"]{2,30}?)"?(?:\(|,|。|则|也|亦|日前|今日|昨日|周|于|在|向|将|已|却|反而|更|最|较|曾|早|由|为例|为首|可谓|堪称|首日|收(?:报|市|盘|涨|跌|升|到|\d)|宣布|公布|公告|,|$))re");
    if (const auto match = kName.find(text_.folded(), rest)) {
      for (const Span& tied : pair_of(match->groups[0])) {
        if (const auto issuer = issuers_.add_plausible(text_, tied, true)) add(subject, *issuer);
      }
      if (const auto name =
              subject.issuers.empty() ? han_subject(text_, match->groups[0]) : std::nullopt) {
        constexpr std::size_t kDeAlone = 3;  // not "的有", "的是"
        const bool presented =
            (more && more->span.size() > kDeAlone) ||
            han_words::ends_with_noun(text_, {rest.begin, std::max(rest.begin, name->begin)}) ||
            (tells_a_day(text_, {clause_.begin, trigger_.begin}) &&
             name->end == match->groups[0].end);
        if (const auto issuer = issuers_.add_plausible(text_, *name, presented))
          add(subject, *issuer);
      }
    }
    if (subject.issuers.empty()) english_in_front(text_, rest, issuers_, subject);
  }

  // "…的有甲科技和乙医疗": both, if there are two.
  std::vector<Span> pair_of(Span words) const {
    auto names = han_subjects(text_, words);
    if (names.size() != 2) names.clear();
    return names;
  }

  // "公司最早在…": the topic, whatever else the clause names.
  bool says_the_company(Span before) const {
    static const Pattern kCompany(
        R"(^[^\p{L}]*(?:但|而|惟|且|当时|据悉|其后|之后|随后|目前)?(?:公司|该公司|集团|该集团|本公司|本集团|该企业|该股|它(?:[^与和跟同由们]|$)|佢|这[家间][^,。]{0,40}?(?:公司|企业|商|平台|品牌|集团|机构|连锁店?)|三者|两者|双方|上述公司))");
    return kCompany.find(text_.folded(), before).has_value();
  }

  // "某股份10月24日公告,公司已通过聆讯": who speaks of itself.
  bool announces(Subject& subject) {
    static const Pattern kSpeaks(
        "(?:公告|宣布|公布|披露|表示|称|指|透露|回应|通告)[^,。;|]{0,4}[,:]$");
    constexpr std::size_t kOpening = 3;  // clauses: "据悉,10月24日,某股份公告称,"
    const auto clauses = clauses_of(text_, sentence_);
    Span first{sentence_.begin, sentence_.begin};
    for (std::size_t i = 0; i < std::min(kOpening, clauses.size()) && first.empty(); ++i) {
      if (kSpeaks.matches_in(text_.folded(), clauses[i])) first = clauses[i];
    }
    bool item = false;
    if (first.empty() || first.end > clause_.begin) return false;
    const auto known = issuers_.mentions(text_, first);
    if (known.size() == 1) add(subject, known.front().issuer);
    if (!known.empty()) return known.size() == 1;
    const auto name = han_clause_subject(text_, sentence_, trigger_, first, item);
    const auto issuer = name ? issuers_.add_plausible(text_, *name) : std::nullopt;
    if (issuer) add(subject, *issuer);
    return issuer.has_value();
  }

  // Without those that only take part; "甲(02770)与乙(02772)": 乙 does as much as 甲.
  std::vector<IssuerName> acting(Span in) const {
    static const Pattern kTied(R"(^"?(?:-[BWPSZ])?(?:\([^()]{0,40}\))?(?:与|同)$)");
    const auto all = issuers_.mentions(text_, in);
    std::vector<IssuerName> kept;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const bool tied = i > 0 && !kept.empty() && kept.back().span.end == all[i - 1].span.end &&
                        kTied.find(text_.view({all[i - 1].span.end, all[i].span.begin}));
      if (tied || !only_takes_part(text_, in, all[i].span)) kept.push_back(all[i]);
    }
    return kept;
  }

  // "甲控股分拆镜头业务 子公司已递A1": the unit has no name here.
  bool is_unnamed_unit(Span before) const {
    static const Pattern kUnit(
        "(?:子公司|附属公司|联营公司|附属|旗下公司)(?:已|也|亦|于|今日?|昨日?|正式)*$");
    return kUnit.matches_in(text_.folded(), before);
  }

  bool in_front(Span before, Subject& subject) {
    auto known = acting(before);
    if (!known.empty()) {
      const Span last = known.back().span;
      if (is_unnamed_unit({last.end, before.end})) {
        subject.elsewhere = true;
        return true;
      }
      // A new name may stand behind a known one ("甲集团分拆的乙科技").
      take_coordinated(known, subject);
      if (speaks_of_several(text_, sentence_, clause_, trigger_) || is_list_of_names(text_, before))
        take_partners(text_, before, issuers_, subject);
      subject.end = last.end;
      return true;
    }
    if (says_the_company(before)) return false;
    const bool several =
        speaks_of_several(text_, sentence_, clause_, trigger_) || is_list_of_names(text_, before);
    if (several && take_pair(text_, before, issuers_, subject)) return true;
    auto names = han_subjects(text_, before);
    // "手术机器人、骨科器械企业骨智科技": what stands in front describes.
    if (!several && text_.view(before).find("、") != std::string_view::npos && names.size() > 1)
      names.erase(names.begin(), names.end() - 1);
    for (const Span& name : names) {
      if (!has_han(text_, name) || is_end_of_house(text_, name)) continue;
      if (const auto issuer = issuers_.add_plausible(
              text_, name, several || begins_item(text_, sentence_, name, trigger_))) {
        add(subject, *issuer);
        subject.end = name.end;
      }
    }
    if (!subject.issuers.empty()) {
      if (several) take_partners(text_, before, issuers_, subject);
      return true;
    }
    return english_in_front(text_, before, issuers_, subject);
  }

  // The last known name, and those that only separators tie to it.
  void take_coordinated(const std::vector<IssuerName>& known, Subject& subject) const {
    static const Pattern kTie(
        R"((?i)^"?(?:\([^()]{0,40}\))?"?\s?(?:,|、|及|和|与|以及|,? and|,? &)\s?"?$)");
    std::size_t first = known.size() - 1;
    while (first > 0 && kTie.find(text_.view({known[first - 1].span.end, known[first].span.begin})))
      --first;
    for (std::size_t i = first; i < known.size(); ++i) add(subject, known[i].issuer);
  }

  // 受理了X的上市申请.
  bool inside(Subject& subject) {
    static const Pattern kHan(
        R"re((?:关于|对|就|为|受理了?|接纳了?|收到了?|接获|披露了?|刊登了?|刊出了?|批准了?|通过了?|拒绝了?|退回了?|否决了?|同意|显示|出具|发出|开出|送出|批出|上载了?|刊发了?|公布了?|挂出了?|登载了?|发布了?|亮出了?|晒出了?|贴出了?|列出了?|放出了?|登出了?|上线了?|上架了?|迎来了?|出现了?|多了|添了|颁发了?|下发了?|发出了?|放行了?|向|给|予)"?([^,。;:|()"《》]{2,40}?)"?(?:\([^)]*\))?(?:的|境外|首次|在|发行|上市|递交|提交|招股书|申请|H股|h股|赴港|于|出具|发出|下发|颁发))re");
    const Span region{trigger_.begin, std::max(clause_.end, trigger_.end)};
    std::size_t end = 0;
    for (const IssuerName& one : issuers_.mentions(text_, region)) {
      const bool tied = end > 0 && is_list_tie(text_.view({end, one.span.begin}));
      if (!tied && end > 0) break;
      if (!tied && one.span.begin >= trigger_.end && !follows_directly(one.span)) continue;
      add(subject, one.issuer);
      end = one.span.end;
    }
    if (end > 0) return true;
    const Span around{clause_.begin, trigger_.end};
    for (const Match& match : kHan.find_all(text_.folded(), around)) {
      for (const Span& name : han_subjects(text_, match.groups[0])) {
        if (const auto issuer = issuers_.add_plausible(text_, name)) add(subject, *issuer);
      }
      if (!subject.issuers.empty()) return true;
    }
    return false;
  }

  bool follows_directly(Span name) const {
    return name.begin <= trigger_.end + 3 || text_.view({trigger_.end, name.begin}) == "的";
  }

  bool in_earlier_clauses(Subject& subject) {
    if (const auto head = item_head(text_, sentence_, trigger_, issuers_)) {
      add(subject, *head);
      return true;
    }
    const auto clauses = clauses_of(text_, sentence_);
    constexpr std::size_t kFar = 24;  // clauses: who is named further back is not meant
    std::size_t looked = 0;
    for (std::size_t i = clauses.size(); i-- > 0 && looked < kFar;) {
      if (clauses[i].begin >= clause_.begin) continue;
      ++looked;
      Subject found;
      const Span in{clauses[i].begin, std::min(clauses[i].end, clause_.begin)};
      const auto known = acting(in);
      if (!known.empty()) {
        add(subject, known.front().issuer);
        if (speaks_of_several(text_, sentence_, clause_, trigger_) || is_list_of_names(text_, in))
          take_partners(text_, in, issuers_, subject);
        return true;
      }
      if (contrasts(in) || turns_to_another(in)) {
        subject.elsewhere = true;
        return false;
      }
      bool item = false;
      if (const auto name = presented_name(text_, in)) {
        if (const auto issuer = issuers_.add_plausible(text_, *name, true)) {
          add(subject, *issuer);
          return true;
        }
      }
      if (const auto name = han_clause_subject(text_, sentence_, trigger_, in, item)) {
        if (const auto issuer = issuers_.add_plausible(text_, *name, item)) {
          add(subject, *issuer);
          return true;
        }
      }
      if (const auto name = han_subject(text_, last_piece(text_, in));
          name && has_han(text_, *name) && !says_the_company(in)) {
        if (const auto issuer =
                issuers_.add_plausible(text_, *name, is_introduced(text_, in, *name))) {
          add(subject, *issuer);
          return true;
        }
      }
      if (clauses[i].begin == sentence_.begin && english_in_front(text_, in, issuers_, found)) {
        subject.issuers = found.issuers;
        return true;
      }
    }
    return false;
  }

  static void add(Subject& subject, std::size_t issuer) {
    if (std::find(subject.issuers.begin(), subject.issuers.end(), issuer) == subject.issuers.end())
      subject.issuers.push_back(issuer);
  }

  const PreparedText& text_;
  Span sentence_, clause_, trigger_;
  Issuers& issuers_;
};

}  // namespace

Subject find_han_subject(const PreparedText& text, Span sentence, Span clause, Span trigger,
                         Issuers& issuers) {
  return Finder(text, sentence, clause, trigger, issuers).find();
}

}  // namespace gongwatch::parser::facts
