// The full-text index is kept in the transaction that keeps the article.
#pragma once

#include "store/connection.h"

namespace gongwatch::store {

// Puts an article that was just stored into the index. Throws SQLite::Exception.
void index_article(Connection& connection, ArticleId article_id);

}  // namespace gongwatch::store
