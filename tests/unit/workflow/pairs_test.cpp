// SPDX-License-Identifier: GPL-3.0-or-later
// Projects that learn vectors of texts from questions with answers, and rewards from pairs of answers, from the file to the
// exported model.
#include <algorithm>

#include "core/base/file.h"
#include "tests/unit/workflow/project_fixture.h"

namespace attune {
namespace {

class Pairs : public ProjectTest {
 protected:
  // Eighteen answers, each to five questions that share its words.
  DatasetInfo importQuestions() {
    return importLines("faq.jsonl", 90, [](int i) {
      const std::string a(1, static_cast<char>('a' + i % 18)), other(1, static_cast<char>('a' + (i % 18 + 7) % 18));
      return R"({"question": ")" + a + " " + std::to_string(i) + R"(", "answer": ")" + a + " " + a + " " + other + "\"}";
    });
  }
  DatasetInfo importAnswers() {
    return importLines("judged.jsonl", 60, [](int i) {
      const std::string n = std::to_string(i);
      return R"({"prompt": "a )" + n + R"(", "chosen": "x y )" + n + R"(", "rejected": "m n )" + n + "\"}";
    });
  }

  RunSpec specFor(const DatasetInfo& info, const std::string& task, const std::string& technique, const std::string& model = "bert") const {
    RunSpec spec = tinyRun(info, task, technique, model);
    spec.params.set(&params::kLearningRate, 5e-3);
    spec.params.set(&params::kEpochs, 5.0);
    spec.params.set(&params::kBatchSize, std::int64_t{12});
    return spec;
  }
};

TEST_F(Pairs, VectorsFromTheFileToSentenceTransformers) {
  const auto info = importQuestions();
  const RunSpec spec = specFor(info, "embedding", "lora");
  const auto preview = previewRun(*m_project, spec);
  ASSERT_TRUE(preview) << describe(preview.error());
  ASSERT_TRUE(preview->problems.empty()) << describe(preview->problems.front());
  const auto view = viewRow(*m_project, spec, 0);
  ASSERT_TRUE(view) << describe(view.error());
  EXPECT_NE(view->rendered.find('\n'), std::string::npos);

  const auto run = m_project->train(spec, {}, {});
  ASSERT_TRUE(run) << describe(run.error());
  ASSERT_EQ(run->summary.state, RunState::Completed);
  EXPECT_EQ(run->summary.trainableParameters, preview->trainableParameters);
  EXPECT_TRUE(run->spec.classes.empty());

  const auto scored = m_project->evaluate(run->id, 3, {});
  ASSERT_TRUE(scored) << describe(scored.error());
  const auto evaluation = evaluationFromJson(*scored);
  ASSERT_TRUE(evaluation) << describe(evaluation.error());
  EXPECT_EQ(evaluation->answers.size(), 3U);
  EXPECT_GE((*scored)["tuned"]["mrr"].get<double>(), (*scored)["base"]["mrr"].get<double>());
  EXPECT_GT((*scored)["tuned"]["recall_at_5"].get<double>(), 0.8);
  EXPECT_LE((*scored)["tuned"]["recall_at_1"].get<double>(), (*scored)["tuned"]["recall_at_5"].get<double>());

  const auto found = m_project->chat(run->id, true, {Message(Role::User, "c 500")}, {}, {}, {});
  ASSERT_TRUE(found) << describe(found.error());
  EXPECT_EQ(std::count(found->begin(), found->end(), '\n'), 4) << *found;
  EXPECT_NE(found->find("c c"), std::string::npos) << *found;

  const auto adapter = m_project->exportRun(run->id, "peft", {}, {});
  ASSERT_TRUE(adapter) << describe(adapter.error());
  EXPECT_EQ((*readJsonFile(*adapter / "adapter_config.json"))["task_type"], "FEATURE_EXTRACTION");
  const auto whole = m_project->exportRun(run->id, "huggingface", {}, {});
  ASSERT_TRUE(whole) << describe(whole.error());
  EXPECT_EQ((*readJsonFile(*whole / "config.json"))["architectures"][0], "BertModel");
  EXPECT_EQ((*readJsonFile(*whole / "modules.json")).size(), 3U);
  EXPECT_EQ((*readJsonFile(*whole / "1_Pooling" / "config.json"))["pooling_mode_mean_tokens"], true);
  EXPECT_TRUE(verifyManifest(*whole));
}

