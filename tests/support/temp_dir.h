// A temporary folder that goes with its owner.
#pragma once

#include <filesystem>
#include <string_view>

namespace gongwatch::testing_support {

class TempDir {
 public:
  TempDir();  // throws std::system_error
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  const std::filesystem::path& path() const { return path_; }
  // Writes a file below the folder (its folders are made) and returns its path. Throws
  // std::system_error.
  std::filesystem::path write(std::string_view relative, std::string_view bytes) const;

 private:
  std::filesystem::path path_;
};

// The whole file; throws std::system_error if it cannot be read.
std::string read_whole_file(const std::filesystem::path& path);

}  // namespace gongwatch::testing_support
