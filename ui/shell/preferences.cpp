// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/preferences.h"

namespace attune::ui {

namespace {

constexpr int kMaxRecent = 8;

QString defaultFile() {
  return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + "/attune/attune.conf";
}

}  // namespace

Preferences::Preferences(const QString& file, QObject* parent)
    : QObject(parent), m_settings(file.isEmpty() ? defaultFile() : file, QSettings::IniFormat) {}

QString Preferences::language() const {
  return m_settings.value("language").toString();
}

void Preferences::setLanguage(const QString& code) {
  if (code == language()) return;
  m_settings.setValue("language", code);
  Q_EMIT languageChanged();
}

ThemeMode Preferences::theme() const {
  const QString name = m_settings.value("theme").toString();
  return name == "light" ? ThemeMode::Light : name == "dark" ? ThemeMode::Dark : ThemeMode::System;
}

void Preferences::setTheme(ThemeMode mode) {
  if (mode == theme()) return;
  m_settings.setValue("theme", mode == ThemeMode::Light ? "light" : mode == ThemeMode::Dark ? "dark" : "system");
  Q_EMIT themeChanged();
}

QString Preferences::libtorchFolder() const {
  return m_settings.value("libtorch").toString();
}

void Preferences::setLibtorchFolder(const QString& folder) {
  m_settings.setValue("libtorch", folder);
}

int Preferences::threads() const {
  return std::clamp(m_settings.value("threads", 0).toInt(), 0, 1024);
}

void Preferences::setThreads(int count) {
  m_settings.setValue("threads", count);
}

QStringList Preferences::recentProjects() const {
  QStringList folders = m_settings.value("recentProjects").toStringList();
  folders.removeIf([](const QString& folder) { return !QFileInfo(folder).isDir(); });
  return folders;
}

void Preferences::addRecentProject(const QString& folder) {
  QStringList folders = recentProjects();
  folders.removeAll(folder);
  folders.prepend(folder);
  m_settings.setValue("recentProjects", folders.mid(0, kMaxRecent));
}

void Preferences::removeRecentProject(const QString& folder) {
  QStringList folders = recentProjects();
  folders.removeAll(folder);
  m_settings.setValue("recentProjects", folders);
}

QStringList Preferences::modelFolders() const {
  return m_settings.value("modelFolders").toStringList();
}

void Preferences::addModelFolder(const QString& folder) {
  QStringList folders = modelFolders();
  if (folders.contains(folder)) return;
  m_settings.setValue("modelFolders", folders << folder);
}

QByteArray Preferences::windowGeometry() const {
  return m_settings.value("window").toByteArray();
}

void Preferences::setWindowGeometry(const QByteArray& geometry) {
  m_settings.setValue("window", geometry);
}

void Preferences::applyToEnvironment() const {
  if (!libtorchFolder().isEmpty()) qputenv("ATTUNE_LIBTORCH", libtorchFolder().toUtf8());
  if (threads() > 0 && !qEnvironmentVariableIsSet("OMP_NUM_THREADS"))
    qputenv("OMP_NUM_THREADS", QByteArray::number(threads()));
}

}  // namespace attune::ui
