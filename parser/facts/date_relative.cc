// Days told by their distance: "yesterday", 上周五, 翌日, "two days later".
#include <algorithm>
#include <array>

#include "parser/facts/date_forms.h"
#include "parser/facts/date_words.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

bool is_han_lead(std::string_view character) {
  if (character.size() != 3) return false;
  const auto lead = static_cast<unsigned char>(character[0]);
  return lead >= 0xE4 && lead <= 0xE9;
}

// The Latin words in front of the place, at most `bytes` of them.
std::string_view front_of(std::string_view text, std::size_t at, std::size_t bytes) {
  const std::size_t begin = at - std::min(at, bytes);
  return text.substr(begin, at - begin);
}

// "Today" in the middle of a sentence is a name.
bool is_name_like(std::string_view text, Span word) {
  if (!is_upper_letter(text[word.begin])) return false;
  std::size_t at = word.begin;
  while (at > 0 && text[at - 1] == ' ') --at;
  if (at == 0) return false;
  constexpr std::string_view kStarts = ".!?:;\"'\n(|-";
  if (kStarts.find(text[at - 1]) != std::string_view::npos) return false;
  return word.end + 1 < text.size() && text[word.end] == ' ' && is_upper_letter(text[word.end + 1]);
}

bool recurs(std::string_view text, std::size_t at) {
  static const Pattern kEnglish(R"((?i)\b(?:every|each|per|any|some) $)");
  if (is_ascii_letter(text[at])) return kEnglish.find(front_of(text, at, 8)).has_value();
  const std::string_view front = character_before(text, at);
  static constexpr std::array<std::string_view, 12> kFront{"每", "逢", "隔", "一", "两", "三",
                                                           "四", "数", "首", "半", "多", "几"};
  return (front.size() == 1 && is_ascii_digit(front[0])) ||
         std::find(kFront.begin(), kFront.end(), front) != kFront.end();
}

void add_weekday(WrittenDays& out, Span span, int weekday, std::optional<int> week, int nearest,
                 bool beside_only) {
  WrittenDay day;
  day.span = span;
  day.kind = WrittenDay::Kind::weekday;
  day.weekday = weekday;
  day.week = week;
  day.nearest = nearest;
  day.beside_only = beside_only;
  out.days.push_back(day);
}

// The weekday behind "last", 上 or at the place itself, and "last week" behind it.
std::size_t weekday_at(const DateForms& forms, std::size_t at, std::size_t name_at,
                       std::optional<int> week, int nearest) {
  const DateWords& words = DateWords::instance();
  const DateWord* name = words.at(forms.text, name_at, DateWordKind::weekday);
  const bool prefixed = name_at > at;
  if (name == nullptr && prefixed && name_at < forms.text.size() &&
      is_ascii_letter(forms.text[name_at]))
    name = words.at(forms.text, name_at, DateWordKind::weekday_short);
  if (name == nullptr) return at;
  if (is_ascii_letter(forms.text[name_at]) && !is_upper_letter(forms.text[name_at])) return at;
  const DateWord* longest = words.longest_at(forms.text, name_at);
  if (longest != nullptr && longest->kind == DateWordKind::none) return at;
  std::size_t end = name_at + name->word.size();
  if (!is_ascii_letter(forms.text[name_at]) && counts_things(forms.text.substr(end))) return at;
  if (!week && nearest == 0) {
    if (recurs(forms.text, at)) return end;
    if (end < forms.text.size() && forms.text[end] == ' ') {
      if (const DateWord* behind = words.at(forms.text, end + 1, DateWordKind::week_behind)) {
        week = behind->value;
        end += 1 + behind->word.size();
      }
    }
  }
  add_weekday(forms.out, {at, end}, name->value, week, nearest, false);
  return end;
}

std::size_t prefixed_weekday(const DateForms& forms, std::size_t at, const DateWord& prefix) {
  DateCursor cursor{forms.text, at + prefix.word.size()};
  cursor.blanks();
  if (cursor.ahead("周周") || cursor.ahead("周星期")) cursor.take("周");
  const bool nearest = prefix.kind == DateWordKind::nearest;
  return weekday_at(forms, at, cursor.at, nearest ? std::nullopt : std::optional(prefix.value),
                    nearest ? prefix.value : 0);
}

