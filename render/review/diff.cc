#include "render/review/diff.h"

#include <algorithm>
#include <map>

#include "render/report/pieces.h"
#include "render/review.h"

namespace gongwatch::render {
namespace {

using Key = std::string;

// Takes pairs of one key out of both lists.
void pair_by(std::vector<const FactChange*>& before, std::vector<const FactChange*>& after,
             Key (*key)(const FactChange&), std::vector<FactPair>& pairs) {
  std::multimap<Key, const FactChange*> waiting;
  for (const FactChange* one : before) waiting.emplace(key(*one), one);
  std::vector<const FactChange*> alone;
  for (const FactChange* one : after) {
    const auto found = waiting.find(key(*one));
    if (found == waiting.end()) {
      alone.push_back(one);
    } else {
      pairs.push_back({found->second, one});
      waiting.erase(found);
    }
  }
  before.clear();
  for (const auto& [name, one] : waiting) before.push_back(one);
  after = std::move(alone);
}

Key same_words(const FactChange& change) {
  return change.kind + '\n' + change.url + '\n' + change.what;
}
Key same_fact(const FactChange& change) {
  return change.kind + '\n' + change.url + '\n' + change.identity;
}

std::size_t size_of(const DiffGroup& group) {
  return group.gained.size() + group.lost.size() + group.changed.size();
}

Markup words_of(const FactChange& change) {
  const auto end = change.quote_at + change.quote.size();
  if (change.paragraph.empty() || end > change.paragraph.size())
    return markup("<blockquote>{}</blockquote>", change.quote);
  const std::string_view text = change.paragraph;
  return markup("<blockquote>{}<mark class=\"events\">{}</mark>{}</blockquote>",
                text.substr(0, change.quote_at), text.substr(change.quote_at, change.quote.size()),
                text.substr(end));
}

Markup sample(const FactPair& pair) {
  const FactChange& shown = pair.after == nullptr ? *pair.before : *pair.after;
  Markup out;
  out.put("<li>");
  if (pair.before != nullptr) out.put("<p class=\"gone\">{}</p>", pair.before->what);
  if (pair.after != nullptr) out.put("<p class=\"added\">{}</p>", pair.after->what);
  return out.put("{}<p class=\"by\">{}</p></li>", words_of(shown),
                 outside_link(shown.url, shown.url));
}

// Every n-th, so that not all come from the first pages.
Markup samples_of(const char* title, const std::vector<FactPair>& pairs, std::size_t most) {
  Markup out;
  if (pairs.empty()) return out;
  out.put("<h3>{} {}</h3><ul class=\"samples\">", title, pairs.size());
  const std::size_t shown = std::min(most, pairs.size());
  for (std::size_t i = 0; i < shown; ++i) out.put("{}", sample(pairs[i * pairs.size() / shown]));
  return out.put("</ul>");
}

Markup section(const DiffGroup& group, std::size_t number, std::size_t all, std::size_t most) {
  Markup out;
  out.put(
      "<section class=\"case\" id=\"c{0}\" aria-labelledby=\"h{0}\"><header><h2 id=\"h{0}\">{1}, "
      "{2} <span class=\"count\">{3} of {4}</span></h2></header>",
      number, group.kind, group.rule, number, all);
  out.put("{}{}{}</section>", samples_of("Changed", group.changed, most),
          samples_of("Gained", group.gained, most), samples_of("Lost", group.lost, most));
  return out;
}

}  // namespace

std::vector<DiffGroup> group_changes(const std::vector<FactChange>& changes, std::size_t& same) {
  std::vector<const FactChange*> before, after;
  for (const FactChange& change : changes) (change.gained ? after : before).push_back(&change);
  std::vector<FactPair> equal, changed;
  pair_by(before, after, same_words, equal);
  pair_by(before, after, same_fact, changed);
  same = equal.size();
  std::map<std::pair<std::string, std::string>, DiffGroup> groups;
  const auto group = [&](const FactChange& change) -> DiffGroup& {
    DiffGroup& found = groups[{change.kind, change.rule}];
    found.kind = change.kind;
    found.rule = change.rule;
    return found;
  };
  for (const FactPair& pair : changed) group(*pair.after).changed.push_back(pair);
  for (const FactChange* one : after) group(*one).gained.push_back({nullptr, one});
  for (const FactChange* one : before) group(*one).lost.push_back({one, nullptr});
  std::vector<DiffGroup> list;
  list.reserve(groups.size());
  for (auto& [key, one] : groups) list.push_back(std::move(one));
  std::stable_sort(list.begin(), list.end(),
                   [](const DiffGroup& a, const DiffGroup& b) { return size_of(a) > size_of(b); });
  return list;
}

std::vector<ReportFile> diff_files(const std::vector<DiffGroup>& groups, const std::string& lead,
                                   std::size_t samples) {
  Markup links, body;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    links.put("<li><a href=\"#c{}\">{}, {}</a> <span class=\"state\">+{} −{} ~{}</span></li>",
              i + 1, groups[i].kind, groups[i].rule, groups[i].gained.size(), groups[i].lost.size(),
              groups[i].changed.size());
    body.put("{}", section(groups[i], i + 1, groups.size(), samples));
  }
  if (groups.empty()) body.put("<p class=\"lead\">Nothing is gained or lost.</p>");
  return review_frame(
      "What today's parser changes",
      markup("<p class=\"lead\">{}</p><p class=\"by\">Keys: <kbd>j</kbd> next, <kbd>k</kbd> "
             "previous group.</p>",
             lead),
      links, body);
}

}  // namespace gongwatch::render
