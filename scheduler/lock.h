// One run at a time: a lock file held by flock(2), so that it dies with its holder, however that
// dies.
#pragma once

#include <string>

#include "model/result.h"

namespace gongwatch::scheduler {

class RunLock {
 public:
  // Makes the file if needed and locks it; ErrorKind::busy if another process holds it (context:
  // the file).
  static Result<RunLock> acquire(const std::string& path);
  RunLock(RunLock&& other) noexcept;
  RunLock& operator=(RunLock&& other) noexcept;
  ~RunLock();

 private:
  explicit RunLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace gongwatch::scheduler
