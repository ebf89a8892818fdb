#include "parser/facts/tagged_companies.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "parser/facts/company_tagger.h"
#include "parser/facts/han_words.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kMostSentences = 300;  // that are tagged
constexpr std::size_t kMostNames = 400;      // of a text, each once
constexpr std::size_t kTwoHan = 6;

// "白石和青岚": two.
std::vector<Span> parted(const PreparedText& text, Span name) {
  static const Pattern kTie("和|与|及|、");
  static const Pattern kEnding(
      "(?:科技|集团|股份|控股|生物|医药|医疗|能源|智能|技术|国际|公司|制药|物业|服务|食品|汽车)$");
  std::vector<Span> parts;
  for (const Match& tie : kTie.find_all(text.folded(), name)) {
    if (tie.span.begin - name.begin < kTwoHan || name.end - tie.span.end < kTwoHan) continue;
    // 中海和信科技 is one.
    if (kEnding.matches_in(text.folded(), {tie.span.end, name.end}) &&
        !kEnding.matches_in(text.folded(), {name.begin, tie.span.begin}))
      continue;
    parts.push_back({name.begin, tie.span.begin});
    name.begin = tie.span.end;
  }
  parts.push_back(name);
  return parts;
}

bool starts_item(const PreparedText& text, Span sentence, Span name) {
  static const Pattern kMark("(?:^|[,、;:。]) ?$");
  return kMark.find(text.folded(), {sentence.begin, name.begin}).has_value();
}

// Without what the rules know to be no part of a Chinese name: 店 of "连锁店茗心堂", 如愿.
std::optional<Span> han_name(const PreparedText& text, Span sentence, Span name) {
  constexpr std::size_t kOneHan = 3;
  static const Pattern kBehind(
      "(?:开市|收市|开报|收报|现报|报|首日|早段|公布|宣布|公告|披露|递表|招股|挂牌|上市|早前|昨日?|"
      "今日?|"
      "今早|将|已|拟)+$");
  if (const auto behind = kBehind.find(text.folded(), name);
      behind && behind->span.begin >= name.begin + kTwoHan)
    name.end = behind->span.begin;
  if (name.size() > kTwoHan &&
      han_words::ends_with_noun(text, {sentence.begin, name.begin + kOneHan}))
    name.begin += kOneHan;
  if (const auto subject = han_subject(text, name); subject && name.contains(*subject))
    name = *subject;
  // An item of a list as a whole: "…,快手小厨、…".
  static const Pattern kItem("^(\\p{Han}{1,3})、");
  static const Pattern kTells("上市|招股|挂牌|递表|聆讯|定价|申请|获批|[涨跌升报]");
  const auto item = kItem.find(text.folded(), {name.end, sentence.end});
  if (item && starts_item(text, sentence, name) &&
      !kTells.matches_in(text.folded(), item->groups[0]))
    name.end = item->groups[0].end;
  // 翠汀餐 of 翠汀餐饮.
  const Span longer{name.begin, std::min(name.end + kOneHan, sentence.end)};
  if (!han_words::has_company_ending(text.view(name)) &&
      han_words::has_company_ending(text.view(longer)))
    name = longer;
  if (name.size() < kTwoHan) return std::nullopt;
  return name;
}

// As the rules read it: without 's and titles, with all its words ("Bukit Lanun" of Bukit Lanun
// Timber). What they take for several names, or none, stays as it was seen.
Span latin_name(const PreparedText& text, const std::vector<Span>& known, Span name) {
  static const Pattern kTail(R"((?:'s?|\s*\([^()]*\)?)$)");
  static const Pattern kTitle(
      R"( (?:(?:Co-)?[Ff]ounder|Chair(?:man|woman|person)?|Chief (?:Executive|Financial)|CEO|CFO|President)\b)");
  const auto whole =
      std::find_if(known.begin(), known.end(), [&](const Span& one) { return one.overlaps(name); });
  if (whole != known.end()) {
    if (text.in() == Evidence::In::text) {
      name = without_owner(text, *whole);
    } else if (whole->begin >= name.begin && whole->end <= name.end) {
      name = *whole;
    }
  }
  if (const auto title = kTitle.find(text.folded(), name)) name.end = title->span.begin;
  while (const auto tail = kTail.find(text.folded(), name)) {
    if (tail->span.begin == name.begin) break;
    name.end = tail->span.begin;
  }
  return name;
}

