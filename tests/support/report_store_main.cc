// make_report_store --db FILE --ipos N [--hostile]: a store full of made-up IPOs, through the
// store's own doors, for looking at reports: filings, hearings, offers and listings over two years
// up to 10 November 2025, each told officially, some by news with quotes, some differently.
// --hostile: names, titles, quotes and addresses that would like to be more than text.
#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "store/store.h"
#include "tests/support/market_names.h"
#include "tests/support/prng.h"
#include "text/names.h"

namespace gongwatch::testing_support {
namespace {

constexpr CivilDate kToday{std::chrono::year{2025}, std::chrono::November, std::chrono::day{10}};
constexpr int kDays = 800;

const std::vector<std::string>& houses() {
  static const std::vector<std::string> names{"CICC",
                                              "Huatai International",
                                              "Morgan Stanley",
                                              "Goldman Sachs",
                                              "CITIC Securities",
                                              "CMB International",
                                              "Haitong International",
                                              "ABC International",
                                              "UBS",
                                              "J.P. Morgan",
                                              "BOC International",
                                              "Deutsche Bank",
                                              "Citi",
                                              "China Securities International",
                                              "Guotai Junan International",
                                              "Shenwan Hongyuan",
                                              "CCB International",
                                              "Jefferies",
                                              "Rainbow Capital",
                                              "Somerley",
                                              "Altus",
                                              "Lego Corporate Finance",
                                              "Quam",
                                              "First Shanghai"};
  return names;
}

const std::vector<std::string>& hostile_texts() {
  static const std::vector<std::string> texts{
      "<script>document.title='owned'</script>",
      "\"><img src=x onerror=\"document.title='owned'\">",
      "'-alert(1)-' onmouseover='document.title=1'",
      "</title></textarea></script><svg onload=alert(1)>",
      "=HYPERLINK(\"http://evil.example\",\"Acme\")",
      "\u202Eevil gnp.exe\u202C Holdings",
      "\u0634\u0631\u0643\u0629 \u0627\u0644\u062E\u0644\u064A\u062C Holdings",
      "{{constructor.constructor('alert(1)')()}} {} {0} %s",
      "&lt;b&gt;not bold&lt;/b&gt; &amp;amp;"};
  return texts;
}

[[noreturn]] void give_up(const Error& error) {
  fmt::print(stderr, "make_report_store: {}\n", error.to_string());
  std::exit(1);
}

template <class T>
T must(Result<T> result) {
  if (!result) give_up(result.error());
  return std::move(*result);
}

void must(const Status& status) {
  if (!status) give_up(status.error());
}

CivilDate days_ago(int days) {
  return CivilDate{std::chrono::sys_days(kToday) - std::chrono::days(days)};
}

// When a thing of that day became known: that evening.
Instant evening_of(CivilDate day) { return start_of_hong_kong_day(day) + std::chrono::hours(18); }

struct Life {
  IssuerId id = 0;
  std::string en, hant;
  std::vector<std::pair<Stage, int>> stages;  // days ago
  std::vector<std::string> sponsors;
};

class Maker {
 public:
  Maker(store::Store& store, bool hostile) : store_(store), hostile_(hostile) {
    feed_ = capture("https://www1.hkexnews.example/ncms/json/eds/app_sehk_e.json", "{}", "hkex",
                    start_of_hong_kong_day(days_ago(kDays + 30)))
                .first;
  }

  void add(int number) {
    const Life life = live(number);
    tell_officially(life, number);
    for (const auto& [stage, ago] : life.stages) {
      const bool worth_a_story = stage == Stage::hearing || stage == Stage::listed ||
                                 (stage == Stage::filed && random_.chance(300));
      const int stories = worth_a_story ? random_.between(hostile_ ? 1 : 0, 3) : 0;
      for (int i = 0; i < stories; ++i) tell(life, stage, ago, number, i);
    }
  }

