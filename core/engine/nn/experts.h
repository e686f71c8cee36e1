// SPDX-License-Identifier: GPL-3.0-or-later
// A mixture of experts (Shazeer et al. 2017, arXiv:1701.06538; Fedus et al. 2021, arXiv:2101.03961): a router sends each token
// through a few of many feed-forward parts. E experts, k of them for each token; the other letters are those of model.h.
#pragma once
#include <string>
#include <vector>

#include "core/engine/nn/layers.h"
#include "core/engine/nn/model.h"

namespace attune::engine {

/// The feed-forward part of a layer whose config has ExpertSettings: y = Σ wₑ downₑ(act(gateₑ(x)) ∘ upₑ(x)) over the k experts
/// with the largest softmax(router x).
class Experts {
 public:
  /// The experts of a layer, `layer` being its module path; the reader's error() says whether they are whole.
  static Experts read(WeightReader& reader, const std::string& layer);

  /// x [T, C] -> [T, C]. Tokens are laid together by expert, so that each expert computes once. The router's logits [T, E] are
  /// appended to `routerLogits` unless it is null.
  Tensor operator()(const Tensor& x, const std::string& activation, std::vector<Tensor>* routerLogits);
  void visit(const TensorVisitor& visitor);
  /// Appends the router and the projections of each expert.
  void addLinears(std::vector<LinearSlot>& slots);

 private:
  struct Expert {
    NamedLinear gate, up, down;
  };
  ExpertSettings m_settings;
  NamedLinear m_router;
  std::vector<Expert> m_experts;
};

/// The loss that balances the experts' load (arXiv:2101.03961, equation 4, over all layers at once): E Σₑ fₑ pₑ, fₑ being the part of
/// the tokens sent to e, counted for each of their k places, and pₑ the mean probability. One [T, E] for each layer -> a scalar.
Tensor expertBalanceLoss(const std::vector<Tensor>& routerLogits, std::int64_t perToken);

}  // namespace attune::engine
