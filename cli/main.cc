#include <malloc.h>

#include <cstdio>
#include <exception>

#include "cli/commands.h"

// The edge where exceptions stop: an output that cannot be written is one line and exit code 1,
// never a crash.
int main(int argc, char** argv) {
  // Bodies come and go by the thousand: giving each one's memory back to the system, to ask for it
  // again, costs more than decompressing it.
  mallopt(M_TRIM_THRESHOLD, 16 << 20);
  mallopt(M_MMAP_THRESHOLD, 4 << 20);
  mallopt(M_TOP_PAD, 1 << 20);
  int code = gongwatch::cli::kFailed;
  try {
    code = gongwatch::cli::run_app(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "gongwatch: %s\n", error.what());
  }
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
    std::fputs("gongwatch: cannot write the output\n", stderr);
    return gongwatch::cli::kFailed;
  }
  return code;
}