 private:
  std::pair<CaptureId, std::int64_t> capture(const std::string& url, const std::string& body,
                                             const std::string& source, Instant at) {
    must(store_.add_page(url, url, source, "article", at));
    const auto page = must(store_.page(url)).value();
    Capture capture;
    capture.url = capture.final_url = url;
    capture.source_id = source;
    capture.captured_at = at;
    capture.status = 200;
    capture.media_type = "text/html";
    capture.body = body;
    return {must(store_.put_capture(page.page_id, capture, {})).capture_id, page.page_id};
  }

  std::string hostile(int number) const {
    return hostile_texts()[static_cast<std::size_t>(number) % hostile_texts().size()];
  }

  Life live(int number) {
    Life life;
    life.id = number + 1;
    const CompanyName name = compose(names_.fresh(random_));
    life.en = name.en;
    life.hant = name.hant;
    if (hostile_ && number < static_cast<int>(hostile_texts().size())) life.en = hostile(number);
    if (hostile_ && number == static_cast<int>(hostile_texts().size())) {
      life.en.clear();
      for (int i = 0; i < 1000; ++i)
        life.en += "LongName" + std::to_string(i % 10) + (i % 7 ? "" : " ");
    }
    const int sponsors = random_.chance(500) ? 1 : random_.between(2, 4);
    for (int i = 0; i < sponsors; ++i) {
      // A few houses have most of the business.
      const std::size_t place =
          std::min(random_.below(houses().size()), random_.below(houses().size()));
      if (std::find(life.sponsors.begin(), life.sponsors.end(), houses()[place]) ==
          life.sponsors.end())
        life.sponsors.push_back(houses()[place]);
    }
    int ago = random_.between(0, kDays);
    life.stages.emplace_back(Stage::filed, ago);
    ago -= random_.between(40, 230);
    if (ago < 0 || random_.chance(300)) {
      if (life.stages.front().second > 184)
        life.stages.emplace_back(Stage::lapsed, life.stages.front().second - 184);
      return life;
    }
    life.stages.emplace_back(Stage::hearing, ago);
    ago -= random_.between(1, 3);
    if (ago >= 0) life.stages.emplace_back(Stage::phip, ago);
    for (const Stage stage : {Stage::launched, Stage::priced, Stage::allotted, Stage::listed}) {
      ago -= stage == Stage::launched ? random_.between(2, 20)
             : stage == Stage::listed ? 1
                                      : random_.between(2, 4);
      if (ago < 0) break;
      life.stages.emplace_back(stage, ago);
    }
    return life;
  }

  void tell_officially(const Life& life, int number) {
    Decision decision;
    decision.new_issuers = {life.id};
    KnownApplication application;
    application.application_id = application.issuer_id = life.id;
    application.hkex_id = 100000 + number;
    application.board = random_.chance(80) ? Board::gem : Board::main;
    if (life.stages.back().first == Stage::listed)
      application.stock_code = fmt::format("{:05}", 1000 + number);
    decision.new_applications = {application};
    for (const auto& [name, language] : {std::pair{life.en, "en"}, {life.hant, "zh-Hant"}})
      decision.new_names.push_back(
          {life.id, name, text::name_key(name), NameKind::official, language});
    for (const std::string& house : life.sponsors) {
      SponsorMention mention;
      mention.name = house;
      mention.firm = house;
      mention.role = life.sponsors.size() == 1 ? Role::sole_sponsor : Role::joint_sponsor;
      mention.evidence.quote = house + " as its sponsor";
      decision.appointments.push_back({life.id, mention, "made-up"});
    }
    for (const auto& [stage, ago] : life.stages) {
      if (stage == Stage::hearing) continue;
      apply_stage(decision, life, stage, ago, feed_, std::nullopt, "hkex", true);
      decision = Decision();
    }
  }

  // Official facts are known one by one, on their evening.
  void apply_stage(Decision& decision, const Life& life, Stage stage, int ago, CaptureId capture,
                   std::optional<ArticleId> article, const std::string& source, bool official) {
    StageFact fact;
    fact.application_id = life.id;
    fact.issuer_name = life.en;
    fact.stage = stage;
    fact.event_date = fact.disclosed_on = days_ago(ago);
    fact.official = official;
    fact.rule = "made-up";
    fact.attached_by = official ? "hkex-id" : "name";
    fact.evidence.quote = official ? "{\"id\":1}" : quote_;
    decision.stages = {fact};
    if (stage == Stage::launched) decision.closes = {{life.id, days_ago(ago - 3), {}}};
    const Instant known = evening_of(days_ago(ago));
    must(store_.apply(decision, {capture, article, source, known}, "1"));
  }

