// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QLayout>
#include <QScrollArea>
#include <vector>

namespace attune::ui {

/// Puts widgets in a row and begins a new row where the width ends, so that controls never get too narrow to read.
class FlowLayout : public QLayout {
  Q_OBJECT
 public:
  explicit FlowLayout(QWidget* parent = nullptr);
  ~FlowLayout() override;
  void addItem(QLayoutItem* item) override { m_items.push_back(item); }
  int count() const override { return static_cast<int>(m_items.size()); }
  QLayoutItem* itemAt(int index) const override;
  QLayoutItem* takeAt(int index) override;
  Qt::Orientations expandingDirections() const override { return {}; }
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override { return arrange(QRect(0, 0, width, 0), false); }
  QSize sizeHint() const override;
  QSize minimumSize() const override;
  void setGeometry(const QRect& rect) override;

 private:
  int arrange(const QRect& rect, bool move) const;
  std::vector<QLayoutItem*> m_items;
};

/// A scroll area that scrolls up and down only and is always wide enough for what is in it.
class VerticalScroll : public QScrollArea {
  Q_OBJECT
 public:
  explicit VerticalScroll(QWidget* content);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void fitWidth();
};

}  // namespace attune::ui
