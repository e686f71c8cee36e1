// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QComboBox>

#include "core/engine/engine.h"

namespace attune::ui {

/// Chooses what computes: by itself, the processor, or a graphics card. Cards that cannot be used are grey and say why.
class DeviceBox : public QComboBox {
  Q_OBJECT
 public:
  explicit DeviceBox(QWidget* parent = nullptr);
  /// What is there, the processor first; the choice stays.
  void setDevices(const std::vector<DeviceInfo>& devices);
  /// The choice as a run's settings name it: "auto", "cpu", "cuda:0".
  std::string deviceId() const;
  void setDeviceId(const std::string& id);
  /// What the choice means here, with the bytes that a run can have on it.
  DeviceInfo device() const;

 private:
  /// What a choice means here; null as long as nothing is known.
  const DeviceInfo* deviceFor(const std::string& id) const;
  std::vector<DeviceInfo> m_devices;
};

}  // namespace attune::ui
