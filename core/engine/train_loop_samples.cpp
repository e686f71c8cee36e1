// SPDX-License-Identifier: GPL-3.0-or-later
// Sample answers of a look: what the model says now to fixed questions, always its likeliest words.
#include <c10/util/ScopeExit.h>

#include "core/engine/generate/generate.h"
#include "core/engine/train_loop.h"
#include "core/params/training_params.h"

namespace attune::engine {

std::optional<std::vector<SampleGenerated>> TrainLoop::answerSamples(std::int64_t step) {
  std::vector<SampleGenerated> answers;
  constexpr std::int64_t answerTokens = 128;
  const auto wanted = static_cast<std::size_t>(m_request.spec.params.get(params::kSampleCount));
  CausalLm* const writer = m_objective->writer();
  if (m_request.tokenizer == nullptr || writer == nullptr) return answers;
  SamplingSettings settings;
  settings.maxNewTokens = answerTokens;
  writer->weightsStay(true);
  const auto learnOn = c10::make_scope_exit([&] { writer->weightsStay(false); });
  for (std::size_t i = 0; i < std::min(wanted, m_request.samples.size()); ++i) {
    const SamplePrompt& sample = m_request.samples[i];
    if (sample.tokens.empty()) continue;
    const TokenizedExample asked{sample.tokens, std::vector<std::int32_t>(sample.tokens.size(), kNoLabel)};
    const Batch prompt = m_technique->prepare(makeBatch({&asked}, m_device));
    const Generation answer = generateTokens(*writer, prompt, sample.tokens, settings, m_request.stopTokens, {}, m_stop);
    if (m_stop.stop_requested()) return std::nullopt;
    answers.push_back({step, sample.prompt, sample.expected, m_request.tokenizer->decode(answer.tokens)});
  }
  return answers;
}

}  // namespace attune::engine
