// English company names: capitalised words in the place of a subject.
#include <algorithm>

#include "parser/facts/english_evidence.h"
#include "parser/facts/firms.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"
#include "text/names.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

// Words in front of a capitalised name that make it no subject.
bool is_qualified(const PreparedText& text, Span in, Span name) {
  static const Pattern kRelation(
      R"((?i)(?:\b(?:by|with|from|to|in|at|via|through|against|like|than|versus|vs|under|including|include|includes|such as|according to|citing|near|between|called?|rival|rivals|competitors?|peers?|customers?|clients?|investors?|shareholders?|backers?|sponsors?|banks?|advisers?|consultancy|consultant|researcher|auditors?|parent|founder|co-founder|founded|founders|chairman|chairwoman|chief executive|executive|officer|president|director|manager|analyst|strategist|partner|banker|judge|justice|minister|secretary|mr|ms|mrs|dr|as|over|across|on|into|towards?|outside|off|inside|around|within|per|follows|following|joins?|joined|behind|alongside|besides?|unlike|owns?|holds?|acquired|acquire|sued|tells|told)\.?) (?:the |a |an |its |their |fellow |rival )?"?$)");
  // "its supplier X" is another; "drinks supplier X", "Apple supplier X" and "hotel owner X" tell
  // what X is.
  static const Pattern kTheirs(
      R"((?i)(?:\b(?:its|their|his|her|whose|rivals?|fellow|with|to|including|includes?|than|against|behind|like|unlike|(?:backed|owned|controlled|led|run|held) by)) (?:[a-z-]+ ){0,4}?(?:suppliers?|owners?|operators?|distributors?|vendors?|licensees?|franchisees?|manufacturers?) $)");
  static const Pattern kOfShares(
      R"((?i)\b(?:shares?|stock|ipo|listing|application|applications|hearing|debut|prospectus|proof|offering|bid|filing|offer|float|submission|results|document|pack|forms?|papers|plan|attempt|case|request|units?|subsidiary|dealings|trading|orders|demand|subscriptions?|bids|books?|status|(?:main board|gem)(?: [a-z]+)?|that)(?: \([^()]{1,24}\))? (?:of|in|by|from|for) (?:the )?$)");
  static const Pattern kOf(R"((?i)\b(?:of|for) (?:the )?"?$)");
  static const Pattern kPerson(
      R"((?i)^(?:'s? (?:[a-z-]+ ){0,4}?(?:founder|chairman|chief|parent|unit|rival|subsidiary|shareholder|customers?|owner|arm|affiliate|backer|investors?|spin-off|division)\b|(?:'s?)? (?:(?:[b-z][a-z-]*|a(?:[a-mo-z][a-z-]*|n(?:[a-ce-z][a-z-]*)?)?) ){0,3}?(?:supplier|rival|partner|contractor|competitor|customer|distributor|affiliate|backer|spin-?off|subsidiary|unit|arm|vendor|franchisee|licensee|peer|dealer|operator|owner) (?-i:[A-Z0-9])|-backed\b|-affiliated\b|-owned\b|-listed\b|, (?:its |the |their )?(?:founder|co-founder|chairman|chairwoman|chief|executive|analyst|president|an analyst|a partner|a lawyer|a fund manager|head of)\b|\s?\((?:founder|chairman)))");
  // "wealth manager X", "education consultancy X": what a company is, where "fund manager X" may be
  // anybody.
  static const Pattern kTrade(
      R"((?i)\b(?:(?:asset|wealth|property|hotel|waste|money|estate|supply[- ]chain|facilities|water|investment|talent|cold-chain) managers?|(?:[a-z-]+ ){1,2}consultancy) $)");
  // "the maker of "Sunny" cakes and "Copo" brand crisps".
  static const Pattern kBranded(R"((?i)^"? ?-?brand(?:ed)? [a-z])");
  if (kBranded.find(text.view({name.end, in.end}))) return true;
  constexpr std::size_t kReach = 48;
  const Span before{std::max(in.begin, name.begin - std::min(name.begin, kReach)), name.begin};
  static const Pattern kClient(
      R"((?i)\b(?:saw|steered|guided|took|brought|shepherded|carried|got) (?:its |their )?client $)");
  if (kClient.find(text.view(before))) return false;
  // "with X's debut in December".
  static const Pattern kWith(R"((?i)\bwith $)");
  static const Pattern kDoes(R"(^'s? (?:[A-Za-z-]+ ){0,3}?(?:debut|first day|listing on)\b)");
  constexpr std::size_t kFarBehind = 80;
  if (kWith.find(text.view(before)) &&
      kDoes.find(text.view({name.end, text.whole().end}).substr(0, kFarBehind)))
    return false;
  // "Castlereagh Wong has acted for Grand Kiln", "Ashworth & Lo advised X on its application".
  static const Pattern kAdviser(
      R"((?i)^(?: has| have| also)?(?: (?:advised|advises|represented|represents|acted for|acts for|is advising|is acting for)) )");
  if (kAdviser.find(text.view({name.end, in.end}))) return true;
  if (kPerson.find(text.view({name.end, in.end}))) return true;
  if (kTrade.find(text.view(before)) && !kTheirs.find(text.view(before))) return false;
  if (kOfShares.find(text.view(before))) return false;
  return kRelation.find(text.view(before)).has_value() || kOf.find(text.view(before)).has_value() ||
         kTheirs.find(text.view(before)).has_value();
}

