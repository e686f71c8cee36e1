// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workflow/inspect.h"

#include <algorithm>

#include "core/base/file.h"
#include "core/data/import.h"
#include "core/weights/checkpoint.h"
#include "core/weights/inspect.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

bool endsWith(const fs::path& path, std::string_view ending) { return path.filename().string().ends_with(ending); }

Result<Json> inspectTokenizer(const fs::path& path) {
  ATTUNE_TRY(const auto tokenizer, Tokenizer::load(path));
  const SpecialTokenIds& ids = tokenizer->specialIds();
  Json special = Json::object();
  const std::pair<const char*, std::optional<TokenId>> known[] = {{"bos", ids.bos}, {"eos", ids.eos}, {"pad", ids.pad}, {"unknown", ids.unknown}};
  for (const auto& [name, id] : known)
    if (id) special[name] = *id;
  return Json{{"kind", "tokenizer"}, {"vocab_size", tokenizer->vocabSize()}, {"special", special}, {"content_hash", tokenizer->contentHash()}};
}

bool namesTokenizer(const fs::path& path) { return endsWith(path, "tokenizer.json") || endsWith(path, ".model"); }

// A table is whatever no other handler claims by its name.
bool namesTable(const fs::path& path) {
  const auto known = weightsInspectors();
  return std::none_of(known.begin(), known.end(), [&](const InspectHandler& handler) { return handler.matches(path); });
}

constexpr InspectHandler kHandlers[] = {{"tokenizer", namesTokenizer, inspectTokenizer}, {"table", namesTable, inspectTable}};

}  // namespace

Result<Json> inspect(const fs::path& path) { return inspectFile(path, kHandlers); }

Result<std::shared_ptr<const Tokenizer>> openTokenizer(const fs::path& path) {
  if (!endsWith(path, ".gguf")) return Tokenizer::load(path);
  ATTUNE_TRY(const Checkpoint checkpoint, openCheckpoint(path));
  if (!checkpoint.tokenizer.gguf)
    return fail("tokenizer.missing", ATTUNE_TEXT("“{0}” holds no tokenizer."), {path.string()});
  return Tokenizer::fromGguf(*checkpoint.tokenizer.gguf, path.string());
}

Result<void> tokenizeFile(const Tokenizer& tokenizer, const fs::path& file, std::ostream& out) {
  ATTUNE_TRY(const std::string content, readFile(file));
  const bool objects = endsWith(file, ".jsonl");
  std::string_view rest = content;
  std::string line;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view input = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::string place = file.string() + ", line " + std::to_string(number);
    std::string text;
    if (objects) {
      if (input.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      ATTUNE_TRY(Json json, parseJson(input, place));
      if (!json.is_object() || !json.contains("text") || !json["text"].is_string())
        return fail("tokenizer.input", ATTUNE_TEXT("{0} has no text under “text”."), {place});
      text = json["text"].get<std::string>();
      input = text;
    }
    const auto ids = tokenizer.encodeIds(input);
    if (!ids) return fail("tokenizer.input", ATTUNE_TEXT("{0} cannot be turned into tokens."), {place}, {}, describe(ids.error()));
    line = "[";
    for (const TokenId id : *ids) line += (line.size() > 1 ? ", " : "") + std::to_string(id);
    out << line << "]\n";
  }
  return {};
}

}  // namespace attune
