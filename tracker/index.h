// The known issuers with the ways to find them. Every change goes through here, into the index and
// into the Decision alike.
#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/ipo.h"

namespace gongwatch::tracker {

using IssuerSet = std::set<IssuerId>;

class Index {
 public:
  explicit Index(std::vector<KnownIssuer> known);

  const KnownIssuer& issuer(IssuerId id) const { return issuers_.at(places_.at(id)); }
  bool has_issuer(IssuerId id) const { return places_.count(id) != 0; }
  // nullptr if there is none. Pointers stay valid until an application is added to the same issuer.
  const KnownApplication* application(ApplicationId id) const;
  const KnownApplication* by_hkex_id(std::int64_t hkex_id) const;

  IssuerSet by_key(std::string_view key) const;  // a name with exactly this key
  IssuerSet by_distinctive_key(std::string_view key) const;
  IssuerSet by_identity_word(
      std::string_view word) const;  // a name whose first identity word is this
  IssuerSet by_stock_code(std::string_view code) const;

  // Applications with an official PHIP.
  std::vector<const KnownApplication*> heard() const;
  // Applications without an HKEX id that were officially returned on that day.
  std::vector<const KnownApplication*> returned_on(CivilDate day) const;
  // Whether any application is known from stories alone.
  bool has_told_application() const { return !told_.empty(); }
  // Newest first: by day of filing (else the earliest known day), then HKEX id, then ours.
  std::vector<const KnownApplication*> newest_first(IssuerId issuer) const;

  IssuerId add_issuer(Decision& decision);
  ApplicationId add_application(Decision& decision, KnownApplication application);
  // Does nothing if the issuer bears the name already.
  void add_name(Decision& decision, IssuerName name);
  // An official name that the issuer bears, shown again behind another one of that language.
  void show_name(Decision& decision, const IssuerName& name);
  void add_stage(Decision& decision, StageFact fact);
  // What a status told, now that a document has given the day.
  void retract_stage(Decision& decision, Decision::StageRetraction retraction);
  void add_appointment(Decision& decision, Decision::Appointment appointment);
  void link(Decision& decision, ApplicationId application, std::int64_t hkex_id,
            std::string reason);
  // `from`, known from the news alone, is `into`: its names and applications count as those of
  // `into` from now on.
  void merge_issuer(Decision& decision, IssuerId from, IssuerId into, std::string reason);
  // One attempt that was told apart; both of one issuer by now.
  void merge_application(Decision& decision, ApplicationId from, ApplicationId into,
                         std::string reason);
  void move_application(Decision& decision, ApplicationId application, IssuerId to,
                        std::string reason);
  void move_name(Decision& decision, IssuerId from, const std::string& name, IssuerId to,
                 std::string reason);
  // From now on only a person merges it away.
  void set_corrected(IssuerId id) { mutable_issuer(id).corrected = true; }
  // Fills what is null.
  void fill(Decision& decision, Decision::ApplicationUpdate update);

 private:
  KnownApplication* find(ApplicationId id);
  KnownIssuer& mutable_issuer(IssuerId id) { return issuers_.at(places_.at(id)); }
  void index_name(const IssuerName& name);
  void index_by_words() const;
  void forget_names(IssuerId issuer);
  void index_application(const KnownApplication& application);
  void index_stage(const StageFact& fact);
  void reindex_codes(IssuerId issuer);

  std::deque<KnownIssuer> issuers_;
  std::unordered_map<IssuerId, std::size_t> places_;
  std::unordered_map<ApplicationId, IssuerId> owners_;
  std::unordered_map<std::int64_t, ApplicationId> hkex_ids_;
  std::set<ApplicationId> told_;  // without an HKEX id and without an official fact
  std::map<CivilDate, std::vector<ApplicationId>> returned_;  // officially, whatever their id
  std::map<std::string, IssuerSet, std::less<>> keys_, codes_;
  // What lists rarely need and takes long to make: names wait until somebody asks.
  mutable std::map<std::string, IssuerSet, std::less<>> distinctive_, words_;
  mutable std::vector<std::pair<IssuerId, std::string>> unread_names_;
  IssuerId next_issuer_ = 1;
  ApplicationId next_application_ = 1;
};

// The day an application began, as far as known: its first filing, official before told, else
// nothing.
std::optional<CivilDate> filed_on(const KnownApplication& application);
// Neither HKEX nor a person has said anything of it.
bool known_from_news_alone(const KnownIssuer& issuer);
// The earliest day of anything known of it that is not history.
std::optional<CivilDate> first_seen_on(const KnownApplication& application);

}  // namespace gongwatch::tracker
