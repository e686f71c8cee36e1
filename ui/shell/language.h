// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QLocale>
#include <QObject>
#include <QTranslator>
#include <memory>
#include <span>
#include <vector>

namespace attune::ui {

/// A language of the program; `name` is written in itself.
struct LanguageEntry {
  const char* code;
  const char* name;
  QLocale::Language language;
  QLocale::Territory territory;
};
std::span<const LanguageEntry> languages();

/// Installs the catalogues of one language and sets how numbers and dates are written. Thread: GUI.
class Language : public QObject {
  Q_OBJECT
 public:
  explicit Language(QObject* parent = nullptr) : QObject(parent) {}
  ~Language() override;
  /// `code` "" takes the first of the desktop's languages that the program has, else English.
  void use(const QString& code);
  QString current() const { return m_code; }

 private:
  void install(const QString& name, const QString& folder);
  std::vector<std::unique_ptr<QTranslator>> m_translators;
  QString m_code;
};

}  // namespace attune::ui
