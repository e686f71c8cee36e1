// SPDX-License-Identifier: GPL-3.0-or-later
// Optimisers beside their formulas, written out in double precision, and in whole runs.
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "core/engine/optimizers/adamw_8bit.h"
#include "core/engine/optimizers/optimizer.h"
#include "train_fixture.h"

namespace attune::engine {
namespace {

using Numbers = std::vector<double>;

Tensor randomTensor(at::IntArrayRef shape, std::uint64_t seed) {
  return at::empty(shape, at::TensorOptions(at::kFloat)).normal_(0, 1, at::detail::createCPUGenerator(seed));
}

Numbers numbersOf(const Tensor& tensor) {
  const Tensor wide = tensor.detach().to(at::kDouble).contiguous();
  return {wide.data_ptr<double>(), wide.data_ptr<double>() + wide.numel()};
}

constexpr OptimizerSettings kSettings{0.9, 0.99, 1e-8, 0.03, 0.8};

/// A formula's own state, and one step of it over a tensor [rows, columns] (one row for a vector).
struct Plain {
  std::int64_t rows = 1, columns = 1;
  double rateFactor = 1, decay = kSettings.weightDecay;
  Numbers weights = {}, first = {}, second = {};
};
using PlainStep = std::function<void(Plain& p, const Numbers& gradients, double rate, int t)>;

void equalsFormula(const char* id, const PlainStep& formula, double tolerance) {
  const OptimizerEntry* entry = findOptimizer(id);
  ASSERT_NE(entry, nullptr) << id;
  std::vector<Plain> plain{{7, 11}, {1, 501}, {5, 3}};
  plain[1].rateFactor = 4;
  plain[2].decay = 0;
  std::vector<TrainableTensor> tensors;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const auto& [rows, columns, factor, decay, weights, first, second] = plain[i];
    const auto shape = rows == 1 ? std::vector{columns} : std::vector{rows, columns};
    tensors.push_back({std::to_string(i), randomTensor(shape, i + 1).requires_grad_(true), factor, decay / kSettings.weightDecay});
    plain[i].weights = numbersOf(tensors.back().tensor);
    plain[i].first.assign(plain[i].weights.size(), 0);
    plain[i].second.assign(plain[i].weights.size(), 0);
  }
  ParameterBuffer buffer(tensors);
  const auto optimizer = entry->make(buffer, kSettings);
  for (int t = 1; t <= 12; ++t) {
    buffer.zeroGradients();
    const double rate = 1e-2 / t;
    for (std::size_t i = 0; i < plain.size(); ++i) {
      const Tensor gradient = randomTensor(tensors[i].tensor.sizes(), 100 * static_cast<std::uint64_t>(t) + i) * std::pow(10.0, t % 3 - 1);
      tensors[i].tensor.mutable_grad().copy_(gradient);
      formula(plain[i], numbersOf(gradient), rate * plain[i].rateFactor, t);
    }
    buffer.collect();
    optimizer->step(buffer, rate);
  }
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const Numbers got = numbersOf(tensors[i].tensor);
    for (std::size_t k = 0; k < got.size(); ++k) ASSERT_NEAR(got[k], plain[i].weights[k], tolerance) << id << ", tensor " << i << ", " << k;
  }
}

TEST(Optimizers, SgdEqualsItsFormula) {
  equalsFormula("sgd", [](Plain& p, const Numbers& g, double rate, int) {
    for (std::size_t k = 0; k < g.size(); ++k) {
      p.first[k] = kSettings.momentum * p.first[k] + g[k] + p.decay * p.weights[k];
      p.weights[k] -= rate * p.first[k];
    }
  }, 2e-5);
}

TEST(Optimizers, LionEqualsItsFormula) {
  equalsFormula("lion_32bit", [](Plain& p, const Numbers& g, double rate, int) {
    for (std::size_t k = 0; k < g.size(); ++k) {
      const double direction = kSettings.beta1 * p.first[k] + (1 - kSettings.beta1) * g[k];
      p.weights[k] = p.weights[k] * (1 - rate * p.decay) - rate * (direction > 0 ? 1 : direction < 0 ? -1 : 0);
      p.first[k] = kSettings.beta2 * p.first[k] + (1 - kSettings.beta2) * g[k];
    }
  }, 2e-6);
}

