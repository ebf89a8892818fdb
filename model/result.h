// Errors are values. A function that can fail on its input returns Result<T>; exceptions of
// libraries stop at their wrapper.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace gongwatch {

enum class ErrorKind {
  invalid_argument,  // the caller's input is wrong: a flag, a configuration value
  not_found,
  malformed,  // bytes that are not what they claim to be
  too_large,
  too_deep,
  unsupported,
  empty,    // nothing where something is required
  io,       // the operating system refused: message says what it said
  network,  // no answer: name look-up, connection, TLS, transfer
  timeout,
  http_status,     // an answer that is not the resource (4xx, 5xx)
  forbidden,       // robots.txt or the address policy says no
  store_unusable,  // foreign, newer, damaged, read-only or full database
  busy,            // another run holds the lock
  cancelled,       // a signal or a deadline asked to stop
  internal,
};

// "not_found", "too_large" …: stable, printed in JSON errors and logs.
std::string_view name_of(ErrorKind kind);

struct Error {
  ErrorKind kind = ErrorKind::internal;
  std::string message;  // what went wrong, one line, no trailing period
  std::string context;  // the file, URL, source or field it is about; may be empty

  // "context: message", or the message alone.
  std::string to_string() const;
};

template <class T>
using Result = tl::expected<T, Error>;
using Status = tl::expected<void, Error>;

inline tl::unexpected<Error> fail(ErrorKind kind, std::string message, std::string context = {}) {
  return tl::unexpected<Error>(Error{kind, std::move(message), std::move(context)});
}

}  // namespace gongwatch
