// What changed in the last days: the view `change`, told for people.
#include <algorithm>
#include <map>
#include <set>

#include "model/names.h"
#include "render/report/pages.h"

namespace gongwatch::render {
namespace {

constexpr std::size_t kMaxOnPage = 600;
constexpr std::size_t kMaxLines = 8;
constexpr int kNewsDays = 30;  // as `max_age` of notify: a day further back is no news

// All that became known of one application on one Hong Kong day.
struct Move {
  std::string day;
  const ReportIpo* ipo = nullptr;
  std::vector<std::pair<std::string, std::string>> stages, others;  // what, value; each once
  bool is_new = false;
  bool is_late = false;  // a stage of long ago became known
  std::size_t documents = 0;
};

std::string hong_kong_day_of(const std::string& changed_at) {
  const auto instant = parse_iso_instant(changed_at);
  return instant ? to_iso(hong_kong_day(*instant)) : changed_at.substr(0, 10);
}

bool holds(const std::vector<std::pair<std::string, std::string>>& lines,
           const std::pair<std::string, std::string>& line) {
  return std::find(lines.begin(), lines.end(), line) != lines.end();
}

// "hearing by 2025-11-06": the stage, the day, whether the day is a bound.
struct StageValue {
  std::string stage, day;
  bool by = false;
};

StageValue stage_value(const std::string& value) {
  const auto blank = value.find(' ');
  StageValue out{value.substr(0, blank), blank == std::string::npos ? "" : value.substr(blank + 1)};
  if (out.day.compare(0, 3, "by ") == 0) {
    out.day.erase(0, 3);
    out.by = true;
  }
  return out;
}

// The day on which we hold that it reached the stage.
std::string day_held(const ReportIpo& ipo, const std::string& stage) {
  const auto known = stage_from_name(stage);
  return known ? day_of(ipo, *known).value_or("") : std::string();
}

bool is_late(const Move& move, const StageValue& stage) {
  const auto day = parse_iso_date(stage.day.empty() ? day_held(*move.ipo, stage.stage) : stage.day);
  const auto known = parse_iso_date(move.day);
  return day && known && days_between(*day, *known) > kNewsDays;
}

// One line a stage: with the day we hold before another one, with a day before none.
void take_stage(Move& move, const std::pair<std::string, std::string>& line) {
  const StageValue taken = stage_value(line.second);
  if (is_late(move, taken)) {
    move.is_late = true;
    return;
  }
  const auto worth = [&](const StageValue& value) {
    return value.day.empty() ? 0 : value.day == day_held(*move.ipo, value.stage) ? 2 : 1;
  };
  for (auto& [what, value] : move.stages) {
    const StageValue other = stage_value(value);
    if (other.stage != taken.stage) continue;
    if (worth(taken) > worth(other)) value = line.second;
    return;
  }
  move.stages.push_back(line);
}

void take(Move& move, const ReportChange& change) {
  const std::pair line{change.what, change.value};
  if (change.what == "application") {
    move.is_new = true;
  } else if (change.what == "document") {
    ++move.documents;
  } else if (change.what == "stage") {
    take_stage(move, line);
  } else if (!holds(move.others, line)) {
    move.others.push_back(line);
  }
}

// "CICC (joint_sponsor)" appointed says that CICC sponsors, and how.
void drop_said_twice(Move& move) {
  std::set<std::string> appointed;
  for (const auto& [what, value] : move.others) {
    const auto role = value.rfind(" (");
    if (what == "appointment" && role != std::string::npos &&
        value.find("sponsor", role) != std::string::npos)
      appointed.insert(value.substr(0, role));
  }
  std::erase_if(move.others, [&](const auto& line) {
    return line.first == "sponsor" && appointed.contains(line.second);
  });
}

// A stage that moved before what is only a detail; the furthest stage first.
int weight(const Move& move) {
  int best = move.is_new ? 1 : 0;
  for (const auto& [what, value] : move.stages) {
    const std::string stage = value.substr(0, value.find(' '));
    const std::string_view group = group_of(stage).id;
    best = std::max(best, group == "offer" || group == "listed" ? 5
                          : group == "heard"                    ? 4
                          : group == "ended"                    ? 3
                                                                : 2);
  }
  return best;
}

std::vector<Move> moves_of(const Edition& edition) {
  std::map<std::pair<std::string, ApplicationId>, Move> found;
  for (const ReportChange& change : edition.report.changes) {
    const ReportIpo* ipo = edition.find(change.application_id);
    if (ipo == nullptr) continue;
    const std::string day = hong_kong_day_of(change.changed_at);
    Move& move = found[{day, change.application_id}];
    move.day = day;
    move.ipo = ipo;
    take(move, change);
  }
  std::vector<Move> moves;
  moves.reserve(found.size());
  for (auto& [key, move] : found) {
    drop_said_twice(move);
    if (!move.stages.empty() || (!move.is_late && (!move.others.empty() || move.is_new)))
      moves.push_back(std::move(move));
  }
  std::stable_sort(moves.begin(), moves.end(), [](const Move& a, const Move& b) {
    if (a.day != b.day) return a.day > b.day;
    if (weight(a) != weight(b)) return weight(a) > weight(b);
    return a.ipo->stage_on.value_or("") > b.ipo->stage_on.value_or("");
  });
  return moves;
}

// "hearing 2025-11-06" → a mark and a day.
Markup stage_line(const std::string& value, const std::string& today) {
  const StageValue told = stage_value(value);
  Markup line = stage_mark(told.stage);
  if (told.by) line.put(" {}", word("on_or_before"));
  if (!told.day.empty())
    line.put(" {}", day(told.day, told.day.substr(0, 4) != today.substr(0, 4)));
  return line;
}

// "CICC (sole_sponsor)", "2025-11-13" in words.
Markup detail(const std::string& what, const std::string& value) {
  const auto role = value.rfind(" (");
  if (what.compare(0, 11, "appointment") == 0 && role != std::string::npos && value.back() == ')') {
    return markup("<bdi>{}</bdi> ({})", value.substr(0, role),
                  word_of("role", value.substr(role + 2, value.size() - role - 3)));
  }
  if (what == "board") return word_of("board", value);
  return markup("<bdi>{}</bdi>", day(value));
}

Markup lines_of(const Move& move, bool brief) {
  Markup out;
  out.put("<p class=\"what\">");
  if (move.is_new && !brief) out.put("<span class=\"new\">{}</span> ", word("change.application"));
  std::size_t told = 0;
  // The last stage that came up says most.
  const std::size_t most = brief ? 1 : kMaxLines;
  std::vector<std::string> stages;
  for (const auto& [what, value] : move.stages) stages.push_back(value);
  std::stable_sort(stages.begin(), stages.end(), [&](const auto& a, const auto& b) {
    return (a.substr(0, a.find(' ')) == move.ipo->stage) >
           (b.substr(0, b.find(' ')) == move.ipo->stage);
  });
  for (const std::string& value : stages) {
    if (told++ < most) out.put("{} ", stage_line(value, move.day));
  }
  out.put("</p>");
  if (brief) return out;
  told = 0;
  for (const auto& [what, value] : move.others) {
    if (told++ < kMaxLines)
      out.put("<p class=\"by\">{} {}</p>", word_of("change", what), detail(what, value));
  }
  if (move.documents > 0)
    out.put("<p class=\"by\">{} ×{}</p>", word("change.document"), move.documents);
  return out;
}

Markup listed(const std::vector<Move>& moves, std::size_t most, bool brief) {
  Markup out;
  std::string open;
  for (std::size_t i = 0; i < moves.size() && i < most; ++i) {
    const Move& move = moves[i];
    if (move.day != open) {
      if (!open.empty()) out.put("</ol>");
      out.put("<h3>{}</h3><ol class=\"moves\">", day(move.day));
      open = move.day;
    }
    out.put("<li>{}{}</li>", ipo_link(*move.ipo, ""), lines_of(move, brief));
  }
  if (!open.empty()) out.put("</ol>");
  return out;
}

}  // namespace

Markup change_list(const Edition& edition, std::size_t most) {
  std::vector<Move> moves = moves_of(edition);
  std::erase_if(moves, [](const Move& move) { return move.stages.empty(); });
  if (moves.empty()) return markup("<p class=\"none\">{}</p>", word("moved.none"));
  return listed(moves, most, true);
}

std::string changes_page(const Edition& edition) {
  const std::vector<Move> moves = moves_of(edition);
  std::set<ApplicationId> applications;
  for (const Move& move : moves) applications.insert(move.ipo->application_id);
  Markup body;
  body.put(
      "<h1>{}</h1><p class=\"lead by\">{} · <a href=\"changes.xml\" "
      "type=\"application/atom+xml\">{}</a></p><div class=\"days\">{}</div>",
      word("changes.title"), word("changes.lead", static_cast<std::int64_t>(applications.size())),
      word("changes.feed"), listed(moves, kMaxOnPage, false));
  if (moves.size() > kMaxOnPage) {
    body.put("<p class=\"more\"><a href=\"register.html\">{}</a></p>",
             word("changes.more", static_cast<std::int64_t>(moves.size() - kMaxOnPage)));
  }
  return page(edition,
              {english("changes.title"), "nav.changes", "", false,
               markup("<link rel=\"alternate\" type=\"application/atom+xml\" title=\"{}\" "
                      "href=\"changes.xml\">",
                      english("changes.feed"))},
              body);
}

}  // namespace gongwatch::render
