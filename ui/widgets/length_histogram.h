// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>
#include <cstdint>
#include <vector>

namespace attune::ui {

/// How long the rows are in tokens, with the length at which they are cut. Hovering tells the counts.
class LengthHistogram : public QWidget {
  Q_OBJECT
 public:
  explicit LengthHistogram(QWidget* parent = nullptr);
  void setLengths(const std::vector<std::uint32_t>& lengths);
  void setCutOff(std::int64_t tokens);
  std::size_t rows() const { return m_sorted.size(); }
  /// Rows longer than the cut-off.
  std::size_t cutRows() const;
  /// The sentence below the picture.
  QString summary() const;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  bool event(QEvent* event) override;

 private:
  struct Bin {
    std::uint32_t from, to;  // [from, to)
    std::size_t rows;
  };
  void makeBins();
  QRect plotArea() const;
  std::size_t countBelow(std::uint64_t length) const;

  std::vector<std::uint32_t> m_sorted;
  std::vector<Bin> m_bins;
  std::int64_t m_cutOff = 0;
};

}  // namespace attune::ui
