#include "parser/facts/sponsor_behind.h"

#include <algorithm>

#include "parser/facts/pattern.h"
#include "parser/facts/sponsor_context.h"
#include "parser/facts/sponsor_loose.h"
#include "parser/facts/sponsor_words.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kWindow = 120;  // bytes that one step looks at
constexpr int kMostSteps = 20;
constexpr std::string_view kWith = ", with ";

class Reader {
 public:
  Reader(const SponsorText& text, const HouseNames& names, Span role, std::size_t limit, bool verb)
      : view_(text.view()), names_(names), role_(role), limit_(limit), core_(verb) {}

  Behind run() {
    std::size_t at = role_.end;
    Behind found = beside(at);
    if (found.weak) return found;
    static const Pattern kChanged("(?i)" + sponsor_words("changed"));
    // "changed its sponsor, with X …": the names come in a clause of their own.
    bool filled = kChanged.matches_in(
        view_, {role_.begin - std::min<std::size_t>(role_.begin, 36), role_.begin});
    if (filled && view_.substr(at, kWith.size()) == kWith) {
      core_ = true;
      at += kWith.size();
    }
    for (int step = 0; step < kMostSteps && at < limit_; ++step) {
      if (core_) {
        const std::size_t start = behind_blank(at);
        if (start >= limit_) break;
        NameList list = names_.from(start, true);
        if (!list.empty() && list.begin() < limit_)
          return {with_besides(std::move(list)), true, false, start, false};
      }
      read_besides(at);
      const std::size_t next = token(at, filled);
      if (next == at) break;
      filled = true;
      at = next;
    }
    return {};
  }

 private:
  // 除X外, in front of the others.
  void read_besides(std::size_t at) {
    static const Pattern kBesides("^除了?");
    static const Pattern kOut("^(?:之|以)?外");
    const auto besides = kBesides.find(view_, {at, std::min(view_.size(), at + 6)});
    if (!besides) return;
    NameList list = names_.from(besides->span.end, false);
    if (list.empty()) return;
    if (kOut.matches_in(view_, {list.end(), std::min(view_.size(), list.end() + 6)}))
      besides_ = std::move(list);
  }

  NameList with_besides(NameList list) {
    if (besides_.empty()) return list;
    for (HouseName& name : list.names) besides_.push_back(std::move(name), Join::other);
    return std::move(besides_);
  }

  std::size_t behind_blank(std::size_t at) const {
    static const Pattern kBlank(R"((?i)^ ?(?:the |an? |\(?\d[.)、] ?|①|\()?)");
    const auto blank = kBlank.find(view_, {at, std::min(view_.size(), at + 8)});
    return blank ? blank->span.end : at;
  }

  // "sole sponsor CICC", "its sole sponsor, CICC,", "joint sponsors for X and Y", "sponsors (X,
  // Y)".
  Behind beside(std::size_t at) const {
    static const Pattern kBeside(R"((?i)^(?:之一的?|^ ?(?:\(|-{1,2}|for)? ?(?:the )?))");
    static const Pattern kComma(R"(^ ?, )");
    static const Pattern kOwned(
        R"((?i)\b(?:its|the|their|[a-z]+'s) (?:(?:two|three|four|own) )*$|其$)");
    static const Pattern kOne(R"((?i)^(?:one|sole|single|lone|only) )");
    const Span room{at, std::min(view_.size(), at + 12)};
    static const Pattern kHolds(R"((?:担任|出任|作为|任)(?:其|公司|本次|此次|是次)?$)");
    static const Pattern kWho(R"(^的)");
    const Span front{role_.begin - std::min<std::size_t>(role_.begin, 24), role_.begin};
    auto link = kBeside.find(view_, room);
    if (const auto who = kWho.find(view_, room); who && kHolds.matches_in(view_, front)) link = who;
    NameList list = names_.from(link ? link->span.end : at, false);
    if (list.empty()) {
      const std::size_t before = role_.begin - std::min<std::size_t>(role_.begin, 20);
      link = kComma.find(view_, room);
      const bool one = kOne.matches_in(view_, role_);
      if (!link || (!one && !kOwned.matches_in(view_, {before, role_.begin}))) return {};
      list = names_.from(link->span.end, false);
    }
    if (list.empty() || list.begin() >= limit_) return {};
    const std::size_t first = list.begin();
    return {std::move(list), core_, !core_, first, false};
  }

  // Behind the next word that may stand between role and names; `at` if there is none.
  std::size_t token(std::size_t at, bool filled) {
    static const std::string kCoreWords = sponsor_words("behind-core");
    static const Pattern kWord("(?i)^ ?(?:(" + kCoreWords + ")|" + sponsor_words("behind") + ")");
    static const Pattern kPhrase(
        R"((?i)^,? (?:of|for|to|on|in|behind|handling|working|advising)\b[^,;:.()|\x80-\xff]{1,90}? (?:is|are|was|were|include|includes|included|will be|being)\b)");
    const Span room{at, std::min({view_.size(), limit_, at + kWindow})};
    if (!filled) {
      if (const auto phrase = kPhrase.find(view_, room)) {
        core_ = true;
        return phrase->span.end;
      }
    }
    if (const auto word = kWord.find(view_, room)) {
      core_ = core_ || word->has(0);
      return word->span.end;
    }
    // "是两家鲜见的机构:"
    static const Pattern kColon(R"(^(?:[^\x00-\x7f,;。、:()]{1,8}| [a-zA-Z' ]{1,60}):)");
    if (filled) {
      if (const auto colon = kColon.find(view_, {at, std::min(room.end, at + 64)})) {
        core_ = true;
        return colon->span.end;
      }
    }
    // "共有三家,分别为", "the sponsors, who are"
    const bool comma = at < room.end && view_[at] == ',';
    const bool latin = at + 1 < room.end && view_[at + 1] == ' ';
    return comma && (filled || latin) ? at + 1 : at;
  }

  std::string_view view_;
  const HouseNames& names_;
  Span role_;
  std::size_t limit_;
  bool core_;
  NameList besides_;
};

}  // namespace

Behind names_behind(const SponsorText& text, const HouseNames& names, Span role, std::size_t limit,
                    bool verb) {
  Behind found = Reader(text, names, role, limit, verb).run();
  if (found.names.empty()) return {};
  // "the sponsor was changed from X to Y"
  const std::size_t end = found.names.end();
  const bool gone = is_gone(text, {found.names.begin(), end});
  if (NameList next = came_instead(text, names, end, limit, gone); !next.empty()) {
    const std::size_t first = next.begin();
    return {std::move(next), true, false, first, true};
  }
  const std::size_t named = found.names.names.size();
  found.names = with_added(text, names, std::move(found.names));
  const bool stays = found.names.names.size() > named;
  if ((gone && !stays) || is_unrealised(text, found.stated)) return {};
  return found;
}

}  // namespace gongwatch::parser::facts
