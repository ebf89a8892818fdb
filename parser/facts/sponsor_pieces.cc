#include "parser/facts/sponsor_pieces.h"

#include <algorithm>

#include "model/names.h"
#include "parser/facts/sponsor_context.h"
#include "parser/facts/sponsor_links.h"

namespace gongwatch::parser::facts {
namespace {

void add(FoundSponsor one, std::vector<FoundSponsor>& all) {
  const auto same = [&](const FoundSponsor& other) {
    return other.sponsor.role == one.sponsor.role &&
           (other.sponsor.firm && one.sponsor.firm ? other.sponsor.firm == one.sponsor.firm
                                                   : other.sponsor.name == one.sponsor.name);
  };
  if (std::none_of(all.begin(), all.end(), same)) all.push_back(std::move(one));
}

class PieceReader {
 public:
  PieceReader(const PreparedText& text, Span piece, std::size_t sentence)
      : text_(text),
        sentence_(sentence),
        piece_(text, piece),
        disregard_(disregard_in(text, sentence)),
        places_(listing_places(text, sentence)) {}

  std::vector<FoundSponsor> run(const std::vector<FoundSponsor>& before) {
    if (disregard_.all) return {};
    const std::vector<FoundSponsor> earlier = houses_of(before);
    for (const Appointment& one : find_appointments(piece_, earlier.size())) {
      const Span clause = piece_.folded(one.clause);
      for (std::size_t r = 0; r < one.roles.size(); ++r) {
        if (!counts(one.roles[r])) continue;
        const Role role = *one.roles[r].role;
        if (one.earlier) add_earlier(earlier, role, clause);
        for (std::size_t n = 0; n < one.names.names.size(); ++n) {
          if (one.respectively && n != r) continue;
          add(found_sponsor(piece_, one.names.names[n], role, clause, sentence_), all_);
        }
      }
    }
    return std::move(all_);
  }

 private:
  bool counts(const RoleWord& word) const {
    const Span place = piece_.folded(word.span);
    if (disregard_.not_sponsors && !is_sponsor(*word.role)) return false;
    if (disregard_.bare && *word.role == Role::sponsor &&
        static_cast<unsigned char>(text_.folded()[place.begin]) < 0x80)
      return false;
    return !is_elsewhere(text_, places_, place, *word.role);
  }

  static std::vector<FoundSponsor> houses_of(const std::vector<FoundSponsor>& found) {
    std::vector<FoundSponsor> houses;
    for (const FoundSponsor& one : found) {
      const auto same = [&](const FoundSponsor& other) {
        return other.sponsor.name == one.sponsor.name;
      };
      if (std::none_of(houses.begin(), houses.end(), same)) houses.push_back(one);
    }
    return houses;
  }

  // The proof reaches from the names, in the sentence before, to the role.
  void add_earlier(const std::vector<FoundSponsor>& earlier, Role role, Span clause) {
    for (FoundSponsor one : earlier) {
      one.sponsor.role = role;
      one.clause = {one.name.begin, clause.end};
      one.sponsor.evidence = text_.evidence(one.clause);
      one.sentence = sentence_;
      add(std::move(one), all_);
    }
  }

  const PreparedText& text_;
  std::size_t sentence_;
  SponsorText piece_;
  Disregard disregard_;
  std::vector<ListingPlace> places_;
  std::vector<FoundSponsor> all_;
};

}  // namespace

FoundSponsor found_sponsor(const SponsorText& piece, const HouseName& name, Role role, Span clause,
                           std::size_t sentence) {
  FoundSponsor found;
  found.name = piece.folded(name.span);
  found.clause = clause;
  found.sentence = sentence;
  found.sponsor.name = piece.name(name.span);
  found.sponsor.firm = name.firm;
  found.sponsor.role = role;
  found.sponsor.evidence = piece.text().evidence(clause);
  return found;
}

std::vector<FoundSponsor> read_piece(const PreparedText& text, Span piece, std::size_t sentence,
                                     const std::vector<FoundSponsor>& before) {
  return PieceReader(text, piece, sentence).run(before);
}

}  // namespace gongwatch::parser::facts
