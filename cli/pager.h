// Long answers through a pager, on a terminal only.
#pragma once

#include <sys/types.h>

#include "cli/context.h"

namespace gongwatch::cli {

// While it lives, standard output leads to $PAGER (else `less`), if that is a terminal and nobody
// said --no-pager or PAGER= (empty) or PAGER=cat. It ends with the reader.
class Pager {
 public:
  explicit Pager(const GlobalOptions& global);
  ~Pager();
  Pager(const Pager&) = delete;
  Pager& operator=(const Pager&) = delete;

 private:
  pid_t child_ = -1;
};

}  // namespace gongwatch::cli
