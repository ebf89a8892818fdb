// Texts in the shape that pdftotext gives, and what was read of them in one line each.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "model/names.h"
#include "parser/pdf/read_pdf.h"

namespace gongwatch::parser {

// Each quote is what stands at its place.
inline void expect_proven(const PdfFacts& facts) {
  const auto check = [&](const Evidence& evidence) {
    ASSERT_LE(evidence.begin, evidence.end);
    ASSERT_LE(evidence.end, facts.text.size());
    EXPECT_EQ(evidence.quote, facts.text.substr(evidence.begin, evidence.end - evidence.begin));
    EXPECT_FALSE(evidence.quote.empty());
    EXPECT_EQ(evidence.in, Evidence::In::text);
  };
  for (const auto& name : facts.issuer_names) check(name.evidence);
  if (facts.stock_code) check(facts.stock_code->evidence);
  for (const auto& mention : facts.appointments) check(mention.evidence);
  for (const auto& day : facts.days) check(day.evidence);
  if (facts.subscription_closes) check(facts.subscription_closes->evidence);
  for (const auto& figure : facts.figures) check(figure.evidence);
  for (const auto& warning : facts.warnings) {
    if (warning.evidence) check(*warning.evidence);
  }
}

inline PdfFacts read_paper(const std::string& text) {
  PdfFacts facts = read_pdf(text);
  expect_proven(facts);
  return facts;
}

// "role|name|firm"
inline std::vector<std::string> appointments(const PdfFacts& facts) {
  std::vector<std::string> all;
  for (const SponsorMention& mention : facts.appointments)
    all.push_back(std::string(name_of(mention.role)) + "|" + mention.name + "|" +
                  mention.firm.value_or("-"));
  return all;
}

inline std::vector<std::string> issuers(const PdfFacts& facts) {
  std::vector<std::string> all;
  for (const auto& name : facts.issuer_names) all.push_back(name.name);
  return all;
}

// "stage day"
inline std::vector<std::string> days(const PdfFacts& facts) {
  std::vector<std::string> all;
  for (const auto& day : facts.days)
    all.push_back(std::string(name_of(day.stage)) + " " + to_iso(day.day));
  return all;
}

// "metric value"
inline std::vector<std::string> prices(const PdfFacts& facts) {
  std::vector<std::string> all;
  for (const auto& figure : facts.figures) {
    std::string value = std::to_string(figure.value);
    value.erase(value.find_last_not_of('0') + 1);
    all.push_back(figure.metric + " " + value);
  }
  return all;
}

inline std::vector<std::string> warnings(const PdfFacts& facts) {
  std::vector<std::string> all;
  for (const auto& warning : facts.warnings) all.push_back(warning.code + ": " + warning.message);
  return all;
}

}  // namespace gongwatch::parser
