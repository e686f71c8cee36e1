// SPDX-License-Identifier: GPL-3.0-or-later
// Tasks, objectives and what they choose from name the same.
#include <gtest/gtest.h>

#include <set>

#include "core/engine/objectives/objective.h"
#include "core/engine/objectives/preference.h"
#include "core/engine/objectives/preference_params.h"
#include "core/engine/task_facts.h"

namespace attune::engine {
namespace {

TEST(TaskTables, FactsAndObjectivesNameTheSame) {
  std::set<std::string> facts, implementations;
  for (const TaskFacts* item : tasks()) {
    facts.insert(item->id);
    EXPECT_FALSE(std::string(item->label).empty());
    EXPECT_FALSE(std::string(item->help).empty());
    EXPECT_NE(std::string(item->otherKind).find("{0}"), std::string::npos);
    EXPECT_FALSE(item->kinds.empty());
    EXPECT_EQ(findTask(item->id), item);
  }
  for (const ObjectiveEntry& item : objectives()) implementations.insert(item.id);
  EXPECT_EQ(facts, implementations);
  EXPECT_EQ(facts.size(), tasks().size());
}

TEST(TaskTables, RowsOfAnotherKindAreRefused) {
  for (const TaskFacts* item : tasks()) {
    for (const ExampleKind kind : {ExampleKind::Conversation, ExampleKind::Classification, ExampleKind::TokenTags, ExampleKind::Preference, ExampleKind::PlainText, ExampleKind::Rated}) {
      const bool taken = std::ranges::find(item->kinds, kind) != item->kinds.end();
      const auto refusal = refuseRows(*item, kind, "rows");
      EXPECT_EQ(refusal.has_value(), !taken) << item->id;
      EXPECT_EQ(refusal ? refusal->args : std::vector<std::string>{"rows"}, std::vector<std::string>{"rows"});
    }
  }
}

TEST(TaskTables, EveryPreferenceLossIsThere) {
  for (const Choice& choice : params::kPreferenceLosses) {
    const PreferenceLoss* loss = findPreferenceLoss(choice.id);
    ASSERT_NE(loss, nullptr) << choice.id;
    EXPECT_STREQ(loss->id, choice.id);
  }
  EXPECT_EQ(findPreferenceLoss("nothing"), nullptr);
}

}  // namespace
}  // namespace attune::engine
