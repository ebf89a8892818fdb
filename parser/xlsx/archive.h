// The one wrapper around libzip: named parts of a ZIP file in memory, behind a cap on what they
// unpack to.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "model/result.h"
#include "parser/xlsx/workbook.h"

struct zip;

namespace gongwatch::parser::xlsx {

class Archive {
 public:
  // `bytes` and `limits` must outlive the archive. Errors as read_workbook.
  static Result<Archive> open(std::string_view bytes, const Limits& limits);

  // The part's bytes; not_found if there is none of that name. What a part declares is not
  // believed: bytes are counted as they come.
  Result<std::string> read(const std::string& name);

 private:
  struct Close {
    void operator()(zip* archive) const;
  };

  Archive(std::unique_ptr<zip, Close> archive, const Limits& limits)
      : archive_(std::move(archive)), limits_(&limits) {}

  std::unique_ptr<zip, Close> archive_;
  const Limits* limits_;
  std::size_t unpacked_ = 0;
};

}  // namespace gongwatch::parser::xlsx