// "JOHOR BARU (Oct 15): X has filed", "Kuching, June 29 -- X": where a report was written.
bool is_place_of_report(const PreparedText& text, Span name) {
  static const Pattern kDated(
      R"((?i)^(?:, [a-z ]{3,24})?(?:,? \(?(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}|\d{1,2} (?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?)(?:,? \d{4})?\)?)(?: ?\([^()]{2,30}\)| ?/[^/]{2,24}/)? ?(?:-{1,3}|:|\|) ?(?-i:["'(]?[A-Z0-9]))");
  static const Pattern kBare(
      R"(^(?:, [A-Z][A-Za-z ]{2,24})?(?: ?\([A-Z][^()]{1,30}\))? ?(?:-{1,3}|:) )");
  static const Pattern kCapitals(R"(^[A-Z][A-Z. ']{3,}$)");
  const bool first = name.begin == 0;
  if (text.in() != Evidence::In::text || (!first && text.folded()[name.begin - 1] != '\n'))
    return false;
  const std::string_view behind = text.view({name.end, text.whole().end}).substr(0, 90);
  const bool capitals = kCapitals.find(text.view(name)).has_value();
  if (!first && !capitals) return false;
  return kDated.find(behind) ||
         (first && capitals && kBare.find(behind) && text.occurrences(text.view(name), 2) < 2);
}

// "said Rao Jin, founder of X": a person.
bool is_somebody(const PreparedText& text, Span in, Span name) {
  static const Pattern kOffice(
      R"((?i)^, (?:(?:(?:its|the|their|then) )?(?:[a-z-]+ ){0,2}?(?:founders?|co-founder|chairman|chairwoman|chief (?:executive|financial|operating|technology)|ceo|cfo|president|director|secretary|head of)|(?:an?|the) (?:[a-z-]+ ){0,2}?(?:analyst|lawyer|banker|strategist|economist|spokes(?:man|woman|person)))\b)");
  // "with chief executive Hao Lei", "said Mr Rao".
  static const Pattern kTitle(
      R"((?i)\b(?:chief executive(?: officer)?|chief financial officer|chairman|chairwoman|co-founder|founder|president|managing director|finance chief|spokes(?:man|woman|person)|analyst|lawyer|banker|minister|professor|mr|mrs|ms|dr)\.? $)");
  constexpr std::size_t kFar = 80;
  const Span behind{name.end, std::min(text.whole().end, std::max(in.end, name.end + kFar))};
  const Span front{std::max(in.begin, name.begin - std::min<std::size_t>(name.begin, 32)),
                   name.begin};
  return kOffice.find(text.view(behind)) || kTitle.find(text.view(front));
}

// "The Foshan company", "the Suzhou gene-therapy house": a place in front of what the company is.
bool only_places(const PreparedText& text, Span in, Span name) {
  static const Pattern kNoun(
      R"((?i)^(?:-based|-headquartered)?(?: [a-z][a-z-]*){0,4}? (?:[a-z-]{2,}(?:er|or|ist|ery)|company|companies|group|firm|issuer|applicant|house|business|maker|[a-z-]*maker|manufacturer|developer|operator|retailer|provider|producer|supplier|start-?up|chain|brand|platform|miner|brewer|lender|insurer|distiller|outfit|unit|plant|factory|exchange|bourse|regulator|market|government|office|court|concern|specialist|pioneer)\b)");
  static const Pattern kArticle(R"((?i)(?:^|[^a-z])(?:the|a|an|another|its|one|fellow)\s$)");
  if (text.view(name).find(' ') != std::string_view::npos) return false;
  const std::size_t begin = name.begin - std::min<std::size_t>(name.begin - in.begin, 10);
  return kArticle.find(text.view({begin, name.begin})) &&
         kNoun.find(text.view({name.end, text.whole().end}).substr(0, 80));
}

// "New Tide Robotics", told again as "New Tide": the word is the name's.
bool is_new_of_name(const PreparedText& text, Span name) {
  static const Pattern kNew(R"(^New [A-Z][A-Za-z]+)");
  constexpr std::size_t kOften = 3;
  const auto words = kNew.find(text.folded(), name);
  return words && text.occurrences(text.view(words->span), kOften) >= kOften;
}

// "A-City Group": no article.
bool is_hyphened(std::string_view lead) {
  constexpr std::size_t kLongest = 3;
  return lead.size() <= kLongest && lead.ends_with('-') && lead != "Ex-";
}

// What stands in front of the name inside the run: articles, openers, what the company is.
Span without_lead(const PreparedText& text, Span name) {
  static const Pattern kLead(
      R"(^(?:(?:BRIEF|REFILE|RPT|CORRECTED|EXCLUSIVE|UPDATE|WRAPUP|DEALTALK|FACTBOX|TABLE|PREVIEW|TIMELINE|Breakingviews|BREAKINGVIEWS)|\d{1,2}\.|\d{1,2}(?:st|nd|rd|th)|(?:Hong Kong |HK |H-share |Main Board |GEM |Planned |Proposed )*(?:Listing|Issuance|Offering|Applications?|Filing|Prospectus|Hearing|PHIPs?|A1s?|Packs?|Papers|Forms?|Proofs?|Results|Allotments?|Debut|Withdrawal|Lapse|Documents?|Launch|Pricing|IPO|Shares) (?:of|by|from)|(?:Trading|Dealings) in|of|in|The|A|An|If|Unless|When|While|After|Once|On|In|As|At|For|But|And|Also|Meanwhile|Today|Yesterday|Both|Separately|Then|Take|Contrast|Consider|Compare|Meet|Enter|Elsewhere|Now|Next|Last|Earlier|Later|Would|Could|Will|Should|Can|Did|Does|Is|Are|Was|Has|Have|Had|Asked|Its|Their|His|Her|Among|Since|Before|Until|Even|Only|Although|Though|Because|With|By|From|To|Of|Shares|Stock|Units|Chinese|China's|Mainland|Hong Kong's|Beijing's|Fellow|Rival|New|Exclusive|Update|Breaking|Flash|FLASH|IPO|(?:[A-Z][a-z-]*-[Mm]|(?:Chip|Car|Drug|Toy|Shoe|Watch|Phone|Instrument|Furniture|Robot|Steel|Beer|Glass|Battery|Cable|Carpet|Cake|Noodle|Truck|Boat|Aircraft|Engine|Tyre|Tire|Film|Game|Vaccine|Candle|Dress|Lens|Paint|Paper|Sensor|Drone|Ship|Wine|Clock|Tool|Window|Door)m)aker|Pawnbroker|Shipyard|Shipbuilder|Hotelier|Grocer|Caterer|Refiner|Roaster|Wholesaler|Distributor|Exporter|Importer|Contractor|Lessor|Publisher|Recycler|Packager|Landlord|Airline|Bakery|Retailer|Developer|Biotech|Start-?up|Startup|Miner|Brewer|Distiller|Insurer|Lender|Broker|Operator|Manufacturer|Producer|Supplier|Provider|Jeweller|Restaurateur|Unicorn|Giant|Group|Firm|Company|Chain|Brand|Specialist|Newcomer|Applicant|Issuer|Tycoon's|Sponsors?|Joint sponsors?|When|Whether|Shareholders|Investors|Learned|Applicant|Ex)(?:-| |$))");
  static const Pattern kAnywhere(
      R"(.* (?:Maker|Developer|Retailer|Operator|Manufacturer|Producer|Supplier|Provider|Start-?[Uu]p|Giant|Specialist|Firm|Chain) [A-Z0-9])");
  for (int i = 0; i < 6; ++i) {
    const auto lead = kLead.find(text.folded(), name);
    if (!lead || is_new_of_name(text, name) || is_hyphened(text.view(lead->span))) break;
    name.begin = lead->span.end;
  }
  static const Pattern kForm(
      R"(^(?:Co|Ltd|Limited|Inc|Corp|Corporation|Company|Group|Holdings?|International|Management|\()\b)");
  const auto noun = kAnywhere.find(text.folded(), name);  // but not of "Snack Chain Co., Ltd."
  if (noun && !kForm.find(text.folded(), {noun->span.end - 1, name.end}))
    name.begin = noun->span.end - 1;
  return trimmed(text.folded(), name);
}

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

// Whether the word, or its plural, stands in the text; `inside`: behind a small letter or a comma,
// so that no sentence begins there.
bool stands_in(std::string_view text, std::string_view word, bool inside) {
  for (std::size_t at = 0; (at = text.find(word, at)) != std::string_view::npos;
       at += word.size()) {
    std::size_t end = at + word.size();
    if (end < text.size() && text[end] == 's') ++end;
    if ((at > 0 && is_letter(text[at - 1])) || (end < text.size() && is_letter(text[end])))
      continue;
    if (!inside) return true;
    if (at < 2 || text[at - 1] != ' ') continue;
    std::size_t word_begin = at - 1;
    while (word_begin > 0 && is_letter(text[word_begin - 1])) --word_begin;
    const char before = text[at - 2];
    if (before == ',' || before == ';' || (text[word_begin] >= 'a' && text[word_begin] <= 'z'))
      return true;
  }
  return false;
}

// "Robot maker clears hearing", "Week in IPOs", "Filings rose": a word that has its capital from
// opening the sentence, as nothing else in the article calls a company so. A headline names nobody
// whom the text does not.
bool is_mere_opener(const PreparedText& text, Span name) {
  static const Pattern kWord(R"(^[A-Z][a-z-]+$)");
  static const Pattern kOpening(R"((?:^|[.!?:|"(\n]|- ) ?$)");
  // "Gold miners recovered", "Chip designers": what a crowd deals in.
  static const Pattern kCrowd(
      R"((?i)^ (?:[a-z-]+ )?(?:[a-z-]*makers|miners|producers|designers|developers|manufacturers|companies|firms|suppliers|retailers|operators|prices|futures|traders|brokers|issuers|applicants|newcomers|lenders|insurers|builders|brewers|exporters|importers|bankers|lawyers|readers|investors|accounts|funds|shareholders|buyers|sellers|clients|punters|observers|analysts|managers|regulators|officials)\b)");
  // "Professional money was scarce": said once, an adjective.
  static const Pattern kOfNoun(
      R"(^ ([a-z]+) (?:was|were|will|would|have|had|has|is|are|can|could|did|should|may|must|might|hardly|rarely|never)\b)");
  static const Pattern kOfName(
      R"(^(?:shares?|stock|itself|alone|today|yesterday|then|now|also|still|later|never|just|only|already|again|executives|and|or|but|who|which|that|[a-z]+ly)$)");
  // "Wealth manager Noble Harvest", "Diagnostics company Genova": what the company behind it is.
  static const Pattern kTradeOf(
      R"(^(?:[ -][a-z-]+){0,3}? (?:company|firm|group|manager|consultancy|[a-z-]*maker|operator|developer|producer|retailer|provider|manufacturer|start-?up|chain|brand|miner|brewer|lender|insurer|distiller|specialist|designer|builder|owner|distributor|processor|seller|platform) (?:[A-Z]|[0-9]+[A-Z]))");
  // "Going public would …": not "Sanjing has …".
  static const Pattern kGerund(R"(^[A-Z][a-z]+ing$)");
  static const Pattern kActs(
      R"(^(?:'s|[,(]| (?:[A-Z(]|has\b|had\b|is\b|was\b|will\b|[a-z]+(?:ed|es|ts|ns|ds|ks|ls|rs)\b)))");
  const std::string word(text.view(name));
  if (!kWord.find(word)) return false;
  const std::size_t reach = std::min<std::size_t>(name.begin, 3);
  if (!kOpening.find(text.view({name.begin - reach, name.begin}))) return false;
  const std::string_view behind = text.view({name.end, text.whole().end}).substr(0, 60);
  if (kCrowd.find(behind) || (text.occurrences(word, 2) < 2 && kTradeOf.find(behind)) ||
      (kGerund.find(word) && !kActs.find(behind)))
    return true;
  const auto noun = kOfNoun.find(behind);
  if (noun && text.in() == Evidence::In::text && text.occurrences(word, 2) < 2 &&
      !kOfName.find(behind.substr(noun->groups[0].begin, noun->groups[0].size())))
    return true;
  const PreparedText* other = text.companion();
  const bool headline = text.in() == Evidence::In::title;
  if (headline && (other == nullptr || other->folded().empty())) return false;
  const PreparedText& body = headline ? *other : text;
  constexpr std::size_t kLooked = 64 << 10;
  const std::string_view looked = body.folded().substr(0, kLooked);
  if (stands_in(looked, word, true)) return false;
  // "Pre-deal education", "Half-year profit".
  static const Pattern kCompound(R"(^[A-Z][a-z]+-[a-z])");
  if (!headline && kCompound.find(word)) return true;
  return stands_in(looked, text::lower_ascii(word), false) || !stands_in(looked, word, false);
}

}  // namespace

