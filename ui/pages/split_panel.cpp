// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/split_panel.h"

#include <set>

#include "ui/style/text.h"
#include "ui/style/theme.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/message_bar.h"

namespace attune::ui {

namespace {

struct Method {
  const char* id;
  const char* label;
};
constexpr Method kMethods[] = {
    {"random", QT_TRANSLATE_NOOP("attune::ui::SplitPanel", "at random")},
    {"hash", QT_TRANSLATE_NOOP("attune::ui::SplitPanel", "by content: rows keep their part when data is added")},
    {"time", QT_TRANSLATE_NOOP("attune::ui::SplitPanel", "by time: the latest rows are the test")},
    {"fold", QT_TRANSLATE_NOOP("attune::ui::SplitPanel", "in folds: each part validates once, for few rows")},
};
// Columns are looked for in this many rows; a column that is nowhere in them is not worth offering.
constexpr std::size_t kRowsForColumns = 1000;

}  // namespace

/// The three parts as lengths of one bar.
class SplitBar : public QWidget {
 public:
  void setParts(std::vector<double> parts) {
    m_parts = std::move(parts);
    update();
  }
  QSize sizeHint() const override { return {200, 14}; }

 protected:
  void paintEvent(QPaintEvent*) override {
    const Colors& c = colorsFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    outline.addRoundedRect(QRectF(0, 0, width(), 14), 5, 5);
    painter.setClipPath(outline);
    painter.fillRect(rect(), c.sunken);
    double x = 0;
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
      painter.fillRect(QRectF(x, 0, m_parts[i] * width() - 1, 14), runColor(static_cast<int>(i), c));
      x += m_parts[i] * width();
    }
  }

 private:
  std::vector<double> m_parts;
};

