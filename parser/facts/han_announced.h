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
  struct Name {
    IssuerName name;
    Span around;  // the name, and the bracket behind it
  };
  std::vector<Name> names;
};

// What the sentence announces.
std::vector<Announced> announced_in(const PreparedText& text, std::size_t sentence,
                                    const StoryTriggers& triggers, Issuers& issuers);

}  // namespace gongwatch::parser::facts
