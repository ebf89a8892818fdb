// The rankings of IPOs, as `list` has them.
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/rows.h"
#include "store/ranking_row.h"

namespace gongwatch::store {
namespace {

// Each once, as the first source puts it.
std::vector<std::string> ranking_lines(const std::vector<RankingText>& rankings) {
  std::vector<text::Claim> claims;
  claims.reserve(rankings.size());
  for (const RankingText& ranking : rankings) claims.push_back(claim_of(ranking));
  const std::vector<std::size_t> first = text::first_alike(claims);
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < rankings.size(); ++i) {
    std::string line = first[i] == i ? summary_of(rankings[i]) : std::string();
    if (!line.empty() && std::find(lines.begin(), lines.end(), line) == lines.end())
      lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace

void add_rankings(Connection& connection, std::vector<IpoRow>& rows) {
  if (rows.empty()) return;
  std::unordered_map<ApplicationId, IpoRow*> places;
  std::vector<ApplicationId> applications;
  for (IpoRow& ipo : rows) {
    places.emplace(ipo.application_id, &ipo);
    applications.push_back(ipo.application_id);
  }
  auto row = connection.query(
      std::string("SELECT ") + kRankingColumns +
      ", r.record_id FROM application_record r "
      "CROSS JOIN ranking_fact f ON f.application_id = r.application_id "
      "WHERE r.record_id IN (SELECT value FROM json_each(?)) AND f.superseded_at IS NULL "
      "ORDER BY r.record_id, f.ranking_fact_id");
  row.bind(fmt::format("[{}]", fmt::join(applications, ",")));
  ApplicationId application = 0;
  std::vector<RankingText> told;
  const auto tell = [&] {
    if (!told.empty()) places.at(application)->rankings = ranking_lines(told);
    told.clear();
  };
  while (row.next()) {
    if (row.integer(8) != application) tell();
    application = row.integer(8);
    told.push_back(ranking_at(row, 0));
  }
  tell();
}

}  // namespace gongwatch::store
