#include "parser/facts/offer_results.h"

#include <algorithm>
#include <map>
#include <set>

#include "parser/facts/event_writer.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

struct Signs {
  std::optional<std::size_t> allotted;  // the first sentence that shows it
  std::optional<std::size_t> demanded;  // how often the offer was subscribed: with a price only
  std::optional<std::size_t> priced;
};

// As brokers count it while the offer runs, or of another market.
bool is_no_result(const PreparedText& text, Span sentence) {
  static const Pattern kRunning(
      R"((?i)孖展|保证金|融资认购|暂(?:录|获|时)|截至[^。;]{0,12}(?:时|昨|今|现)|消息|据悉|市传|(?:^|[^材原资饮涂物燃染布面肥塑])料|预期将|预计将|拟|如果?获|倘|若|[aA]股|科创板|网[上下](?:中签|发行|申购|配售)|结果[^,。;]{0,6}(?:将|会)(?:于|在|会)|(?:将|会)(?:于|在)[^,。;]{0,18}(?:公布|刊登|公告)|\b(?:margin|so far|sources|if|expected to be|would|results? (?:will|are (?:expected|due)|is due)|institutional)\b)");
  return kRunning.matches_in(text.folded(), sentence);
}

bool shows_allotment(const PreparedText& text, Span sentence) {
  static const Pattern kSigns(
      R"((?i)中签(?:比?率)|一手中签|稳获(?:派|分配|一手)|份有效申请|(?:启动|触发|触及|无需)[^,。;]{0,6}(?:回拨|重新分配)|(?:招股|配售|配发|分配)结果|\bone[- ]lot success\b|\b(?:clawback|reallocation|allotment results|results of allocations?)\b)");
  return kSigns.matches_in(text.folded(), sentence) && !is_no_result(text, sentence);
}

bool shows_demand(const PreparedText& text, Span sentence) {
  static const Pattern kSigns(
      R"((?i)(?:公开发售|公开招股|公开认购|香港发售|香港部分|散户部分?|国际发售|国际配售)[^。;]{0,28}(?:获|录得?|仅|只|未)[^。;]{0,18}(?:认购|超购)|获认购[\d,.]+倍)");
  return kSigns.matches_in(text.folded(), sentence) && !is_no_result(text, sentence);
}

bool shows_price(const PreparedText& text, Span sentence) {
  static const Pattern kSigns(
      R"((?i)(?:上限|下限|中间价|中位数|[\d.]+(?:港)?元)[^,。;]{0,8}定价|定价(?:为|定在|定于|于|在|每股)?[^,。;介至-]{0,10}\d[\d.]*(?:港)?元|(?:发售价|招股价|发行价|上市价|最终价)(?:格)?(?:最终|均)?(?:厘?定)(?:于|为|在)[^,。;介至-]{0,14}\d|最终发售价|\bfinal (?:offer )?price\b|\bpriced (?:its|the|their|at|shares|each)\b|\b(?:after|by) pricing\b)");
  static const Pattern kNotYet(
      R"((?i)[较比](?:最终)?(?:定价|发售价|招股价|上市价)|介乎|介于|区间为|(?:^|[^材原资饮涂物燃染布面肥塑])料|预期|预计|拟|可能|或将|消息|据悉|\b(?:between|expected|could|(?-i:may)|likely|would|sources|people (?:familiar|with))\b|\bto price\b)");
  return kSigns.matches_in(text.folded(), sentence) && !kNotYet.matches_in(text.folded(), sentence);
}

class ResultReader {
 public:
  ResultReader(const PreparedText& text, const StoryContext& context, const TaggedSpans& tagged,
               Issuers& issuers, std::vector<FoundEvent>& told)
      : text_(text), context_(context), tagged_(tagged), issuers_(issuers), told_(told) {}

