#include "parser/content/sections.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "parser/content/boilerplate.h"
#include "parser/content/page_blocks.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kTitleWords =
    5;  // a link of fewer words is a menu entry, not another article's title
constexpr std::size_t kWordsOfProse =
    25;                                // ends a share bar, a subscription box or an advertisement
constexpr std::size_t kFewWords = 40;  // kept so far: the article has not begun
constexpr std::size_t kWordsBeforeCount = 12;
constexpr std::size_t kDuplicateWords = 6;  // shorter paragraphs may repeat
constexpr std::size_t kLongestRepeatedRun = 200;
constexpr std::size_t kRefrain = 3;  // one in …
constexpr std::size_t kWordsOfNotice = 6;
constexpr std::size_t kLabelWords = 6;
constexpr std::size_t kNearLines = 8;
constexpr std::size_t kMostLabels = 5;        // at the end
constexpr std::size_t kWordsOfArticle = 100;  // kept: shorter texts may be all short lines
constexpr double kMostlyLinks = 0.7;

struct Section {
  RemovalReason reason;
  int level = 0;  // of its heading element
  std::size_t end = 0;
  std::size_t group = 0;
  bool above_article = false;  // "No comments" under the title heads nothing
};

// Under "Join the conversation" over the text, whatever boxes its paragraphs stand in.
bool begins_article(const Line& line) {
  return line.inside && line.from_page && !line.teaser && !line.list_item && !line.role &&
         line.heading == 0 && line.link_share < 0.2 && line.words > kWordsOfProse &&
         ends_sentence(line.text);
}

bool ends(const Section& section, const Line& line) {
  const bool ordinary_heading = line.heading > 0 && line.link_share < 0.5;
  if (ordinary_heading && (section.level == 0 || line.heading <= section.level)) return true;
  switch (section.reason) {
    case RemovalReason::comments:
    case RemovalReason::disclaimer:
      return section.above_article && (line.resumes || begins_article(line));
    case RemovalReason::share:
    case RemovalReason::subscription:
    case RemovalReason::advertisement:
      return line.resumes || line.words > kWordsOfProse;
    default:
      return line.resumes;
  }
}

// Headings that are sentences and follow one another are a list of their own; between them may be
// pictures' captions.
bool heads(const std::vector<Line>& lines, std::size_t i) {
  if (lines[i].heading == 0) return false;
  const auto item = [&](const Line& line) {
    return line.heading == lines[i].heading && line.words > kMaxHeadingWords &&
           ends_sentence(line.text);
  };
  if (!item(lines[i])) return true;
  const auto near = lines.begin() + static_cast<std::ptrdiff_t>(i - std::min(i, kNearLines));
  const std::size_t end = std::min(lines.size(), i + kNearLines + 1);
  return std::count_if(near, lines.begin() + static_cast<std::ptrdiff_t>(end), item) < 2;
}

// A paragraph printed twice is told once. Where a third of the text repeats inside one box, the
// text itself does, as songs and forms do: templates print it elsewhere.
void remove_duplicates(const std::vector<Line>& lines, std::vector<Verdict>& verdicts) {
  std::unordered_map<std::string_view, std::size_t> box_of;
  std::vector<std::size_t> again;
  std::size_t words = 0;
  std::size_t own = 0;
  const auto in_one_box = [&](const Line& line) {
    return line.from_page && box_of.at(line.text) == line.box;
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (verdicts[i].fate != Fate::keep) continue;
    words += line.words;
    if (line.words < kDuplicateWords || line.table_row) continue;
    if (box_of.try_emplace(line.text, line.box).second) continue;
    again.push_back(i);
    own += in_one_box(line) ? line.words : 0;
  }
  for (const std::size_t i : again) {
    if (kRefrain * own < words || !in_one_box(lines[i]))
      verdicts[i] = {Fate::remove, RemovalReason::duplicate, lines[i].group};
  }
}

// Prose under a heading such as "Up next": a summary of another article, or this one going on.
bool may_be_text(const Line& line, const Section& section) {
  const bool of_others = section.reason == RemovalReason::related_articles ||
                         section.reason == RemovalReason::recommendations;
  return of_others && line.from_page && line.inside && !line.teaser && !line.list_item &&
         line.heading == 0 && line.link_share < 0.2 && line.words > kWordsOfProse &&
         ends_sentence(line.text);
}

