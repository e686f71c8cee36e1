// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/chart.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

#include "core/report/format_text.h"

namespace attune::report {
namespace {

// Okabe and Ito's palette, told apart with every common form of colour blindness; the dark one is lightened.
constexpr const char* kLight[] = {"#0067a3", "#c4520a", "#00805c", "#a8497f", "#7a6a00", "#5a5fc7"};
constexpr const char* kDark[] = {"#5cb3f0", "#ff9a55", "#35c99a", "#e58bbd", "#d9c54a", "#a3a7ff"};
constexpr int kColours = 6;

constexpr double kLeft = 62, kRight = 18, kTop = 44, kBottom = 48;
constexpr double kLetter = 6.6;  // mean width of a letter of the legend

std::string num(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.2f", value);
  std::string text = buffer;
  while (text.find('.') != std::string::npos && (text.back() == '0' || text.back() == '.')) {
    const bool point = text.back() == '.';
    text.pop_back();
    if (point) break;
  }
  return text == "-0" ? "0" : text;
}

std::string tickText(double value, double step) {
  char buffer[32];
  const double size = std::max(std::abs(value), std::abs(step));
  if (size >= 1e6 || (size < 1e-5 && size > 0))
    std::snprintf(buffer, sizeof buffer, "%.3g", value);
  else
    std::snprintf(buffer, sizeof buffer, "%.*f",
                  std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 8), value);
  return buffer;
}

struct Range {
  double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();
  void add(double value) {
    if (!std::isfinite(value)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  bool empty() const { return low > high; }
};

// Colours by role, as CSS variables or written out.
class Ink {
 public:
  explicit Ink(ChartColours colours) : m_fixed(colours == ChartColours::Fixed) {}
  std::string line(int index) const {
    const int i = ((index % kColours) + kColours) % kColours;
    return m_fixed ? kLight[i] : "var(--c" + std::to_string(i) + ")";
  }
  std::string text() const { return m_fixed ? "#4a4f57" : "var(--muted)"; }
  std::string grid() const { return m_fixed ? "#e3e5e8" : "var(--grid)"; }
  std::string band() const { return m_fixed ? "#b3261e" : "var(--bad)"; }
  std::string paper() const { return m_fixed ? "#ffffff" : "var(--paper)"; }

 private:
  bool m_fixed;
};

class Drawing {
 public:
  Drawing(const Chart& chart, ChartColours colours) : m_chart(chart), m_ink(colours) { fitRanges(); }

  std::string svg() {
    const std::string w = std::to_string(m_chart.width), h = std::to_string(m_chart.height);
    m_out =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + w + " " + h + "\" width=\"" + w + "\" height=\"" +
        h + "\" role=\"img\" aria-label=\"" + htmlEscaped(m_chart.title) +
        "\" font-family=\"system-ui,-apple-system,'Segoe UI',Cantarell,'Noto Sans',sans-serif\" font-size=\"12.5\">";
    if (m_x.empty() || m_y.empty()) {
      text(m_chart.width / 2.0, m_chart.height / 2.0, "–", "middle");
      return m_out + "</svg>";
    }
    bands();
    grid();
    m_out += "<svg x=\"" + num(kLeft) + "\" y=\"" + num(kTop) + "\" width=\"" + num(plotWidth()) + "\" height=\"" +
             num(plotHeight()) + "\" overflow=\"hidden\">";
    for (const bool faint : {true, false})
      for (const ChartLine& line : m_chart.lines)
        if (line.faint == faint) draw(line);
    m_out += "</svg>";
    for (const ChartMark& mark : m_chart.marks) draw(mark);
    legend();
    return m_out + "</svg>";
  }

 private:
  double plotWidth() const { return m_chart.width - kLeft - kRight; }
  double plotHeight() const { return m_chart.height - kTop - kBottom; }
  double scaled(double y) const { return m_logarithmic ? std::log10(y) : y; }
  // Within the plot's own coordinates.
  double px(double x) const { return (x - m_x.low) / (m_x.high - m_x.low) * plotWidth(); }
  double py(double y) const { return (1 - (scaled(y) - m_y.low) / (m_y.high - m_y.low)) * plotHeight(); }

  // Faint lines do not decide the height: a few wild steps would flatten everything else.
  void fitRanges() {
    m_logarithmic = m_chart.logarithmic;
    for (const ChartLine& line : m_chart.lines)
      for (const double y : line.y) m_logarithmic = m_logarithmic && !(y <= 0);
    const bool onlyFaint =
        std::all_of(m_chart.lines.begin(), m_chart.lines.end(), [](const ChartLine& l) { return l.faint; });
    for (const ChartLine& line : m_chart.lines) {
      for (std::size_t i = 0; i < line.y.size(); ++i) {
        if (!std::isfinite(line.y[i])) continue;
        m_x.add(line.x[i]);
        if (!line.faint || onlyFaint) m_y.add(scaled(line.y[i]));
      }
    }
    if (m_x.empty() || m_y.empty()) return;
    if (m_x.low == m_x.high) m_x.low -= 0.5, m_x.high += 0.5;
    const double pad = m_y.high > m_y.low ? 0.06 * (m_y.high - m_y.low) : std::max(std::abs(m_y.high) * 0.05, 1e-9);
    const bool fromZero = !m_logarithmic && m_y.low >= 0 && m_y.low < 0.25 * m_y.high;
    m_y.low = fromZero ? 0 : m_y.low - pad;
    m_y.high += pad;
  }

  void text(double x, double y, const std::string& words, const char* anchor, const std::string& more = "") {
    m_out += "<text x=\"" + num(x) + "\" y=\"" + num(y) + "\" text-anchor=\"" + anchor + "\" fill=\"" + m_ink.text() +
             "\"" + more + ">" + htmlEscaped(words) + "</text>";
  }

  void bands() {
    for (const ChartBand& band : m_chart.bands) {
      const double left = kLeft + std::clamp(px(band.from), 0.0, plotWidth()), right = kLeft + plotWidth();
      if (right - left < 1) continue;
      m_out += "<rect x=\"" + num(left) + "\" y=\"" + num(kTop) + "\" width=\"" + num(right - left) + "\" height=\"" +
               num(plotHeight()) + "\" fill=\"" + m_ink.band() + "\" fill-opacity=\"0.08\"/>";
      text(right - 8, kTop + 18, band.label, "end");
    }
  }

  void grid() {
    const double bottom = kTop + plotHeight();
    const auto rows = niceTicks(m_y.low, m_y.high, 5), columns = niceTicks(m_x.low, m_x.high, 8);
    const double rowStep = rows.size() > 1 ? rows[1] - rows[0] : 1,
                 columnStep = columns.size() > 1 ? columns[1] - columns[0] : 1;
    for (const double tick : rows) {
      const double y = kTop + (1 - (tick - m_y.low) / (m_y.high - m_y.low)) * plotHeight();
      m_out += "<path d=\"M" + num(kLeft) + " " + num(y) + "H" + num(kLeft + plotWidth()) + "\" stroke=\"" +
               m_ink.grid() + "\"/>";
      text(kLeft - 10, y + 4.5,
           m_logarithmic ? tickText(std::pow(10, tick), std::pow(10, tick)) : tickText(tick, rowStep), "end");
    }
    for (const double tick : columns) text(kLeft + px(tick), bottom + 20, tickText(tick, columnStep), "middle");
    text(kLeft + plotWidth(), bottom + 40, m_chart.xLabel, "end");
    if (!m_chart.yLabel.empty()) text(kLeft, 16, m_chart.yLabel, "start", " font-weight=\"600\"");
  }

  void draw(const ChartLine& line) {
    const std::string path = pathOf(line);
    if (path.empty()) return;
    const std::string colour = m_ink.line(line.colour);
    m_out += "<path d=\"" + path + "\" fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"" +
             (line.faint ? "1" : "2") + "\" stroke-linejoin=\"round\" stroke-linecap=\"round\"" +
             (line.faint ? " stroke-opacity=\"0.28\"" : "") + (line.dashed ? " stroke-dasharray=\"7 5\"" : "") + "/>";
    if (!line.dots || line.y.size() > 120) return;
    for (std::size_t i = 0; i < line.y.size(); ++i)
      if (std::isfinite(line.y[i]))
        m_out += "<circle cx=\"" + num(px(line.x[i])) + "\" cy=\"" + num(py(line.y[i])) + "\" r=\"2.6\" fill=\"" +
                 colour + "\"/>";
  }

  // Each pixel column keeps its first, lowest, highest and last value, so that no spike is lost.
  std::string pathOf(const ChartLine& line) const {
    std::string path;
    bool pen = false;
    const auto point = [&](std::size_t i) {
      path += (pen ? "L" : "M") + num(px(line.x[i])) + " " + num(std::clamp(py(line.y[i]), -1e4, 1e4));
      pen = true;
    };
    const bool thin = line.y.size() > 2 * static_cast<std::size_t>(plotWidth());
    for (std::size_t i = 0; i < line.y.size();) {
      if (!std::isfinite(line.y[i]) || !std::isfinite(line.x[i])) {
        pen = false;
        ++i;
        continue;
      }
      std::size_t end = i + 1;
      const double column = std::floor(px(line.x[i]));
      while (thin && end < line.y.size() && std::isfinite(line.y[end]) && std::floor(px(line.x[end])) == column) ++end;
      const auto [lowest, highest] = std::minmax_element(line.y.begin() + static_cast<std::ptrdiff_t>(i),
                                                         line.y.begin() + static_cast<std::ptrdiff_t>(end));
      std::vector<std::size_t> kept{i, static_cast<std::size_t>(lowest - line.y.begin()),
                                    static_cast<std::size_t>(highest - line.y.begin()), end - 1};
      std::sort(kept.begin(), kept.end());
      kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
      for (const std::size_t index : kept) point(index);
      i = end;
    }
    return path;
  }

  void draw(const ChartMark& mark) {
    if (!std::isfinite(mark.y) || (m_logarithmic && mark.y <= 0) || mark.x < m_x.low || mark.x > m_x.high) return;
    const double x = kLeft + px(mark.x), y = kTop + py(mark.y);
    const std::string colour = m_ink.line(mark.colour);
    m_out += "<path d=\"M" + num(x) + " " + num(y) + "V" + num(kTop + plotHeight()) + "\" stroke=\"" + colour +
             "\" stroke-dasharray=\"2 4\"/><circle cx=\"" + num(x) + "\" cy=\"" + num(y) + "\" r=\"5\" fill=\"" +
             m_ink.paper() + "\" stroke=\"" + colour + "\" stroke-width=\"2\"/>";
    const bool left = x > kLeft + plotWidth() * 0.75;
    if (!mark.label.empty())
      text(x + (left ? -10 : 10), y + 30 > kTop + plotHeight() ? y - 14 : y + 22, mark.label, left ? "end" : "start",
           " font-weight=\"600\" paint-order=\"stroke\" stroke=\"" + m_ink.paper() + "\" stroke-width=\"4\"");
  }

  void legend() {
    double x = m_chart.width - kRight;
    for (auto line = m_chart.lines.rbegin(); line != m_chart.lines.rend(); ++line) {
      if (line->label.empty()) continue;
      const auto letters = static_cast<double>(
          std::count_if(line->label.begin(), line->label.end(), [](char c) { return (c & 0xC0) != 0x80; }));
      const double width = letters * kLetter + 40;
      if (x - width < kLeft + 70) break;
      x -= width;
      m_out += "<path d=\"M" + num(x) + " 12H" + num(x + 20) + "\" stroke=\"" + m_ink.line(line->colour) +
               "\" stroke-width=\"2.5\" stroke-linecap=\"round\"" + (line->dashed ? " stroke-dasharray=\"7 5\"" : "") +
               "/>";
      text(x + 27, 16, line->label, "start");
    }
  }

  const Chart& m_chart;
  Ink m_ink;
  Range m_x, m_y;
  bool m_logarithmic = false;
  std::string m_out;
};

std::string cssOf(const char* const (&colours)[kColours]) {
  std::string css;
  for (int i = 0; i < kColours; ++i) css += "--c" + std::to_string(i) + ":" + colours[i] + ";";
  return css;
}

}  // namespace

std::vector<double> niceTicks(double low, double high, int wanted) {
  std::vector<double> ticks;
  if (!(high > low) || wanted < 1 || !std::isfinite(high - low)) return ticks;
  const double raw = (high - low) / wanted, power = std::pow(10, std::floor(std::log10(raw))), share = raw / power;
  const double step = power * (share < 1.5 ? 1 : share < 3.5 ? 2 : share < 7.5 ? 5 : 10);
  for (double k = std::ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; ++k)
    ticks.push_back(k == 0 ? 0 : k * step);
  return ticks;
}

std::string chartSvg(const Chart& chart, ChartColours colours) {
  return Drawing(chart, colours).svg();
}
std::string chartCssLight() {
  return cssOf(kLight);
}
std::string chartCssDark() {
  return cssOf(kDark);
}

}  // namespace attune::report
