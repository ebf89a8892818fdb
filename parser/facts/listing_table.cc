#include "parser/facts/listing_table.h"

#include <algorithm>

#include "parser/facts/context.h"
#include "parser/facts/pattern.h"
#include "parser/facts/table_events.h"
#include "parser/facts/table_issuers.h"
#include "parser/facts/table_pairs.h"
#include "parser/facts/table_records.h"
#include "parser/facts/table_values.h"

namespace gongwatch::parser::facts {
namespace {

// Funds, bonds and the like; peers; other exchanges.
bool is_elsewhere(const PreparedText& text, const PreparedText& title, const TableRecord& record,
                  const TextTable& table) {
  static const Pattern kOthers(
      R"((?i)可比(?:公司|企业|同业)|同业(?:比较|对比)|\b(?:peers?|comparables?)\b|\betfs?\b|债券|票据|供股|配股|认股证|牛熊证|\b(?:bonds?|notes|warrants?|rights issue)\b)");
  static const Pattern kElsewhere(
      R"((?i)上交所|深交所|北交所|上海|深圳|北京|科创|沪|深市|深主板|新三板|纳斯达克|纽交所|nasdaq|nyse|shanghai|shenzhen|beijing|chinext|star market|singapore|美股|a股)");
  if (kOthers.matches_in(text.folded(), table.heading) ||
      kOthers.matches_in(title.folded(), title.whole()))
    return true;
  const Field* board = record.find(LabelKind::board);
  return board != nullptr && kElsewhere.matches_in(text.folded(), board->value) &&
         text.view(board->value).find("香港") == std::string_view::npos;
}

bool about_hong_kong(const PreparedText& text) {
  static const Pattern kMarks(
      R"((?i)hong kong|hk\$|hkd|\bhkex|\.hk\b|\bhk\b|港元|港币|港交所|联交所|香港|港股|主板|main board|\bgem\b|\(0\d{4}\)|每手|入场费|聆讯|递表|交表|保荐人|孖展|暗盘|board lot)");
  return kMarks.matches_in(text.folded(), text.whole());
}

std::size_t sentence_at(const PreparedText& text, std::size_t at) {
  const auto& sentences = text.sentences();
  const auto next = std::upper_bound(
      sentences.begin(), sentences.end(), at,
      [](std::size_t place, const Sentence& one) { return place < one.span.begin; });
  return next == sentences.begin() ? 0 : static_cast<std::size_t>(next - sentences.begin()) - 1;
}

void mark_sentences(const PreparedText& text, Span line, std::vector<bool>& rows) {
  for (std::size_t i = sentence_at(text, line.begin); i < rows.size(); ++i) {
    const Span sentence = text.sentences()[i].span;
    if (sentence.begin >= line.end) break;
    if (sentence.end > line.begin && !is_prose(text, sentence)) rows[i] = true;
  }
}

// A status in sentences is left to the readers of prose.
bool says_more(const PreparedText& text, const TableRecord& record) {
  constexpr std::size_t kFewBytes = 12;
  const Field* status = record.find(LabelKind::status);
  return status != nullptr && status->value.size() > kFewBytes &&
         !status_of_cell(text, status->value);
}

void mark_whole(const PreparedText& text, Span line, bool row, std::vector<bool>& rows) {
  for (std::size_t i = sentence_at(text, line.begin);
       i < rows.size() && text.sentences()[i].span.begin < line.end; ++i)
    rows[i] = row;
}

// Its stage has been read from the column for it; what a long description of the business says is
// of customers and rivals.
bool is_told_by_columns(const PreparedText& text, const TableRecord& record) {
  const Field* status = record.find(LabelKind::status);
  return status != nullptr && status_of_cell(text, status->value).has_value();
}

// All rows, and the headings that tell the stage of theirs.
void mark_table(const PreparedText& text, const TextTable& table, std::vector<bool>& rows) {
  for (const TableLine& line : table.lines) {
    const bool tells = std::any_of(line.cells.begin(), line.cells.end(),
                                   [&](Span cell) { return is_prose(text, cell); });
    if (tells) {
      mark_sentences(text, line.span, rows);
    } else {  // also a head of many small words
      mark_whole(text, line.span, true, rows);
    }
  }
  if (heading_stage(text, table.heading)) mark_sentences(text, table.heading, rows);
  for (const Span& heading : table.headings) {
    if (heading_stage(text, heading)) mark_sentences(text, heading, rows);
  }
}

// "递表:甲(保荐人:…)、乙", "失效:丙": lines of a digest, and no pairs about one company.
bool lists_companies(const PreparedText& text, const TableRecord& record) {
  static const Pattern kDay("\\d|[今明昨当]日|周|星期|待|未");
  static const Pattern kBracket("\\([^)]*\\)");
  std::size_t days = 0;
  std::size_t names = 0;
  for (const Field& field : record.fields) {
    if (field.label.kind != LabelKind::day) continue;
    std::size_t from = field.value.begin;
    bool day = false;
    for (const auto& bracket : kBracket.find_all(text.folded(), field.value)) {
      day = day || kDay.matches_in(text.folded(), {from, bracket.span.begin});
      from = bracket.span.end;
    }
    (day || kDay.matches_in(text.folded(), {from, field.value.end}) ? days : names)++;
  }
  return !record.pipeline && names > days;
}

class TableReader {
 public:
  TableReader(const PreparedText& text, const PreparedText& title,
              const std::vector<DateMention>& dates, std::optional<CivilDate> reference)
      : text_(text),
        title_(title),
        dates_(dates),
        reference_(reference),
        legend_(legend_of(text)) {}

