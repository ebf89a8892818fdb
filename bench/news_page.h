// Pages as news sites send them, made up here: an article of a few kilobytes among scripts,
// styles, navigation and teasers. And long texts of the same sentences.
#pragma once

#include <cstddef>
#include <string>

namespace gongwatch::bench {

// An article of about `bytes`: a filing with its history, sponsors, ranks and figures first, then
// the paragraphs that such stories have.
std::string story(const std::string& language, std::size_t bytes);
// A page of some 120 kB around an article of about `article_bytes`.
std::string news_page(const std::string& language, std::size_t article_bytes);

}  // namespace gongwatch::bench
