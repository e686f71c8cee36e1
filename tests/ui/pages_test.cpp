// SPDX-License-Identifier: GPL-3.0-or-later
// Every page in every language and theme: it draws, nothing is cut off, everything has a name. With
// ATTUNE_SCREENSHOTS=FOLDER the pictures are kept.
#include <QAbstractButton>
#include <QAccessible>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QTextBrowser>
#include <QToolButton>

#include "core/engine/technique_facts.h"
#include "core/params/training_params.h"
#include "core/workflow/data_work.h"
#include "core/workflow/workflow.h"
#include "tests/ui/made_up.h"
#include "ui/models/presets.h"
#include "ui/pages/adapter_sum.h"
#include "ui/pages/data_page.h"
#include "ui/pages/import_panel.h"
#include "ui/pages/live_page.h"
#include "ui/pages/pages.h"
#include "ui/pages/rate_dialog.h"
#include "ui/pages/report_page.h"
#include "ui/pages/row_dialog.h"
#include "ui/pages/rows_panel.h"
#include "ui/pages/runs_page.h"
#include "ui/pages/train_page.h"
#include "ui/pages/try_page.h"
#include "ui/shell/about_dialog.h"
#include "ui/shell/preferences_dialog.h"
#include "ui/style/text.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/param_form.h"

using namespace attune;
using namespace attune::ui;
using namespace attune::ui::test;

namespace {

LiveRun madeUpLive(std::int64_t steps) {
  LiveRun run;
  run.spec.name = "LoRA rank 16";
  run.spec.modelName = "SmolLM2-135M-Instruct";
  run.running = true;
  for (const RunEvent& event : madeUpEvents(steps, 50, 0.41, false)) run.add(event);
  run.started->totalSteps = 120;
  return run;
}

// Labels and buttons whose text does not fit; those that shorten it by design are left out.
QStringList cutTexts(QWidget* root) {
  QStringList cut;
  for (QWidget* widget : root->findChildren<QWidget*>()) {
    if (!widget->isVisible() || widget->size().isEmpty()) continue;
    QString text;
    bool fits = true;
    if (auto* label = qobject_cast<QLabel*>(widget)) {
      if (qobject_cast<ElidedLabel*>(widget) || label->text().isEmpty()) continue;
      text = label->text();
      fits = label->wordWrap() ? label->heightForWidth(label->width()) <= label->height() + 1
                               : label->sizeHint().width() <= label->width() + 1;
    } else if (auto* button = qobject_cast<QAbstractButton*>(widget)) {
      text = button->text();
      if (text.isEmpty()) continue;
      fits = button->sizeHint().width() <= button->width() + 1 && button->sizeHint().height() <= button->height() + 2;
    } else if (auto* tabs = qobject_cast<QTabBar*>(widget)) {
      for (int i = 0; i < tabs->count(); ++i)
        if (tabs->fontMetrics().horizontalAdvance(tabs->tabText(i)) + 16 > tabs->tabRect(i).width())
          cut << tabs->tabText(i);
      continue;
    }
    if (!fits)
      cut << QString("%1 “%2” %3x%4")
                 .arg(widget->objectName(), text.left(60))
                 .arg(widget->width())
                 .arg(widget->height());
  }
  return cut;
}

// What a screen reader could not name.
QStringList unnamed(QWidget* root) {
  QStringList nameless;
  for (QWidget* widget : root->findChildren<QWidget*>()) {
    const bool needsName = qobject_cast<QLineEdit*>(widget) || qobject_cast<QComboBox*>(widget) ||
                           qobject_cast<QAbstractButton*>(widget) || qobject_cast<QAbstractItemView*>(widget) ||
                           qobject_cast<QPlainTextEdit*>(widget);
    if (!needsName || !widget->isVisible() || widget->objectName().startsWith("qt_")) continue;
    if (qobject_cast<QHeaderView*>(widget) || qobject_cast<QLineEdit*>(widget->parentWidget())) continue;
    if (qobject_cast<QAbstractSpinBox*>(widget->parentWidget()) || qobject_cast<QTabBar*>(widget->parentWidget()))
      continue;
    QAccessibleInterface* reader = QAccessible::queryAccessibleInterface(widget);
    if (!reader || reader->text(QAccessible::Name).isEmpty())
      nameless << QString("%1 %2").arg(widget->metaObject()->className(), widget->objectName());
  }
  return nameless;
}

}  // namespace

