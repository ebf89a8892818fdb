// bench_fetch_floor URLS CONNECTIONS STATE
// The least that libcurl's multi interface costs for a list of URLs: no robots.txt, no pace, no
// store. STATE holds "URL<TAB>ETag" lines, read before and written after; with it every request is
// conditional. Bodies are decoded by libcurl, counted and dropped.
#include <curl/curl.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace {

struct ListDeleter {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct EasyDeleter {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};

struct Slot {
  std::unique_ptr<CURL, EasyDeleter> easy{curl_easy_init()};
  std::unique_ptr<curl_slist, ListDeleter> headers;
  std::size_t url = 0;
  std::string etag;
  std::size_t bytes = 0;
};

std::size_t on_body(char*, std::size_t size, std::size_t count, void* slot) {
  static_cast<Slot*>(slot)->bytes += size * count;
  return size * count;
}

std::size_t on_header(char* data, std::size_t size, std::size_t count, void* slot) {
  const std::string_view line(data, size * count);
  if (line.size() > 6 && (line[0] == 'E' || line[0] == 'e') && line.substr(1, 4) == "Tag:") {
    auto value = line.substr(5);
    while (!value.empty() && value.front() == ' ') value.remove_prefix(1);
    while (!value.empty() && value.back() <= ' ') value.remove_suffix(1);
    static_cast<Slot*>(slot)->etag = value;
  }
  return size * count;
}

class Floor {
 public:
  Floor(std::vector<std::string> urls, std::unordered_map<std::string, std::string> etags)
      : urls_(std::move(urls)), etags_(std::move(etags)) {}

  int run(std::size_t connections) {
    std::vector<std::unique_ptr<Slot>> slots;
    for (; slots.size() < connections && next_ < urls_.size();) {
      slots.push_back(std::make_unique<Slot>());
      prepare(*slots.back());
      start(*slots.back());
    }
    for (int running = 1; running > 0;) {
      curl_multi_perform(multi_, &running);
      int left = 0;
      while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
        if (finish(message->easy_handle, message->data.result)) running = 1;
      }
      if (running > 0) curl_multi_poll(multi_, nullptr, 0, 1000, nullptr);
    }
    slots.clear();
    curl_multi_cleanup(multi_);
    return bad_ == 0 ? 0 : 1;
  }

  const std::unordered_map<std::string, std::string>& etags() const { return etags_; }

 private:
  static void prepare(Slot& slot) {
    CURL* easy = slot.easy.get();
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip");
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &slot);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, &slot);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, &slot);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT, 30L);
  }

  void start(Slot& slot) {
    slot.url = next_++;
    slot.etag.clear();
    curl_slist* headers = nullptr;
    if (const auto known = etags_.find(urls_[slot.url]); known != etags_.end())
      headers = curl_slist_append(nullptr, ("If-None-Match: " + known->second).c_str());
    curl_easy_setopt(slot.easy.get(), CURLOPT_HTTPHEADER, headers);
    slot.headers.reset(headers);
    curl_easy_setopt(slot.easy.get(), CURLOPT_URL, urls_[slot.url].c_str());
    curl_multi_add_handle(multi_, slot.easy.get());
  }

  // Whether another one was started.
  bool finish(CURL* easy, CURLcode code) {
    Slot* slot = nullptr;
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_PRIVATE, &slot);
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    if (code != CURLE_OK || (status != 200 && status != 304)) ++bad_;
    if (status == 200) etags_[urls_[slot->url]] = slot->etag;
    curl_multi_remove_handle(multi_, easy);
    if (next_ == urls_.size()) return false;
    start(*slot);
    return true;
  }

  std::vector<std::string> urls_;
  std::unordered_map<std::string, std::string> etags_;
  CURLM* multi_ = curl_multi_init();
  std::size_t next_ = 0;
  int bad_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: bench_fetch_floor URLS CONNECTIONS STATE\n");
    return 2;
  }
  std::vector<std::string> urls;
  std::ifstream list(argv[1]);
  for (std::string line; std::getline(list, line);) urls.push_back(line);
  std::unordered_map<std::string, std::string> etags;
  std::ifstream state(argv[3]);
  for (std::string url, etag; std::getline(state, url, '\t') && std::getline(state, etag);)
    etags[url] = etag;
  curl_global_init(CURL_GLOBAL_DEFAULT);
  Floor floor(std::move(urls), std::move(etags));
  const int code = floor.run(static_cast<std::size_t>(std::atoi(argv[2])));
  std::ofstream out(argv[3]);
  for (const auto& [url, etag] : floor.etags()) out << url << '\t' << etag << '\n';
  return code;
}
