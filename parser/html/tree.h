// The one wrapper around Gumbo: a page's tree in an arena with a memory cap, behind a check of
// depth and attributes.
#pragma once

#include <gumbo.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"
#include "parser/html/reduce.h"
#include "parser/parse_document.h"

namespace gongwatch::parser {

class Arena;

// What the tree must hold: everything, or what is asked of an article's page (reduce.h). The text
// and what is told of it are the same.
enum class Detail { everything, article };

class Tree {
 public:
  // `utf8` must be valid UTF-8 and outlive the tree, whose text pieces point into it. Errors:
  // too_large (bytes, attributes, memory), too_deep, timeout.
  static Result<Tree> parse(std::string_view utf8, const ParseLimits& limits,
                            Detail detail = Detail::everything);
  ~Tree();
  Tree(Tree&&) noexcept;
  Tree& operator=(Tree&&) noexcept;

  // <html>; never null. Nodes live as long as the tree.
  const GumboNode* root() const { return root_; }
  std::size_t bytes() const;  // of memory taken
  // JSON-LD scripts that were taken out before the tree was made; they stand before those in it.
  const std::vector<std::string_view>& json_ld() const { return reduced_->json_ld; }

 private:
  Tree(std::unique_ptr<Reduced> reduced, std::unique_ptr<Arena> arena, const GumboNode* root);

  std::unique_ptr<Reduced> reduced_;  // the tree points into its text
  std::unique_ptr<Arena> arena_;
  const GumboNode* root_ = nullptr;
};

}  // namespace gongwatch::parser
