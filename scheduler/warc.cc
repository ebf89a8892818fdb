#include "scheduler/warc.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

#include "scheduler/gunzip.h"
#include "text/utf8.h"

namespace gongwatch::scheduler {
namespace {

constexpr std::size_t kMaxRecord = 64u << 20;
constexpr std::size_t kMaxHeader = 1u << 20;

using Fields = std::vector<std::pair<std::string, std::string>>;

Error malformed(std::string message) { return {ErrorKind::malformed, std::move(message), {}}; }

// The lines up to the blank one; `bytes` moves behind it. The first line comes back alone.
Result<std::string> read_head(std::string_view& bytes, Fields& fields) {
  std::string first;
  for (bool begun = false;;) {
    const auto end = bytes.substr(0, kMaxHeader).find('\n');
    if (end == std::string_view::npos) return tl::unexpected(malformed("a header without an end"));
    std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) return first;
    if (!begun) {
      first = line;
      begun = true;
      continue;
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) continue;  // a folded line, or nonsense
    fields.emplace_back(text::lower_ascii(line.substr(0, colon)),
                        std::string(text::trim(line.substr(colon + 1))));
  }
}

std::string field(const Fields& fields, std::string_view name) {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const auto& one) { return one.first == name; });
  return found == fields.end() ? std::string() : found->second;
}

Result<std::string> unchunked(std::string_view bytes) {
  std::string out;
  while (true) {
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(bytes.data(), bytes.data() + bytes.size(), size, 16);
    const auto line = bytes.find('\n');
    if (error != std::errc{} || line == std::string_view::npos)
      return tl::unexpected(malformed("chunks that are none"));
    bytes.remove_prefix(line + 1);
    if (size == 0) return out;
    if (size > bytes.size()) return tl::unexpected(malformed("a chunk is cut off"));
    out += bytes.substr(0, size);
    bytes.remove_prefix(size);
    bytes.remove_prefix(std::min(bytes.size(), bytes.starts_with("\r\n") ? 2u : 1ul));
  }
}

Status read_http(std::string_view block, Capture& capture) {
  const auto status_line = read_head(block, capture.headers);
  if (!status_line) return tl::unexpected(status_line.error());
  const auto blank = status_line->find(' ');
  if (!status_line->starts_with("HTTP/") || blank == std::string::npos)
    return tl::unexpected(malformed("no answer of HTTP"));
  std::from_chars(status_line->data() + blank + 1, status_line->data() + status_line->size(),
                  capture.status);
  capture.media_type = field(capture.headers, "content-type");
  capture.body = block;
  if (text::lower_ascii(field(capture.headers, "transfer-encoding")) == "chunked") {
    auto whole = unchunked(block);
    // Many archives keep the header and put the chunks together.
    if (whole) capture.body = std::move(*whole);
  }
  const std::string encoding = text::lower_ascii(field(capture.headers, "content-encoding"));
  if (is_gzip(capture.body) && (encoding == "gzip" || encoding == "x-gzip")) {
    auto plain = gunzip(capture.body, kMaxRecord);
    if (!plain) return tl::unexpected(plain.error());
    capture.body = std::move(*plain);
  } else if (!encoding.empty() && encoding != "identity" && encoding != "gzip" &&
             encoding != "x-gzip") {
    return fail(ErrorKind::unsupported, "compressed with " + encoding.substr(0, 20));
  }
  return {};
}

std::string record(std::string_view type, std::string_view url, Instant date,
                   std::string_view content_type, std::string_view block, std::size_t number) {
  return fmt::format(
             "WARC/1.1\r\nWARC-Type: {}\r\nWARC-Record-ID: <urn:gongwatch:{}:{}>\r\nWARC-Date: "
             "{}\r\n"
             "{}Content-Type: {}\r\nContent-Length: {}\r\n\r\n",
             type, to_iso(date), number, to_iso(date),
             url.empty() ? "" : fmt::format("WARC-Target-URI: {}\r\n", url), content_type,
             block.size()) +
         std::string(block) + "\r\n\r\n";
}

}  // namespace

