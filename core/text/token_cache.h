// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/data/rows.h"
#include "core/text/tokenized_example.h"

namespace attune {

/// Tokens of all examples in order, made on all cores. `threads` 0 takes as many as the machine has.
/// Errors: text.row naming the first row that fails, with the cause in its detail; work.stopped.
/// Thread: worker; progress is reported on the calling thread.
Result<std::vector<EncodedExample>> encodeExamples(const Rows& examples, const Tokenizer& tokenizer,
                                                   const ChatTemplate& chatTemplate, const EncodeSettings& settings,
                                                   const ProgressSink& progress, std::stop_token stop,
                                                   unsigned threads = 0);

/// Tokens of a dataset, mapped from a file of the cache. Immutable. Thread: any.
class CachedTokens {
 public:
  /// Maps a file that was written for `key`. Errors: token-cache.invalid when it is damaged or for another key, those
  /// of opening files.
  static Result<CachedTokens> open(const std::filesystem::path& path, const std::string& key);
  CachedTokens(CachedTokens&&) noexcept;
  CachedTokens& operator=(CachedTokens&&) noexcept;
  ~CachedTokens();

  std::size_t size() const;
  std::span<const TokenId> tokens(std::size_t i) const;
  std::span<const std::int32_t> labels(std::size_t i) const;
  /// The rejected answer of a preference; empty for other kinds.
  std::span<const TokenId> rejectedTokens(std::size_t i) const;
  std::span<const std::int32_t> rejectedLabels(std::size_t i) const;
  std::uint32_t truncatedTokens(std::size_t i) const;
  std::uint32_t truncatedTrained(std::size_t i) const;
  /// A copy in the form that the engine takes.
  EncodedExample example(std::size_t i) const;

 private:
  struct Mapping;
  explicit CachedTokens(std::unique_ptr<Mapping> mapping);
  std::unique_ptr<Mapping> m_mapping;
};

/// The key of a dataset's tokens: it changes with any byte of the data, tokenizer, template or settings.
std::string tokenCacheKey(const std::string& datasetHash, const Tokenizer& tokenizer, const ChatTemplate& chatTemplate,
                          const EncodeSettings& settings);

/// Writes a file that CachedTokens::open reads, under its final name when it is complete. Errors: file.write.
Result<void> writeTokenCache(const std::filesystem::path& path, const std::string& key,
                             std::span<const EncodedExample> examples);

/// The tokens of `examples`, whose dataset's content hash is `datasetHash`, from `folder` or, where they are missing or
/// damaged, made and stored there. Errors: those of encodeExamples and writeTokenCache.
Result<CachedTokens> loadOrEncode(const std::filesystem::path& folder, const std::string& datasetHash,
                                  const Rows& examples, const Tokenizer& tokenizer,
                                  const ChatTemplate& chatTemplate, const EncodeSettings& settings,
                                  const ProgressSink& progress, std::stop_token stop);

/// Removes all but the `keep` files of the cache that were used last.
void pruneTokenCache(const std::filesystem::path& folder, std::size_t keep);

}  // namespace attune
