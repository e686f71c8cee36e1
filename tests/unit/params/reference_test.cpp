// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>

#include "core/base/file.h"
#include "core/engine/task_facts.h"
#include "core/engine/technique_facts.h"
#include "core/params/param_reference.h"
#include "core/params/training_params.h"

namespace attune {
namespace {

std::vector<ParamChapter> chapters() {
  std::vector<ParamChapter> all{{"Every run", "", {std::begin(params::kTraining), std::end(params::kTraining)}}};
  for (const TaskFacts* task : tasks()) {
    const std::string paper = task->paper;
    all.push_back({std::string("Task: ") + task->label,
                   "Task id: " + std::string(task->id) + ". " + task->help + (paper.empty() ? "" : " " + paper),
                   {task->params.begin(), task->params.end()}});
  }
  for (const TechniqueFacts* technique : techniques()) {
    const std::string paper = technique->paper;
    all.push_back(
        {technique->label,
         "Technique id: " + std::string(technique->id) + ". " + technique->help + (paper.empty() ? "" : " " + paper),
         {technique->params.begin(), technique->params.end()}});
  }
  return all;
}

TEST(ParamReference, TheCommittedPageIsCurrent) {
  const std::filesystem::path path =
      std::filesystem::path(ATTUNE_TEST_DATA).parent_path() / "resources" / "reference" / "parameters.md";
  const std::string page = paramReference(chapters());
  if (std::getenv("ATTUNE_UPDATE_REFERENCE")) {
    std::filesystem::create_directories(path.parent_path());
    ASSERT_TRUE(writeFileAtomic(path, page).has_value());
    std::filesystem::permissions(path, std::filesystem::perms(0644));
  }
  const auto committed = readFile(path);
  ASSERT_TRUE(committed.has_value()) << path;
  EXPECT_EQ(*committed, page) << "run this test with ATTUNE_UPDATE_REFERENCE=1 and commit the page";
}

TEST(ParamReference, EveryDeclarationIsOnThePageOnce) {
  const std::string page = paramReference(chapters());
  for (const ParamChapter& chapter : chapters())
    for (const ParamRef& param : chapter.params) {
      const std::string row = "| `" + std::string(paramId(param)) + "` | `" + paramOption(param) + "` |";
      const std::size_t first = page.find(row);
      ASSERT_NE(first, std::string::npos) << row;
      EXPECT_EQ(page.find(row, first + 1), std::string::npos) << row;
    }
}

// One id is one option of the command line, so two techniques may only share it if they mean the same.
TEST(ParamReference, AnIdMeansTheSameEverywhere) {
  std::map<std::string, ParamRef> known;
  for (const ParamChapter& chapter : chapters())
    for (const ParamRef& param : chapter.params) {
      const auto [it, fresh] = known.emplace(paramId(param), param);
      if (fresh) continue;
      EXPECT_EQ(it->second.index(), param.index()) << paramId(param);
      EXPECT_STREQ(paramLabel(it->second), paramLabel(param)) << paramId(param);
      EXPECT_EQ(paramRange(it->second), paramRange(param)) << paramId(param);
    }
}

TEST(ParamReference, TechniqueDefaultsAreValid) {
  for (const ParamChapter& chapter : chapters())
    for (const ParamRef& param : chapter.params)
      EXPECT_TRUE(checkParam(param, paramDefault(param)).has_value()) << paramId(param);
}

}  // namespace
}  // namespace attune
