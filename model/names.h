// The words by which the enumerations are written in JSON, TOML and SQL. Each name_of has its
// inverse from_name.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "model/document.h"

namespace gongwatch {

std::string_view name_of(PageKind kind);
std::string_view name_of(Stage stage);
std::string_view name_of(Board board);
std::string_view name_of(Role role);
std::string_view name_of(RankKind kind);
std::string_view name_of(Outcome outcome);
std::string_view name_of(RemovalReason reason);
std::string_view name_of(Evidence::In in);

std::optional<PageKind> page_kind_from_name(std::string_view name);
std::optional<Stage> stage_from_name(std::string_view name);
std::optional<Board> board_from_name(std::string_view name);
std::optional<Role> role_from_name(std::string_view name);
std::optional<RemovalReason> removal_reason_from_name(std::string_view name);

// Every stage: the way to the exchange, then the ends.
std::span<const Stage> all_stages();

// True for the roles that sponsor an application (a sponsor-overall coordinator sponsors too).
bool is_sponsor(Role role);

}  // namespace gongwatch
