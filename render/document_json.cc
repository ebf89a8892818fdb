#include "render/document_json.h"

#include "model/ipo.h"
#include "model/names.h"
#include "render/json_parts.h"

namespace gongwatch::render {
namespace {

using render::json_of;  // of json_parts.h, beside those below

Json json_of(const IssuerMention& issuer) {
  return {{"name", issuer.name},
          {"legal_name", nullable(issuer.legal_name)},
          {"aliases", issuer.aliases},
          {"stock_code", nullable(issuer.stock_code)}};
}

Json json_of(const Event& event) {
  Json sponsors = Json::array();
  for (const SponsorMention& sponsor : event.sponsors) sponsors.push_back(json_of(sponsor));
  Json json = {
      {"issuer", json_of(event.issuer)},
      {"stage", name_of(event.stage)},
      {"history", event.history},
      {"event_date", nullable(event.event_date)},
      {"disclosed_on", nullable(event.disclosed_on)},
      {"exchange", event.exchange},
      {"board", nullable(event.board)},
      {"sponsors", std::move(sponsors)},
      {"evidence", json_of(event.evidence)},
      {"date_evidence", event.date_evidence ? json_of(*event.date_evidence) : Json(nullptr)},
      {"rule", event.rule}};
  return json;
}

Json json_of(const Ranking& ranking) {
  return {{"issuer", ranking.issuer},
          {"rank", number(ranking.rank)},
          {"rank_kind", name_of(ranking.rank_kind)},
          {"subject", ranking.subject},
          {"region", nullable(ranking.region)},
          {"metric", nullable(ranking.metric)},
          {"period", nullable(ranking.period)},
          {"share_percent", ranking.share_percent ? number(*ranking.share_percent) : Json(nullptr)},
          {"authority", nullable(ranking.authority)},
          {"evidence", json_of(ranking.evidence)},
          {"rule", ranking.rule}};
}

Json json_of(const OfficialDocument& document);
Json json_of(const OfficialAnnouncement& posted);
Json json_of(const OfficialApplication& row);
Json json_of(const ListEntry& entry);

template <class T>
Json array_of(const std::vector<T>& records) {
  Json array = Json::array();
  for (const T& record : records) array.push_back(json_of(record));
  return array;
}

Json json_of(const OfficialDocument& document) {
  return {{"kind", name_of(document.kind)},
          {"label", document.label},
          {"url", document.url},
          {"date", nullable(document.date)},
          {"submission", nullable(document.submission)},
          {"language", document.language}};
}

Json json_of(const OfficialAnnouncement& posted) {
  return {{"stock_code", posted.stock_code},
          {"stock_name", posted.stock_name},
          {"board", name_of(posted.board)},
          {"document", json_of(posted.document)}};
}

Json json_of(const OfficialApplication& row) {
  if (row.hkex_id == 0) {  // a list without ids
    return {{"applicant", row.applicant},
            {"status", row.status},
            {"stage", row.stage ? Json(name_of(*row.stage)) : Json("unknown")},
            {"filed_on", nullable(row.filed_on)},
            {"stage_on", nullable(row.stage_on)},
            {"sponsors", row.sponsors}};
  }
  return {{"hkex_id", row.hkex_id},
          {"applicant", row.applicant},
          {"status", row.status},
          {"stage", row.stage ? Json(name_of(*row.stage)) : Json("unknown")},
          {"latest_document_on", nullable(row.latest_document_on)},
          {"stock_code", nullable(row.stock_code)},
          {"has_phip", row.has_phip},
          {"documents", array_of(row.documents)}};
}

Json json_of(const ListEntry& entry) {
  return {{"url", entry.url},
          {"title", entry.title},
          {"id", entry.id},
          {"published_at", nullable(entry.published_at)},
          {"summary", entry.summary}};
}

}  // namespace

Json to_json(const std::vector<Warning>& warnings) {
  Json array = Json::array();
  for (const Warning& warning : warnings) {
    array.push_back({{"code", warning.code},
                     {"message", warning.message},
                     {"evidence", warning.evidence ? json_of(*warning.evidence) : Json(nullptr)}});
  }
  return array;
}

Json to_json(const Document& document, std::string_view path) {
  Json removed = Json::array();
  for (const RemovedBlock& block : document.removed) {
    removed.push_back(
        {{"reason", name_of(block.reason)}, {"block", block.block}, {"text", block.text}});
  }
  Json unrealised = Json::array();
  for (const Unrealised& one : document.unrealised) {
    Json json = json_of(one.event);
    json["outcome"] = name_of(one.outcome);
    unrealised.push_back(std::move(json));
  }
  return {{"path", path},
          {"url", document.url},
          {"captured_at", nullable(document.captured_at)},
          {"kind", name_of(document.kind)},
          {"language", document.language},
          {"charset", document.charset},
          {"decode_errors", document.decode_errors},
          {"title", document.title},
          {"byline", nullable(document.byline)},
          {"published_at",
           document.published_at ? Json(to_iso_hong_kong(*document.published_at)) : Json(nullptr)},
          {"date", nullable(document.date)},
          {"text", document.text},
          {"fingerprint", document.fingerprint},
          {"removed", std::move(removed)},
          {"events", array_of(document.events)},
          {"unrealised", std::move(unrealised)},
          {"rankings", array_of(document.rankings)},
          {"figures", array_of(document.figures)},
          {"warnings", to_json(document.warnings)}};
}

Json to_json(const Error& error, std::string_view path) {
  return {{"path", path}, {"error", {{"kind", name_of(error.kind)}, {"message", error.message}}}};
}

Json to_json(const EntryList& list) {
  return {{"well_formed", list.well_formed},
          {"entries", array_of(list.entries)},
          {"warnings", to_json(list.warnings)}};
}

Json to_json(const AnnouncementFeed& feed) {
  return {{"language", feed.language},
          {"rows", feed.rows},
          {"announcements", array_of(feed.announcements)},
          {"warnings", to_json(feed.warnings)}};
}

Json to_json(const ApplicationFeed& feed) {
  return {{"list", feed.name.list},
          {"board", name_of(feed.name.board)},
          {"language", feed.name.language},
          {"generated_at", nullable(feed.generated_at)},
          {"updated_on", nullable(feed.updated_on)},
          {"applications", array_of(feed.applications)},
          {"warnings", to_json(feed.warnings)}};
}

std::string one_line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string pretty(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace gongwatch::render
