// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/engine/optimizers/optimizer.h"

namespace attune::engine {

/// Numbers in one byte each with a float32 scale for every 256 of them (Dettmers et al. 2022, arXiv:2110.02861): a byte stands
/// for one of 256 values between −1 and 1 (or 0 and 1) that lie closer together near zero; the scale is the block's largest number.
class ByteNumbers {
 public:
  /// `size` zeros; without a sign all values are from 0 up, and positive numbers never become 0.
  ByteNumbers(std::int64_t size, bool hasSign, const at::TensorOptions& options);
  std::int64_t blocks() const { return m_scales.size(0); }
  /// The numbers of some blocks, [count, 256] float32.
  Tensor read(std::int64_t begin, std::int64_t count) const;
  void write(std::int64_t begin, const Tensor& numbers);
  void visit(const std::string& name, const TensorVisitor& visitor);
  static constexpr std::int64_t kBlock = 256;

 private:
  bool m_hasSign;
  Tensor m_values;     // [256] float32, ascending
  Tensor m_middles;    // [255] float32, between them
  Tensor m_codes;      // [blocks, 256] uint8
  Tensor m_scales;     // [blocks] float32
};

/// AdamW whose moments are ByteNumbers: a quarter of the memory. The step is that of AdamW on the numbers read.
class AdamW8Bit : public Optimizer {
 public:
  AdamW8Bit(const ParameterBuffer& buffer, const OptimizerSettings& settings);
  void step(ParameterBuffer& buffer, double rate) override;
  void visit(const TensorVisitor& visitor) override;

 private:
  struct Moments {
    ByteNumbers first, second;
  };
  OptimizerSettings m_settings;
  std::vector<Moments> m_moments;  // of each group of the buffer
  Tensor m_steps;                  // [] float32: t
};

}  // namespace attune::engine