Result<std::optional<WarcRecord>> WarcReader::next() {
  for (;;) {
    std::string_view left = std::string_view(member_).substr(read_);
    auto record = read(left);
    read_ = member_.size() - left.size();
    if (!record) rest_ = {};
    if (!record || *record) return record;
    if (!is_gzip(rest_)) return read(rest_);
    auto member = gunzip_member(rest_, max_member_);
    if (!member && member.error().kind == ErrorKind::too_large) {
      member.error().message = fmt::format(
          "more than {} MiB in one gzip member; unpack the file, or pack each record by itself",
          max_member_ >> 20);
    }
    if (!member) return tl::unexpected(member.error());
    member_ = std::move(*member);
    read_ = 0;
  }
}

Result<std::optional<WarcRecord>> WarcReader::read(std::string_view& bytes) const {
  while (bytes.starts_with('\r') || bytes.starts_with('\n')) bytes.remove_prefix(1);
  if (bytes.empty()) return std::optional<WarcRecord>();
  Fields fields;
  const auto version = read_head(bytes, fields);
  if (!version) return tl::unexpected(version.error());
  if (!version->starts_with("WARC/"))
    return tl::unexpected(malformed("not a WARC file: a record begins with \"" +
                                    text::sanitize(version->substr(0, 20)) + "\""));
  const std::string length = field(fields, "content-length");
  std::size_t size = 0;
  const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), size);
  if (error != std::errc{} || end != length.data() + length.size())
    return tl::unexpected(malformed("a record without a length"));
  if (size > kMaxRecord) return fail(ErrorKind::too_large, "a record of " + length + " bytes");
  if (size > bytes.size()) return tl::unexpected(malformed("the last record is cut off"));
  WarcRecord read;
  read.type = text::lower_ascii(field(fields, "warc-type"));
  read.url = field(fields, "warc-target-uri");
  if (read.url.starts_with('<') && read.url.ends_with('>'))  // WARC 1.0 shows it so
    read.url = read.url.substr(1, read.url.size() - 2);
  read.content_type = field(fields, "content-type");
  if (const auto date = parse_iso_instant(field(fields, "warc-date"), std::chrono::minutes{0}))
    read.date = *date;
  read.block = bytes.substr(0, size);
  bytes.remove_prefix(size);
  return std::optional(std::move(read));
}

Result<Capture> capture_of(const WarcRecord& record) {
  Capture capture;
  capture.url = capture.final_url = record.url;
  capture.captured_at = record.date;
  if (record.type == "resource") {
    capture.status = 200;
    capture.media_type = record.content_type;
    capture.body = record.block;
    return capture;
  }
  if (record.type != "response" || !record.content_type.starts_with("application/http"))
    return fail(ErrorKind::unsupported, "a record of type " + record.type.substr(0, 20));
  if (Status read = read_http(record.block, capture); !read) return tl::unexpected(read.error());
  return capture;
}

std::string to_warc(const Capture& capture) {
  std::string block = fmt::format("HTTP/1.1 {} Kept\r\n", capture.status);
  for (const auto& [name, value] : capture.headers) {
    // The body is kept decompressed and whole.
    if (name == "content-encoding" || name == "transfer-encoding" || name == "content-length")
      continue;
    block += fmt::format("{}: {}\r\n", name, value);
  }
  block += fmt::format("content-length: {}\r\n\r\n", capture.body.size());
  block += capture.body;
  return gzip(record("response", capture.final_url, capture.captured_at,
                     "application/http; msgtype=response", block,
                     static_cast<std::size_t>(capture.capture_id)));
}

std::string warc_info(Instant now) {
  return gzip(
      record("warcinfo", "", now, "application/warc-fields",
             "software: gongwatch " GONGWATCH_VERSION "\r\nformat: WARC File Format 1.1\r\n", 0));
}

}  // namespace gongwatch::scheduler
