// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QTimer>

#include "ui/shell/language.h"
#include "ui/shell/main_window.h"
#include "ui/shell/preferences.h"
#include "ui/shell/workspace.h"

int main(int argc, char** argv) {
  using namespace attune::ui;
  QApplication app(argc, argv);
  QApplication::setApplicationName("attune");
  QApplication::setApplicationDisplayName("Attune");
  QApplication::setApplicationVersion(ATTUNE_VERSION);
  QApplication::setDesktopFileName("org.attune.Attune");

  Preferences preferences;
  preferences.applyToEnvironment();
  Language language;
  language.use(preferences.language());
  applyTheme(app, preferences.theme());

  QCommandLineParser parser;
  parser.setApplicationDescription(
      QCoreApplication::translate("Main", "Fine-tune language models on your own machine."));
  parser.addHelpOption();
  parser.addVersionOption();
  parser.addPositionalArgument(
      "project", QCoreApplication::translate("Main", "A project folder (NAME.attune) to open."), "[project]");
  parser.process(app);

  Workspace workspace(preferences);
  MainWindow window(workspace, preferences, language);
  window.show();
  const QStringList arguments = parser.positionalArguments();
  if (!arguments.isEmpty())
    QTimer::singleShot(0, &workspace, [&] { workspace.openProject(QFileInfo(arguments.first()).absoluteFilePath()); });
  return QApplication::exec();
}
