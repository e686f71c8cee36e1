// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QCheckBox>
#include <QLineEdit>
#include <QTableView>

#include "core/engine/technique_facts.h"
#include "core/hub/keyring.h"
#include "core/weights/checkpoint.h"
#include "ui/models/table_model.h"
#include "ui/pages/page.h"
#include "ui/widgets/memory_bar.h"

namespace attune::ui {

/// The models on this machine, what each technique would need to train one of them here, and the one place from which a
/// model is downloaded: by its id on the hub, looked up first, fetched only after a second click.
class ModelsPage : public Page {
  Q_OBJECT
 public:
  explicit ModelsPage(Workspace& workspace);
  void activated() override;
  QVariantMap state() const override;
  void restore(const QVariantMap& state) override;

 private:
  /// What one technique would take of the memory, training the chosen model with the settings of the page “Train”.
  struct Fit {
    const TechniqueFacts* technique;
    std::optional<Error> refusal;
    std::int64_t trained = 0;
    MemoryEstimate memory;
  };

  QWidget* makeDownloadCard();
  QWidget* makeFitCard();
  void browse();
  void showModels();
  void chooseModel();
  void showFits(std::vector<Fit> fits);
  void showItems();
  void useModel();
  void lookUp();
  void showFound(const HubModel& model);
  void download();
  void forgetToken();
  /// The hub's settings with the token that the user chose; to be called on a worker.
  std::function<Result<HubSettings>()> settingsWithToken() const;
  const LocalModel* chosen() const;

  QStackedWidget* m_stack;
  TableModel m_modelTable, m_fitTable;
  QTableView *m_models, *m_fits;
  Card *m_download, *m_fitCard;
  QLineEdit *m_id, *m_token;
  QCheckBox* m_keepToken;
  QPushButton *m_lookUp, *m_fetch, *m_use;
  QLabel *m_found, *m_note;
  MemoryBar* m_items;
  std::vector<Fit> m_shown;
  std::optional<HubModel> m_hub;
  std::string m_revision = "main", m_selected;
  std::uint64_t m_available = 0;
  int m_generation = 0;
};

}  // namespace attune::ui
