#include "parser/facts/han_labelled.h"

#include <utility>

#include "parser/facts/item_leads.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kMostItems = 24;  // behind one label

// Items end at semicolons and stops outside of brackets.
std::vector<Span> items_of(const PreparedText& text, Span in) {
  static const Pattern kMark("[();\\n]|。");
  std::vector<Span> items;
  std::size_t begin = in.begin;
  int depth = 0;
  for (const Match& mark : kMark.find_all(text.folded(), in)) {
    const char first = text.folded()[mark.span.begin];
    if (first == '(') ++depth;
    if (first == ')' && depth > 0) --depth;
    if (first == '(' || first == ')' || depth > 0) continue;
    items.push_back({begin, mark.span.begin});
    begin = mark.span.end;
  }
  if (begin < in.end) items.push_back({begin, in.end});
  return items;
}

}  // namespace

std::vector<Announced> labelled_in(const PreparedText& text, std::size_t sentence,
                                   Issuers& issuers) {
  static const Pattern kAgain("再次|再度|第[二三四五]次|[二三四]度|重新|更新");
  static const Pattern kAll("^,?\\(?(?:均|皆|同)(?:为|在|于|是)?|\\((?:均|皆|同)(?:为|在|于|是)?");
  const Span whole = text.sentences()[sentence].span;
  const auto labels = inline_labels(text, whole);
  std::vector<Announced> all;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const std::size_t end = i + 1 < labels.size() ? labels[i + 1].span.begin : whole.end;
    std::size_t count = 0;
    for (const Span& item : items_of(text, {labels[i].span.end, end})) {
      if (++count > kMostItems) break;
      Announced one;
      one.stage = labels[i].stage;
      one.sentence = sentence;
      one.words = labels[i].span;
      one.labelled = true;
      const Span list = list_at(text, item.begin, item.end);
      one.names = listed_names(text, list, issuers);
      if (one.names.empty()) continue;
      if (one.names.size() == 1) one.names.front().around = item;
      const Span behind{one.names.back().name.span.end, item.end};
      if (kAll.find(text.view(behind))) one.of_all = behind;
      if (one.stage == Stage::filed && kAgain.matches_in(text.folded(), behind))
        one.stage = Stage::refiled;
      all.push_back(std::move(one));
    }
  }
  return all;
}

}  // namespace gongwatch::parser::facts
