// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/language.h"

namespace attune::ui {

namespace {

constexpr LanguageEntry kLanguages[] = {
    {"en", "English", QLocale::English, QLocale::UnitedKingdom},
    {"nb", "Norsk bokmål", QLocale::NorwegianBokmal, QLocale::Norway},
    {"pl", "Polski", QLocale::Polish, QLocale::Poland},
};

QString desktopLanguage() {
  for (const QString& wanted : QLocale::system().uiLanguages()) {
    const QString code = wanted.section(QRegularExpression("[-_]"), 0, 0);
    for (const LanguageEntry& entry : kLanguages)
      if (code == entry.code || (code == "no" && QString(entry.code) == "nb")) return entry.code;
  }
  return "en";
}

}  // namespace

std::span<const LanguageEntry> languages() {
  return kLanguages;
}

Language::~Language() {
  for (const auto& translator : m_translators) QCoreApplication::removeTranslator(translator.get());
}

void Language::install(const QString& name, const QString& folder) {
  auto translator = std::make_unique<QTranslator>();
  if (!translator->load(name, folder)) return;
  QCoreApplication::installTranslator(translator.get());
  m_translators.push_back(std::move(translator));
}

void Language::use(const QString& code) {
  m_code = code.isEmpty() ? desktopLanguage() : code;
  for (const auto& translator : m_translators) QCoreApplication::removeTranslator(translator.get());
  m_translators.clear();
  const auto found =
      std::ranges::find_if(kLanguages, [this](const LanguageEntry& entry) { return m_code == entry.code; });
  const LanguageEntry& entry = found == std::end(kLanguages) ? kLanguages[0] : *found;
  // With English texts, the desktop's own way of writing numbers stays if it is an English one.
  const QLocale system = QLocale::system();
  QLocale::setDefault(system.language() == entry.language ? system : QLocale(entry.language, entry.territory));
  // Qt has no Bokmål catalogue, so the program brings its own; Polish comes with Qt.
  install("qtbase_" + m_code, ":/i18n");
  if (m_translators.empty() && m_code != "en")
    install("qtbase_" + m_code, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
  install("attune_" + m_code, ":/i18n");
}

}  // namespace attune::ui
