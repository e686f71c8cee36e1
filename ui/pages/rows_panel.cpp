// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/rows_panel.h"

#include "core/data/recipe.h"
#include "ui/pages/row_dialog.h"
#include "ui/style/icons.h"
#include "ui/style/text.h"
#include "ui/widgets/basics.h"

namespace attune::ui {

namespace {

QString lastOf(const std::vector<Message>& messages, Role role) {
  const auto found = std::ranges::find(messages.rbegin(), messages.rend(), role, &Message::role);
  return found == messages.rend() ? QString() : qstr(found->content);
}

QString joined(const std::vector<std::string>& parts, const char* separator) {
  QStringList list;
  for (const std::string& part : parts) list << qstr(part);
  return list.join(QString::fromUtf8(separator));
}

struct Side {
  const char* title;
  QString (*text)(const Example&);
};

// The two columns that say most about a row of each kind.
std::pair<Side, Side> sidesOf(ExampleKind kind) {
  switch (kind) {
    case ExampleKind::Classification:
      return {{QT_TRANSLATE_NOOP("attune::ui::RowsPanel", "Text"), [](const Example& e) { return qstr(e.text); }},
              {QT_TRANSLATE_NOOP("attune::ui::RowsPanel", "Label"),
               [](const Example& e) { return joined(e.labels, ", "); }}};
    case ExampleKind::TokenTags:
      return {
          {QT_TRANSLATE_NOOP("attune::ui::RowsPanel", "Words"), [](const Example& e) { return joined(e.tokens, " "); }},
          {QT_TRANSLATE_NOOP("attune::ui::RowsPanel", "Tags"), [](const Example& e) { return joined(e.tags, " "); }}};
    case ExampleKind::Preference:
      return {{QT_TRANSLATE_NOOP("attune::ui::RowsPanel", "Question"),
               [](const Example& e) { return lastOf(e.messages, Role::User); }},
              {QT_TRANSLATE_NOOP("attune::ui::RowsPanel", "Better answer"),
               [](const Example& e) { return lastOf(e.chosen, Role::Assistant); }}};
    case ExampleKind::Rated:
      return {{QT_TRANSLATE_NOOP("attune::ui::RowsPanel", "Question"),
               [](const Example& e) { return lastOf(e.messages, Role::User); }},
              {QT_TRANSLATE_NOOP("attune::ui::RowsPanel", "Answer"), [](const Example& e) {
                 return QString(isRatedGood(e) ? "✓ " : "✗ ") + lastOf(e.chosen, Role::Assistant);
               }}};
    case ExampleKind::PlainText:
      return {{QT_TRANSLATE_NOOP("attune::ui::RowsPanel", "Text"), [](const Example& e) { return qstr(e.text); }},
              {nullptr, nullptr}};
    case ExampleKind::Conversation:
      break;
  }
  return {{QT_TRANSLATE_NOOP("attune::ui::RowsPanel", "Question"),
           [](const Example& e) { return lastOf(e.messages, Role::User); }},
          {QT_TRANSLATE_NOOP("attune::ui::RowsPanel", "Answer"),
           [](const Example& e) { return lastOf(e.messages, Role::Assistant); }}};
}

TokenPane::Kind kindOf(TokenState state) {
  switch (state) {
    case TokenState::Trained:
      return TokenPane::Kind::Trained;
    case TokenState::Special:
      return TokenPane::Kind::Special;
    case TokenState::Truncated:
      return TokenPane::Kind::Truncated;
    case TokenState::Masked:
      break;
  }
  return TokenPane::Kind::Masked;
}

constexpr int kShownCharacters = 240;

}  // namespace

RowsPanel::RowsPanel(Workspace& workspace)
    : m_workspace(workspace),
      m_table(makeTable(&m_model, "rowsTable", tr("Rows of the dataset"))),
      m_search(new QLineEdit),
      m_count(makeLabel({}, TextRole::Muted, false)),
      m_tokenNote(makeLabel({}, TextRole::Muted)),
      m_edit(makeIconButton("file", tr("Edit this row"), "editRow")),
      m_remove(makeIconButton("trash", tr("Remove this row"), "removeRow")),
      m_tokens(new TokenPane) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, kUnit, 0, 0);
  column->setSpacing(kUnit);
  m_search->setObjectName("rowSearch");
  m_search->setPlaceholderText(tr("Search in the rows"));
  m_search->setAccessibleName(tr("Search in the rows"));
  m_search->setClearButtonEnabled(true);
  m_search->addAction(icon("search", Tint::Muted), QLineEdit::LeadingPosition);
  auto* row = makeRow({m_search});
  row->setStretch(0, 1);
  row->addWidget(m_count);
  row->addWidget(m_edit);
  row->addWidget(m_remove);
  connect(m_edit, &QToolButton::clicked, this, &RowsPanel::editRow);
  connect(m_remove, &QToolButton::clicked, this, &RowsPanel::removeRow);
  connect(m_table, &QTableView::activated, this, &RowsPanel::editRow);
  column->addLayout(row);
  auto* splitter = new QSplitter(Qt::Vertical);
  splitter->setChildrenCollapsible(false);
  splitter->setHandleWidth(2 * kUnit);
  splitter->addWidget(m_table);
  auto* card = new Card(tr("As the model sees it"));
  card->body()->addWidget(m_tokenNote);
  card->body()->addWidget(m_tokens, 1);
  splitter->addWidget(card);
  splitter->setStretchFactor(0, 3);
  splitter->setStretchFactor(1, 2);
  column->addWidget(splitter, 1);
  m_table->setSelectionMode(QAbstractItemView::SingleSelection);
  connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] { m_tokenTimer.start(); });
  connect(m_search, &QLineEdit::textChanged, this, [this] { m_searchTimer.start(); });
  for (QTimer* timer : {&m_searchTimer, &m_tokenTimer}) timer->setSingleShot(true);
  m_searchTimer.setInterval(200);
  m_tokenTimer.setInterval(60);
  connect(&m_searchTimer, &QTimer::timeout, this, &RowsPanel::search);
  connect(&m_tokenTimer, &QTimer::timeout, this, &RowsPanel::refreshTokens);
}

