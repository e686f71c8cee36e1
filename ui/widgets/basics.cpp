// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/basics.h"

namespace attune::ui {

namespace {

const char* roleName(TextRole role) {
  switch (role) {
    case TextRole::Title:
      return "title";
    case TextRole::Subtitle:
      return "subtitle";
    case TextRole::Section:
      return "section";
    case TextRole::Caption:
      return "caption";
    case TextRole::Muted:
      return "muted";
    case TextRole::Number:
      return "number";
    case TextRole::Code:
      return "code";
    case TextRole::Body:
      break;
  }
  return "body";
}

}  // namespace

QFont fontFor(TextRole role) {
  QFont font = QApplication::font();
  const qreal size = font.pointSizeF() > 0 ? font.pointSizeF() : 10;
  switch (role) {
    case TextRole::Title:
      font.setPointSizeF(size * 1.7);
      font.setWeight(QFont::DemiBold);
      break;
    case TextRole::Section:
      font.setPointSizeF(size * 1.1);
      font.setWeight(QFont::DemiBold);
      break;
    case TextRole::Caption:
      font.setPointSizeF(size * 0.9);
      break;
    case TextRole::Number:
      font.setPointSizeF(size * 1.25);
      font.setWeight(QFont::DemiBold);
      break;
    case TextRole::Code:
      font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
      font.setPointSizeF(size * 0.95);
      break;
    case TextRole::Body:
    case TextRole::Subtitle:
    case TextRole::Muted:
      break;
  }
  return font;
}

QLabel* makeLabel(const QString& text, TextRole role, bool wraps) {
  auto* label = new QLabel;
  label->setTextFormat(Qt::PlainText);
  label->setText(text);
  label->setFont(fontFor(role));
  label->setProperty("role", roleName(role));
  label->setWordWrap(wraps);
  return label;
}

QLabel* makeBadge(const QString& text, const char* kind) {
  auto* badge = new QLabel;
  badge->setTextFormat(Qt::PlainText);
  badge->setFont(fontFor(TextRole::Caption));
  badge->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Maximum);
  setBadge(badge, text, kind);
  return badge;
}

void setBadge(QLabel* badge, const QString& text, const char* kind) {
  badge->setText(text);
  setStyleProperty(badge, "badge", kind);
}

QPushButton* makeButton(const QString& text, const QString& iconName, const char* objectName) {
  auto* button = new QPushButton(text);
  if (!iconName.isEmpty()) button->setIcon(icon(iconName));
  button->setObjectName(objectName);
  button->setCursor(Qt::PointingHandCursor);
  return button;
}

QPushButton* makePrimaryButton(const QString& text, const QString& iconName, const char* objectName) {
  auto* button = makeButton(text, {}, objectName);
  if (!iconName.isEmpty()) button->setIcon(icon(iconName, Tint::OnAccent));
  button->setProperty("primary", true);
  return button;
}

QPushButton* makeFlatButton(const QString& text, const QString& iconName, const char* objectName) {
  auto* button = makeButton(text, iconName, objectName);
  button->setProperty("flat", true);
  return button;
}

QToolButton* makeIconButton(const QString& iconName, const QString& name, const char* objectName) {
  auto* button = new QToolButton;
  button->setIcon(icon(iconName, Tint::Muted));
  button->setToolTip(name);
  button->setAccessibleName(name);
  button->setObjectName(objectName);
  button->setFocusPolicy(Qt::TabFocus);
  return button;
}

Card::Card(const QString& title, QWidget* parent)
    : QFrame(parent), m_body(new QVBoxLayout(this)), m_head(new QHBoxLayout) {
  setProperty("card", true);
  m_body->setContentsMargins(2 * kUnit, 2 * kUnit, 2 * kUnit, 2 * kUnit);
  m_body->setSpacing(kUnit + kUnit / 2);
  m_head->setSpacing(kUnit);
  if (!title.isEmpty()) {
    auto* label = makeLabel(title, TextRole::Section, false);
    m_head->addWidget(label);
    m_head->addStretch();
    m_body->addLayout(m_head);
  }
}

IconLabel::IconLabel(const QString& name, Tint tint, int size, QWidget* parent)
    : QWidget(parent), m_name(name), m_tint(tint) {
  setFixedSize(size, size);
}

void IconLabel::setIcon(const QString& name, Tint tint) {
  m_name = name;
  m_tint = tint;
  update();
}

