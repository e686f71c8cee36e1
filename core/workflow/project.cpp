// SPDX-License-Identifier: GPL-3.0-or-later
// The project folder and its datasets.
#include <sys/stat.h>

#include <algorithm>
#include <ctime>

#include "core/base/file.h"
#include "core/data/storage.h"
#include "core/workflow/project_parts.h"
#include "core/workflow/workflow.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

constexpr const char* kFolders[] = {"datasets", "runs", "exports", "reports"};

// A short, readable folder name: letters, digits and dashes of the name, then a part of the content's hash.
std::string datasetIdOf(const std::string& name, const std::string& contentHash) {
  std::string slug;
  for (const char c : name) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) slug += c;
    else if (c >= 'A' && c <= 'Z') slug += static_cast<char>(c - 'A' + 'a');
    else if (!slug.empty() && slug.back() != '-') slug += '-';
    if (slug.size() >= 24) break;
  }
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  return (slug.empty() ? "data" : slug) + "-" + contentHash.substr(0, 8);
}

DatasetInfo infoOf(const StoredDataset& stored) {
  return {stored.id, stored.name, stored.contentHash, stored.kind, static_cast<std::size_t>(stored.rows),
          static_cast<std::size_t>(stored.dropped), stored.split, stored.facts.value("parent", std::string{}),
          stored.facts.value("version", 1)};
}

Json factsOf(const Dataset& dataset) {
  Json reasons = Json::object(), sources = Json::array();
  for (const auto& [code, count] : dataset.ledger.reasons()) reasons[code] = count;
  for (const SourceFile& source : dataset.sources) sources.push_back(source.name);
  return {{"reasons", reasons}, {"sources", sources}, {"schema", dataset.mapping.schema}};
}

}  // namespace

Project::Project(fs::path folder, std::unique_ptr<ProjectStore> store)
    : m_folder(std::move(folder)), m_store(std::move(store)), m_opened(std::make_unique<Opened>()) {}

Project::~Project() = default;

Result<std::shared_ptr<Project>> Project::create(const fs::path& folder) {
  std::error_code code;
  const fs::path absolute = fs::absolute(folder, code).lexically_normal();
  if (fs::exists(absolute, code))
    return fail("project.exists", ATTUNE_TEXT("“{0}” already exists."), {absolute.string()},
                ATTUNE_TEXT("Choose another name, or open the project that is there."));
  if (!fs::create_directories(absolute, code) || ::chmod(absolute.c_str(), 0700) != 0)
    return fail("file.write", ATTUNE_TEXT("“{0}” could not be created."), {absolute.string()},
                ATTUNE_TEXT("Check that the folder exists and that you may write to it."), code.message());
  for (const char* name : kFolders) fs::create_directory(absolute / name, code);
  auto store = ProjectStore::create(absolute, absolute.stem().string());
  if (!store) {
    fs::remove_all(absolute, code);
    return tl::unexpected(std::move(store.error()));
  }
  return std::shared_ptr<Project>(new Project(absolute, std::move(*store)));
}

Result<std::shared_ptr<Project>> Project::open(const fs::path& folder) {
  std::error_code code;
  const fs::path absolute = fs::absolute(folder, code).lexically_normal();
  if (!fs::is_directory(absolute, code))
    return fail("project.missing", ATTUNE_TEXT("There is no project folder “{0}”."), {absolute.string()},
                ATTUNE_TEXT("Check the name, or make a new project."));
  ATTUNE_TRY(auto store, ProjectStore::open(absolute));
  for (const char* name : kFolders) fs::create_directory(absolute / name, code);
  return std::shared_ptr<Project>(new Project(absolute, std::move(store)));
}

std::string Project::name() const { return m_store->projectName().value_or(m_folder.stem().string()); }

Result<DatasetInfo> Project::importDataset(const std::vector<fs::path>& files, const ColumnMapping& mapping, const Dialect& dialect,
                                           const std::string& name, const WorkContext& context) {
  ImportLimits limits;
  limits.workFolder = m_folder / "datasets";
  ATTUNE_TRY(Dataset dataset, importFiles(files, mapping, dialect, context.progress, context.stop, limits));
  if (!name.empty()) dataset.name = name;
  auto added = addDataset(dataset, context);
  if (!added) letGo(std::move(dataset));
  return added;
}

