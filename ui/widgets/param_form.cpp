// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/param_form.h"

#include "ui/style/icons.h"
#include "ui/style/text.h"
#include "ui/widgets/basics.h"

namespace attune::ui {

namespace {

// Numbers are shown and read in the user's way; Param speaks English notation.
QString localNumber(const std::string& text) {
  QString shown = qstr(text);
  if (shown.startsWith('-')) shown.replace(0, 1, QChar(0x2212));
  return shown.replace('.', QLocale().decimalPoint());
}

std::string plainNumber(QString typed) {
  const QString point = QLocale().decimalPoint();
  typed = typed.simplified().remove(' ');
  if (point != "." && !typed.contains('.')) typed.replace(point, ".");
  return utf8(typed);
}

constexpr int kFieldCharacters = 30;

}  // namespace

ParamField::ParamField(const ParamRef& param, QWidget* parent)
    : QWidget(parent),
      m_param(param),
      m_problem(makeLabel({}, TextRole::Caption)),
      m_reset(makeIconButton("reset", tr("Back to the default"), "resetParam")) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  const QString name = coreText(paramLabel(param)), help = coreText(paramHelp(param));
  auto* field = makeField();
  field->setObjectName(paramId(param));
  field->setToolTip("<p>" + help.toHtmlEscaped() + "</p>");  // a paragraph wraps, a plain tooltip does not
  field->setAccessibleName(name);
  field->setAccessibleDescription(help);
  auto* row = makeRow({field});
  row->setStretch(0, m_check ? 0 : 1);
  if (!m_check) {
    auto* label = makeLabel(name, TextRole::Body);
    label->setBuddy(field);
    label->setToolTip(field->toolTip());
    column->addWidget(label);
    const QString unit = coreText(paramUnit(param));
    if (!unit.isEmpty()) row->addWidget(makeLabel(unit, TextRole::Muted, false));
  } else {
    column->addSpacing(fontMetrics().height() + 4);
  }
  QSizePolicy keepsPlace = m_reset->sizePolicy();
  keepsPlace.setRetainSizeWhenHidden(true);
  m_reset->setSizePolicy(keepsPlace);
  row->addWidget(m_reset);
  if (m_check) row->addStretch();
  column->addLayout(row);
  setStyleProperty(m_problem, "role", "invalid");
  column->addWidget(m_problem);
  column->addStretch();
  connect(m_reset, &QToolButton::clicked, this, [this] {
    setValue(paramDefault(m_param));
    Q_EMIT edited();
  });
  setValue(paramDefault(param));
}

QWidget* ParamField::makeField() {
  if (std::holds_alternative<const Param<bool>*>(m_param)) {
    m_check = new QCheckBox(coreText(paramLabel(m_param)));
    connect(m_check, &QCheckBox::toggled, this, &ParamField::onEdited);
    return m_check;
  }
  if (const auto* text = std::get_if<const Param<std::string_view>*>(&m_param); text && !(*text)->choices.empty()) {
    m_combo = new QComboBox;
    for (const Choice& choice : (*text)->choices)
      m_combo->addItem(coreText(choice.label), QString::fromUtf8(choice.id));
    m_combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(m_combo, &QComboBox::currentIndexChanged, this, &ParamField::onEdited);
    return m_combo;
  }
  m_line = new QLineEdit;
  m_line->setMinimumWidth(fontMetrics().averageCharWidth() * 8);
  connect(m_line, &QLineEdit::textEdited, this, &ParamField::onEdited);
  return m_line;
}

void ParamField::setValue(const ParamValue& value) {
  const QSignalBlocker quietCheck(m_check), quietCombo(m_combo);
  if (m_check) {
    m_check->setChecked(std::holds_alternative<bool>(value) && std::get<bool>(value));
  } else if (m_combo) {
    m_combo->setCurrentIndex(m_combo->findData(qstr(paramText(paramSpelling(m_param, value)))));
  } else {
    const bool isText = std::holds_alternative<const Param<std::string_view>*>(m_param);
    m_line->setText(isText ? qstr(paramText(value)) : localNumber(paramText(value)));
  }
  showState();
}

Result<ParamValue> ParamField::value() const {
  if (m_check) return ParamValue(m_check->isChecked());
  if (m_combo) return paramFromText(m_param, utf8(m_combo->currentData().toString()));
  if (std::holds_alternative<const Param<std::string_view>*>(m_param))
    return paramFromText(m_param, utf8(m_line->text()));
  return paramFromText(m_param, plainNumber(m_line->text()));
}

