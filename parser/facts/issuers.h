// The companies an article speaks of: who is who, by which names.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/document.h"
#include "parser/facts/han_inventory.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

struct IssuerName {
  Span span;           // in the text that was searched
  std::size_t issuer;  // index into Issuers::all()
};

class Issuers {
 public:
  // Reads the definitions: legal names, "(hereinafter referred to as …)", (简称…), former names,
  // codes in brackets.
  explicit Issuers(const PreparedText& text);

  // Where names of the issuers stand in the span, left to right; of names inside one another the
  // longest.
  std::vector<IssuerName> mentions(const PreparedText& text, Span in) const;
  std::optional<IssuerName> last_mention(const PreparedText& text, Span in) const;

  // The issuer of that name, added if nobody bears it: a short form of one legal name is that
  // company. Nothing for sponsor houses, and when there are too many.
  // `placed`: its place tells that it is a name, whatever the tagger sees.
  std::optional<std::size_t> add(const std::string& written, bool placed = false);

  // As add, for a Chinese name that only its place in a clause tells: the article must call
  // somebody so a second time, or the name must look like a company's ("…科技", behind
  // "机器人公司").
  // `placed`: its place alone tells that it is a name ("X: filed on …").
  std::optional<std::size_t> add_plausible(const PreparedText& text, Span name,
                                           bool placed = false);

  // Names that the trained tagger sees in the text (tagged_companies.h): of a name that ends with
  // one of them the rest is dropped ("Hong Kong-based …", 此前…); what has nothing of any is no
  // name. `perhaps`: with what only nearly looks like one. `all_seen`: it saw
  // the whole text, so that what it did not see counts.
  void set_tagged(const std::vector<std::string>& names, const std::vector<std::string>& perhaps,
                  bool all_seen);

  // Who bears the name, or one that it is a short form of; nobody is added.
  std::optional<std::size_t> bearer(const std::string& name) const;

  // Latin short names ("Rimba" of Rimba Harvest) of who is known by now.
  void learn_short_names(const PreparedText& text);

  const std::vector<IssuerMention>& all() const { return issuers_; }
  void add_alias(std::size_t issuer, const std::string& alias);
  // Five digits; the first one told stays.
  void set_stock_code(std::size_t issuer, const std::string& code);

 private:
  struct Form {
    std::string folded;  // as it is searched for
    std::size_t issuer;
  };

  void read_english_definitions(const PreparedText& text);
  void read_small_brands(const PreparedText& text);
  void read_short_names(const PreparedText& text);
  void read_formal_names(const PreparedText& text);
  void read_brand_owners(const PreparedText& text);
  void read_han_brand_owner(const PreparedText& text, const PreparedText& title);
  void take_brand(const std::string& owner, const std::string& brand);
  void read_chinese_definitions(const PreparedText& text);
  void read_latin_brackets(const PreparedText& text);
  void read_chinese_short_names(const PreparedText& text);
  void read_brands_of_parents(const PreparedText& text);
  void call_by_brand(const PreparedText& text, std::size_t parent, const std::string& brand);
  void read_codes(const PreparedText& text);
  void read_houses_that_list(const PreparedText& text);
  std::optional<std::size_t> define(const std::string& legal, const std::string& short_name,
                                    const std::string& code);
  void add_form(const std::string& name, std::size_t issuer);
  // What names are compared by, kept: every candidate is compared with every company.
  struct NameKey {
    std::string key;    // text::name_key
    std::string solid;  // without blanks: "Zhi Yin" is Zhiyin
    bool han = false;
  };
  const NameKey& key_of(const std::string& name) const;

  bool is_part_of_a_name(const PreparedText& text, const std::string& name) const;
  static bool is_tail_of_a_house(const PreparedText& text, Span name);
  bool is_plausible(const PreparedText& text, Span name, bool placed) const;

  std::string seen_part(const std::string& written) const;

  HanInventory inventory_;
  std::vector<std::string> tagged_;  // folded; the longest first
  bool all_seen_ = false;
  std::vector<std::string> perhaps_;  // folded
  std::vector<IssuerMention> issuers_;
  std::vector<Form> forms_;
  std::unordered_multimap<std::uint32_t, std::size_t> forms_by_head_;  // their first three bytes
  mutable std::unordered_map<std::string, NameKey> keys_;
};

}  // namespace gongwatch::parser::facts
