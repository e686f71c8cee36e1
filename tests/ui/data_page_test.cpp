// SPDX-License-Identifier: GPL-3.0-or-later
// The data page: rows come in by every way, are checked, cleaned, edited, split and written.
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>

#include "core/workflow/data_work.h"
#include "core/workflow/workflow.h"
#include "tests/ui/looks.h"
#include "tests/ui/made_up.h"
#include "ui/pages/data_page.h"
#include "ui/pages/import_panel.h"
#include "ui/pages/row_dialog.h"
#include "ui/pages/rows_panel.h"

using namespace attune;
using namespace attune::ui;
using namespace attune::ui::test;

class DataPageTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  // dataset_info.json lists its datasets; the checked ones are imported with their own columns, or as they were edited.
  void describedDatasetsAreChosen() {
    Bench bench;
    bench.openMadeUp(false);
    const auto write = [&](const char* name, const QByteArray& content) {
      QFile file(bench.folder.filePath(name));
      QVERIFY(file.open(QIODevice::WriteOnly));
      file.write(content);
    };
    write("a.jsonl", R"({"ask":"Where?","say":"Here."})" "\n" R"({"ask":"When?","say":"Now."})" "\n");
    write("b.json", R"([{"instruction":"Who?","output":"She."}])");
    write("dataset_info.json", R"({"first":{"file_name":"a.jsonl","columns":{"prompt":"ask","response":"say"}},
                                   "second":{"file_name":"b.json"}, "missing":{"file_name":"c.json"},
                                   "hub":{"hf_hub_url":"x/y"}})");
    MainWindow window(bench.workspace, bench.preferences, bench.language);
    window.showPage("data");
    auto* page = static_cast<DataPage*>(window.page("data"));
    Q_EMIT bench.workspace.filesDropped({bench.folder.filePath("dataset_info.json")});
    bench.idle();
    auto* list = page->findChild<QListWidget*>("describedDatasets");
    auto* import = page->findChild<QPushButton*>("startImport");
    auto* name = page->findChild<QLineEdit*>("datasetName");
    QVERIFY(list && import && name && !list->isHidden());
    QCOMPARE(list->count(), 3);
    QCOMPARE(name->text(), QString("first"));
    QCOMPARE(page->importPanel()->mapping().columns.at("prompt"), std::string("ask"));
    for (int i = 0; i < 3; ++i) list->item(i)->setCheckState(Qt::Unchecked);
    QVERIFY2(!import->isEnabled(), "nothing is chosen");
    name->setText("renamed");
    for (int i = 0; i < 2; ++i) list->item(i)->setCheckState(Qt::Checked);
    list->setCurrentRow(1);
    bench.idle();
    QCOMPARE(name->text(), QString("second"));
    QVERIFY(import->isEnabled());
    import->click();
    bench.idle();
    QCOMPARE(bench.workspace.datasets().size(), std::size_t{3});
    QCOMPARE(bench.workspace.datasets()[1].name, std::string("renamed"));
    QCOMPARE(bench.workspace.datasets()[1].rows, std::uint64_t{2});
    QCOMPARE(bench.workspace.datasets()[2].name, std::string("second"));
    QVERIFY(page->importPanel()->isHidden());
    // A file that is gone is told, and the other datasets can still be chosen.
    Q_EMIT bench.workspace.filesDropped({bench.folder.filePath("dataset_info.json")});
    bench.idle();
    list->setCurrentRow(2);
    bench.idle();
    QVERIFY(!page->importPanel()->isHidden() && !list->isHidden());
    // Any other file is imported as before.
    Q_EMIT bench.workspace.filesDropped({bench.folder.filePath("a.jsonl")});
    bench.idle();
    QVERIFY(list->isHidden());
    QCOMPARE(page->importPanel()->mapping().columns.size(), std::size_t{2});
  }

  void importShowsEveryDroppedRowWithItsLine() {
    Bench bench;
    MainWindow window(bench.workspace, bench.preferences, bench.language);
    showMadeUp(bench, window, "data", false);
    auto* ledger = window.findChild<QTableView*>("ledgerTable");
    QCOMPARE(ledger->model()->rowCount(), 3);
    QCOMPARE(ledger->model()->index(0, 1).data().toString(), QString("40"));
    QCOMPARE(window.findChild<QLabel*>("ledgerRows")->text(), QString("120"));
    QCOMPARE(window.findChild<QLabel*>("ledgerKept")->text(), QString("117"));
    auto* rows = window.findChild<QTableView*>("rowsTable");
    QCOMPARE(rows->model()->rowCount(), 117);
    auto* search = window.findChild<QLineEdit*>("rowSearch");
    QTest::keyClicks(search, "part 77?");
    QTRY_COMPARE(rows->model()->rowCount(), 1);
    bench.idle();
  }

  void findingsBecomeStepsAndStepsAVersion() {
    Bench bench;
    MainWindow window(bench.workspace, bench.preferences, bench.language);
    showMadeUp(bench, window, "data", false);
    auto* tabs = window.findChild<QTabWidget*>("dataTabs");
    tabs->setCurrentIndex(1);
    bench.idle();
    auto* findings = window.findChild<QTableView*>("findingsTable");
    QTRY_COMPARE(findings->model()->rowCount(), 1);  // the made-up rows differ by their number alone
    const int near = findings->model()->index(0, 1).data().toInt();
    QVERIFY(near > 50);
    QCOMPARE(window.findChild<QTableView*>("findingRows")->model()->rowCount(), std::min(near, 100));
    QTest::mouseClick(window.findChild<QPushButton*>("planStep"), Qt::LeftButton);
    tabs->setCurrentIndex(2);
    bench.idle();
    auto* steps = window.findChild<QTableView*>("stepsTable");
    QTRY_COMPARE(steps->model()->rowCount(), 1);
    QTRY_COMPARE(steps->model()->index(0, 3).data().toInt(), 117 - near);
    QTest::mouseClick(window.findChild<QPushButton*>("undoStep"), Qt::LeftButton);
    QCOMPARE(steps->model()->rowCount(), 0);
    QVERIFY(!window.findChild<QPushButton*>("saveVersion")->isEnabled());

    // A step that cannot work says so and is taken back; one from the form counts its rows.
    auto* choice = window.findChild<QComboBox*>("stepChoice");
    choice->setCurrentIndex(choice->findData("filter"));
    auto* condition = window.findChild<QLineEdit*>("expression");
    condition->setText("category ==");
    QTest::mouseClick(window.findChild<QPushButton*>("addStep"), Qt::LeftButton);
    bench.idle();
    QVERIFY(!window.findChild<QPushButton*>("saveVersion")->isEnabled());
    QTest::mouseClick(window.findChild<QPushButton*>("undoStep"), Qt::LeftButton);
    condition->setText("category == \"fines\"");
    QTest::keyClick(condition, Qt::Key_Return);
    bench.idle();
    QTRY_COMPARE(steps->model()->index(0, 3).data().toInt(), 30);
    QTRY_VERIFY(window.findChild<QPushButton*>("saveVersion")->isEnabled());
    QTest::mouseClick(window.findChild<QPushButton*>("saveVersion"), Qt::LeftButton);
    bench.idle();
    QTRY_COMPARE(bench.workspace.datasets().size(), std::size_t{2});
    bench.idle();
    QCOMPARE(bench.workspace.datasets().back().version, 2);
    QCOMPARE(bench.workspace.draft().datasetId, bench.workspace.datasets().back().id);
    QTRY_COMPARE(window.findChild<QTableView*>("rowsTable")->model()->rowCount(), 30);
    QCOMPARE(steps->model()->rowCount(), 1);  // now it is what made this version

    // The comparison with the version before it, and the card.
    tabs->setCurrentIndex(5);
    bench.idle();
    QTRY_COMPARE(window.findChild<QTableView*>("changesTable")->model()->rowCount(), 87);
    window.findChild<QLineEdit*>("card-licence")->setText("CC0");
    Q_EMIT window.findChild<QLineEdit*>("card-licence")->textEdited("CC0");
    QTest::mouseClick(window.findChild<QPushButton*>("saveCard"), Qt::LeftButton);
    bench.idle();
    QCOMPARE(dataCard(*bench.workspace.project(), bench.workspace.draft().datasetId)->licence, std::string("CC0"));
  }

  void rowsAreEditedAsSteps() {
    Bench bench;
    MainWindow window(bench.workspace, bench.preferences, bench.language);
    showMadeUp(bench, window, "data", false);
    QTest::mouseClick(window.findChild<QToolButton*>("editRow"), Qt::LeftButton);
    auto* dialog = window.findChild<RowDialog*>();
    QVERIFY(dialog);
    look(dialog, "row-dialog");
    QVERIFY(dialog->step().is_null());  // nothing was typed yet
    dialog->findChild<QPlainTextEdit*>("rowField1")->setPlainText("<b>An answer</b> & more");
    dialog->findChild<QPlainTextEdit*>("rowField1")->document()->setModified(true);
    QCOMPARE(dialog->step()["row"].get<int>(), 1);
    QTest::mouseClick(dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok), Qt::LeftButton);
    bench.idle();
    auto* steps = window.findChild<QTableView*>("stepsTable");
    QTRY_COMPARE(steps->model()->rowCount(), 1);
    QTRY_COMPARE(steps->model()->index(0, 4).data().toInt(), 1);
    QTest::mouseClick(window.findChild<QToolButton*>("removeRow"), Qt::LeftButton);
    QTRY_COMPARE(steps->model()->rowCount(), 2);
    bench.idle();
    QTRY_COMPARE(steps->model()->index(1, 3).data().toInt(), 116);
  }

  // Rows are made when they are painted, so the time of a frame does not grow with the list.
  void aMillionRowsScroll() {
    constexpr int kRows = 1'000'000, kFrames = 60;
    auto dataset = std::make_shared<Dataset>();
    Example example;
    example.kind = ExampleKind::Classification;
    for (int i = 0; i < kRows; ++i) {
      example.sourceRow = static_cast<std::uint64_t>(i) + 1;
      example.text = "Row number " + std::to_string(i) + " of a long list, żółw";
      example.labels = {i % 2 == 0 ? "even" : "odd"};
      dataset->examples.push_back(example);
    }
    Bench bench;
    RowsPanel panel(bench.workspace);
    panel.resize(1000, 800);
    panel.show();
    QElapsedTimer timer;
    timer.start();
    panel.showDataset(dataset, "long");
    QCOMPARE(panel.table()->model()->rowCount(), kRows);
    const qint64 shown = timer.elapsed();
    QScrollBar* bar = panel.table()->verticalScrollBar();
    timer.restart();
    for (int frame = 1; frame <= kFrames; ++frame) {
      bar->setValue(static_cast<int>(static_cast<qint64>(bar->maximum()) * frame / kFrames));
      QVERIFY(!panel.table()->viewport()->grab().isNull());
    }
    const double frame = static_cast<double>(timer.elapsed()) / kFrames;
    QCOMPARE(panel.table()->rowAt(panel.table()->viewport()->height() - 10), kRows - 1);
    qInfo("a million rows: shown in %lld ms, %.1f ms a frame", shown, frame);
    QVERIFY2(shown < 1000, "a list must be shown without being read");
    QVERIFY2(frame < 100, "far above what it takes, so that a busy machine passes");
  }

  void splitIsCountedBeforeItIsStored() {
    Bench bench;
    MainWindow window(bench.workspace, bench.preferences, bench.language);
    showMadeUp(bench, window, "data", false);
    auto* apply = window.findChild<QPushButton*>("applySplit");
    QVERIFY(!apply->isEnabled());
    const QAbstractItemModel* parts = window.findChild<QTableView*>("partsTable")->model();
    QTRY_COMPARE(parts->rowCount(), 2);  // questions have no labels
    QCOMPARE(parts->index(0, 1).data().toString(), QString("93"));
    auto* train = window.findChild<QDoubleSpinBox*>("splitTrain");
    train->setValue(50);
    QTRY_VERIFY(apply->isEnabled());
    bench.idle();
    apply->click();
    bench.idle();
    QCOMPARE(bench.workspace.datasets().front().split.train, 0.5);
    QTRY_VERIFY(!apply->isEnabled());
    bench.idle();
  }

  void rowsArePastedAndSaved() {
    Bench bench;
    MainWindow window(bench.workspace, bench.preferences, bench.language);
    showMadeUp(bench, window, "data", false);
    auto* data = static_cast<DataPage*>(window.page("data"));
    QGuiApplication::clipboard()->setText("text\tlabel\ngood book\tpraise\nlate again\tblame\nlovely\tpraise\n");
    data->setFocus();
    QTest::keyClick(data, Qt::Key_V, Qt::ControlModifier);
    bench.idle();
    QVERIFY(data->importPanel()->isVisible());
    QTRY_VERIFY(data->findChild<QPushButton*>("startImport")->isEnabled());
    data->findChild<QPushButton*>("startImport")->click();
    bench.idle();
    QCOMPARE(bench.workspace.datasets().size(), std::size_t{2});
    const DatasetInfo pasted = *std::ranges::min_element(bench.workspace.datasets(), {}, &DatasetInfo::rows);
    QCOMPARE(pasted.rows, 3U);

    // A file holds what its format can; the menu offers no other.
    QVERIFY(data->findChild<QAction*>("export_csv-labels")->isEnabled());
    QVERIFY(!data->findChild<QAction*>("export_conll")->isEnabled());
    QVERIFY(data->findChild<QAction*>("export_parquet")->isEnabled());
    QVERIFY(data->findChild<QAction*>("exportDatasetInfo")->isCheckable());
    const QString path = bench.folder.filePath("labels.csv");
    bench.workspace.exportDataset(pasted.id, "csv-labels", path);
    bench.idle();
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray written = file.readAll();
    QVERIFY2(written.contains("good book") && written.count("praise") == 2, written.constData());
    QTRY_VERIFY(window.messages()->text().contains("labels.csv"));
    const auto asked = std::ranges::max_element(bench.workspace.datasets(), {}, &DatasetInfo::rows);
    bench.workspace.exportDataset(asked->id, "sharegpt", bench.folder.filePath("talks.jsonl"), true);
    bench.idle();
    QFile described(bench.folder.filePath("dataset_info.json"));
    QVERIFY(described.open(QIODevice::ReadOnly));
    QVERIFY(described.readAll().contains("\"talks\""));

    QGuiApplication::clipboard()->clear();
    QTest::keyClick(data, Qt::Key_V, Qt::ControlModifier);
    QVERIFY(!data->importPanel()->isVisible());
  }
};

QTEST_MAIN(DataPageTest)
#include "data_page_test.moc"
