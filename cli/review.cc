// `gongwatch fixture review`: the cases that differ, as a page.
#include "render/review.h"

#include <fmt/core.h>

#include "cli/app_report.h"
#include "cli/fixtures.h"
#include "cli/site_folder.h"
#include "scheduler/pdf_text.h"
#include "scheduler/source_registry.h"
#include "text/url.h"

namespace gongwatch::cli {
namespace {

constexpr std::size_t kMaxShownFile = 64U << 20U;
constexpr std::size_t kMaxShownPage = 60'000;

// The bytes of a page that is no article, or an official document's text.
std::string page_text(const FixtureCase& one) {
  if (one.page.empty()) return {};
  auto bytes = read_input(one.page, kMaxShownFile);
  if (!bytes) return bytes.error().to_string();
  if (scheduler::is_pdf(*bytes)) {
    const auto text = scheduler::pdf_to_text(*bytes);
    return text ? text->substr(0, kMaxShownPage) : text.error().to_string();
  }
  return bytes->substr(0, kMaxShownPage);
}

// "www.a.example" and "news.a.example" are one site, as far as a hint needs to know.
std::string site_of(const std::string& host) {
  const auto last = host.rfind('.');
  const auto dot = last == std::string::npos || last == 0 ? last : host.rfind('.', last - 1);
  return dot == std::string::npos ? host : host.substr(dot + 1);
}

// What to say where the source that a case is filed under has nothing to do with its address.
std::string foreign_address(const FixtureCase& one, const std::string& url,
                            const std::string& sources) {
  const std::string id = one.name.substr(0, one.name.find('/'));
  const auto source = scheduler::load_source(sources + "/" + id + ".toml");
  if (!source) return fmt::format("no source is called {}: nothing can be read", id);
  const std::string host = text::host_of(url);
  for (const std::string& feed : scheduler::feed_urls(*source)) {
    if (site_of(text::host_of(feed)) == site_of(host)) return {};
  }
  return fmt::format("{} is no site of the source {}; the page was read by its rules all the same",
                     host.empty() ? url : host, id);
}

render::ReviewCase review_case(const FixtureCase& one, const FixtureResult& result,
                               const GlobalOptions& global) {
  render::ReviewCase shown;
  shown.name = one.name;
  shown.state = word_for(result.state);
  if (result.state != FixtureState::pass && result.state != FixtureState::differs)
    shown.problems = result.details;
  if (const auto meta = meta_of(one)) {
    shown.url = meta->url;
    shown.captured_at = to_iso(meta->captured_at);
    shown.note = meta->note;
    if (std::string foreign = foreign_address(one, meta->url, global.sources); !foreign.empty()) {
      fmt::print(stderr, "{}: {}\n", one.name, foreign);
      shown.problems.push_back(std::move(foreign));
    }
  }
  if (const auto expected = read_input(one.folder + "/expected.json", kMaxShownFile))
    shown.expected = *expected;
  if (!one.page.empty()) {
    if (const auto actual = golden_of(one, global.sources)) shown.actual = *actual;
  }
  shown.page = page_text(one);
  if (result.state == FixtureState::differs || result.state == FixtureState::missing ||
      result.state == FixtureState::pending)
    shown.accept = "gongwatch fixture accept " + one.name;
  return shown;
}

}  // namespace

int write_pages(const std::vector<render::ReportFile>& files, const std::string& out, bool force) {
  auto folder = SiteFolder::begin(out, force);
  if (!folder) return report(folder.error());
  for (const render::ReportFile& file : files) {
    if (const Status done = folder->write(file.path, file.bytes); !done)
      return report(done.error());
  }
  const auto aside = folder->publish();
  if (!aside) return report(aside.error());
  if (!aside->empty()) fmt::print(stderr, "What stood there is now {}\n", *aside);
  return kOk;
}

int fixture_review_command(const GlobalOptions& global, const ReviewArgs& args) {
  const auto cases = chosen_cases(args.root, args.cases);
  if (!cases) return report(cases.error());
  if (cases->empty()) return report({ErrorKind::empty, "no fixture found", args.root});
  render::Review review;
  std::size_t passed = 0;
  for (const FixtureCase& one : *cases) {
    const FixtureResult result = check_case(one, global.sources, true);
    const bool passes = result.state == FixtureState::pass;
    passed += passes;
    if (!passes || args.all || !args.cases.empty())
      review.cases.push_back(review_case(one, result, global));
  }
  review.title = "Fixtures to review";
  review.lead = fmt::format("{} of {} fixtures pass.", passed, cases->size());
  if (const int code = write_pages(render::review_files(review), args.out, args.force); code != kOk)
    return code;
  fmt::print("{}/index.html: {} cases to look at; {} of {} fixtures pass\n", args.out,
             review.cases.size(), passed, cases->size());
  return passed == cases->size() ? kOk : kFailed;
}

}  // namespace gongwatch::cli
