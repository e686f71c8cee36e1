// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/row_dialog.h"

#include "ui/style/text.h"
#include "ui/widgets/basics.h"

namespace attune::ui {

namespace {

QString joined(const std::vector<std::string>& parts, const QString& separator) {
  QStringList list;
  for (const std::string& part : parts) list << qstr(part);
  return list.join(separator);
}

std::vector<std::string> parted(const QString& text, const QRegularExpression& separator) {
  std::vector<std::string> parts;
  for (const QString& part : text.split(separator, Qt::SkipEmptyParts)) parts.push_back(utf8(part.trimmed()));
  return parts;
}

QString roleText(Role role) {
  switch (role) {
    case Role::System:
      return RowDialog::tr("Instruction");
    case Role::Assistant:
      return RowDialog::tr("Answer");
    case Role::Tool:
      return RowDialog::tr("Tool");
    case Role::User:
      break;
  }
  return RowDialog::tr("Question");
}

}  // namespace

RowDialog::RowDialog(const Example& example, QWidget* parent) : QDialog(parent), m_example(example) {
  setObjectName("rowDialog");
  setWindowTitle(tr("Edit row %1").arg(formatCount(static_cast<std::int64_t>(example.sourceRow))));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(3 * kUnit, 3 * kUnit, 3 * kUnit, 2 * kUnit);
  column->setSpacing(kUnit);
  auto* area = new QScrollArea;
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  auto* body = new QWidget;
  new QVBoxLayout(body);
  body->layout()->setContentsMargins(0, 0, 0, 0);
  area->setWidget(body);
  column->addWidget(area, 1);
  const auto messages = [&](std::vector<Message> Example::*list, const QString& title) {
    for (std::size_t i = 0; i < (example.*list).size(); ++i)
      addField(title.isEmpty() ? roleText((example.*list)[i].role) : title, qstr((example.*list)[i].content), 3,
               [list, i](Example& e, const QString& text) { (e.*list)[i].content = utf8(text); });
  };
  messages(&Example::messages, {});
  messages(&Example::chosen, example.kind == ExampleKind::Rated ? roleText(Role::Assistant) : tr("Better answer"));
  messages(&Example::rejected, tr("Worse answer"));
  if (example.kind == ExampleKind::Classification || example.kind == ExampleKind::PlainText)
    addField(tr("Text"), qstr(example.text), 5, [](Example& e, const QString& text) { e.text = utf8(text); });
  if (example.kind == ExampleKind::Classification || example.kind == ExampleKind::Rated)
    addField(tr("Labels, one a line"), joined(example.labels, "\n"), 2, [](Example& e, const QString& text) {
      e.labels = parted(text, QRegularExpression("\n"));
    });
  if (example.kind == ExampleKind::TokenTags) {
    addField(tr("Words"), joined(example.tokens, " "), 3, [](Example& e, const QString& text) {
      e.tokens = parted(text, QRegularExpression("\\s+"));
    });
    addField(tr("Tags"), joined(example.tags, " "), 3, [](Example& e, const QString& text) {
      e.tags = parted(text, QRegularExpression("\\s+"));
    });
  }
  column->addWidget(makeLabel(
      tr("The change is planned as a step; the stored rows stay as they are until you save a new version."), TextRole::Muted));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  connect(buttons, &QDialogButtonBox::accepted, this, &RowDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  column->addWidget(buttons);
  resize(fontMetrics().averageCharWidth() * 90, fontMetrics().height() * 30);
  if (!m_fields.empty()) m_fields.front().first->setFocus();
}

void RowDialog::addField(const QString& title, const QString& text, int lines,
                         std::function<void(Example&, const QString&)> put) {
  auto* edit = new QPlainTextEdit(text);
  edit->setObjectName(QString("rowField%1").arg(m_fields.size()));
  edit->setAccessibleName(title);
  edit->setTabChangesFocus(true);
  edit->setMinimumHeight(edit->fontMetrics().lineSpacing() * lines + 2 * kUnit);
  auto* label = makeLabel(title, TextRole::Caption, false);
  label->setBuddy(edit);
  auto* body = findChild<QScrollArea*>()->widget()->layout();
  body->addWidget(label);
  body->addWidget(edit);
  m_fields.emplace_back(edit, std::move(put));
}

Example RowDialog::edited() const {
  Example example = m_example;
  // A field that was not touched is not written back: its text may hold what an editor shows differently.
  for (const auto& [edit, put] : m_fields)
    if (edit->document()->isModified()) put(example, edit->toPlainText());
  return example;
}

Json RowDialog::step() const {
  Example example = edited();
  if (sameContent(example, m_example)) return nullptr;
  example.columns = nullptr;
  example.sourceFile = 0;
  Json content = toJson(example);
  content.erase("row");
  Json step{{"step", "edit_row"}, {"row", m_example.sourceRow}, {"example", std::move(content)}};
  if (m_example.sourceFile != 0) step["file"] = m_example.sourceFile;
  return step;
}

void RowDialog::accept() {
  const Example example = edited();
  if (example.tokens.size() != example.tags.size()) {
    m_fields.back().first->setFocus();
    return;
  }
  QDialog::accept();
}

}  // namespace attune::ui
