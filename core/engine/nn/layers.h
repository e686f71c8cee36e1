// SPDX-License-Identifier: GPL-3.0-or-later
// The parts that blocks of decoders and encoders are made of.
#pragma once
#include <torch/types.h>

#include <functional>
#include <memory>
#include <string>

#include "core/engine/nn/model.h"
#include "core/engine/nn/weight_reader.h"

namespace attune::engine {

/// RMS norm or layer norm over the last dimension; absent (gives its input) while `weight` is undefined.
struct Norm {
  std::string name;  ///< Module path in the checkpoint.
  Tensor weight, bias;
  double eps = 1e-6;
  bool rms = true, unitOffset = false;

  explicit operator bool() const { return weight.defined(); }
  Tensor operator()(const Tensor& x) const;
  void visit(const TensorVisitor& visitor);
};

/// A plain layer whose weight is stored [in, out], as GPT-2's Conv1D.
class TransposedLinear : public Linear {
 public:
  TransposedLinear(Tensor weight, Tensor bias) : m_weight(std::move(weight)), m_bias(std::move(bias)) {}
  Tensor forward(const Tensor& x) override;
  Tensor denseWeight() const override { return m_weight.t(); }
  void visit(const std::string& prefix, const TensorVisitor& visitor) override;
  std::int64_t inFeatures() const override { return m_weight.size(0); }
  std::int64_t outFeatures() const override { return m_weight.size(1); }
  Tensor& weight() { return m_weight; }
  Tensor& bias() { return m_bias; }

 private:
  Tensor m_weight, m_bias;
};

/// A linear layer under its module path; empty where a model has none of the kind.
struct NamedLinear {
  std::string name;
  std::unique_ptr<Linear> layer;

  explicit operator bool() const { return layer != nullptr; }
  Tensor operator()(const Tensor& x) const { return layer->forward(x); }
};

/// While it lives, each linear layer that its thread reads is replaced by what `change` makes of it at once, so that a model need never
/// be there as it is stored. They do not nest.
class ChangeWhileReading {
 public:
  using Change = std::function<std::unique_ptr<Linear>(const std::string& name, std::unique_ptr<Linear> layer)>;
  explicit ChangeWhileReading(Change change);
  ~ChangeWhileReading();
  ChangeWhileReading(const ChangeWhileReading&) = delete;
  ChangeWhileReading& operator=(const ChangeWhileReading&) = delete;

 private:
  Change m_change;
};

/// Reads a norm; with an empty name gives an absent one.
Norm readNorm(WeightReader& reader, const std::string& name, std::int64_t size);
/// Reads a linear layer [out, in] ([in, out] when `transposed`); the bias when told to.
NamedLinear readLinear(WeightReader& reader, const std::string& name, std::int64_t out, std::int64_t in, bool bias, bool transposed = false);

}  // namespace attune::engine
