// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/base_change.h"

#include <set>

#include "core/base/file.h"
#include "core/engine/techniques/module_facts.h"
#include "core/engine/techniques/nf4_linear.h"

namespace attune::engine {
namespace {

constexpr const char* kFile = "attune_base.json";

}  // namespace

void quantiseBase(Model& model) {
  for (const LinearSlot& slot : model.linears()) {
    if (dynamic_cast<Nf4Linear*>(slot.layer->get()) != nullptr) continue;
    auto quantised = Nf4Linear::from(**slot.layer);
    *slot.layer = std::move(quantised);
  }
}

std::unique_ptr<ChangeWhileReading> quantiseWhileReading(const ModelConfig& config) {
  std::set<std::string> names;
  for (const LinearModule& module : linearModules(config)) names.insert(module.name);
  return std::make_unique<ChangeWhileReading>([names](const std::string& name, std::unique_ptr<Linear> layer) {
    return names.contains(name) ? Nf4Linear::from(*layer) : std::move(layer);
  });
}

std::unique_ptr<ChangeWhileReading> changeWhileReading(const std::filesystem::path& folder, const ModelConfig& config) {
  const auto change = readJsonFile(folder / kFile);
  return change && *change == nf4BaseJson() ? quantiseWhileReading(config) : nullptr;
}

void dequantiseBase(Model& model) {
  for (const LinearSlot& slot : model.linears()) {
    if (const auto* quantised = dynamic_cast<Nf4Linear*>(slot.layer->get())) {
      auto plain = std::make_unique<DenseLinear>(quantised->denseWeight(), quantised->bias());
      *slot.layer = std::move(plain);
    }
  }
}

Result<void> writeBaseChange(const std::filesystem::path& folder, const Json& change) {
  return writeFileAtomic(folder / kFile, change.dump(2) + "\n");
}

Result<Json> repeatBaseChange(const std::filesystem::path& folder, Model& model) {
  std::error_code ignored;
  if (!std::filesystem::exists(folder / kFile, ignored)) return Json();
  ATTUNE_TRY(Json change, readJsonFile(folder / kFile));
  if (change != nf4BaseJson()) {
    return fail("technique.wrong-adapter", ATTUNE_TEXT("The adapter “{0}” was trained on a base changed in a way that is not known: {1}."),
                {folder.string(), change.dump()});
  }
  quantiseBase(model);
  return change;
}

}  // namespace attune::engine
