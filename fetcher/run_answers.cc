// The second half of Run: what follows from an answer.
#include <fmt/format.h>

#include <chrono>
#include <utility>

#include "fetcher/http_fields.h"
#include "fetcher/run.h"

namespace gongwatch::fetcher {
namespace {

using Clock = std::chrono::steady_clock;

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool is_success(int status) { return status >= 200 && status < 300; }

std::string value_of(const Headers& headers, std::string_view name) {
  return std::string(find_header(headers, name).value_or(""));
}

// The answer to a request for robots.txt → what its origin allows (RFC 9309 §2.3.1).
RobotsCache::Entry read_robots(const Answer& answer,
                               std::optional<std::chrono::seconds> retry_after) {
  if (is_success(answer.status)) return RobotsRules::parse(answer.body, kProductToken);
  if (answer.status < 500) return RobotsRules();  // "unavailable": everything is allowed
  Error error{
      ErrorKind::http_status,
      "robots.txt could not be read, so nothing may be asked: " + describe_status(answer.status),
      {}};
  return RobotsFailure{std::move(error), answer.status, retry_after};
}

}  // namespace

bool Run::collect() {
  bool any = false;
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(session_.multi.get(), &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    const CURLcode code = message->data.result;
    auto node = active_.extract(message->easy_handle);
    if (node.empty()) continue;
    any = true;
    take_answer(std::move(node.mapped()), code);
  }
  return any;
}

void Run::take_answer(Active active, CURLcode code) {
  const SteadyTime now = Clock::now();
  session_.pacing.ended(active.host, now);
  hosts_[active.host].busy = false;
  Job job = std::move(active.job);
  job.http_status = active.transfer->status();
  job.retry_after = retry_after_of(active.transfer->headers());
  auto result = active.transfer->finish(code);
  active.membership.reset();
  const bool overloaded = job.http_status == 429 || job.http_status == 503;
  if (overloaded && job.retry_after)
    session_.pacing.rest(active.host, now + *job.retry_after, job.http_status);
  if (!result) return refuse(job, std::move(result.error()));
  if (is_redirect(result->status) && find_header(result->headers, "location"))
    return follow(std::move(job), result->headers);
  answer(job, std::move(*result));
}

void Run::follow(Job job, const Headers& headers) {
  const int most = job.is_robots ? kMaxRobotsRedirects : job.request->policy.max_redirects;
  if (++job.redirects > most) {
    if (job.is_robots)
      return answer(job, Answer{404, {}, {}});  // may be taken for unavailable (RFC 9309 §2.3.1.2)
    return refuse(job, {ErrorKind::http_status, fmt::format("more than {} redirects", most), {}});
  }
  const std::string location = value_of(headers, "location");
  const auto target = text::resolve_url(job.url.to_string(), location);
  auto url = target ? text::parse_url(*target) : tl::unexpected(target.error());
  if (!url) {
    return refuse(job, {ErrorKind::forbidden,
                        fmt::format("redirect to \"{}\" refused: {}", url.error().context,
                                    url.error().message),
                        {}});
  }
  job.url = std::move(*url);
  job.url.fragment.reset();
  const std::string host = job.url.host_and_port();
  hosts_[host].waiting.push_front(std::move(job));
}

void Run::answer(const Job& job, Answer answer) {
  if (job.is_robots) {
    auto entry = read_robots(answer, job.retry_after);
    if (const auto* rules = std::get_if<RobotsRules>(&entry);
        rules != nullptr && rules->crawl_delay()) {
      const auto host = job.robots_of.substr(job.robots_of.find("://") + 3);
      session_.pacing.set_crawl_delay(host, *rules->crawl_delay());
    }
    session_.robots.set(job.robots_of, std::move(entry));
    return;
  }
  const Validators& asked = job.request->validators;
  const bool unchanged =
      answer.status == 304 && !(asked.etag.empty() && asked.last_modified.empty());
  if (!unchanged && (!is_success(answer.status) || answer.status == 206)) {
    return refuse(job, {ErrorKind::http_status, describe_status(answer.status), {}});
  }
  HttpResponse response;
  response.url = job.request->url;
  response.final_url = job.url.to_string();
  response.status = answer.status;
  response.validators = {value_of(answer.headers, "etag"),
                         value_of(answer.headers, "last-modified")};
  if (unchanged) {  // a 304 need not repeat them (RFC 9110 §15.4.5)
    if (response.validators.etag.empty()) response.validators.etag = asked.etag;
    if (response.validators.last_modified.empty())
      response.validators.last_modified = asked.last_modified;
  }
  response.media_type = value_of(answer.headers, "content-type");
  response.retry_after = job.retry_after;
  response.headers = std::move(answer.headers);
  response.body = std::move(answer.body);
  finish(job, std::move(response));
}

void Run::refuse(const Job& job, Error error) {
  if (job.is_robots) {
    // What keeps us from the host at all needs no mention of robots.txt.
    if (job.http_status != 0 || error.kind == ErrorKind::timeout) error.message += " (robots.txt)";
    session_.robots.set(job.robots_of,
                        RobotsFailure{std::move(error), job.http_status, job.retry_after});
    return;
  }
  error.context = job.request->url;
  finish(job, tl::unexpected(std::move(error)));
}

void Run::finish(const Job& job, Result<HttpResponse> response) {
  --unanswered_;
  if (on_done_)
    on_done_(*job.request, FetchOutcome{std::move(response), job.http_status, job.retry_after});
}

}  // namespace gongwatch::fetcher