void IconLabel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.drawPixmap(rect(), iconPixmap(m_name, m_tint, width(), devicePixelRatioF()));
}

QFrame* makeLine() {
  auto* line = new QFrame;
  line->setProperty("line", true);
  return line;
}

QHBoxLayout* makeRow(std::initializer_list<QWidget*> widgets, bool stretchAtEnd) {
  auto* row = new QHBoxLayout;
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(kUnit);
  for (QWidget* widget : widgets) row->addWidget(widget);
  if (stretchAtEnd) row->addStretch();
  return row;
}

QString plainTooltip(const QString& text) {
  return text.isEmpty() ? QString() : "<p>" + text.toHtmlEscaped().replace('\n', "<br>") + "</p>";
}

void clearLayout(QLayout* layout) {
  while (QLayoutItem* item = layout->takeAt(0)) {
    if (item->layout()) clearLayout(item->layout());
    if (item->widget()) {
      item->widget()->hide();
      item->widget()->deleteLater();
    }
    delete item;
  }
}

void setStyleProperty(QWidget* widget, const char* name, const QVariant& value) {
  if (widget->property(name) == value) return;
  widget->setProperty(name, value);
  widget->style()->unpolish(widget);
  widget->style()->polish(widget);
}

ElidedLabel::ElidedLabel(const QString& text, Qt::TextElideMode mode, QWidget* parent) : QLabel(parent), m_mode(mode) {
  setTextFormat(Qt::PlainText);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  setFullText(text);
}

void ElidedLabel::setFullText(const QString& text) {
  m_full = text;
  setToolTip(plainTooltip(text));
  setAccessibleName(text);
  elide();
  updateGeometry();
}

QSize ElidedLabel::minimumSizeHint() const {
  return {fontMetrics().averageCharWidth() * 6, fontMetrics().height()};
}

QSize ElidedLabel::sizeHint() const {
  return {fontMetrics().horizontalAdvance(m_full) + 4, fontMetrics().height()};
}

void ElidedLabel::resizeEvent(QResizeEvent* event) {
  QLabel::resizeEvent(event);
  elide();
}

void ElidedLabel::elide() {
  setText(fontMetrics().elidedText(m_full, m_mode, std::max(width(), 16)));
}

EmptyState::EmptyState(const QString& iconName, const QString& title, const QString& text, QWidget* parent)
    : QWidget(parent), m_buttons(new QHBoxLayout) {
  auto* column = new QVBoxLayout(this);
  column->setSpacing(kUnit + kUnit / 2);
  column->addStretch(2);
  auto* picture = new IconLabel(iconName, Tint::Muted, 48);
  column->addWidget(picture, 0, Qt::AlignHCenter);
  auto* heading = makeLabel(title, TextRole::Section);
  heading->setAlignment(Qt::AlignHCenter);
  column->addWidget(heading);
  auto* line = makeLabel(text, TextRole::Muted);
  line->setAlignment(Qt::AlignHCenter);
  line->setMinimumWidth(fontMetrics().averageCharWidth() * 40);
  line->setMaximumWidth(fontMetrics().averageCharWidth() * 72);
  auto* middle = new QHBoxLayout;
  middle->addStretch();
  middle->addWidget(line, 1);
  middle->addStretch();
  column->addLayout(middle);
  m_buttons->setSpacing(kUnit);
  m_buttons->setAlignment(Qt::AlignHCenter);
  column->addSpacing(kUnit);
  column->addLayout(m_buttons);
  column->addStretch(3);
}

QPushButton* EmptyState::addAction(const QString& text, const QString& iconName, const char* objectName) {
  auto* button =
      m_buttons->count() == 0 ? makePrimaryButton(text, iconName, objectName) : makeButton(text, iconName, objectName);
  m_buttons->addWidget(button);
  return button;
}

Fact::Fact(const QString& caption, const char* objectName, QWidget* parent)
    : QWidget(parent), m_value(makeLabel(QStringLiteral("—"), TextRole::Number, false)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2);
  column->addWidget(makeLabel(caption, TextRole::Caption, false));
  column->addWidget(m_value);
  m_value->setObjectName(objectName);
  m_value->setAccessibleName(caption);
}

void Fact::setValue(const QString& value) {
  if (m_value->text() == value) return;
  m_value->setText(value);
  m_value->setAccessibleDescription(value);
}

}  // namespace attune::ui
