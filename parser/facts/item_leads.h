// Words that tell the stage of the items behind them (parser/vocabulary/item_leads.tsv).
#pragma once

#include <optional>
#include <vector>

#include "model/document.h"
#include "parser/facts/pattern.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

struct ItemLabel {
  Stage stage = Stage::filed;
  Span span;             // the label, its marks and its colon
  bool heading = false;  // nothing stands behind it
};

// "▲ 招股", "【递表】…", "二、聆讯", "今起招股:…", "先说递表:…" at the beginning of a sentence.
std::optional<ItemLabel> item_label(const PreparedText& text, Span sentence);
// A heading or 【…】 of whatever: what was told in front of it is over.
bool begins_a_section(const PreparedText& text, Span sentence);
// "四家公司": several, how many.
std::optional<std::size_t> items_counted(const PreparedText& text, Span in);
// "有两只新股上市", "挂牌的三家公司": the stage of all that are counted, and where it is told.
std::optional<ItemLabel> counted_stage(const PreparedText& text, Span sentence);
// "上市|甲(…);聆讯|乙": each label inside the sentence.
std::vector<ItemLabel> inline_labels(const PreparedText& text, Span sentence);
// "新申请包括:", 新增的两行分属: what follows are companies of that stage, whatever stands in
// front.
std::optional<ItemLabel> announcing_words(const PreparedText& text, Span sentence);
// "本周谁递表了?"
std::optional<Stage> asked_stage(const PreparedText& text, Span question);
// Whether an item has words that only one of that stage has.
bool shows_stage(Stage stage, const PreparedText& text, Span item);
// 轮到, 也来了: the stage told before, once more.
std::optional<Span> same_again(const PreparedText& text, Span item);

// "New filings", "Heard this week:": the stage of the English items below the line that is nothing
// else.
std::optional<Stage> section_stage(const PreparedText& text, Span line);

}  // namespace gongwatch::parser::facts
