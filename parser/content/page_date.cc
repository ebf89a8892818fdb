#include "parser/content/page_date.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <set>

#include "parser/content/date_marks.h"
#include "parser/content/written_date.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kBlocksAboveTitle = 3;   // in which a date may stand
constexpr std::size_t kBlocksBeforeText = 12;  // … of a page whose title is not found
constexpr std::size_t kMaxDateLineWords = 30;
constexpr std::size_t kMaxLabelledWords = 25;
constexpr std::size_t kMaxLabelWords = 3;
constexpr std::size_t kMaxLoneWords = 10;
constexpr std::size_t kMaxWeekdayBytes = 14;  // before a date that begins a line
constexpr std::size_t kWordsBehindLoneDate = 5;
constexpr std::size_t kMaxLabelled = 200;   // lines that are looked at for a label
constexpr std::size_t kMaxPlaceBytes = 60;  // before the date of a dateline

class Offers {
 public:
  Offers(const DatePlaces& places, DateChoice& date, std::vector<Warning>& warnings)
      : places_(places), page_(places.page), date_(date), warnings_(warnings) {
    const std::size_t blocks = page_.blocks.size();
    end_ = std::min(places.first_prose, blocks);
    title_ = places.title_block ? *places.title_block : end_ - std::min(end_, kBlocksBeforeText);
    begin_ = title_ - std::min(title_, kBlocksAboveTitle);
  }

  void metadata() {
    for (const std::string& written : places_.metadata.published) offer(written);
  }
  void head();
  void printed_in_head();
  void marked();
  void labelled(DateLabel wanted);
  void lone_lines();
  void undated();
  void dateline();
  void document_title();
  void changed() {
    for (const std::string& written : places_.metadata.changed) offer(written);
    labelled(DateLabel::changed);
  }
  void offer(std::string_view text) { date_.offer(text, warnings_); }

 private:
  bool in_head(std::size_t block) const { return block >= begin_ && block <= end_; }
  bool is_head_line(std::size_t block) const {
    return page_.blocks[block].words <= kMaxDateLineWords && allowed(block) &&
           block != places_.title_block && !in_table(page_, block);
  }
  bool allowed(std::size_t block) const {
    return block < places_.verdicts.size() && may_hold_date(places_.verdicts[block]);
  }
  void note_printed(std::string_view text) {
    std::size_t begin = 0;
    if (date_label(text, begin) != DateLabel::changed) date_.note_printed(text);
  }
  void head_lines(DateLabel label);
  void offer_line(std::size_t block, DateLabel wanted);

  const DatePlaces& places_;
  const PageBlocks& page_;
  DateChoice& date_;
  std::vector<Warning>& warnings_;
  std::size_t begin_ = 0, title_ = 0, end_ = 0;  // blocks of the head
};

void Offers::offer_line(std::size_t block, DateLabel wanted) {
  const std::string& text = page_.blocks[block].text;
  std::size_t begin = 0;
  if (date_label(text, begin) != wanted) return;
  const std::string folded = begin > 0 ? text.substr(std::min(begin, text.size())) : std::string{};
  if (begin > 0 && text::is_valid(folded)) offer(folded);
  offer(text);
}

void Offers::head_lines(DateLabel label) {
  for (std::size_t i = title_; i < end_; ++i) {
    if (is_head_line(i)) offer_line(i, label);
  }
  for (std::size_t i = std::min(title_, end_); i > begin_; --i) {
    if (is_head_line(i - 1)) offer_line(i - 1, label);
  }
}

void Offers::head() {
  for (const MarkedTime& time : page_.times) {
    if (!time.by_class && in_head(time.block) && allowed(time.block)) offer(time.written);
  }
  head_lines(DateLabel::published);
  for (const MarkedTime& time : page_.times) {
    if (time.by_class && in_head(time.block) && allowed(time.block)) offer(time.written);
  }
  head_lines(DateLabel::none);
}

void Offers::printed_in_head() {
  for (std::size_t i = begin_; i < end_; ++i) {
    if (is_head_line(i)) note_printed(page_.blocks[i].text);
  }
  for (const MarkedTime& time : page_.times) {
    if (time.by_class && allowed(time.block)) note_printed(time.written);
  }
  if (const std::string day = day_in_path(places_.url); !day.empty()) date_.note_address(day);
}

// Beyond the head only what nothing contradicts, in the article's own boxes or else anywhere: lists
// of other articles carry dates too.
void Offers::marked() {
  for (const bool inside : {true, false}) {
    const MarkedTime* lone = nullptr;
    std::set<CivilDate> days;
    for (const MarkedTime& time : page_.times) {
      if (!allowed(time.block) || in_table(page_, time.block)) continue;
      if (inside && !places_.lines[time.block].inside) continue;
      const std::optional<WrittenDate> date = read_date_field(time.written, {});
      if (!date) continue;
      days.insert(date->day);
      if (lone == nullptr) lone = &time;
    }
    if (days.size() == 1) offer(lone->written);
    if (!days.empty()) return;
  }
}

