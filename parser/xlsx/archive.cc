#include "parser/xlsx/archive.h"

#include <zip.h>

#include <algorithm>

namespace gongwatch::parser::xlsx {
namespace {

constexpr std::size_t kChunk = 64u << 10;

std::size_t count(std::string_view bytes, std::string_view signature, std::size_t stop_at) {
  std::size_t found = 0;
  for (std::size_t at = bytes.find(signature); at != std::string_view::npos && found < stop_at;
       at = bytes.find(signature, at + signature.size())) {
    ++found;
  }
  return found;
}

Status check_envelope(std::string_view bytes, const Limits& limits) {
  if (bytes.empty()) return fail(ErrorKind::empty, "no bytes where a workbook is expected");
  if (bytes.size() > limits.max_bytes) {
    return fail(ErrorKind::too_large, "a workbook of " + std::to_string(bytes.size()) +
                                          " bytes, the limit is " +
                                          std::to_string(limits.max_bytes));
  }
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
    return fail(ErrorKind::unsupported, "an old .xls or an encrypted workbook, not an XLSX file");
  }
  if (bytes.find_first_not_of(" \t\r\n") == bytes.find('<')) {
    return fail(ErrorKind::malformed, "not a workbook but a web page (it begins with \"<\")");
  }
  if (!bytes.starts_with("PK")) return fail(ErrorKind::malformed, "not an XLSX file: no ZIP file");
  // libzip keeps the whole directory in memory.
  if (count(bytes, "PK\x01\x02", limits.max_entries + 1) > limits.max_entries) {
    return fail(ErrorKind::too_large,
                "a ZIP file of more than " + std::to_string(limits.max_entries) + " parts");
  }
  return {};
}

std::string message_of(zip_error_t& error) {
  std::string message = zip_error_strerror(&error);
  zip_error_fini(&error);
  return message;
}

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

Status check_part(const zip_stat_t& stat, const std::string& name) {
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
    return fail(ErrorKind::unsupported, "an encrypted part", name);
  }
  if ((stat.valid & ZIP_STAT_COMP_METHOD) != 0 && stat.comp_method != ZIP_CM_STORE &&
      stat.comp_method != ZIP_CM_DEFLATE) {
    return fail(ErrorKind::unsupported,
                "compression method " + std::to_string(stat.comp_method) + " of ZIP", name);
  }
  return {};
}

}  // namespace

void Archive::Close::operator()(zip* archive) const { zip_discard(archive); }

Result<Archive> Archive::open(std::string_view bytes, const Limits& limits) {
  if (auto usable = check_envelope(bytes, limits); !usable) return tl::unexpected(usable.error());
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) return fail(ErrorKind::internal, "libzip: " + message_of(error));
  std::unique_ptr<zip, Close> archive(zip_open_from_source(source, ZIP_RDONLY, &error));
  if (!archive) {
    zip_source_free(source);
    return fail(ErrorKind::malformed, "not an XLSX file: " + message_of(error));
  }
  zip_error_fini(&error);
  const auto entries = zip_get_num_entries(archive.get(), 0);
  if (entries < 0 || static_cast<std::size_t>(entries) > limits.max_entries) {
    return fail(ErrorKind::too_large,
                "a ZIP file of more than " + std::to_string(limits.max_entries) + " parts");
  }
  return Archive(std::move(archive), limits);
}

Result<std::string> Archive::read(const std::string& name) {
  const auto index = zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_NOCASE);
  if (index < 0) return fail(ErrorKind::not_found, "no such part in the workbook", name);
  const auto place = static_cast<zip_uint64_t>(index);
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat_index(archive_.get(), place, 0, &stat) != 0) {
    return fail(ErrorKind::malformed, zip_strerror(archive_.get()), name);
  }
  if (auto usable = check_part(stat, name); !usable) return tl::unexpected(usable.error());
  const auto too_large = [&] {
    return fail(ErrorKind::too_large,
                "unpacks to more than " + std::to_string(limits_->max_unpacked_bytes) + " bytes",
                name);
  };
  if ((stat.valid & ZIP_STAT_SIZE) != 0 && stat.size > limits_->max_unpacked_bytes - unpacked_)
    return too_large();
  const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen_index(archive_.get(), place, 0));
  if (!file) return fail(ErrorKind::malformed, zip_strerror(archive_.get()), name);
  std::string out;
  std::string chunk(kChunk, '\0');
  while (true) {
    const auto got = zip_fread(file.get(), chunk.data(), chunk.size());
    if (got < 0) return fail(ErrorKind::malformed, zip_file_strerror(file.get()), name);
    if (got == 0) return out;
    unpacked_ += static_cast<std::size_t>(got);
    if (unpacked_ > limits_->max_unpacked_bytes) return too_large();
    out.append(chunk, 0, static_cast<std::size_t>(got));
  }
}

}  // namespace gongwatch::parser::xlsx
