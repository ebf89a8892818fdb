// The second half of Run: what follows from an answer.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "fetcher/freshness.h"
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

// What an answer means that is not the resource.
FetchVerdict verdict_of(int status) {
  switch (status) {
    case 206:
      return FetchVerdict::partial;
    case 304:
      return FetchVerdict::not_modified_unasked;
    case 401:
    case 407:
      return FetchVerdict::login_wanted;
    case 403:
    case 451:
      return FetchVerdict::denied;
    case 404:
      return FetchVerdict::not_found;
    case 410:
      return FetchVerdict::gone;
    case 429:
      return FetchVerdict::rate_limited;
    case 503:
      return FetchVerdict::unavailable;
    default:
      return status >= 500 ? FetchVerdict::server_error : FetchVerdict::http_error;
  }
}

}  // namespace

void Run::collect() {
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(session_.loop.multi(), &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    const CURLcode code = message->data.result;
    auto node = active_.extract(message->easy_handle);
    if (!node.empty()) take_answer(std::move(node.mapped()), code);
  }
}

void Run::take_answer(Active active, CURLcode code) {
  Host& host = *active.host;
  JobPtr job = std::move(active.job);
  Transfer& transfer = *active.transfer;
  --host.running;
  queue(host);
  job->http_status = transfer.status();
  job->retry_after = retry_after_of(transfer.headers());
  auto result = transfer.finish(code);
  const bool stale = transfer.connection_was_stale();
  transfer.stop();
  session_.idle.push_back(std::move(active.transfer));
  note_pace(host.name, *job, result ? std::nullopt : std::optional(result.error().verdict));
  if (!result && stale && !job->sent_again) {
    job->sent_again = true;
    return place(std::move(job), true);
  }
  if (!result) return refuse(*job, result.error().verdict, std::move(result.error().error));
  if (is_redirect(result->status) && find_header(result->headers, "location"))
    return follow(std::move(job), *result);
  answer(*job, std::move(*result));
}

// What the host's answer, or its silence, means for the next request to it.
void Run::note_pace(const std::string& host, const Job& job, std::optional<FetchVerdict> failure) {
  Pacing& pacing = session_.pacing;
  const SteadyTime now = Clock::now();
  pacing.asked(host, now, job.request.policy.delay);
  const bool overloaded = job.http_status == 429 || job.http_status == 503;
  if (overloaded && job.retry_after) {
    pacing.rest(host, now + *job.retry_after, job.http_status);
  } else if (overloaded) {
    pacing.strained(host, now, job.request.policy.delay, job.http_status);
  } else if (job.http_status != 0) {
    pacing.relieved(host);
  } else if (failure == FetchVerdict::no_connection || failure == FetchVerdict::name_unknown ||
             failure == FetchVerdict::timed_out) {
    pacing.silent(host);
  }
}

void Run::follow(JobPtr job, const Answer& answered) {
  const std::string from = job->url.to_string();
  const auto target = text::resolve_url(from, value_of(answered.headers, "location"));
  auto url = target ? text::parse_url(*target) : tl::unexpected(target.error());
  if (!url) {
    return refuse(
        *job, FetchVerdict::redirect_refused,
        {ErrorKind::forbidden,
         fmt::format("redirect to \"{}\" refused: {}", url.error().context, url.error().message),
         {}});
  }
  const int most = job->is_robots ? kMaxRobotsRedirects : job->request.policy.max_redirects;
  job->url = std::move(*url);
  job->url.fragment.reset();
  job->hops.push_back(from);
  job->moved = job->moved && (answered.status == 301 || answered.status == 308);
  const std::string to = job->url.to_string();
  const bool loop = std::find(job->hops.begin(), job->hops.end(), to) != job->hops.end();
  if (!loop && job->hops.size() <= static_cast<std::size_t>(most))
    return place(std::move(job), true);
  // May be taken for unavailable (RFC 9309 §2.3.1.2).
  if (job->is_robots) return know_robots(*job, "");
  refuse(*job, loop ? FetchVerdict::redirect_loop : FetchVerdict::too_many_redirects,
         {ErrorKind::http_status,
          loop ? "redirects in a circle, to " + to : fmt::format("more than {} redirects", most),
          {}});
}

