// A brand in the headline and the company behind it in the text are one issuer: "Guangzhou Qihe
// Network, which runs the marketplace 36Pets, …".
#include <algorithm>
#include <optional>

#include "parser/facts/issuer_names.h"
#include "parser/facts/issuers.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"
#include "text/names.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

// Between the company's name and, behind it, the brand's.
bool company_of_brand(std::string_view between) {
  static const Pattern kRuns(
      R"((?i)^(?: ?\([^()]*\))?,? (?:(?:which|that) (?:also )?(?:runs|operates|is behind|trades as|does business as|owns and runs|sells under|is better known (?:as|for)|is known (?:as|for))|the (?:[a-z-]+ ){0,3}?(?:operator|owner|company|firm|group|business|parent|name|corporate name|legal entity|maker) (?:of|behind)|(?:operator|owner) of|(?:better|best|more widely|commonly|widely) known (?:as|for|by)|trading as|doing business as|operating as) (?:[a-z0-9'-]+ ){0,6}"?$)");
  return kRuns.find(between).has_value();
}

// Between the brand's name and, behind it, the company's.
bool brand_of_company(std::string_view between) {
  static const Pattern kRunBy(
      R"((?i)^(?:'s?)? (?:owner|operator|legal entity|parent company|operating company)(?: and operator)?,? $|^,?(?: which)?(?: is)? (?:run|operated) by (?:the )?$|^,? (?:the )?(?:[a-z-]+ ){0,3}?(?:brand|trade name|app|site|chain) (?:of|run by|operated by) $)");
  return kRunBy.find(between).has_value();
}

// "The retailer's owner, X Co., Ltd.": of whom, the headline tells.
bool is_owner_of_it(const PreparedText& text, Span sentence, Span name) {
  static const Pattern kOwner(
      R"((?i)(?:\b(?:the|its) (?:[a-z-]+ ){0,2}?(?:retailer|chain|app|brand|platform|site|marketplace|website|business|company)'s (?:owner|operator|operating company|legal entity)|^\W*the (?:operator|operating company|owner|company behind (?:it|the [a-z]+))), (?:the )?$)");
  return kOwner.find(text.view({sentence.begin, name.begin})).has_value();
}

// 连锁茶餐厅“甲茶室”…其母公司甲饮食集团有限公司: the brand of a Chinese headline, if it tells just
// one, and not of whom it is ("甲"母公司).
std::optional<Span> han_brand(const PreparedText& title) {
  static const Pattern kQuoted(
      R"re("([^"]{2,24})"((?:的)?(?:母公司|东家|背后|运营|经营|之父|创始)?))re");
  const auto quoted = kQuoted.find_all(title.folded(), title.whole());
  if (quoted.size() != 1 || quoted.front().has(1)) return std::nullopt;
  return quoted.front().groups[0];
}

}  // namespace

// The legal name behind 其母公司.
void Issuers::read_han_brand_owner(const PreparedText& text, const PreparedText& title) {
  static const Pattern kOwner(
      "其(?:母公司|控股公司|运营主体|经营主体|运营公司|经营公司|运营方|营运方)(?:为|是|,)*"
      "\"?([^,。;:|、\"的]{4,40}?公司)");
  constexpr std::size_t kLead = 2000;  // bytes
  const auto brand = han_brand(title);
  if (!brand) return;
  const Span lead{0, std::min(kLead, text.folded().size())};
  const auto owner = kOwner.find(text.folded(), lead);
  if (owner && text.occurrences(title.view(*brand), 2) > 1)
    take_brand(text.original(owner->groups[0]), title.original(*brand));
}

void Issuers::read_brand_owners(const PreparedText& text) {
  constexpr std::size_t kParagraphs = 3;
  const PreparedText* title = text.companion();
  if (title == nullptr || text.sentences().empty()) return;
  if (text::count_han(title->folded()) > 0) return read_han_brand_owner(text, *title);
  const auto headline = english_names(*title, title->whole(), true);
  const auto in_headline = [&](const std::string& name) -> std::optional<std::string> {
    for (const Span& one : headline) {
      const std::string told = without_article(title->original(one));
      if (text::name_key(told) == text::name_key(name) ||
          is_short_of(text::name_key(told), text::name_key(name)))
        return told;
    }
    return std::nullopt;
  };
  if (headline.empty()) return;
  const std::string first = without_article(title->original(headline.front()));
  const std::size_t begin = text.sentences().front().paragraph;
  for (const Sentence& sentence : text.sentences()) {
    if (text.out_of_time()) break;
    if (sentence.paragraph >= begin + kParagraphs) break;
    const auto names = english_names(text, sentence.span, true);
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::string name = without_article(text.original(names[i]));
      if (in_headline(name)) continue;
      std::optional<std::string> brand;
      if (i + 1 < names.size() && company_of_brand(text.view({names[i].end, names[i + 1].begin})))
        brand = in_headline(without_article(text.original(names[i + 1])));
      if (!brand && i > 0 && brand_of_company(text.view({names[i - 1].end, names[i].begin})))
        brand = in_headline(without_article(text.original(names[i - 1])));
      if (!brand && is_owner_of_it(text, sentence.span, names[i])) brand = first;
      if (!brand) continue;
      take_brand(name, *brand);
      return;
    }
  }
}

void Issuers::take_brand(const std::string& owner, const std::string& brand) {
  const auto index = add(owner);
  if (!index || !could_be_issuer(brand) || bearer(brand).value_or(*index) != *index) return;
  IssuerMention& issuer = issuers_[*index];
  const std::string called = issuer.name;
  if (!issuer.legal_name) issuer.legal_name = owner;
  issuer.name = brand;
  add_form(brand, *index);
  if (called != *issuer.legal_name) add_alias(*index, called);
}

}  // namespace gongwatch::parser::facts