  void tell(const Life& life, Stage stage, int ago, int number, int story) {
    static const std::vector<std::string> sources{"aastocks", "zhitong", "yahoo-hk"};
    const std::string& source = sources[static_cast<std::size_t>(story)];
    const bool chinese = story > 0;
    const std::string url = fmt::format("https://{}.example/news/{}/{}-{}.html{}", source, number,
                                        static_cast<int>(stage), story,
                                        hostile_ ? "?a=\"><script>alert(1)</script>" : "");
    const Instant at = start_of_hong_kong_day(days_ago(ago)) + std::chrono::hours(9 + story);
    Document document;
    document.language = chinese ? "zh-Hans" : "en";
    document.title = chinese ? life.hant + "通过港交所上市聆讯"
                             : life.en + " moves a step on its way to a listing";
    if (hostile_) document.title = hostile(number + 1) + document.title;
    quote_ = chinese ? life.hant + "（下称“公司”）已通过港交所主板上市聆讯，" +
                           life.sponsors.front() + "为其保荐人。"
                     : life.en + " has taken this step on the Main Board of the exchange; " +
                           life.sponsors.front() + " is its sponsor.";
    if (hostile_) quote_ += "</blockquote>" + hostile(number);
    document.text = quote_ + fmt::format("\n\nStory {} of {}.", story, number);
    document.date = days_ago(ago);
    document.published_at = at;
    const auto [capture_id, page_id] = capture(url, document.text, source, at);
    const auto article =
        must(store_.put_article(page_id, capture_id, document, "1", at)).article_id;
    Decision decision;
    // Now and then a paper has another day.
    apply_story(decision, life, number);
    apply_stage(decision, life, stage, ago + (random_.chance(60) ? 1 : 0), capture_id, article,
                source, false);
  }

  void apply_story(Decision& decision, const Life& life, int number) {
    if (random_.chance(300)) {
      Ranking ranking;
      ranking.issuer = life.en;
      ranking.rank = random_.between(1, 15);
      ranking.subject = hostile_ ? hostile(number) : "maker of precision parts";
      ranking.region = "China";
      ranking.metric = "revenue";
      ranking.period = "2024";
      ranking.evidence.quote = quote_;
      decision.rankings.push_back({life.id, ranking});
    }
    if (!random_.chance(300)) return;
    for (const char* metric : {"revenue", "profit"}) {
      Figure figure;
      figure.issuer = life.en;
      figure.metric = metric;
      figure.period = "FY2024";
      figure.value = random_.between(100, 90000) * 1e5;
      figure.currency = "CNY";
      figure.as_written = fmt::format("RMB {:.1f} million", figure.value / 1e6);
      figure.evidence.quote = quote_;
      decision.figures.push_back({life.id, figure, false});
    }
  }

  store::Store& store_;
  bool hostile_;
  Prng random_{7};
  NameMaker names_;
  CaptureId feed_ = 0;
  std::string quote_;
};

}  // namespace
}  // namespace gongwatch::testing_support

int main(int argc, char** argv) {
  using gongwatch::Status;
  using gongwatch::store::Store;
  using gongwatch::testing_support::Maker;
  using gongwatch::testing_support::must;
  std::string path;
  int ipos = 200;
  bool hostile = false;
  for (int i = 1; i < argc; ++i) {
    const std::string_view flag = argv[i];
    if (flag == "--hostile") hostile = true;
    if (flag == "--db" && i + 1 < argc) path = argv[++i];
    if (flag == "--ipos" && i + 1 < argc) ipos = std::atoi(argv[++i]);
  }
  if (path.empty()) return 2;
  auto store = must(Store::open(path));
  must(store.in_transaction([&]() -> Status {
    Maker maker(store, hostile);
    for (int i = 0; i < ipos; ++i) maker.add(i);
    return {};
  }));
  return 0;
}
