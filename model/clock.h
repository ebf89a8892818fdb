// The only door to the time of day: who needs "now" is handed a Clock, so that replays and tests
// set it.
#pragma once

#include <chrono>

#include "model/time.h"

namespace gongwatch {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Instant now() const override {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  }
};

// Stands still until told; `run --now` and tests.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant start) : now_(start) {}
  Instant now() const override { return now_; }
  void advance(std::chrono::seconds by) { now_ += by; }

 private:
  Instant now_;
};

}  // namespace gongwatch
