// A store of a made-up market, as large as one grows in years: for measuring answers.
#pragma once

#include <string>

namespace gongwatch::bench {

// Throws std::runtime_error. Deterministic; takes minutes at 100,000 articles.
void make_archive(const std::string& path, int applications, int articles);

}  // namespace gongwatch::bench