void RowsPanel::showDataset(std::shared_ptr<const Dataset> dataset, const std::string& id) {
  m_dataset = std::move(dataset);
  m_id = id;
  m_parts.clear();
  m_found.clear();
  m_search->clear();
  makeColumns();
  if (m_model.rowCount() > 0) m_table->selectRow(0);
}

void RowsPanel::showSplit(const DatasetSplit& split) {
  if (!m_dataset) return;
  m_parts.assign(m_dataset->examples.size(), 0);
  std::uint8_t part = 0;
  for (const auto* rows : {&split.train, &split.validation, &split.test}) {
    ++part;
    for (const std::uint32_t row : *rows)
      if (row < m_parts.size()) m_parts[row] = part;
  }
  m_table->viewport()->update();
}

std::uint32_t RowsPanel::exampleAt(int row) const {
  return m_found.empty() ? static_cast<std::uint32_t>(row) : m_found[static_cast<std::size_t>(row)];
}

void RowsPanel::showExample(std::uint32_t example) {
  m_search->clear();
  m_found.clear();
  makeColumns();
  m_table->selectRow(static_cast<int>(example));
  m_table->setFocus();
}

void RowsPanel::editRow() {
  const QModelIndex index = m_table->currentIndex();
  if (!m_dataset || !index.isValid()) return;
  const Example& example = m_dataset->examples[exampleAt(index.row())];
  if (!syntheticOrigin(example).empty()) return;  // made by a step: change the step
  auto* dialog = new RowDialog(example, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog] {
    if (const Json step = dialog->step(); !step.is_null()) Q_EMIT stepWanted(step);
  });
  dialog->open();
}

void RowsPanel::removeRow() {
  const QModelIndex index = m_table->currentIndex();
  if (!m_dataset || !index.isValid()) return;
  const Example& example = m_dataset->examples[exampleAt(index.row())];
  const Json name = example.sourceFile == 0 ? Json(example.sourceRow) : Json::array({example.sourceFile, example.sourceRow});
  Q_EMIT stepWanted({{"step", "remove_rows"}, {"rows", Json::array({name})}});
}

QString RowsPanel::partOf(std::uint32_t example) const {
  if (example >= m_parts.size()) return {};
  const QString names[] = {tr("unused"), tr("training"), tr("validation"), tr("test")};
  return names[m_parts[example]];
}

