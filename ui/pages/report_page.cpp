// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/report_page.h"

#include <QPdfWriter>
#include <QShortcut>
#include <QSvgRenderer>

#include "ui/style/text.h"

namespace attune::ui {

namespace {

struct Nothing {};

struct Printable {
  QString html;
  std::vector<QString> charts;
};

// Width of charts in logical pixels: what A4 paper has between its margins, and what the preview shows beside the list.
constexpr int kChartWidth = 640;

// Qt draws SVG Tiny: an inner <svg> becomes a moved group, and the halo that browsers paint below letters is left out.
QByteArray tinySvg(QString svg) {
  static const QRegularExpression inner("<svg x=\"([^\"]*)\" y=\"([^\"]*)\"[^>]*>(.*?)</svg>",
                                        QRegularExpression::DotMatchesEverythingOption);
  static const QRegularExpression halo(" paint-order=\"stroke\" stroke=\"[^\"]*\" stroke-width=\"[^\"]*\"");
  svg.replace(inner, "<g transform=\"translate(\\1 \\2)\">\\3</g>");
  return svg.remove(halo).toUtf8();
}

QImage chartImage(const QString& svg, double scale) {
  QSvgRenderer renderer(tinySvg(svg));
  const QSizeF size = renderer.defaultSize();
  QImage image((size * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
  if (image.isNull()) return {};
  image.fill(Qt::white);
  QPainter painter(&image);
  renderer.render(&painter);
  painter.end();
  return image;
}

// Charts are made for a wide web page; here they get the width of the paper.
QString withNarrowCharts(QString html) {
  static const QRegularExpression picture("(<img src=\"chart:\\d+\" width=\")(\\d+)(\" height=\")(\\d+)");
  for (auto match = picture.match(html); match.hasMatch(); match = picture.match(html, match.capturedEnd())) {
    const int width = match.captured(2).toInt(), height = match.captured(4).toInt();
    if (width <= kChartWidth) continue;
    html.replace(match.capturedStart(), match.capturedLength(),
                 match.captured(1) + QString::number(kChartWidth) + match.captured(3) +
                     QString::number(height * kChartWidth / width));
  }
  return html;
}

// Only the report's own charts are served: a report holds text from anywhere and must not open files of this machine.
class ReportDocument : public QTextDocument {
 public:
  ReportDocument(const Printable& printable, double scale, QObject* parent = nullptr)
      : QTextDocument(parent), m_charts(printable.charts), m_scale(scale) {
    setDocumentMargin(24);
    setHtml(withNarrowCharts(printable.html));
  }

 protected:
  QVariant loadResource(int, const QUrl& name) override {
    if (name.scheme() != "chart") return {};
    const auto index = name.path().toULongLong();
    return index < m_charts.size() ? QVariant(chartImage(m_charts[index], m_scale)) : QVariant();
  }

 private:
  std::vector<QString> m_charts;
  double m_scale;
};

Result<Nothing> writePdf(const Printable& printable, const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::WriteOnly))
    return fail("file.write", QT_TRANSLATE_NOOP("core", "“{0}” cannot be written."), {utf8(path)},
                QT_TRANSLATE_NOOP("core", "Choose another folder, or free some space."), utf8(file.errorString()));
  QPdfWriter writer(&file);
  writer.setPageSize(QPageSize(QPageSize::A4));
  writer.setPageMargins(QMarginsF(15, 15, 15, 15), QPageLayout::Millimeter);
  writer.setCreator("Attune " ATTUNE_VERSION);
  // A text document wants a thread of Qt's; this one lives only here, and nothing else sees the document.
  const std::unique_ptr<QThread> printer(QThread::create([&] {
    ReportDocument document(printable, 3.0);
    document.print(&writer);
  }));
  printer->start();
  printer->wait();
  return Nothing{};
}

ReportInput translated(ReportInput input, const std::string& language) {
  input.language = language;
  input.translate = [](const std::string& text) { return utf8(coreText(text)); };
  return input;
}

Printable printableOf(const ReportInput& input) {
  Printable printable{.html = qstr(writePrintableHtml(input)), .charts = {}};
  for (const std::string& chart : printableCharts(input)) printable.charts.push_back(qstr(chart));
  return printable;
}

}  // namespace

ReportPage::ReportPage(Workspace& workspace)
    : Page(workspace, tr("Report"), tr("One file that tells what was trained on what, how it went, and what came out."),
           Body::Fixed),
      m_stack(new QStackedWidget),
      m_runs(new QListWidget),
      m_format(new QComboBox),
      m_preview(new QTextBrowser),
      m_save(makePrimaryButton(tr("&Save…"), "download", "saveReport")),
      m_open(makeButton(tr("&Open folder"), "folder", "openReports")) {
  m_format->setObjectName("reportFormat");
  m_format->setAccessibleName(tr("Kind of file"));
  for (const ReportFormat& format : reportFormats())
    if (std::string_view(format.id) != "print-html") m_format->addItem(coreText(format.label), QString(format.id));
  m_format->insertItem(1, tr("PDF"), QString("pdf"));
  m_format->setCurrentIndex(0);
  for (QWidget* widget : std::initializer_list<QWidget*>{m_open, m_format, m_save}) actions()->addWidget(widget);
  auto* empty = new EmptyState(
      "report", tr("Nothing to report yet"),
      tr("A report holds data, settings, curves, results and sample answers of the runs that you choose."));
  connect(empty->addAction(tr("&Prepare a run"), "train", "goTrain"), &QPushButton::clicked, this,
          [this] { this->workspace().goTo("train"); });
  m_stack->addWidget(empty);
  auto* splitter = new QSplitter(Qt::Horizontal);
  splitter->setChildrenCollapsible(false);
  splitter->setHandleWidth(2 * kUnit);
  auto* card = new Card(tr("Runs in the report"));
  m_runs->setObjectName("reportRuns");
  m_runs->setAccessibleName(tr("Runs in the report"));
  card->body()->addWidget(m_runs, 1);
  splitter->addWidget(card);
  // A report is paper: it looks the same in both themes.
  m_preview->setObjectName("reportPreview");
  m_preview->setAccessibleName(tr("Preview of the report"));
  m_preview->setOpenLinks(false);
  m_preview->setStyleSheet("QTextBrowser { background: white; color: black; }");
  splitter->addWidget(m_preview);
  splitter->setStretchFactor(0, 1);
  splitter->setStretchFactor(1, 3);
  splitter->setSizes({260, 800});
  m_stack->addWidget(splitter);
  body()->addWidget(m_stack, 1);
  m_timer.setSingleShot(true);
  m_timer.setInterval(120);
  connect(&m_timer, &QTimer::timeout, this, &ReportPage::preview);
  connect(m_runs, &QListWidget::itemChanged, this, [this] {
    m_chosenByUser = true;
    m_timer.start();
  });
  connect(m_save, &QPushButton::clicked, this, &ReportPage::askSave);
  connect(m_open, &QPushButton::clicked, this, [this] {
    const auto folder = this->workspace().project()->folder() / "reports";
    std::error_code ignored;
    std::filesystem::create_directories(folder, ignored);
    showInFileManager(QString::fromStdString(folder.string()));
  });
  auto* go = new QShortcut(QKeySequence::Save, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
  connect(go, &QShortcut::activated, m_save, &QPushButton::click);
  connect(&workspace, &Workspace::runsChanged, this, &ReportPage::showRuns);
  showRuns();
}

void ReportPage::activated() {
  m_timer.start();
}

QVariantMap ReportPage::state() const {
  QStringList ids;
  for (const std::string& id : chosen()) ids << qstr(id);
  return {{"chosen", m_chosenByUser ? ids : QStringList()}, {"format", m_format->currentData()}};
}

void ReportPage::restore(const QVariantMap& state) {
  if (state.isEmpty()) return;
  const QStringList ids = state.value("chosen").toStringList();
  for (int i = 0; i < m_runs->count() && !ids.isEmpty(); ++i)
    m_runs->item(i)->setCheckState(ids.contains(m_runs->item(i)->data(Qt::UserRole).toString()) ? Qt::Checked
                                                                                                : Qt::Unchecked);
  m_format->setCurrentIndex(std::max(0, m_format->findData(state.value("format"))));
}

void ReportPage::showRuns() {
  const std::vector<std::string> before = chosen();
  const QSignalBlocker quiet(m_runs);
  m_runs->clear();
  int fresh = 0;
  for (const RunRecord& run : workspace().runs()) {
    if (run.summary.state == RunState::Running) continue;
    const QString id = qstr(run.id);
    auto* item = new QListWidgetItem(qstr(run.spec.name), m_runs);
    item->setData(Qt::UserRole, id);
    item->setToolTip(plainTooltip(formatTime(run.createdAt)));
    // The two newest until the user chooses.
    const bool wanted = m_chosenByUser ? std::ranges::count(before, run.id) > 0 : fresh++ < 2;
    item->setCheckState(wanted ? Qt::Checked : Qt::Unchecked);
  }
  m_stack->setCurrentIndex(m_runs->count() == 0 ? 0 : 1);
  for (QWidget* widget : std::initializer_list<QWidget*>{m_open, m_format, m_save})
    widget->setVisible(m_runs->count() > 0);
  m_timer.start();
}

std::vector<std::string> ReportPage::chosen() const {
  std::vector<std::string> ids;
  for (int i = 0; i < m_runs->count(); ++i)
    if (m_runs->item(i)->checkState() == Qt::Checked)
      ids.push_back(utf8(m_runs->item(i)->data(Qt::UserRole).toString()));
  return ids;
}

void ReportPage::preview() {
  const int generation = ++m_generation;
  const auto ids = chosen();
  m_save->setEnabled(!ids.empty());
  if (ids.empty() || !workspace().project() || !isVisible()) return;
  const std::string language = utf8(QLocale().name().section('_', 0, 0));
  workspace().jobs().run<Printable>(
      Lane::Background, tr("Writing the report"), this,
      [project = workspace().project(), ids, language](const JobPort&) -> Result<Printable> {
        ATTUNE_TRY(ReportInput input, project->reportInput(ids));
        return printableOf(translated(std::move(input), language));
      },
      [this, generation](Result<Printable> printable) {
        if (generation != m_generation) return;
        if (!printable) return workspace().tellError(printable.error());
        showPreview(printable->html, printable->charts);
      });
}

void ReportPage::showPreview(const QString& html, const std::vector<QString>& charts) {
  // The page owns the document: a text browser deletes only documents of its own.
  QTextDocument* before = m_document;
  m_document = new ReportDocument({html, charts}, devicePixelRatioF(), this);
  m_preview->setDocument(m_document);
  delete before;
}

void ReportPage::askSave() {
  const std::string format = utf8(m_format->currentData().toString());
  const ReportFormat* known = findReportFormat(format);
  const QString extension = known ? QString(known->extension) : QString("pdf");
  const QString folder = QString::fromStdString((workspace().project()->folder() / "reports").string());
  QDir().mkpath(folder);
  const QString path = askSaveFile(this, tr("Save the report"), folder + '/' + tr("report") + '.' + extension,
                                   QString("%1 (*.%2)").arg(m_format->currentText(), extension));
  if (!path.isEmpty()) save(format, path);
}

void ReportPage::save(const std::string& format, const QString& path) {
  const std::string language = utf8(QLocale().name().section('_', 0, 0));
  workspace().jobs().run<Nothing>(
      Lane::Background, tr("Writing the report"), this,
      [project = workspace().project(), ids = chosen(), format, path, language](const JobPort&) -> Result<Nothing> {
        ATTUNE_TRY(ReportInput input, project->reportInput(ids));
        input = translated(std::move(input), language);
        if (format == "pdf") return writePdf(printableOf(input), path);
        ATTUNE_TRY_VOID(writeReport(input, format, std::filesystem::path(utf8(path))));
        return Nothing{};
      },
      [this, path](Result<Nothing> done) {
        if (!done) return workspace().tellError(done.error());
        workspace().tell(Severity::Success, tr("The report is saved as “%1”.").arg(QDir::toNativeSeparators(path)));
      });
}

}  // namespace attune::ui
