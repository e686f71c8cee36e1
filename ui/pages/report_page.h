// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QTimer>

#include "ui/pages/page.h"

class QComboBox;
class QListWidget;
class QStackedWidget;
class QTextBrowser;
class QTextDocument;

namespace attune::ui {

/// A report of one run or several: choose, look, save as HTML, PDF, Markdown or a table.
class ReportPage : public Page {
  Q_OBJECT
 public:
  explicit ReportPage(Workspace& workspace);
  void activated() override;
  QVariantMap state() const override;
  void restore(const QVariantMap& state) override;
  std::vector<std::string> chosen() const;
  /// Writes the report of the chosen runs; `format` is an id of reportFormats() or "pdf".
  void save(const std::string& format, const QString& path);
  /// Shows printable HTML with its charts (SVG).
  void showPreview(const QString& html, const std::vector<QString>& charts);

 private:
  void showRuns();
  void preview();
  void askSave();

  QStackedWidget* m_stack;
  QListWidget* m_runs;
  QComboBox* m_format;
  QTextBrowser* m_preview;
  QTextDocument* m_document = nullptr;
  QPushButton *m_save, *m_open;
  QTimer m_timer;
  bool m_chosenByUser = false;
  int m_generation = 0;
};

}  // namespace attune::ui
