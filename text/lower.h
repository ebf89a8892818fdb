// Capitals to small letters, eight bytes at a time.
#pragma once

#include <string>

namespace gongwatch::text {

// Of ASCII; whether all of the text is.
bool lower_ascii_in(std::string& text);

}  // namespace gongwatch::text