Result<DatasetInfo> Project::addDataset(const Dataset& dataset, const WorkContext& context) {
  StoredDataset stored;
  stored.id = datasetIdOf(dataset.name, dataset.contentHash);
  stored.name = dataset.name;
  stored.contentHash = dataset.contentHash;
  stored.kind = std::string(exampleKindName(commonKind(dataset).value_or(ExampleKind::Conversation)));
  stored.rows = dataset.examples.size();
  stored.dropped = dataset.ledger.droppedCount();
  stored.createdAt = static_cast<std::int64_t>(std::time(nullptr));
  stored.facts = factsOf(dataset);
  // The same rows under the same name are the same dataset: keep its split and what runs refer to.
  if (auto known = m_store->loadDataset(stored.id)) return infoOf(*known);
  std::error_code code;
  const fs::path folder = m_folder / "datasets" / stored.id;
  fs::remove_all(folder, code);  // left by an import that ended before its row was written
  if (context.progress) context.progress({-1, ATTUNE_TEXT("Storing the rows"), -1});
  ATTUNE_TRY_VOID(saveDataset(dataset, folder, context.progress, context.stop));
  if (auto saved = m_store->saveDataset(stored); !saved) {
    fs::remove_all(folder, code);
    return tl::unexpected(std::move(saved.error()));
  }
  return infoOf(stored);
}

Result<DatasetInfo> Project::addVersion(const Dataset& dataset, const std::string& parent, const WorkContext& context) {
  ATTUNE_TRY(const StoredDataset origin, m_store->loadDataset(parent));
  const auto before = m_store->loadDataset(datasetIdOf(dataset.name, dataset.contentHash));
  ATTUNE_TRY(const DatasetInfo added, addDataset(dataset, context));
  if (before) return added;  // these rows were there already, with a history of their own
  ATTUNE_TRY(StoredDataset stored, m_store->loadDataset(added.id));
  stored.split = origin.split;
  stored.createdAt = std::max(stored.createdAt, origin.createdAt + 1);  // lists are in the order of time
  stored.facts["parent"] = parent;
  stored.facts["version"] = origin.facts.value("version", 1) + 1;
  if (origin.facts.contains("card")) stored.facts["card"] = origin.facts["card"];
  ATTUNE_TRY_VOID(m_store->saveDataset(stored));
  return infoOf(stored);
}

Result<std::vector<DatasetInfo>> Project::datasets() const {
  ATTUNE_TRY(const auto stored, m_store->loadDatasets());
  std::vector<DatasetInfo> infos;
  for (const StoredDataset& dataset : stored) infos.push_back(infoOf(dataset));
  return infos;
}

Result<std::shared_ptr<const Dataset>> Project::dataset(const std::string& id) const {
  const std::scoped_lock lock(m_opened->mutex);
  if (m_opened->dataset && m_opened->datasetId == id) return m_opened->dataset;
  ATTUNE_TRY(Dataset loaded, loadDataset(m_folder / "datasets" / id));
  m_opened->dataset = std::make_shared<const Dataset>(std::move(loaded));
  m_opened->datasetId = id;
  return m_opened->dataset;
}

Result<DatasetInfo> Project::findDataset(const std::string& idOrName) const {
  ATTUNE_TRY(const auto infos, datasets());
  if (idOrName.empty() && infos.size() == 1) return infos.front();
  for (auto it = infos.rbegin(); it != infos.rend(); ++it)  // the newest of equal names
    if (it->id == idOrName || it->name == idOrName) return *it;
  std::string names;
  for (const DatasetInfo& info : infos) names += (names.empty() ? "“" : ", “") + info.name + "”";
  if (infos.empty())
    return fail("project.no-dataset", ATTUNE_TEXT("The project has no dataset yet."), {}, ATTUNE_TEXT("Import a file of examples first."));
  if (idOrName.empty())
    return fail("project.no-dataset", ATTUNE_TEXT("The project has several datasets: {0}."), {names}, ATTUNE_TEXT("Say which one is meant."));
  return fail("project.no-dataset", ATTUNE_TEXT("The project has no dataset “{0}”."), {idOrName, names}, ATTUNE_TEXT("It has {1}."));
}

Result<void> Project::deleteDataset(const std::string& id) {
  ATTUNE_TRY_VOID(m_store->deleteDataset(id));
  std::error_code code;
  fs::remove_all(m_folder / "datasets" / id, code);
  const std::scoped_lock lock(m_opened->mutex);
  m_opened->dataset.reset();
  return {};
}

Result<DatasetInfo> Project::setSplit(const std::string& id, const SplitSpec& split) {
  ATTUNE_TRY(StoredDataset stored, m_store->loadDataset(id));
  ATTUNE_TRY(const auto rows, dataset(id));
  ATTUNE_TRY(const DatasetSplit indices, splitDataset(*rows, split));
  stored.split = split;
  ATTUNE_TRY_VOID(m_store->saveSplit(stored.contentHash, split, indices));
  ATTUNE_TRY_VOID(m_store->saveDataset(stored));
  return infoOf(stored);
}

Result<DatasetSplit> Project::splitOf(const Dataset& rows, const SplitSpec& spec) const {
  ATTUNE_TRY(auto stored, m_store->loadSplit(rows.contentHash, spec));
  if (stored) return std::move(*stored);
  ATTUNE_TRY(DatasetSplit split, splitDataset(rows, spec));
  ATTUNE_TRY_VOID(m_store->saveSplit(rows.contentHash, spec, split));
  return split;
}

}  // namespace attune
