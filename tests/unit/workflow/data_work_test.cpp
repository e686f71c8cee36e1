// SPDX-License-Identifier: GPL-3.0-or-later
// A dataset that is checked, cleaned into versions, compared and described.
#include "core/workflow/data_work.h"

#include "tests/unit/workflow/project_fixture.h"

namespace attune {
namespace {

class DataWork : public ProjectTest {
 protected:
  void SetUp() override {
    ProjectTest::SetUp();
    std::string rows;
    for (int i = 0; i < 30; ++i)
      rows += R"({"text": "text )" + std::to_string(i * 7919) + R"( of many words", "label": ")" + (i % 2 == 0 ? "a" : "b") + "\"}\n";
    rows += R"({"text": "text 0 of many words", "label": "a"})" "\n";
    rows += R"({"text": "write to eva@lie.no today", "label": "b"})" "\n";
    m_info = importFile("rows.jsonl", rows);
  }

  DatasetInfo m_info;
};

TEST_F(DataWork, VersionsKeepTheirHistory) {
  const Json recipe = Json::parse(R"([{"step":"deduplicate"},{"step":"mask_personal_data"}])");
  ASSERT_TRUE(setDataCard(*m_project, m_info.id, {.source = "a file", .licence = "CC0", .purpose = {}, .consent = {}, .notes = {}}));
  SplitSpec halves;
  halves.train = 0.5;
  halves.validation = 0.5;
  halves.test = 0;
  ASSERT_TRUE(m_project->setSplit(m_info.id, halves));

  const auto shown = cleanDataset(*m_project, m_info.id, recipe, {}, false, {});
  ASSERT_TRUE(shown) << describe(shown.error());
  EXPECT_FALSE(shown->stored);
  EXPECT_EQ(m_project->datasets()->size(), 1U) << "a look stores nothing";

  const auto version = cleanDataset(*m_project, m_info.id, recipe, {}, true, {});
  ASSERT_TRUE(version) << describe(version.error());
  EXPECT_EQ(version->stored->name, "rows");
  EXPECT_EQ(version->stored->version, 2);
  EXPECT_EQ(version->stored->parent, m_info.id);
  EXPECT_EQ(version->stored->rows, 31U);
  EXPECT_EQ(version->stored->split, halves);
  EXPECT_EQ(dataCard(*m_project, version->stored->id)->licence, "CC0");
  EXPECT_EQ(m_project->findDataset("rows")->id, version->stored->id) << "a name means its newest version";
  const auto rows = m_project->dataset(version->stored->id);
  ASSERT_TRUE(rows);
  EXPECT_EQ((*rows)->recipe[0]["counts"]["after"], 31);
  EXPECT_EQ((*rows)->ledger.reasons().at("recipe.duplicate"), 1U);

  const auto diff = compareDatasets(*m_project, m_info.id, version->stored->id);
  ASSERT_TRUE(diff);
  EXPECT_EQ(diff->unchanged, 30U);
  EXPECT_EQ(diff->removed, std::vector<std::uint32_t>{30});
  EXPECT_EQ(diff->edited, (std::vector<std::pair<std::uint32_t, std::uint32_t>>{{31, 30}}));
  EXPECT_TRUE(diff->added.empty());
  EXPECT_EQ(diff->labels.at("a").before, 16U);
  EXPECT_EQ(diff->labels.at("a").after, 15U);
  EXPECT_NEAR(diff->labelShift, 16.0 / 32 - 15.0 / 31, 1e-12);

  EXPECT_EQ(cleanDataset(*m_project, version->stored->id, recipe, {}, true, {}).error().code, "clean.nothing-changed");
  // Replayed on the import, the recorded steps give the same version.
  const auto again = cleanDataset(*m_project, m_info.id, (*rows)->recipe, {}, true, {});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->stored->id, version->stored->id);
  EXPECT_EQ(m_project->datasets()->size(), 2U);
}

TEST_F(DataWork, SyntheticRowsAreStoredAndLoaded) {
  const auto version =
      cleanDataset(*m_project, m_info.id, Json::parse(R"([{"step":"augment","how":"typos","share":1,"strength":0.5}])"), "more", true, {});
  ASSERT_TRUE(version) << describe(version.error());
  EXPECT_EQ(version->stored->name, "more");
  EXPECT_GT(version->stored->rows, 40U);
  m_project.reset();
  m_project = *Project::open(m_folder / "P.attune");
  const auto rows = m_project->dataset(version->stored->id);
  ASSERT_TRUE(rows) << describe(rows.error());
  EXPECT_EQ((*rows)->ledger.rows(), 32U);
  EXPECT_EQ(syntheticOrigin((*rows)->examples.back()), "typos");
  EXPECT_EQ(compareVersions(**m_project->dataset(m_info.id), **rows).added.size(), version->stored->rows - 32);
}

TEST_F(DataWork, ChecksCountTokensWithAModel) {
  RunSpec spec;
  const auto without = checkDataset(*m_project, m_info.id, spec, {});
  ASSERT_TRUE(without);
  EXPECT_FALSE(without->tokensCounted);
  EXPECT_NE(without->find("duplicate"), nullptr);
  EXPECT_NE(without->find("email"), nullptr);
  EXPECT_EQ(without->find("truncated"), nullptr);
  spec.modelPath = std::string(ATTUNE_TEST_DATA) + "/golden/models/llama";
  spec.params.set(&params::kMaxLength, std::int64_t{8});
  const auto with = checkDataset(*m_project, m_info.id, spec, {});
  ASSERT_TRUE(with) << describe(with.error());
  EXPECT_TRUE(with->tokensCounted);
  std::uint64_t cut = 0;
  for (const char* kind : {"truncated", "untrained"}) cut += with->find(kind) == nullptr ? 0 : with->find(kind)->count;
  EXPECT_EQ(cut, 32U) << "eight tokens hold none of these rows";
  std::stop_source source;
  source.request_stop();
  EXPECT_TRUE(isStopped(checkDataset(*m_project, m_info.id, {}, {.progress = {}, .stop = source.get_token()}).error()));
}

}  // namespace
}  // namespace attune
