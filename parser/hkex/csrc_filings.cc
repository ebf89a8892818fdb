#include "parser/hkex/csrc_filings.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "parser/charset/decode.h"
#include "parser/feed/json.h"
#include "parser/feed/links.h"
#include "parser/hkex/applications.h"
#include "parser/hkex/sheet_rows.h"
#include "text/fold.h"
#include "text/url.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxFollow = 10;
constexpr std::string_view kTableTitle = "境内企业境外发行证券和上市备案情况表";

std::string string_at(const json& item, std::string_view key) {
  const json* value = find_value(item, key);
  return value == nullptr ? std::string() : text_of(*value).value_or(std::string());
}

void follow(std::string_view base, std::string_view reference, CsrcPage& page) {
  const auto url = text::resolve_url(base, text::trim(reference));
  if (!url || page.follow.size() == kMaxFollow) return;
  if (std::find(page.follow.begin(), page.follow.end(), *url) == page.follow.end())
    page.follow.push_back(*url);
}

Result<CsrcPage> read_list(std::string_view bytes, std::string_view url) {
  const auto document = read_json(bytes);
  if (!document) return tl::unexpected(document.error());
  const json* items = find_path(*document, "object.list");
  if (items == nullptr || !items->is_array())
    return fail(ErrorKind::malformed, "no array \"object.list\": not the CSRC's list of notices");
  struct Item {
    std::string created;
    std::size_t position;
    std::string page;
  };
  std::vector<Item> tables;
  for (const json& item : *items) {
    const std::string title = text::fold_text(text::sanitize(string_at(item, "title")));
    if (title.find(kTableTitle) == std::string::npos) continue;
    tables.push_back({string_at(item, "createdAt"), tables.size(), string_at(item, "description")});
  }
  // Times are written year first, so that their order is that of the text.
  std::sort(tables.begin(), tables.end(), [](const Item& a, const Item& b) {
    return a.created != b.created ? a.created > b.created : a.position < b.position;
  });
  CsrcPage page;
  for (const Item& item : tables) follow(url, item.page, page);
  if (page.follow.empty())
    return fail(ErrorKind::empty, "no table of filings in the list: it has changed, or is cut");
  return page;
}

Result<CsrcPage> read_page(std::string_view bytes, std::string_view url,
                           std::string_view media_type) {
  const std::string html = decode(bytes, media_type, true).text;
  const auto links = collect_links(html, {});
  if (!links) return tl::unexpected(links.error());
  std::string base(url);
  if (!links->base.empty()) base = text::resolve_url(url, text::trim(links->base)).value_or(base);
  CsrcPage page;
  for (const PageLink& link : links->links) {
    const std::string_view path =
        std::string_view(link.href).substr(0, link.href.find_first_of("?#"));
    if (text::lower_ascii(text::trim(path)).ends_with(".xlsx")) follow(base, link.href, page);
  }
  if (page.follow.empty())
    return fail(ErrorKind::malformed, "no link to a workbook (.xlsx) on the page of the table");
  return page;
}

Result<CsrcPage> read_rows(std::string_view bytes) {
  const ApplicationFeedName name{"csrc_filings", Board::main, "zh-Hans"};
  const auto table = find_application_table(bytes, name.list, {"name", "status"});
  if (!table) return tl::unexpected(table.error());
  SheetRowReader reader(*table, name, file_name_of(name));
  for (const xlsx::Row& row : table->rows) {
    auto application = reader.read(row, "name");
    if (!application) continue;
    if (application->stage == Stage::csrc_filed) application->stage_on = reader.day(row, "filed");
    reader.keep(std::move(*application));
  }
  auto feed = reader.take();
  if (!feed) return tl::unexpected(feed.error());
  return CsrcPage{{}, std::move(*feed)};
}

}  // namespace

Result<CsrcPage> parse_csrc(std::string_view bytes, std::string_view url,
                            std::string_view media_type) {
  if (text::trim(bytes).empty())
    return fail(ErrorKind::empty, "no bytes where a list is expected", std::string(url));
  const std::string_view start = text::trim(bytes.substr(0, 100));
  auto page = bytes.starts_with("PK") || bytes.starts_with("\xD0\xCF\x11\xE0") ? read_rows(bytes)
              : start.starts_with('{') || start.starts_with("\xEF\xBB\xBF{")
                  ? read_list(bytes, url)
                  : read_page(bytes, url, media_type);
  if (page) return page;
  Error error = page.error();
  error.context = std::string(url);
  return tl::unexpected(std::move(error));
}

}  // namespace gongwatch::parser
