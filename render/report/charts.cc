#include "render/report/charts.h"

#include <algorithm>
#include <cmath>

#include "render/quantile.h"
#include "render/report/words.h"

namespace gongwatch::render {
namespace {

constexpr int kWidth = 640;

// A round number not below `value` that four lines divide well.
std::int64_t round_up(std::int64_t value) {
  std::int64_t unit = 1;
  while (true) {
    for (const std::int64_t step : {4, 8, 12, 16, 20, 24, 28, 32, 40}) {
      if (step * unit >= value) return step * unit;
    }
    unit *= 10;
  }
}

Markup opened(int width, int height, const char* title, const char* desc) {
  return markup(
      "<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}. {}\" data-t-label=\"{}\" "
      "class=\"chart\">",
      width, height, english(title), english(desc), title);
}

void text(Markup& out, double x, double y, std::string_view css, const Markup& words) {
  out.put("<text x=\"{:.1f}\" y=\"{:.1f}\" class=\"{}\">{}</text>", x, y, css, words);
}

// In SVG a word is a tspan.
Markup svg_word(const char* key) {
  return markup("<tspan data-t=\"{}\">{}</tspan>", key, english(key));
}

Markup bars_table(const std::vector<Bar>& bars) {
  Markup out;
  out.put(
      "<details class=\"data\"><summary>{}</summary><table><thead><tr><th scope=\"col\">{}</th>"
      "<th scope=\"col\">{}</th></tr></thead><tbody>",
      word("as_table"), word("month"), word("number"));
  for (const Bar& bar : bars)
    out.put("<tr><th scope=\"row\">{}</th><td>{}</td></tr>", bar.label, bar.value);
  return out.put("</tbody></table></details>");
}

}  // namespace

Markup bar_chart(const std::vector<Bar>& bars, const char* title, const char* desc) {
  constexpr int kHeight = 236;
  constexpr double kLeft = 34;
  constexpr double kTop = 12;
  constexpr double kBase = 190;
  std::int64_t most = 0;
  for (const Bar& bar : bars) most = std::max(most, bar.value);
  if (most == 0) return markup("<p class=\"none\">{}</p>", word("too_few"));
  const std::int64_t top = round_up(most);
  const auto height_of = [&](std::int64_t value) {
    return (kBase - kTop) * static_cast<double>(value) / static_cast<double>(top);
  };
  Markup out = opened(kWidth, kHeight, title, desc);
  for (int line = 0; line <= 4; ++line) {
    const double y = kBase - height_of(top * line / 4);
    out.put("<line x1=\"{:.0f}\" x2=\"{}\" y1=\"{:.1f}\" y2=\"{:.1f}\" class=\"grid\"/>", kLeft,
            kWidth, y, y);
    text(out, kLeft - 6, y + 4, "end", markup("{}", top * line / 4));
  }
  const double step = (kWidth - kLeft) / static_cast<double>(bars.size());
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const double x = kLeft + step * static_cast<double>(i);
    const double height = height_of(bars[i].value);
    out.put(
        "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" class=\"bar{}\">"
        "<title>{}: {}</title></rect>",
        x + step * 0.16, kBase - height, step * 0.68, height, i + 1 == bars.size() ? " last" : "",
        bars[i].label, bars[i].value);
    const std::string& label = bars[i].label;
    const bool is_january = label.size() == 7 && label.substr(5) == "01";
    if (is_january || (i == 0 && (label.size() < 7 || label.substr(5) < "11")))
      text(out, x + step / 2, kBase + 39, "mid strong", markup("{}", label.substr(0, 4)));
    if (bars.size() <= 13 || i % 2 == bars.size() % 2 || is_january)
      text(out, x + step / 2, kBase + 20, "mid",
           markup("{}", label.size() == 7 ? std::to_string(std::stoi(label.substr(5))) : label));
  }
  out.put("</svg>");
  return out.put("{}", bars_table(bars));
}

