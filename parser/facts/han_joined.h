// Chinese subjects that stand in a list behind their stage, that a comma parts, or that are spun
// off.
#pragma once

#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"
#include "parser/facts/subjects.h"

namespace gongwatch::parser::facts {

// "…三家公司的申请失效,分别为:甲、乙及丙". `counted`: "三家公司通过聆讯:甲、乙及丙".
bool listed_behind(const PreparedText& text, Span sentence, Span clause, Span trigger,
                   Issuers& issuers, Subject& subject, bool counted = false);
// "建筑企业甲建业,以及医疗服务提供商乙周二通过聆讯": adds whom 以及 joins to the clause's own.
void take_joined_by_comma(const PreparedText& text, Span sentence, Span clause, Issuers& issuers,
                          Subject& subject);
// "甲取消分拆乙在香港上市的计划", "甲建议分拆附属公司乙的股份于主板上市": 乙 is who goes public.
bool take_spun_off(const PreparedText& text, Span clause, Span trigger, Issuers& issuers,
                   Subject& subject);
// "10月10日在GEM挂牌的棠记冰室,": nothing but a company did that on a day.
bool tells_a_day(const PreparedText& text, Span front);

}  // namespace gongwatch::parser::facts