Span without_owner(const PreparedText& text, Span name) {
  static const Pattern kOwner(R"(^([A-Z][A-Za-z]+(?: [A-Z][a-z]+)?)(?:'s|s') ([A-Z0-9]))");
  const auto owner = kOwner.find(text.folded(), name);
  if (owner && !could_be_issuer(text.original(owner->groups[0])))
    name.begin = owner->groups[1].begin;
  return name;
}

namespace {

void add_name(const PreparedText& text, Span in, Span name, bool any_place,
              std::vector<Span>& names) {
  name = without_owner(text, without_lead(text, trimmed(text.folded(), name)));
  const std::string_view words = text.view(name);
  if (words.size() > 2 && words.substr(words.size() - 2) == "'s") name.end -= 2;
  static const Pattern kAbbreviated(R"(\b(?:Co|Ltd|Inc|Corp|LLC|[A-Z])\.$)");
  if (name.size() > 2 && text.folded()[name.end - 1] == '.' && !kAbbreviated.find(text.view(name)))
    --name.end;
  if (text.view(name).ends_with(" of")) return;
  static const Pattern kBank(R"(^(.{2,}) \(([^()]+)\)$)");  // "Nine Rivers Biotech (Huatai)"
  const auto bank = kBank.find(text.folded(), name);
  if (bank && is_house(text.original(bank->groups[1]))) name.end = bank->groups[0].end;
  // "CATALIST-LISTED Larch Kitchen": a first paragraph may begin in capitals.
  static const Pattern kCapitals(R"(^[A-Z][A-Z]+-(?:LISTED|BASED|BACKED|OWNED) )");
  if (const auto lead = kCapitals.find(text.folded(), name)) name.begin = lead->span.end;
  if (name.size() < 2 || text.folded()[name.begin] == '(' || !could_be_issuer(text.original(name)))
    return;
  if (is_mere_opener(text, name) || tells_no_company(text, name)) return;
  // "Castlereagh Wong has acted for X on its listing": law firms tell of their clients.
  static const Pattern kCounsel(
      R"((?i)^(?: LLP)?(?: \([^()]{2,30}\))?(?: (?:has|have|had|also|today|recently))* (?:advis(?:ed|es|ing)|act(?:ed|s|ing) (?:for|as (?:legal|hong kong|counsel|adviser|lawyer))|represent(?:ed|s)) )");
  if (kCounsel.find(text.view({name.end, in.end}))) return;
  if (is_place_of_report(text, name) || only_places(text, in, name) ||
      is_somebody(text, in, name) || (!any_place && is_qualified(text, in, name)))
    return;
  names.push_back(name);
}

// "Mr Plum squeezes through hearing": headlines give nobody a title, so it is a brand.
bool is_titled_brand(const PreparedText& text, Span name) {
  static const Pattern kTitled(R"(^(?:Mr|Ms|Mrs|Dr)\.? [A-Z][A-Za-z]+)");
  const auto titled = kTitled.find(text.folded(), name);
  if (!titled) return false;
  const PreparedText* headline = text.in() == Evidence::In::title ? &text : text.companion();
  if (headline == nullptr) return false;
  const std::string_view words = text.view(titled->span);
  return headline->folded().find(words) != std::string_view::npos;
}

// A run of capitalised words, cut at those that belong to no name.
void add_run(const PreparedText& text, Span in, Span run, bool any_place,
             std::vector<Span>& names) {
  static const Pattern kCut(
      R"('s? (?:Hong Kong|IPO|HK|H-share)\b|\b(?:Chairman|Chairwoman|CEO|CFO|Founder|President|Chief|Mr|Ms|Mrs|Dr|Director|Group's|(?:January|February|March|April|June|July|August|September|October|November|December)(?: \d{1,2}\b)?|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.? \d{1,2}\b|May \d{1,2}\b|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Hong Kong Exchanges and Clearing(?: Limited)?|HKEX|HKEXnews|Hong Kong Stock Exchange|Stock Exchange(?: of Hong Kong)?(?: Limited)?|Main Board|GEM|H-shares?|Post[- ]Hearing|Listing Committee)\b\.?|\b(?:(?:Hong|New|South|North|San|Los|Kuala) )?[A-Z][A-Za-z]+-(?:based|listed|backed|born|headquartered|owned|controlled|founded|made|focused|traded|incorporated|registered|domiciled|quoted|run|affiliated|invested|linked|grown|built)\b)");
  static const Pattern kHeadlineVerb(
      R"(\b(?:Files?|Filed|Passes|Passed|Clears?|Cleared|Launche[sd]|Submits|Submitted|Applies|Applied|Wins|Won|Gets|Got|Seeks|Plans|Prices|Raises|Opens|Begins|Starts|Debuts|Soars|Jumps|Falls|Surges|Slumps|Rises|Sinks|Withdraws|Pulls|Shelves|Delays|Postpones|Said|Says|Eyes|Weighs|Mulls|Considers|Secures|Receives|Holds|Completes|Discloses|Posts|Publishes|Releases|Lodges|Re-?files|Refiles|Renews|Revives|Sets|Kicks|Nears|Moves|Takes|Makes|Closes|Ends|More|Doubles?|Triples?|Gains|Drops|Climbs|Edges|Heads|Picks|Is|Has|To|For|In|On|At|As|With|After|From|Again|IPO|Hong Kong)\b)");
  if (text.in() == Evidence::In::title) {
    if (const auto verb = kHeadlineVerb.find(text.folded(), run)) run.end = verb->span.begin;
  }
  std::size_t begin = run.begin;
  for (const Match& cut : kCut.find_all(text.folded(), run)) {
    if (is_titled_brand(text, {cut.span.begin, run.end})) continue;
    if (cut.span.begin > begin) add_name(text, in, {begin, cut.span.begin}, any_place, names);
    begin = std::max(begin, cut.span.end);
  }
  if (begin < run.end) add_name(text, in, {begin, run.end}, any_place, names);
}

}  // namespace

