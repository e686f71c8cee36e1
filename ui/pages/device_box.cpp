// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/device_box.h"

#include <QStandardItemModel>

#include "core/base/free_memory.h"
#include "ui/style/text.h"
#include "ui/widgets/basics.h"

namespace attune::ui {

DeviceBox::DeviceBox(QWidget* parent) : QComboBox(parent) {
  setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  addItem(tr("Automatic"), QString("auto"));
  addItem(tr("Processor"), QString("cpu"));
}

void DeviceBox::setDevices(const std::vector<DeviceInfo>& devices) {
  const std::string chosen = deviceId();
  m_devices = devices;
  clear();
  addItem(QString(), QString("auto"));
  for (const DeviceInfo& device : devices) {
    const bool processor = device.id == "cpu";
    addItem(processor ? tr("Processor") : qstr(device.name), qstr(device.id));
    QString tip = qstr(device.name) + '\n' + tr("%1 of memory").arg(formatBytes(device.totalBytes));
    if (device.problem) {
      tip = errorText(*device.problem) + '\n' + errorHint(*device.problem);
      qobject_cast<QStandardItemModel*>(model())->item(count() - 1)->setEnabled(false);
    }
    setItemData(count() - 1, plainTooltip(tip), Qt::ToolTipRole);
  }
  const DeviceInfo* automatic = deviceFor("auto");
  const QString name = automatic == nullptr || automatic->id == "cpu" ? tr("Processor") : qstr(automatic->name);
  setItemText(0, tr("Automatic: %1").arg(name));
  setDeviceId(chosen);
}

std::string DeviceBox::deviceId() const { return utf8(currentData().toString()); }

void DeviceBox::setDeviceId(const std::string& id) {
  // A card of another machine stays chosen: the run then says that it is not there.
  if (findData(qstr(id)) < 0) addItem(qstr(id), qstr(id));
  setCurrentIndex(findData(qstr(id)));
}

DeviceInfo DeviceBox::device() const {
  const DeviceInfo* known = deviceFor(deviceId());
  DeviceInfo device = known != nullptr ? *known : DeviceInfo{.id = "cpu", .name = {}};
  if (device.id == "cpu") device.freeBytes = freeMemory();
  return device;
}

const DeviceInfo* DeviceBox::deviceFor(const std::string& id) const {
  for (const DeviceInfo& device : m_devices) {
    if (id == "auto" ? device.id != "cpu" && !device.problem : device.id == id) return &device;
  }
  return m_devices.empty() ? nullptr : &m_devices.front();
}

}  // namespace attune::ui
