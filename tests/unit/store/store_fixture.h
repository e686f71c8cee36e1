// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "core/store/project_store.h"

namespace attune {

/// A project folder that goes away with the test.
class StoreTest : public ::testing::Test {
 protected:
  void SetUp() override {
    // A killed process leaves the same in memory as on a disk, and memory does not make the tests wait for fsync.
    const std::filesystem::path memory = "/dev/shm";
    const bool inMemory = access(memory.c_str(), W_OK) == 0;
    std::string pattern =
        ((inMemory ? memory : std::filesystem::temp_directory_path()) / "attune-store-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  std::unique_ptr<ProjectStore> create() {
    auto store = ProjectStore::create(folder, "Clinic");
    EXPECT_TRUE(store.has_value()) << (store ? "" : describe(store.error()));
    return store ? std::move(*store) : nullptr;
  }
  std::unique_ptr<ProjectStore> open() {
    auto store = ProjectStore::open(folder);
    EXPECT_TRUE(store.has_value()) << (store ? "" : describe(store.error()));
    return store ? std::move(*store) : nullptr;
  }
  std::string openError() {
    auto store = ProjectStore::open(folder);
    return store ? "" : store.error().code;
  }

  std::filesystem::path folder;
};

inline RunSpec specNamed(const std::string& name) {
  RunSpec spec;
  spec.name = name;
  spec.modelPath = "/models/tiny";
  spec.datasetId = "faq";
  spec.params.setRaw("learning_rate", 2e-4);
  return spec;
}

}  // namespace attune