Markup funnel_chart(const std::vector<Step>& steps, const char* title, const char* desc) {
  constexpr double kRow = 40;
  constexpr double kLeft = 150;
  const std::int64_t all = steps.empty() ? 0 : steps.front().value;
  if (all == 0) return markup("<p class=\"none\">{}</p>", word("too_few"));
  Markup out =
      opened(kWidth, static_cast<int>(kRow * static_cast<double>(steps.size())) + 6, title, desc);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const double y = kRow * static_cast<double>(i) + 6;
    const double share = static_cast<double>(steps[i].value) / static_cast<double>(all);
    const double width = std::max(1.0, (kWidth - kLeft - 110) * std::min(share, 1.0));
    text(out, kLeft - 10, y + 20, "end", svg_word(steps[i].label));
    out.put("<rect x=\"{:.0f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"26\" class=\"bar f{}\"/>",
            kLeft, y, width, i);
    text(out, kLeft + width + 8, y + 18, "strong",
         markup("{}  {:.0f}%", steps[i].value, 100 * share));
  }
  out.put("</svg><details class=\"data\"><summary>{}</summary><table><tbody>", word("as_table"));
  for (const Step& step : steps)
    out.put("<tr><th scope=\"row\">{}</th><td>{}</td></tr>", word(step.label), step.value);
  return out.put("</tbody></table></details>");
}

Markup spread_chart(const std::vector<Spread>& rows, const char* title, const char* desc) {
  constexpr double kRow = 44;
  constexpr double kLeft = 150;
  constexpr std::size_t kFewest = 3;
  std::vector<const Spread*> shown;
  std::int64_t most = 0;
  for (const Spread& row : rows) {
    if (row.values.size() < kFewest) continue;
    shown.push_back(&row);
    most = std::max(most, static_cast<std::int64_t>(std::ceil(quantile(row.values, 0.9))));
  }
  if (shown.empty() || most <= 0) return markup("<p class=\"none\">{}</p>", word("too_few"));
  const std::int64_t top = round_up(most);
  const double base = kRow * static_cast<double>(shown.size()) + 8;
  const auto x_of = [&](double days) {
    return kLeft + (kWidth - kLeft - 24) * std::max(days, 0.0) / static_cast<double>(top);
  };
  Markup out = opened(kWidth, static_cast<int>(base) + 26, title, desc);
  for (int line = 0; line <= 4; ++line) {
    const auto days = top * line / 4;
    const double x = x_of(static_cast<double>(days));
    out.put("<line x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"0\" y2=\"{:.0f}\" class=\"grid\"/>", x, x,
            base);
    text(out, x, base + 16, "mid", markup("{}", days));
  }
  Markup table;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const Spread& row = *shown[i];
    const double y = kRow * static_cast<double>(i) + kRow / 2 + 6;
    const auto at = [&](double share) { return quantile(row.values, share); };
    const auto told = [&](double share) { return written_quantile(at(share)); };
    text(out, kLeft - 10, y + 1, "end", svg_word(row.label));
    text(out, kLeft - 10, y + 15, "end faint", markup("n = {}", row.values.size()));
    out.put("<line x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{:.1f}\" y2=\"{:.1f}\" class=\"range\"/>",
            x_of(at(0.1)), x_of(at(0.9)), y, y);
    out.put("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"16\" class=\"box\"/>",
            x_of(at(0.25)), y - 8, std::max(1.0, x_of(at(0.75)) - x_of(at(0.25))));
    out.put("<line x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{:.1f}\" y2=\"{:.1f}\" class=\"median\"/>",
            x_of(at(0.5)), x_of(at(0.5)), y - 11, y + 11);
    text(out, x_of(at(0.5)), y - 14, "mid strong", markup("{}", told(0.5)));
    table.put(
        "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}–{}</td><td>{}–{}</td><td>{}</td></tr>",
        word(row.label), told(0.5), told(0.25), told(0.75), told(0.1), told(0.9),
        row.values.size());
  }
  out.put(
      "</svg><details class=\"data\"><summary>{}</summary><div class=\"wide\"><table><thead><tr>"
      "<th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th>"
      "<th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead><tbody>{}</tbody></table>"
      "</div></details>",
      word("as_table"), word("days.step"), word("days.median"), word("days.half"),
      word("days.fifths"), word("days.n"), table);
  return out;
}

}  // namespace gongwatch::render