class PagesTest : public QObject {
  Q_OBJECT

  void keep(QWidget* widget, const QString& name) {
    const QByteArray folder = qgetenv("ATTUNE_SCREENSHOTS");
    if (folder.isEmpty()) return;
    QDir().mkpath(folder);
    QVERIFY(widget->grab().save(QString("%1/%2.png").arg(QString::fromUtf8(folder), name)));
  }

  void look(QWidget* widget, const QString& name) {
    QTest::qWait(120);
    keep(widget, name);
    const QStringList cut = cutTexts(widget);
    QVERIFY2(cut.isEmpty(), qPrintable(name + ": " + cut.join("; ")));
    const QStringList nameless = unnamed(widget);
    QVERIFY2(nameless.isEmpty(), qPrintable(name + ": " + nameless.join("; ")));
  }

 private Q_SLOTS:
  void everyPageInEveryLanguageAndTheme_data() {
    QTest::addColumn<QString>("language");
    QTest::addColumn<bool>("dark");
    for (const LanguageEntry& entry : languages())
      for (const bool dark : {false, true})
        QTest::newRow(qPrintable(QString("%1-%2").arg(entry.code, dark ? "dark" : "light")))
            << QString(entry.code) << dark;
  }

  void everyPageInEveryLanguageAndTheme() {
    QFETCH(QString, language);
    QFETCH(bool, dark);
    Bench bench;
    bench.preferences.setLanguage(language);
    bench.language.use(language);
    applyTheme(*qApp, dark ? ThemeMode::Dark : ThemeMode::Light);
    const QString suffix = QString("-%1-%2").arg(language, dark ? "dark" : "light");
    MainWindow window(bench.workspace, bench.preferences, bench.language);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    look(&window, "home-empty" + suffix);
    bench.openMadeUp(true);
    QCOMPARE(bench.workspace.datasets().size(), std::size_t{1});
    QCOMPARE(bench.workspace.runs().size(), std::size_t{2});
    window.messages()->clear();
    for (const PageEntry& entry : pages()) {
      window.showPage(entry.id);
      bench.idle();
      QTest::qWait(150);
      bench.idle();
      if (QString(entry.id) == "live") {
        look(&window, "live-empty" + suffix);
        const LiveRun run = madeUpLive(84);
        auto* page = static_cast<LivePage*>(window.page("live"));
        page->showRun(run);
        look(&window, "live" + suffix);
        continue;
      }
      if (QString(entry.id) == "try") {
        auto* page = static_cast<TryPage*>(window.page("try"));
        page->addQuestion("What should I know about lending, part 7?", true);
        page->addAnswer(true, "Ask at the desk and bring your card. <b>It holds on weekdays.</b>");
        page->addAnswer(false,
                        "Lending is a process in which a lender gives money to a borrower, who repays it over time.");
      }
      look(&window, QString(entry.id) + suffix);
      for (auto* tabs : window.page(entry.id)->findChildren<QTabWidget*>())
        for (int i = 1; i < tabs->count(); ++i) {
          tabs->setCurrentIndex(i);
          bench.idle();
          look(&window, QString("%1-%2%3").arg(entry.id).arg(i).arg(suffix));
        }
    }
    window.showPage("data");
    auto* data = static_cast<DataPage*>(window.page("data"));
    Q_EMIT bench.workspace.filesDropped({bench.folder.filePath("library.jsonl")});
    bench.idle();
    look(&window, "data-import" + suffix);
    QVERIFY(data->importPanel()->isVisible());
    auto* train = static_cast<TrainPage*>(window.page("train"));
    window.showPage("train");
    for (ParamForm* form : train->findChildren<ParamForm*>()) form->setAdvancedShown(true);
    bench.idle();
    look(&window, "train-all" + suffix);

    PreferencesDialog preferences(bench.preferences, &window);
    preferences.show();
    look(&preferences, "preferences" + suffix);
    AboutDialog about(&window);
    about.show();
    look(&about, "about" + suffix);
  }

