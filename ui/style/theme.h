// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QColor>
#include <QPalette>
#include <QString>

class QApplication;

namespace attune::ui {

enum class ThemeMode { System, Light, Dark };

/// Every colour of one theme. Text colours reach a contrast of 4.5:1 on the surfaces they are used on; a test measures
/// it.
struct Colors {
  bool dark = false;
  QColor window, surface, sunken, hover, border, text, muted;
  QColor accent, accentHover, onAccent, accentSoft, accentText;
  QColor danger, dangerSoft, warning, warningSoft, success, successSoft, info, infoSoft;
  QColor tokenTrained, tokenMasked, tokenTruncated, tokenSpecial;  ///< Backgrounds of the token view.
};

/// The colours that go with a palette: dark ones when its window is dark.
const Colors& colorsFor(const QPalette& palette);
/// The colours of the application's present palette.
const Colors& colors();

/// Sets style, palette and style sheet of the whole program; may be called again at any time.
void applyTheme(QApplication& app, ThemeMode mode);

/// The colour of the n-th run: told apart also with red-green blindness, and 3:1 against the surface; repeats after
/// eight.
QColor runColor(int index, const Colors& colors);
constexpr int kRunColors = 8;
/// Beyond eight runs the dash pattern changes: 0 for solid, 1, 2 …
inline int runDash(int index) {
  return index / kRunColors;
}

/// WCAG contrast ratio of two opaque colours, 1 … 21.
double contrastRatio(const QColor& a, const QColor& b);

}  // namespace attune::ui
