#include "parser/pdf/appointments.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "model/names.h"
#include "parser/facts/pattern.h"
#include "parser/facts/sponsors.h"
#include "parser/pdf/firm_names.h"
#include "text/names.h"

namespace gongwatch::parser::pdf {
namespace {

using facts::Match;
using facts::Pattern;
using facts::PreparedText;
using facts::RoleMention;
using facts::Span;

// Names, or roles, that stand in one list.
struct Group {
  bool roles = false;
  Span span;
  std::vector<FirmName> names;
  std::vector<Role> as;
};

enum class Verb { none, appoints, ends, plans };

Verb verb_of(const Match& match) {
  return match.has(0) ? Verb::ends : match.has(1) ? Verb::plans : Verb::appoints;
}

const Pattern& verbs() {
  static const Pattern pattern(
      R"((?i)(\b(?:ceased|cease|ceases) to (?:act|be|serve)|\bterminat(?:ed|es|ion|ing)\b(?: (?:the|its))?(?: (?:appointment|engagement))?|\bresign(?:ed|s|ation)?\b|\bremoved\b|\bno longer\b|\bstep(?:ped|s) down\b|\bwithdr[ae]wn?\b|退任|终止(?:对|与)?(?:委任|委聘|聘任|聘用)?|不再|辞任|辞去|停止担任|解除(?:委任|聘任)?|罢免))"
      R"(|(\b(?:will|may|shall|intends? to|propos\w+ to|plans? to|expects? to|yet to|not) (?:\w+ ){0,2}?(?:appoint|engage|retain)\w*|\bno (?:\w+ ){0,3}has been appointed|(?:将|拟|可能|尚未|并未|未有|没有)(?:会)?(?:另行|进一步)?(?:委任|委聘|聘任|聘请)))"
      R"(|(\b(?:re)?appoint(?:ed|s|ment|ing)?\b|\bengag(?:ed|es|ing)\b|\bretain(?:ed|s)?\b|委任|委聘|聘任|聘请|任命))");
  return pattern;
}

// The roles of a sentence; not those inside a definition ("and together with CLSA, the
// "Sponsors"), unless it says nothing else (the "Sole Sponsor").
std::vector<RoleMention> roles_of(const PreparedText& text, Span sentence) {
  auto roles = facts::find_roles(text, sentence);
  for (const Span bracket : alias_brackets(text, sentence)) {
    roles.erase(std::remove_if(roles.begin(), roles.end(),
                               [&](const RoleMention& role) {
                                 return bracket.contains(role.span) &&
                                        bracket.size() > role.span.size() + 8;
                               }),
                roles.end());
  }
  return roles;
}

// Names and roles of a sentence in order, those of one list together. Words that look like a role
// and are none stand as a group of no roles.
std::vector<Group> groups_of(const PreparedText& text, Span sentence) {
  const auto roles = roles_of(text, sentence);
  std::vector<Group> groups;
  const auto add_names = [&](Span gap) {
    for (FirmName& name : find_firm_names(text, gap)) {
      const bool same_list = !groups.empty() && !groups.back().roles &&
                             joins_names(text.view({groups.back().span.end, name.span.begin}));
      if (!same_list) groups.push_back({false, name.span, {}, {}});
      groups.back().span.end = name.span.end;
      groups.back().names.push_back(std::move(name));
    }
  };
  static const Pattern kRoleSeparator(
      R"((?i)^[\s,、/]*(?:and\b|&|以及|及|和|与|兼|并)?(?:\s*\b(?:the|its|a|an|as|also|both)\b|其|本公司)*[\s,]*(?:为|担任)?$)");
  std::size_t at = sentence.begin;
  for (const RoleMention& role : roles) {
    add_names({at, role.span.begin});
    at = role.span.end;
    const bool same_list =
        role.role && !groups.empty() && groups.back().roles && !groups.back().as.empty() &&
        role.span.begin - groups.back().span.end <= 40 &&
        kRoleSeparator.find(text.view({groups.back().span.end, role.span.begin}));
    if (!same_list) groups.push_back({true, role.span, {}, {}});
    groups.back().span.end = role.span.end;
    if (role.role) groups.back().as.push_back(*role.role);
  }
  add_names({at, sentence.end});
  return groups;
}

// "… X Limited [as its] sole sponsor": what stands between names and the role that they have.
bool links_forward(std::string_view between) {
  static const Pattern kLatin(
      R"((?i)^(?:"\))?(?:'s (?:engagement|appointment|role|capacity))?(?:[\s,]|\([^()]{1,220}\)|\b(?:has|have|had|been|to|act|acts|acted|acting|serve|serves|serving|be|appointed|engaged|retained|further|also|jointly|together|collectively|respectively|each|all|both|ceased|resigned|removed|terminated|withdrawn|no|longer|its|role|position|capacity|in|from|with effect)\b)*\b(?:as|is|are|was|were|being|be|act as|from being)\b(?:[\s,]|\b(?:its|the|our|a|an|one|of|their|company's|additional|new|joint|both|appointed|acting|as|also|further)\b)*$)");
  static const Pattern kHan(
      R"(^(?:[\s,"]|\([^()]{1,220}\))*(?:分别|共同|一同|均|已|获|将|亦|同时|不再|已不再|退任|辞任|辞去|停止|终止|[,\s])*(?:委任|委聘|聘任|聘请)?(?:为|担任|出任|作为|任|是|退任|辞任|辞去|不再)(?:担任|作为|为)?(?:本公司|公司|其|的|之|是次|本次|建议|拟议|上市|全球发售|发售|首次公开发售|一名|额外|[\s,])*$)");
  return between.size() <= 320 && (kLatin.find(between) || kHan.find(between));
}