// "(Mon)", "(一)", "Mon, 9 Nov": only beside a day, which the merging sees to.
std::size_t short_weekday(const DateForms& forms, std::size_t at) {
  const DateWord* word = DateWords::instance().at(forms.text, at, DateWordKind::weekday_short);
  if (word == nullptr) return at;
  std::size_t end = at + word->word.size();
  const bool han = !is_ascii_letter(forms.text[at]);
  if (!han && !is_upper_letter(forms.text[at])) return at;
  const bool bracketed =
      at > 0 && forms.text[at - 1] == '(' && end < forms.text.size() && forms.text[end] == ')';
  if (han && !bracketed) return at;
  // "Mon: Bright Harbour files": a day of its own.
  const bool label = !han && (at == 0 || forms.text[at - 1] == '\n') && end < forms.text.size() &&
                     forms.text[end] == ':';
  if (label) {
    add_weekday(forms.out, {at, end}, word->value, std::nullopt, 0, false);
    return end;
  }
  if (!han && end < forms.text.size() && forms.text[end] == '.') ++end;
  add_weekday(forms.out, {at, end}, word->value, std::nullopt, 0, true);
  return end;
}

// What the day is counted from stands behind: "the day after its hearing on 3 March". `noun`: the
// words go on about a thing.
bool counts_from_behind(std::string_view behind, bool& noun) {
  static const Pattern kNoun(
      R"((?i)^ ?(?:after|before|following|prior to)? ?(?:its|the|a|an|their|his|our|passing|filing|listing|submitting|receiving|being|it|[A-Z]\w+|\d)\b)");
  noun = kNoun.find(behind.substr(0, 40)).has_value();
  return noun;
}

std::size_t other_day(const DateForms& forms, std::size_t at, const DateWord& word) {
  const std::size_t end = at + word.word.size();
  WrittenDay day;
  day.span = {at, end};
  day.kind = WrittenDay::Kind::other_day;
  day.offset = word.value;
  if (is_ascii_letter(forms.text[at])) {
    bool noun = false;
    if (ends_with_any(word.word, {"before", "after"}))
      day.anchor_behind = counts_from_behind(forms.text.substr(end, 40), noun);
  } else {
    // 上市翌日, 招股第二天: counted from what the words before say.
    const std::string_view front = character_before(forms.text, at);
    static constexpr std::array<std::string_view, 13> kFree{
        "于", "在", "并", "至", "到", "即", "司", "团", "又", "则", "其", "。", "已"};
    // 甲医械翌日二度递表: behind a name it counts from the day told before.
    static const Pattern kCountable(
        "(?:上市|挂牌|首挂|招股|递表|交表|入表|递件|聆讯|失效|到期|过期|公布|公告|截止|开售|交易|"
        "买卖|"
        "定价|放榜|申请|首日|撤回|发布|刊发|登载|结果|会议|认购|路演|备案|过会|过堂|开市|收市|通过|"
        "提交|递交|发售)$");
    static const Pattern kVerb(
        "^(?:即|便|就|亦|也|再|又)*(?:二度|再度|再次|首次|正式|递表|递交|向|通过|获|上载|更新|公布|"
        "启动|开始|招股)");
    constexpr std::size_t kVerbReach = 24;
    const bool free = (word.value == 1 || kVerb.find(forms.text.substr(end, kVerbReach))) &&
                      !kCountable.find(front_of(forms.text, at, 12));
    const bool of_front = !free && (word.value != 0 || word.word.substr(0, 3) == "当");
    // "8月21日失效后次日": of what has a day itself.
    const bool dated =
        front == "后" && front_of(forms.text, at, 36).find("日") != std::string_view::npos;
    if (of_front && !dated && is_han_lead(front) &&
        std::find(kFree.begin(), kFree.end(), front) == kFree.end())
      return end;
  }
  forms.out.days.push_back(day);
  return end;
}

// 招股第二日, "takes orders for a second day", "on the second day of its public offer".
std::size_t offer_day(const DateForms& forms, std::size_t at, const DateWord& word) {
  static const Pattern kOffer(R"((?i)\b(?:orders|subscri\w+|offer\w*|book\w*|margin)\b[^.;]*$)");
  constexpr std::size_t kReach = 80;
  const std::size_t end = at + word.word.size();
  // "… of the road show" is no offer's.
  static const Pattern kOfWhat(
      R"((?i)^ (?:(?:its|the|their|an?|taking|accepting|retail|public|share|hong|kong|local|initial|global|h-share|margin|investor) )*(?:offer(?:ing|s)?|subscriptions?|book-?building|bookbuild|books?|sale|ipo|orders|order-taking|applications|tranche)\b)");
  if (ends_with_any(word.word, {" of"})) {
    if (!kOfWhat.find(forms.text.substr(end, kReach))) return end;
  }
  const bool says_offer = !is_ascii_letter(forms.text[at]) || !ends_with_any(word.word, {" day"});
  if (!says_offer && !kOffer.find(front_of(forms.text, at, kReach))) return end;
  WrittenDay day;
  day.span = {at, end};
  day.kind = WrittenDay::Kind::offer_day;
  day.offset = word.value;
  forms.out.days.push_back(day);
  return end;
}