TEST(Optimizers, AdamwEqualsItsFormula) {
  equalsFormula("adamw", [](Plain& p, const Numbers& g, double rate, int t) {
    for (std::size_t k = 0; k < g.size(); ++k) {
      p.first[k] = kSettings.beta1 * p.first[k] + (1 - kSettings.beta1) * g[k];
      p.second[k] = kSettings.beta2 * p.second[k] + (1 - kSettings.beta2) * g[k] * g[k];
      const double m = p.first[k] / (1 - std::pow(kSettings.beta1, t)), v = p.second[k] / (1 - std::pow(kSettings.beta2, t));
      p.weights[k] = p.weights[k] * (1 - rate * p.decay) - rate * m / (std::sqrt(v) + kSettings.epsilon);
    }
  }, 2e-6);
}

TEST(Optimizers, AdafactorEqualsItsFormula) {
  equalsFormula("adafactor", [](Plain& p, const Numbers& g, double rate, int t) {
    const double beta = 1 - std::pow(t, -0.8);
    const auto rows = static_cast<std::size_t>(p.rows), columns = static_cast<std::size_t>(p.columns);
    Numbers update(g.size());
    if (p.rows == 1) {
      for (std::size_t k = 0; k < g.size(); ++k) {
        p.first[k] = beta * p.first[k] + (1 - beta) * (g[k] * g[k] + 1e-30);
        update[k] = g[k] / std::sqrt(p.first[k]);
      }
    } else {  // first: of rows, second: of columns
      for (std::size_t r = 0; r < rows; ++r) p.first[r] *= beta;
      for (std::size_t c = 0; c < columns; ++c) p.second[c] *= beta;
      for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = 0; c < columns; ++c) {
          const double square = g[r * columns + c] * g[r * columns + c] + 1e-30;
          p.first[r] += (1 - beta) * square / static_cast<double>(columns);
          p.second[c] += (1 - beta) * square / static_cast<double>(rows);
        }
      }
      double mean = 0;
      for (std::size_t r = 0; r < rows; ++r) mean += p.first[r] / static_cast<double>(rows);
      for (std::size_t k = 0; k < g.size(); ++k) update[k] = g[k] / std::sqrt(p.first[k / columns] * p.second[k % columns] / mean);
    }
    double squares = 0;
    for (const double u : update) squares += u * u;
    const double clip = std::max(1.0, std::sqrt(squares / static_cast<double>(update.size())));
    for (std::size_t k = 0; k < g.size(); ++k) p.weights[k] = p.weights[k] * (1 - rate * p.decay) - rate * update[k] / clip;
  }, 5e-6);
}

// Every value that a byte can stand for, in the way the paper's authors build it: decades halved between equal boundaries.
Numbers byteValues(bool hasSign) {
  Numbers values{0, 1};
  for (int i = 0; i < 7; ++i) {
    const int boundaries = (hasSign ? 1 << i : 2 << i) + 1;
    for (int b = 0; b + 1 < boundaries; ++b) {
      const double low = 0.1 + 0.9 * b / (boundaries - 1), high = 0.1 + 0.9 * (b + 1) / (boundaries - 1);
      values.push_back(std::pow(10.0, i - 6) * (low + high) / 2);
      if (hasSign) values.push_back(-values.back());
    }
  }
  return values;
}

