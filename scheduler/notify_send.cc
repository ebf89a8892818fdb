#include "scheduler/notify_send.h"

#include <fmt/core.h>

#include "fetcher/post.h"
#include "render/news_text.h"
#include "scheduler/child_process.h"
#include "scheduler/hmac.h"

namespace gongwatch::scheduler {
namespace {

constexpr std::size_t kMostAnswer = 1 << 20;
constexpr std::size_t kMostSaid = 200;

Result<render::MessageFrame> frame_of(const NotifyTarget& target, const std::string& delivery,
                                      Instant now) {
  render::MessageFrame frame;
  frame.target = target.name;
  frame.delivery = delivery;
  frame.sent_at = to_iso(now);
  frame.chat_id = target.chat_id;
  if (target.format != render::MessageFormat::feishu || target.secret.empty()) return frame;
  // Feishu signs nothing with a key made of time and secret, and takes it for an hour.
  frame.feishu_timestamp = std::to_string(now.time_since_epoch().count());
  const auto sign = hmac_sha256(frame.feishu_timestamp + "\n" + target.secret, "");
  if (!sign) return tl::unexpected(sign.error());
  frame.feishu_sign = in_base64(*sign);
  return frame;
}

Status run_command_of(const NotifyTarget& target, const std::string& message,
                      std::chrono::milliseconds timeout, const std::function<bool()>& should_stop) {
  ChildLimits limits;
  limits.trusted = true;
  limits.wall = timeout;
  limits.max_output_bytes = kMostAnswer;
  const auto ended =
      run_child(target.command.front(), {target.command.begin() + 1, target.command.end()},
                message + "\n", limits, should_stop);
  if (!ended) return tl::unexpected(ended.error());
  if (ended->exit_code == 0) return {};
  const std::string said = render::one_line(ended->err, kMostSaid);
  return fail(ErrorKind::io,
              (ended->signal != 0 ? fmt::format("ended by signal {}", ended->signal)
                                  : fmt::format("exit code {}", ended->exit_code)) +
                  (said.empty() ? "" : ": " + said),
              target.command.front());
}

}  // namespace

Status send_message(const NotifyTarget& target, const std::vector<render::Json>& changes,
                    const std::string& delivery, Instant now, std::chrono::milliseconds timeout,
                    const std::function<bool()>& should_stop) {
  const auto frame = frame_of(target, delivery, now);
  if (!frame) return tl::unexpected(frame.error());
  const std::string message = render::message_of(changes, target.format, *frame);
  if (!target.command.empty()) return run_command_of(target, message, timeout, should_stop);
  fetcher::PostRequest request;
  request.url = target.webhook;
  request.body = message;
  request.timeout = timeout;
  request.allow_private = target.allow_private;
  request.ca_file = target.ca_file;
  request.headers = {{"X-Gongwatch-Delivery", delivery}};
  if (!target.secret.empty() && target.format == render::MessageFormat::json) {
    const auto signature = hmac_sha256(target.secret, message);
    if (!signature) return tl::unexpected(signature.error());
    request.headers.emplace_back("X-Gongwatch-Signature", "sha256=" + in_hex(*signature));
  }
  const auto answer = fetcher::post(request, should_stop);
  if (!answer) return tl::unexpected(answer.error());
  if (answer->status < 200 || answer->status > 299) {
    const std::string said = render::one_line(answer->body, kMostSaid);
    return fail(ErrorKind::http_status,
                fmt::format("HTTP {}{}", answer->status, said.empty() ? "" : ": " + said));
  }
  if (const std::string refusal = render::refusal_in(answer->body, target.format); !refusal.empty())
    return fail(ErrorKind::http_status, refusal);
  return {};
}

}  // namespace gongwatch::scheduler
