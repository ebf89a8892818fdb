// What a Chinese article tells of others than its companies: peers, rivals, parents, customers.
#pragma once

#include <vector>

#include "parser/facts/events.h"
#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

// "同行茶山集团获高盛、美银任联席保荐人,集资10亿美元": sponsors, ranks and figures inside are not
// the company's. In order; one may run over several sentences of its paragraph. Companies with news
// of their own are no others.
std::vector<Span> asides_about_others(const PreparedText& text,
                                      const std::vector<FoundEvent>& events,
                                      const Issuers& issuers);

bool is_aside(const std::vector<Span>& asides, std::size_t at);

}  // namespace gongwatch::parser::facts
