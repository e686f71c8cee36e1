// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/cli/command.h"
#include "core/params/param.h"
#include "core/run/run_spec.h"
#include "core/search/search_space.h"

namespace attune::cli {

/// The arguments that say what to train: project, dataset, model, task, technique, device, seed and every hyperparameter.
class RunOptions {
 public:
  void declare(CLI::App& command);
  /// Opens the project and gives it to `use` with the spec; a value that cannot be read is a usage error.
  int use(Console& console, const std::function<Result<int>(Project&, RunSpec)>& use) const;
  /// Reads "learning_rate=1e-5..1e-3 log" or "technique=lora,ia3". Errors: those of dimensionFromText, usage.no-setting.
  Result<SearchDimension> dimension(const std::string& text) const;

 private:
  /// The texts given are read against the declarations later, so that the message is the same as in the form.
  using ParamTexts = std::vector<std::pair<ParamRef, std::shared_ptr<std::string>>>;
  void addParams(CLI::App& command, std::span<const ParamRef> params, const std::string& group);
  std::string m_project, m_dataset;
  RunSpec m_spec;
  ParamTexts m_params;
};

}  // namespace attune::cli