class Judge {
 public:
  explicit Judge(const std::vector<Line>& lines) : lines_(lines) {
    for (const Line& line : lines) {
      groups_ = std::max(groups_, line.group + 1);
      in_page_ |= line.from_page;
    }
  }

  std::vector<Verdict> run() {
    verdicts_.resize(lines_.size());
    for (std::size_t i = 0; i < lines_.size(); ++i) verdicts_[i] = verdict(i);
    remove_duplicates(lines_, verdicts_);
    remove_headings_of_removed();
    remove_trailing_headings();
    return std::move(verdicts_);
  }

 private:
  Verdict removed(RemovalReason reason, std::size_t group) const {
    return {Fate::remove, reason, group};
  }

  Verdict weakly_removed(RemovalReason reason, std::size_t group) const {
    return {Fate::remove, reason, group, true};
  }

  // A heading that opens a section of boilerplate.
  std::optional<RemovalReason> section_heading(std::size_t i) const {
    const Line& line = lines_[i];
    if (line.words > kMaxHeadingWords) return std::nullopt;
    // An entry of a menu ("Home | Latest News | Quotes") opens nothing.
    const bool menu_entry = !line.inside && line.link_share > 0.9 && i > 0 &&
                            lines_[i - 1].link_share > 0.9 && lines_[i - 1].group == line.group;
    if (menu_entry) return std::nullopt;
    std::optional<RemovalReason> reason = heading_reason(line.text);
    // Over the text "3 comments" counts them; under it they follow.
    if (!reason && kept_words_ >= kWordsBeforeCount) reason = counted_heading_reason(line.text);
    if (!reason || !line.inside || *reason != RemovalReason::navigation) return reason;
    // "Categories" may be an article's own heading; a menu's entries are links.
    const bool links_follow = i + 1 < lines_.size() && lines_[i + 1].link_share > 0.5;
    return links_follow ? reason : std::nullopt;
  }

  // "© 2025 …" in a section "Related" is no other article. Readers may write anything.
  std::optional<RemovalReason> own_reason(const Line& line) const {
    if (section_->reason == RemovalReason::comments) return std::nullopt;
    const std::optional<RemovalReason> reason = line_reason(line.text, line.words);
    // "© Jane Doe" is under a picture of the list.
    const bool says_more = line.words >= kWordsOfNotice ||
                           line.text.find_first_of("0123456789") != std::string_view::npos;
    const bool telling = (reason == RemovalReason::disclaimer && says_more) ||
                         reason == RemovalReason::subscription ||
                         reason == RemovalReason::advertisement;
    return telling && reason != section_->reason ? reason : std::nullopt;
  }

  Verdict verdict(std::size_t i) {
    const Line& line = lines_[i];
    if (section_ && i >= section_->end) section_.reset();
    if (const std::optional<RemovalReason> reason = section_heading(i)) {
      section_ = Section{*reason, line.heading, line.scope_end, groups_++, kept_words_ < kFewWords};
      return removed(*reason, section_->group);
    }
    if (section_ && ends(*section_, line)) section_.reset();
    if (section_) {
      if (const auto own = own_reason(line)) return removed(*own, line.group);
      return {Fate::remove, section_->reason, section_->group, may_be_text(line, *section_)};
    }
    if (line.role && line.teaser) return removed(*line.role, line.group);
    if (line.role) return weakly_removed(*line.role, line.group);
    if (line.metadata) return {Fate::drop, {}, 0};
    if (const std::optional<RemovalReason> reason = line_reason(line.text, line.words))
      return removed(*reason, line.group);
    if (!line.inside) return weakly_removed(RemovalReason::navigation, line.group);
    if (line.link_share < kMostlyLinks) kept_words_ += line.words;
    if (line.link_share >= kMostlyLinks && !line.table_row)
      return removed(
          line.words >= kTitleWords ? RemovalReason::related_articles : RemovalReason::navigation,
          line.group);
    return {};
  }

  // "See also the following:" over a list of links, which has been removed, goes with it.
  void remove_headings_of_removed() {
    for (std::size_t i = 0; i + 1 < lines_.size(); ++i) {
      const Line& line = lines_[i];
      const Verdict& next = verdicts_[i + 1];
      const bool heads = line.heading > 0 || line.text.ends_with(':') || line.text.ends_with("：");
      const bool over_links = next.fate == Fate::remove &&
                              lines_[i + 1].link_share >= kMostlyLinks &&
                              lines_[i + 1].words >= kTitleWords;
      if (verdicts_[i].fate == Fate::keep && heads && over_links &&
          line.words <= kMaxHeadingWords && lines_[i + 1].inside)
        verdicts_[i] = removed(next.reason, next.group);
    }
  }

