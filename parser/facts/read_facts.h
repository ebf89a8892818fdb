// All facts of one article.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"

namespace gongwatch::parser::facts {

struct Facts {
  std::vector<Event> events;
  std::vector<Unrealised> unrealised;
  std::vector<Ranking> rankings;
  std::vector<Figure> figures;
  std::vector<Warning> warnings;
  bool out_of_time = false;  // then the others are not all
};

// `reference`: the Hong Kong day of publication, or else of the capture; days without a year are
// read relative to it. `expired` is asked now and then; once it says so, the reading ends.
Facts read_facts(std::string_view title, std::string_view text, std::string_view language,
                 std::optional<CivilDate> reference, const std::function<bool()>& expired = {});

}  // namespace gongwatch::parser::facts
