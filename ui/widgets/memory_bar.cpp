// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/memory_bar.h"

#include "ui/style/text.h"
#include "ui/style/theme.h"
#include "ui/widgets/basics.h"

namespace attune::ui {

namespace {
constexpr int kBarHeight = 14;
}

MemoryBar::MemoryBar(QWidget* parent) : QWidget(parent) {
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  setFont(fontFor(TextRole::Caption));
  setAccessibleName(tr("Memory needed"));
}

void MemoryBar::setItems(std::vector<Item> items, std::uint64_t availableBytes) {
  m_items = std::move(items);
  m_available = availableBytes;
  QStringList parts{summary()};
  for (const Item& item : m_items) parts << item.name + ' ' + formatBytes(item.bytes);
  setAccessibleDescription(parts.join(", "));
  updateGeometry();
  update();
}

std::uint64_t MemoryBar::totalBytes() const {
  std::uint64_t total = 0;
  for (const Item& item : m_items) total += item.bytes;
  return total;
}

QString MemoryBar::summary() const {
  if (m_available == 0) return formatBytes(totalBytes());
  return tr("%1 of %2 available").arg(formatBytes(totalBytes()), formatBytes(m_available));
}

std::vector<MemoryBar::Entry> MemoryBar::legend(int width, int* height) const {
  std::vector<Entry> entries;
  const int line = fontMetrics().height() + 4, swatch = fontMetrics().height() * 2 / 3;
  int x = 0, y = kBarHeight + kUnit;
  for (int i = 0; i < static_cast<int>(m_items.size()); ++i) {
    const auto& item = m_items[static_cast<std::size_t>(i)];
    const int wide =
        swatch + 6 + fontMetrics().horizontalAdvance(item.name + ' ' + formatBytes(item.bytes)) + 2 * kUnit;
    if (x > 0 && x + wide - 2 * kUnit > width) {
      x = 0;
      y += line;
    }
    entries.push_back({QRect(x, y + (fontMetrics().height() - swatch) / 2, swatch, swatch),
                       QPoint(x + swatch + 6, y + fontMetrics().ascent()), i});
    x += wide;
  }
  *height = y + line;
  return entries;
}

QSize MemoryBar::sizeHint() const {
  return {220, heightForWidth(std::max(220, width()))};
}

int MemoryBar::heightForWidth(int width) const {
  int height = 0;
  legend(width, &height);
  return height;
}

void MemoryBar::paintEvent(QPaintEvent*) {
  const Colors& c = colorsFor(palette());
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF bar(0, 0, width(), kBarHeight);
  QPainterPath outline;
  outline.addRoundedRect(bar, 5, 5);
  painter.fillPath(outline, c.sunken);
  const auto scale = static_cast<double>(std::max(m_available, totalBytes()));
  int height = 0;
  const auto entries = legend(width(), &height);
  painter.save();
  painter.setClipPath(outline);
  double x = 0;
  for (int i = 0; i < static_cast<int>(m_items.size()); ++i) {
    const double wide =
        scale > 0 ? static_cast<double>(m_items[static_cast<std::size_t>(i)].bytes) / scale * width() : 0;
    painter.fillRect(QRectF(x, 0, wide, kBarHeight), runColor(i, c));
    x += wide;
    painter.fillRect(QRectF(x - 1, 0, 1, kBarHeight), c.surface);
  }
  painter.restore();
  if (!fits()) {  // the limit stands inside the bar
    const double limit = static_cast<double>(m_available) / scale * width();
    painter.setPen(QPen(c.danger, 2));
    painter.drawLine(QPointF(limit, -2), QPointF(limit, kBarHeight + 2));
  }
  for (const Entry& entry : entries) {
    const Item& item = m_items[static_cast<std::size_t>(entry.item)];
    painter.setPen(Qt::NoPen);
    painter.setBrush(runColor(entry.item, c));
    painter.drawRoundedRect(entry.swatch, 2, 2);
    painter.setPen(c.text);
    painter.drawText(entry.text, item.name + ' ' + formatBytes(item.bytes));
  }
}

}  // namespace attune::ui
