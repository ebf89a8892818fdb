// A thread that does one thing after the other, in the order given.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

namespace gongwatch::scheduler {

class Worker {
 public:
  Worker() = default;
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;
  // What has not begun is not done: whoever waits for it gets std::future_error.
  ~Worker();

  // What `work` throws is thrown by the future's get().
  template <class Work>
  auto run(Work work) -> std::future<decltype(work())> {
    auto task = std::make_shared<std::packaged_task<decltype(work())()>>(std::move(work));
    auto done = task->get_future();
    add([task] { (*task)(); });
    return done;
  }

 private:
  void add(std::function<void()> task);
  void work();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
  bool ending_ = false;
  std::thread thread_;  // begun with the first task
};

}  // namespace gongwatch::scheduler
