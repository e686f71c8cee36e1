// SPDX-License-Identifier: GPL-3.0-or-later
// Projects that learn vectors of texts from questions with answers, and rewards from pairs of answers, from the file to the
// exported model.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "core/base/file.h"
#include "core/params/training_params.h"
#include "core/workflow/workflow.h"

namespace attune {
namespace {

namespace fs = std::filesystem;

class Pairs : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "attune-pairs-XXXXXX").string();
    m_folder = mkdtemp(name.data());
    auto project = Project::create(m_folder / "P.attune");
    ASSERT_TRUE(project) << describe(project.error());
    m_project = *project;
  }
  void TearDown() override {
    m_project.reset();
    std::error_code ignored;
    fs::remove_all(m_folder, ignored);
  }

  // Eighteen answers, each to five questions that share its words.
  DatasetInfo importQuestions() {
    std::ofstream file(m_folder / "faq.jsonl");
    for (int i = 0; i < 90; ++i) {
      const char a = static_cast<char>('a' + i % 18);
      file << R"({"question": ")" << a << " " << i << R"(", "answer": ")" << a << " " << a << " " << static_cast<char>('a' + (i % 18 + 7) % 18) << "\"}\n";
    }
    file.close();
    return imported("faq");
  }
  DatasetInfo importAnswers() {
    std::ofstream file(m_folder / "judged.jsonl");
    for (int i = 0; i < 60; ++i)
      file << R"({"prompt": "a )" << i << R"(", "chosen": "x y )" << i << R"(", "rejected": "m n )" << i << "\"}\n";
    file.close();
    return imported("judged");
  }
  DatasetInfo imported(const std::string& name) {
    auto info = m_project->importDataset({m_folder / (name + ".jsonl")}, {}, {}, name, {});
    if (!info) throw std::runtime_error(describe(info.error()));
    return *info;
  }

  RunSpec specFor(const DatasetInfo& info, const std::string& task, const std::string& technique, const std::string& model = "bert") const {
    RunSpec spec;
    spec.modelPath = std::string(ATTUNE_TEST_DATA) + "/golden/models/" + model;
    spec.datasetId = info.id;
    spec.split = info.split;
    spec.task = task;
    spec.technique = technique;
    spec.device = "cpu";
    spec.params.set(&params::kLearningRate, 5e-3);
    spec.params.set(&params::kEpochs, 5.0);
    spec.params.set(&params::kBatchSize, std::int64_t{12});
    return spec;
  }

  fs::path m_folder;
  std::shared_ptr<Project> m_project;
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
  const auto problemOf = [&](const RunSpec& spec) {
    const auto preview = previewRun(*m_project, spec);
    const auto started = m_project->train(spec, {}, {});
    if (!preview || preview->problems.empty() || started) return std::string("none");
    EXPECT_EQ(started.error().code, preview->problems.front().code);
    return preview->problems.front().code;
  };
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