std::vector<Span> english_names(const PreparedText& text, Span in, bool any_place) {
  static const Pattern kRun(
      R"((?:[A-Z0-9À-Þ][A-Za-z0-9À-ɏ&'.+\-]*|[a-z]+[A-Z][A-Za-z0-9\-]*))"
      R"((?:,? (?:Ltd|Limited|Inc|LLC|PLC|Corp)\b\.?| (?:[A-Z0-9À-Þ][A-Za-z0-9À-ɏ&'.+\-]*|of\b|&|and Clearing\b|[a-z]+[A-Z][A-Za-z0-9]*)"
      R"(|\([A-Z][a-z]+(?: [A-Z][a-z]+)?\) [A-Z][A-Za-z0-9&'.\-]*|\((?:Hong Kong|PRC|[A-Z][a-z]{2,14})\)))*)");
  std::vector<Span> names;
  for (const Match& match : kRun.find_all(text.folded(), in)) {
    if (match.span.begin > in.begin) {
      const char left = text.folded()[match.span.begin - 1];
      if ((left >= 'a' && left <= 'z') || left == '$' || left == '.') continue;
    }
    const std::string_view words = text.view(match.span);
    const bool has_letter = std::any_of(
        words.begin(), words.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c & 0x80); });
    if (!has_letter) continue;
    add_run(text, in, match.span, any_place, names);
  }
  return names;
}

}  // namespace gongwatch::parser::facts
