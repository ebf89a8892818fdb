#include "tracker/stories.h"

#include <algorithm>

#include "text/names.h"
#include "tracker/identity.h"
#include "tracker/mentions.h"

namespace gongwatch::tracker {
namespace {

// A filing told this long after the last one is a new filing (they come 167 to 202 days apart), not
// a late story of the old.
constexpr int kRefilingDays = 90;
// … unless HKEX says that the last one is over.
constexpr int kSameFilingDays = 7;

bool is_over(const KnownApplication& application) {
  return std::any_of(application.stages.begin(), application.stages.end(),
                     [](const StageFact& fact) {
                       return fact.official && (is_end(fact.stage) || fact.stage == Stage::listed);
                     });
}

struct Placed {
  std::optional<ApplicationId> application;
  std::string by;
};

class Story {
 public:
  Story(Index& index, const Document& document, CivilDate published_on)
      : index_(index), document_(document), published_on_(published_on) {}

  Decision decide() {
    for (const Event& event : document_.events) join_told_apart(event);
    std::vector<Placed> placed(document_.events.size());
    // What is news may make the application that the looks back belong to.
    for (const bool history : {false, true}) {
      for (std::size_t i = 0; i < placed.size(); ++i) {
        const Event& event = document_.events[i];
        if (event.history == history) placed[i] = place(event);
      }
    }
    for (std::size_t i = 0; i < placed.size(); ++i) record(document_.events[i], placed[i]);
    for (const Ranking& ranking : document_.rankings) {
      decision_.rankings.push_back({application_of(ranking.issuer, placed), ranking});
    }
    for (const Figure& figure : document_.figures) {
      decision_.figures.push_back({application_of(figure.issuer, placed), figure});
    }
    return std::move(decision_);
  }

 private:
  void join_told_apart(const Event& event) {
    const CivilDate day = day_of(event).value_or(published_on_);
    if (event.exchange != "HKEX" || !day.ok()) return;
    const auto apart = told_apart(index_, event, day);
    if (!apart) return;
    index_.merge_issuer(decision_, apart->from, apart->into, "name");
    index_.merge_application(decision_, apart->from_application, apart->into_application, "name");
  }

  Placed place(const Event& event) {
    const CivilDate day = day_of(event).value_or(published_on_);
    if (event.exchange != "HKEX" || !day.ok()) return {};
    const Attachment found = find_issuer(index_, event, day);
    if (found.found == Attachment::Found::several) return {};
    if (found.found == Attachment::Found::nobody) return make_new(event);
    learn_names(event, found.issuer);
    if (found.application) return {found.application, std::string(found.by)};
    if (event.history && !day_of(event)) return {};  // a look back at an unknown day
    if (is_new_filing(event, found.issuer)) return {make_refiling(event, found.issuer), "new"};
    const auto application = application_for(index_, found.issuer, event, day);
    return application ? Placed{application, std::string(found.by)} : Placed{};
  }

  Placed make_new(const Event& event) {
    const bool nameless = text::name_key(event.issuer.name).empty() &&
                          text::name_key(event.issuer.legal_name.value_or("")).empty();
    if (event.history || nameless) return {};
    const IssuerId issuer = index_.add_issuer(decision_);
    learn_names(event, issuer);
    return {add_application(event, issuer, std::nullopt), "new"};
  }

  // A filing that is far behind the newest one we know of.
  bool is_new_filing(const Event& event, IssuerId issuer) const {
    const auto day = day_of(event);
    if (event.history || !day || !is_filing(event.stage)) return false;
    const auto newest = index_.newest_first(issuer);
    if (newest.empty()) return true;
    const auto last = filed_on(*newest.front());
    if (is_over(*newest.front())) return !last || days_between(*last, *day) > kSameFilingDays;
    return last && days_between(*last, *day) > kRefilingDays;
  }

  ApplicationId make_refiling(const Event& event, IssuerId issuer) {
    const auto newest = index_.newest_first(issuer);
    return add_application(
        event, issuer,
        newest.empty() ? std::nullopt : std::optional(newest.front()->application_id));
  }

  ApplicationId add_application(const Event& event, IssuerId issuer,
                                std::optional<ApplicationId> previous) {
    KnownApplication application;
    application.issuer_id = issuer;
    application.board = event.board;
    application.previous_application_id = previous;
    return index_.add_application(decision_, std::move(application));
  }

  void learn_names(const Event& event, IssuerId issuer) {
    const IssuerMention& mention = event.issuer;
    if (mention.legal_name) learn(*mention.legal_name, NameKind::legal, issuer);
    learn(mention.name, NameKind::short_name, issuer);
    for (const std::string& alias : mention.aliases) learn(alias, NameKind::alias, issuer);
  }

  // A name that another issuer bears already is not learnt: it would make both unfindable by it.
  void learn(const std::string& name, NameKind kind, IssuerId issuer) {
    const std::string key = text::name_key(name);
    const IssuerSet bearers = index_.by_key(key);
    const bool taken =
        std::any_of(bearers.begin(), bearers.end(), [&](IssuerId id) { return id != issuer; });
    if (!taken)
      index_.add_name(decision_, {issuer, name, key, kind, language_of(name, document_.language)});
  }

  void record(const Event& event, const Placed& placed) {
    StageFact fact;
    fact.application_id = placed.application;
    fact.issuer_name = event.issuer.name;
    fact.stage = event.stage;
    fact.event_date = event.event_date;
    fact.disclosed_on = event.disclosed_on;
    fact.board = event.board;
    fact.stock_code = event.issuer.stock_code;
    fact.history = event.history;
    fact.evidence = event.evidence;
    fact.rule = event.rule;
    fact.attached_by = placed.by;
    fact.sponsors = event.sponsors;
    if (placed.application && !event.history) fill(event, *placed.application);
    index_.add_stage(decision_, std::move(fact));
  }

  // Before the offer a Hong Kong code in a story is somebody else's.
  void fill(const Event& event, ApplicationId application) {
    const bool coded = event.stage >= Stage::launched && event.stage <= Stage::listed;
    index_.fill(decision_, {application, event.board,
                            coded ? event.issuer.stock_code : std::nullopt, std::nullopt});
  }

  // News before looks back, for an issuer of whom the story tells both.
  std::optional<ApplicationId> application_of(std::string_view issuer,
                                              const std::vector<Placed>& placed) const {
    const std::string key = text::name_key(issuer);
    for (const bool history : {false, true}) {
      for (std::size_t i = 0; i < placed.size(); ++i) {
        const Event& event = document_.events[i];
        if (event.history != history || !placed[i].application) continue;
        if (is_called(event.issuer, key)) return placed[i].application;
      }
    }
    return std::nullopt;
  }

  static bool is_called(const IssuerMention& mention, const std::string& key) {
    const auto equal = [&](const std::string& name) {
      return !key.empty() && text::name_key(name) == key;
    };
    return equal(mention.name) || (mention.legal_name && equal(*mention.legal_name)) ||
           std::any_of(mention.aliases.begin(), mention.aliases.end(), equal);
  }

  Index& index_;
  const Document& document_;
  CivilDate published_on_;
  Decision decision_;
};

}  // namespace

Decision decide_story(Index& index, const Document& document, CivilDate published_on) {
  return Story(index, document, published_on).decide();
}

}  // namespace gongwatch::tracker
