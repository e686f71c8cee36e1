// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/presets.h"

namespace attune::ui {

namespace {

constexpr Preset kPresets[] = {
    {"quick", QT_TRANSLATE_NOOP("Presets", "Quick try"),
     QT_TRANSLATE_NOOP("Presets", "Thirty steps, to see whether all is in order.")},
    {"balanced", QT_TRANSLATE_NOOP("Presets", "Balanced"),
     QT_TRANSLATE_NOOP("Presets", "The defaults: three epochs with a cosine schedule.")},
    {"careful", QT_TRANSLATE_NOOP("Presets", "Careful"),
     QT_TRANSLATE_NOOP("Presets", "Up to five epochs; ends by itself when validation no longer improves.")},
    {"low-memory", QT_TRANSLATE_NOOP("Presets", "Little memory"),
     QT_TRANSLATE_NOOP("Presets", "One row at a time, eight added up to a step, and shorter rows.")},
};

}  // namespace

std::span<const Preset> presets() {
  return kPresets;
}

Result<ParamSet> presetValues(const Preset& preset) {
  const std::string name = std::string(preset.id) + ".json";
  QFile file(QString(":/presets/") + preset.id + ".json");
  const QByteArray text = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  ATTUNE_TRY(const Json json, parseJson(text.toStdString(), name));
  return ParamSet::fromJson(json);
}

}  // namespace attune::ui
