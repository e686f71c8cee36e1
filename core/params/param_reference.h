// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <span>
#include <string>
#include <vector>

#include "core/params/param.h"

namespace attune {

/// A chapter of the reference of hyperparameters.
struct ParamChapter {
  std::string title;
  std::string text;  ///< A paragraph under the title; may be empty.
  std::vector<ParamRef> params;
};

/// The reference page in Markdown (resources/reference/parameters.md), made from the declarations alone. A
/// hyperparameter that stands in several chapters is described in the first and named in the others.
std::string paramReference(std::span<const ParamChapter> chapters);

/// The allowed values in words: "0.001 to 10000", "at least 1", "linear, cosine, constant"; empty when anything goes.
std::string paramRange(const ParamRef& param);

}  // namespace attune
