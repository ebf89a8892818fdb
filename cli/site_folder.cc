#include "cli/site_folder.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <stdio.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <set>
#include <system_error>
#include <utility>

namespace gongwatch::cli {
namespace {

namespace fs = std::filesystem;

// In each folder of ours: the names at its top, one a line.
constexpr const char* kMarker = ".gongwatch-report";

std::set<std::string> names_in(const fs::path& marker) {
  std::set<std::string> names{kMarker};
  std::ifstream file(marker);
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line.front() != '#') names.insert(line);
  }
  return names;
}

// Why the folder may not simply be replaced; empty if it may.
Result<std::string> objection(const fs::path& target) {
  std::error_code error;
  const auto status = fs::symlink_status(target, error);
  if (!fs::exists(status)) return std::string();
  if (!fs::is_directory(status))
    return fail(ErrorKind::invalid_argument, "is no folder", target.string());
  const bool ours = fs::exists(target / kMarker, error);
  const auto known = ours ? names_in(target / kMarker) : std::set<std::string>{};
  for (auto entry = fs::directory_iterator(target, error);
       !error && entry != fs::directory_iterator(); entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (!ours) return std::string("is not empty and no earlier report");
    if (known.count(name) == 0)
      return fmt::format("holds {}, which is no part of the report", name);
  }
  if (error) return fail(ErrorKind::io, error.message(), target.string());
  return std::string();
}

Error io_error(const fs::path& path, const std::string& what) {
  return {ErrorKind::io, what, path.string()};
}

}  // namespace

Result<SiteFolder> SiteFolder::begin(const std::string& target, bool force) {
  std::error_code error;
  fs::path place = fs::weakly_canonical(fs::absolute(target, error), error);
  if (error) return fail(ErrorKind::io, error.message(), target);
  if (place.filename().empty()) place = place.parent_path();
  if (place == place.root_path())
    return fail(ErrorKind::invalid_argument, "is no place for a report", target);
  const auto why_not = objection(place);
  if (!why_not) return tl::unexpected(why_not.error());
  if (!why_not->empty() && !force)
    return fail(ErrorKind::invalid_argument,
                *why_not + ": choose another folder, or --force to move it aside", place.string());
  fs::create_directories(place.parent_path(), error);
  if (error) return fail(ErrorKind::io, error.message(), place.parent_path().string());
  std::string pattern =
      (place.parent_path() / ("." + place.filename().string() + ".new-XXXXXX")).string();
  if (::mkdtemp(pattern.data()) == nullptr)
    return fail(ErrorKind::io, std::generic_category().message(errno),
                place.parent_path().string());
  fs::permissions(pattern,
                  fs::perms::group_read | fs::perms::group_exec | fs::perms::others_read |
                      fs::perms::others_exec,
                  fs::perm_options::add, error);
  return SiteFolder(std::move(place), pattern, !why_not->empty());
}

SiteFolder::SiteFolder(SiteFolder&& other) noexcept
    : target_(std::move(other.target_)),
      fresh_(std::exchange(other.fresh_, fs::path())),
      names_(std::move(other.names_)),
      last_folder_(std::move(other.last_folder_)),
      foreign_(other.foreign_),
      bytes_(other.bytes_),
      files_(other.files_) {}

SiteFolder::~SiteFolder() {
  std::error_code ignored;
  if (!fresh_.empty()) fs::remove_all(fresh_, ignored);
}

Status SiteFolder::write(std::string_view path, std::string_view bytes) {
  const fs::path file = fresh_ / path;
  const auto slash = path.find('/');
  const std::string top(path.substr(0, slash));
  if (slash == std::string_view::npos) {
    names_ += top + "\n";
  } else if (top != last_folder_) {
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    if (error) return tl::unexpected(io_error(file.parent_path(), error.message()));
    names_ += top + "\n";
    last_folder_ = top;
  }
  std::ofstream out(file, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) return tl::unexpected(io_error(file, "cannot be written; is the disk full?"));
  bytes_ += bytes.size();
  ++files_;
  return {};
}

Result<std::string> SiteFolder::publish() {
  std::ofstream marker(fresh_ / kMarker);
  marker << "# Made by gongwatch report; these names are replaced by the next one.\n" << names_;
  marker.close();
  if (!marker) return tl::unexpected(io_error(fresh_ / kMarker, "cannot be written"));
  std::error_code error;
  if (!fs::exists(target_, error)) {
    fs::rename(fresh_, target_, error);
    if (error) return tl::unexpected(io_error(target_, error.message()));
    fresh_.clear();
    return std::string();
  }
  // The two folders change places in one step; what stands at fresh_ afterwards is the old one.
  if (::renameat2(AT_FDCWD, fresh_.c_str(), AT_FDCWD, target_.c_str(), RENAME_EXCHANGE) != 0)
    return tl::unexpected(io_error(target_, std::generic_category().message(errno)));
  if (!foreign_) return std::string();  // the destructor removes it
  for (int i = 1; i < 1000; ++i) {
    const fs::path aside = target_.string() + ".before-" + std::to_string(i);
    if (fs::exists(fs::symlink_status(aside, error))) continue;
    fs::rename(fresh_, aside, error);
    const std::string kept = error ? fresh_.string() : aside.string();
    fresh_.clear();
    return kept;
  }
  return std::exchange(fresh_, fs::path()).string();
}

}  // namespace gongwatch::cli
