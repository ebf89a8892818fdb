#include "model/result.h"

namespace gongwatch {

std::string_view name_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid_argument:
      return "invalid_argument";
    case ErrorKind::not_found:
      return "not_found";
    case ErrorKind::malformed:
      return "malformed";
    case ErrorKind::too_large:
      return "too_large";
    case ErrorKind::too_deep:
      return "too_deep";
    case ErrorKind::unsupported:
      return "unsupported";
    case ErrorKind::empty:
      return "empty";
    case ErrorKind::io:
      return "io";
    case ErrorKind::network:
      return "network";
    case ErrorKind::timeout:
      return "timeout";
    case ErrorKind::http_status:
      return "http_status";
    case ErrorKind::forbidden:
      return "forbidden";
    case ErrorKind::store_unusable:
      return "store_unusable";
    case ErrorKind::busy:
      return "busy";
    case ErrorKind::cancelled:
      return "cancelled";
    case ErrorKind::internal:
      return "internal";
  }
  return "internal";
}

std::string Error::to_string() const {
  return context.empty() ? message : context + ": " + message;
}

}  // namespace gongwatch