SplitPanel::SplitPanel(Workspace& workspace)
    : m_workspace(workspace),
      m_train(new QDoubleSpinBox),
      m_validation(new QDoubleSpinBox),
      m_test(new QDoubleSpinBox),
      m_method(new QComboBox),
      m_stratify(new QComboBox),
      m_group(new QComboBox),
      m_time(new QComboBox),
      m_folds(new QSpinBox),
      m_fold(new QSpinBox),
      m_timeLabel(makeLabel(tr("Column with the time"), TextRole::Body, false)),
      m_foldLabel(makeLabel(tr("Fold that validates"), TextRole::Body, false)),
      m_counts(makeLabel({}, TextRole::Section)),
      m_unused(makeLabel({}, TextRole::Muted)),
      m_seed(new QLineEdit),
      m_bar(new SplitBar),
      m_message(new MessageBar),
      m_table(makeTable(&m_parts, "partsTable", tr("What the parts hold"))),
      m_apply(makePrimaryButton(tr("&Use this split"), "check", "applySplit")) {
  auto* columns = new QHBoxLayout(this);
  columns->setContentsMargins(0, kUnit, 0, 0);
  columns->setSpacing(2 * kUnit);
  auto* card = new Card(tr("Parts"));
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(2 * kUnit);
  grid->setVerticalSpacing(kUnit);
  int row = 0;
  const auto add = [&](QLabel* label, QWidget* field, const char* name, const QString& help) {
    label->setBuddy(field);
    field->setObjectName(name);
    field->setToolTip(plainTooltip(help));
    field->setAccessibleName(label->text());
    grid->addWidget(label, row, 0);
    grid->addWidget(field, row++, 1);
  };
  const auto share = [&](const QString& text, QDoubleSpinBox* box, const char* name, const QString& help) {
    box->setRange(0, 100);
    box->setDecimals(1);
    box->setSuffix(tr(" %"));
    add(makeLabel(text, TextRole::Body, false), box, name, help);
    connect(box, &QDoubleSpinBox::valueChanged, this, &SplitPanel::onEdited);
  };
  share(tr("Training"), m_train, "splitTrain", tr("Rows that the model learns from."));
  share(tr("Validation"), m_validation, "splitValidation",
        tr("Rows that show during training whether it still gets better."));
  share(tr("Test"), m_test, "splitTest", tr("Rows that are kept for the evaluation at the end."));
  for (const Method& method : kMethods) m_method->addItem(tr(method.label), QString(method.id));
  add(makeLabel(tr("Divided"), TextRole::Body, false), m_method, "splitMethod",
      tr("How it is decided which row goes where."));
  add(m_timeLabel, m_time, "splitTime", {});
  m_folds->setRange(2, 100);
  m_folds->setValue(5);
  m_fold->setRange(1, 5);
  m_foldRow = new QWidget;
  auto* foldRow = new QHBoxLayout(m_foldRow);
  foldRow->setContentsMargins(0, 0, 0, 0);
  foldRow->addWidget(m_fold);
  foldRow->addWidget(makeLabel(tr("of"), TextRole::Body, false));
  foldRow->addWidget(m_folds);
  foldRow->addStretch();
  add(m_foldLabel, m_foldRow, "splitFold", tr("Train once with each fold and compare the runs: together they validate every row."));
  m_foldLabel->setBuddy(m_fold);
  m_fold->setAccessibleName(m_foldLabel->text());
  m_folds->setAccessibleName(tr("Number of folds"));
  connect(m_folds, &QSpinBox::valueChanged, this, [this](int folds) {
    m_fold->setMaximum(folds);
    onEdited();
  });
  connect(m_fold, &QSpinBox::valueChanged, this, &SplitPanel::onEdited);
  add(makeLabel(tr("Keep the shares of"), TextRole::Body, false), m_stratify, "splitStratify",
      tr("Each part gets the same share of each label or value."));
  add(makeLabel(tr("Keep together"), TextRole::Body, false), m_group, "splitGroup",
      tr("Rows with the same value of this column never stand in two parts, such as messages of one customer."));
  m_seed->setValidator(new QRegularExpressionValidator(QRegularExpression("[0-9]{1,18}"), m_seed));
  add(makeLabel(tr("Seed"), TextRole::Body, false), m_seed, "splitSeed", tr("The same number gives the same split."));
  grid->setColumnStretch(1, 1);
  card->body()->addLayout(grid);
  card->body()->addStretch();
  columns->addWidget(card, 2);
  for (QComboBox* combo : {m_method, m_stratify, m_group, m_time}) {
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(combo, &QComboBox::activated, this, &SplitPanel::onEdited);
  }
  connect(m_seed, &QLineEdit::textEdited, this, &SplitPanel::onEdited);

  auto* result = new Card(tr("This gives"));
  result->body()->addWidget(m_bar);
  result->body()->addWidget(m_counts);
  result->body()->addWidget(m_unused);
  result->body()->addWidget(m_message);
  result->body()->addWidget(m_table, 1);
  result->body()->addLayout(makeRow({m_apply}, true));
  columns->addWidget(result, 3);
  connect(m_apply, &QPushButton::clicked, this, [this] { m_workspace.setSplit(m_info.id, spec()); });
  m_table->horizontalHeader()->setStretchLastSection(false);
  m_timer.setSingleShot(true);
  m_timer.setInterval(150);
  connect(&m_timer, &QTimer::timeout, this, &SplitPanel::count);
}

void SplitPanel::showDataset(std::shared_ptr<const Dataset> dataset, const DatasetInfo& info) {
  m_dataset = std::move(dataset);
  m_info = info;
  fillColumns();
  setSpec(info.split);
  m_apply->setEnabled(false);
  count();
}

void SplitPanel::fillColumns() {
  std::set<std::string> names;
  bool labels = false;
  for (std::size_t i = 0; m_dataset && i < std::min(kRowsForColumns, m_dataset->examples.size()); ++i) {
    const Example& example = m_dataset->examples[i];
    labels |= !example.labels.empty();
    if (!example.columns.is_object()) continue;
    for (const auto& entry : example.columns.items()) names.insert(entry.key());
  }
  for (QComboBox* combo : {m_stratify, m_group, m_time}) {
    combo->clear();
    if (combo != m_time) combo->addItem(tr("nothing"), QString());
    if (combo == m_group) {
      combo->addItem(tr("equal rows"), QString("duplicates"));
      combo->addItem(tr("equal and nearly equal rows"), QString("near-duplicates"));
    }
    if (combo == m_stratify && labels) combo->addItem(tr("the labels"), QString("label"));
    for (const std::string& name : names) combo->addItem(qstr(name), qstr(name));
  }
}

