// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_spec.h"

#include "core/run/json_reader.h"

namespace attune {

Json RunSpec::toJson() const {
  Json json = {{"name", name},
          {"model_path", modelPath},
          {"model_name", modelName},
          {"model_hash", modelHash},
          {"dataset_id", datasetId},
          {"dataset_hash", datasetHash},
          {"split", attune::toJson(split)},
          {"task", task},
          {"technique", technique},
          {"params", params.toJson()},
          {"device", device},
          {"seed", seed}};
  if (!classes.empty()) {
    json["classes"] = classes;
    json["multi_label"] = multiLabel;
  }
  return json;
}

Result<RunSpec> RunSpec::fromJson(const Json& json) {
  if (!json.is_object()) return fail("run.bad-spec", ATTUNE_TEXT("The description of a run must be a JSON object."));
  RunSpec spec;
  JsonReader reader(json);
  reader.read("name", spec.name);
  reader.read("model_path", spec.modelPath);
  reader.read("model_name", spec.modelName);
  reader.read("model_hash", spec.modelHash);
  reader.read("dataset_id", spec.datasetId);
  reader.read("dataset_hash", spec.datasetHash);
  reader.read("task", spec.task);
  reader.read("technique", spec.technique);
  reader.read("device", spec.device);
  reader.read("seed", spec.seed);
  if (json.contains("multi_label")) reader.read("multi_label", spec.multiLabel);
  if (json.contains("classes")) reader.read("classes", spec.classes);
  if (!reader.badKey().empty())
    return fail("run.bad-spec", ATTUNE_TEXT("The description of a run has a wrong value in its field “{0}”."),
                {reader.badKey()});
  if (const Json* split = reader.child("split")) {
    ATTUNE_TRY(spec.split, splitSpecFromJson(*split));
  }
  if (const Json* params = reader.child("params")) {
    ATTUNE_TRY(spec.params, ParamSet::fromJson(*params));
  }
  return spec;
}

}  // namespace attune