  void take(const TableRecord& record, const TextTable& table, std::size_t issuer) {
    if (!disclosure_) disclosure_ = days_of_disclosure();
    const RecordContext context{
        text_, dates_, reference_, stage_around(record, table), board_around(table), *disclosure_};
    for (FoundEvent& event : record_events(record, context)) {
      event.issuer = issuer;
      event.sentence = sentence_of(event.trigger, record);
      facts_.events.push_back(std::move(event));
    }
    for (const Field& field : record.fields) {
      if (field.label.kind == LabelKind::role) {
        for (SponsorMention& sponsor : cell_sponsors(text_, field, legend_))
          facts_.sponsors.push_back({issuer, std::move(sponsor)});
      } else if (field.label.kind == LabelKind::figure) {
        for (Figure& figure : cell_figures(text_, field, dates_)) {
          figure.evidence = text_.evidence(field.line);
          figure.rule = record.pipeline ? "table:pipeline" : "table:detail";
          facts_.figures.push_back({std::move(figure), issuer});
        }
      }
    }
  }

  TableFacts finish() { return std::move(facts_); }

 private:
  std::optional<Board> board_around(const TextTable& table) const {
    if (const auto board = cell_board(title_, title_.whole())) return board;
    return cell_board(text_, table.intro);
  }

  std::optional<Stage> stage_around(const TableRecord& record, const TextTable& table) const {
    if (record.section > 0 && record.section <= table.headings.size()) {
      if (const auto stage = heading_stage(text_, table.headings[record.section - 1])) return stage;
    }
    if (const auto stage = heading_stage(text_, table.heading)) return stage;
    return heading_stage(title_, title_.whole());
  }

  bool days_of_disclosure() const {
    static const Pattern kSaid(
        R"((?i)日期?[^。,;]{0,4}(?:为|是|指|系|以)[^。;]{0,16}(?:刊登|公布|披露|刊发|登载|公告|上载)|\bdates? (?:is|are|refers? to|shown|given|indicates?)[^.;]{0,40}(?:publi|disclos|post|announce))");
    return kSaid.matches_in(text_.folded(), text_.whole());
  }

  // The row of the event; below a head the label stands in another row.
  std::size_t sentence_of(Span trigger, const TableRecord& record) const {
    return sentence_at(text_, record.pipeline ? record.fields.front().line.begin : trigger.begin);
  }