  // A short line that is no sentence, at the article's very end or before its first words, is a
  // label of the page: "4 min read", "Print".
  bool is_label(const Line& line) const {
    return line.words <= kLabelWords && !line.list_item && !line.table_row &&
           !ends_sentence(line.text);
  }

  // A heading with nothing left under it headed what was removed.
  void remove_trailing_headings() {
    std::size_t end = lines_.size();
    std::size_t labels = 0;
    for (; end-- > 0;) {
      if (verdicts_[end].fate != Fate::keep) continue;
      const bool label = trims_labels() && labels < kMostLabels && is_label(lines_[end]);
      if (!heads(lines_, end) && !label) break;
      labels += label ? 1 : 0;
      verdicts_[end] = removed(RemovalReason::navigation, lines_[end].group);
    }
    for (std::size_t i = 0; trims_labels() && i < end && i < lines_.size(); ++i) {
      if (verdicts_[i].fate != Fate::keep) continue;
      if (lines_[i].heading > 0 || !is_label(lines_[i])) break;
      verdicts_[i] = removed(RemovalReason::navigation, lines_[i].group);
    }
  }

  const std::vector<Line>& lines_;
  std::vector<Verdict> verdicts_;
  std::optional<Section> section_;
  // Not in plain text, where nothing tells a label from a line of the article.
  bool trims_labels() const { return kept_words_ >= kWordsOfArticle && in_page_; }

  bool in_page_ = false;
  std::size_t groups_ = 0;
  std::size_t kept_words_ = 0;
};

// Splits members (positions in lines) where a run of them begins again.
std::vector<std::vector<std::size_t>> split_repeats(const std::vector<Line>& lines,
                                                    const std::vector<std::size_t>& members) {
  std::vector<std::vector<std::size_t>> parts(1);
  std::unordered_map<std::string_view, std::size_t> last;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const std::string_view text = lines[members[i]].text;
    const auto found = last.find(text);
    const std::size_t period = found == last.end() ? 0 : i - found->second;
    bool repeats = period >= 2 && period <= kLongestRepeatedRun && i + period <= members.size();
    for (std::size_t k = 1; repeats && k < period; ++k) {
      repeats = lines[members[i + k]].text == lines[members[i + k - period]].text;
    }
    if (repeats) {
      parts.emplace_back();
      last.clear();
    }
    last[text] = i;
    parts.back().push_back(members[i]);
  }
  return parts;
}

}  // namespace

std::vector<Verdict> judge(const std::vector<Line>& lines) { return Judge(lines).run(); }

void tidy(const std::vector<Line>& lines, std::vector<Verdict>& verdicts) {
  remove_duplicates(lines, verdicts);
  std::size_t next = lines.size();  // kept
  for (std::size_t i = lines.size(); i-- > 0;) {
    if (verdicts[i].fate != Fate::keep) continue;
    const int level = lines[i].heading;
    const bool over_nothing =
        heads(lines, i) && (next == lines.size() || (lines[next].heading > 0 &&
                                                     lines[next].heading <= level && next > i + 1));
    if (over_nothing) {
      verdicts[i] = {Fate::remove, RemovalReason::navigation, lines[i].group};
    } else {
      next = i;
    }
  }
}

std::vector<RemovedBlock> removed_blocks(const std::vector<Line>& lines,
                                         const std::vector<Verdict>& verdicts) {
  std::vector<RemovedBlock> blocks;
  std::vector<std::size_t> members;
  const auto close = [&] {
    if (members.empty()) return;
    for (const std::vector<std::size_t>& part : split_repeats(lines, members)) {
      RemovedBlock block{verdicts[part.front()].reason, part.front(), {}};
      for (const std::size_t line : part) {
        if (!block.text.empty()) block.text += '\n';
        block.text += lines[line].text;
      }
      blocks.push_back(std::move(block));
    }
    members.clear();
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Verdict& verdict = verdicts[i];
    if (verdict.fate == Fate::drop) continue;
    if (verdict.fate == Fate::keep) {
      close();
      continue;
    }
    if (!members.empty()) {
      const Verdict& previous = verdicts[members.back()];
      if (previous.reason != verdict.reason || previous.group != verdict.group) close();
    }
    members.push_back(i);
  }
  close();
  return blocks;
}

}  // namespace gongwatch::parser
