// SPDX-License-Identifier: GPL-3.0-or-later
// Inputs of linear layers that are not kept for the way back. Norms and activations make their rows by one cheap kernel from what they
// save themselves; instead of rows that may be made again so, a linear layer keeps the way to them.
#pragma once
#include <torch/csrc/autograd/custom_function.h>
#include <torch/types.h>

#include <memory>

namespace attune::engine {

/// Makes the rows of a node of the graph again.
using MakeAgain = at::Tensor (*)(torch::autograd::Node& node);

/// Marks `rows` as what `again` makes of its node once more, with the same bits, and gives them back. The node drops what was made of it
/// when its own way back begins. Rows outside of a graph, and every rows while ComputeSettings::leanInputs is off, stay unmarked.
at::Tensor markMadeAgain(const at::Tensor& rows, MakeAgain again);

/// The result of Maker::apply, marked; `Maker` is a torch Function with `static Tensor again(AutogradContext*)`.
template <class Maker>
at::Tensor madeAgainBy(const at::Tensor& rows) {
  return markMadeAgain(rows, [](torch::autograd::Node& node) { return Maker::again(&static_cast<torch::autograd::CppNode<Maker>&>(node).ctx_); });
}

/// Whether x is marked, so that savedInput would not save it.
bool isMadeAgain(const at::Tensor& x);

/// What a torch Function saves of its input x: x, or an undefined tensor when x is marked; `context` then knows the way to it.
at::Tensor savedInput(torch::autograd::AutogradContext* context, const at::Tensor& x);

/// x on the way back. Layers that were given the same rows share what is made again.
at::Tensor inputAgain(torch::autograd::AutogradContext* context, const at::Tensor& saved);

}  // namespace attune::engine
