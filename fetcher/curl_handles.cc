#include "fetcher/curl_handles.h"

#include <new>

namespace gongwatch::fetcher {

void init_curl() {
  // Never undone: other users of libcurl in the process may outlive us.
  static const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (code != CURLE_OK) throw std::bad_alloc();
}

void HeaderList::add(const std::string& line) {
  curl_slist* longer = curl_slist_append(list_.get(), line.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  [[maybe_unused]] const curl_slist* handed_over = list_.release();
  list_.reset(longer);
}

void HeaderList::cut(std::size_t count) {
  if (count == 0) return list_.reset();
  curl_slist* last = list_.get();
  for (; last != nullptr && count > 1; --count) last = last->next;
  if (last == nullptr) return;
  curl_slist_free_all(last->next);
  last->next = nullptr;
}

}  // namespace gongwatch::fetcher
