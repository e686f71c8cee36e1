// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that make use of other runs: teachers, sums of adapters; and the search for a learning rate, which leaves nothing behind.
#include "core/engine/objectives/distillation_params.h"
#include "tests/unit/workflow/project_fixture.h"

namespace attune {
namespace {

namespace fs = std::filesystem;

class Adapters : public ProjectTest {
 protected:
  void SetUp() override {
    ProjectTest::SetUp();
    const DatasetInfo info = importLines("rows.jsonl", 60, [](int i) {
      const std::string n = std::to_string(i % 7);
      return R"({"prompt": "a b )" + n + R"(", "completion": " c d )" + n + "\"}";
    });
    m_spec = tinyRun(info, "causal-lm", "lora", "llama");
    m_spec.params.set(&params::kMaxSteps, std::int64_t{12});
    m_spec.params.set(&params::kLearningRate, 2e-2);
  }
  RunRecord train(RunSpec spec, const std::string& name) {
    spec.name = name;
    auto run = m_project->train(spec, {}, {});
    if (!run) throw std::runtime_error(describe(run.error()));
    return *run;
  }
  double testLoss(const std::string& run, const std::vector<RunWeight>& stack) {
    const auto result = m_project->evaluate(run, 1, {}, stack);
    if (!result) throw std::runtime_error(describe(result.error()));
    for (const Json& metric : result->at("metrics"))
      if (metric.at("id") == "loss") return metric.at("tuned").at("value").get<double>();
    throw std::runtime_error("no loss");
  }

  RunSpec m_spec;
};

TEST_F(Adapters, AreAddedUpWithTheirWeights) {
  const RunRecord first = train(m_spec, "first"), second = train(m_spec, "second");
  const double alone = testLoss(first.id, {});
  EXPECT_NEAR(testLoss(first.id, {{first.id, 1.0}}), alone, 1e-5);
  const double base = testLoss(first.id, {{first.id, 0.0}});
  EXPECT_GT(base, alone + 0.1);
  // Two halves of equal adapters are one whole; m_spec's seed makes the second run the first again.
  EXPECT_NEAR(testLoss(first.id, {{first.id, 0.5}, {second.id, 0.5}}), alone, 1e-5);

  const auto stored = m_project->store().loadEvaluations(first.id);
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->size(), 1U) << "what was tried with sums is not stored as the run's";
  EXPECT_FALSE(m_project->exportRun(first.id, "peft", {}, {}, {{first.id, 1.0}, {second.id, 1.0}}));
  const auto merged = m_project->exportRun(first.id, "huggingface", m_folder / "merged", {}, {{first.id, 0.5}, {second.id, 0.5}});
  ASSERT_TRUE(merged) << describe(merged.error());
  EXPECT_TRUE(fs::exists(*merged / "model.safetensors"));
}

TEST_F(Adapters, TeachOtherRuns) {
  const RunRecord teacher = train(m_spec, "teacher");
  RunSpec spec = m_spec;
  spec.task = "distillation";
  spec.params.set(&params::kDistillationLambda, 1.0);
  spec.params.set(&params::kTeacher, std::string("teacher"));
  const RunRecord student = train(spec, "student");
  // With λ = 1 the student learns nothing from the answers themselves, yet takes over most of what its teacher learnt.
  const double base = testLoss(student.id, {{student.id, 0.0}}), taught = testLoss(teacher.id, {});
  EXPECT_LT(taught, base - 0.1);
  EXPECT_LT(testLoss(student.id, {}), (base + taught) / 2);

  spec.params.set(&params::kTeacher, std::string(ATTUNE_TEST_DATA) + "/golden/models/gemma2");
  const auto other = m_project->train(spec, {}, {});
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, "distillation.vocabulary") << describe(other.error());
}

TEST_F(Adapters, TheSearchForARateLeavesNothingBehind) {
  std::size_t told = 0;
  const auto finding = m_project->findRate(m_spec, {1e-4, 10, 40}, [&](const RatePoint&) { ++told; }, {});
  ASSERT_TRUE(finding) << describe(finding.error());
  EXPECT_EQ(told, finding->points.size());
  EXPECT_GT(finding->suggested, 1e-4);
  EXPECT_LE(finding->suggested, finding->atMost);
  EXPECT_TRUE(m_project->runs()->empty());
  EXPECT_FALSE(m_project->findRate(m_spec, {1e-2, 1e-3, 40}, {}, {}));
  std::stop_source stop;
  stop.request_stop();
  EXPECT_FALSE(m_project->findRate(m_spec, {1e-4, 10, 40}, {}, {{}, stop.get_token()}));
}

}  // namespace
}  // namespace attune
