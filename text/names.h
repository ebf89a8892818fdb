// Company names: what two spellings of one name share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gongwatch::text {

// The key by which names are compared: folded (width, traditional → simplified), lower case, HKEX
// markers ("- B", "- W",
// "- P", "- S", "- Z", "－Ｂ", also doubled) and bracketed remarks "(formerly known as …)",
// "（前稱為…）" dropped, legal forms at the end dropped (Limited, Ltd., Co., Inc., Corp., PLC,
// Holdings stays; 有限公司, 股份有限公司), punctuation and blanks between Latin words made one
// blank, blanks beside han characters dropped. Empty for a name without letters.
std::string name_key(std::string_view name);

// The name without HKEX markers and bracketed remarks, otherwise as written.
std::string plain_name(std::string_view name);
// name_key of what plain_name gave: without looking for markers and remarks again.
std::string key_of_plain(std::string_view plain);
// The former names inside "(formerly known as X)", "（前稱為X）", "(前称X)"; empty if there are
// none.
std::vector<std::string> former_names(std::string_view name);

// name_key further without generic company words (holdings, group, industries, industrial,
// technology, international, china, hong kong …; 集团 控股 实业 科技 股份 国际 …): what tells one
// company from another. May be empty.
std::string distinctive_key(std::string_view name);

}  // namespace gongwatch::text
