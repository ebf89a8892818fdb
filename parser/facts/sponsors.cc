#include "parser/facts/sponsors.h"

#include <algorithm>
#include <optional>

#include "model/names.h"
#include "parser/facts/sponsor_legend.h"
#include "parser/facts/sponsor_pieces.h"
#include "parser/facts/sponsor_roles.h"
#include "parser/facts/sponsor_tables.h"

namespace gongwatch::parser::facts {
namespace {

// With words of roles; a long digest has some dozens.
constexpr std::size_t kMostSentences = 2000;

bool same_house(const SponsorMention& a, const SponsorMention& b) {
  return a.firm && b.firm ? a.firm == b.firm : a.name == b.name;
}

}  // namespace

std::vector<RoleMention> find_roles(const PreparedText& text, Span in) {
  std::vector<RoleMention> roles;
  for (const RoleWord& word : role_nouns(text.folded(), in))
    roles.push_back({word.span, word.role});
  return roles;
}

std::vector<FoundSponsor> find_all_sponsors(const PreparedText& text) {
  std::vector<FoundSponsor> all;
  if (!has_role_word(text.folded(), text.whole())) return all;
  RowReader rows(text);
  std::vector<FoundSponsor> before;  // of the sentence before
  std::size_t read = 0;
  std::size_t paragraph = 0;
  std::vector<std::vector<FoundSponsor>> found;
  std::vector<bool> is_row;
  for (std::size_t i = 0; i < text.sentences().size() && !text.out_of_time(); ++i) {
    const Sentence& sentence = text.sentences()[i];
    if (sentence.paragraph != paragraph) before.clear();
    paragraph = sentence.paragraph;
    std::vector<FoundSponsor> here;
    const bool row = rows.read(i, here);
    if (!row && has_role_word(text.folded(), sentence.span)) {
      if (++read > kMostSentences) break;
      here = read_piece(text, sentence.span, i, before);
    }
    if (here.empty()) continue;
    before = here;
    found.push_back(std::move(here));
    is_row.push_back(row);
  }
  std::optional<SponsorLegend> legend;  // sought where there are rows
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (is_row[i] && !legend) legend = legend_of(text);
    const auto plain = [](const FoundSponsor& one) { return one.sponsor.role == Role::sponsor; };
    const auto houses =
        static_cast<std::size_t>(std::count_if(found[i].begin(), found[i].end(), plain));
    for (FoundSponsor& one : found[i]) {
      if (is_row[i]) one.sponsor.role = legend->told(one.sponsor.role, houses);
    }
    all.insert(all.end(), found[i].begin(), found[i].end());
  }
  return all;
}

void drop_repeated_sponsors(std::vector<SponsorMention>& sponsors) {
  std::vector<SponsorMention> kept;
  for (const SponsorMention& one : sponsors) {
    const auto better = [&](const SponsorMention& other) {
      return same_house(one, other) && other.role != Role::sponsor && is_sponsor(other.role);
    };
    const auto same = [&](const SponsorMention& other) {
      return same_house(one, other) && other.role == one.role;
    };
    // "the joint sponsors and also sponsor-overall coordinators": one role; in lists apart, two.
    const auto both = [&](const SponsorMention& other) {
      return same_house(one, other) && other.role == Role::sponsor_overall_coordinator &&
             one.evidence.begin < other.evidence.end && other.evidence.begin < one.evidence.end;
    };
    if (std::any_of(kept.begin(), kept.end(), same)) continue;
    const bool part = is_sponsor(one.role) || one.role == Role::overall_coordinator;
    if (one.role != Role::sponsor_overall_coordinator && part &&
        std::any_of(sponsors.begin(), sponsors.end(), both))
      continue;
    if (one.role == Role::sponsor && std::any_of(sponsors.begin(), sponsors.end(), better))
      continue;
    kept.push_back(one);
  }
  sponsors = std::move(kept);
}

}  // namespace gongwatch::parser::facts
