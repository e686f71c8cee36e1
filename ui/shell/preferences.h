// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QObject>
#include <QSettings>
#include <QStringList>

#include "ui/style/theme.h"

namespace attune::ui {

/// What the user chose for the program as a whole; kept in ~/.config/attune/attune.conf.
class Preferences : public QObject {
  Q_OBJECT
 public:
  /// `file` is where the settings are kept; empty for the usual place.
  explicit Preferences(const QString& file = {}, QObject* parent = nullptr);

  QString language() const;  ///< "en", "nb", "pl", or "" for the desktop's.
  void setLanguage(const QString& code);
  ThemeMode theme() const;
  void setTheme(ThemeMode mode);
  QString libtorchFolder() const;  ///< Empty: where the set-up put it.
  void setLibtorchFolder(const QString& folder);
  int threads() const;  ///< 0: as many as the machine has cores.
  void setThreads(int count);

  QStringList recentProjects() const;  ///< Newest first; folders that are gone are left out.
  void addRecentProject(const QString& folder);
  void removeRecentProject(const QString& folder);
  QStringList modelFolders() const;  ///< Where else models are looked for.
  void addModelFolder(const QString& folder);
  QByteArray windowGeometry() const;
  void setWindowGeometry(const QByteArray& geometry);

  /// Tells libtorch's and its libraries' start-up what was chosen; before the engine is first used.
  void applyToEnvironment() const;

 Q_SIGNALS:
  void languageChanged();
  void themeChanged();

 private:
  QSettings m_settings;
};

}  // namespace attune::ui
