// SPDX-License-Identifier: GPL-3.0-or-later
// A project whose rows are words with tags, from the CoNLL file to the exported model.
#include "core/engine/objectives/token_classification_params.h"
#include "core/workflow/model_bundle.h"
#include "tests/unit/workflow/project_fixture.h"

namespace attune {
namespace {

class TaggedWords : public ProjectTest {
 protected:
  // Sentences whose words tell their tags: “x y” is a person, “m” a place, “abc” of three pieces a thing.
  DatasetInfo import() {
    std::string text = "-DOCSTART- O\n\n";
    for (int i = 0; i < 90; ++i) {
      if (i % 3 != 1) text += "x B-PER\ny I-PER\n";
      text += "a O\n";
      if (i % 2 == 0) text += "m B-LOC\n";
      if (i % 3 == 0) text += "abc B-THING\n";
      text += std::to_string(i) + " O\n\n";
    }
    return importFile("news.conll", text);
  }

  RunSpec specFor(const DatasetInfo& info, const std::string& technique, const std::string& model = "bert") const {
    RunSpec spec = tinyRun(info, "token-classification", technique, model);
    spec.params.set(&params::kLearningRate, 1e-2);
    spec.params.set(&params::kEpochs, 3.0);
    spec.params.set(&params::kBatchSize, std::int64_t{4});
    return spec;
  }
};

TEST_F(TaggedWords, FromTheFileToTheExportedModel) {
  const RunSpec spec = specFor(import(), "lora");
  const auto preview = previewRun(*m_project, spec);
  ASSERT_TRUE(preview) << describe(preview.error());
  ASSERT_TRUE(preview->problems.empty()) << describe(preview->problems.front());

  const auto run = m_project->train(spec, {}, {});
  ASSERT_TRUE(run) << describe(run.error());
  ASSERT_EQ(run->summary.state, RunState::Completed);
  EXPECT_EQ(run->spec.classes, (std::vector<std::string>{"B-LOC", "B-PER", "B-THING", "I-PER", "O"}));
  EXPECT_EQ(run->summary.trainableParameters, preview->trainableParameters);
  const auto stored = m_project->run(run->id);
  const EvalMetrics* last = nullptr;
  for (const RunEvent& event : stored->events)
    if (const auto* look = std::get_if<EvalMetrics>(&event); look && look->set == "validation") last = look;
  ASSERT_NE(last, nullptr);
  EXPECT_GT(last->metrics.at("entity_f1"), 0.9);
  EXPECT_TRUE(last->metrics.contains("entity_f1_strict") && last->metrics.contains("entity_f1.PER"));

  const auto scored = m_project->evaluate(run->id, 3, {});
  ASSERT_TRUE(scored) << describe(scored.error());
  const auto evaluation = evaluationFromJson(*scored);
  ASSERT_TRUE(evaluation) << describe(evaluation.error());
  EXPECT_EQ(evaluation->rows, 9U);
  ASSERT_EQ(evaluation->answers.size(), 3U);
  EXPECT_NE(evaluation->answers[0].expected.find("  "), std::string::npos);
  EXPECT_GT((*scored)["tuned"]["entity_f1"].get<double>(), 0.9);
  EXPECT_GT((*scored)["tuned"]["token_accuracy"].get<double>(), 0.9);
  EXPECT_TRUE(evaluation->confusion.has_value());
  EXPECT_TRUE(m_project->run(run->id)->summary.metrics.contains("tuned.entity_f1_strict"));

  const auto found = m_project->chat(run->id, true, {Message(Role::User, "x y, a m a.")}, {}, {}, {});
  ASSERT_TRUE(found) << describe(found.error());
  EXPECT_NE(found->find("x y  PER"), std::string::npos) << *found;
  EXPECT_NE(found->find("m  LOC"), std::string::npos) << *found;

  const auto adapter = m_project->exportRun(run->id, "peft", {}, {});
  ASSERT_TRUE(adapter) << describe(adapter.error());
  EXPECT_EQ((*readJsonFile(*adapter / "adapter_config.json"))["task_type"], "TOKEN_CLS");
  const auto whole = m_project->exportRun(run->id, "huggingface", {}, {});
  ASSERT_TRUE(whole) << describe(whole.error());
  const auto checkpoint = openCheckpoint(*whole);
  ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
  EXPECT_EQ(checkpoint->config.labels, run->spec.classes);
  EXPECT_EQ(checkpoint->config.original["architectures"][0], "BertForTokenClassification");
  EXPECT_NE(checkpoint->tensors->find("classifier.weight"), nullptr);
}

TEST_F(TaggedWords, PiecesOfWords) {
  const auto info = import();
  RunSpec spec = specFor(info, "feature_extraction", "distilbert");
  const auto rows = m_project->dataset(info.id);
  const auto model = m_project->bundle(spec.modelPath);
  ASSERT_TRUE(rows && model);
  spec = withClasses(spec, **rows);
  Example example;
  example.kind = ExampleKind::TokenTags;
  example.tokens = {"x", "abcabcabc", "m"};
  example.tags = {"O", "B-PER", "B-LOC"};
  const auto encode = [&](bool all, std::int64_t maxLength = 1024) {
    spec.params.set(&params::kLabelAllTokens, all);
    spec.params.set(&params::kMaxLength, maxLength);
    auto encoded = encodeExample(example, *(*model)->tokenizer, (*model)->chatTemplate, (*model)->encodeSettings(spec));
    if (!encoded) throw std::runtime_error(describe(encoded.error()));
    return encoded->example.labels;
  };
  const std::int32_t place = 0, person = 1, inPerson = 3, outside = 4, classes = 5;
  const auto first = encode(false), all = encode(true);
  std::vector<std::int32_t> bearing;
  for (const auto label : first)
    if (label != kNoLabel) bearing.push_back(label);
  EXPECT_EQ(bearing, (std::vector<std::int32_t>{outside, person, place}));
  ASSERT_GT(first.size(), 5U) << "the word is one piece only";
  ASSERT_EQ(all.size(), first.size());
  EXPECT_EQ(all.front(), kNoLabel);
  EXPECT_EQ(all.back(), kNoLabel);
  for (std::size_t t = 1; t + 1 < all.size(); ++t) EXPECT_EQ(all[t], first[t] == kNoLabel ? classes + inPerson : first[t]) << t;
  EXPECT_EQ(*taggedWords(example, *(*model)->tokenizer, (*model)->encodeSettings(spec)), (std::vector<std::size_t>{0, 1, 2}));
  encode(true, static_cast<std::int64_t>(first.size()) - 1);
  EXPECT_EQ(*taggedWords(example, *(*model)->tokenizer, (*model)->encodeSettings(spec)), (std::vector<std::size_t>{0, 1}));

  RunSpec learns = specFor(info, "full", "distilbert");
  learns.params.set(&params::kLearningRate, 3e-3);
  learns.params.set(&params::kLabelAllTokens, true);
  const auto run = m_project->train(learns, {}, {});
  ASSERT_TRUE(run) << describe(run.error());
  const auto scored = m_project->evaluate(run->id, 0, {});
  ASSERT_TRUE(scored) << describe(scored.error());
  EXPECT_GT((*scored)["tuned"]["entity_f1"].get<double>(), 0.8);
}

TEST_F(TaggedWords, WhatDoesNotFitIsSaidBeforeItStarts) {
  const auto info = import();
  RunSpec writes = specFor(info, "lora", "llama");
  writes.task = "causal-lm";
  EXPECT_EQ(problemOf(writes), "task.wrong-rows");
  RunSpec sorts = specFor(info, "lora");
  sorts.task = "text-classification";
  EXPECT_EQ(problemOf(sorts), "task.wrong-rows");
  EXPECT_EQ(problemOf(specFor(info, "prompt_tuning")), "technique.wrong-task");
  RunSpec prompts = specFor(info, "lora");
  prompts.params.set(&params::kTrainOnPrompt, true);
  EXPECT_EQ(problemOf(prompts), "task.unused-param");
  const auto one = importFile("one.conll", "a O\nb O\n\nc O\n\na O\n\nb O\n\n");
  EXPECT_EQ(problemOf(specFor(one, "lora")), "task.one-class");
  EXPECT_TRUE(m_project->runs()->empty());
}

}  // namespace
}  // namespace attune
