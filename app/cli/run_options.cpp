// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_options.h"

#include <algorithm>

#include "core/engine/task_facts.h"
#include "core/engine/technique_facts.h"
#include "core/params/training_params.h"

namespace attune::cli {

void RunOptions::addParams(CLI::App& command, std::span<const ParamRef> params, const std::string& group) {
  for (const ParamRef& param : params) {
    if (command.get_option_no_throw(paramOption(param)) != nullptr) continue;  // shared by two techniques
    auto text = std::make_shared<std::string>();
    command.add_option(paramOption(param), *text, std::string(paramHelp(param)) + " [" + paramText(paramDefault(param)) + "]")
        ->group(group)->type_name(paramUnit(param)[0] != '\0' ? paramUnit(param) : "VALUE");
    m_params.emplace_back(param, text);
  }
}

void RunOptions::declare(CLI::App& command) {
  command.add_option("PROJECT", m_project)->required();
  command.add_option("--dataset", m_dataset, "Name or id; needed when the project has several");
  command.add_option("--model", m_spec.modelPath, "Hugging Face folder, .gguf file, or an id that `attune models` lists")->required();
  command.add_option("--task", m_spec.task, "causal-lm, preference … (`attune params` lists them)")->capture_default_str();
  command.add_option("--technique", m_spec.technique, "full, lora … (`attune params` lists them)")->capture_default_str();
  command.add_option("--device", m_spec.device, "auto, cpu, cuda:0")->capture_default_str();
  command.add_option("--seed", m_spec.seed)->capture_default_str();
  addParams(command, params::kTraining, "Training");
  for (const TaskFacts* task : tasks()) addParams(command, task->params, std::string("Task ") + task->id);
  for (const TechniqueFacts* technique : techniques()) addParams(command, technique->params, std::string("Technique ") + technique->id);
}

int RunOptions::use(Console& console, const std::function<Result<int>(Project&, RunSpec)>& use) const {
  RunSpec spec = m_spec;
  for (const auto& [param, text] : m_params) {
    if (text->empty()) continue;
    auto value = paramFromText(param, *text);
    if (!value) {
      console.error(value.error());
      return kUsage;
    }
    spec.params.set(param, std::move(*value));
  }
  return withProject(console, m_project, [&](Project& project) -> Result<int> {
    ATTUNE_TRY(const DatasetInfo info, project.findDataset(m_dataset));
    spec.datasetId = info.id;
    spec.split = info.split;
    return use(project, spec);
  });
}

Result<SearchDimension> RunOptions::dimension(const std::string& text) const {
  const auto equals = text.find('=');
  if (equals == std::string::npos || equals == 0)
    return fail("usage.no-setting", ATTUNE_TEXT("“{0}” does not name a setting and its values."), {text},
                ATTUNE_TEXT("Write for example --vary learning_rate=1e-4,2e-4,5e-4."));
  std::string id = text.substr(0, equals);
  std::ranges::replace(id, '-', '_');
  const std::string values = text.substr(equals + 1);
  const auto found = std::ranges::find_if(m_params, [&](const auto& entry) { return id == paramId(entry.first); });
  return found == m_params.end() ? dimensionFromText(id, values) : dimensionFromText(found->first, values);
}

}  // namespace attune::cli
