// ETag and Last-Modified of many URLs, and which of them are gone, in a small file of their own,
// for those who keep no bodies: in the store, validators without a body would make a run believe
// that it has the page.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "model/http.h"
#include "model/result.h"

namespace gongwatch::store {

// One process at a time. Errors are those of Store.
class ValidatorFile {
 public:
  static Result<ValidatorFile> open(const std::string& path);
  ValidatorFile(ValidatorFile&&) noexcept;
  ValidatorFile& operator=(ValidatorFile&&) noexcept;
  ~ValidatorFile();  // what was not committed is lost

  struct Known {
    Validators validators;
    bool gone = false;  // it ended with 410
  };
  // Empty if the URL is not known.
  Result<Known> find(std::string_view url);
  Status put(std::string_view url, const Validators& validators);
  Status put_gone(std::string_view url);
  // Happens by itself from time to time, too.
  Status commit();

 private:
  class Impl;
  explicit ValidatorFile(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace gongwatch::store
