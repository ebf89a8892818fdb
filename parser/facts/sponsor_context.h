// What takes a role away from names that stand beside it.
#pragma once

#include <vector>

#include "model/document.h"
#include "parser/facts/prepared_text.h"
#include "parser/facts/sponsor_names.h"
#include "parser/facts/sponsor_text.h"

namespace gongwatch::parser::facts {

// A plan, talks or a denial directly in front of names.
bool is_unrealised(const SponsorText& text, std::size_t names);
// Houses that left: "replaced X", "X, which has resigned", 由过去的X.
bool is_gone(const SponsorText& text, Span names);
// "the former sponsor": the role of before.
bool is_former_role(const SponsorText& text, std::size_t role);
// "Y replaced X": whether the words between two lists say that the first came for the second.
bool replaces(const SponsorText& text, Span between);
// "… X, was changed to Y": the list behind one that ends at `end`; empty if nothing says so.
// `gone`: words in front say that X left.
NameList came_instead(const SponsorText& text, const HouseNames& names, std::size_t end,
                      std::size_t limit, bool gone);

// Roles of the sentence that are not those of an application in Hong Kong.
struct Disregard {
  bool all = false;           // a sanction
  bool bare = false;          // "sponsor" alone: promoters of an acquisition vehicle
  bool not_sponsors = false;  // bookrunners of notes and the like
};
Disregard disregard_in(const PreparedText& text, std::size_t sentence);
// The exchanges that a sentence names; if it names none, those of the one before.
struct ListingPlace {
  Span span;
  enum class Kind { here, mainland, abroad, a_shares } kind;
};
std::vector<ListingPlace> listing_places(const PreparedText& text, std::size_t sentence);
// Whether the role at `span` is one in a listing elsewhere (an A-share sponsor).
bool is_elsewhere(const PreparedText& text, const std::vector<ListingPlace>& places, Span span,
                  Role role);

}  // namespace gongwatch::parser::facts
