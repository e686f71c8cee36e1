// SPDX-License-Identifier: GPL-3.0-or-later
// A project whose rows are texts with labels, from the file to the exported classifier.
#include "tests/unit/workflow/project_fixture.h"

namespace attune {
namespace {

namespace fs = std::filesystem;

class Classes : public ProjectTest {
 protected:
  // Rows whose words tell their label; `label` writes the cell.
  DatasetInfo import(const std::string& name, const std::function<std::string(int)>& label) {
    const char* words[] = {"a b a ", "x y x ", "m n m "};
    return importLines(name + ".jsonl", 90, [&](int i) {
      return R"({"text": ")" + std::string(words[i % 3]) + words[i % 3] + std::to_string(i) + R"(", "label": )" + label(i) + "}";
    });
  }

  RunSpec specFor(const DatasetInfo& info, const std::string& technique, const std::string& model = "bert") const {
    RunSpec spec = tinyRun(info, "text-classification", technique, model);
    spec.params.set(&params::kLearningRate, 1e-2);
    spec.params.set(&params::kEpochs, 4.0);
    spec.params.set(&params::kBatchSize, std::int64_t{8});
    return spec;
  }
};

std::string oneLabel(int i) {
  const char* names[] = {"\"zebra\"", "\"ant\"", "\"mouse\""};
  return names[i % 3];
}

TEST_F(Classes, FromTheFileToTheExportedModel) {
  const RunSpec spec = specFor(import("animals", oneLabel), "lora");
  const auto preview = previewRun(*m_project, spec);
  ASSERT_TRUE(preview) << describe(preview.error());
  ASSERT_TRUE(preview->problems.empty()) << describe(preview->problems.front());

  std::vector<RunEvent> events;
  const auto run = m_project->train(spec, [&](const RunEvent& event) { events.push_back(event); }, {});
  ASSERT_TRUE(run) << describe(run.error());
  ASSERT_EQ(run->summary.state, RunState::Completed);
  EXPECT_EQ(run->spec.classes, (std::vector<std::string>{"ant", "mouse", "zebra"}));
  EXPECT_FALSE(run->spec.multiLabel);
  EXPECT_EQ(run->summary.trainableParameters, preview->trainableParameters);

  const auto scored = m_project->evaluate(run->id, 3, {});
  ASSERT_TRUE(scored) << describe(scored.error());
  const auto evaluation = evaluationFromJson(*scored);
  ASSERT_TRUE(evaluation) << describe(evaluation.error());
  EXPECT_EQ(evaluation->rows, 9U);
  EXPECT_EQ(evaluation->answers.size(), 3U);
  EXPECT_GT((*scored)["tuned"]["accuracy"].get<double>(), 0.8);
  ASSERT_TRUE(evaluation->confusion);
  std::uint64_t counted = 0;
  for (const auto& row : evaluation->confusion->counts)
    for (const std::uint64_t count : row) counted += count;
  EXPECT_EQ(counted, 9U);
  // A spec that was a classifier's writes text again when its task says so.
  RunSpec copied = run->spec;
  copied.task = "causal-lm";
  copied.modelPath = std::string(ATTUNE_TEST_DATA) + "/golden/models/llama";
  copied.params.set(&params::kMaxSteps, std::int64_t{2});
  const auto writes = m_project->train(copied, {}, {});
  ASSERT_TRUE(writes) << describe(writes.error());
  EXPECT_EQ(writes->summary.state, RunState::Completed);
  EXPECT_TRUE(writes->spec.classes.empty());
  EXPECT_TRUE(m_project->run(run->id)->summary.metrics.contains("tuned.f1_macro"));

  const auto classes = m_project->chat(run->id, true, {Message(Role::User, "x y x x y x 7")}, {}, {}, {});
  ASSERT_TRUE(classes) << describe(classes.error());
  EXPECT_TRUE(classes->starts_with("ant  ")) << *classes;

  const auto adapter = m_project->exportRun(run->id, "peft", {}, {});
  ASSERT_TRUE(adapter) << describe(adapter.error());
  EXPECT_TRUE(fs::exists(*adapter / "adapter_config.json"));
  const auto whole = m_project->exportRun(run->id, "huggingface", {}, {});
  ASSERT_TRUE(whole) << describe(whole.error());
  EXPECT_NE(readFile(*adapter / "README.md").value_or("").find("library_name: peft\npipeline_tag: text-classification\n"), std::string::npos);
  EXPECT_NE(readFile(*whole / "README.md").value_or("").find("library_name: transformers\npipeline_tag: text-classification\n"), std::string::npos);
  const auto checkpoint = openCheckpoint(*whole);
  ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
  EXPECT_EQ(checkpoint->config.labels, run->spec.classes);
  EXPECT_EQ(checkpoint->config.original["architectures"][0], "BertForSequenceClassification");
  EXPECT_TRUE(fs::exists(*whole / "tokenizer.json"));
}

TEST_F(Classes, OfListsAreSeveralForEachText) {
  const auto info = import("lists", [](int i) { return i % 3 == 2 ? std::string("[]") : i % 2 ? std::string("[\"q\"]") : "[\"q\", " + oneLabel(i) + "]"; });
  const auto run = m_project->train(specFor(info, "feature_extraction", "distilbert"), {}, {});
  ASSERT_TRUE(run) << describe(run.error());
  EXPECT_TRUE(run->spec.multiLabel);
  EXPECT_EQ(run->spec.classes, (std::vector<std::string>{"ant", "q", "zebra"}));
  const auto scored = m_project->evaluate(run->id, 0, {});
  ASSERT_TRUE(scored) << describe(scored.error());
  EXPECT_FALSE(scored->contains("confusion"));
  EXPECT_TRUE((*scored)["tuned"].contains("f1_micro"));
  const auto whole = m_project->exportRun(run->id, "huggingface", {}, {});
  ASSERT_TRUE(whole) << describe(whole.error());
  EXPECT_EQ(openCheckpoint(*whole)->config.original["problem_type"], "multi_label_classification");
}

TEST_F(Classes, WhatDoesNotFitIsSaidBeforeItStarts) {
  const auto animals = import("animals", oneLabel);
  EXPECT_EQ(problemOf(specFor(import("alone", [](int) { return std::string("\"only\""); }), "lora")), "task.one-class");
  EXPECT_EQ(problemOf(specFor(import("names", [](int i) { return "\"n" + std::to_string(i) + "\""; }), "lora")), "task.too-many-classes");
  EXPECT_EQ(problemOf(specFor(animals, "prompt_tuning")), "technique.wrong-task");
  RunSpec writes = specFor(animals, "lora");
  writes.task = "causal-lm";
  EXPECT_EQ(problemOf(writes), "technique.wrong-model");
  const auto talk = importFile("talk.jsonl", R"({"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]})");
  EXPECT_EQ(problemOf(specFor(talk, "lora")), "task.wrong-rows");
  EXPECT_TRUE(m_project->runs()->empty());
}

TEST_F(Classes, StoppedRunGoesOnWithItsClasses) {
  RunSpec spec = specFor(import("animals", oneLabel), "bitfit", "roberta");
  std::stop_source stop;
  const auto stopped = m_project->train(spec, [&](const RunEvent& event) {
    if (const auto* step = std::get_if<StepMetrics>(&event); step && step->step == 4) stop.request_stop();
  }, {{}, stop.get_token()});
  ASSERT_TRUE(stopped) << describe(stopped.error());
  ASSERT_EQ(stopped->summary.state, RunState::Stopped);
  const auto resumed = m_project->resume(stopped->id, {}, {});
  ASSERT_TRUE(resumed) << describe(resumed.error());
  EXPECT_EQ(resumed->summary.state, RunState::Completed);
  EXPECT_EQ(resumed->spec.classes.size(), 3U);
}

}  // namespace
}  // namespace attune
