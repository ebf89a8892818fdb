// The companies an article speaks of: names that it defines, and names that stand where an issuer
// stands.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

class Issuers {
 public:
  // Reads the definitions: legal names, "(hereinafter referred to as …)", (简称…), codes in
  // brackets.
  explicit Issuers(const PreparedText& text);

  // Who did what `trigger` says, in this sentence: the defined or plain name nearest in front of
  // it; "the company" is the issuer named last before. Index into all(), or nothing. A name met for
  // the first time is added.
  std::optional<std::size_t> subject(const PreparedText& text, const Sentence& sentence,
                                     Span trigger);

  // The issuer whose name stands in the span; for "the company", 公司 and the like `current` is the
  // answer.
  std::optional<std::size_t> mentioned(const PreparedText& text, Span in,
                                       std::optional<std::size_t> current) const;

  const std::vector<IssuerMention>& all() const { return issuers_; }
  void add_alias(std::size_t issuer, const std::string& alias);

 private:
  struct Form {
    std::string folded;  // as it is searched for
    std::size_t issuer;
  };
  struct Found {
    Span span;
    std::size_t issuer;
  };

  void read_english_definitions(const PreparedText& text);
  void read_chinese_definitions(const PreparedText& text);
  void define(const std::string& legal, const std::string& short_name, const std::string& code);
  std::size_t add_name(const std::string& name);
  void add_form(const std::string& name, std::size_t issuer);
  std::optional<Found> last_form(const PreparedText& text, Span in) const;

  std::vector<IssuerMention> issuers_;
  std::vector<Form> forms_;
};

// A capitalised or han name that ends right in front of `end` ("Bright Harbour [has passed …]",
// "明湾实业[通过…]"), if there is one.
std::optional<Span> name_before(const PreparedText& text, Span sentence, std::size_t end);

bool could_be_issuer(const std::string& name);
// "the company", "the group", 公司 … in the span.
bool mentions_company_word(const PreparedText& text, Span in);

}  // namespace gongwatch::parser::facts