std::size_t single_character_day(const DateForms& forms, std::size_t at, const DateWord& word) {
  const std::string_view front = character_before(forms.text, at);
  // 至今, 如今, 说明, 透明 … end in the same character.
  static constexpr std::string_view kToday = "如至当迄现而于古";
  static constexpr std::string_view kTomorrow =
      "说表声透证昆文英聪光鲜黎开三阐注发分照简标指申天神查精贤清载写言讲列订挑判点";
  const std::string_view ends = word.value == 0 ? kToday : kTomorrow;
  if (is_han_lead(front) && ends.find(front) != std::string_view::npos) return at;
  WrittenDay day;
  day.span = {at, at + 3};
  day.kind = WrittenDay::Kind::reference;
  day.offset = word.value;
  forms.out.days.push_back(day);
  return day.span.end;
}

}  // namespace

std::size_t DateForms::word(std::size_t at) const {
  const DateWord* word = DateWords::instance().longest_at(text, at);
  if (word == nullptr) return short_weekday(*this, at);
  const std::size_t end = at + word->word.size();
  switch (word->kind) {
    case DateWordKind::none:
      return end;
    case DateWordKind::weekday:
      return weekday_at(*this, at, at, std::nullopt, 0);
    case DateWordKind::week:
    case DateWordKind::nearest:
      return prefixed_weekday(*this, at, *word);
    case DateWordKind::day: {
      if (is_name_like(text, {at, end})) return end;
      WrittenDay day;
      day.span = {at, end};
      day.kind = WrittenDay::Kind::reference;
      day.offset = word->value;
      out.days.push_back(day);
      return end;
    }
    case DateWordKind::day_one:
      return single_character_day(*this, at, *word);
    case DateWordKind::other_day:
      return other_day(*this, at, *word);
    case DateWordKind::offer_day:
      return offer_day(*this, at, *word);
    default:
      return at;
  }
}

std::size_t DateForms::days_away(std::size_t at) const {
  static const Pattern kEnglish(
      R"((?i)^(one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) days? (later|earlier|after|before|ago|prior)\b)");
  static const Pattern kHan(
      R"(^(\d{1,2}|[一二两三四五六七八九十]{1,3}) ?[日天](之后|以后|后|之前|以前|前))");
  static const Pattern kVague(
      R"((?i)(?:\b(?:about|around|nearly|almost|within|at least|over|than|some|every|first|last|past|next)|约|近|逾|超过|多|第|每|连续|满|至少|最多|最后|首|不足|少于|不少于|不超过|未来|过去) ?$|\d[.,]?$)");
  constexpr std::size_t kReach = 36;
  const bool latin = is_ascii_letter(text[at]);
  constexpr std::string_view kFirstLetters = "otfsenOTFSEN";
  if (latin && kFirstLetters.find(text[at]) == std::string_view::npos) return at;
  const std::string_view here = text.substr(at, kReach);
  const auto number = latin ? std::nullopt : number_at(text, at);
  if (!latin && !number) return at;
  // A cheap look before the patterns: nearly no number counts days.
  const bool counts_days =
      here.find(" day") != std::string_view::npos ||
      (number && begins_with_any(text.substr(number->end), {"日", "天", " 日", " 天"}));
  if (!counts_days) return at;
  auto match = latin ? kEnglish.find(here) : kHan.find(here);
  if (!match && !latin) match = kEnglish.find(here);
  if (!match) return at;
  std::size_t front = at - std::min<std::size_t>(at, 12);
  while (front < at && (static_cast<unsigned char>(text[front]) & 0xC0) == 0x80) ++front;
  const std::size_t end = at + match->span.end;
  const auto count = small_number(here.substr(match->groups[0].begin, match->groups[0].size()));
  if (!count || kVague.find(text.substr(front, at - front))) return end;
  const std::string_view way = here.substr(match->groups[1].begin, match->groups[1].size());
  WrittenDay day;
  day.span = {at, end};
  const bool back =
      begins_with_any(way, {"earlier", "before", "ago", "prior", "之前", "以前", "前"});
  day.offset = back ? -*count : *count;
  const bool from_reference = begins_with_any(way, {"ago", "之前", "以前", "前"});
  day.kind = from_reference ? WrittenDay::Kind::reference : WrittenDay::Kind::other_day;
  if (begins_with_any(way, {"after", "before", "prior"})) day.anchor_behind = true;
  out.days.push_back(day);
  return end;
}

}  // namespace gongwatch::parser::facts
