#include "parser/facts/han_items.h"

#include <algorithm>

#include "parser/facts/clauses.h"
#include "parser/facts/firms.h"
#include "parser/facts/han_clauses.h"
#include "parser/facts/han_words.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {

bool begins_item(const PreparedText& text, Span sentence, Span name, Span trigger) {
  static const Pattern kFront(
      R"(^[^\p{L}\d]*(?:[\d一二三四五六七八九十]{1,2}[、.)] ?)?(?:\d{1,2}月\d{1,2}日|同日|周[一二三四五六日])(?:\([^)]{1,12}\))?,$|^[^\p{L}\d]*[\d一二三四五六七八九十]{1,2}[、.)] ?$|^(?:另外|此外|另|其次|同时|至于),?$)");
  static const Pattern kBehind(
      "^(?:昨[日天晚早]?|今[日天早晨晚]?|前[日天晚]|(?:上?周|星期)[一二三四五六日天](?:\\([^)]{1,"
      "12}\\))?|已|亦|也|则|于|在|次日|翌日|同日|正式|首次|再次|二次|顺利|成功|(?:依据|根据|按|以|"
      "循)第?18[AC]章)*"
      "$");
  return kFront.matches_in(text.folded(), {sentence.begin, name.begin}) &&
         kBehind.matches_in(text.folded(), {name.end, std::max(name.end, trigger.begin)});
}

std::optional<std::size_t> item_head(const PreparedText& text, Span sentence, Span trigger,
                                     const Issuers& issuers) {
  static const Pattern kHead(R"(^"? ?(?:\([^()]{0,30}\))? ?:)");
  static const Pattern kFront(R"(^[^\p{L}]*$)");
  const auto known = issuers.mentions(text, {sentence.begin, trigger.begin});
  if (known.empty() ||
      !kFront.matches_in(text.folded(), {sentence.begin, known.front().span.begin}) ||
      !kHead.matches_in(text.folded(), {known.front().span.end, trigger.begin}))
    return std::nullopt;
  return known.front().issuer;
}

std::optional<std::size_t> put_before_reader(const PreparedText& text, std::size_t sentence,
                                             Issuers& issuers) {
  static const Pattern kPresents(
      "(?:是|有|轮到|看看?|说说?|聊聊?|数|当数|莫过于)([^,。;:()\\s]{4,40})[。]?$");
  // "先讲甲医药。它昨日…"
  static const Pattern kCalls(
      R"(^[^\p{L}]*(?:首先|先|再|最后|其次|然后|接着|跟住|跟着|另外|今日|今次)(?:要|就|来|去)?(?:讲讲?|说说?|看看?|谈谈?|聊聊?|睇|倾|数|轮到|介绍|关注|提)(?:一下|下|吓|到)?(?:的)?(?:是)?([^,。;:()\s]{4,40})(?:\([^()]{0,24}\))?[。]?$)");
  // "再讲「甲轨道」。这家…"
  static const Pattern kQuoted(
      R"re((?:讲|谈|聊|说|看|评|数|轮|提|是|有|到)(?:的|一下|到|下)?(?:[^,。;:()"]{0,24})"([^"]{2,40})"(?:\s?\([^()]{0,24}\))?[。:]?$)re");
  static const Pattern kGoesOn(
      "^\"?(?:该?公司|该?集团|该企业|该股|其|它|佢|[这呢](?:家|间|只|个))");
  const auto& all = text.sentences();
  if (sentence + 1 >= all.size() || !kGoesOn.matches_in(text.folded(), all[sentence + 1].span))
    return std::nullopt;
  if (const auto quoted = kQuoted.find(text.folded(), all[sentence].span)) {
    if (const auto name = han_subject(text, quoted->groups[0]))
      return issuers.add_plausible(text, *name, true);
  }
  if (const auto called = kCalls.find(text.folded(), all[sentence].span)) {
    const auto name = han_subject(text, called->groups[0]);
    if (name && name->end == called->groups[0].end) return issuers.add_plausible(text, *name, true);
  }
  const auto words = kPresents.find(text.folded(), all[sentence].span);
  if (!words) return std::nullopt;
  const auto name = han_subject(text, words->groups[0]);
  if (!name || name->begin == words->groups[0].begin) return std::nullopt;
  const Span front{words->groups[0].begin, name->begin};
  if (!text.view(front).ends_with("的") && !han_words::ends_with_noun(text, front))
    return std::nullopt;
  return issuers.add_plausible(text, *name, true);
}