void RowsPanel::makeColumns() {
  if (!m_dataset) {
    m_model.clear();
    return;
  }
  const auto kind = commonKind(*m_dataset).value_or(ExampleKind::Conversation);
  const auto sides = sidesOf(kind);
  const auto example = [this](int row) -> Example { return m_dataset->examples[exampleAt(row)]; };
  std::vector<TableColumn> columns;
  columns.push_back(
      {.title = tr("Row"),
       .text = [example](int row) { return formatCount(static_cast<std::int64_t>(example(row).sourceRow)); },
       .number = true});
  columns.push_back({.title = tr("Part"), .text = [this](int row) { return partOf(exampleAt(row)); }});
  for (const Side& side : {sides.first, sides.second}) {
    if (!side.title) continue;
    const auto text = side.text;
    columns.push_back({.title = tr(side.title),
                       .text = [example, text](int row) { return oneLine(text(example(row)), kShownCharacters); },
                       .other =
                           [example, text](int row, int role) {
                             return role == Qt::ToolTipRole ? QVariant(plainTooltip(text(example(row)).left(1500)))
                                                            : QVariant();
                           }});
  }
  const bool searching = !m_search->text().trimmed().isEmpty();
  const std::size_t all = m_dataset->examples.size(), shown = searching ? m_found.size() : all;
  m_model.reset(static_cast<int>(shown), std::move(columns));
  m_count->setText(
      searching ? tr("%1 of %2")
                      .arg(formatCount(static_cast<std::int64_t>(shown)), formatCount(static_cast<std::int64_t>(all)))
                : tr("%n row(s)", nullptr, static_cast<int>(all)));
  setColumnWidths(m_table, {9, 14, 62});
}

void RowsPanel::search() {
  const int generation = ++m_searchGeneration;
  const QString wanted = m_search->text().trimmed();
  if (!m_dataset) return;
  if (wanted.isEmpty()) {
    m_found.clear();
    makeColumns();
    return;
  }
  using Found = std::vector<std::uint32_t>;
  m_workspace.jobs().run<Found>(
      Lane::Background, tr("Searching"), this,
      [dataset = m_dataset, wanted](const JobPort& port) -> Result<Found> {
        Found found;
        for (std::size_t i = 0; i < dataset->examples.size() && !port.stop().stop_requested(); ++i)
          if (qstr(plainText(dataset->examples[i])).contains(wanted, Qt::CaseInsensitive))
            found.push_back(static_cast<std::uint32_t>(i));
        return found;
      },
      [this, generation](Result<Found> found) {
        if (generation != m_searchGeneration || !found) return;
        m_found = std::move(*found);
        makeColumns();
      });
}

void RowsPanel::refreshTokens() {
  const int generation = ++m_tokenGeneration;
  const QModelIndex current = m_table->currentIndex();
  if (!m_dataset || !current.isValid() || !m_workspace.project()) {
    m_tokens->clear();
    m_tokenNote->setText(tr("Choose a row to see its tokens."));
    return;
  }
  if (m_workspace.draft().modelPath.empty()) {
    m_tokens->clear();
    m_tokenNote->setText(tr("Choose a model on the page “Train”: each model cuts text into tokens in its own way."));
    return;
  }
  RunSpec spec = m_workspace.draft();
  spec.datasetId = m_id;
  m_workspace.jobs().run<ExampleView>(
      Lane::Background, tr("Cutting the row into tokens"), this,
      [project = m_workspace.project(), spec, row = std::size_t{exampleAt(current.row())}](const JobPort&) {
        return viewRow(*project, spec, row);
      },
      [this, generation](Result<ExampleView> view) {
        if (generation != m_tokenGeneration) return;
        if (view) {
          showTokens(*view);
        } else {
          m_tokens->clear();
          m_tokenNote->setText(errorText(view.error()) + ' ' + errorHint(view.error()));
        }
      });
}

void RowsPanel::showTokens(const ExampleView& view) {
  std::vector<TokenPane::Token> tokens;
  tokens.reserve(view.tokens.size());
  for (const TokenView& token : view.tokens) tokens.push_back({qstr(token.text), token.id, kindOf(token.state)});
  m_tokenNote->setText(tr("Tokens of %1; the loss counts the trained ones.").arg(qstr(m_workspace.draft().modelName)));
  m_tokens->setTokens(std::move(tokens));
}

}  // namespace attune::ui
