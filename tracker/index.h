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
  // Applications known without an HKEX id.
  std::vector<const KnownApplication*> without_hkex_id() const;
  // Newest first: by day of filing (else the earliest known day), then HKEX id, then ours.
  std::vector<const KnownApplication*> newest_first(IssuerId issuer) const;

  IssuerId add_issuer(Decision& decision);
  ApplicationId add_application(Decision& decision, KnownApplication application);
  // Does nothing if the issuer bears the name already.
  void add_name(Decision& decision, IssuerName name);
  void add_stage(Decision& decision, StageFact fact);
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
  template <class Wanted>
  std::vector<const KnownApplication*> all_that(const Wanted& wanted) const;
  KnownIssuer& mutable_issuer(IssuerId id) { return issuers_.at(places_.at(id)); }
  void index_name(const IssuerName& name);
  void forget_names(IssuerId issuer);
  void index_application(const KnownApplication& application);
  void reindex_codes(IssuerId issuer);

  std::deque<KnownIssuer> issuers_;
  std::unordered_map<IssuerId, std::size_t> places_;
  std::unordered_map<ApplicationId, IssuerId> owners_;
  std::unordered_map<std::int64_t, ApplicationId> hkex_ids_;
  std::map<std::string, IssuerSet, std::less<>> keys_, distinctive_, words_, codes_;
  IssuerId next_issuer_ = 1;
  ApplicationId next_application_ = 1;
};

// The day an application began, as far as known: its first filing, official before told, else
// nothing.
std::optional<CivilDate> filed_on(const KnownApplication& application);
// The earliest day of anything known of it that is not history.
std::optional<CivilDate> first_seen_on(const KnownApplication& application);

}  // namespace gongwatch::tracker
