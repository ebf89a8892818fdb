// What a page costs: Gumbo alone beside the whole way from bytes to facts, over the stories of
// fixtures/. Ratios of one run count; the absolutes are the machine's.
#include <benchmark/benchmark.h>
#include <gumbo.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "parser/facts/read_facts.h"
#include "parser/parse_document.h"

namespace {

const std::vector<std::string>& pages() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> found;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(GONGWATCH_CHECKOUT "/fixtures")) {
      if (entry.path().filename() != "page.html") continue;
      std::ifstream file(entry.path(), std::ios::binary);
      found.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return found;
  }();
  return all;
}

void count_bytes(benchmark::State& state) {
  std::size_t bytes = 0;
  for (const std::string& page : pages()) bytes += page.size();
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) *
                          static_cast<std::int64_t>(state.iterations()));
}

void gumbo_alone(benchmark::State& state) {
  for ([[maybe_unused]] auto _ : state) {
    for (const std::string& page : pages()) {
      GumboOutput* output =
          gumbo_parse_with_options(&kGumboDefaultOptions, page.data(), page.size());
      benchmark::DoNotOptimize(output);
      gumbo_destroy_output(&kGumboDefaultOptions, output);
    }
  }
  count_bytes(state);
}
BENCHMARK(gumbo_alone);

void parse_document(benchmark::State& state) {
  for ([[maybe_unused]] auto _ : state) {
    for (const std::string& page : pages()) {
      gongwatch::parser::ParseInput input;
      input.bytes = page;
      input.media_type = "text/html; charset=utf-8";
      benchmark::DoNotOptimize(gongwatch::parser::parse_document(input));
    }
  }
  count_bytes(state);
}
BENCHMARK(parse_document);

void facts_alone(benchmark::State& state) {
  std::vector<gongwatch::Document> documents;
  for (const std::string& page : pages()) {
    gongwatch::parser::ParseInput input;
    input.bytes = page;
    if (auto document = gongwatch::parser::parse_document(input))
      documents.push_back(std::move(*document));
  }
  for ([[maybe_unused]] auto _ : state) {
    for (const auto& document : documents) {
      benchmark::DoNotOptimize(gongwatch::parser::facts::read_facts(
          document.title, document.text, document.language, document.date));
    }
  }
}
BENCHMARK(facts_alone);

}  // namespace

BENCHMARK_MAIN();
