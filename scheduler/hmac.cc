#include "scheduler/hmac.h"

#include <fmt/core.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <limits>

namespace gongwatch::scheduler {

Result<std::string> hmac_sha256(std::string_view key, std::string_view message) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned size = 0;
  if (key.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
    return fail(ErrorKind::invalid_argument, "the secret is too long");
  // An empty key is a key; a null pointer would mean another thing.
  const char* bytes = key.data() == nullptr ? "" : key.data();
  if (HMAC(EVP_sha256(), bytes, static_cast<int>(key.size()),
           reinterpret_cast<const unsigned char*>(message.data()), message.size(), out.data(),
           &size) == nullptr)
    return fail(ErrorKind::internal, "the signature could not be made");
  return std::string(reinterpret_cast<const char*>(out.data()), size);
}

std::string in_hex(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) out += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return out;
}

std::string in_base64(std::string_view bytes) {
  std::string out(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                   reinterpret_cast<const unsigned char*>(bytes.data()),
                                   static_cast<int>(bytes.size()));
  out.resize(static_cast<std::size_t>(size));
  return out;
}

}  // namespace gongwatch::scheduler
