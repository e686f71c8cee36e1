// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <functional>
#include <stdexcept>

#include "core/params/training_params.h"
#include "core/workflow/workflow.h"

namespace attune {

/// A project in a folder of its own that is gone after the test.
class ProjectTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "attune-project-XXXXXX").string();
    m_folder = mkdtemp(name.data());
    auto project = Project::create(m_folder / "P.attune");
    ASSERT_TRUE(project) << describe(project.error());
    m_project = *project;
  }
  void TearDown() override {
    m_project.reset();
    std::error_code ignored;
    std::filesystem::remove_all(m_folder, ignored);
  }

  /// Imports a file of this name and content; the dataset is named like the file. Throws what the import says.
  DatasetInfo importFile(const std::string& file, const std::string& content) {
    std::ofstream(m_folder / file) << content;
    auto info = m_project->importDataset({m_folder / file}, {}, {}, std::filesystem::path(file).stem().string(), {});
    if (!info) throw std::runtime_error(describe(info.error()));
    return *info;
  }
  /// The same of `count` lines, each written by `row`.
  DatasetInfo importLines(const std::string& file, int count, const std::function<std::string(int)>& row) {
    std::string content;
    for (int i = 0; i < count; ++i) content += row(i) + "\n";
    return importFile(file, content);
  }

  /// A run on the CPU of a tiny model, tests/golden/models/MODEL.
  static RunSpec tinyRun(const DatasetInfo& info, const std::string& task, const std::string& technique, const std::string& model) {
    RunSpec spec;
    spec.modelPath = std::string(ATTUNE_TEST_DATA) + "/golden/models/" + model;
    spec.datasetId = info.id;
    spec.split = info.split;
    spec.task = task;
    spec.technique = technique;
    spec.device = "cpu";
    return spec;
  }
  /// Why such a run cannot start, which the form and the start say alike; "none" when it can.
  std::string problemOf(const RunSpec& spec) {
    const auto preview = previewRun(*m_project, spec);
    const auto started = m_project->train(spec, {}, {});
    EXPECT_FALSE(started);
    if (!preview || preview->problems.empty() || started) return "none";
    EXPECT_EQ(started.error().code, preview->problems.front().code);
    return preview->problems.front().code;
  }

  std::filesystem::path m_folder;
  std::shared_ptr<Project> m_project;
};

}  // namespace attune
