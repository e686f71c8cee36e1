// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/theme.h"

#include <cmath>
#include <utility>

namespace attune::ui {

namespace {

Colors makeLight() {
  Colors c;
  c.window = "#f5f6f8";
  c.surface = "#ffffff";
  c.sunken = "#eef0f3";
  c.hover = "#eceff5";
  c.border = "#dce0e6";
  c.text = "#1a1e24";
  c.muted = "#59626f";
  c.accent = "#3a56d4";
  c.accentHover = "#3049bd";
  c.onAccent = "#ffffff";
  c.accentSoft = "#e6eafb";
  c.accentText = "#3049bd";
  c.danger = "#b3261e";
  c.dangerSoft = "#fbeae9";
  c.warning = "#7d5200";
  c.warningSoft = "#fdf3dc";
  c.success = "#1c6b3c";
  c.successSoft = "#e5f4ea";
  c.info = "#3049bd";
  c.infoSoft = "#e9edfb";
  c.tokenTrained = "#cfe8d8";
  c.tokenMasked = "#e9ecf0";
  c.tokenTruncated = "#f8d9d6";
  c.tokenSpecial = "#dcd8f7";
  return c;
}

Colors makeDark() {
  Colors c;
  c.dark = true;
  c.window = "#15171b";
  c.surface = "#1d2025";
  c.sunken = "#121418";
  c.hover = "#282c33";
  c.border = "#343a43";
  c.text = "#e7e9ec";
  c.muted = "#a3abb7";
  c.accent = "#4a66e0";
  c.accentHover = "#5b77ee";
  c.onAccent = "#ffffff";
  c.accentSoft = "#262f52";
  c.accentText = "#a9b8ff";
  c.danger = "#ff9a92";
  c.dangerSoft = "#3d2322";
  c.warning = "#f2c36b";
  c.warningSoft = "#3a2f18";
  c.success = "#7fd6a0";
  c.successSoft = "#1d3427";
  c.info = "#a9b8ff";
  c.infoSoft = "#232a45";
  c.tokenTrained = "#24503a";
  c.tokenMasked = "#2f343c";
  c.tokenTruncated = "#5a2b29";
  c.tokenSpecial = "#3d3768";
  return c;
}

const Colors& themeColors(bool dark) {
  static const Colors light = makeLight(), night = makeDark();
  return dark ? night : light;
}

QPalette paletteOf(const Colors& c) {
  QPalette p;
  const std::pair<QPalette::ColorRole, QColor> roles[] = {
      {QPalette::Window, c.window},
      {QPalette::WindowText, c.text},
      {QPalette::Base, c.surface},
      {QPalette::AlternateBase, c.window},
      {QPalette::Text, c.text},
      {QPalette::Button, c.surface},
      {QPalette::ButtonText, c.text},
      {QPalette::BrightText, c.danger},
      {QPalette::Highlight, c.accent},
      {QPalette::HighlightedText, c.onAccent},
      {QPalette::Link, c.accentText},
      {QPalette::LinkVisited, c.accentText},
      {QPalette::ToolTipBase, c.surface},
      {QPalette::ToolTipText, c.text},
      {QPalette::PlaceholderText, c.muted},
      {QPalette::Light, c.surface},
      {QPalette::Midlight, c.hover},
      {QPalette::Mid, c.border},
      {QPalette::Dark, c.border},
      {QPalette::Shadow, c.dark ? QColor(0, 0, 0) : QColor(120, 128, 140)},
  };
  for (const auto& [role, color] : roles) p.setColor(role, color);
  QColor faint = c.muted;
  faint.setAlphaF(0.65F);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    p.setColor(QPalette::Disabled, role, faint);
  return p;
}

QString styleSheet(const Colors& c) {
  QFile file(":/style.qss");
  if (!file.open(QIODevice::ReadOnly)) return {};
  QString sheet = QString::fromUtf8(file.readAll());
  const std::pair<const char*, QColor> names[] = {
      {"window", c.window},
      {"surface", c.surface},
      {"sunken", c.sunken},
      {"hover", c.hover},
      {"border", c.border},
      {"text", c.text},
      {"muted", c.muted},
      {"accentHover", c.accentHover},
      {"onAccent", c.onAccent},
      {"accentSoft", c.accentSoft},
      {"accentText", c.accentText},
      {"accent", c.accent},
      {"dangerSoft", c.dangerSoft},
      {"danger", c.danger},
      {"warningSoft", c.warningSoft},
      {"warning", c.warning},
      {"successSoft", c.successSoft},
      {"success", c.success},
      {"infoSoft", c.infoSoft},
      {"info", c.info},
  };
  for (const auto& [name, color] : names) sheet.replace(QString("${%1}").arg(name), color.name());
  return sheet;
}

double luminance(const QColor& color) {
  const auto linear = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
  return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

}  // namespace

const Colors& colorsFor(const QPalette& palette) {
  return themeColors(palette.color(QPalette::Window).lightness() < 128);
}

const Colors& colors() {
  return colorsFor(QGuiApplication::palette());
}

void applyTheme(QApplication& app, ThemeMode mode) {
  // Qt 6.4 cannot tell the desktop's colour scheme, but the palette that the platform set before ours shows it.
  static const bool systemDark = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
  const Colors& c = themeColors(mode == ThemeMode::Dark || (mode == ThemeMode::System && systemDark));
  if (app.style()->name() != "fusion") app.setStyle(QStyleFactory::create("Fusion"));
  app.setPalette(paletteOf(c));
  app.setStyleSheet(styleSheet(c));
}

QColor runColor(int index, const Colors& c) {
  static constexpr const char* kLight[kRunColors] = {"#2f5bd0", "#c2500a", "#00795c", "#a8327e",
                                                     "#8a6500", "#2b87b8", "#6b4fc4", "#5f6672"};
  static constexpr const char* kDark[kRunColors] = {"#7f9dff", "#ff9550", "#3fcf9f", "#ee92ca",
                                                    "#e8c04a", "#7ccdf5", "#b9a3ff", "#b4bcc8"};
  const int slot = ((index % kRunColors) + kRunColors) % kRunColors;
  return QColor(c.dark ? kDark[slot] : kLight[slot]);
}

double contrastRatio(const QColor& a, const QColor& b) {
  const double x = luminance(a), y = luminance(b);
  return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

}  // namespace attune::ui
