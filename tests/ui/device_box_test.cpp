// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>

#include "ui/pages/device_box.h"
#include "ui/widgets/memory_bar.h"

using namespace attune;
using namespace attune::ui;

class DeviceBoxTest : public QObject {
  Q_OBJECT

  static DeviceInfo processor() { return {.id = "cpu", .name = "A processor", .totalBytes = 1 << 30, .freeBytes = 1 << 29}; }
  static DeviceInfo card(int number) {
    return {.id = "cuda:" + std::to_string(number), .name = "Card <b>" + std::to_string(number), .totalBytes = 24ULL << 30, .freeBytes = 20ULL << 30};
  }

 private Q_SLOTS:
  void namesWhatWouldBeTaken() {
    DeviceBox box;
    QCOMPARE(box.deviceId(), std::string("auto"));
    box.setDevices({processor()});
    QCOMPARE(box.count(), 2);
    QVERIFY(box.currentText().contains("Processor"));
    QVERIFY(box.device().freeBytes > 0);
    box.setDevices({processor(), card(0), card(1)});
    QCOMPARE(box.count(), 4);
    QCOMPARE(box.currentText(), QString("Automatic: Card <b>0"));
    QCOMPARE(box.device().freeBytes, std::uint64_t{20} << 30);
    box.setDeviceId("cpu");
    QVERIFY(box.device().freeBytes != std::uint64_t{20} << 30);
  }

  void theChoiceStays() {
    DeviceBox box;
    box.setDeviceId("cuda:1");  // before anybody knows what is there
    QCOMPARE(box.deviceId(), std::string("cuda:1"));
    QSignalSpy activated(&box, &QComboBox::activated);
    box.setDevices({processor(), card(0), card(1)});
    QCOMPARE(box.deviceId(), std::string("cuda:1"));
    QCOMPARE(box.currentText(), QString("Card <b>1"));
    box.setDevices({processor()});
    QCOMPARE(box.deviceId(), std::string("cuda:1"));
    QCOMPARE(activated.count(), 0);
  }

  void whatCannotBeUsedIsGreyAndSaysWhy() {
    DeviceBox box;
    DeviceInfo broken = card(0);
    broken.problem = Error{"engine.gpu-driver", "No <driver>.", {}, {}, "Install it."};
    box.setDevices({processor(), broken});
    QVERIFY(box.currentText().contains("Processor"));
    QVERIFY(!qobject_cast<QStandardItemModel*>(box.model())->item(2)->isEnabled());
    const QString tip = box.itemData(2, Qt::ToolTipRole).toString();
    QVERIFY2(tip.contains("No &lt;driver&gt;."), qPrintable(tip));
  }
};

QTEST_MAIN(DeviceBoxTest)
#include "device_box_test.moc"
