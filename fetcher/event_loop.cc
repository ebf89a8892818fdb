#include "fetcher/event_loop.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <new>
#include <system_error>
#include <thread>

namespace gongwatch::fetcher {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kFew = 64;  // transfers at once
constexpr int kEventsAtOnce = 64;
constexpr milliseconds kPollFailed{10};  // not to be asked again at once

std::uint32_t events_of(int what) {
  std::uint32_t events = 0;
  if ((what & CURL_POLL_IN) != 0) events |= EPOLLIN;
  if ((what & CURL_POLL_OUT) != 0) events |= EPOLLOUT;
  return events;
}

int mask_of(std::uint32_t events) {
  int mask = 0;
  if ((events & EPOLLIN) != 0) mask |= CURL_CSELECT_IN;
  if ((events & EPOLLOUT) != 0) mask |= CURL_CSELECT_OUT;
  if ((events & (EPOLLERR | EPOLLHUP)) != 0) mask |= CURL_CSELECT_ERR;
  return mask;
}

template <class Function>
void set(CURLM* multi, CURLMoption option, Function function) {
  if (curl_multi_setopt(multi, option, function) != CURLM_OK) throw std::bad_alloc();
}

}  // namespace

EventLoop::Descriptor::Descriptor() : fd(::epoll_create1(EPOLL_CLOEXEC)) {
  if (fd < 0) throw std::system_error(errno, std::generic_category(), "epoll_create1");
}

EventLoop::Descriptor::~Descriptor() { ::close(fd); }

EventLoop::EventLoop(std::size_t most_at_once) : few_(most_at_once <= kFew) {
  init_curl();
  multi_.reset(curl_multi_init());
  if (!multi_) throw std::bad_alloc();
  // Above all for many: of several streams of one connection, libcurl 7.88 driven by sockets
  // forgets to run one whose end it has read together with another's, and that waits until it times
  // out.
  set(multi_.get(), CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_NOTHING));
  if (few_) return;
  set(multi_.get(), CURLMOPT_SOCKETFUNCTION, &EventLoop::on_socket);
  set(multi_.get(), CURLMOPT_SOCKETDATA, this);
  set(multi_.get(), CURLMOPT_TIMERFUNCTION, &EventLoop::on_timer);
  set(multi_.get(), CURLMOPT_TIMERDATA, this);
}

int EventLoop::on_socket(CURL*, curl_socket_t socket, int what, void* self, void* known) {
  auto& loop = *static_cast<EventLoop*>(self);
  if (what == CURL_POLL_REMOVE) {
    loop.left_.push_back(socket);
    return 0;
  }
  if (loop.watch(socket, events_of(what), known == nullptr) != 0) return -1;
  if (known == nullptr) curl_multi_assign(loop.multi(), socket, self);
  return 0;
}

int EventLoop::watch(curl_socket_t socket, std::uint32_t events, bool is_new) {
  epoll_event event{};
  event.events = events;
  event.data.fd = socket;
  const bool watched = !is_new || std::erase(left_, socket) > 0;
  // It may have been closed meanwhile, and the number given to another, which epoll does not know.
  if (watched && ::epoll_ctl(epoll_.fd, EPOLL_CTL_MOD, socket, &event) == 0) return 0;
  return ::epoll_ctl(epoll_.fd, EPOLL_CTL_ADD, socket, &event);
}

void EventLoop::forget_the_left() {
  for (const curl_socket_t socket : left_) {
    ::epoll_ctl(epoll_.fd, EPOLL_CTL_DEL, socket, nullptr);  // it may be closed already
  }
  left_.clear();
}

int EventLoop::on_timer(CURLM*, long milliseconds_left, void* self) {
  auto& timer = static_cast<EventLoop*>(self)->timer_;
  timer = milliseconds_left < 0 ? std::nullopt
                                : std::optional(Clock::now() + milliseconds(milliseconds_left));
  return 0;
}

void EventLoop::step_few(milliseconds longest) {
  const int wait = static_cast<int>(std::max(longest, milliseconds(0)).count());
  // New requests, and what libcurl has to do by itself, end the wait at once.
  if (curl_multi_poll(multi(), nullptr, 0, wait, nullptr) != CURLM_OK)
    std::this_thread::sleep_for(std::min(longest, kPollFailed));
  int running = 0;
  curl_multi_perform(multi(), &running);
}

void EventLoop::step(milliseconds longest) {
  if (few_) return step_few(longest);
  int running = 0;
  milliseconds wait = std::max(longest, milliseconds(0));
  if (timer_) {
    const auto left = std::chrono::ceil<milliseconds>(*timer_ - Clock::now());
    wait = std::clamp(left, milliseconds(0), wait);
    if (left.count() <= 0) {  // first, as new requests go out now
      timer_.reset();         // libcurl sets it anew if it wants more
      curl_multi_socket_action(multi(), CURL_SOCKET_TIMEOUT, 0, &running);
    }
  }
  forget_the_left();
  std::array<epoll_event, kEventsAtOnce> events;
  const int count =
      ::epoll_wait(epoll_.fd, events.data(), kEventsAtOnce, static_cast<int>(wait.count()));
  for (int i = 0; i < count; ++i) {
    const auto& event = events[static_cast<std::size_t>(i)];
    curl_multi_socket_action(multi(), event.data.fd, mask_of(event.events), &running);
  }
}

}  // namespace gongwatch::fetcher
