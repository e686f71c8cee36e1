// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>

#include "core/weights/model_config.h"
#include "core/weights/tensor.h"

namespace attune {

/// The tensors of a checkpoint that is stored in eight-bit floats: NAME, which `NAME_scale_inv` or `NAME_scale` multiplies (one number
/// for all, for each row, or for each block of config.scaledBlock), is given as float32; scales, also those of activations, are hidden.
/// The source itself when the config tells of none. Reads the scales.
/// Errors: weights.scale (a scale is missing or has another shape), those of readFloat32.
Result<std::shared_ptr<const TensorSource>> withScales(std::shared_ptr<const TensorSource> source, const ModelConfig& config);

}  // namespace attune
