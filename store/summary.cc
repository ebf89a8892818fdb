#include "store/summary.h"

#include <fmt/core.h>

#include <algorithm>

namespace gongwatch::store {
namespace {

void add_part(std::string& list, const std::optional<std::string>& part) {
  if (!part || part->empty()) return;
  if (!list.empty()) list += ", ";
  list += *part;
}

}  // namespace

std::string number_text(double value) {
  std::string text = fmt::format("{:.6f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string summary_of(const RankingText& ranking) {
  std::string out;
  if (ranking.rank_kind == "top_n") {
    out = "top " + number_text(ranking.rank);
  } else if (ranking.rank_kind == "top_percent") {
    out = "top " + number_text(ranking.rank) + "%";
  } else {
    out = "#" + number_text(ranking.rank);
  }
  out += " " + ranking.subject;
  if (ranking.region && !ranking.region->empty()) out += ", " + *ranking.region;
  std::string details;
  add_part(details, ranking.metric);
  add_part(details, ranking.period);
  add_part(details, ranking.authority);
  return details.empty() ? out : out + " (" + details + ")";
}

text::Claim claim_of(const RankingText& ranking) {
  return {fmt::format("{}\t{}\t{}\t{}\t{}", number_text(ranking.rank), ranking.rank_kind,
                      text::region_key(ranking.region.value_or("")),
                      text::metric_key(ranking.metric.value_or("")), ranking.period.value_or("")),
          ranking.subject, ranking.share_percent};
}

text::Claim claim_of(const FigureText& figure) {
  return {fmt::format("{}\t{}\t{}\t{}\t{}\t{}", figure.metric, figure.period,
                      number_text(figure.value), figure.currency, figure.unit, figure.qualifier),
          figure.subject, std::nullopt};
}

std::string summary_of(const StageText& stage) {
  std::string out = stage.stage;
  const auto& day = stage.event_date ? stage.event_date : stage.event_by;
  if (day) out += (stage.event_date ? " on " : " on or before ") + *day;
  if (stage.disclosed_on && stage.disclosed_on != day) {
    out += ", disclosed " + *stage.disclosed_on;
  }
  if (stage.board) out += stage.board == "gem" ? ", GEM" : ", " + *stage.board + " board";
  if (stage.official) out += " (official)";
  if (stage.history) out += " (looking back)";
  return out;
}

Paragraph paragraph_around(std::string_view text, std::size_t begin, std::size_t end) {
  begin = std::min(begin, text.size());
  end = std::clamp(end, begin, text.size());
  const auto before = begin == 0 ? std::string_view::npos : text.rfind("\n\n", begin - 1);
  std::size_t from = before == std::string_view::npos ? 0 : before + 2;
  from = std::min(from, begin);
  const auto after = text.find("\n\n", end == begin ? end : end - 1);
  const std::size_t to = after == std::string_view::npos ? text.size() : after;
  return {std::string(text.substr(from, to - from)), begin - from};
}

}  // namespace gongwatch::store
