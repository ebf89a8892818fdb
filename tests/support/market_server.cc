#include "tests/support/market_server.h"

#include <string_view>

namespace gongwatch::testing_support {
namespace {

constexpr std::string_view kFolder = "/ncms/json/eds/";

ServerAnswer answer_of(int status, HeaderFields headers, std::string body) {
  ServerAnswer answer;
  answer.status = status;
  answer.headers = std::move(headers);
  answer.body = std::move(body);
  return answer;
}

}  // namespace

ServerAnswer MarketServer::operator()(const ServerRequest& request) {
  const std::lock_guard lock(mutex_);
  const std::string path = request.path();
  if (path == "/robots.txt")
    return answer_of(200, {{"Content-Type", "text/plain"}}, "User-agent: *\nAllow: /\n");
  ++counts_.requests;
  if (path.starts_with(kFolder)) return feed(request, path.substr(kFolder.size()));
  ++counts_.documents;
  return answer_of(404, {}, "not found\n");
}

ServerAnswer MarketServer::feed(const ServerRequest& request, const std::string& name) {
  const IpoMarket::Answer answer = market_.answer(name);
  if (!answer.body) return answer_of(404, {}, "not found\n");
  HeaderFields headers{{"Content-Type", answer.media_type}};
  if (!answer.etag.empty()) headers.emplace_back("ETag", answer.etag);
  if (!answer.etag.empty() && request.header("if-none-match") == answer.etag) {
    ++counts_.unchanged;
    return answer_of(304, std::move(headers), "");
  }
  counts_.bytes += answer.body->size();
  counts_.rows += answer.rows;
  return answer_of(answer.status, std::move(headers), *answer.body);
}

void MarketServer::advance() {
  const std::lock_guard lock(mutex_);
  market_.advance();
}

MarketServer::Counts MarketServer::counts() const {
  const std::lock_guard lock(mutex_);
  return counts_;
}

}  // namespace gongwatch::testing_support
