// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>
#include <cstdint>
#include <vector>

namespace attune::ui {

/// What a run needs of the machine's memory, item by item, beside what there is.
class MemoryBar : public QWidget {
  Q_OBJECT
 public:
  struct Item {
    QString name;
    std::uint64_t bytes = 0;
  };
  explicit MemoryBar(QWidget* parent = nullptr);
  /// `availableBytes` 0: not known, then the bar shows the parts alone.
  void setItems(std::vector<Item> items, std::uint64_t availableBytes);
  std::uint64_t totalBytes() const;
  bool fits() const { return m_available == 0 || totalBytes() <= m_available; }
  /// "1.2 GB of 16 GB".
  QString summary() const;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  struct Entry {
    QRect swatch;
    QPoint text;
    int item;
  };
  std::vector<Entry> legend(int width, int* height) const;

  std::vector<Item> m_items;
  std::uint64_t m_available = 0;
};

}  // namespace attune::ui
