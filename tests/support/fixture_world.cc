#include "tests/support/fixture_world.h"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

#include "text/url.h"

namespace gongwatch::testing_support {
namespace {

// One spelling for what a fixture says and what a client asks: canonical, and http for both
// schemes.
std::string key_of(const std::string& url) {
  const auto canonical = text::canonical_url(url);
  auto parts = canonical ? text::parse_url(*canonical) : tl::unexpected(canonical.error());
  if (!parts) return {};
  parts->scheme = "http";
  return parts->to_string();
}

std::string path_of(const std::string& key) {
  const auto parts = text::parse_url(key);
  return parts ? parts->path_and_query() : std::string();
}

// FNV-1a: a validator only has to differ when the body does.
std::string etag_of(std::string_view body) {
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (const char c : body) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  return fmt::format("\"{:016x}\"", hash);
}

bool continues_host(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '-' || c == ':' || c == '@' || static_cast<unsigned char>(c) >= 0x80;
}

// RFC 9110 §13.1: If-None-Match decides where it is given.
bool is_unchanged(const ServerRequest& request, const std::string& etag, Instant modified) {
  const std::string tags = request.header("if-none-match");
  if (!tags.empty()) return tags == "*" || tags.find(etag) != std::string::npos;
  const auto since = parse_rfc822(request.header("if-modified-since"));
  return since && modified <= *since;
}

}  // namespace

Result<FixtureWorld> FixtureWorld::load(const std::filesystem::path& root, Options options) {
  auto pages = read_fixture_pages(root);
  if (!pages) return tl::unexpected(pages.error());
  return FixtureWorld(std::move(*pages), options);
}

FixtureWorld::FixtureWorld(std::vector<FixturePage> pages, Options options)
    : pages_(std::move(pages)) {
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    for (const auto& url : pages_[i].urls) {
      hosts_.insert(text::host_of(url));
      if (options.as_of && pages_[i].captured_at > *options.as_of) continue;
      const auto [place, added] = by_url_.emplace(key_of(url), i);
      if (!added && pages_[place->second].captured_at < pages_[i].captured_at) place->second = i;
    }
  }
  for (const auto& [key, index] : by_url_) by_path_[path_of(key)].insert(index);
}

const FixturePage* FixtureWorld::find(const std::string& target) const {
  const auto end = target.find_first_of("/?", 1);
  const std::string first = target.substr(1, end == std::string::npos ? end : end - 1);
  if (hosts_.count(first) != 0) {
    const std::string rest = end == std::string::npos ? "/" : target.substr(end);
    const auto found = by_url_.find(key_of("http://" + first + rest));
    return found == by_url_.end() ? nullptr : &pages_[found->second];
  }
  // A link that the page wrote without its host.
  const auto found = by_path_.find(path_of(key_of("http://localhost" + target)));
  const bool unique = found != by_path_.end() && found->second.size() == 1;
  return unique ? &pages_[*found->second.begin()] : nullptr;
}

ServerAnswer FixtureWorld::operator()(const ServerRequest& request) const {
  ServerAnswer answer;
  if (request.method != "GET" && request.method != "HEAD") {
    answer.status = 405;
    return answer;
  }
  if (request.target.front() != '/') {
    answer.status = 400;
    return answer;
  }
  const FixturePage* page = find(request.target);
  if (request.path() == "/robots.txt")
    page = nullptr;  // the loopback host's own; no host's fixture speaks for all
  if (page == nullptr) {
    const std::string path = request.path();
    const std::string_view robots = "/robots.txt";
    const bool is_robots = path.size() >= robots.size() &&
                           path.compare(path.size() - robots.size(), robots.size(), robots) == 0;
    const std::string host =
        path.substr(1, path.size() > robots.size() ? path.size() - robots.size() - 1 : 0);
    const bool known = path == robots || hosts_.count(host) != 0;
    answer.status = is_robots && known ? 200 : 404;
    answer.headers = {{"Content-Type", "text/plain"}};
    answer.body = answer.status == 200 ? "User-agent: *\nAllow: /\n" : "not found\n";
    return answer;
  }
  const std::string etag = etag_of(page->body);
  answer.status = page->status;
  answer.headers = {{"Content-Type", page->content_type},
                    {"ETag", etag},
                    {"Last-Modified", http_date(page->captured_at)}};
  if (page->status == 200 && is_unchanged(request, etag, page->captured_at)) {
    answer.status = 304;
    return answer;
  }
  answer.body = page->is_text ? rewrite(page->body, text::host_of(page->urls.front()), request.port)
                              : page->body;
  return answer;
}

// If a link to a known host starts at `at`: appends its new start and moves `at` behind the host.
bool FixtureWorld::append_link(std::string_view body, std::size_t& at, int port,
                               std::string& out) const {
  struct Form {
    std::string_view start;
    std::string_view slash;
  };
  static constexpr std::array<Form, 4> kForms{
      {{"https://", "/"}, {"http://", "/"}, {"https:\\/\\/", "\\/"}, {"http:\\/\\/", "\\/"}}};
  for (const auto& [start, slash] : kForms) {
    if (body.substr(at, start.size()) != start) continue;
    std::size_t end = at + start.size();
    while (end < body.size() && continues_host(body[end])) ++end;
    const std::string host = text::host_of(
        "http://" + std::string(body.substr(at + start.size(), end - at - start.size())));
    if (hosts_.count(host) == 0) return false;
    out += fmt::format("http:{0}{0}127.0.0.1:{1}{0}{2}", slash, port, host);
    at = end;
    return true;
  }
  return false;
}

std::string FixtureWorld::rewrite(const std::string& body, const std::string& own_host,
                                  int port) const {
  constexpr std::string_view kRootLink = "href=\"/";
  std::string out;
  out.reserve(body.size());
  for (std::size_t at = 0; at < body.size();) {
    if (body[at] == 'h' && append_link(body, at, port, out)) continue;
    if (body.compare(at, kRootLink.size(), kRootLink) == 0 && body[at + kRootLink.size()] != '/') {
      out += fmt::format("{}{}/", kRootLink, own_host);
      at += kRootLink.size();
      continue;
    }
    out += body[at++];
  }
  return out;
}

}  // namespace gongwatch::testing_support
