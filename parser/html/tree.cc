#include "parser/html/tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <csetjmp>
#include <utility>

#include "parser/html/arena.h"
#include "parser/html/prescan.h"
#include "parser/html/walk.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kAllocationsBetweenDeadlineChecks = 1024;

enum class Stop { none, memory, deadline };

// What the allocator callback sees. Plain data: longjmp runs no destructors.
struct Session {
  Arena* arena;
  const ParseLimits* limits;
  std::size_t allocations;
  Stop stop;
  std::jmp_buf escape;
};

bool is_expired(const ParseLimits& limits) noexcept {
  if (!limits.expired) return false;
  try {
    return limits.expired();
  } catch (...) {  // an exception must not pass through Gumbo's C frames
    return true;
  }
}

void* allocate(void* userdata, std::size_t size) {
  auto* const session = static_cast<Session*>(userdata);
  if (++session->allocations % kAllocationsBetweenDeadlineChecks == 0 &&
      is_expired(*session->limits)) {
    session->stop = Stop::deadline;
  } else if (void* const memory = session->arena->allocate(size); memory != nullptr) {
    return memory;
  } else {
    session->stop = Stop::memory;
  }
  std::longjmp(session->escape, 1);
}

void release(void*, void*) {}  // the arena frees everything at once

// Null if the allocator gave up. No object with a destructor lives between setjmp and longjmp:
// here, in allocate() and in Gumbo's C code.
const GumboOutput* run_gumbo(Session* session, const GumboOptions* options, const char* text,
                             std::size_t size) {
  if (setjmp(session->escape) != 0) return nullptr;
  return gumbo_parse_with_options(options, text, size);
}

struct Finished {
  std::size_t depth = 0;
  bool out_of_memory = false;
};

// Puts what characters stand for in their place.
Finished finish(const GumboNode* root, StandIns& stand_ins, Arena& arena) {
  Finished finished;
  finished.out_of_memory = !stand_ins.prepare_attributes(arena);
  const auto replace = [&](const char*& text) {
    const char* const meant = stand_ins.meant(text, arena);
    finished.out_of_memory |= meant == nullptr;
    if (meant != nullptr) text = meant;
  };
  std::size_t depth = 0;
  walk(
      root,
      [&](const GumboNode* node) {
        finished.depth = std::max(finished.depth, ++depth);
        // The tree is ours; only walk() sees it as constant.
        if (is_text(node)) replace(const_cast<GumboNode*>(node)->v.text.text);
        if (!is_element(node)) return false;
        if (const GumboVector* const list = stand_ins.attributes_of(node->v.element)) {
          const_cast<GumboNode*>(node)->v.element.attributes = *list;
          return true;
        }
        const GumboVector& attributes = node->v.element.attributes;
        for (unsigned i = 0; i < attributes.length; ++i)
          replace(static_cast<GumboAttribute*>(attributes.data[i])->value);
        return true;
      },
      [&](const GumboNode*) { --depth; });
  return finished;
}

tl::unexpected<Error> too_large(const ParseLimits& limits) {
  return fail(
      ErrorKind::too_large,
      fmt::format("the page's tree needs more than {} bytes of memory", limits.max_tree_bytes));
}

}  // namespace

Tree::Tree(std::unique_ptr<Reduced> reduced, std::unique_ptr<Arena> arena, const GumboNode* root)
    : reduced_(std::move(reduced)), arena_(std::move(arena)), root_(root) {}
Tree::~Tree() = default;
Tree::Tree(Tree&&) noexcept = default;
Tree& Tree::operator=(Tree&&) noexcept = default;

std::size_t Tree::bytes() const { return arena_->bytes(); }

Result<Tree> Tree::parse(std::string_view utf8, const ParseLimits& limits, Detail detail) {
  if (utf8.size() > limits.max_bytes)
    return fail(ErrorKind::too_large, fmt::format("the page has {} bytes; at most {} are read",
                                                  utf8.size(), limits.max_bytes));
  auto reduced = std::make_unique<Reduced>();
  if (detail == Detail::article) {
    *reduced = reduce_html(utf8);
    utf8 = reduced->html;
  }
  if (Result<Prescan> prescan = prescan_html(utf8, limits); !prescan)
    return tl::unexpected<Error>(std::move(prescan.error()));
  auto arena = std::make_unique<Arena>(limits.max_tree_bytes);
  Session session{arena.get(), &limits, 0, Stop::none, {}};
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors =
      0;  // the default keeps every error, and with it a copy of the stack of open elements
  options.allocator = allocate;
  options.deallocator = release;
  options.userdata = &session;
  const GumboOutput* const output =
      run_gumbo(&session, &options, utf8.data() == nullptr ? "" : utf8.data(), utf8.size());
  if (session.stop == Stop::deadline)
    return fail(ErrorKind::timeout, "the deadline passed while the page was parsed");
  if (output == nullptr || output->root == nullptr) return too_large(limits);
  const Finished finished = finish(output->root, reduced->stand_ins, *arena);
  if (finished.out_of_memory) return too_large(limits);
  if (finished.depth >
      2 * limits.max_depth)  // tables and <html> imply elements that no tag stands for
    return fail(ErrorKind::too_deep,
                fmt::format("tags are nested more than {} deep", limits.max_depth));
  return Tree(std::move(reduced), std::move(arena), output->root);
}

}  // namespace gongwatch::parser
