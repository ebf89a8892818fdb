// What a page costs: Gumbo alone, the facts of its text alone, and the whole way from bytes to
// facts, of pages as heavy as news sites send them and of the small stories of fixtures/; then
// facts of ever longer texts. Ratios of one run count; the absolutes are the machine's.
#include <benchmark/benchmark.h>
#include <gumbo.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include "bench/news_page.h"
#include "parser/facts/read_facts.h"
#include "parser/parse_document.h"

namespace {

using gongwatch::Document;

struct Pages {
  std::string name;
  std::vector<std::string> bytes;
  std::vector<Document> documents;  // of the pages that have a text
};

Document parsed(const std::string& page) {
  gongwatch::parser::ParseInput input;
  input.bytes = page;
  input.media_type = "text/html; charset=utf-8";
  input.captured_at = *gongwatch::parse_iso_instant("2025-11-10T09:00:00+08:00");
  auto document = gongwatch::parser::parse_document(input);
  return document ? std::move(*document) : Document();
}

Pages pages_of(std::string name, std::vector<std::string> bytes) {
  Pages pages{std::move(name), std::move(bytes), {}};
  for (const std::string& page : pages.bytes) pages.documents.push_back(parsed(page));
  return pages;
}

Pages fixture_pages() {
  std::vector<std::string> found;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(GONGWATCH_CHECKOUT "/fixtures")) {
    if (entry.path().filename() != "page.html") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    found.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return pages_of("fixtures", std::move(found));
}

const std::vector<Pages>& all_pages() {
  static const std::vector<Pages> all = [] {
    constexpr std::size_t kShort = 3 << 10;
    constexpr std::size_t kLong = 6 << 10;
    std::vector<Pages> list;
    for (const char* language : {"en", "zh"}) {
      list.push_back(pages_of(std::string("news/") + language,
                              {gongwatch::bench::news_page(language, kShort),
                               gongwatch::bench::news_page(language, kLong)}));
    }
    list.push_back(fixture_pages());
    return list;
  }();
  return all;
}

void read_facts(const Document& document) {
  benchmark::DoNotOptimize(gongwatch::parser::facts::read_facts(document.title, document.text,
                                                                document.language, document.date));
}

void parse_with_gumbo(const std::string& page) {
  GumboOutput* output = gumbo_parse_with_options(&kGumboDefaultOptions, page.data(), page.size());
  benchmark::DoNotOptimize(output);
  gumbo_destroy_output(&kGumboDefaultOptions, output);
}

void gumbo_alone(const Pages& pages) {
  for (const std::string& page : pages.bytes) parse_with_gumbo(page);
}
void facts_alone(const Pages& pages) {
  for (const Document& document : pages.documents) read_facts(document);
}
void whole_way(const Pages& pages) {
  for (const std::string& page : pages.bytes) benchmark::DoNotOptimize(parsed(page));
}

void register_pages() {
  for (const Pages& pages : all_pages()) {
    for (const auto& [what, work] : {std::pair{"gumbo_alone/", &gumbo_alone},
                                     {"facts_alone/", &facts_alone},
                                     {"parse_document/", &whole_way}}) {
      benchmark::RegisterBenchmark((what + pages.name).c_str(),
                                   [&pages, job = work](benchmark::State& state) {
                                     for ([[maybe_unused]] auto _ : state) job(pages);
                                   });
    }
  }
}

double cpu_seconds(const std::function<void()>& work) {
  const std::clock_t begin = std::clock();
  work();
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

// In turns, so that both meet the same machine; the least of each counts.
void print_ratio(const Pages& pages) {
  constexpr int kRounds = 15;
  double gumbo = 1e9;
  double facts = 1e9;
  std::size_t bytes = 0;
  std::size_t text = 0;
  for (const std::string& page : pages.bytes) bytes += page.size();
  for (const Document& document : pages.documents) text += document.text.size();
  for (int round = 0; round < kRounds; ++round) {
    gumbo = std::min(gumbo, cpu_seconds([&] { gumbo_alone(pages); }));
    facts = std::min(facts, cpu_seconds([&] { facts_alone(pages); }));
  }
  const auto count = static_cast<double>(pages.bytes.size());
  constexpr double kMicro = 1e6;
  std::printf("%-10s %4zu %9.0f %9.0f %10.0f %10.0f %8.2f\n", pages.name.c_str(),
              pages.bytes.size(), static_cast<double>(bytes) / count,
              static_cast<double>(text) / count, gumbo / count * kMicro, facts / count * kMicro,
              facts / gumbo);
}

void print_length(const std::string& language, std::size_t bytes) {
  Document document;
  document.title = language == "en" ? "Silver Otter passes hearing" : "银獭机器人通过聆讯";
  document.text = gongwatch::bench::story(language, bytes);
  document.language = language == "en" ? "en" : "zh-Hans";
  const double seconds = cpu_seconds([&] { read_facts(document); });
  constexpr double kMilli = 1e3;
  constexpr double kNano = 1e9;
  std::printf("%-10s %9zu %10.1f %8.0f\n", language.c_str(), document.text.size(), seconds * kMilli,
              seconds * kNano / static_cast<double>(document.text.size()));
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  register_pages();
  benchmark::RunSpecifiedBenchmarks();
  std::printf("\nA page: facts of its text beside Gumbo over its HTML (CPU, least of 15)\n");
  std::printf("%-10s %4s %9s %9s %10s %10s %8s\n", "pages", "n", "bytes", "text", "gumbo us",
              "facts us", "ratio");
  for (const Pages& pages : all_pages()) print_ratio(pages);
  std::printf("\nFacts of longer texts (CPU, once)\n%-10s %9s %10s %8s\n", "language", "bytes",
              "ms", "ns/byte");
  for (const char* language : {"en", "zh"}) {
    for (const std::size_t bytes : {10'000UL, 100'000UL, 1'000'000UL, 10'000'000UL})
      print_length(language, bytes);
  }
  return 0;
}