  void adaptersOfRunsAreAddedUp() {
    Bench bench;
    bench.openMadeUp(true);
    std::vector<RunRecord> runs = bench.workspace.runs();
    QCOMPARE(runs.size(), std::size_t{2});
    AdapterSum sum;
    sum.show();
    sum.setRuns(&runs[0], runs);
    QVERIFY(sum.weights().empty());
    sum.add(runs[1].id);
    auto* weight = sum.findChild<QDoubleSpinBox*>("adapterWeight1");
    QVERIFY(weight);
    weight->setValue(-0.5);
    QCOMPARE(sum.weights().size(), std::size_t{2});
    QCOMPARE(sum.weights()[0].runId, runs[0].id);
    QCOMPARE(sum.weights()[1].weight, -0.5);
    sum.setRuns(&runs[0], runs);
    QCOMPARE(sum.weights()[1].weight, -0.5);
    auto* remove = sum.findChild<QToolButton*>("removeAdapter");
    QVERIFY(remove);
    remove->click();
    QVERIFY(sum.weights().empty());
    sum.add(runs[1].id);
    sum.setRuns(&runs[1], runs);
    QVERIFY2(sum.weights().empty(), "another run begins a new sum");
    // A run of another model has nothing that could be added.
    runs[0].spec.modelHash = "other";
    sum.setRuns(&runs[1], runs);
    QVERIFY(!sum.isVisible());
  }

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

