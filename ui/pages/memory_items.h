// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/engine/engine.h"
#include "ui/widgets/memory_bar.h"

namespace attune::ui {

/// The parts of an estimate, named for people.
std::vector<MemoryBar::Item> memoryItems(const MemoryEstimate& memory);

}  // namespace attune::ui
