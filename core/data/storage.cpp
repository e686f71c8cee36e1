// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/storage.h"

#include <system_error>
#include <thread>

#include "core/base/json_number.h"
#include "core/base/staging.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

constexpr std::uint64_t kVersion = 1;

constexpr const char* kLines = "examples.jsonl";
constexpr const char* kOffsets = "examples.offsets";

Json countsJson(const Rows::Counts& counts) {
  Json json = Json::object();
  for (std::size_t kind = 0; kind < counts.size(); ++kind)
    if (counts[kind] > 0) json[std::string(exampleKindName(static_cast<ExampleKind>(kind)))] = counts[kind];
  return json;
}

Rows::Counts countsFrom(const Json& json) {
  Rows::Counts counts{};
  for (const auto& [name, count] : json.items())
    if (const auto kind = exampleKindFromName(name)) counts[static_cast<std::size_t>(*kind)] = wholeNumber(count);
  return counts;
}

// Datasets of older versions have neither offsets nor counts.
Result<Rows> openRows(const fs::path& folder, const Json& facts) {
  if (!facts.contains("kinds")) return Rows::open(folder / kLines);
  return Rows::open(folder / kLines, folder / kOffsets, countsFrom(facts.at("kinds")));
}

Json sourcesJson(const std::vector<SourceFile>& sources) {
  Json json = Json::array();
  for (const auto& source : sources)
    json.push_back(
        {{"name", source.name}, {"bytes", source.bytes}, {"format", source.format}, {"encoding", source.encoding}});
  return json;
}

}  // namespace

Result<void> saveDataset(const Dataset& dataset, const fs::path& folder, const ProgressSink& progress,
                         std::stop_token stop) {
  ATTUNE_TRY(auto staged, StagedFolder::create(folder));
  ATTUNE_TRY_VOID(dataset.examples.publish(staged.path() / kLines, staged.path() / kOffsets));
  const Json facts{{"version", kVersion},
                   {"name", dataset.name},
                   {"content_hash", dataset.contentHash},
                   {"examples", dataset.examples.size()},
                   {"kinds", countsJson(dataset.examples.counts())},
                   {"sources", sourcesJson(dataset.sources)},
                   {"mapping", toJson(dataset.mapping)},
                   {"recipe", dataset.recipe},
                   {"ledger", dataset.ledger.toJson()}};
  ATTUNE_TRY_VOID(writeFileAtomic(staged.path() / "dataset.json",
                                  facts.dump(1, ' ', false, Json::error_handler_t::replace) + "\n"));
  const auto goOn = [&](double done) {
    if (progress) progress({done, ATTUNE_TEXT("Storing the rows"), -1});
    return !stop.stop_requested();
  };
  return publishFolder(staged.path(), folder,
                       {{"content_hash", dataset.contentHash}, {"examples", dataset.examples.size()}}, goOn);
}

void letGo(Dataset dataset) {
  constexpr std::uint64_t kQuick = 256 << 20;
  if (dataset.examples.bytes() < kQuick) return;
  try {
    std::thread([gone = std::move(dataset)] {}).detach();
  } catch (const std::system_error&) {
    // No thread to be had: it is let go here.
  }
}

Result<Dataset> loadDataset(const fs::path& folder) {
  ATTUNE_TRY_VOID(verifyManifest(folder));
  JsonLimits limits;
  limits.maxBytes = SIZE_MAX;
  ATTUNE_TRY(const Json facts, readJsonFile(folder / "dataset.json", limits));
  Dataset dataset;
  std::uint64_t count = 0;
  try {
    if (wholeNumber(facts.at("version")) != kVersion)
      return fail("data.dataset-version", ATTUNE_TEXT("The dataset “{0}” was stored by another version of Attune."),
                  {folder.string()}, ATTUNE_TEXT("Update Attune, or import the data again."));
    dataset.name = facts.at("name").get<std::string>();
    dataset.contentHash = facts.at("content_hash").get<std::string>();
    count = wholeNumber(facts.at("examples"));
    dataset.recipe = facts.at("recipe");
    for (const auto& source : facts.at("sources"))
      dataset.sources.push_back({source.at("name").get<std::string>(), wholeNumber(source.at("bytes")),
                                 source.at("format").get<std::string>(), source.at("encoding").get<std::string>()});
    ATTUNE_TRY(dataset.mapping, mappingFromJson(facts.at("mapping")));
    ATTUNE_TRY(dataset.ledger, Ledger::fromJson(facts.at("ledger")));
    ATTUNE_TRY(dataset.examples, openRows(folder, facts));
  } catch (const nlohmann::json::exception& problem) {
    return fail("data.dataset-invalid", ATTUNE_TEXT("The dataset “{0}” cannot be read."), {folder.string()}, {},
                problem.what());
  }
  std::uint64_t counted = 0;
  for (const auto n : dataset.examples.counts()) counted += n;
  if (dataset.examples.size() != count || counted != count || dataset.ledger.kept() > count)
    return fail("manifest.mismatch", ATTUNE_TEXT("The dataset “{0}” is damaged: its examples are not what was stored."),
                {folder.string()});
  return dataset;
}

}  // namespace attune