// Columns as sentence-transformers calls them; the third text is one to tell apart.
TEST_F(Pairs, VectorsWithWrongTexts) {
  std::ofstream file(m_folder / "triplets.csv");
  file << "anchor,positive,negative\n";
  for (int i = 0; i < 40; ++i) file << "a b " << i << ",a b c,x y z " << i << "\n";
  file.close();
  auto info = m_project->importDataset({m_folder / "triplets.csv"}, {}, {}, "triplets", {});
  ASSERT_TRUE(info) << describe(info.error());
  EXPECT_EQ(info->kind, "preference");
  RunSpec spec = specFor(*info, "embedding", "full", "distilbert");
  spec.params.set(&params::kLearningRate, 1e-3);
  const auto run = m_project->train(spec, {}, {});
  ASSERT_TRUE(run) << describe(run.error());
  ASSERT_EQ(run->summary.state, RunState::Completed);
  const auto scored = m_project->evaluate(run->id, 1, {});
  ASSERT_TRUE(scored) << describe(scored.error());
  // All rows have one right text, so that it has only wrong ones beside it.
  EXPECT_EQ((*scored)["tuned"]["recall_at_1"].get<double>(), 1.0);
  EXPECT_EQ((*scored)["answers"][0]["tuned"], "a b c");
}

TEST_F(Pairs, VectorsAreNotLearntFromWhatHasNone) {
  const auto info = importQuestions();
  RunSpec alone = specFor(info, "embedding", "lora");
  alone.params.set(&params::kBatchSize, std::int64_t{1});
  EXPECT_EQ(problemOf(alone), "task.small-batch");
  EXPECT_EQ(problemOf(specFor(info, "embedding", "lora", "llama")), "task.no-encoder");
  EXPECT_EQ(problemOf(specFor(info, "reward", "lora")), "task.wrong-rows");
  EXPECT_EQ(problemOf(specFor(info, "embedding", "prompt_tuning")), "technique.wrong-task");
}

TEST_F(Pairs, RewardsFromTheFileToTheExportedModel) {
  RunSpec spec = specFor(importAnswers(), "reward", "lora", "llama");
  spec.params.set(&params::kBatchSize, std::int64_t{4});
  const auto preview = previewRun(*m_project, spec);
  ASSERT_TRUE(preview) << describe(preview.error());
  ASSERT_TRUE(preview->problems.empty()) << describe(preview->problems.front());
  const auto run = m_project->train(spec, {}, {});
  ASSERT_TRUE(run) << describe(run.error());
  ASSERT_EQ(run->summary.state, RunState::Completed);
  EXPECT_EQ(run->spec.classes, std::vector<std::string>{"reward"});
  EXPECT_EQ(run->summary.trainableParameters, preview->trainableParameters);

  const auto scored = m_project->evaluate(run->id, 2, {});
  ASSERT_TRUE(scored) << describe(scored.error());
  EXPECT_GT((*scored)["tuned"]["preference_accuracy"].get<double>(), 0.8);
  EXPECT_GT((*scored)["tuned"]["reward_margin"].get<double>(), 0.0);
  EXPECT_EQ((*scored)["answers"].size(), 2U);
  const auto judged = [&](const char* answer) {
    const auto reward = m_project->chat(run->id, true, {Message(Role::User, "a 7"), Message(Role::Assistant, answer)}, {}, {}, {});
    if (!reward) throw std::runtime_error(describe(reward.error()));
    return std::stod(*reward);
  };
  EXPECT_GT(judged("x y 7"), judged("m n 7"));
  const auto whole = m_project->exportRun(run->id, "huggingface", {}, {});
  ASSERT_TRUE(whole) << describe(whole.error());
  const Json config = *readJsonFile(*whole / "config.json");
  EXPECT_EQ(config["architectures"][0], "LlamaForSequenceClassification");
  EXPECT_EQ(config["id2label"].size(), 1U);
}

}  // namespace
}  // namespace attune
