#include "model/names.h"

#include <array>
#include <utility>

namespace gongwatch {
namespace {

template <class E, std::size_t N>
using Table = std::array<std::pair<E, std::string_view>, N>;

constexpr Table<PageKind, 8> kPageKinds{{{PageKind::article, "article"},
                                         {PageKind::digest, "digest"},
                                         {PageKind::table, "table"},
                                         {PageKind::index, "index"},
                                         {PageKind::paywall, "paywall"},
                                         {PageKind::challenge, "challenge"},
                                         {PageKind::not_found, "not_found"},
                                         {PageKind::empty, "empty"}}};
constexpr Table<Stage, 13> kStages{{{Stage::filed, "filed"},
                                    {Stage::refiled, "refiled"},
                                    {Stage::csrc_filed, "csrc_filed"},
                                    {Stage::hearing, "hearing"},
                                    {Stage::phip, "phip"},
                                    {Stage::launched, "launched"},
                                    {Stage::priced, "priced"},
                                    {Stage::allotted, "allotted"},
                                    {Stage::listed, "listed"},
                                    {Stage::lapsed, "lapsed"},
                                    {Stage::withdrawn, "withdrawn"},
                                    {Stage::rejected, "rejected"},
                                    {Stage::returned, "returned"}}};
constexpr Table<Board, 2> kBoards{{{Board::main, "main"}, {Board::gem, "gem"}}};
constexpr Table<Role, 10> kRoles{
    {{Role::sole_sponsor, "sole_sponsor"},
     {Role::joint_sponsor, "joint_sponsor"},
     {Role::sponsor, "sponsor"},
     {Role::sponsor_overall_coordinator, "sponsor_overall_coordinator"},
     {Role::overall_coordinator, "overall_coordinator"},
     {Role::global_coordinator, "global_coordinator"},
     {Role::bookrunner, "bookrunner"},
     {Role::lead_manager, "lead_manager"},
     {Role::underwriter, "underwriter"},
     {Role::other, "other"}}};
constexpr Table<RankKind, 3> kRankKinds{{{RankKind::ordinal, "ordinal"},
                                         {RankKind::top_n, "top_n"},
                                         {RankKind::top_percent, "top_percent"}}};
constexpr Table<Outcome, 4> kOutcomes{{{Outcome::planned, "planned"},
                                       {Outcome::postponed, "postponed"},
                                       {Outcome::not_approved, "not_approved"},
                                       {Outcome::rumoured, "rumoured"}}};
constexpr Table<RemovalReason, 9> kReasons{{{RemovalReason::related_articles, "related-articles"},
                                            {RemovalReason::recommendations, "recommendations"},
                                            {RemovalReason::navigation, "navigation"},
                                            {RemovalReason::share, "share"},
                                            {RemovalReason::comments, "comments"},
                                            {RemovalReason::subscription, "subscription"},
                                            {RemovalReason::advertisement, "advertisement"},
                                            {RemovalReason::disclaimer, "disclaimer"},
                                            {RemovalReason::duplicate, "duplicate"}}};
constexpr Table<Evidence::In, 2> kPlaces{
    {{Evidence::In::text, "text"}, {Evidence::In::title, "title"}}};

template <class E, std::size_t N>
std::string_view find_name(const Table<E, N>& table, E value) {
  for (const auto& [key, name] : table) {
    if (key == value) return name;
  }
  return "?";
}

template <class E, std::size_t N>
std::optional<E> find_value(const Table<E, N>& table, std::string_view wanted) {
  for (const auto& [key, name] : table) {
    if (name == wanted) return key;
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(PageKind kind) { return find_name(kPageKinds, kind); }
std::string_view name_of(Stage stage) { return find_name(kStages, stage); }
std::string_view name_of(Board board) { return find_name(kBoards, board); }
std::string_view name_of(Role role) { return find_name(kRoles, role); }
std::string_view name_of(RankKind kind) { return find_name(kRankKinds, kind); }
std::string_view name_of(Outcome outcome) { return find_name(kOutcomes, outcome); }
std::string_view name_of(RemovalReason reason) { return find_name(kReasons, reason); }
std::string_view name_of(Evidence::In in) { return find_name(kPlaces, in); }

std::optional<PageKind> page_kind_from_name(std::string_view name) {
  return find_value(kPageKinds, name);
}
std::optional<Stage> stage_from_name(std::string_view name) { return find_value(kStages, name); }
std::optional<Board> board_from_name(std::string_view name) { return find_value(kBoards, name); }
std::optional<Role> role_from_name(std::string_view name) { return find_value(kRoles, name); }
std::optional<RemovalReason> removal_reason_from_name(std::string_view name) {
  return find_value(kReasons, name);
}

std::span<const Stage> all_stages() {
  static constexpr auto kAll = [] {
    std::array<Stage, kStages.size()> all{};
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = kStages[i].first;
    return all;
  }();
  return kAll;
}

bool is_sponsor(Role role) {
  return role == Role::sole_sponsor || role == Role::joint_sponsor || role == Role::sponsor ||
         role == Role::sponsor_overall_coordinator;
}

}  // namespace gongwatch