void SplitPanel::setSpec(const SplitSpec& spec) {
  const QSignalBlocker quiet[] = {QSignalBlocker(m_train), QSignalBlocker(m_validation), QSignalBlocker(m_test)};
  m_train->setValue(spec.train * 100);
  m_validation->setValue(spec.validation * 100);
  m_test->setValue(spec.test * 100);
  const QRegularExpressionMatch fold = QRegularExpression("^fold:(\\d+)/(\\d+)$").match(qstr(spec.method));
  if (fold.hasMatch()) {
    const QSignalBlocker quietFolds[] = {QSignalBlocker(m_fold), QSignalBlocker(m_folds)};
    m_folds->setValue(fold.captured(2).toInt());
    m_fold->setMaximum(m_folds->value());
    m_fold->setValue(fold.captured(1).toInt());
  }
  m_method->setCurrentIndex(std::max(0, m_method->findData(fold.hasMatch() ? QString("fold") : qstr(spec.method))));
  m_stratify->setCurrentIndex(std::max(0, m_stratify->findData(qstr(spec.stratifyBy))));
  m_group->setCurrentIndex(std::max(0, m_group->findData(qstr(spec.groupBy))));
  m_time->setCurrentIndex(std::max(0, m_time->findData(qstr(spec.timeColumn))));
  m_seed->setText(QString::number(spec.seed));
  showMethodFields();
}

void SplitPanel::showMethodFields() {
  const QString method = m_method->currentData().toString();
  for (QWidget* widget : std::initializer_list<QWidget*>{m_time, m_timeLabel}) widget->setVisible(method == "time");
  for (QWidget* widget : std::initializer_list<QWidget*>{m_foldRow, m_foldLabel}) widget->setVisible(method == "fold");
  for (QDoubleSpinBox* share : {m_train, m_validation, m_test}) share->setEnabled(method != "fold");
}

SplitSpec SplitPanel::spec() const {
  SplitSpec spec;
  // Percent with one decimal: rounding to thousandths keeps 80 % at exactly 0.8.
  const auto fraction = [](const QDoubleSpinBox* box) { return std::round(box->value() * 10) / 1000.0; };
  spec.train = fraction(m_train);
  spec.validation = fraction(m_validation);
  spec.test = fraction(m_test);
  spec.seed = m_seed->text().toULongLong();
  spec.method = utf8(m_method->currentData().toString());
  if (spec.method == "fold") spec.method = utf8(QString("fold:%1/%2").arg(m_fold->value()).arg(m_folds->value()));
  spec.stratifyBy = utf8(m_stratify->currentData().toString());
  spec.groupBy = utf8(m_group->currentData().toString());
  if (spec.method == "time") spec.timeColumn = utf8(m_time->currentData().toString());
  return spec;
}

void SplitPanel::onEdited() {
  showMethodFields();
  m_timer.start();
}

void SplitPanel::count() {
  if (!m_dataset) return;
  const int generation = ++m_generation;
  if (m_job) m_job->cancel();
  m_job = m_workspace.jobs().run<SplitOutcome>(
      Lane::Background, tr("Counting the parts"), this,
      [dataset = m_dataset, spec = spec()](const JobPort& port) -> Result<SplitOutcome> {
        SplitOutcome outcome;
        ATTUNE_TRY(outcome.split, splitDataset(*dataset, spec));
        outcome.leakage = checkLeakage(*dataset, outcome.split);
        if (!outcome.leakage.any()) outcome.nearLeakage = checkNearLeakage(*dataset, outcome.split, port.stop());
        outcome.rows = dataset->examples.size();
        const std::vector<std::uint32_t>* members[] = {&outcome.split.train, &outcome.split.validation, &outcome.split.test};
        for (std::size_t i = 0; i < 3; ++i) outcome.parts[i] = computeStatistics(*dataset, *members[i], port.stop());
        return outcome;
      },
      [this, generation](Result<SplitOutcome> outcome) {
        if (generation == m_generation) showOutcome(outcome);
      });
}

void SplitPanel::showOutcome(const Result<SplitOutcome>& outcome) {
  if (!outcome) {
    m_counts->setText({});
    m_unused->setText({});
    m_bar->setParts({});
    m_parts.clear();
    m_message->showError(outcome.error());
    m_apply->setEnabled(false);
    return;
  }
  const auto& split = outcome->split;
  const auto rows = static_cast<double>(std::max<std::size_t>(outcome->rows, 1));
  const auto countOf = [](const std::vector<std::uint32_t>& part) {
    return formatCount(static_cast<std::int64_t>(part.size()));
  };
  m_bar->setParts({static_cast<double>(split.train.size()) / rows, static_cast<double>(split.validation.size()) / rows,
                   static_cast<double>(split.test.size()) / rows});
  m_counts->setText(tr("Training %1 · validation %2 · test %3")
                        .arg(countOf(split.train), countOf(split.validation), countOf(split.test)));
  const std::size_t unused = outcome->rows - split.train.size() - split.validation.size() - split.test.size();
  m_unused->setText(unused == 0 ? tr("Every row is used.")
                                : tr("%n row(s) are left out.", nullptr, static_cast<int>(unused)));
  showLeakage(*outcome);
  showParts(*outcome);
  m_apply->setEnabled(spec() != m_info.split);
  Q_EMIT counted(split);
}

