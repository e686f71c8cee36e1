// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/nn/text_embedder.h"

#include <ATen/ATen.h>

namespace attune::engine {

Tensor TextEmbedder::vectors(const Batch& batch) {
  const Tensor hidden = m_body->hidden(batch).to(at::kFloat);
  std::vector<Tensor> means;
  for (std::size_t i = 0; i + 1 < batch.starts.size(); ++i) {
    means.push_back(hidden.narrow(0, batch.starts[i], batch.starts[i + 1] - batch.starts[i]).mean(0));
  }
  const Tensor mean = at::stack(means);
  return mean / mean.norm(2, {1}, true).clamp_min(1e-12);
}

}  // namespace attune::engine
