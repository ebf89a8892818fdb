// What answers of several commands share.
#pragma once

#include <fmt/core.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/context.h"
#include "render/document_json.h"

namespace gongwatch::cli {

template <class T>
render::Json nullable(const std::optional<T>& value) {
  return value ? render::Json(*value) : render::Json(nullptr);
}

// Columns for running text: the terminal's, at most 120; 100 where there is none.
std::size_t page_width();

// The applications that the query names; an error that says so if there are none.
Result<std::vector<IpoRow>> matching(const store::Store& store, const std::string& query);

void print_json(const render::Json& array, render::Format format);

// An answer in SQL as a table; what is NULL prints as nothing.
render::Table table_of(const store::Store::SqlAnswer& answer);

// What pages said goes to the terminal through here: without control characters.
template <class... Args>
void print_clean(fmt::format_string<Args...> format, Args&&... args) {
  fmt::print("{}", render::for_terminal(fmt::format(format, std::forward<Args>(args)...)));
}

// Why an answer that is no table cannot have this format; empty if it can.
std::string no_table(std::string_view command, render::Format format);

// "stopped by SIGINT; …" on standard error; returns the exit code for the pending signal.
int report_stopped(std::string_view how_to_go_on);

// True for the formats that are meant for reading.
bool for_people(render::Format format);

}  // namespace gongwatch::cli
