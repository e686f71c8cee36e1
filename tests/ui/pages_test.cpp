// SPDX-License-Identifier: GPL-3.0-or-later
// Every page in every language and theme, and what the pages but that of the data do. With ATTUNE_SCREENSHOTS=FOLDER the pictures are kept.
#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTabWidget>
#include <QTableView>
#include <QTextBrowser>
#include <QToolButton>

#include "core/engine/technique_facts.h"
#include "core/params/training_params.h"
#include "core/workflow/workflow.h"
#include "tests/ui/looks.h"
#include "tests/ui/made_up.h"
#include "ui/models/presets.h"
#include "ui/pages/adapter_sum.h"
#include "ui/pages/data_page.h"
#include "ui/pages/import_panel.h"
#include "ui/pages/live_page.h"
#include "ui/pages/pages.h"
#include "ui/pages/rate_dialog.h"
#include "ui/pages/report_page.h"
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

}  // namespace

class PagesTest : public QObject {
  Q_OBJECT

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
    showMadeUp(bench, window, "try", true);
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
    const auto estimated = [&] { return memory->text() != QStringLiteral("—"); };  // where the starter model is
    QTRY_COMPARE(told->isVisible(), estimated());
    QCOMPARE(told->text(), estimated() ? QString("Layers computed twice, which takes longer: 30 of 30") : QString());
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

  void theWindowShowsBeforeItsPagesAreMade() {
    Bench bench;
    MainWindow window(bench.workspace, bench.preferences, bench.language);
    window.show();
    QCOMPARE(window.findChildren<Page*>().size(), 1);
    QTRY_COMPARE(window.findChildren<Page*>().size(), static_cast<qsizetype>(pages().size()));
    QCOMPARE(window.currentPage(), QString("home"));
  }

  void aRunThatComputesLayersTwiceSaysSo() {
    Bench bench;
    MainWindow window(bench.workspace, bench.preferences, bench.language);
    window.resize(1280, 800);
    showMadeUp(bench, window, "live", false);
    auto* page = static_cast<LivePage*>(window.page("live"));
    auto* told = page->findChild<QLabel*>("layersTwice");
    QVERIFY(told);
    LiveRun run = madeUpLive(84);
    page->showRun(run);
    QVERIFY(!told->isVisible());
    run.started->recomputedBlocks = 12, run.started->blocks = 30;
    page->showRun(run);
    QVERIFY(told->isVisible());
    QCOMPARE(told->text(), QString("To fit the memory, 12 of 30 layers are computed twice."));
    look(&window, "live-twice");
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

  void deletedRunsComeBackWithUndo() {
    Bench bench;
    MainWindow window(bench.workspace, bench.preferences, bench.language);
    showMadeUp(bench, window, "runs", true);
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
    showMadeUp(bench, window, "report", true);
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
