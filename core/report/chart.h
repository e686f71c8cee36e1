// SPDX-License-Identifier: GPL-3.0-or-later
// Private to core/report: line charts as SVG.
#pragma once
#include <string>
#include <vector>

namespace attune::report {

/// One line of a chart. A NaN breaks the line.
struct ChartLine {
  std::string label;  ///< In the legend; empty: not in it.
  std::vector<double> x, y;
  int colour = 0;      ///< Index into the palette.
  bool faint = false;  ///< The raw values behind a smoothed line.
  bool dots = false;   ///< A dot at each value.
  bool dashed = false;
};

/// A marked point, with a word beside it.
struct ChartMark {
  double x = 0, y = 0;
  std::string label;
  int colour = 0;
};

/// A shaded stretch of the x axis from x to the right edge.
struct ChartBand {
  double from = 0;
  std::string label;
};

struct Chart {
  std::string title;  ///< Also read by screen readers.
  std::string xLabel, yLabel;
  std::vector<ChartLine> lines;
  std::vector<ChartMark> marks;
  std::vector<ChartBand> bands;
  bool logarithmic = false;  ///< Of y; ignored where a value is not above 0.
  int width = 960, height = 400;
};

/// Where the colours of a chart come from.
enum class ChartColours {
  Page,   ///< The page's CSS variables, so that the chart follows light and dark.
  Fixed,  ///< Written out for light paper, for renderers that know no CSS variables.
};

/// Round numbers that cover [low, high] in about `wanted` steps of 1, 2 or 5 times a power of ten.
std::vector<double> niceTicks(double low, double high, int wanted);

/// The chart as an <svg> element. Long lines are thinned to the lowest and highest value of each pixel column.
std::string chartSvg(const Chart& chart, ChartColours colours);

/// CSS that defines the variables of ChartColours::Page for light, and for dark.
std::string chartCssLight();
std::string chartCssDark();

}  // namespace attune::report
