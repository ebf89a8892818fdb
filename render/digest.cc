#include "render/digest.h"

#include <algorithm>
#include <array>

#include "render/layout.h"
#include "render/news_text.h"
#include "render/table.h"

namespace gongwatch::render {
namespace {

constexpr std::size_t kMostInASection = 100;
constexpr std::size_t kMostOfMessage = 300;

// A heading and the changes that stand under it, in the order of reading.
struct Section {
  std::string_view title;
  std::string_view what;    // of a NewsRow
  std::string_view stages;  // blank-separated; of what = stage
};
constexpr std::array<Section, 9> kSections{{
    {"Listed or about to", "stage", " listed allotted priced "},
    {"Offers", "stage", " launched "},
    {"Offers", "subscription closes", ""},
    {"Hearings passed", "stage", " hearing phip "},
    {"Filed", "stage", " filed refiled csrc_filed "},
    {"Ended", "stage", " lapsed withdrawn rejected returned "},
    {"Sponsors", "sponsor", ""},
    {"Stock codes", "stock code", ""},
    {"Taken back", "stage retracted", ""},
}};

bool belongs(const NewsRow& news, const Section& section) {
  return news.what == section.what &&
         (section.stages.empty() ||
          section.stages.find(" " + news.value + " ") != std::string_view::npos);
}

// How one of both formats writes; the digest is laid out once.
class Writer {
 public:
  virtual ~Writer() = default;
  virtual void title(const std::string& text) = 0;
  virtual void heading(std::string_view text) = 0;
  virtual void paragraph(const std::string& text) = 0;
  virtual void item(const std::string& lead, const std::string& text, const std::string& link) = 0;
  std::string take() { return std::move(out_); }

 protected:
  std::string out_;
};

class MarkdownWriter : public Writer {
 public:
  void title(const std::string& text) override { out_ += "# " + markdown_escaped(text) + "\n"; }
  void heading(std::string_view text) override {
    out_ += "\n## " + markdown_escaped(text) + "\n\n";
  }
  void paragraph(const std::string& text) override { out_ += "\n" + markdown_escaped(text) + "\n"; }
  void item(const std::string& lead, const std::string& text, const std::string& link) override {
    out_ += "- **" + markdown_escaped(lead) + "**" +
            (text.empty() ? "" : ": " + markdown_escaped(text));
    if (!link.empty()) out_ += " ([source](<" + link + ">))";
    out_ += "\n";
  }
};

class TextWriter : public Writer {
 public:
  explicit TextWriter(std::size_t width) : width_(width) {}
  void title(const std::string& text) override {
    out_ += text + "\n" + std::string(std::min(text.size(), width_), '=') + "\n";
  }
  void heading(std::string_view text) override {
    out_ +=
        "\n" + std::string(text) + "\n" + std::string(std::min(text.size(), width_), '-') + "\n";
  }
  void paragraph(const std::string& text) override { out_ += "\n" + wrap(text, width_, ""); }
  void item(const std::string& lead, const std::string& text, const std::string& link) override {
    std::string lines = wrap(lead + (text.empty() ? "" : ": " + text), width_, "  ");
    if (!lines.empty()) lines[0] = '-';
    out_ += lines;
    if (!link.empty()) out_ += "  " + link + "\n";
  }

 private:
  std::size_t width_;
};

void write_news(const Digest& digest, Writer& writer) {
  std::string_view open;
  for (const Section& section : kSections) {
    std::size_t told = 0;
    for (const NewsRow& news : digest.news) {
      if (!belongs(news, section)) continue;
      if (section.title != open) writer.heading(open = section.title);
      if (++told > kMostInASection) continue;
      std::string text = what_of(news);
      if (const std::string more = particulars(news.issuer); !more.empty())
        text += " (" + more + ")";
      writer.item(names_of(news.issuer), text, link_of(news.url));
    }
    if (told > kMostInASection)
      writer.item("… and " + std::to_string(told - kMostInASection) + " more", "", "");
  }
}

void write_days(const Digest& digest, Writer& writer) {
  if (digest.days.empty()) return;
  writer.heading("Coming");
  std::size_t told = 0;
  for (const CalendarRow& day : digest.days) {
    if (++told > kMostInASection) break;
    writer.item(one_line(day.day, 10), headline(day), "");
  }
  if (digest.days.size() > kMostInASection)
    writer.item("… and " + std::to_string(digest.days.size() - kMostInASection) + " more", "", "");
}

void write_alarms(const Digest& digest, Writer& writer) {
  if (digest.alarms.empty()) return;
  writer.heading("Sources in trouble");
  for (const AlarmRow& alarm : digest.alarms) {
    writer.item(one_line(alarm.source_id, 100),
                one_line(alarm.kind, 40) + " since " + to_iso_hong_kong(alarm.began_at) + ": " +
                    one_line(alarm.message, kMostOfMessage),
                "");
  }
}

std::string written(const Digest& digest, Writer&& writer) {
  writer.title("Hong Kong IPOs, " + to_iso(hong_kong_day(digest.until)));
  const std::string span = to_iso_hong_kong(digest.since) + " to " + to_iso_hong_kong(digest.until);
  writer.paragraph(digest.news.empty() ? "Nothing has changed from " + span + "."
                                       : std::to_string(digest.news.size()) +
                                             (digest.news.size() == 1 ? " change" : " changes") +
                                             ", from " + span + ".");
  write_news(digest, writer);
  write_days(digest, writer);
  write_alarms(digest, writer);
  return writer.take();
}

}  // namespace

std::string digest_markdown(const Digest& digest) { return written(digest, MarkdownWriter()); }

std::string digest_text(const Digest& digest, std::size_t width) {
  return written(digest, TextWriter(width));
}

}  // namespace gongwatch::render
