// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/token_pane.h"

#include "ui/style/text.h"
#include "ui/style/theme.h"
#include "ui/widgets/basics.h"

namespace attune::ui {

namespace {

// Far more than a screen holds; a row of a million tokens must not freeze the window.
constexpr std::size_t kMaxShown = 20'000;

QColor colorOf(TokenPane::Kind kind, const Colors& c) {
  switch (kind) {
    case TokenPane::Kind::Trained:
      return c.tokenTrained;
    case TokenPane::Kind::Truncated:
      return c.tokenTruncated;
    case TokenPane::Kind::Special:
      return c.tokenSpecial;
    case TokenPane::Kind::Masked:
      break;
  }
  return c.tokenMasked;
}

// Line breaks are shown and made; other control characters become pictures (U+2400 block).
QString visible(const QString& text) {
  QString out;
  for (const QChar ch : text) {
    if (ch == '\n') {
      out += QStringLiteral("↵\n");
    } else if (ch == '\t') {
      out += QChar(0x2192);
    } else if (ch.unicode() < 0x20) {
      out += QChar(0x2400 + ch.unicode());
    } else {
      out += ch;
    }
  }
  return out.isEmpty() ? QStringLiteral("∅") : out;
}

}  // namespace

TokenPane::TokenPane(QWidget* parent) : QWidget(parent), m_text(new QPlainTextEdit) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kUnit);
  auto* legend = makeRow();
  for (QLabel*& label : m_legend) {
    label = makeLabel({}, TextRole::Caption, false);
    legend->addWidget(label);
  }
  legend->addStretch();
  column->addLayout(legend);
  m_text->setObjectName("tokenText");
  m_text->setReadOnly(true);
  m_text->setFont(fontFor(TextRole::Code));
  m_text->setAccessibleName(tr("Tokens of the row"));
  m_text->setMinimumHeight(fontMetrics().height() * 7);
  m_text->viewport()->installEventFilter(this);
  column->addWidget(m_text, 1);
  draw();
}

int TokenPane::count(Kind kind) const {
  return static_cast<int>(std::ranges::count(m_tokens, kind, &Token::kind));
}

void TokenPane::setTokens(std::vector<Token> tokens) {
  m_tokens = std::move(tokens);
  draw();
}

void TokenPane::draw() {
  const Colors& c = colorsFor(palette());
  const QString names[] = {tr("trained: %1"), tr("read only: %1"), tr("cut off: %1"), tr("special: %1")};
  for (int i = 0; i < 4; ++i) {
    const auto kind = static_cast<Kind>(i);
    m_legend[i]->setText(names[i].arg(formatCount(count(kind))));
    m_legend[i]->setStyleSheet(QString("background: %1; color: %2; border-radius: 4px; padding: 2px 8px;")
                                   .arg(colorOf(kind, c).name(), c.text.name()));
  }
  m_ends.clear();
  m_text->clear();
  m_text->document()->setUndoRedoEnabled(false);
  QTextCursor cursor(m_text->document());
  cursor.beginEditBlock();
  for (std::size_t i = 0; i < m_tokens.size() && i < kMaxShown; ++i) {
    QTextCharFormat format;
    QColor color = colorOf(m_tokens[i].kind, c);
    // Neighbours differ a little, so that one sees where a token ends.
    if (i % 2 == 1) color = c.dark ? color.lighter(125) : color.darker(106);
    format.setBackground(color);
    format.setForeground(c.text);
    cursor.insertText(visible(m_tokens[i].text), format);
    m_ends.push_back(cursor.position());
  }
  if (m_tokens.size() > kMaxShown) cursor.insertText(QStringLiteral("…"), QTextCharFormat());
  cursor.endEditBlock();
  m_text->moveCursor(QTextCursor::Start);
  m_text->setAccessibleDescription(m_legend[0]->text() + ", " + m_legend[1]->text() + ", " + m_legend[2]->text());
}

bool TokenPane::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::ToolTip || m_ends.empty()) return QWidget::eventFilter(watched, event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const int position = m_text->cursorForPosition(help->pos()).position();
  const auto end = std::ranges::upper_bound(m_ends, position);
  if (end == m_ends.end()) {
    QToolTip::hideText();
    return true;
  }
  const auto index = static_cast<std::size_t>(end - m_ends.begin());
  QToolTip::showText(
      help->globalPos(),
      tr("token %1, id %2").arg(formatCount(static_cast<std::int64_t>(index) + 1)).arg(m_tokens[index].id), m_text);
  return true;
}

void TokenPane::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) draw();
}

}  // namespace attune::ui
