// One thing after the other, in another thread.
#include "scheduler/worker.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace gongwatch::scheduler {
namespace {

TEST(Worker, DoesWhatItIsGivenInOrder) {
  Worker worker;
  std::string done;  // no lock: one thread does it all
  std::vector<std::future<std::size_t>> sizes;
  for (char c = 'a'; c <= 'z'; ++c) {
    sizes.push_back(worker.run([&done, c] {
      done += c;
      return done.size();
    }));
  }
  for (std::size_t i = 0; i < sizes.size(); ++i) EXPECT_EQ(sizes[i].get(), i + 1);
  EXPECT_EQ(done, "abcdefghijklmnopqrstuvwxyz");
}

TEST(Worker, WhatIsThrownIsThrownByGet) {
  Worker worker;
  auto bad = worker.run([]() -> int { throw std::runtime_error("no"); });
  auto good = worker.run([] { return std::this_thread::get_id(); });
  EXPECT_THROW(bad.get(), std::runtime_error);
  EXPECT_NE(good.get(), std::this_thread::get_id());
}

TEST(Worker, EndsBehindWhatItHasBegunAndLeavesTheRest) {
  std::promise<void> begun;
  std::promise<void> go_on;
  std::future<int> first;
  std::future<int> second;
  std::thread ends;
  {
    auto worker = std::make_unique<Worker>();
    first = worker->run([&] {
      begun.set_value();
      go_on.get_future().wait();
      return 1;
    });
    second = worker->run([] { return 2; });
    begun.get_future().wait();
    ends = std::thread([one = std::move(worker)]() mutable { one.reset(); });
  }
  EXPECT_THROW(second.get(), std::future_error);  // dropped, while the first is at work
  go_on.set_value();
  ends.join();
  EXPECT_EQ(first.get(), 1);
}

TEST(Worker, WithoutWorkThereIsNoThread) { const Worker worker; }

}  // namespace
}  // namespace gongwatch::scheduler
