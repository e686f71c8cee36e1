// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/json.h"
#include "core/engine/nn/model.h"
#include "core/engine/nn/ops.h"
#include "core/engine/techniques/nf4.h"

namespace attune::engine {

/// A frozen linear layer whose weight is held in NF4 and worked out anew for each product, so that only one layer's weight is
/// there in full at a time.
class Nf4Linear : public Linear {
 public:
  /// Quantises a plain layer.
  static std::unique_ptr<Nf4Linear> from(Linear& layer);
  Tensor forward(const Tensor& x) override;
  Tensor denseWeight() const override { return dequantiseNf4(m_weight, m_dtype); }
  void visit(const std::string& prefix, const TensorVisitor& visitor) override;
  std::int64_t inFeatures() const override { return m_weight.shape[1]; }
  std::int64_t outFeatures() const override { return m_weight.shape[0]; }
  /// Its own four bits, whatever the computation's dtype: what de-quantising rounds to bfloat16 is NF4's value, not part of it.
  std::optional<RowProduct> rowProduct() const override;
  /// Its weight as products take it.
  FrozenWeightPtr frozenWeight() const;
  const Nf4Tensor& weight() const { return m_weight; }
  const Tensor& bias() const { return m_bias; }

 private:
  Nf4Tensor m_weight;
  Tensor m_bias;
  at::ScalarType m_dtype = at::kFloat;
};

/// What is stored beside an adapter whose base is in NF4.
Json nf4BaseJson();

}  // namespace attune::engine
