#include "parser/facts/sponsor_context.h"

#include <algorithm>

#include "model/names.h"
#include "parser/facts/pattern.h"
#include "parser/facts/sponsor_words.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kReach = 80;  // bytes in front of names that matter

Pattern pattern_of(std::string_view kind) { return Pattern("(?i)" + sponsor_words(kind)); }

Span reach_before(std::string_view view, std::size_t end) {
  std::size_t begin = end - std::min(end, kReach);
  while (begin < end && (static_cast<unsigned char>(view[begin]) & 0xC0) == 0x80) ++begin;
  return {begin, end};
}

}  // namespace

bool is_unrealised(const SponsorText& text, std::size_t names) {
  static const Pattern kPlan = pattern_of("plan");
  static const Pattern kDenial = pattern_of("denial");
  const Span before = reach_before(text.view(), names);
  // "on May 15 with X", "in May with X" plan nothing.
  static const Pattern kMonth(R"(\bMay(?: \d{1,2})?,?(?: \d{4})? with(?: the)? $)");
  if (kMonth.matches_in(text.view(), before)) return kDenial.matches_in(text.view(), before);
  return kPlan.matches_in(text.view(), before) || kDenial.matches_in(text.view(), before);
}

bool is_gone(const SponsorText& text, Span names) {
  static const Pattern kGone = pattern_of("gone");
  static const Pattern kLeft = pattern_of("left");
  const std::string_view view = text.view();
  return kGone.matches_in(view, reach_before(view, names.begin)) ||
         kLeft.matches_in(view, {names.end, std::min(view.size(), names.end + kReach)});
}

bool is_former_role(const SponsorText& text, std::size_t role) {
  static const Pattern kFormer = pattern_of("former");
  return kFormer.matches_in(text.view(), reach_before(text.view(), role));
}

bool replaces(const SponsorText& text, Span between) {
  static const Pattern kCame = pattern_of("came");
  return between.size() <= kReach && kCame.matches_in(text.view(), between);
}

NameList came_instead(const SponsorText& text, const HouseNames& names, std::size_t end,
                      std::size_t limit, bool gone) {
  static const Pattern kReplaced = pattern_of("replaced");
  static const Pattern kWentFor = pattern_of("went-for");
  NameList next = names.first_from(end);
  if (next.empty() || next.begin() >= limit || next.begin() - end > kReach) return {};
  const Span between{end, next.begin()};
  const bool says = kReplaced.matches_in(text.view(), between) ||
                    (gone && kWentFor.matches_in(text.view(), between));
  return says ? next : NameList{};
}

Disregard disregard_in(const PreparedText& text, std::size_t sentence) {
  static const Pattern kSanction = pattern_of("sanction");
  static const Pattern kDebt = pattern_of("debt");
  static const Pattern kVehicle = pattern_of("vehicle");
  const auto& sentences = text.sentences();
  const Span here = sentences[sentence].span;
  Disregard result;
  result.all = kSanction.matches_in(text.folded(), here);
  result.not_sponsors = kDebt.matches_in(text.folded(), here);
  constexpr std::size_t kBefore = 2;
  const Span around{sentences[sentence - std::min(sentence, kBefore)].span.begin, here.end};
  result.bare = kVehicle.matches_in(text.folded(), around);
  return result;
}

namespace {

// "The separator maker, whose A-shares have changed hands on ChiNext since 2021, picked CICC …": no
// place of the deal.
bool describes_by_the_way(const PreparedText& text, Span place) {
  static const Pattern kFront(
      R"((?i), (?:whose|which|already|long|listed|traded|quoted|an? )(?:[^,;.()]{0,60})?$)");
  static const Pattern kBehind(R"(^[^,;.()]{0,40},)");
  constexpr std::size_t kBytes = 90;
  const std::string_view front =
      text.view({place.begin - std::min(place.begin, kBytes), place.begin});
  return kFront.find(front) &&
         kBehind.find(text.view({place.end, std::max(place.end, text.whole().end)}).substr(0, 48));
}

}  // namespace

std::vector<ListingPlace> listing_places(const PreparedText& text, std::size_t sentence) {
  static const Pattern kPlaces(
      "(?i)(" + sponsor_words("elsewhere") + ")|(" + sponsor_words("here") + ")|(" +
      sponsor_words("elsewhere-not-sponsors") + ")|" + sponsor_words("elsewhere-weak"));
  const auto& all = text.sentences();
  auto matches = kPlaces.find_all(text.folded(), all[sentence].span);
  // "三年前被深交所否决。这一次,保荐人是X": what came before is another listing.
  static const Pattern kThisTime("^[^,。;]{0,6}(?:这一?次|这一?回|此次|今次|此番|如今|眼下)");
  if (matches.empty() && kThisTime.matches_in(text.folded(), all[sentence].span)) return {};
  if (matches.empty() && sentence > 0 && all[sentence - 1].paragraph == all[sentence].paragraph)
    matches = kPlaces.find_all(text.folded(), all[sentence - 1].span);
  std::vector<ListingPlace> places;
  using Kind = ListingPlace::Kind;
  for (const Match& match : matches) {
    if (describes_by_the_way(text, match.span)) continue;
    places.push_back({match.span, match.has(0)   ? Kind::mainland
                                  : match.has(1) ? Kind::here
                                  : match.has(2) ? Kind::abroad
                                                 : Kind::a_shares});
  }
  return places;
}

namespace {

// "A股由X保荐", but not "A股上市公司…".
bool sponsors_a_shares(std::string_view between) {
  constexpr std::size_t kNear = 60;
  return between.size() <= kNear && between.find(',') == std::string_view::npos &&
         between.find("公司由") == std::string_view::npos && between.substr(0, 6) != "公司" &&
         between.substr(0, 12) != "上市公司";
}

}  // namespace

bool is_elsewhere(const PreparedText& text, const std::vector<ListingPlace>& places, Span span,
                  Role role) {
  const bool institution = text.view(span).find("机构") != std::string_view::npos ||
                           text.view(span).find("保荐商") != std::string_view::npos;
  bool here = false;
  bool away = false;
  bool away_is_last = false;
  for (const ListingPlace& place : places) {
    const bool before = place.span.end <= span.begin;
    if (place.kind == ListingPlace::Kind::a_shares && before &&
        sponsors_a_shares(text.view({place.span.end, span.begin})))
      return true;
    if (place.kind == ListingPlace::Kind::here) {
      here = true;
      if (before) away_is_last = false;
    } else if (place.kind == ListingPlace::Kind::mainland ||
               (place.kind == ListingPlace::Kind::abroad ? !is_sponsor(role) : institution)) {
      away = true;
      if (before) away_is_last = true;
    }
  }
  return away && (!here || (away_is_last && institution));
}

}  // namespace gongwatch::parser::facts