  void run(std::optional<std::size_t> protagonist) {
    std::map<std::size_t, Signs> signs;
    auto about = protagonist;
    const auto& sentences = text_.sentences();
    for (std::size_t i = 0; i < sentences.size() && !text_.out_of_time(); ++i) {
      if (i < context_.rows.size() && context_.rows[i]) continue;
      if (const auto named = company_of(i)) about = named;
      if (!about) continue;
      Signs& own = signs[*about];
      if (!own.allotted && shows_allotment(text_, sentences[i].span)) own.allotted = i;
      if (!own.demanded && shows_demand(text_, sentences[i].span)) own.demanded = i;
      if (!own.priced && shows_price(text_, sentences[i].span)) own.priced = i;
    }
    std::vector<FoundEvent> added;
    for (auto& [issuer, own] : signs) {
      if (!own.allotted && own.priced) own.allotted = own.demanded;
      if (!own.allotted || has_begun_trading(issuer)) continue;
      const auto is_current = [who = issuer](const FoundEvent& one) {
        return one.issuer == who && !one.past;
      };
      if (issuer != protagonist && seen_.count(issuer) == 0 &&
          std::none_of(told_.begin(), told_.end(), is_current))
        continue;
      if (!tells(issuer, Stage::allotted))
        added.push_back(event(Stage::allotted, issuer, *own.allotted));
      if (own.priced && !tells(issuer, Stage::priced))
        added.push_back(event(Stage::priced, issuer, *own.priced));
      std::erase_if(told_, [&](const FoundEvent& one) {
        return one.issuer == issuer && one.event.stage == Stage::launched && !one.outcome &&
               !one.event.event_date && !one.past && !one.in_table;
      });
    }
    if (added.empty()) return;
    told_.insert(told_.end(), added.begin(), added.end());
    in_text_order(told_);
  }

 private:
  // Whom the sentence names first.
  std::optional<std::size_t> company_of(std::size_t sentence) {
    const Span span = text_.sentences()[sentence].span;
    const auto named = issuers_.mentions(text_, span);
    if (sentence < tagged_.size() && !tagged_[sentence].empty()) {
      const Span first = tagged_[sentence].front();
      if (named.empty() || first.begin <= named.front().span.begin) {
        const auto issuer = issuers_.add(text_.original(first));
        if (issuer) seen_.insert(*issuer);
        if (issuer) return issuer;
      }
    }
    return named.empty() ? std::nullopt : std::optional(named.front().issuer);
  }

  bool tells(std::size_t issuer, Stage stage) const {
    return std::any_of(told_.begin(), told_.end(), [&](const FoundEvent& one) {
      return one.issuer == issuer && one.event.stage == stage && !one.outcome;
    });
  }
  bool has_begun_trading(std::size_t issuer) const {
    return std::any_of(told_.begin(), told_.end(), [&](const FoundEvent& one) {
      return one.issuer == issuer && one.event.stage == Stage::listed && !one.outcome;
    });
  }

  FoundEvent event(Stage stage, std::size_t issuer, std::size_t sentence) const {
    FoundEvent found;
    found.issuer = issuer;
    found.sentence = sentence;
    found.trigger = text_.sentences()[sentence].span;
    found.event.stage = stage;
    found.event.evidence = text_.evidence(found.trigger);
    found.event.rule = "offer-results";
    return found;
  }

  const PreparedText& text_;
  const StoryContext& context_;
  const TaggedSpans& tagged_;
  Issuers& issuers_;
  std::vector<FoundEvent>& told_;
  std::set<std::size_t> seen_;  // by the tagger
};

}  // namespace

void add_offer_results(const PreparedText& text, const StoryContext& context,
                       std::optional<std::size_t> protagonist, const TaggedSpans& tagged,
                       Issuers& issuers, std::vector<FoundEvent>& told) {
  if (context.not_ours || context.ours_nowhere || !context.listing_story) return;
  ResultReader(text, context, tagged, issuers, told).run(protagonist);
}

}  // namespace gongwatch::parser::facts
