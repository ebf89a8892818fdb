#include "bench/made_up_archive.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <stdexcept>
#include <utility>
#include <vector>

#include "store/store.h"
#include "tests/support/market_names.h"
#include "text/names.h"

namespace gongwatch::bench {
namespace {

using testing_support::CompanyName;
using testing_support::NameMaker;
using testing_support::Prng;

constexpr std::array kSources{"wire", "daily", "evening", "bourse"};
constexpr std::array kFirms{"Harbour Capital",    "Peak Securities", "Lotus Bank",
                            "Kestrel Partners",   "Ferry Finance",   "Pagoda Capital",
                            "Lantern Securities", "Typhoon Bank"};
constexpr std::array kDay{1, 40, 75, 120, 124, 140, 150};
constexpr int kDays = 3650;

template <class T>
T value_of(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().to_string());
  return std::move(*result);
}
void check(const Status& status) {
  if (!status) throw std::runtime_error(status.error().to_string());
}

// Words as often as they are in a language: a few everywhere, many seldom (about Zipf's law).
class Vocabulary {
 public:
  Vocabulary(Prng& random, bool chinese) : chinese_(chinese) {
    for (int i = 0; i < 20000; ++i) words_.push_back(chinese ? han(random) : latin(random));
  }
  void write(std::string& text, int words, Prng& random) const {
    for (int i = 0; i < words; ++i) {
      const auto bound = static_cast<std::size_t>(1) << random.between(3, 14);
      text += words_[random.below(std::min(bound, words_.size()))];
      if (chinese_) {
        if (random.chance(120)) text += random.chance(300) ? "。" : "，";
      } else {
        text += random.chance(80) ? ". " : " ";
      }
    }
  }

 private:
  static std::string latin(Prng& random) {
    std::string word;
    for (int i = random.between(2, 9); i > 0; --i)
      word += static_cast<char>('a' + random.between(0, 25));
    return word;
  }
  static std::string han(Prng& random) {
    std::string word;
    for (int i = random.between(1, 3); i > 0; --i) {
      const int c = 0x4E00 + random.between(0, 2500) * 8;
      word += static_cast<char>(0xE0 | (c >> 12));
      word += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
      word += static_cast<char>(0x80 | (c & 0x3F));
    }
    return word;
  }
  bool chinese_;
  std::vector<std::string> words_;
};

class Maker {
 public:
  Maker(const std::string& path, int applications, int articles)
      : store_(value_of(store::Store::open(path))),
        applications_(applications),
        articles_(articles) {}

  void make() {
    const auto row = capture("https://bourse.example/list.json", "bourse", "[]", kBegin);
    for (int i = 1; i <= applications_; i += 500) {
      check(store_.in_transaction([&]() -> Status {
        for (int id = i; id < std::min(i + 500, applications_ + 1); ++id) {
          if (auto added =
                  store_.apply(application(id), {row.second, std::nullopt, "bourse", kBegin}, "1");
              !added)
            return added;
        }
        return {};
      }));
    }
    for (int i = 0; i < articles_; i += 1000) {
      check(store_.in_transaction([&]() -> Status {
        for (int n = i; n < std::min(i + 1000, articles_); ++n) article(n);
        return {};
      }));
      fmt::print(stderr, "\r{} of {} articles", i, articles_);
    }
    fmt::print(stderr, "\n");
  }

 private:
  static constexpr Instant kBegin{std::chrono::seconds{1420070400}};

  // page_id and capture.
  std::pair<std::int64_t, CaptureId> capture(const std::string& url, const std::string& source,
                                             const std::string& body, Instant at) {
    value_of(store_.add_page(url, url, source, "article", at));
    const auto page = value_of(store_.page(url));
    Capture bytes;
    bytes.url = bytes.final_url = url;
    bytes.source_id = source;
    bytes.captured_at = at;
    bytes.status = 200;
    bytes.media_type = "text/html";
    bytes.body = body;
    return {page->page_id, value_of(store_.put_capture(page->page_id, bytes, {})).capture_id};
  }

