// SPDX-License-Identifier: GPL-3.0-or-later
// How many layers are computed twice: what the form shows before the start, and what the run then does and keeps.
#include "core/base/file.h"
#include "core/engine/objectives/encoder_params.h"
#include "tests/unit/workflow/project_fixture.h"

namespace attune {
namespace {

class MemoryPlans : public ProjectTest {
 protected:
  void SetUp() override {
    ProjectTest::SetUp();
    makeRun(100);
  }
  void makeRun(int words) {
    const DatasetInfo info = importLines("rows" + std::to_string(words) + ".jsonl", 10, [words](int row) {
      std::string text;
      for (int i = 0; i < words; ++i) text += " word" + std::to_string((i * 7 + row) % 50);
      return Json({{"prompt", "Say it."}, {"completion", text}}).dump();
    });
    m_spec = tinyRun(info, "causal-lm", "lora", "llama");
    m_spec.split.train = 0.2;
    m_spec.split.test = 1 - m_spec.split.train - m_spec.split.validation;
    m_spec.params.set(&params::kMaxSteps, std::int64_t{1});
    m_spec.params.set(&params::kSampleCount, std::int64_t{0});
  }
  // A model like it that reads longer texts.
  std::string longModel() const {
    const std::filesystem::path folder = m_folder / "long";
    std::filesystem::copy(m_spec.modelPath, folder, std::filesystem::copy_options::recursive);
    Json config = readJsonFile(folder / "config.json").value();
    config["max_position_embeddings"] = 16384;
    EXPECT_TRUE(writeFileAtomic(folder / "config.json", config.dump()));
    return folder.string();
  }
  // Far more rows at once than there are, and long ones: an estimate that no machine's memory reaches, and a run that any can do.
  void askForMuch() {
    makeRun(250);
    m_spec.modelPath = longModel();
    m_spec.params.set(&params::kMaxLength, std::int64_t{16384});
    m_spec.params.set(&params::kBatchSize, std::int64_t{4096});
    m_spec.params.set(&params::kAttentionDropout, 0.1);
  }
  RunStarted startOf(RunSpec spec) {
    const auto run = m_project->train(spec, {}, {});
    if (!run) throw std::runtime_error(describe(run.error()));
    return std::get<RunStarted>(m_project->store().loadRun(run->id)->events.front());
  }
  RunSpec m_spec;
};

TEST_F(MemoryPlans, AreShownBeforeTheStart) {
  const auto shown = [&](std::uint64_t free) { return previewRun(*m_project, m_spec, DeviceInfo{.id = "cpu", .name = {}, .freeBytes = free}).value(); };
  const RunPreview wide = shown(std::uint64_t{1} << 50), tight = shown(1);
  EXPECT_EQ(wide.recomputedBlocks, 0);
  EXPECT_EQ(tight.recomputedBlocks, 2);
  EXPECT_EQ(tight.blocks, 2);
  EXPECT_EQ(shown(wide.memory.total() * 2).recomputedBlocks, 0);
}

TEST_F(MemoryPlans, AreCarriedOutAndKeptWithTheRun) {
  EXPECT_EQ(startOf(m_spec).recomputedBlocks, 0);
  askForMuch();
  const RunStarted planned = startOf(m_spec);
  EXPECT_EQ(planned.recomputedBlocks, 2);
  EXPECT_EQ(planned.blocks, 2);
  m_spec.params.set(&params::kGradientCheckpointing, std::string("off"));
  EXPECT_EQ(startOf(m_spec).recomputedBlocks, 0);
}

TEST_F(MemoryPlans, OfOlderVersionsWereASwitch) {
  m_spec.params.setRaw("gradient_checkpointing", true);
  EXPECT_EQ(startOf(m_spec).recomputedBlocks, 2);
  m_spec.params.setRaw("gradient_checkpointing", false);
  EXPECT_EQ(startOf(m_spec).recomputedBlocks, 0);
}

}  // namespace
}  // namespace attune
