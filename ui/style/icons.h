// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QIcon>
#include <QPixmap>

namespace attune::ui {

/// Which of the theme's colours an icon takes.
enum class Tint { Text, Muted, Accent, OnAccent, Danger, Warning, Success, Info };

/// The icon resources/icons/NAME.svg, drawn in the theme's colour of the moment: a change of theme needs no new icon.
QIcon icon(const QString& name, Tint tint = Tint::Text);
/// The same as a picture of `size` logical pixels.
QPixmap iconPixmap(const QString& name, Tint tint, int size, qreal devicePixelRatio);

}  // namespace attune::ui
