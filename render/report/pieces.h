// What the pages of the report are put together from.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/report.h"
#include "render/markup.h"
#include "render/report/words.h"

namespace gongwatch::render {

// The stages as the board shows them, furthest first.
struct StageGroup {
  const char* id;  // offer, heard, filed, csrc, listed, ended, unknown: "stage-<id>.html"
  std::vector<std::string_view> stages;
  bool closing;  // listed, ended: only the newest are on the board
};
const std::vector<StageGroup>& stage_groups();
const StageGroup& group_of(std::string_view stage);
bool is_active(const ReportIpo& ipo);

// What all pages know.
struct Edition {
  explicit Edition(const Report& of);

  const Report& report;
  CivilDate today;
  std::string today_iso;
  std::unordered_map<ApplicationId, const ReportIpo*> by_id;
  std::unordered_map<std::string, std::vector<const ReportIpo*>> by_group;  // id of StageGroup
  std::unordered_map<ApplicationId, std::vector<const ReportIpo*>> later;

  const ReportIpo* find(ApplicationId id) const;
  // The applications that were filed after this one by the same company.
  std::vector<const ReportIpo*> later_of(ApplicationId id) const;
  // Days from today to a day, if it is one; negative in the past.
  std::optional<int> days_to(const std::optional<std::string>& iso) const;
};

const std::optional<std::string>& day_of(const ReportIpo& ipo, Stage stage);
// The day it passed its hearing: told, or shown by the PHIP.
std::optional<std::string> heard_on(const ReportIpo& ipo);
std::optional<std::string> filed_or_refiled_on(const ReportIpo& ipo);

// "6 Nov 2025"; the year is left out where `year` is false. What is no day stands as it is.
Markup day(std::string_view iso, bool year = true);
Markup day_or_dash(const std::optional<std::string>& iso, bool year = true);
// "2025-11-10T00:00:00Z" as "10 Nov 2025, 08:00" on a Hong Kong clock.
Markup moment(std::string_view iso);

// Both names; the one in the reader's language leads.
Markup names(const ReportIpo& ipo);
// `root`: "" or "../".
Markup ipo_link(const ReportIpo& ipo, std::string_view root);
Markup stage_mark(std::string_view stage);
Markup sponsor_list(const ReportIpo& ipo, std::size_t most);
// A link that leaves the report; the text alone if the address is none of the web.
Markup outside_link(std::string_view url, std::string_view text);
// "a.example" of "https://www.a.example/b"; empty if it is no address.
std::string host_to_show(std::string_view url);
// "a_e.pdf" of "https://a.example/docs/a_e.pdf?x=1"; may be empty.
std::string_view file_of(std::string_view url);
// "hkexnews.hk … 2025110900123.pdf": tells the documents of a host apart.
std::string address_to_show(std::string_view url);

// What stands in the <head> of every page: the policy, the title, the style.
Markup head(std::string_view title, std::string_view root);

struct Frame {
  std::string title;         // as escaped text
  std::string_view current;  // the key of its place in the navigation; may be empty
  std::string_view root;     // "" or "../"
  bool with_data = false;    // the register
  Markup links{};            // more of the <head>
};
std::string page(const Edition& edition, const Frame& frame, const Markup& body);

}  // namespace gongwatch::render
