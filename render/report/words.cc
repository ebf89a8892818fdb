#include "render/report/words.h"

#include <map>
#include <nlohmann/json.hpp>

#include "render/embedded.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace gongwatch::render {
namespace {

struct Entry {
  std::string en, hant;
};
using Words = std::map<std::string, Entry, std::less<>>;

Words read_words() {
  Words words;
  std::string_view rest = embedded_table("words");
  while (!rest.empty()) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const auto first = line.find('\t');
    const auto second = line.find('\t', first + 1);
    if (line.empty() || line.front() == '#' || second == std::string_view::npos) continue;
    words.emplace(line.substr(0, first),
                  Entry{std::string(line.substr(first + 1, second - first - 1)),
                        std::string(line.substr(second + 1))});
  }
  return words;
}

const Words& words() {
  static const Words all = read_words();
  return all;
}

// "{} source|{} sources" and a number.
std::string with_number(std::string_view forms, std::int64_t number) {
  const auto bar = forms.find('|');
  std::string_view form = forms;
  if (bar != std::string_view::npos)
    form = number == 1 ? forms.substr(0, bar) : forms.substr(bar + 1);
  std::string out(form);
  if (const auto place = out.find("{}"); place != std::string::npos)
    out.replace(place, 2, std::to_string(number));
  return out;
}

std::string in_simplified(std::string_view hant) {
  std::string out;
  for (std::size_t at = 0; at < hant.size();) {
    const text::CodePoint point = text::decode_at(hant, at);
    text::append(out, text::simplified(point.value));
    at += point.bytes;
  }
  return out;
}

}  // namespace

bool is_word(std::string_view key) { return words().find(key) != words().end(); }

std::string english(std::string_view key) {
  const auto found = words().find(key);
  return found == words().end() ? std::string(key) : found->second.en;
}

std::string english(std::string_view key, std::int64_t number) {
  return with_number(english(key), number);
}

Markup word(std::string_view key) {
  return markup("<span data-t=\"{}\">{}</span>", key, english(key));
}

Markup word(std::string_view key, std::int64_t number) {
  return markup("<span data-t=\"{}\" data-n=\"{}\">{}</span>", key, number, english(key, number));
}

Markup word_of(std::string_view group, std::string_view value) {
  const std::string key = fmt::format("{}.{}", group, value);
  return is_word(key) ? word(key) : markup("{}", value);
}

std::string words_script() {
  nlohmann::ordered_json en, hant, hans;
  for (const auto& [key, entry] : words()) {
    en[key] = entry.en;
    hant[key] = entry.hant;
    hans[key] = in_simplified(entry.hant);
  }
  const nlohmann::ordered_json all{{"en", en}, {"zh-Hant", hant}, {"zh-Hans", hans}};
  return "window.gongwatchWords = " + all.dump() + ";\n";
}

}  // namespace gongwatch::render