bool ParamField::isDefault() const {
  const auto now = value();
  return now && *now == paramDefault(m_param);
}

void ParamField::onEdited() {
  showState();
  Q_EMIT edited();
}

void ParamField::showState() {
  const auto now = value();
  m_problem->setText(now ? QString() : errorText(now.error()));
  m_problem->setVisible(!now);
  if (m_line) setStyleProperty(m_line, "invalid", !now);
  m_reset->setVisible(!now || *now != paramDefault(m_param));
}

ParamForm::ParamForm(std::span<const ParamRef> params, QWidget* parent)
    : QWidget(parent),
      m_grid(new QGridLayout),
      m_advancedGrid(new QGridLayout),
      m_advanced(new QWidget(this)),
      m_toggle(new QToolButton(this)) {
  for (const ParamRef& param : params) {
    auto* field = new ParamField(param);
    connect(field, &ParamField::edited, this, &ParamForm::edited);
    m_fields.push_back(field);
  }
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kUnit);
  for (QGridLayout* grid : {m_grid, m_advancedGrid}) {
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(2 * kUnit);
    grid->setVerticalSpacing(kUnit + 4);
  }
  column->addLayout(m_grid);
  const bool anyAdvanced = std::ranges::any_of(params, paramAdvanced);
  m_toggle->setText(tr("All settings"));
  m_toggle->setObjectName("advancedToggle");
  m_toggle->setCheckable(true);
  m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  m_toggle->setIcon(icon("chevron-right", Tint::Muted));
  m_toggle->setFocusPolicy(Qt::StrongFocus);
  m_toggle->setVisible(anyAdvanced);
  connect(m_toggle, &QToolButton::toggled, this, &ParamForm::setAdvancedShown);
  column->addWidget(m_toggle, 0, Qt::AlignLeft);
  m_advanced->setLayout(m_advancedGrid);
  m_advanced->setVisible(false);
  column->addWidget(m_advanced);
  arrange();
}

void ParamForm::setAdvancedShown(bool shown) {
  m_toggle->setChecked(shown);
  m_toggle->setIcon(icon(shown ? "chevron-down" : "chevron-right", Tint::Muted));
  m_advanced->setVisible(shown);
}

bool ParamForm::advancedShown() const {
  return m_toggle->isChecked();
}

ParamField* ParamForm::field(std::string_view id) const {
  const auto found = std::ranges::find_if(m_fields, [id](const ParamField* f) { return id == paramId(f->param()); });
  return found == m_fields.end() ? nullptr : *found;
}

void ParamForm::setValues(const ParamSet& values) {
  m_unknown = {};
  for (ParamField* known : m_fields) {
    const ParamValue* value = values.find(paramId(known->param()));
    known->setValue(value ? *value : paramDefault(known->param()));
  }
  for (const auto& [id, value] : values.values())
    if (!field(id)) m_unknown.setRaw(id, value);
}

ParamSet ParamForm::values() const {
  ParamSet set = m_unknown;
  for (const ParamField* known : m_fields) {
    const auto value = known->value();
    if (value && *value != paramDefault(known->param())) set.set(known->param(), *value);
  }
  return set;
}

std::vector<Error> ParamForm::problems() const {
  std::vector<Error> problems;
  for (const ParamField* known : m_fields)
    if (const auto value = known->value(); !value) problems.push_back(value.error());
  return problems;
}

void ParamForm::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

void ParamForm::arrange() {
  const int columns = std::clamp(width() / (fontMetrics().averageCharWidth() * kFieldCharacters), 1, 4);
  if (columns == m_columns) return;
  m_columns = columns;
  int at = 0, advancedAt = 0;
  for (ParamField* known : m_fields) {
    const bool advanced = paramAdvanced(known->param());
    int& index = advanced ? advancedAt : at;
    (advanced ? m_advancedGrid : m_grid)->addWidget(known, index / columns, index % columns);
    ++index;
  }
  for (QGridLayout* grid : {m_grid, m_advancedGrid})
    for (int i = 0; i < 4; ++i) grid->setColumnStretch(i, i < columns ? 1 : 0);
}

}  // namespace attune::ui
