// libcurl's handles as owned values.
#pragma once

#include <curl/curl.h>

#include <cstddef>
#include <memory>
#include <string>

namespace gongwatch::fetcher {

// Initialises libcurl once per process; call before any handle is made.
void init_curl();

struct EasyDeleter {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct MultiDeleter {
  void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};
struct ListDeleter {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

using EasyHandle = std::unique_ptr<CURL, EasyDeleter>;
using MultiHandle = std::unique_ptr<CURLM, MultiDeleter>;

// Request header lines; libcurl reads them until the transfer ends.
class HeaderList {
 public:
  // `line` is "Name: value" without line break. Throws std::bad_alloc.
  void add(const std::string& line);
  // Keeps the first `count` lines.
  void cut(std::size_t count);
  curl_slist* get() const { return list_.get(); }

 private:
  std::unique_ptr<curl_slist, ListDeleter> list_;
};

}  // namespace gongwatch::fetcher