// "Lensara Optics" where only one of its words was seen, among Han characters.
Span whole_words(const PreparedText& text, Span sentence, Span name) {
  static const Pattern kFront(R"((?:[A-Z][\w.&'-]* ){1,4}$)");
  static const Pattern kBehind(R"(^(?:[\w.&'-]*(?: [A-Z][\w.&'-]*){0,4}))");
  if (const auto front = kFront.find(text.folded(), {sentence.begin, name.begin}))
    name.begin = front->span.begin;
  if (const auto behind = kBehind.find(text.folded(), {name.end, sentence.end}))
    name.end = behind->span.end;
  return name;
}

// "三只新材料股", 新能源: what is counted, or a trade.
bool is_kind_of_stock(const PreparedText& text, Span name) {
  static const Pattern kKind(
      "^[\\d一二两三四五六七八九十多数]+(?:只|家|间|支)|[^控参持]股$|^(?:新材料|新能源|人工智能|"
      "机器人|生物科技|"
      "半导体|创新药|大模型|银行|公司|集团|控股|科技|物业|生物|医药|服务|股份|企业|汽车|证券)$");
  return kKind.matches_in(text.folded(), name);
}

std::vector<Span> settled(const PreparedText& text, Span sentence, const std::vector<Span>& names) {
  static const Pattern kFormer(
      R"((?i)(?:前称|原名|曾用名|前身为?|旧称|formerly(?: known as| called)?|previously(?: known as| called)?)[\s:"'(]*$)");
  const bool latin = text::count_han(text.view(sentence)) == 0;
  const auto known = latin ? english_names(text, sentence, true) : std::vector<Span>();
  std::vector<Span> kept;
  for (const Span& name : names) {
    if (kFormer.find(text.folded(), {sentence.begin, name.begin})) continue;
    if (text::count_han(text.view(name)) == 0) {
      kept.push_back(latin ? latin_name(text, known, name) : whole_words(text, sentence, name));
      continue;
    }
    for (const Span& part : parted(text, name)) {
      const auto han = han_name(text, sentence, part);
      if (han && !is_kind_of_stock(text, *han)) kept.push_back(*han);
    }
  }
  return kept;
}

}  // namespace

TaggedSpans add_tagged_companies(const PreparedText& text, const PreparedText& title,
                                 const StoryTriggers& triggers, Issuers& issuers) {
  // Nobody on his way to the market is told of where no stage is, or "新股".
  static const Pattern kNewIssues("(?i)新股|\\bIPOs?\\b|debut|\\bnewly listed");
  const auto tells = [](const std::vector<Trigger>& one) { return !one.empty(); };
  if (std::none_of(triggers.begin(), triggers.end(), tells) &&
      !kNewIssues.matches_in(title.folded(), title.whole()) &&
      !kNewIssues.matches_in(text.folded(), text.whole()))
    return {};
  const NameCounts counts(text);
  TaggedSpans by_sentence(triggers.size());
  std::set<std::string> tagged;
  std::set<std::string> perhaps;
  std::set<std::string> sure;
  bool all_seen = triggers.size() <= kMostSentences;
  const auto look = [&](const PreparedText& where, Span sentence, bool tells_stage) {
    const TaggedNames found = tagged_companies(where, sentence, counts);
    all_seen = all_seen && !found.cut;
    auto names = settled(where, sentence, found.names);
    for (const Span& name : names) {
      if (tagged.size() >= kMostNames) break;
      tagged.insert(where.original(name));
      if (tells_stage) sure.insert(where.original(name));
    }
    for (const Span& name : found.perhaps) {
      if (perhaps.size() <= kMostNames) perhaps.insert(where.original(name));
    }
    return names;
  };
  for (std::size_t i = 0; i < std::min(triggers.size(), kMostSentences); ++i)
    by_sentence[i] = look(text, text.sentences()[i].span, !triggers[i].empty());
  for (const Sentence& sentence : title.sentences()) look(title, sentence.span, true);
  all_seen = all_seen && tagged.size() < kMostNames && perhaps.size() <= kMostNames;
  issuers.set_tagged({tagged.begin(), tagged.end()}, {perhaps.begin(), perhaps.end()}, all_seen);
  // "Palmgrove revives …" over a text that calls it Palmgrove Leasing.
  std::vector<std::string> names(sure.begin(), sure.end());
  for (const std::string& name : sure) {
    const auto longer = tagged.lower_bound(name + " ");
    if (longer != tagged.end() && longer->starts_with(name + " ")) names.push_back(*longer);
  }
  // Short forms behind the names that they are short for.
  std::stable_sort(names.begin(), names.end(), [](const std::string& one, const std::string& two) {
    return one.size() > two.size();
  });
  for (const std::string& name : names) issuers.add(name);
  return by_sentence;
}

}  // namespace gongwatch::parser::facts
