// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/memory_items.h"

namespace attune::ui {

std::vector<MemoryBar::Item> memoryItems(const MemoryEstimate& memory) {
  const auto named = [](const char* name, std::uint64_t bytes) {
    return MemoryBar::Item{QCoreApplication::translate("Memory", name), bytes};
  };
  return {named(QT_TRANSLATE_NOOP("Memory", "Weights"), memory.weights),
          named(QT_TRANSLATE_NOOP("Memory", "Gradients"), memory.gradients),
          named(QT_TRANSLATE_NOOP("Memory", "Optimiser"), memory.optimizer),
          named(QT_TRANSLATE_NOOP("Memory", "Activations"), memory.activations),
          named(QT_TRANSLATE_NOOP("Memory", "Other"), memory.other)};
}

}  // namespace attune::ui