// A line for the rows, one for their length, and one for each label, the commonest first, with its share of the part.
void SplitPanel::showParts(const SplitOutcome& outcome) {
  struct Line {
    QString title;
    std::array<QString, 3> cells;
  };
  std::vector<Line> lines(2);
  lines[0].title = tr("Rows");
  lines[1].title = tr("Characters in the middle row");
  std::map<std::string, std::uint64_t> labels;
  for (std::size_t i = 0; i < 3; ++i) {
    const DatasetStatistics& part = outcome.parts[i];
    lines[0].cells[i] = formatCount(static_cast<std::int64_t>(part.examples));
    lines[1].cells[i] = part.examples == 0 ? QStringLiteral("–") : formatCount(static_cast<std::int64_t>(part.characters.median));
    for (const auto& [label, count] : part.labels) labels[label] += count;
  }
  std::vector<std::pair<std::string, std::uint64_t>> order(labels.begin(), labels.end());
  std::ranges::stable_sort(order, std::greater{}, &std::pair<std::string, std::uint64_t>::second);
  for (const auto& [label, total] : order) {
    Line line{oneLine(qstr(label), 60), {}};
    for (std::size_t i = 0; i < 3; ++i) {
      const auto& counts = outcome.parts[i].labels;
      std::uint64_t all = 0;
      for (const auto& [name, count] : counts) all += count;
      const auto found = counts.find(label);
      const std::uint64_t count = found == counts.end() ? 0 : found->second;
      line.cells[i] = formatCount(static_cast<std::int64_t>(count));
      if (all > 0) line.cells[i] += QStringLiteral(" (") + formatPercent(static_cast<double>(count) / static_cast<double>(all), 1) + ')';
    }
    lines.push_back(std::move(line));
  }
  const auto shown = std::make_shared<std::vector<Line>>(std::move(lines));
  const auto cell = [shown](std::size_t part) {
    return [shown, part](int row) { return (*shown)[static_cast<std::size_t>(row)].cells[part]; };
  };
  m_parts.reset(static_cast<int>(shown->size()),
                {{order.empty() ? QString() : tr("Label"), [shown](int row) { return (*shown)[static_cast<std::size_t>(row)].title; }},
                 {tr("Training"), cell(0), {}, true},
                 {tr("Validation"), cell(1), {}, true},
                 {tr("Test"), cell(2), {}, true}});
  setColumnWidths(m_table, {30, 14, 14, 14});
  m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
}

// What leaks is mended where it arises: the rows are kept together, or their copies removed.
void SplitPanel::showLeakage(const SplitOutcome& outcome) {
  const auto total = [](const Leakage& leakage) {
    return static_cast<int>(leakage.trainValidation + leakage.trainTest + leakage.validationTest);
  };
  const bool exact = outcome.leakage.any();
  if (!exact && !outcome.nearLeakage.any()) return m_message->clear();
  if (exact)
    m_message->showMessage(Severity::Warning,
                           tr("%n row(s) also stand in another part.", nullptr, total(outcome.leakage)),
                           tr("Equal rows on both sides make the model look better than it is."));
  else
    m_message->showMessage(Severity::Info,
                           tr("%n row(s) stand nearly the same in another part.", nullptr, total(outcome.nearLeakage)),
                           tr("Nearly equal rows on both sides make the model look better than it is."));
  m_message->addAction(
      tr("&Keep them together"),
      [this, exact] {
        m_group->setCurrentIndex(m_group->findData(QString(exact ? "duplicates" : "near-duplicates")));
        onEdited();
      },
      true);
  m_message->addAction(
      tr("&Plan to remove the copies"),
      [this, exact] {
        Json step{{"step", "deduplicate"}};
        if (!exact) step["similarity"] = 0.8;
        Q_EMIT stepWanted(step);
      },
      true);
}

}  // namespace attune::ui
