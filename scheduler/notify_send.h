// One message to one target.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "scheduler/notify_config.h"

namespace gongwatch::scheduler {

// Success: a webhook that answered 2xx (and, of a chat, no refusal in the body), a command that
// ended with 0. Errors name no address and no secret.
Status send_message(const NotifyTarget& target, const std::vector<render::Json>& changes,
                    const std::string& delivery, Instant now, std::chrono::milliseconds timeout,
                    const std::function<bool()>& should_stop);

}  // namespace gongwatch::scheduler
