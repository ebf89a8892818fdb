// Companies that stand behind the words telling a stage, in Chinese: "新申请包括:甲及乙",
// "获聆讯的是 丙", "单是周五就有丁与戊两家", "资料集更新了一宗,主角是己", "谁递表了?答:庚".
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"
#include "parser/facts/triggers.h"

namespace gongwatch::parser::facts {

struct Announced {
  Stage stage = Stage::filed;
  const Trigger* trigger = nullptr;  // that told the stage; null if other words did
  std::size_t sentence = 0;
  Span words;             // that told it, where nothing else is read from them
  bool labelled = false;  // a day belongs to it only if it stands with the name
  Span of_all;            // "(均12月16日)" behind the last name
  struct Name {
    IssuerName name;
    Span around;  // the name, and the bracket behind it
  };
  std::vector<Name> names;
};

// What the sentence announces.
std::vector<Announced> announced_in(const PreparedText& text, std::size_t sentence,
                                    const StoryTriggers& triggers, Issuers& issuers);

// A list that begins at `begin`, up to a comma or stop outside of brackets.
Span list_at(const PreparedText& text, std::size_t begin, std::size_t end);
// "半导体设备商甲、乙以及丙(27日)": the companies of a list, up to the first part that names none.
std::vector<Announced::Name> listed_names(const PreparedText& text, Span list, Issuers& issuers);
// "甲与乙两家" at the beginning of the span.
std::vector<Announced::Name> counted_names(const PreparedText& text, Span in, Issuers& issuers);

}  // namespace gongwatch::parser::facts
