// SPDX-License-Identifier: GPL-3.0-or-later
// The small parts that every page is built of.
#pragma once
#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/style/icons.h"

namespace attune::ui {

/// The 8-pixel grid.
constexpr int kUnit = 8;

/// What a text is for: decides size, weight and colour.
enum class TextRole { Body, Title, Subtitle, Section, Caption, Muted, Number, Code };

/// A label that shows `text` as it is, never as HTML. Long texts wrap unless `wraps` is false.
QLabel* makeLabel(const QString& text, TextRole role = TextRole::Body, bool wraps = true);
QFont fontFor(TextRole role);
/// A small rounded mark; `kind` is "neutral", "good", "warning", "bad" or "accent".
QLabel* makeBadge(const QString& text, const char* kind);
void setBadge(QLabel* badge, const QString& text, const char* kind);

/// Buttons of one look; `iconName` may be empty. `objectName` is what tests and assistive tools find.
QPushButton* makeButton(const QString& text, const QString& iconName, const char* objectName);
QPushButton* makePrimaryButton(const QString& text, const QString& iconName, const char* objectName);
QPushButton* makeFlatButton(const QString& text, const QString& iconName, const char* objectName);
QToolButton* makeIconButton(const QString& iconName, const QString& name, const char* objectName);

/// A white rounded area with its own vertical layout; `title` may be empty.
class Card : public QFrame {
  Q_OBJECT
 public:
  explicit Card(const QString& title = {}, QWidget* parent = nullptr);
  QVBoxLayout* body() { return m_body; }
  /// The row of the title, for buttons at its end.
  QHBoxLayout* head() { return m_head; }

 private:
  QVBoxLayout* m_body;
  QHBoxLayout* m_head;
};

/// An icon that stands by itself, always in the theme's colour of the moment.
class IconLabel : public QWidget {
  Q_OBJECT
 public:
  IconLabel(const QString& name, Tint tint, int size, QWidget* parent = nullptr);
  void setIcon(const QString& name, Tint tint);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QString m_name;
  Tint m_tint;
};

/// A thin separating line.
QFrame* makeLine();
/// A horizontal row with the grid's spacing and no margins.
QHBoxLayout* makeRow(std::initializer_list<QWidget*> widgets = {}, bool stretchAtEnd = false);
/// A tooltip that shows `text` as it is and wraps.
QString plainTooltip(const QString& text);
/// Removes everything from a layout; the widgets are deleted later.
void clearLayout(QLayout* layout);
/// Sets a property that the style sheet reads, and applies it.
void setStyleProperty(QWidget* widget, const char* name, const QVariant& value);

/// A label that shortens its text to the space it has, with the whole text as its tooltip.
class ElidedLabel : public QLabel {
  Q_OBJECT
 public:
  explicit ElidedLabel(const QString& text = {}, Qt::TextElideMode mode = Qt::ElideRight, QWidget* parent = nullptr);
  void setFullText(const QString& text);
  const QString& fullText() const { return m_full; }
  QSize minimumSizeHint() const override;
  QSize sizeHint() const override;

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void elide();
  QString m_full;
  Qt::TextElideMode m_mode;
};

/// What an empty view shows: what belongs here, and the button that brings it.
class EmptyState : public QWidget {
  Q_OBJECT
 public:
  EmptyState(const QString& iconName, const QString& title, const QString& text, QWidget* parent = nullptr);
  /// Adds the button; the first one is the primary.
  QPushButton* addAction(const QString& text, const QString& iconName, const char* objectName);

 private:
  QHBoxLayout* m_buttons;
};

/// A value with a caption above it, as in a row of facts.
class Fact : public QWidget {
  Q_OBJECT
 public:
  explicit Fact(const QString& caption, const char* objectName, QWidget* parent = nullptr);
  void setValue(const QString& value);
  QString value() const { return m_value->text(); }

 private:
  QLabel* m_value;
};

}  // namespace attune::ui