// "the sole sponsor, X Limited", 整体协调人为…: what stands between a role and the names that
// have it.
bool links_backward(std::string_view between) {
  static const Pattern kLink(
      R"((?i)^(?:[\s,:"(-]|\b(?:is|are|being|namely|includes?|including|comprises?|comprising|of the company)\b|分别|为|是|即|包括|由)*$)");
  return between.size() <= 60 && kLink.find(between);
}

// "X Limited, the Sole Sponsor", X Limited (the "Sole Sponsor").
bool is_apposition(std::string_view between) {
  static const Pattern kApposition(
      R"((?i)^\s?(?:\([^()]{1,160}\))?, ?(?:the|its|our) $|^ ?\((?:the )?"$)");
  return kApposition.find(between).has_value();
}

class SentenceReader {
 public:
  SentenceReader(const PageText& text, Span sentence, PdfFacts& facts)
      : text_(text),
        sentence_(sentence),
        facts_(facts),
        groups_(groups_of(text.flow(), sentence)),
        verbs_(verbs().find_all(text.folded(), sentence)) {}

  void read() {
    std::vector<bool> placed(groups_.size(), false);
    for (std::size_t i = 0; i + 1 < groups_.size(); ++i) {
      if (!is_names(i) || !is_roles(i + 1)) continue;
      const std::string_view gap = between(i, i + 1);
      if (!links_forward(gap) && !is_apposition(gap) && !says_ended(i, i + 1)) continue;
      placed[i] = placed[i + 1] = true;
      take(i, i + 1);
      // "X Limited, the Sole Sponsor, has been appointed as overall coordinator".
      if (i + 2 < groups_.size() && is_roles(i + 2) && links_forward(between(i + 1, i + 2))) {
        placed[i + 2] = true;
        take(i, i + 2);
      }
    }
    for (std::size_t i = 0; i + 1 < groups_.size(); ++i) {
      if (!is_roles(i) || !is_names(i + 1) || placed[i] || placed[i + 1]) continue;
      if (!links_backward(between(i, i + 1))) continue;
      placed[i + 1] = true;
      take(i + 1, i);
    }
  }

 private:
  bool is_names(std::size_t i) const { return !groups_[i].roles; }
  bool is_roles(std::size_t i) const { return groups_[i].roles && !groups_[i].as.empty(); }
  std::string_view between(std::size_t a, std::size_t b) const {
    return text_.view({groups_[a].span.end, groups_[b].span.begin});
  }

  // "… 已獲本公司終止其作為": an end between names and role links them in any words.
  bool says_ended(std::size_t names, std::size_t roles) const {
    const Span gap{groups_[names].span.end, groups_[roles].span.begin};
    static const Pattern kBreak(R"([;。\n])");
    if (gap.size() > 90 || kBreak.find(text_.folded(), gap)) return false;
    return std::any_of(verbs_.begin(), verbs_.end(), [&](const Match& match) {
      return gap.contains(match.span) && verb_of(match) == Verb::ends;
    });
  }

