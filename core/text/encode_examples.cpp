// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

#include "core/text/token_cache.h"

namespace attune {
namespace {

// What the threads share: rows are handed out in small runs, so that long ones at the end keep no thread waiting.
class Encoder {
 public:
  Encoder(const Rows& examples, const Tokenizer& tokenizer, const ChatTemplate& chatTemplate,
          const EncodeSettings& settings, std::stop_token stop)
      : m_examples(examples),
        m_tokenizer(tokenizer),
        m_template(chatTemplate),
        m_settings(settings),
        m_stop(std::move(stop)),
        m_encoded(examples.size()) {}

  // Works until nothing is left; `report` is called now and then.
  template <class Report>
  void work(Report report) {
    constexpr std::size_t kRun = 16;
    while (!m_failed && !m_stop.stop_requested()) {
      const std::size_t begin = m_next.fetch_add(kRun);
      if (begin >= m_examples.size()) return;
      const std::size_t end = std::min(begin + kRun, m_examples.size());
      for (std::size_t i = begin; i < end; ++i) encode(i);
      m_done += end - begin;
      report();
    }
  }

  double fraction() const {
    return m_examples.empty() ? 1 : static_cast<double>(m_done) / static_cast<double>(m_examples.size());
  }

  Result<std::vector<EncodedExample>> finish() {
    if (m_error) {
      return fail("text.row", ATTUNE_TEXT("Row {0} cannot be turned into tokens."),
                  {std::to_string(m_examples[m_errorRow].sourceRow)}, {}, describe(*m_error));
    }
    if (m_stop.stop_requested()) return stopped();
    return std::move(m_encoded);
  }

 private:
  void encode(std::size_t i) {
    auto encoded = [&]() -> Result<EncodedExample> {
      try {
        return encodeExample(m_examples[i], m_tokenizer, m_template, m_settings);
      } catch (const std::exception& problem) {  // only memory can run out here
        return fail("text.memory", ATTUNE_TEXT("There is not enough memory for the tokens."), {}, {}, problem.what());
      }
    }();
    if (encoded) {
      m_encoded[i] = std::move(*encoded);
      return;
    }
    m_failed = true;
    const std::scoped_lock lock(m_mutex);
    // Of several rows that fail at the same time, the first is named; a run in work is always finished.
    if (!m_error || i < m_errorRow) {
      m_error = std::move(encoded.error());
      m_errorRow = i;
    }
  }

  const Rows& m_examples;
  const Tokenizer& m_tokenizer;
  const ChatTemplate& m_template;
  const EncodeSettings& m_settings;
  std::stop_token m_stop;
  std::vector<EncodedExample> m_encoded;
  std::atomic<std::size_t> m_next = 0, m_done = 0;
  std::atomic<bool> m_failed = false;
  std::mutex m_mutex;
  std::optional<Error> m_error;
  std::size_t m_errorRow = 0;
};

}  // namespace

Result<std::vector<EncodedExample>> encodeExamples(const Rows& examples, const Tokenizer& tokenizer,
                                                   const ChatTemplate& chatTemplate, const EncodeSettings& settings,
                                                   const ProgressSink& progress, std::stop_token stop,
                                                   unsigned threads) {
  using Clock = std::chrono::steady_clock;
  Encoder encoder(examples, tokenizer, chatTemplate, settings, std::move(stop));
  const auto start = Clock::now();
  auto reported = start;
  const auto report = [&] {
    constexpr auto kInterval = std::chrono::milliseconds(100);
    const auto now = Clock::now();
    if (!progress || now - reported < kInterval) return;
    reported = now;
    const double fraction = encoder.fraction();
    const double seconds = std::chrono::duration<double>(now - start).count();
    progress(
        {fraction, ATTUNE_TEXT("Turning rows into tokens"), fraction > 0 ? seconds * (1 - fraction) / fraction : -1});
  };
  {
    const unsigned cores = threads != 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
    const auto helpers = std::min<std::size_t>(cores - 1, examples.size() / 32);
    std::vector<std::jthread> workers;
    for (std::size_t i = 0; i < helpers; ++i) workers.emplace_back([&encoder] { encoder.work([] {}); });
    encoder.work(report);
  }
  return encoder.finish();
}

}  // namespace attune
