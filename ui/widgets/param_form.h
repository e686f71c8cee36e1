// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>
#include <span>
#include <vector>

#include "core/params/param.h"

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QToolButton;

namespace attune::ui {

/// One hyperparameter: label, field, unit, a button back to the default, and why a typed value cannot be used. The
/// field's objectName is the parameter's id and its tooltip the help text.
class ParamField : public QWidget {
  Q_OBJECT
 public:
  explicit ParamField(const ParamRef& param, QWidget* parent = nullptr);
  const ParamRef& param() const { return m_param; }
  void setValue(const ParamValue& value);
  /// The typed value. Errors: those of paramFromText.
  Result<ParamValue> value() const;
  bool isDefault() const;

 Q_SIGNALS:
  void edited();

 private:
  void onEdited();
  void showState();
  QWidget* makeField();

  ParamRef m_param;
  QLineEdit* m_line = nullptr;
  QComboBox* m_combo = nullptr;
  QCheckBox* m_check = nullptr;
  QLabel* m_problem;
  QToolButton* m_reset;
};

/// A form made from declarations of hyperparameters; the rarely needed ones wait behind “All settings”.
class ParamForm : public QWidget {
  Q_OBJECT
 public:
  explicit ParamForm(std::span<const ParamRef> params, QWidget* parent = nullptr);

  /// Shows the values; ids that the form does not know are kept and given back by values().
  void setValues(const ParamSet& values);
  /// The valid values that differ from their defaults, and the unknown ids.
  ParamSet values() const;
  /// Why fields cannot be used, in their order.
  std::vector<Error> problems() const;
  void setAdvancedShown(bool shown);
  bool advancedShown() const;
  ParamField* field(std::string_view id) const;

 Q_SIGNALS:
  void edited();

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void arrange();

  std::vector<ParamField*> m_fields;
  ParamSet m_unknown;
  QGridLayout *m_grid, *m_advancedGrid;
  QWidget* m_advanced;
  QToolButton* m_toggle;
  int m_columns = 0;
};

}  // namespace attune::ui