TEST(Optimizers, ByteNumbersAreTheNearestOfTheirValues) {
  for (const bool hasSign : {true, false}) {
    const Numbers values = byteValues(hasSign);
    EXPECT_EQ(values.size(), 256U);
    Tensor numbers = randomTensor({3, ByteNumbers::kBlock}, 9);
    numbers = numbers * numbers * numbers * 1e-3;
    if (!hasSign) numbers = numbers.abs();
    numbers[1].zero_();
    ByteNumbers bytes(3 * ByteNumbers::kBlock, hasSign, numbers.options());
    EXPECT_TRUE(at::equal(bytes.read(0, 3), at::zeros_like(numbers)));
    bytes.write(0, numbers);
    const Numbers given = numbersOf(numbers), got = numbersOf(bytes.read(0, 3));
    for (std::size_t block = 0; block < 3; ++block) {
      double largest = 0;
      for (std::size_t k = 0; k < 256; ++k) largest = std::max(largest, std::abs(given[256 * block + k]));
      for (std::size_t k = 0; k < 256; ++k) {
        const double number = given[256 * block + k], read = got[256 * block + k];
        double nearest = 1e9;
        for (const double value : values) {
          if (!hasSign && value == 0 && number > 0) continue;
          nearest = std::min(nearest, std::abs(value * largest - number));
        }
        ASSERT_NEAR(std::abs(read - number), nearest, 1e-7 * largest + 1e-12) << block << ", " << k;
      }
    }
  }
}

TEST(Optimizers, BytesOfMomentsKeepTheDirectionOfAdamw) {
  const auto start = [] { return std::vector<TrainableTensor>{{"a", randomTensor({64, 40}, 1).requires_grad_(true), 1}, {"b", randomTensor({777}, 2).requires_grad_(true), 4}}; };
  ParameterBuffer eight(start()), full(start());
  const Tensor before = full.weights().clone();
  const auto bytes = findOptimizer("adamw_8bit")->make(eight, kSettings), numbers = findOptimizer("adamw")->make(full, kSettings);
  const Tensor drift = randomTensor({full.size()}, 3);
  for (std::uint64_t t = 0; t < 60; ++t) {
    const Tensor gradient = drift + randomTensor({full.size()}, 50 + t);
    eight.gradients().copy_(gradient);
    full.gradients().copy_(gradient);
    bytes->step(eight, 1e-3);
    numbers->step(full, 1e-3);
  }
  const Tensor moved = eight.weights() - before, expected = full.weights() - before;
  EXPECT_LT((moved - expected).norm().item<double>(), 0.05 * expected.norm().item<double>());
  std::int64_t kept = 0;
  bytes->visit([&](const std::string&, Tensor& tensor) { kept += static_cast<std::int64_t>(tensor.nbytes()); });
  EXPECT_LT(kept, (full.size() + 512) * 2 * 33 / 32 + 64);
}

TEST(Optimizers, EveryOneLearnsAndIsResumedExactly) {
  EXPECT_EQ(optimizers().size(), std::size(params::kOptimizers));
  const TemporaryFolder folder;
  for (const Choice& choice : params::kOptimizers) {
    ASSERT_NE(findOptimizer(choice.id), nullptr) << choice.id;
    const auto requestIn = [&](const char* name) {
      auto request = tinyRequest(folder.path() / choice.id / name);
      request.spec.params.set(&params::kOptimizer, std::string(choice.id));
      request.spec.params.set(&params::kMomentum, 0.9);
      request.spec.params.set(&params::kLearningRate, choice.id == std::string("sgd") ? 0.5 : choice.id == std::string("lion_32bit") ? 2e-3 : 1e-2);
      return request;
    };
    const auto whole = requestIn("whole");
    RecordedRun run;
    ASSERT_TRUE(train(whole, run.sink(), {}));
    const auto steps = run.all<StepMetrics>();
    ASSERT_EQ(steps.size(), 14U);
    EXPECT_LT(steps.back().loss, 0.97 * steps.front().loss) << choice.id;
    auto parts = requestIn("parts");
    std::stop_source stop;
    ASSERT_TRUE(train(parts, [&](const RunEvent& event) {
      if (const auto* step = std::get_if<StepMetrics>(&event); step && step->step == 6) stop.request_stop();
    }, stop.get_token()));
    parts.resume = true;
    ASSERT_EQ(train(parts, {}, {})->outcome, RunOutcome::Completed);
    EXPECT_EQ(weightsHash(parts.runFolder / "checkpoints/step-14"), weightsHash(whole.runFolder / "checkpoints/step-14")) << choice.id;
  }
}

}  // namespace
}  // namespace attune::engine
