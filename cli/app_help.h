// How --help is laid out: descriptions are wrapped, so that 80 columns hold them.
#pragma once

#include <memory>

namespace CLI {
class FormatterBase;
}

namespace gongwatch::cli {

std::shared_ptr<CLI::FormatterBase> help_format();

}  // namespace gongwatch::cli
