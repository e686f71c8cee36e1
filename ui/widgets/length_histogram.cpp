// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/length_histogram.h"

#include <cmath>

#include "ui/style/text.h"
#include "ui/style/theme.h"
#include "ui/widgets/basics.h"

namespace attune::ui {

namespace {

// 1, 2 or 5 times a power of ten, at least `wanted`.
std::uint32_t roundStep(double wanted) {
  const double power = std::pow(10.0, std::floor(std::log10(std::max(wanted, 1.0))));
  for (const double factor : {1.0, 2.0, 5.0, 10.0})
    if (factor * power >= wanted) return static_cast<std::uint32_t>(factor * power);
  return static_cast<std::uint32_t>(10 * power);
}

constexpr int kBarPixels = 14;

}  // namespace

LengthHistogram::LengthHistogram(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setAccessibleName(tr("Length of the rows in tokens"));
  setFont(fontFor(TextRole::Caption));
}

void LengthHistogram::setLengths(const std::vector<std::uint32_t>& lengths) {
  m_sorted = lengths;
  std::ranges::sort(m_sorted);
  makeBins();
  setAccessibleDescription(summary());
  update();
}

void LengthHistogram::setCutOff(std::int64_t tokens) {
  m_cutOff = tokens;
  makeBins();
  setAccessibleDescription(summary());
  update();
}

std::size_t LengthHistogram::countBelow(std::uint64_t length) const {
  return static_cast<std::size_t>(std::ranges::lower_bound(m_sorted, length) - m_sorted.begin());
}

std::size_t LengthHistogram::cutRows() const {
  return m_cutOff > 0 ? m_sorted.size() - countBelow(static_cast<std::uint64_t>(m_cutOff) + 1) : 0;
}

QString LengthHistogram::summary() const {
  if (m_sorted.empty()) return {};
  const auto quantile = [this](double q) {
    return m_sorted[static_cast<std::size_t>(q * static_cast<double>(m_sorted.size() - 1))];
  };
  const QString spread = tr("Half of the rows have at most %1 tokens, the longest has %2.")
                             .arg(formatCount(quantile(0.5)), formatCount(m_sorted.back()));
  if (m_cutOff <= 0) return spread;
  const std::size_t cut = cutRows();
  if (cut == 0) return spread + ' ' + tr("No row is cut at %1.").arg(formatCount(m_cutOff));
  return spread + ' ' +
         tr("%n row(s) longer than %1 would be cut.", nullptr, static_cast<int>(cut)).arg(formatCount(m_cutOff));
}

QRect LengthHistogram::plotArea() const {
  const int line = fontMetrics().height();
  return rect().adjusted(fontMetrics().horizontalAdvance("00000") + 6, line + 4, -kUnit, -(line + kUnit));
}

void LengthHistogram::makeBins() {
  m_bins.clear();
  if (m_sorted.empty()) return;
  const int bars = std::max(8, plotArea().width() / kBarPixels);
  // Up to just beyond the cut-off, or to the longest row if all are shorter.
  const std::uint32_t last = m_sorted.back() + 1;
  const std::uint32_t step = roundStep(static_cast<double>(last) / bars);
  for (std::uint32_t from = 0; from < last; from += step)
    m_bins.push_back({from, from + step, countBelow(from + step) - countBelow(from)});
}

QSize LengthHistogram::sizeHint() const {
  return {480, 10 * fontMetrics().height()};
}

QSize LengthHistogram::minimumSizeHint() const {
  return {220, 7 * fontMetrics().height()};
}

void LengthHistogram::resizeEvent(QResizeEvent*) {
  makeBins();
}

void LengthHistogram::paintEvent(QPaintEvent*) {
  if (m_bins.empty()) return;
  const Colors& c = colorsFor(palette());
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRect area = plotArea();
  const auto highest = std::ranges::max_element(m_bins, {}, &Bin::rows)->rows;
  const double end = m_bins.back().to;
  const auto xOf = [&](double tokens) { return area.left() + tokens / end * area.width(); };
  painter.setPen(c.muted);
  painter.drawText(QRect(0, area.top() - fontMetrics().height() / 2, area.left() - 6, fontMetrics().height()),
                   Qt::AlignRight | Qt::AlignVCenter, formatCount(static_cast<std::int64_t>(highest)));
  painter.drawText(QRect(0, area.bottom() - fontMetrics().height() / 2, area.left() - 6, fontMetrics().height()),
                   Qt::AlignRight | Qt::AlignVCenter, "0");
  painter.setPen(QPen(c.border, 1));
  painter.drawLine(area.bottomLeft(), area.bottomRight());
  for (const Bin& bin : m_bins) {
    if (bin.rows == 0) continue;
    const double height = std::max(2.0, static_cast<double>(bin.rows) / static_cast<double>(highest) * area.height());
    const bool beyond = m_cutOff > 0 && bin.from > m_cutOff;
    painter.setPen(Qt::NoPen);
    painter.setBrush(beyond ? c.danger : c.accent);
    painter.drawRoundedRect(QRectF(xOf(bin.from) + 1, area.bottom() - height, xOf(bin.to) - xOf(bin.from) - 2, height),
                            2, 2);
  }
  const std::uint32_t tick = roundStep(end / std::max(2, area.width() / (fontMetrics().horizontalAdvance("00000000"))));
  painter.setPen(c.muted);
  for (std::uint32_t at = 0; at <= end; at += tick)
    painter.drawText(QRectF(xOf(at) - 60, area.bottom() + 4, 120, fontMetrics().height()), Qt::AlignHCenter,
                     formatCount(at));
  if (m_cutOff > 0 && static_cast<double>(m_cutOff) < end) {
    const double x = xOf(static_cast<double>(m_cutOff));
    painter.setPen(QPen(c.danger, 1.5, Qt::DashLine));
    painter.drawLine(QPointF(x, area.top() - 2), QPointF(x, area.bottom()));
    const QString text = tr("cut at %1").arg(formatCount(m_cutOff));
    const double width = fontMetrics().horizontalAdvance(text);
    painter.drawText(QPointF(std::clamp(x - width / 2, double(area.left()), area.right() - width), area.top() - 6),
                     text);
  }
}

bool LengthHistogram::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip && !m_bins.empty()) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const QRect area = plotArea();
    const double tokens = static_cast<double>(help->x() - area.left()) / std::max(1, area.width()) * m_bins.back().to;
    for (const Bin& bin : m_bins)
      if (tokens >= bin.from && tokens < bin.to) {
        QToolTip::showText(help->globalPos(),
                           tr("%1 to %2 tokens: %n row(s)", nullptr, static_cast<int>(bin.rows))
                               .arg(formatCount(bin.from), formatCount(bin.to - 1)),
                           this);
        return true;
      }
    QToolTip::hideText();
    return true;
  }
  return QWidget::event(event);
}

}  // namespace attune::ui
