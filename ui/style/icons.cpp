// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/icons.h"

#include <QIconEngine>
#include <QPixmapCache>
#include <QSvgRenderer>

#include "ui/style/theme.h"

namespace attune::ui {

namespace {

QColor tintColor(Tint tint, const Colors& c) {
  switch (tint) {
    case Tint::Text:
      return c.text;
    case Tint::Muted:
      return c.muted;
    case Tint::Accent:
      return c.accentText;
    case Tint::OnAccent:
      return c.onAccent;
    case Tint::Danger:
      return c.danger;
    case Tint::Warning:
      return c.warning;
    case Tint::Success:
      return c.success;
    case Tint::Info:
      return c.info;
  }
  return c.text;
}

QPixmap render(const QString& name, const QColor& color, const QSize& pixels) {
  const QString key =
      QString("attune-%1-%2-%3x%4").arg(name, color.name(QColor::HexArgb)).arg(pixels.width()).arg(pixels.height());
  QPixmap pixmap;
  if (QPixmapCache::find(key, &pixmap)) return pixmap;
  pixmap = QPixmap(pixels);
  pixmap.fill(Qt::transparent);
  QFile file(":/icons/" + name + ".svg");
  if (!file.open(QIODevice::ReadOnly)) return pixmap;
  QByteArray svg = file.readAll();
  svg.replace("currentColor", color.name().toLatin1());
  QSvgRenderer renderer(svg);
  QPainter painter(&pixmap);
  painter.setOpacity(color.alphaF());
  renderer.render(&painter, QRectF(QPointF(0, 0), pixels));
  painter.end();
  QPixmapCache::insert(key, pixmap);
  return pixmap;
}

class TintedEngine : public QIconEngine {
 public:
  TintedEngine(QString name, Tint tint) : m_name(std::move(name)), m_tint(tint) {}
  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
    const qreal ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1.0;
    painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, ratio));
  }
  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    return scaledPixmap(size, mode, state, 1.0);
  }
  QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal) override {
    const QColor color = tintColor(mode == QIcon::Disabled ? Tint::Muted : m_tint, colors());
    const int side = std::min(size.width(), size.height());
    return render(m_name, color, {side, side});
  }
  QIconEngine* clone() const override { return new TintedEngine(*this); }

 private:
  QString m_name;
  Tint m_tint;
};

}  // namespace

QIcon icon(const QString& name, Tint tint) {
  return QIcon(new TintedEngine(name, tint));
}

QPixmap iconPixmap(const QString& name, Tint tint, int size, qreal devicePixelRatio) {
  const int pixels = static_cast<int>(std::lround(size * devicePixelRatio));
  QPixmap pixmap = render(name, tintColor(tint, colors()), {pixels, pixels});
  pixmap.setDevicePixelRatio(devicePixelRatio);
  return pixmap;
}

}  // namespace attune::ui
