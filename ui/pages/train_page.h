// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QTimer>

#include "ui/pages/page.h"

class QComboBox;
class QLineEdit;

namespace attune::ui {

class DeviceBox;
class MemoryBar;
class ParamForm;

/// The next run: data, model, technique and settings at the left; what it will cost and what is in its way at the
/// right.
class TrainPage : public Page {
  Q_OBJECT
 public:
  explicit TrainPage(Workspace& workspace);
  void activated() override;
  QVariantMap state() const override;
  void restore(const QVariantMap& state) override;
  void showPreview(const Result<RunPreview>& preview);
  /// Techniques that `config` refuses become grey and say why.
  void showRefusals(const ModelConfig& config);
  /// The run as the form describes it.
  RunSpec spec() const;

 private:
  QWidget* makeSubjectCard();
  QWidget* makeTaskCard();
  QWidget* makeTechniqueCard();
  QWidget* makePresets();
  QWidget* makeStartCard();
  void showDatasets();
  void showModels();
  void showTasks();
  void chooseTask();
  void chooseTechnique();
  /// The hyperparameters of this run form by form: those that a form declares, and what it says.
  void forEachForm(const std::function<void(std::span<const ParamRef> declared, const ParamSet& values)>& use) const;
  void browseModel();
  void findRate();
  void onEdited();
  void preview();
  void start();
  void showStart();

  QLineEdit *m_name, *m_seed;
  QComboBox *m_dataset, *m_model, *m_task, *m_technique;
  DeviceBox* m_device;
  QLabel *m_taskHelp, *m_techniqueHelp, *m_refusal, *m_modelFacts;
  ParamForm *m_taskForm = nullptr, *m_techniqueForm = nullptr, *m_trainingForm;
  Card *m_taskCard = nullptr, *m_techniqueCard = nullptr;
  Fact *m_steps, *m_rows, *m_trained;
  MemoryBar* m_memory;
  QLabel *m_memoryText, *m_twice;
  QVBoxLayout* m_problems;
  QPushButton *m_start, *m_findRate;
  QTimer m_timer;
  bool m_previewGood = false;
  int m_generation = 0;
};

}  // namespace attune::ui
