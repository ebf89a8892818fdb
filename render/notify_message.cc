#include "render/notify_message.h"

#include <nlohmann/json.hpp>

#include "render/news_text.h"

namespace gongwatch::render {
namespace {

constexpr std::size_t kMostOfLine = 400;
constexpr std::size_t kMostOfText = 3500;  // bytes; Telegram takes 4,096 characters

std::string text_at(const Json& change, const char* key) {
  const auto found = change.find(key);
  return found != change.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// Slack reads <!channel>, <@user> and links between < and >, and entities (docs "Formatting text").
std::string for_slack(std::string_view text) {
  std::string out;
  for (const char c : text)
    out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
  return out;
}

// Feishu reads <at user_id="all"> in plain text and knows no escape: full-width signs look alike.
std::string for_feishu(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '<' ? "＜" : c == '>' ? "＞" : std::string(1, c);
  return out;
}

std::string shown(std::string_view text, MessageFormat format) {
  if (format == MessageFormat::slack) return for_slack(text);
  if (format == MessageFormat::feishu) return for_feishu(text);
  return std::string(text);
}

std::string text_of(const std::vector<Json>& changes, MessageFormat format) {
  std::string text;
  std::size_t told = 0;
  for (const Json& change : changes) {
    std::string line = shown(one_line(text_at(change, "headline"), kMostOfLine), format);
    if (const std::string link = link_of(text_at(change, "url"));
        !link.empty() && link.size() <= kMostOfLine)
      line += "\n" + shown(link, format);
    if (text.size() + line.size() > kMostOfText) break;
    text += (text.empty() ? "" : "\n") + line;
    ++told;
  }
  if (told < changes.size()) text += "\n… and " + std::to_string(changes.size() - told) + " more";
  return text;
}

std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string message_of(const std::vector<Json>& changes, MessageFormat format,
                       const MessageFrame& frame) {
  switch (format) {
    case MessageFormat::json:
      break;
    case MessageFormat::slack:
      return dumped(
          {{"text", text_of(changes, format)}, {"unfurl_links", false}, {"unfurl_media", false}});
    case MessageFormat::telegram:
      return dumped({{"chat_id", frame.chat_id},
                     {"text", text_of(changes, format)},
                     {"disable_web_page_preview", true}});
    case MessageFormat::feishu: {
      Json message = {{"msg_type", "text"}, {"content", {{"text", text_of(changes, format)}}}};
      if (!frame.feishu_sign.empty()) {
        message["timestamp"] = frame.feishu_timestamp;
        message["sign"] = frame.feishu_sign;
      }
      return dumped(message);
    }
  }
  return dumped({{"version", 1},
                 {"target", frame.target},
                 {"delivery", frame.delivery},
                 {"sent_at", frame.sent_at},
                 {"changes", changes}});
}

std::string refusal_in(std::string_view body, MessageFormat format) {
  if (format != MessageFormat::feishu && format != MessageFormat::telegram) return {};
  const Json answer = Json::parse(body, nullptr, false);
  if (!answer.is_object()) return {};
  const auto said = [&](const char* key) { return one_line(text_at(answer, key), 200); };
  const auto code = answer.find("code");
  if (code != answer.end() && code->is_number_integer() && *code != 0)
    return "code " + std::to_string(code->get<std::int64_t>()) + ": " + said("msg");
  const auto ok = answer.find("ok");
  if (ok != answer.end() && *ok == false) return said("description");
  return {};
}

}  // namespace gongwatch::render
