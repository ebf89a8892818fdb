// Changes as JSON, for messages.
#pragma once

#include "model/news.h"
#include "render/document_json.h"

namespace gongwatch::render {

// All keys are always there; what is not said is null.
Json json_of(const NewsRow& news);

}  // namespace gongwatch::render
