// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <memory>

#include "core/workflow/workflow.h"

namespace attune::ui {

/// The starter project and the run that it proposes.
struct StarterProject {
  std::shared_ptr<Project> project;
  RunSpec draft;
};

/// Where the starter project is kept: ~/.local/share/attune/Starter.attune, or ATTUNE_STARTER_PROJECT.
std::filesystem::path starterFolder();
/// Opens the starter project, or makes it from the data that the set-up fetched into ~/.cache/attune/starter.
/// Errors: starter.missing (says what to run), those of Project. Thread: worker.
Result<StarterProject> makeStarterProject(const std::filesystem::path& folder, const WorkContext& context);

}  // namespace attune::ui