  const PreparedText& text_;
  const PreparedText& title_;
  const std::vector<DateMention>& dates_;
  std::optional<CivilDate> reference_;
  SponsorLegend legend_;
  std::optional<bool> disclosure_;
  TableFacts facts_;
};

bool same_figure(const Figure& a, const Figure& b) {
  return a.issuer == b.issuer && a.metric == b.metric && a.subject == b.subject &&
         a.period == b.period && a.value == b.value;
}

}  // namespace

ListingTables::ListingTables(const PreparedText& text, const PreparedText& title)
    : text_(text), title_(title), tables_(find_tables(text)) {
  rows_.assign(text.sentences().size(), false);
  for (TextTable& table : find_pair_tables(text)) tables_.push_back(std::move(table));
  std::stable_sort(tables_.begin(), tables_.end(), [](const TextTable& a, const TextTable& b) {
    return a.lines.front().span.begin < b.lines.front().span.begin;
  });
  if (tables_.empty() || !(about_hong_kong(text) || about_hong_kong(title))) return;
  std::optional<std::size_t> marked;
  for (TableRecord& record : find_records(text, tables_)) {
    const TextTable& table = tables_[record.table];
    if (is_elsewhere(text, title, record, table) || !tells_of_listing(record) ||
        lists_companies(text, record))
      continue;
    if (!record.pipeline) {
      for (const Field& field : record.fields) mark_sentences(text, field.line, rows_);
    } else if (marked != record.table) {
      marked = record.table;
      mark_table(text, table, rows_);
    }
    const Span line = record.fields.front().line;
    if (record.pipeline && says_more(text, record)) mark_whole(text, line, false, rows_);
    if (record.pipeline && is_told_by_columns(text, record)) mark_whole(text, line, true, rows_);
    records_.push_back(std::move(record));
  }
}

void ListingTables::name_companies(Issuers& issuers) const {
  TableIssuers whose(text_, title_, issuers);
  for (const TableRecord& record : records_) {
    if (record.pipeline) whose.of(record, tables_[record.table]);
  }
}

TableFacts ListingTables::read(const std::vector<DateMention>& dates,
                               std::optional<CivilDate> reference, Issuers& issuers) const {
  if (records_.empty()) return {};
  TableReader reader(text_, title_, dates, reference);
  TableIssuers whose(text_, title_, issuers);
  for (const TableRecord& record : records_) {
    if (const auto issuer = whose.of(record, tables_[record.table]))
      reader.take(record, tables_[record.table], *issuer);
  }
  return reader.finish();
}

void add_table_sponsors(std::vector<TableSponsor> sponsors, std::vector<FoundEvent>& events) {
  const auto main_news = [&](std::size_t issuer) {
    FoundEvent* found = nullptr;
    for (FoundEvent& event : events) {
      if (event.issuer != issuer || event.event.history) continue;
      const bool better = found == nullptr || (found->outcome && !event.outcome) ||
                          (!event.outcome && found->event.stage < event.event.stage);
      if (better) found = &event;
    }
    return found;
  };
  for (TableSponsor& one : sponsors) {
    FoundEvent* news = main_news(one.issuer);
    if (news != nullptr) news->event.sponsors.push_back(std::move(one.sponsor));
  }
}

void add_table_figures(std::vector<FoundFigure> figures, const std::vector<FoundEvent>& events,
                       const Issuers& issuers, std::vector<Figure>& told) {
  for (FoundFigure& one : figures) {
    const bool tracked = std::any_of(events.begin(), events.end(), [&](const FoundEvent& event) {
      return event.issuer == one.issuer;
    });
    one.figure.issuer = issuers.all()[one.issuer].name;
    const bool known = std::any_of(told.begin(), told.end(), [&](const Figure& other) {
      return same_figure(one.figure, other);
    });
    if (tracked && !known) told.push_back(std::move(one.figure));
  }
}

}  // namespace gongwatch::parser::facts
