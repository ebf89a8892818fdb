// What is sent to those who want to be told of changes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "render/document_json.h"

namespace gongwatch::render {

enum class MessageFormat { json, slack, telegram, feishu };

struct MessageFrame {
  std::string target;       // name of the [[notify]]
  std::string delivery;     // stays the same when it is sent again
  std::string sent_at;      // ISO, UTC
  std::string chat_id;      // telegram
  std::string feishu_sign;  // base64; empty: unsigned
  std::string feishu_timestamp;
};

// `changes` as json_of(NewsRow) made them. One line of JSON. Texts for chats are bounded, and what
// pages said cannot address anybody or format anything in them.
std::string message_of(const std::vector<Json>& changes, MessageFormat format,
                       const MessageFrame& frame);

// Whether the answer's body of a chat that always says "200 OK" tells a failure; its words, or "".
std::string refusal_in(std::string_view body, MessageFormat format);

}  // namespace gongwatch::render
