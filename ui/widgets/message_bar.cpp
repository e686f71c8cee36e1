// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/message_bar.h"

#include "ui/style/icons.h"
#include "ui/style/text.h"
#include "ui/widgets/basics.h"

namespace attune::ui {

namespace {

struct Look {
  const char* id;
  const char* icon;
  Tint tint;
};

Look lookOf(Severity severity) {
  switch (severity) {
    case Severity::Info:
      return {"info", "info", Tint::Info};
    case Severity::Success:
      return {"success", "success", Tint::Success};
    case Severity::Warning:
      return {"warning", "warning", Tint::Warning};
    case Severity::Error:
      break;
  }
  return {"error", "error", Tint::Danger};
}

}  // namespace

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent),
      m_icon(new IconLabel("info", Tint::Info, fontMetrics().height() + 4)),
      m_text(makeLabel({})),
      m_hint(makeLabel({}, TextRole::Muted)),
      m_actions(makeRow()),
      m_close(makeIconButton("close", tr("Close message"), "closeMessage")),
      m_timer(new QTimer(this)) {
  setObjectName("messageBar");
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(2 * kUnit, kUnit + 4, kUnit, kUnit + 4);
  row->setSpacing(kUnit + 4);
  row->addWidget(m_icon, 0, Qt::AlignTop);
  auto* texts = new QVBoxLayout;
  texts->setSpacing(2);
  QFont bold = m_text->font();
  bold.setWeight(QFont::DemiBold);
  m_text->setFont(bold);
  for (QLabel* label : {m_text, m_hint}) {
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    texts->addWidget(label);
  }
  row->addLayout(texts, 1);
  row->addLayout(m_actions);
  row->addWidget(m_close, 0, Qt::AlignTop);
  m_timer->setSingleShot(true);
  connect(m_timer, &QTimer::timeout, this, [this] {
    if (underMouse()) {
      m_timer->start();
    } else {
      clear();
    }
  });
  connect(m_close, &QToolButton::clicked, this, &MessageBar::clear);
  hide();
}

void MessageBar::showMessage(Severity severity, const QString& text, const QString& hint) {
  m_timer->stop();
  while (m_actions->count() > 0) {
    QLayoutItem* item = m_actions->takeAt(0);
    item->widget()->hide();
    item->widget()->deleteLater();
    delete item;
  }
  const Look look = lookOf(severity);
  setStyleProperty(this, "severity", look.id);
  m_icon->setIcon(look.icon, look.tint);
  m_text->setText(text);
  m_hint->setText(hint);
  m_hint->setVisible(!hint.isEmpty());
  // Read out by screen readers as an alert when it appears.
  setAccessibleName(text);
  setAccessibleDescription(hint);
  show();
  QAccessibleEvent alert(this, QAccessible::Alert);
  QAccessible::updateAccessibility(&alert);
}

void MessageBar::showError(const Error& error) {
  if (isStopped(error)) return;
  showMessage(Severity::Error, errorText(error), errorHint(error));
  addAction(
      tr("Copy details"), [error] { QGuiApplication::clipboard()->setText(errorDetails(error)); }, true);
}

QPushButton* MessageBar::addAction(const QString& text, std::function<void()> action, bool staysOpen) {
  auto* button = makeButton(text, {}, "messageAction");
  connect(button, &QPushButton::clicked, this, [this, action = std::move(action), staysOpen] {
    const auto run = action;  // clear() below deletes the button and this closure with it
    if (!staysOpen) clear();
    run();
  });
  m_actions->addWidget(button);
  return button;
}

void MessageBar::hideAfter(int milliseconds) {
  m_timer->start(milliseconds);
}

void MessageBar::clear() {
  if (isHidden()) return;
  m_timer->stop();
  hide();
  Q_EMIT closed();
}

QString MessageBar::text() const {
  return m_text->text();
}

QString MessageBar::hint() const {
  return m_hint->text();
}

void MessageBar::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) {
    clear();
    return;
  }
  QFrame::keyPressEvent(event);
}

}  // namespace attune::ui
