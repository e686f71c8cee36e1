// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/nn/recompute.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/custom_function.h>

namespace attune::engine {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// What backward needs beside tensors.
struct Recipe : torch::CustomClassHolder {
  Recipe(BlockFunction function, at::Generator generator) : block(std::move(function)), random(std::move(generator)) {
    if (random.defined()) stateBefore = random.get_state().clone();
  }
  BlockFunction block;
  at::Generator random;
  Tensor stateBefore;
};

constexpr const char* kRecipe = "recipe";

class Recomputed : public torch::autograd::Function<Recomputed> {
 public:
  // `anchor` makes the result part of the graph when only the block's own tensors learn.
  static Tensor forward(AutogradContext* context, const Tensor& x, const Tensor& extra, const Tensor& /*anchor*/,
                        const c10::intrusive_ptr<Recipe>& recipe) {
    context->save_for_backward({x, extra});
    context->saved_data[kRecipe] = c10::IValue::make_capsule(recipe);
    return recipe->block(x, extra.numel() > 0 ? extra : Tensor());
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const auto saved = context->get_saved_variables();
    auto held = context->saved_data[kRecipe].toCapsule();
    auto& recipe = static_cast<Recipe&>(*held);
    const Tensor x = saved[0].detach().set_requires_grad(context->needs_input_grad(0));
    const bool hasExtra = saved[1].numel() > 0;
    const Tensor extra = hasExtra ? saved[1].detach().set_requires_grad(context->needs_input_grad(1)) : Tensor();
    Tensor again;
    {
      const at::AutoGradMode gradientsOn(true);
      const Tensor stateNow = recipe.random.defined() ? recipe.random.get_state().clone() : Tensor();
      if (stateNow.defined()) recipe.random.set_state(recipe.stateBefore);
      again = recipe.block(x, extra);
      if (stateNow.defined()) recipe.random.set_state(stateNow);
    }
    torch::autograd::backward({again}, {gradients[0]});
    return {x.grad(), hasExtra ? extra.grad() : Tensor(), Tensor(), Tensor()};
  }
};

}  // namespace

bool learns(const std::function<void(const TensorVisitor&)>& visitAll) {
  bool any = false;
  visitAll([&](const std::string&, Tensor& tensor) { any = any || tensor.requires_grad(); });
  return any;
}

Tensor recomputed(BlockFunction block, const Tensor& x, const Tensor& extra, const at::Generator& random) {
  // A function's inputs must be defined; no second input is an empty one.
  const Tensor none = at::empty({0}, x.options().requires_grad(false));
  const Tensor anchor = at::empty({0}, at::TensorOptions(at::kFloat).device(x.device())).set_requires_grad(true);
  return Recomputed::apply(x, extra.defined() ? extra : none, anchor, c10::make_intrusive<Recipe>(std::move(block), random));
}

}  // namespace attune::engine