bool is_introduced(const PreparedText& text, Span clause, Span name) {
  static const Pattern kDoes(
      "(?:^|:)(?:一直|专门?|以)?(?:做|卖|造|主打|主营|专营|经营|从事|生产|研发|开发|销售|售卖|提供|"
      "专注|"
      "靠)[^,。;:]{2,30}的\"?$");
  static const Pattern kNothing("^\"?(?:\\([^()]{0,30}\\))?,?$");
  return kDoes.matches_in(text.folded(), {clause.begin, name.begin}) &&
         kNothing.matches_in(text.folded(), {name.end, std::max(name.end, clause.end)});
}

bool speaks_of_several(const PreparedText& text, Span sentence, Span clause, Span trigger) {
  static const Pattern kSeveral(
      "两家|两企|双双|均|三家|四家|[2-9](?:家|只|间)|一同|同步|一齐|齐齐|分别|先后|相继|同时|两者|"
      "等(?:多|数|[一二三四五六七八九十]+|\\d+)(?:家|只|间)");
  static const Pattern kFormer("前者");
  return kSeveral.matches_in(text.folded(), {clause.begin, trigger.end}) ||
         kFormer.matches_in(text.folded(), {trigger.end, sentence.end});
}

bool is_list_of_names(const PreparedText& text, Span before) {
  static const Pattern kCut("、|;|及|和|与");
  static const Pattern kLatin("^[A-Za-z0-9][A-Za-z0-9 .&-]{1,30}$");
  constexpr std::size_t kTwoHan = 6;
  constexpr std::size_t kLongest = 30;
  constexpr std::size_t kMost = 12;
  if (!before.empty() && text.folded()[before.end - 1] == ',') --before.end;
  const std::string_view words = text.view(before);
  const bool semicolons = words.find(';') != std::string_view::npos &&
                          words.find_first_of(",0123456789") == std::string_view::npos;
  if (words.find("、") == std::string_view::npos && !semicolons) return false;
  auto cuts = kCut.find_all(text.folded(), before);
  if (cuts.size() > kMost) return false;
  cuts.push_back({{before.end, before.end}, {}});
  std::size_t begin = before.begin;
  for (const Match& cut : cuts) {
    Span piece = trimmed(text.folded(), {begin, cut.span.begin});
    if (begin == before.begin)
      piece = trimmed(text.folded(), han_words::without_front(text, piece));
    begin = cut.span.end;
    if (kLatin.matches_in(text.folded(), piece)) continue;
    const auto name = han_subject(text, piece);
    const bool first = cut.span.begin == cuts.front().span.begin;
    if (!name || (!first && name->begin != piece.begin) || name->size() < kTwoHan ||
        name->size() > kLongest || !han_words::may_be_name(text.view(*name)) ||
        han_words::ends_with_noun(text, *name))
      return false;
  }
  return true;
}

namespace {

// Glow of 物流公司Glow, "茶饮品牌Tea Up".
std::optional<Span> latin_at_end(const PreparedText& text, Span piece) {
  static const Pattern kLatin(
      R"re((?:^|[^\x00-\x7f])"?([A-Z][A-Za-z0-9&.'+-]+(?: [A-Z0-9][A-Za-z0-9&.'+-]*){0,4})"?(?:\([^()]{0,30}\))?$)re");
  const auto found = kLatin.find(text.folded(), trimmed(text.folded(), piece));
  if (!found) return std::nullopt;
  const Span name = found->groups[0];
  const bool described = han_words::ends_with_noun(text, {piece.begin, name.begin});
  return (described || name.begin == piece.begin) && could_be_issuer(text.original(name))
             ? std::optional(name)
             : std::nullopt;
}

}  // namespace

