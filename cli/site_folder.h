// A folder of pages that appears whole or not at all: files are written beside it, then the two
// change places.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "model/result.h"

namespace gongwatch::cli {

class SiteFolder {
 public:
  // Refuses (invalid_argument) a target that is a file, or a folder that is not empty and not
  // wholly an earlier site of ours. With `force` such a folder is moved aside when the new one
  // takes its place.
  static Result<SiteFolder> begin(const std::string& target, bool force);
  SiteFolder(SiteFolder&& other) noexcept;
  SiteFolder& operator=(SiteFolder&&) = delete;
  SiteFolder(const SiteFolder&) = delete;
  SiteFolder& operator=(const SiteFolder&) = delete;
  // Takes away what was written, unless it was published.
  ~SiteFolder();

  // `path` is of our own making: "ipo/12.html".
  Status write(std::string_view path, std::string_view bytes);
  // The new folder stands where the target stood. Returns where the old one went, if it was moved
  // aside; an earlier site of ours is removed.
  Result<std::string> publish();
  std::uintmax_t bytes() const { return bytes_; }
  std::size_t files() const { return files_; }

 private:
  SiteFolder(std::filesystem::path target, std::filesystem::path fresh, bool foreign)
      : target_(std::move(target)), fresh_(std::move(fresh)), foreign_(foreign) {}

  std::filesystem::path target_, fresh_;
  std::string names_;  // of files and folders at the top, one a line
  std::string last_folder_;
  bool foreign_ = false;  // the target is not ours: it is moved aside
  std::uintmax_t bytes_ = 0;
  std::size_t files_ = 0;
};

}  // namespace gongwatch::cli
