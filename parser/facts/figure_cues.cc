#include "parser/facts/figure_cues.h"

#include <algorithm>

namespace gongwatch::parser::facts {
namespace {

std::string joined(const std::vector<std::string>& lines) {
  std::string all;
  for (const std::string& line : lines) {
    all += all.empty() ? "(?i)(?:" : ")|(?:";
    all += line;
  }
  return all + ")";
}

}  // namespace

CueTable::CueTable(const std::vector<std::string>& lines) : any_(joined(lines)) {
  lines_.reserve(lines.size());
  for (const std::string& line : lines) lines_.emplace_back("(?i)^(?:" + line + ")$");
}

std::vector<CueMention> CueTable::find(const PreparedText& text, Span in) const {
  std::vector<CueMention> mentions;
  for (const Match& match : any_.find_all(text.folded(), in)) {
    // Which line it was is asked of the matched words alone.
    const auto line = std::find_if(lines_.begin(), lines_.end(), [&](const Pattern& pattern) {
      return pattern.matches_in(text.folded(), match.span);
    });
    if (line != lines_.end())
      mentions.push_back({match.span, static_cast<std::size_t>(line - lines_.begin())});
  }
  return mentions;
}

}  // namespace gongwatch::parser::facts