// Lines of any part but comments, other articles and tables; a label may have a line of its own
// before the date.
void Offers::labelled(DateLabel wanted) {
  std::size_t looked = 0;
  for (std::size_t i = 0; i < page_.blocks.size() && looked < kMaxLabelled; ++i) {
    const Block& block = page_.blocks[i];
    if (date_.found()) return;
    if (block.words > kMaxLabelledWords || !allowed(i) || in_table(page_, i) ||
        block.text.find_first_of("0123456789") == std::string::npos)
      continue;
    ++looked;
    offer_line(i, wanted);
    std::size_t begin = 0;
    if (i > 0 && page_.blocks[i - 1].words <= kMaxLabelWords && block.words <= kMaxLoneWords &&
        date_label(page_.blocks[i - 1].text + ":", begin) == wanted)
      offer(block.text);
  }
}

// Short lines that hold little but a date and no label, if they agree.
void Offers::lone_lines() {
  std::string_view lone;
  std::set<CivilDate> days;
  for (std::size_t i = 0; i < page_.blocks.size() && days.size() < 2; ++i) {
    const Block& block = page_.blocks[i];
    if (block.words > kMaxLoneWords || !allowed(i) || in_table(page_, i) || block.link_share > 0.5)
      continue;
    const std::optional<WrittenDate> date = find_date(block.text, {});
    if (!date || block.text.find(':') < date->begin) continue;
    const std::size_t of_date = text::count_words(block.text.substr(0, date->end - date->begin));
    const std::size_t beside = date->begin <= kMaxWeekdayBytes ? kWordsBehindLoneDate : 1;
    if (block.words > of_date + beside || names_another_day(page_.boxes[block.box].node)) continue;
    days.insert(date->day);
    lone = block.text;
  }
  if (days.size() == 1) offer(lone);
}

void Offers::undated() {
  for (const MarkedTime& time : page_.times) {
    if (in_head(time.block) && allowed(time.block)) date_.offer_undated(time.written, warnings_);
  }
  for (std::size_t i = begin_; i < end_; ++i) {
    if (is_head_line(i) && page_.blocks[i].words <= kMaxLoneWords)
      date_.offer_undated(page_.blocks[i].text, warnings_);
  }
}

// Nothing, or a few words that begin with capitals.
bool is_place(std::string_view text) {
  constexpr std::size_t kMaxWords = 4;
  if (text::count_words(text) > kMaxWords) return false;
  char before = ' ';
  for (const char c : text) {
    const bool small = c >= 'a' && c <= 'z';
    if ((before == ' ' && small) || (c >= '0' && c <= '9')) return false;
    before = c;
  }
  return true;
}

// "HONG KONG, Nov. 9, 2025 /PRNewswire/ --", "(18.01.2018) …".
void Offers::dateline() {
  if (places_.first_prose >= page_.blocks.size()) return;
  const std::string& text = page_.blocks[places_.first_prose].text;
  const std::optional<WrittenDate> date = find_date(text, {});
  if (!date || date->begin > kMaxPlaceBytes) return;
  const std::string_view before =
      std::string_view(text).substr(0, std::min(date->begin, text.size()));
  const std::string_view after =
      text::trim(std::string_view(text).substr(std::min(date->end, text.size())));
  static const RE2 mark(R"(^(?:\)|[-–—:/|„“"«(]|\.?\s?[-–—]))");
  std::size_t begin = 0;
  const bool told = is_place(before) || date_label(before, begin) == DateLabel::published;
  if (RE2::PartialMatch(after, mark) && told)
    offer(std::string_view(text).substr(0, std::min(date->end, text.size())));
}

// "… | DW | 23.05.2011": a part by itself.
void Offers::document_title() {
  const std::string& title = places_.metadata.document_title;
  const std::size_t bar = title.rfind('|');
  if (bar == std::string::npos) return;
  const std::string_view part = text::trim(std::string_view(title).substr(bar + 1));
  const std::optional<WrittenDate> date = find_date(part, {});
  if (date && date->begin == 0 && date->end == part.size()) offer(part);
}

}  // namespace

void offer_dates(const DatePlaces& places, DateChoice& date, std::vector<Warning>& warnings) {
  Offers offers(places, date, warnings);
  offers.printed_in_head();
  offers.metadata();
  offers.head();
  offers.marked();
  offers.labelled(DateLabel::published);
  if (const std::string day = day_in_path(places.url); !day.empty()) offers.offer(day);
  offers.dateline();
  offers.undated();
  offers.document_title();
  offers.lone_lines();
  offers.changed();
}

bool in_table(const PageBlocks& page, std::size_t block) {
  const auto is_row = [&](std::size_t i) {
    return i < page.blocks.size() && page.blocks[i].table_row;
  };
  return is_row(block) && (is_row(block + 1) || (block > 0 && is_row(block - 1)));
}

bool may_hold_date(const Verdict& verdict) {
  return verdict.fate != Fate::remove || verdict.reason == RemovalReason::navigation ||
         verdict.reason == RemovalReason::share;
}

bool has_home_clock(const SourceHints& hints, std::string_view language, std::string_view host) {
  static constexpr std::array<std::string_view, 6> kEndings = {".hk", ".cn", ".mo",
                                                               ".tw", ".sg", ".my"};
  if (hints.of_source || language.starts_with("zh")) return true;
  host = host.substr(0, host.find(':'));
  return std::any_of(kEndings.begin(), kEndings.end(),
                     [&](std::string_view ending) { return host.ends_with(ending); });
}

}  // namespace gongwatch::parser
