// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ProjectStore that keeps what lies around the runs: notes, datasets, splits, evaluations, sweeps.
#include "core/store/connection.h"

namespace attune {

Result<void> ProjectStore::saveNotes(const std::string& runId, const RunNotes& notes) {
  const std::scoped_lock guard(m_connection->mutex);
  ATTUNE_TRY(const std::int64_t number, m_connection->number(runId));
  const std::string tags = compactJson(Json(notes.tags));
  ATTUNE_TRY(sqlite::Transaction transaction, sqlite::Transaction::begin(m_connection->database, true));
  ATTUNE_TRY(sqlite::Query query, m_connection->database.query("UPDATE runs SET notes=?1, tags=?2 WHERE number=?3"));
  ATTUNE_TRY_VOID(query.bind(notes.notes, tags, number).run());
  return transaction.commit();
}

Result<RunNotes> ProjectStore::loadNotes(const std::string& runId) const {
  const std::scoped_lock guard(m_connection->mutex);
  ATTUNE_TRY(const std::int64_t number, m_connection->number(runId));
  ATTUNE_TRY(sqlite::Query query, m_connection->database.query("SELECT notes, tags FROM runs WHERE number=?1"));
  query.bind(number);
  ATTUNE_TRY([[maybe_unused]] const bool found, query.next());
  RunNotes notes{query.text(0), {}};
  ATTUNE_TRY(const Json tags, parseJson(query.text(1), runId));
  for (const Json& tag : tags)
    if (tag.is_string()) notes.tags.push_back(tag.get<std::string>());
  return notes;
}

// -- datasets

Result<void> ProjectStore::saveDataset(const StoredDataset& dataset) {
  const std::scoped_lock guard(m_connection->mutex);
  const std::string split = compactJson(toJson(dataset.split)), facts = compactJson(dataset.facts);
  const auto rows = static_cast<std::int64_t>(dataset.rows), dropped = static_cast<std::int64_t>(dataset.dropped);
  const std::int64_t createdAt = dataset.createdAt ? dataset.createdAt : secondsNow();
  ATTUNE_TRY(sqlite::Transaction transaction, sqlite::Transaction::begin(m_connection->database, true));
  ATTUNE_TRY(sqlite::Query query,
             m_connection->database.query("INSERT OR REPLACE INTO datasets VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9)"));
  ATTUNE_TRY_VOID(
      query.bind(dataset.id, dataset.name, dataset.contentHash, dataset.kind, rows, dropped, createdAt, split, facts)
          .run());
  return transaction.commit();
}

namespace {

Result<StoredDataset> readDataset(const sqlite::Query& row) {
  StoredDataset dataset;
  dataset.id = row.text(0);
  dataset.name = row.text(1);
  dataset.contentHash = row.text(2);
  dataset.kind = row.text(3);
  dataset.rows = static_cast<std::uint64_t>(row.integer(4));
  dataset.dropped = static_cast<std::uint64_t>(row.integer(5));
  dataset.createdAt = row.integer(6);
  ATTUNE_TRY(const Json split, parseJson(row.text(7), dataset.id));
  ATTUNE_TRY(dataset.split, splitSpecFromJson(split));
  ATTUNE_TRY(dataset.facts, parseJson(row.text(8), dataset.id));
  return dataset;
}

}  // namespace

Result<std::vector<StoredDataset>> ProjectStore::loadDatasets() const {
  const std::scoped_lock guard(m_connection->mutex);
  ATTUNE_TRY(sqlite::Query query, m_connection->database.query("SELECT * FROM datasets ORDER BY created_at, id"));
  std::vector<StoredDataset> datasets;
  for (;;) {
    ATTUNE_TRY(const bool more, query.next());
    if (!more) return datasets;
    ATTUNE_TRY(StoredDataset dataset, readDataset(query));
    datasets.push_back(std::move(dataset));
  }
}

Result<StoredDataset> ProjectStore::loadDataset(const std::string& id) const {
  const std::scoped_lock guard(m_connection->mutex);
  ATTUNE_TRY(sqlite::Query query, m_connection->database.query("SELECT * FROM datasets WHERE id=?1"));
  query.bind(id);
  ATTUNE_TRY(const bool found, query.next());
  if (!found) return fail("store.unknown-dataset", ATTUNE_TEXT("The project has no dataset “{0}”."), {id});
  return readDataset(query);
}

Result<void> ProjectStore::deleteDataset(const std::string& id) {
  ATTUNE_TRY(const std::vector<RunRecord> runs, loadRuns());
  for (const RunRecord& run : runs)
    if (run.spec.datasetId == id)
      return fail("store.dataset-in-use", ATTUNE_TEXT("The dataset “{0}” belongs to the run “{1}”."), {id, run.id},
                  ATTUNE_TEXT("Delete its runs first, or keep it so that they stay repeatable."));
  ATTUNE_TRY(const StoredDataset dataset, loadDataset(id));
  const std::scoped_lock guard(m_connection->mutex);
  ATTUNE_TRY(sqlite::Transaction transaction, sqlite::Transaction::begin(m_connection->database, true));
  ATTUNE_TRY(sqlite::Query rows, m_connection->database.query("DELETE FROM datasets WHERE id=?1"));
  ATTUNE_TRY_VOID(rows.bind(id).run());
  ATTUNE_TRY(
      sqlite::Query splits,
      m_connection->database.query(
          "DELETE FROM splits WHERE dataset_hash=?1 AND dataset_hash NOT IN (SELECT content_hash FROM datasets)"));
  ATTUNE_TRY_VOID(splits.bind(dataset.contentHash).run());
  return transaction.commit();
}

Result<void> ProjectStore::saveSplit(const std::string& datasetHash, const SplitSpec& spec, const DatasetSplit& split) {
  const std::scoped_lock guard(m_connection->mutex);
  const std::string key = compactJson(toJson(spec)), indices = compactJson(toJson(split));
  ATTUNE_TRY(sqlite::Transaction transaction, sqlite::Transaction::begin(m_connection->database, true));
  ATTUNE_TRY(sqlite::Query query, m_connection->database.query("INSERT OR REPLACE INTO splits VALUES(?1,?2,?3)"));
  ATTUNE_TRY_VOID(query.bind(datasetHash, key, indices).run());
  return transaction.commit();
}

Result<std::optional<DatasetSplit>> ProjectStore::loadSplit(const std::string& datasetHash,
                                                            const SplitSpec& spec) const {
  const std::scoped_lock guard(m_connection->mutex);
  const std::string key = compactJson(toJson(spec));
  ATTUNE_TRY(sqlite::Query query,
             m_connection->database.query("SELECT indices FROM splits WHERE dataset_hash=?1 AND spec=?2"));
  query.bind(datasetHash, key);
  ATTUNE_TRY(const bool found, query.next());
  if (!found) return std::optional<DatasetSplit>();
  ATTUNE_TRY(const Json indices, parseJson(query.text(0), "split", {.maxDepth = 8, .maxBytes = 1ULL << 31}));
  ATTUNE_TRY(DatasetSplit split, splitFromJson(indices));
  return std::optional<DatasetSplit>(std::move(split));
}

// -- evaluations and sweeps

Result<void> ProjectStore::saveEvaluation(const std::string& runId, const Json& result) {
  const std::scoped_lock guard(m_connection->mutex);
  ATTUNE_TRY(const std::int64_t number, m_connection->number(runId));
  const std::string json = compactJson(result);
  ATTUNE_TRY(sqlite::Transaction transaction, sqlite::Transaction::begin(m_connection->database, true));
  ATTUNE_TRY(sqlite::Query query,
             m_connection->database.query("INSERT INTO evaluations(run, created_at, result) VALUES(?1,?2,?3)"));
  ATTUNE_TRY_VOID(query.bind(number, secondsNow(), json).run());
  return transaction.commit();
}

Result<std::vector<StoredEvaluation>> ProjectStore::loadEvaluations(const std::string& runId) const {
  const std::scoped_lock guard(m_connection->mutex);
  ATTUNE_TRY(const std::int64_t number, m_connection->number(runId));
  ATTUNE_TRY(sqlite::Query query,
             m_connection->database.query("SELECT id, created_at, result FROM evaluations WHERE run=?1 ORDER BY id"));
  query.bind(number);
  std::vector<StoredEvaluation> evaluations;
  for (;;) {
    ATTUNE_TRY(const bool more, query.next());
    if (!more) return evaluations;
    ATTUNE_TRY(Json result, parseJson(query.text(2), runId));
    evaluations.push_back({query.integer(0), query.integer(1), std::move(result)});
  }
}

Result<void> ProjectStore::saveSweep(const std::string& id, const Json& state) {
  const std::scoped_lock guard(m_connection->mutex);
  const std::string json = compactJson(state);
  ATTUNE_TRY(sqlite::Transaction transaction, sqlite::Transaction::begin(m_connection->database, true));
  ATTUNE_TRY(sqlite::Query query, m_connection->database.query("INSERT OR REPLACE INTO sweeps VALUES(?1,?2)"));
  ATTUNE_TRY_VOID(query.bind(id, json).run());
  return transaction.commit();
}

Result<std::vector<std::pair<std::string, Json>>> ProjectStore::loadSweeps() const {
  const std::scoped_lock guard(m_connection->mutex);
  ATTUNE_TRY(sqlite::Query query, m_connection->database.query("SELECT id, state FROM sweeps ORDER BY id"));
  std::vector<std::pair<std::string, Json>> sweeps;
  for (;;) {
    ATTUNE_TRY(const bool more, query.next());
    if (!more) return sweeps;
    ATTUNE_TRY(Json state, parseJson(query.text(1), query.text(0)));
    sweeps.emplace_back(query.text(0), std::move(state));
  }
}

}  // namespace attune