void Run::answer(const Job& job, Answer answered) {
  const int status = answered.status;
  if (job.is_robots) return take_robots(job, answered);
  const bool unchanged = status == 304 && job.conditional;
  if (!unchanged && (!is_success(status) || status == 206)) {
    return refuse(job, verdict_of(status), {ErrorKind::http_status, describe_status(status), {}});
  }
  if (!unchanged && answered.body.empty()) {
    return refuse(job, FetchVerdict::empty_body,
                  {ErrorKind::empty, describe_status(status) + " without a body", {}});
  }
  finish(job, response_of(job, std::move(answered)),
         unchanged ? FetchVerdict::not_modified : FetchVerdict::ok);
}

HttpResponse Run::response_of(const Job& job, Answer answered) {
  HttpResponse response;
  response.url = job.request.url;
  response.final_url = job.url.to_string();
  response.status = answered.status;
  response.validators = {value_of(answered.headers, "etag"),
                         value_of(answered.headers, "last-modified"),
                         job.hops.empty() ? std::string() : response.final_url};
  if (response.not_modified()) {  // a 304 need not repeat them (RFC 9110 §15.4.5)
    const Validators& asked = job.request.validators;
    if (response.validators.etag.empty()) response.validators.etag = asked.etag;
    if (response.validators.last_modified.empty())
      response.validators.last_modified = asked.last_modified;
  }
  if (!job.hops.empty() && job.moved) response.moved_to = response.final_url;
  response.media_type = value_of(answered.headers, "content-type");
  response.retry_after = job.retry_after;
  response.fresh_for = fresh_for(answered.headers);
  response.headers = std::move(answered.headers);
  response.body = std::move(answered.body);
  return response;
}

// What a robots.txt means for its origin (RFC 9309 §2.3.1).
void Run::take_robots(const Job& job, const Answer& answered) {
  if (is_success(answered.status)) return know_robots(job, answered.body);
  if (answered.status < 500) return know_robots(job, "");  // "unavailable": all is allowed
  fail_robots(job, {{ErrorKind::http_status,
                     "robots.txt could not be read, so nothing may be asked: " +
                         describe_status(answered.status),
                     {}},
                    FetchVerdict::robots_unreachable,
                    answered.status,
                    job.retry_after});
}

void Run::know_robots(const Job& job, std::string_view text) {
  session_.robots.set_text(job.robots_of, text, Clock::now());
  wake_blocked(job.robots_of);
}

void Run::fail_robots(const Job& job, RobotsFailure failure) {
  session_.robots.set(job.robots_of, std::move(failure), Clock::now());
  wake_blocked(job.robots_of);
}

// Lets go on whoever waited for the robots.txt of that origin.
void Run::wake_blocked(const std::string& origin) {
  auto waiting = blocked_.extract(origin);
  if (waiting.empty()) return;
  for (const std::string& name : waiting.mapped()) {
    if (const auto host = hosts_.find(name); host != hosts_.end()) queue(host->second);
  }
}

void Run::refuse(const Job& job, FetchVerdict verdict, Error error) {
  if (job.is_robots) {
    // What keeps us from the host at all needs no mention of robots.txt.
    const bool of_robots = job.http_status != 0 || error.kind == ErrorKind::timeout;
    if (of_robots) error.message += " (robots.txt)";
    return fail_robots(
        job, {std::move(error), job.http_status != 0 ? FetchVerdict::robots_unreachable : verdict,
              job.http_status, job.retry_after});
  }
  error.context = job.request.url;
  finish(job, tl::unexpected(std::move(error)), verdict);
}

void Run::finish(const Job& job, Result<HttpResponse> response, FetchVerdict verdict) {
  --unanswered_;
  if (on_done_)
    on_done_(job.request,
             FetchOutcome{std::move(response), job.http_status, job.retry_after, verdict});
}

}  // namespace gongwatch::fetcher