  CivilDate day_of(int application, std::size_t stage) const {
    const int first = static_cast<int>(static_cast<std::int64_t>(application) * kDays /
                                       std::max(applications_, 1));
    return hong_kong_day(kBegin + std::chrono::hours{24 * (first + kDay[stage])});
  }

  StageFact fact(int application, Stage stage, std::size_t place, bool official) const {
    StageFact told;
    told.application_id = application;
    told.issuer_name = "made up";
    told.stage = stage;
    told.event_date = told.disclosed_on = day_of(application, place);
    told.official = official;
    told.rule = "bench";
    told.attached_by = official ? "hkex-id" : "name";
    told.evidence.quote = "made up";
    return told;
  }

  Decision application(int id) {
    names_.push_back(compose(maker_.fresh(random_)));
    const CompanyName& name = names_.back();
    Decision decision;
    decision.new_issuers = {id};
    KnownApplication known;
    known.application_id = known.issuer_id = id;
    known.hkex_id = 100000 + id;
    known.board = random_.chance(100) ? Board::gem : Board::main;
    decision.new_applications = {known};
    for (const auto& [text, language] : {std::pair(name.en, "en"), std::pair(name.hant, "zh-Hant"),
                                         std::pair(name.hans, "zh-Hans")}) {
      decision.new_names.push_back({id, text, text::name_key(text), NameKind::official, language});
    }
    decision.stages.push_back(fact(id, Stage::filed, 0, true));
    if (random_.chance(700)) decision.stages.push_back(fact(id, Stage::phip, 3, true));
    if (random_.chance(600)) decision.stages.push_back(fact(id, Stage::listed, 6, true));
    for (int i = random_.between(1, 3); i > 0; --i) {
      Decision::Appointment appointment;
      appointment.application_id = id;
      appointment.sponsor.name = kFirms[random_.below(kFirms.size())];
      appointment.sponsor.firm = appointment.sponsor.name;
      appointment.sponsor.role = Role::joint_sponsor;
      appointment.rule = "bench";
      decision.appointments.push_back(appointment);
    }
    return decision;
  }

  void article(int number) {
    const bool chinese = random_.chance(700);
    const int id = random_.between(1, applications_);
    const CompanyName& name = names_[static_cast<std::size_t>(id) - 1];
    const std::string source = kSources[random_.below(kSources.size())];
    Document document;
    document.language = chinese ? "zh-Hant" : "en";
    document.charset = "UTF-8";
    const std::string company = chinese ? name.hant : name.en;
    document.title = chinese ? company + "通過上市聆訊" : company + " passes listing hearing";
    for (int i = random_.between(2, 8); i > 0; --i) {
      (chinese ? chinese_ : english_).write(document.text, random_.between(30, 110), random_);
      if (random_.chance(350))
        document.text += chinese ? "通過港交所聆訊，聯席保薦人為" : "hearing ";
      document.text += "\n\n" + company + (chinese ? "公司" : " company ");
    }
    document.fingerprint = fmt::format("{:016x}", random_.next());
    const CivilDate day = day_of(id, 2);
    document.date = day;
    const Instant at =
        start_of_hong_kong_day(day) + std::chrono::seconds{random_.between(0, 86399)};
    document.published_at = at;
    const std::string url = fmt::format("https://{}.example/{}.html", source, number);
    const auto kept = capture(url, source, url, at);
    const auto put = value_of(store_.put_article(kept.first, kept.second, document, "1", at));
    Decision decision;
    StageFact told = fact(id, Stage::hearing, 2, false);
    decision.stages.push_back(told);
    if (random_.chance(300)) {
      Decision::RankingFact ranking;
      ranking.application_id = id;
      ranking.ranking.rank = random_.between(1, 20);
      ranking.ranking.subject = "maker of things";
      decision.rankings.push_back(ranking);
    }
    check(store_.apply(decision, {kept.second, put.article_id, source, at}, "1"));
  }

  Prng random_{7};
  NameMaker maker_;
  Vocabulary chinese_{random_, true}, english_{random_, false};
  std::vector<CompanyName> names_;
  store::Store store_;
  int applications_, articles_;
};

}  // namespace

void make_archive(const std::string& path, int applications, int articles) {
  Maker(path, applications, articles).make();
}

}  // namespace gongwatch::bench
