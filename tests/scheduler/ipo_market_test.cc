// The made-up market itself: real shapes, the same every time, and everything that HKEX's feeds are
// known to do happens in it.
#include "tests/support/ipo_market.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "model/names.h"
#include "parser/hkex/applications.h"
#include "tests/support/market_name_tables.h"
#include "text/fold.h"
#include "text/names.h"

namespace gongwatch::testing_support {
namespace {

using testing::HasSubstr;
using testing::Not;

IpoMarket::Options options_of(int applications, int days, std::uint64_t seed, int troubles = 0) {
  IpoMarket::Options options;
  options.applications = applications;
  options.days = days;
  options.seed = seed;
  options.trouble_per_mille = troubles;
  return options;
}

std::string everything(IpoMarket& market, int days) {
  std::string all;
  for (int day = 0; day < days; ++day) {
    market.advance();
    for (const std::string& feed : market.feeds()) {
      const auto answer = market.answer(feed);
      all += feed + std::to_string(answer.status) + answer.etag + (answer.body ? *answer.body : "");
    }
  }
  return all;
}

TEST(IpoMarket, TheSameSeedGivesTheSameBytes) {
  IpoMarket first(options_of(200, 40, 7, 12));
  IpoMarket second(options_of(200, 40, 7, 12));
  IpoMarket other(options_of(200, 40, 8, 12));
  const std::string bytes = everything(first, 40);
  EXPECT_EQ(bytes, everything(second, 40));
  EXPECT_NE(bytes, everything(other, 40));
}

TEST(IpoMarket, EveryFeedIsReadWithoutAWarning) {
  IpoMarket market(options_of(600, 60, 3));
  std::map<std::string, std::size_t> rows;
  for (int day = 0; day < 60; ++day) {
    market.advance();
    if (day % 20 != 0) continue;
    for (const std::string& feed : market.feeds()) {
      const auto answer = market.answer(feed);
      if (answer.status == 404) continue;
      const auto name = parser::application_feed_name(feed);
      ASSERT_TRUE(name) << feed;
      const auto read = parser::parse_application_feed(*answer.body, *name);
      ASSERT_TRUE(read) << feed << ": " << read.error().to_string();
      EXPECT_EQ(read->rows(), answer.rows) << feed;
      rows[feed] += read->rows();
      for (const Warning& warning : read->warnings) {
        EXPECT_EQ(warning.code, "unknown-status") << feed << ": " << warning.message;
      }
    }
  }
  for (const char* feed :
       {"appactive_app_sehk_e.json", "appactive_appphip_sehk_c.json", "appinactive_sehk_e.json",
        "applisted_sehk_c.json", "appreturned_sehk_e.json", "appactive_app_gem_c.json"}) {
    EXPECT_GT(rows[feed], 0u) << feed;
  }
}

TEST(IpoMarket, RowsHaveTheKeysOfTheRealOnes) {
  IpoMarket market(options_of(300, 30, 5));
  market.advance();
  const auto feed = nlohmann::json::parse(*market.answer("appactive_app_sehk_e.json").body);
  EXPECT_TRUE(feed["genDate"].is_string());
  EXPECT_EQ(feed["uDate"], "01/01/2025");
  for (const auto& row : feed["app"]) {
    for (const char* key :
         {"id", "d", "a", "s", "w", "sD", "sA", "ls", "ps", "hasPhip", "postingDate"})
      EXPECT_TRUE(row.contains(key)) << key << " in " << row;
    EXPECT_THAT(row["ls"].dump(), HasSubstr("\"u1\""));
  }
  const auto listed = nlohmann::json::parse(*market.answer("applisted_sehk_c.json").body);
  for (const auto& row : listed["app"]) {
    EXPECT_EQ(row["st"].get<std::string>().size(), 5u);
    EXPECT_THAT(row["ls"].dump(), Not(HasSubstr("申請版本")));
  }
  const auto returned = nlohmann::json::parse(*market.answer("appreturned_sehk_c.json").body);
  for (const auto& row : returned["app"]) EXPECT_FALSE(row.contains("id"));
}

TEST(IpoMarket, WhatDoesNotChangeKeepsItsBytesAndTag) {
  IpoMarket market(options_of(60, 60, 2));
  std::map<std::string, IpoMarket::Answer> yesterday;
  std::size_t same = 0;
  for (int day = 0; day < 60; ++day) {
    market.advance();
    for (const std::string& feed : market.feeds()) {
      auto answer = market.answer(feed);
      if (answer.status == 404) continue;
      const auto& before = yesterday[feed];
      if (before.body) {
        EXPECT_EQ(*before.body == *answer.body, before.etag == answer.etag) << feed;
        same += before.etag == answer.etag;
      }
      yesterday[feed] = std::move(answer);
    }
  }
  EXPECT_GT(same, 300u);
}

TEST(IpoMarket, SomeFilesNeverExist) {
  IpoMarket market(options_of(60, 30, 2));
  for (int day = 0; day < 30; ++day) {
    market.advance();
    EXPECT_EQ(market.answer("appreturned_gem_e.json").status, 404);
    EXPECT_EQ(market.answer("appactive_appphip_gem_c.json").status, 404);
    EXPECT_EQ(market.answer("appactive_app_gem_c.json").status, 200);
  }
}

TEST(IpoMarket, TroublesSpoilSingleFeedsForADay) {
  IpoMarket market(options_of(400, 200, 4, 12));
  std::set<std::string> kinds;
  for (int day = 0; day < 200; ++day) {
    market.advance();
    const auto troubled = market.troubled_feeds();
    EXPECT_TRUE(troubled.empty() || (day >= 3 && day < 194)) << day;
    for (const std::string& feed : troubled) {
      const auto answer = market.answer(feed);
      const auto read = parser::parse_application_feed(answer.body ? *answer.body : "",
                                                       *parser::application_feed_name(feed));
      if (answer.status == 503) {
        kinds.insert("unavailable");
      } else if (answer.media_type == "text/html") {
        kinds.insert("challenge");
      } else if (!read) {
        kinds.insert("cut");
      } else {
        kinds.insert(read->rows() == 0 ? "emptied" : "shrunk");
      }
    }
  }
  EXPECT_EQ(kinds.size(), 5u);
}

// A list that runs empty or loses most of its rows is an alarm: here none does so by itself.
TEST(IpoMarket, ListsDoNotShrinkByThemselves) {
  for (const std::uint64_t seed : {1u, 2u, 3u, 4u}) {
    IpoMarket market(options_of(300, 120, seed));
    std::map<std::string, std::size_t> yesterday;
    for (int day = 0; day < 120; ++day) {
      market.advance();
      for (const std::string& feed : market.feeds()) {
        const auto answer = market.answer(feed);
        EXPECT_GE(answer.rows * 3, yesterday[feed] * 2) << feed << " on day " << day;
        yesterday[feed] = answer.rows;
      }
    }
  }
}

TEST(IpoMarket, AtMostTwinsShareAName) {
  IpoMarket market(options_of(3000, 200, 9));
  std::map<std::string, std::size_t> english, chinese;
  std::size_t twins = 0;
  for (const MarketIssuer& issuer : market.truth().issuers) {
    twins += issuer.has_twin;
    for (const auto& version : issuer.names) {
      ++english[text::name_key(version.name.en)];
      ++chinese[text::name_key(version.name.hant)];
    }
  }
  const auto doubled = [](const std::map<std::string, std::size_t>& names) {
    return std::count_if(names.begin(), names.end(),
                         [](const auto& name) { return name.second > 1; });
  };
  EXPECT_GT(twins, 0u);
  EXPECT_EQ(static_cast<std::size_t>(doubled(english)) * 2, twins);
  EXPECT_EQ(doubled(chinese), 0);
}

TEST(IpoMarket, TheTablesHoldOneNameInTwoScripts) {
  const auto agree = [](std::string_view hant, std::string_view hans) {
    EXPECT_EQ(text::fold_text(hant), text::fold_text(hans)) << hant << " " << hans;
  };
  for (const auto& syllable : kSyllables) {
    for (std::size_t i = 0; i < 2; ++i) agree(syllable.hant[i], syllable.hans[i]);
  }
  for (const auto& word : kIndustries) agree(word.hant, word.hans);
  for (const auto& word : kForms) agree(word.hant, word.hans);
  for (const auto& word : kPlaces) agree(word.hant, word.hans);
}

TEST(IpoMarket, EverythingHappensInIt) {
  IpoMarket market(options_of(3000, 200, 11));
  std::map<std::string, int> seen;
  for (const MarketApplication& application : market.truth().applications) {
    for (const MarketEvent& event : application.events)
      ++seen["stage " + std::string(name_of(event.stage))];
    for (const NameQuirk& quirk : application.quirks)
      ++seen["quirk " + std::to_string(static_cast<int>(quirk.what))];
    for (const MarketDocument& document : application.documents) {
      seen["revised"] += document.submission == 0;
      seen["renumbered"] += document.renumbered_on < 200;
      seen["dropped"] += document.dropped_on < 200;
      seen["english only"] += !document.in_chinese;
    }
    seen["vanishings"] += static_cast<int>(application.vanishings.size());
    seen["unknown token"] += application.end == MarketEnd::unknown;
    seen["never posted"] += application.hkex_id == 0;
    if (application.namings.front().shows_former) ++seen["filed again under a new name"];
    if (application.namings.size() > 1) ++seen["renamed"];
    if (!application.previous) continue;
    const auto& before = market.truth().applications[*application.previous];
    EXPECT_GT(application.filed, before.filed);
    if (before.end == MarketEnd::lapsed) ++seen["filed again after a lapse"];
  }
  for (const char* what : {"stage filed",
                           "stage refiled",
                           "stage phip",
                           "stage listed",
                           "stage lapsed",
                           "stage withdrawn",
                           "stage rejected",
                           "stage returned",
                           "quirk 0",
                           "quirk 1",
                           "quirk 2",
                           "quirk 3",
                           "quirk 4",
                           "revised",
                           "renumbered",
                           "dropped",
                           "english only",
                           "vanishings",
                           "unknown token",
                           "never posted",
                           "filed again under a new name",
                           "renamed",
                           "filed again after a lapse"}) {
    EXPECT_GT(seen[what], 0) << what;
  }
}

}  // namespace
}  // namespace gongwatch::testing_support
