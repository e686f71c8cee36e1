// SPDX-License-Identifier: GPL-3.0-or-later
// One training run of the product on given rows, for bench_training.py, which runs a peer beside it:
//   bench_training MODEL ROWS.json full|lora|qlora… [--adapter PEFT_FOLDER] [--precision fp32|bf16] [--batch 4]
// ROWS.json is a list of token lists, used in order, every token trained. Prints one JSON object: the loss and the seconds of
// each step and the peak of memory. The learning rate is 1e-5 and constant, AdamW with weight decay 0.01, clipped at norm 1.
#include <unistd.h>

#include <iostream>

#include "core/base/file.h"
#include "core/engine/techniques/technique_params.h"
#include "core/engine/train.h"
#include "core/params/training_params.h"

namespace attune::engine {
namespace {

Result<Json> measure(const std::string& model, const std::string& rowsFile, const std::string& technique, const std::string& adapter,
                     const std::string& precision, std::int64_t batch, const std::filesystem::path& folder) {
  ATTUNE_TRY(const std::string text, readFile(rowsFile));
  std::vector<TokenizedExample> rows;
  for (const Json& row : Json::parse(text)) {
    TokenizedExample example;
    example.tokens = row.get<std::vector<TokenId>>();
    example.labels = example.tokens;
    rows.push_back(std::move(example));
  }
  TrainRequest request;
  request.runFolder = folder / "run";
  request.runFolderName = "run";
  request.keepOrder = true;
  request.initialAdapter = adapter;
  request.spec.modelPath = model;
  request.spec.technique = technique;
  request.spec.device = "cpu";
  ParamSet& set = request.spec.params;
  set.set(&params::kBatchSize, batch);
  set.set(&params::kEpochs, 1.0);
  set.set(&params::kLearningRate, 1e-5);
  set.set(&params::kWeightDecay, 0.01);
  set.set(&params::kSchedule, std::string("constant"));
  set.set(&params::kWarmupRatio, 0.0);
  set.set(&params::kPrecision, precision);
  set.set(&params::kSaveSteps, std::int64_t{1'000'000});
  set.set(&params::kTargetModules, std::string("all-linear"));
  set.set(&params::kLoraAlpha, 16.0);  // twice the rank of 8, as bench_training.py makes the adapter
  request.train = std::make_shared<const std::vector<TokenizedExample>>(std::move(rows));
  Json losses = Json::array(), seconds = Json::array();
  double before = 0;
  const auto sink = [&](const RunEvent& event) {
    if (const auto* step = std::get_if<StepMetrics>(&event)) {
      losses.push_back(step->loss);
      seconds.push_back(step->elapsedSeconds - before);
      before = step->elapsedSeconds;
    }
  };
  ATTUNE_TRY(const RunFinished end, train(request, sink, {}));
  if (end.error) return tl::unexpected(*end.error);
  return Json{{"losses", losses}, {"seconds", seconds}, {"peak_bytes", end.peakBytes}};
}

}  // namespace
}  // namespace attune::engine

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  std::string adapter, precision = "fp32";
  std::int64_t batch = 4;
  for (int i = 4; i + 1 < argc; i += 2) {
    const std::string option = argv[i];
    if (option == "--adapter") adapter = argv[i + 1];
    if (option == "--precision") precision = argv[i + 1];
    if (option == "--batch") batch = std::stoll(argv[i + 1]);
  }
  std::string name = (std::filesystem::temp_directory_path() / "attune-bench-XXXXXX").string();
  const std::filesystem::path folder = mkdtemp(name.data());
  const auto result = attune::engine::measure(argv[1], argv[2], argv[3], adapter, precision, batch, folder);
  std::filesystem::remove_all(folder);
  if (!result) {
    std::cerr << attune::describe(result.error()) << "\n";
    return 1;
  }
  std::cout << *result << std::endl;
  return 0;
}