void take_partners(const PreparedText& text, Span before, Issuers& issuers, Subject& subject) {
  static const Pattern kCut("、|;|及|以及|和|与");
  std::vector<std::size_t> all;
  const auto add = [&](std::size_t issuer) {
    if (std::find(all.begin(), all.end(), issuer) == all.end()) all.push_back(issuer);
  };
  // "甲、YY集团等拟上市公司的申请资料": the list ends there.
  static const Pattern kEtc(
      "等(?:[\\d一二两三四五六七八九十多数]+(?:家|间|只)|拟上市|公司|企业|在内)");
  const auto take = [&](Span piece) {
    if (const auto etc = kEtc.find(text.folded(), piece)) piece.end = etc->span.begin;
    const auto known = issuers.mentions(text, piece);
    if (!known.empty()) {
      add(known.back().issuer);
      return;
    }
    const auto name = han_subject(text, piece);
    if (const auto latin = latin_at_end(text, name.value_or(piece))) {
      if (const auto issuer = issuers.add(text.original(*latin), true)) add(*issuer);
      return;
    }
    if (!name || text::count_han(text.view(*name)) == 0) return;
    if (const auto issuer = issuers.add_plausible(text, *name, true)) add(*issuer);
  };
  const auto names = issuers.mentions(text, before);
  std::size_t begin = before.begin;
  for (const Match& cut : kCut.find_all(text.folded(), before)) {
    const bool inside = std::any_of(names.begin(), names.end(), [&](const IssuerName& one) {
      return one.span.overlaps(cut.span);
    });
    if (inside) continue;
    take({begin, cut.span.begin});
    begin = cut.span.end;
  }
  take({begin, before.end});
  for (const std::size_t one : subject.issuers) add(one);
  subject.issuers = all;
}

bool take_pair(const PreparedText& text, Span before, Issuers& issuers, Subject& subject) {
  static const Pattern kPair(
      R"re(^(?:[^,。;|]*?(?:品牌|公司|企业|商|有|中|的))??"?([^,。;|()"、的]{2,16}?)"?(?:\([^()]{0,30}\))?"?(?:与|和|及)"?([^,。;|()"、的]{2,16}?)"?(?:\([^()]{0,30}\))?(?:[两2][家者间只]|分别|双双|先后|相继|同日|同在|同于|撞在|一同|一起|均|都|皆|齐|也|亦))re");
  const Span part = trimmed(text.folded(), before);
  if (text.view(part).find("、") != std::string_view::npos) return false;
  const auto pair = kPair.find(text.folded(), part);
  if (!pair) return false;
  std::vector<Span> names;
  for (const Span& group : pair->groups) {
    const auto name = han_subject(text, group);
    if (!name || !han_words::may_be_name(text.view(*name))) return false;
    names.push_back(*name);
  }
  for (const Span& name : names) {
    if (const auto issuer = issuers.add_plausible(text, name, true))
      subject.issuers.push_back(*issuer);
  }
  subject.end = before.begin + (pair->span.end - part.begin);
  return !subject.issuers.empty();
}

bool is_end_of_house(const PreparedText& text, Span name) {
  constexpr std::size_t kOneHan = 3;
  return name.begin >= kOneHan && is_house(text.original({name.begin - kOneHan, name.end}));
}

bool is_one_of_two(const PreparedText& text, Span sentence, Span clause, Span trigger,
                   const Issuers& issuers, Subject& subject) {
  static const Pattern kWhich("^[^\\p{L}]*(?:但|而|惟|其中)?(前者|后者)");
  constexpr std::size_t kNear = 12;  // bytes: a mark, a code
  const auto which = kWhich.find(text.folded(), {clause.begin, trigger.begin});
  if (!which) return false;
  const bool former = text.view(which->groups[0]) == "前者";
  std::vector<IssuerName> named;
  for (const IssuerName& one : issuers.mentions(text, {sentence.begin, clause.begin})) {
    if (named.empty() || named.back().issuer != one.issuer) named.push_back(one);
  }
  // "瑞银保荐甲,后者过聆讯": of a house and a company.
  const bool last = !former && !named.empty() && clause.begin - named.back().span.end <= kNear;
  subject.elsewhere = named.size() < 2 && !last;
  if (!subject.elsewhere)
    subject.issuers = {(former ? named[named.size() - 2] : named.back()).issuer};
  return true;
}

bool said_behind_comma(const PreparedText& text, Span sentence, Span rest, Issuers& issuers,
                       Subject& subject) {
  static const Pattern kComma("^的,$");
  static const Pattern kIs("^(?:则|正|还|就)?(?:是|有|包括)");
  if (!kComma.find(text.view(rest)) || rest.end >= sentence.end) return false;
  const Span next = clause_at(clauses_of(text, sentence), rest.end);
  const auto is = kIs.find(text.folded(), next);
  if (!is) return false;
  // Several, each with a day of its own: announced_events.h.
  if (text.view(next).find("、") != std::string_view::npos) return subject.elsewhere = true;
  const auto named = issuers.last_mention(text, next);
  const auto name = named ? std::nullopt : han_subject(text, {is->span.end, next.end});
  const auto issuer = named  ? std::optional(named->issuer)
                      : name ? issuers.add_plausible(text, *name, true)
                             : std::nullopt;
  if (issuer) subject.issuers = {*issuer};
  return true;
}

}  // namespace gongwatch::parser::facts