  // The verb that governs a pair: the last one up to the end of its gap; "… has been terminated"
  // behind it counts too.
  Verb verb_around(Span clause, std::size_t last_begin) const {
    static const Pattern kEndedBehind(
        R"((?i)^[^.;,]{0,40}?\b(?:has|have|had|was|were|is|been) (?:been )?(?:terminated|withdrawn|revoked)\b|^(?:的(?:委任|委聘|聘任))?(?:已|被|获|经)*(?:终止|撤销|解除))");
    if (kEndedBehind.find(text_.folded(), {clause.end, sentence_.end})) return Verb::ends;
    Verb verb = Verb::none;
    for (const Match& match : verbs_) {
      if (match.span.begin < last_begin) verb = verb_of(match);
    }
    return verb;
  }

  void take(std::size_t names, std::size_t roles) {
    const Span clause{std::min(groups_[names].span.begin, groups_[roles].span.begin),
                      std::max(groups_[names].span.end, groups_[roles].span.end)};
    const Verb verb =
        verb_around(clause, std::max(groups_[names].span.begin, groups_[roles].span.begin));
    if (verb == Verb::plans) return;
    for (const FirmName& name : groups_[names].names) {
      for (const Role role : groups_[roles].as) {
        SponsorMention mention{text_.original(name.span), name.firm, role, text_.evidence(clause)};
        if (verb == Verb::ends)
          end_appointment(mention);
        else
          add_appointment(facts_, std::move(mention));
      }
    }
  }

  void end_appointment(const SponsorMention& mention) {
    const std::string message =
        fmt::format("{} has left as {}", mention.name, name_of(mention.role));
    const auto same = [&](const Warning& warning) { return warning.message == message; };
    if (std::any_of(facts_.warnings.begin(), facts_.warnings.end(), same)) return;
    facts_.warnings.push_back({"appointment-ended", message, mention.evidence});
    ended_.push_back(mention);
  }

 public:
  const std::vector<SponsorMention>& ended() const { return ended_; }

 private:
  const PageText& text_;
  Span sentence_;
  PdfFacts& facts_;
  std::vector<Group> groups_;
  std::vector<Match> verbs_;
  std::vector<SponsorMention> ended_;
};

bool coordinates(Role role) {
  return role == Role::overall_coordinator || role == Role::sponsor_overall_coordinator;
}

// One firm that left in that capacity: a coordinator who was announced as sponsor-overall
// coordinator has left as both.
bool is_ended_by(const SponsorMention& mention, const SponsorMention& end) {
  const bool same_firm = mention.firm && end.firm
                             ? *mention.firm == *end.firm
                             : text::name_key(mention.name) == text::name_key(end.name);
  return same_firm && ((coordinates(mention.role) && coordinates(end.role)) ||
                       (is_sponsor(mention.role) && is_sponsor(end.role)));
}

}  // namespace

void add_appointment(PdfFacts& facts, SponsorMention mention) {
  const std::string key = text::name_key(mention.name);
  for (const PdfFacts::Name& issuer : facts.issuer_names) {
    if (text::name_key(issuer.name) == key) return;
  }
  for (const SponsorMention& known : facts.appointments) {
    if (known.role == mention.role && text::name_key(known.name) == key) return;
  }
  if (facts.appointments.size() < 500) facts.appointments.push_back(std::move(mention));
}

void read_appointments(const PageText& text, Span in, PdfFacts& facts) {
  std::vector<SponsorMention> ended;
  for (const facts::Sentence& sentence : text.flow().sentences()) {
    if (!in.contains(sentence.span)) continue;
    SentenceReader reader(text, sentence.span, facts);
    reader.read();
    ended.insert(ended.end(), reader.ended().begin(), reader.ended().end());
  }
  if (ended.empty()) return;
  auto& all = facts.appointments;
  all.erase(std::remove_if(all.begin(), all.end(),
                           [&](const SponsorMention& mention) {
                             return std::any_of(ended.begin(), ended.end(),
                                                [&](const SponsorMention& end) {
                                                  return is_ended_by(mention, end);
                                                });
                           }),
            all.end());
}

}  // namespace gongwatch::parser::pdf
