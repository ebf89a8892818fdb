#include "render/news_json.h"

#include "render/json_parts.h"
#include "render/news_text.h"

namespace gongwatch::render {

Json json_of(const NewsRow& news) {
  const NewsIssuer& issuer = news.issuer;
  return {{"id", news.id},
          {"changed_at", news.changed_at},
          {"what", news.what},
          {"value", news.value},
          {"day", nullable(news.day)},
          {"on_or_before", news.on_or_before},
          {"headline", headline(news)},
          {"application_id", issuer.application_id},
          {"issuer_id", issuer.issuer_id},
          {"hkex_id", nullable(issuer.hkex_id)},
          {"stock_code", nullable(issuer.stock_code)},
          {"name_en", nullable(issuer.name_en)},
          {"name_zh", nullable(issuer.name_zh)},
          {"board", nullable(issuer.board)},
          {"stage", nullable(issuer.stage)},
          {"stage_on", nullable(issuer.stage_on)},
          {"sponsors", issuer.sponsors},
          {"source", news.source_id},
          {"url", news.url},
          {"official", news.official},
          {"quote", news.quote.empty() ? Json(nullptr) : Json(news.quote)}};
}

}  // namespace gongwatch::render
