// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <cmath>
#include <random>

#include "core/params/training_params.h"
#include "core/run/run_comparison.h"
#include "ui/models/run_curves.h"
#include "ui/style/icons.h"
#include "ui/style/text.h"
#include "ui/style/theme.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/length_histogram.h"
#include "ui/widgets/memory_bar.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/param_form.h"
#include "ui/widgets/run_canvas.h"
#include "ui/widgets/run_plot.h"
#include "ui/widgets/token_pane.h"

using namespace attune;
using namespace attune::ui;

namespace {

std::shared_ptr<RunCurves> madeUpRun(int steps, int every, double level = 2.0) {
  auto curves = std::make_shared<RunCurves>();
  curves->add(RunStarted{.device = "CPU", .totalSteps = steps});
  for (int s = 1; s <= steps; ++s) {
    const double noise = 0.15 * std::sin(s * 12.9898) * std::cos(s * 78.233);
    curves->add(StepMetrics{.step = s,
                            .epoch = s / 100.0,
                            .loss = level * std::exp(-s / (steps * 0.4)) + 0.4 + noise,
                            .learningRate = 2e-4 * (1 - double(s) / steps),
                            .gradientNorm = 1 + noise,
                            .tokens = s * 512,
                            .tokensPerSecond = 900,
                            .elapsedSeconds = s * 0.5});
    if (s % every == 0)
      curves->add(EvalMetrics{.step = s,
                              .epoch = s / 100.0,
                              .loss = level * std::exp(-s / (steps * 0.4)) + 0.6 + std::pow(double(s) / steps, 4)});
  }
  return curves;
}

Polyline decimatedTo(std::span<const double> x, std::span<const double> y, double from, double to, int columns, double flat = 0) {
  MinMaxPyramid pyramid;
  pyramid.follow(y);
  return decimated(x, y, columnsOf(x, from, to, columns), pyramid, flat);
}

}  // namespace

class WidgetsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    applyTheme(*qApp, ThemeMode::Light);
  }

  // -- style

  void textOnEverySurfaceCanBeRead_data() {
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
  }
  void textOnEverySurfaceCanBeRead() {
    QFETCH(bool, dark);
    QPalette palette;
    palette.setColor(QPalette::Window, dark ? Qt::black : Qt::white);
    const Colors& c = colorsFor(palette);
    QCOMPARE(c.dark, dark);
    const std::pair<QColor, QColor> pairs[] = {
        {c.text, c.window},       {c.text, c.surface},        {c.muted, c.window},        {c.muted, c.surface},
        {c.muted, c.sunken},      {c.text, c.hover},          {c.onAccent, c.accent},     {c.accentText, c.accentSoft},
        {c.danger, c.dangerSoft}, {c.warning, c.warningSoft}, {c.success, c.successSoft}, {c.info, c.infoSoft},
        {c.danger, c.surface},    {c.text, c.tokenTrained},   {c.text, c.tokenMasked},    {c.text, c.tokenTruncated},
        {c.text, c.tokenSpecial}, {c.text, c.dangerSoft},     {c.muted, c.warningSoft},   {c.muted, c.dangerSoft},
    };
    for (const auto& [text, surface] : pairs)
      QVERIFY2(contrastRatio(text, surface) >= 4.5,
               qPrintable(QString("%1 on %2: %3").arg(text.name(), surface.name()).arg(contrastRatio(text, surface))));
    for (int i = 0; i < kRunColors; ++i)
      QVERIFY2(contrastRatio(runColor(i, c), c.surface) >= 3, qPrintable(runColor(i, c).name()));
  }

  void everyIconIsDrawnInTheThemesColour() {
    const QDir folder(":/icons");
    QVERIFY(folder.entryList().size() > 30);
    for (const QString& file : folder.entryList()) {
      QVERIFY2(QSvgRenderer(":/icons/" + file).isValid(), qPrintable(file));
      if (file.startsWith("arrow-") || file == "attune.svg") continue;
      const QImage image = iconPixmap(QFileInfo(file).baseName(), Tint::Danger, 64, 1).toImage();
      int painted = 0;
      for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
          if (qAlpha(image.pixel(x, y)) == 255) {
            ++painted;
            const QColor drawn = image.pixelColor(x, y), wanted = colors().danger;
            QVERIFY(std::abs(drawn.red() - wanted.red()) + std::abs(drawn.green() - wanted.green()) +
                        std::abs(drawn.blue() - wanted.blue()) <=
                    6);
          }
      QVERIFY2(painted > 4, qPrintable(file));
    }
  }

  void fontsAreThereAndDraw() {
    QLabel label("Attune æøå żółć");
    label.resize(200, 40);
    const QImage image = label.grab().toImage();
    int dark = 0;
    for (int y = 0; y < image.height(); ++y)
      for (int x = 0; x < image.width(); ++x) dark += qGray(image.pixel(x, y)) < 100;
    QVERIFY2(dark > 100, "no text is drawn: install fonts-dejavu-core");
  }

  // -- text

  void numbersFollowTheLanguage() {
    QCOMPARE(formatNumber(0.0002, 3), QString("2e-4"));
    QCOMPARE(formatNumber(1.23456, 4), QString("1.235"));
    QCOMPARE(formatNumber(12.0, 4), QString("12"));
    QCOMPARE(formatNumber(std::nan(""), 4), QString("—"));
    QCOMPARE(formatDuration(3725), QString("1 h 02 min"));
    QCOMPARE(formatDuration(65), QString("1 min 05 s"));
    QCOMPARE(formatCount(1234567), QString("1,234,567"));
    QCOMPARE(formatShortCount(134515008), QString("135 M"));
    QCOMPARE(formatBytes(500), QString("500 bytes"));
    QCOMPARE(formatBytes(999ULL << 20), QString("999.0 MB"));
    QCOMPARE(formatBytes(1019ULL << 20), QString("1.0 GB"));
    QCOMPARE(formatBytes(5ULL << 29), QString("2.5 GB"));
    QLocale::setDefault(QLocale(QLocale::Polish, QLocale::Poland));
    QCOMPARE(formatFixed(1.5, 2), QString("1,50"));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
  }

  void slotsOfErrorsAreFilled() {
    const Error error{"x.y", "Row {0} of “{1}” is broken.", {"7", "a & b <b>"}, "errno 5", "Fix row {0}."};
    QCOMPARE(errorText(error), QString("Row 7 of “a & b <b>” is broken."));
    QCOMPARE(errorHint(error), QString("Fix row 7."));
    QVERIFY(errorDetails(error).contains("x.y") && errorDetails(error).contains("errno 5"));
  }

  // -- parameter form

  void formShowsDefaultsAndGivesBackOnlyChanges() {
    ParamForm form(params::kTraining);
    QVERIFY(form.values().values().empty());
    auto* rate = form.findChild<QLineEdit*>("learning_rate");
    QVERIFY(rate);
    QCOMPARE(rate->text(), QString("0.0002"));
    QVERIFY(rate->toolTip().contains("How far each step"));
    QSignalSpy edited(&form, &ParamForm::edited);
    rate->clear();
    QTest::keyClicks(rate, "1e-3");
    QVERIFY(edited.count() > 0);
    QCOMPARE(form.values().values().size(), std::size_t{1});
    QCOMPARE(form.values().get(params::kLearningRate), 1e-3);
    auto* reset = form.field("learning_rate")->findChild<QToolButton*>("resetParam");
    QVERIFY(reset->isVisibleTo(&form));
    reset->click();
    QVERIFY(form.values().values().empty());
    QVERIFY(!reset->isVisibleTo(&form));
  }

  void wrongValuesAreToldBesideTheField() {
    ParamForm form(params::kTraining);
    auto* batch = form.findChild<QLineEdit*>("per_device_train_batch_size");
    batch->setFocus();
    batch->selectAll();
    QTest::keyClicks(batch, "0");
    QCOMPARE(form.problems().size(), std::size_t{1});
    QVERIFY(batch->property("invalid").toBool());
    bool told = false;
    for (const QLabel* label : form.field("per_device_train_batch_size")->findChildren<QLabel*>())
      told |= label->text().contains("4096");
    QVERIFY(told);
    QVERIFY(!form.values().contains("per_device_train_batch_size"));
  }

  void unknownIdsSurviveTheForm() {
    ParamForm form(params::kTraining);
    ParamSet set;
    set.setRaw("from_the_future", std::int64_t{3});
    set.set(&params::kEpochs, 5.0);
    form.setValues(set);
    QCOMPARE(form.values().get(params::kEpochs), 5.0);
    QVERIFY(form.values().contains("from_the_future"));
  }

  void decimalCommaIsUnderstood() {
    QLocale::setDefault(QLocale(QLocale::NorwegianBokmal, QLocale::Norway));
    ParamForm form(params::kTraining);
    auto* rate = form.findChild<QLineEdit*>("learning_rate");
    QCOMPARE(rate->text(), QString("0,0002"));
    rate->clear();
    QTest::keyClicks(rate, "0,05");
    QCOMPARE(form.values().get(params::kLearningRate), 0.05);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
  }

  void everyParameterHasAField() {
    ParamForm form(params::kTraining);
    form.setAdvancedShown(true);
    for (const ParamRef& param : params::kTraining) {
      auto* field = form.findChild<QWidget*>(paramId(param));
      QVERIFY2(field, paramId(param));
      QVERIFY(!field->accessibleName().isEmpty() && !field->toolTip().isEmpty());
    }
  }

  // -- message bar

  void messageShowsForeignTextAsItIs() {
    MessageBar bar;
    QVERIFY(!bar.isShown());
    const QString nasty = "<img src='file:///etc/passwd'><b>bold</b>";
    bar.showMessage(Severity::Error, nasty, nasty);
    QVERIFY(bar.isShown());
    for (const QLabel* label : bar.findChildren<QLabel*>())
      if (!label->text().isEmpty()) QCOMPARE(label->textFormat(), Qt::PlainText);
    QCOMPARE(bar.text(), nasty);
    bool ran = false;
    bar.addAction("Do", [&] { ran = true; })->click();
    QVERIFY(ran && !bar.isShown());
  }

  void errorCanBeCopied() {
    MessageBar bar;
    bar.showError({"a.b", "It failed.", {}, "the detail", "Try again."});
    bar.findChild<QPushButton*>("messageAction")->click();
    QVERIFY(QGuiApplication::clipboard()->text().contains("the detail"));
    QVERIFY(bar.isShown());
    QTest::keyClick(&bar, Qt::Key_Escape);
    QVERIFY(!bar.isShown());
  }

  void whatWasStoppedOnRequestIsNoError() {
    MessageBar bar;
    bar.showError(stopped().value());
    QVERIFY(!bar.isShown());
  }

  // -- curves

  void curvesForgetWhatAResumedRunDoesAgain() {
    RunCurves curves;
    curves.add(RunStarted{.totalSteps = 10});
    for (int s = 1; s <= 8; ++s) curves.add(StepMetrics{.step = s, .loss = 1.0 / s});
    curves.add(EvalMetrics{.step = 5, .loss = 0.9});
    curves.add(EvalMetrics{.step = 8, .loss = 0.8, .metrics = {{"accuracy", 0.7}}});
    QVERIFY(std::isnan(seriesOf(curves, "accuracy").values->front()));
    QCOMPARE(seriesOf(curves, "accuracy").values->back(), 0.7);
    QVERIFY(!seriesOf(curves, "recall").values);
    curves.add(RunStarted{.totalSteps = 10, .resumedFromStep = 5});
    QCOMPARE(curves.lastStep(), 5);
    QCOMPARE(curves.validation.size(), std::size_t{1});
    QCOMPARE(seriesOf(curves, "accuracy").values->size(), std::size_t{1});
    for (int s = 6; s <= 10; ++s) curves.add(StepMetrics{.step = s, .loss = 1.0 / s});
    QCOMPARE(curves.train.size(), std::size_t{10});
    QVERIFY(std::ranges::is_sorted(curves.train.step));
  }

  void stepsTellMoreThanTheirLoss() {
    RunCurves curves;
    for (int s = 1; s <= 3; ++s) {
      curves.add(StepMetrics{.step = s, .loss = 1});
      if (s > 1) curves.add(EvalMetrics{.step = s, .set = "step", .metrics = {{"reward", 0.1 * s}}});
    }
    const Series rewards = seriesOf(curves, "step:reward");
    QCOMPARE(rewards.places, &curves.train);
    QCOMPARE(rewards.values->size(), std::size_t{3});
    QVERIFY(std::isnan(rewards.values->front()));
    QCOMPARE(rewards.values->back(), 0.1 * 3);
    QVERIFY(!seriesOf(curves, "reward").values);
    curves.add(RunStarted{.resumedFromStep = 2});
    QCOMPARE(rewards.values->size(), std::size_t{2});
    QVERIFY(!seriesOf(curves, "step:kl").values);
  }

  void bestStepIsTheLowestFiniteValidation() {
    RunCurves curves;
    for (const auto& [step, loss] : {std::pair{1, 2.0}, {2, 1.0}, {3, double(NAN)}, {4, 1.5}})
      curves.add(EvalMetrics{.step = step, .loss = loss});
    QCOMPARE(curves.bestStep, 2);
  }

  void smoothingHasNoPullToZero() {
    const std::vector<double> constant(50, 3.0);
    for (const double v : smoothed(constant, 0.95)) QVERIFY(std::abs(v - 3.0) < 1e-12);
    const std::vector<double> holed{1.0, NAN, 1.0};
    const auto out = smoothed(holed, 0.5);
    QVERIFY(std::isnan(out[1]) && std::abs(out[2] - 1.0) < 1e-12);
    const std::vector<double> raw{5.0, 1.0, 4.0};
    QCOMPARE(smoothed(raw, 0.0), raw);
  }

  void decimationKeepsExtremesAndStaysSmall() {
    std::vector<double> x(100'000), y(100'000);
    for (std::size_t i = 0; i < x.size(); ++i) {
      x[i] = static_cast<double>(i);
      y[i] = std::sin(static_cast<double>(i) * 0.7);
    }
    y[54'321] = 40;
    y[77'777] = -30;
    const Polyline line = decimatedTo(x, y, 0, 100'000, 800);
    QVERIFY(line.x.size() <= 2 * 800 + 2);
    QVERIFY(std::ranges::is_sorted(line.x));
    QCOMPARE(*std::ranges::max_element(line.y), 40.0);
    QCOMPARE(*std::ranges::min_element(line.y), -30.0);
    const Polyline part = decimatedTo(x, y, 500, 600, 800);
    QCOMPARE(part.x.size(), qsizetype{103});  // all of 500 … 600 and a neighbour on each side
    QVERIFY(decimatedTo({}, {}, 0, 1, 100).x.isEmpty());
    QCOMPARE(decimatedTo(x, y, 0, 100'000, 800, 100).x.size(), qsizetype{800});  // flatter than that: one point a column
  }

  void aGapOfNotFiniteValuesStaysAGap() {
    std::vector<double> x, y;
    for (int i = 0; i < 10'000; ++i) {
      x.push_back(i);
      y.push_back(i > 4000 && i < 6000 ? NAN : 1.0);
    }
    const Polyline line = decimatedTo(x, y, 0, 10'000, 200);
    QVERIFY(std::ranges::any_of(line.y, [](double v) { return std::isnan(v); }));
  }

  // Every column of every view beside looking at each of its points.
  void columnsHoldAllPointsAndTheirExtremes() {
    std::mt19937 random(5);
    for (const std::size_t size : {1U, 2U, 15U, 16U, 17U, 255U, 300U, 4'999U, 70'000U}) {
      std::vector<double> x(size), y(size);
      for (std::size_t i = 0; i < size; ++i) {
        x[i] = (i > 0 ? x[i - 1] : 0) + static_cast<double>(random() % 4);  // some stand at one place
        const auto kind = random() % 40;
        y[i] = kind == 0 ? NAN : kind == 1 ? INFINITY : kind == 2 ? -INFINITY : static_cast<double>(random() % 1000) - 500;
      }
      MinMaxPyramid pyramid;
      pyramid.follow(y);
      for (int view = 0; view < 30; ++view) {
        const double from = x.back() * (static_cast<double>(random() % 100) / 100), to = from + x.back() * static_cast<double>(1 + random() % 100) / 100 + 1;
        const PointColumns columns = columnsOf(x, from, to, 1 + static_cast<int>(random() % 120));
        const auto first = static_cast<std::size_t>(std::ranges::lower_bound(x, from) - x.begin());
        const auto last = static_cast<std::size_t>(std::ranges::upper_bound(x, to) - x.begin());
        QVERIFY(columns.edges.size() >= 2 || size == 0);
        QCOMPARE(columns.edges.front(), first > 0 ? first - 1 : 0);
        QCOMPARE(columns.edges.back(), std::min(size, last + 1));
        for (std::size_t c = 1; c < columns.edges.size(); ++c) {
          const std::size_t begin = columns.edges[c - 1], end = columns.edges[c];
          QVERIFY(begin < end);
          double low = INFINITY, high = -INFINITY;
          for (std::size_t i = begin; i < end; ++i)
            if (std::isfinite(y[i])) low = std::min(low, y[i]), high = std::max(high, y[i]);
          const auto found = pyramid.extremes(y, begin, end);
          QCOMPARE(found.has_value(), low <= high);
          if (!found) continue;
          QCOMPARE(found->low, low);
          QCOMPARE(found->high, high);
          QVERIFY(found->lowAt >= begin && found->lowAt < end && y[found->lowAt] == low);
          QVERIFY(found->highAt >= begin && found->highAt < end && y[found->highAt] == high);
        }
      }
    }
  }

  void aPyramidFollowsASeriesThatGrows() {
    std::mt19937 random(6);
    std::vector<double> y;
    MinMaxPyramid growing;
    while (y.size() < 5'000) {
      // A step's own metric comes after the step: until then it is not a number. Here it is the highest so far.
      if (!y.empty()) y.back() = 1000 + static_cast<double>(y.size());
      for (std::size_t i = random() % 40; i > 0; --i) y.push_back(static_cast<double>(random() % 1000));
      y.push_back(NAN);
      growing.follow(y);
      MinMaxPyramid fresh;
      fresh.follow(y);
      for (int stretch = 0; stretch < 5; ++stretch) {
        const std::size_t begin = random() % y.size(), end = begin + 1 + random() % (y.size() - begin);
        const auto expected = fresh.extremes(y, begin, end), found = growing.extremes(y, begin, end);
        QCOMPARE(found.has_value(), expected.has_value());
        if (found) QVERIFY(found->low == expected->low && found->high == expected->high);
      }
      QVERIFY(growing.robustRange(y, 0.01) == fresh.robustRange(y, 0.01));
    }
    y.resize(100);  // resumed from an earlier checkpoint
    growing.follow(y);
    QVERIFY(growing.extremes(y, 0, y.size())->highAt < 100);
  }

  void theRangeLeavesOutASpike() {
    std::vector<double> y(50'000);
    for (std::size_t i = 0; i < y.size(); ++i) y[i] = 1 + 0.5 * std::sin(static_cast<double>(i));
    for (std::size_t i = 0; i < 20; ++i) y[i] = 1e6;
    y[40'000] = -2;
    for (const std::size_t size : {std::size_t{3'000}, y.size()}) {
      const std::span<const double> part(y.data(), size);
      MinMaxPyramid pyramid;
      pyramid.follow(part);
      const auto [low, high] = pyramid.robustRange(part, 0.01);
      QCOMPARE(low, size > 40'000 ? -2.0 : *std::ranges::min_element(part));
      QVERIFY(high > 1.49 && high <= 1.5);
    }
    QVERIFY((MinMaxPyramid().robustRange({}, 0) == std::pair<double, double>(0, 0)));
  }

  // -- plot

  void plotDrawsManyPointsWithinTheScreensMeans() {
    RunPlot plot;
    plot.resize(900, 500);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    std::vector<PlottedRun> runs;
    for (int i = 0; i < 20; ++i)
      runs.push_back({QString::number(i), QString("run %1").arg(i), i, madeUpRun(10'000, 500, 1 + i * 0.05)});
    plot.setRuns(runs);
    QTest::qWait(50);
    QElapsedTimer timer;
    timer.start();
    constexpr int kFrames = 5;
    for (int frame = 0; frame < kFrames; ++frame) {
      plot.canvas()->xAxis->setRange(frame, 10'000 - frame);
      QTest::qWait(1);
      plot.canvas()->replot();
    }
    qInfo("20 runs of 10,000 points: %.1f ms a frame, %lld points drawn", double(timer.elapsed()) / kFrames,
          static_cast<long long>(plot.canvas()->drawnPoints()));
    QVERIFY(plot.canvas()->drawnPoints() <= 20LL * 4 * (2 * 900 + 2));
  }

  void plotSurvivesEmptyNaNAndLog() {
    RunPlot plot;
    plot.resize(700, 400);
    plot.show();
    plot.setRuns({});
    QTest::qWait(5);
    auto curves = std::make_shared<RunCurves>();
    plot.setRuns({{"a", "a", 0, curves}});
    PlotSettings settings;
    settings.logarithmic = true;
    plot.setSettings(settings);
    for (int s = 1; s < 50; ++s) {
      curves->add(StepMetrics{.step = s, .loss = s % 7 == 0 ? NAN : s % 5 == 0 ? 0.0 : 1.0 / s});
      if (s % 10 == 0) curves->add(EvalMetrics{.step = s, .loss = s == 20 ? NAN : 1.0, .metrics = {{"accuracy", s == 30 ? NAN : -0.1 * s}}});
      plot.refresh();
      QTest::qWait(1);
    }
    QVERIFY(plot.canvas()->yAxis->range().lower > 0);
    for (const char* below : {"", "learning_rate", "gradient_norm", "tokens_per_second", "accuracy", "unknown"})
      for (int x = 0; x < 4; ++x) {
        settings.below = below;
        settings.x = static_cast<PlotX>(x);
        plot.setSettings(settings);
        QTest::qWait(2);
      }
  }

  void arrowKeysReadTheCurve() {
    RunPlot plot;
    plot.resize(900, 500);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    plot.setRuns({{"a", "a", 0, madeUpRun(100, 10)}});
    QTest::qWait(20);
    QVERIFY(plot.canvas()->readout().isEmpty());
    QTest::keyClick(plot.canvas(), Qt::Key_Left);
    QVERIFY(plot.canvas()->readout().contains("step 99"));
    QTest::keyClick(plot.canvas(), Qt::Key_Left);
    QVERIFY(plot.canvas()->readout().contains("step 98"));
    QTest::keyClick(plot.canvas(), Qt::Key_Right);
    QVERIFY(plot.canvas()->readout().contains("validation"));
    QTest::keyClick(plot.canvas(), Qt::Key_Escape);
    QVERIFY(plot.canvas()->readout().isEmpty());
  }

  void plotIsSavedInEveryFormat() {
    QTemporaryDir folder;
    RunPlot plot;
    plot.resize(800, 450);
    plot.show();
    plot.setRuns({{"a", "rank \"8\", slow", 0, madeUpRun(200, 20)}, {"b", "b", 1, madeUpRun(200, 20, 1.5)}});
    QTest::qWait(20);
    for (const char* suffix : {"png", "svg", "pdf", "csv"}) {
      const QString path = folder.filePath(QString("plot.") + suffix);
      QVERIFY2(plot.exportTo(path), suffix);
      QFile file(path);
      QVERIFY(file.open(QIODevice::ReadOnly));
      const QByteArray content = file.readAll();
      QVERIFY(content.size() > 1000);
      if (QString(suffix) == "svg") QVERIFY(QSvgRenderer(content).isValid());
      if (QString(suffix) == "png") QVERIFY(!QImage::fromData(content).isNull());
      if (QString(suffix) == "pdf") QVERIFY(content.startsWith("%PDF"));
      if (QString(suffix) == "csv") {
        QVERIFY(content.contains("\"rank \"\"8\"\", slow\",train_loss,1,"));
        QCOMPARE(content.count("validation_loss"), 20);
      }
    }
    QVERIFY(!plot.exportTo("/nowhere/plot.csv"));
  }

  // -- small pictures

  void histogramCountsWhatIsCut() {
    LengthHistogram histogram;
    std::vector<std::uint32_t> lengths;
    for (std::uint32_t i = 1; i <= 100; ++i) lengths.push_back(i * 10);
    histogram.setLengths(lengths);
    histogram.setCutOff(900);
    QCOMPARE(histogram.cutRows(), std::size_t{10});
    QVERIFY(histogram.summary().contains("1,000"));
    histogram.setCutOff(1000);
    QCOMPARE(histogram.cutRows(), std::size_t{0});
    histogram.resize(500, 200);
    QVERIFY(!histogram.grab().isNull());
    histogram.setLengths({});
    QVERIFY(!histogram.grab().isNull());
  }

  void memoryBarAddsUp() {
    MemoryBar bar;
    bar.setItems({{"Weights", 500'000'000}, {"Other", 100'000'000}}, 1'000'000'000);
    QCOMPARE(bar.totalBytes(), 600'000'000ULL);
    QVERIFY(bar.fits());
    bar.setItems({{"Weights", 2'000'000'000}}, 1'000'000'000);
    QVERIFY(!bar.fits());
    bar.resize(300, bar.heightForWidth(300));
    QVERIFY(!bar.grab().isNull());
  }

  void tokensAreShownAsPlainTextWithTheirColours() {
    TokenPane pane;
    pane.setTokens({{"<|im_start|>", 1, TokenPane::Kind::Special},
                    {"user\n", 4093, TokenPane::Kind::Masked},
                    {"<b>Hi</b>", 9, TokenPane::Kind::Masked},
                    {" there", 5, TokenPane::Kind::Trained},
                    {" cut", 6, TokenPane::Kind::Truncated}});
    auto* text = pane.findChild<QPlainTextEdit*>("tokenText");
    QVERIFY(text->toPlainText().contains("<b>Hi</b> there cut"));
    QCOMPARE(pane.count(TokenPane::Kind::Masked), 2);
    const auto colorAt = [text](const QString& part) {
      QTextCursor cursor = text->document()->find(part);
      return cursor.charFormat().background().color().name();
    };
    QVERIFY(colorAt("there") != colorAt("cut"));
    QVERIFY(colorAt("there") != colorAt("Hi"));
  }

  void elidedLabelKeepsTheWholeTextForReaders() {
    ElidedLabel label("/a/very/long/path/that/does/not/fit/anywhere/at/all", Qt::ElideMiddle);
    label.resize(80, 20);
    label.show();
    QTest::qWait(5);
    QVERIFY(label.text().contains(QChar(0x2026)));
    QCOMPARE(label.accessibleName(), label.fullText());
  }
};

QTEST_MAIN(WidgetsTest)
#include "widgets_test.moc"
