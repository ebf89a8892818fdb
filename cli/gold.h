// The gold set on disk: JSON Lines, one annotated article a line (tests/gold/README.md).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/result.h"
#include "render/document_json.h"

namespace gongwatch::cli {

struct GoldArticle {
  std::string path;   // of the article's file, from the list's folder resolved
  std::string where;  // list:line, for messages
  render::Json line;
};

struct GoldSet {
  std::vector<GoldArticle> articles;
  std::map<std::string, double> floors;  // kind → least F1; {"floors": {…}} of the list
};

// Reads the list; a line {"include": "en.jsonl"} reads another list beside it (one level deep).
// Errors name list, line and reason; a list without articles is one.
Result<GoldSet> read_gold(const std::string& path);

}  // namespace gongwatch::cli