  void theRateThatIsFoundIsUsed() {
    Bench bench;
    bench.openMadeUp(false);
    RunSpec spec = madeUpSpec(bench.workspace.datasets().front(), "tiny", 4);
    spec.modelPath = ATTUNE_TEST_DATA "/golden/models/llama";
    spec.technique = "lora";
    spec.device = "cpu";
    RateDialog dialog(bench.workspace, spec, nullptr);
    dialog.show();
    auto* use = dialog.findChild<QPushButton*>("useRate");
    QVERIFY(use && !use->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(use->isEnabled(), 120'000);
    QVERIFY(dialog.rate() > 1e-6 && dialog.rate() < 1);
    look(&dialog, "rate");
    use->click();
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
    QVERIFY2(bench.workspace.project()->runs()->empty(), "a test leaves nothing behind");
    // One that cannot be made says why.
    spec.modelPath = "/nowhere";
    RateDialog broken(bench.workspace, spec, nullptr);
    broken.show();
    QTRY_VERIFY_WITH_TIMEOUT(broken.findChild<QLabel*>("rateText")->text().contains("/nowhere"), 60'000);
    QVERIFY(!broken.findChild<QPushButton*>("useRate")->isEnabled());
  }

  void languageChangesAtRunTimeAndKeepsWhatWasTyped() {
    Bench bench;
    bench.preferences.setLanguage("en");
    bench.language.use("en");
    MainWindow window(bench.workspace, bench.preferences, bench.language);
    window.show();
    bench.openMadeUp(true);
    window.showPage("try");
    bench.idle();
    window.page("try")->findChild<QPlainTextEdit*>("question")->setPlainText("half a question");
    QCOMPARE(window.findChild<QToolButton*>("openPreferences")->accessibleName(), QString("Preferences"));
    bench.preferences.setLanguage("pl");
    QTest::qWait(20);
    bench.idle();
    QVERIFY(window.findChild<QToolButton*>("openPreferences")->accessibleName() != QString("Preferences"));
    QCOMPARE(window.currentPage(), QString("try"));
    QCOMPARE(window.page("try")->findChild<QPlainTextEdit*>("question")->toPlainText(), QString("half a question"));
    QCOMPARE(QLocale().language(), QLocale::Polish);
    bench.preferences.setLanguage("en");
    QTest::qWait(20);
    bench.idle();
  }

  void everyPresetSetsOnlyKnownAndValidValues() {
    for (const Preset& preset : presets()) {
      const auto values = presetValues(preset);
      QVERIFY2(values, preset.id);
      QVERIFY2(checkParams(params::kTraining, *values).empty(), preset.id);
      for (const auto& [id, value] : values->values())
        QVERIFY2(std::ranges::any_of(params::kTraining, [&id = id](const ParamRef& p) { return id == paramId(p); }),
                 id.c_str());
    }
    Bench bench;
    MainWindow window(bench.workspace, bench.preferences, bench.language);
    bench.openMadeUp(false);
    window.showPage("train");
    window.findChild<QAction*>("preset_low-memory")->trigger();
    QCOMPARE(window.page("train")->findChild<QLineEdit*>("per_device_train_batch_size")->text(), QString("1"));
    QCOMPARE(bench.workspace.draft().params.get(params::kAccumulation), 8);
    bench.idle();
  }

  void layersComputedTwiceAreAChoiceAndShownBeforeTheStart() {
    Bench bench;
    MainWindow window(bench.workspace, bench.preferences, bench.language);
    window.resize(1280, 800);
    window.show();
    bench.openMadeUp(false);
    bench.workspace.draft().params.setRaw(params::kGradientCheckpointing.id, true);  // as older versions wrote it
    window.showPage("train");
    auto* page = window.page("train");
    for (ParamForm* form : page->findChildren<ParamForm*>()) form->setAdvancedShown(true);
    bench.idle();
    auto* choice = page->findChild<QComboBox*>(params::kGradientCheckpointing.id);
    QVERIFY(choice);
    QCOMPARE(choice->count(), 3);
    QCOMPARE(choice->currentData().toString(), QString("all"));
    auto* told = page->findChild<QLabel*>("layersTwice");
    auto* memory = page->findChild<QLabel*>("memoryText");
    QVERIFY(told && memory);
    const bool estimated = memory->text() != QStringLiteral("—");  // where the starter model is
    QCOMPARE(told->isVisible(), estimated);
    QCOMPARE(told->text(), estimated ? QString("Layers computed twice, which takes longer: 30 of 30") : QString());
    if (auto* area = page->findChild<QScrollArea*>()) area->ensureWidgetVisible(choice);
    look(&window, "train-twice");
    choice->setCurrentIndex(choice->findData("off"));
    bench.idle();
    QCOMPARE(bench.workspace.draft().params.get(params::kGradientCheckpointing), std::string("off"));
    QTRY_VERIFY(!told->isVisible());
    choice->setCurrentIndex(choice->findData("auto"));
    bench.idle();
    QVERIFY(!bench.workspace.draft().params.contains(params::kGradientCheckpointing.id));
  }

  void standardButtonsSpeakTheLanguage_data() {
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("cancel");
    QTest::newRow("en") << QString("en") << QString("Cancel");
    QTest::newRow("nb") << QString("nb") << QString("Avbryt");
    QTest::newRow("pl") << QString("pl") << QString("Anuluj");
  }
  void standardButtonsSpeakTheLanguage() {
    QFETCH(QString, language);
    QFETCH(QString, cancel);
    Language chosen;
    chosen.use(language);
    const QDialogButtonBox buttons(QDialogButtonBox::Cancel);
    QCOMPARE(buttons.button(QDialogButtonBox::Cancel)->text().remove('&'), cancel);
  }

  void pluralsFollowEachLanguage_data() {
    QTest::addColumn<QString>("language");
    QTest::addColumn<QStringList>("texts");  // for 1, 2, 5, 12, 22 rows
    QTest::newRow("en") << QString("en") << QStringList{"1 row", "2 rows", "5 rows", "12 rows", "22 rows"};
    QTest::newRow("nb") << QString("nb") << QStringList{"1 rad", "2 rader", "5 rader", "12 rader", "22 rader"};
    QTest::newRow("pl") << QString("pl")
                        << QStringList{"1 wiersz", "2 wiersze", "5 wierszy", "12 wierszy", "22 wiersze"};
  }
  void pluralsFollowEachLanguage() {
    QFETCH(QString, language);
    QFETCH(QStringList, texts);
    Language chosen;
    chosen.use(language);
    int at = 0;
    for (const int n : {1, 2, 5, 12, 22}) QCOMPARE(RowsPanel::tr("%n row(s)", nullptr, n), texts[at++]);
  }

  void pagesAreReachedByKeyAndOnlyWithAProject() {
    Bench bench;
    MainWindow window(bench.workspace, bench.preferences, bench.language);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(window.currentPage(), QString("home"));
    bench.openMadeUp(false);
    int number = 0;
    for (const PageEntry& entry : pages()) {
      QTest::keyClick(&window, static_cast<Qt::Key>(Qt::Key_1 + number++), Qt::ControlModifier);
      QCOMPARE(window.currentPage(), QString(entry.id));
    }
    bench.idle();
  }

  void modelsPageSaysWhatFitsAndLeadsToTraining() {
    Bench bench;
    MainWindow window(bench.workspace, bench.preferences, bench.language);
    window.show();
    bench.openMadeUp(false);
    const QString model = ATTUNE_TEST_DATA "/golden/models/llama";
    bench.workspace.addModelPath(model);
    bench.workspace.refresh();
    bench.idle();
    window.showPage("models");
    bench.idle();
    auto* models = window.findChild<QTableView*>("modelsTable");
    auto* fits = window.findChild<QTableView*>("fitTable");
    for (int row = 0; row < models->model()->rowCount(); ++row)
      if (models->model()->index(row, 0).data(Qt::UserRole + 1).toString() == model) models->selectRow(row);
    bench.idle();
    QCOMPARE(fits->model()->rowCount(), static_cast<int>(techniques().size()));
    int refused = 0;
    for (std::size_t i = 0; i < techniques().size(); ++i) {
      const QString memory = fits->model()->index(static_cast<int>(i), 2).data().toString();
      refused += memory == QString::fromUtf8("—");
      if (std::string_view(techniques()[i]->id) == "bitfit") QCOMPARE(memory, QString::fromUtf8("—"));  // Llama has no biases
      if (std::string_view(techniques()[i]->id) == "dora") fits->selectRow(static_cast<int>(i));
    }
    QVERIFY(refused >= 1 && refused < fits->model()->rowCount());
    window.findChild<QPushButton*>("useModel")->click();
    QCOMPARE(window.currentPage(), QString("train"));
    bench.idle();
    QCOMPARE(bench.workspace.draft().modelPath, utf8(model));
    QCOMPARE(window.findChild<QComboBox*>("technique")->currentData().toString(), QString("dora"));
  }

  void nothingIsFetchedOffline() {
    qputenv("HF_HUB_OFFLINE", "1");
    Bench bench;
    MainWindow window(bench.workspace, bench.preferences, bench.language);
    window.show();
    window.showPage("models");
    bench.idle();
    window.findChild<QPushButton*>("showDownload")->click();
    auto* lookUp = window.findChild<QPushButton*>("lookUpModel");
    QVERIFY(lookUp->isVisible() && !lookUp->isEnabled());
    QTest::keyClicks(window.findChild<QLineEdit*>("hubId"), "someone/something");
    QTest::keyClick(window.findChild<QLineEdit*>("hubId"), Qt::Key_Return);
    bench.idle();
    QVERIFY2(window.findChild<QLabel*>("hubAnswer")->text().contains("offline", Qt::CaseInsensitive),
             qPrintable(window.findChild<QLabel*>("hubAnswer")->text()));
    QVERIFY(!window.findChild<QPushButton*>("downloadModel")->isVisible());
    qunsetenv("HF_HUB_OFFLINE");
  }

  void theTaskFollowsTheRows() {
    Bench bench;
    MainWindow window(bench.workspace, bench.preferences, bench.language);
    window.show();
    bench.openMadeUp(false);
    QFile file(bench.folder.filePath("pairs.jsonl"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    for (int i = 0; i < 20; ++i)
      file.write(QString("{\"prompt\": \"Question %1?\", \"chosen\": \"Yes, %1.\", \"rejected\": \"No.\"}\n").arg(i).toUtf8());
    file.close();
    const auto pairs = bench.workspace.project()->importDataset({file.fileName().toStdString()}, {}, {}, "Pairs", {});
    QVERIFY2(pairs, pairs ? "" : describe(pairs.error()).c_str());
    bench.workspace.refresh();
    bench.idle();
    auto* task = window.page("train")->findChild<QComboBox*>("task");
    const auto choose = [&](const std::string& id) {
      bench.workspace.draft().datasetId = id;
      window.showPage("home");
      window.showPage("train");
      bench.idle();
    };
    choose(pairs->id);
    QCOMPARE(task->currentData().toString(), QString("preference"));
    QVERIFY(window.page("train")->findChild<QLineEdit*>("beta"));
    for (const DatasetInfo& info : bench.workspace.datasets())
      if (info.id != pairs->id) choose(info.id);
    QCOMPARE(task->currentData().toString(), QString("causal-lm"));
    QVERIFY(!(task->model()->flags(task->model()->index(task->findData("preference"), 0)) & Qt::ItemIsEnabled));
  }

  void importShowsEveryDroppedRowWithItsLine() {
    Bench bench;
    MainWindow window(bench.workspace, bench.preferences, bench.language);
    window.show();
    bench.openMadeUp(false);
    window.showPage("data");
    bench.idle();
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
    window.show();
    bench.openMadeUp(false);
    window.showPage("data");
    bench.idle();
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
    window.show();
    bench.openMadeUp(false);
    window.showPage("data");
    bench.idle();
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
    window.show();
    bench.openMadeUp(false);
    window.showPage("data");
    bench.idle();
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
    window.show();
    bench.openMadeUp(false);
    window.showPage("data");
    bench.idle();
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

  void deletedRunsComeBackWithUndo() {
    Bench bench;
    MainWindow window(bench.workspace, bench.preferences, bench.language);
    window.show();
    bench.openMadeUp(true);
    window.showPage("runs");
    bench.idle();
    auto* page = static_cast<RunsPage*>(window.page("runs"));
    const std::string first = bench.workspace.runs().front().id;
    page->select({first});
    window.findChild<QToolButton*>("deleteRuns")->click();
    QCOMPARE(bench.workspace.runs().size(), std::size_t{1});
    QPushButton* undo = nullptr;
    const auto findUndo = [&] {
      for (auto* button : window.messages()->findChildren<QPushButton*>("messageAction"))
        if (button->isVisible()) undo = button;
      return undo != nullptr;
    };
    QTRY_VERIFY2(findUndo(), qPrintable(window.messages()->text()));
    undo->click();
    bench.idle();
    QCOMPARE(bench.workspace.runs().size(), std::size_t{2});
    bench.workspace.deleteRuns({first});
    bench.workspace.deleteNow();
    bench.idle();
    QCOMPARE(bench.workspace.runs().size(), std::size_t{1});
    QCOMPARE(bench.workspace.project()->runs().value().size(), std::size_t{1});
  }

  void onlyDifferencesAreShownUntilAllAreWanted() {
    Bench bench;
    MainWindow window(bench.workspace, bench.preferences, bench.language);
    window.show();
    bench.openMadeUp(true);
    window.showPage("runs");
    QTRY_VERIFY(window.findChild<QTableView*>("settingsTable")->model()->rowCount() > 0);
    auto* settings = window.findChild<QTableView*>("settingsTable")->model();
    const int different = settings->rowCount();
    QVERIFY(different >= 2);
    window.findChild<QCheckBox*>("onlyDifferences")->setChecked(false);
    QVERIFY(settings->rowCount() > different);
    bench.idle();
  }

  void reportIsWrittenInEveryFormat() {
    Bench bench;
    MainWindow window(bench.workspace, bench.preferences, bench.language);
    window.show();
    bench.openMadeUp(true);
    window.showPage("report");
    bench.idle();
    auto* page = static_cast<ReportPage*>(window.page("report"));
    QCOMPARE(page->chosen().size(), std::size_t{2});
    QTRY_VERIFY(window.findChild<QTextBrowser*>("reportPreview")->toPlainText().contains("LoRA rank 16"));
    for (const char* format : {"html", "markdown", "csv", "pdf"}) {
      const QString path = bench.folder.filePath(QString("report.") + format);
      page->save(format, path);
      bench.idle();
      QVERIFY2(QFileInfo(path).size() > 500, format);
    }
  }

  void everyChoiceOfPreferencesIsKept() {
    QTemporaryDir folder;
    {
      Preferences preferences(folder.filePath("p.conf"));
      preferences.setLanguage("nb");
      preferences.setTheme(ThemeMode::Dark);
      preferences.setThreads(3);
      preferences.setLibtorchFolder("/opt/torch");
      preferences.addRecentProject(folder.path());
    }
    Preferences preferences(folder.filePath("p.conf"));
    QCOMPARE(preferences.language(), QString("nb"));
    QCOMPARE(preferences.theme(), ThemeMode::Dark);
    QCOMPARE(preferences.threads(), 3);
    QCOMPARE(preferences.libtorchFolder(), QString("/opt/torch"));
    QCOMPARE(preferences.recentProjects(), QStringList{folder.path()});
  }
};

QTEST_MAIN(PagesTest)
#include "pages_test.moc"
