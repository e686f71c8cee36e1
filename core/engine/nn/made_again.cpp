// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/nn/made_again.h"

#include "core/engine/nn/settings.h"

namespace attune::engine {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::FunctionPreHook;
using torch::autograd::Node;
using torch::autograd::variable_list;

constexpr const char* kMaker = "maker";

// What was made again, for all who ask for it before the maker's own way back, which this hook stands at the beginning of.
class Mark : public FunctionPreHook {
 public:
  explicit Mark(MakeAgain again) : m_again(again) {}

  variable_list operator()(const variable_list& gradients) override {
    m_rows.reset();
    return gradients;
  }

  at::Tensor rows(Node& maker) {
    if (!m_rows.defined()) m_rows = m_again(maker);
    return m_rows;
  }

 private:
  MakeAgain m_again;
  at::Tensor m_rows;
};

Mark* markOf(Node& node) {
  for (const auto& hook : node.pre_hooks()) {
    if (auto* mark = dynamic_cast<Mark*>(hook.get())) return mark;
  }
  return nullptr;
}

// The maker lives as long as the graph leads from the one who asks to it; a strong pointer beside that edge would let graphs be
// destroyed in a recursion.
struct Maker : torch::CustomClassHolder {
  explicit Maker(const std::shared_ptr<Node>& maker) : node(maker) {}
  std::weak_ptr<Node> node;
};

}  // namespace

at::Tensor markMadeAgain(const at::Tensor& rows, MakeAgain again) {
  if (computeSettings().leanInputs && rows.grad_fn()) rows.grad_fn()->add_pre_hook(std::make_unique<Mark>(again));
  return rows;
}

bool isMadeAgain(const at::Tensor& x) {
  // Rows that were changed in place are no longer what their maker would make.
  const auto& node = x.grad_fn();
  return node && markOf(*node) != nullptr && x._version() == 0;
}

at::Tensor savedInput(AutogradContext* context, const at::Tensor& x) {
  if (!isMadeAgain(x)) return x;
  context->saved_data[kMaker] = c10::IValue::make_capsule(c10::make_intrusive<Maker>(x.grad_fn()));
  return {};
}

at::Tensor inputAgain(AutogradContext* context, const at::Tensor& saved) {
  if (saved.defined()) return saved;
  const auto held = context->saved_data.at(kMaker).toCapsule();
  const auto node = static_cast<Maker&>(*held).node.lock();
  TORCH_INTERNAL_ASSERT(node, "the maker of a linear layer's input is gone before its way back");
  return markOf(*node)->rows(*node);
}

}  // namespace attune::engine
