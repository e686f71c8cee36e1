// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/storage.h"

#include <simdjson.h>

#include <algorithm>
#include <fstream>

#include "core/base/file.h"
#include "core/data/formats/row.h"
#include "core/data/recipe.h"

namespace attune {
namespace fs = std::filesystem;
namespace dom = simdjson::dom;
namespace {

constexpr int kVersion = 1;

// The writer below is toJson(Example).dump() without the trees between: bytes are put out as they are read.
void putText(std::string_view text, std::string& out) {
  out.push_back('"');
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text, from, i - from);
    from = i + 1;
    switch (c) {
      case '"':
        out.append("\\\"");
        break;
      case '\\':
        out.append("\\\\");
        break;
      case '\n':
        out.append("\\n");
        break;
      case '\r':
        out.append("\\r");
        break;
      case '\t':
        out.append("\\t");
        break;
      default: {
        constexpr char kHex[] = "0123456789abcdef";
        out.append("\\u00").push_back(kHex[c >> 4]);
        out.push_back(kHex[c & 15]);
      }
    }
  }
  out.append(text, from, text.size() - from);
  out.push_back('"');
}

void putMessages(const char* key, const std::vector<Message>& messages, std::string& out) {
  if (messages.empty()) return;
  out.append(",\"").append(key).append("\":[");
  for (const auto& message : messages) {
    if (&message != &messages.front()) out.push_back(',');
    out.append("{\"role\":\"").append(roleName(message.role)).append("\",\"content\":");
    putText(message.content, out);
    if (message.trained != (message.role == Role::Assistant))
      out.append(message.trained ? ",\"trained\":true" : ",\"trained\":false");
    if (message.extra.is_object())
      for (const auto& [name, value] : message.extra.items()) {
        out.push_back(',');
        putText(name, out);
        out.append(":").append(value.dump());
      }
    out.push_back('}');
  }
  out.push_back(']');
}

void putTexts(const char* key, const std::vector<std::string>& texts, std::string& out) {
  if (texts.empty()) return;
  out.append(",\"").append(key).append("\":[");
  for (const auto& text : texts) {
    if (&text != &texts.front()) out.push_back(',');
    putText(text, out);
  }
  out.push_back(']');
}

void putExample(const Example& example, std::string& out) {
  out.append("{\"kind\":\"").append(exampleKindName(example.kind)).push_back('"');
  putMessages("messages", example.messages, out);
  if (!example.tools.is_null()) out.append(",\"tools\":").append(example.tools.dump());
  if (!example.text.empty()) {
    out.append(",\"text\":");
    putText(example.text, out);
  }
  putTexts("labels", example.labels, out);
  putTexts("tokens", example.tokens, out);
  putTexts("tags", example.tags, out);
  putMessages("chosen", example.chosen, out);
  putMessages("rejected", example.rejected, out);
  if (!example.columns.is_null()) out.append(",\"columns\":").append(example.columns.dump());
  out.append(",\"row\":").append(std::to_string(example.sourceRow));
  if (example.sourceFile != 0) out.append(",\"file\":").append(std::to_string(example.sourceFile));
  out.append("}\n");
}

tl::unexpected<Error> invalidLine(std::size_t line, std::string_view key) {
  return fail("data.example-invalid", ATTUNE_TEXT("Line {0} of the stored dataset is not valid at “{1}”."),
              {std::to_string(line), std::string(key)});
}

bool takeTexts(dom::element value, std::vector<std::string>& texts) {
  if (!value.is_array()) return false;
  const dom::array items = asArray(value);
  texts.reserve(items.size());
  for (const auto item : items) {
    std::string_view text;
    if (item.get_string().get(text) != simdjson::SUCCESS) return false;
    texts.emplace_back(text);
  }
  return true;
}

bool takeMessages(dom::element value, std::vector<Message>& messages) {
  if (!value.is_array()) return false;
  const dom::array items = asArray(value);
  messages.reserve(items.size());
  for (const auto item : items) {
    if (!item.is_object()) return false;
    Message& message = messages.emplace_back();
    bool hasRole = false, hasTrained = false;
    for (const auto [key, part] : asObject(item)) {
      std::string_view text;
      if (key == "role") {
        const auto role = part.get_string().get(text) == simdjson::SUCCESS ? roleFromName(text) : std::nullopt;
        if (!role) return false;
        message.role = *role;
        hasRole = true;
      } else if (key == "content") {
        if (part.get_string().get(text) != simdjson::SUCCESS) return false;
        message.content = text;
      } else if (key == "trained") {
        if (part.get_bool().get(message.trained) != simdjson::SUCCESS) return false;
        hasTrained = true;
      } else {
        message.extra[std::string(key)] = copyJson(part);
      }
    }
    if (!hasRole) return false;
    if (!hasTrained) message.trained = message.role == Role::Assistant;
  }
  return true;
}

bool takeField(std::string_view key, dom::element value, Example& example) {
  std::string_view text;
  std::uint64_t number = 0;
  if (key == "kind") {
    const auto kind = value.get_string().get(text) == simdjson::SUCCESS ? exampleKindFromName(text) : std::nullopt;
    if (kind) example.kind = *kind;
    return kind.has_value();
  }
  if (key == "messages") return takeMessages(value, example.messages);
  if (key == "chosen") return takeMessages(value, example.chosen);
  if (key == "rejected") return takeMessages(value, example.rejected);
  if (key == "labels") return takeTexts(value, example.labels);
  if (key == "tokens") return takeTexts(value, example.tokens);
  if (key == "tags") return takeTexts(value, example.tags);
  if (key == "tools") return example.tools = copyJson(value), true;
  if (key == "columns") return example.columns = copyJson(value), true;
  if (key == "text") {
    if (value.get_string().get(text) != simdjson::SUCCESS) return false;
    example.text = text;
    return true;
  }
  if (value.get_uint64().get(number) != simdjson::SUCCESS) return false;
  if (key == "row") return example.sourceRow = number, true;
  if (key == "file") return example.sourceFile = static_cast<std::uint32_t>(number), true;
  return false;
}

Result<void> readExamples(const fs::path& path, std::uint64_t count, std::vector<Example>& examples) {
  ATTUNE_TRY(std::string text, readFile(path));
  const std::size_t size = text.size();
  text.append(simdjson::SIMDJSON_PADDING, '\0');
  dom::parser parser;
  examples.reserve(std::min<std::uint64_t>(count, size / 8));
  for (std::size_t from = 0, line = 1; from < size; ++line) {
    const std::size_t to = std::min(text.find('\n', from), size);
    dom::element root;
    if (parser.parse(text.data() + from, to - from, false).get(root) != simdjson::SUCCESS || !root.is_object())
      return invalidLine(line, "{");
    Example& example = examples.emplace_back();
    for (const auto [key, value] : asObject(root))
      if (!takeField(key, value, example)) return invalidLine(line, key);
    from = to + 1;
  }
  return {};
}

Json sourcesJson(const std::vector<SourceFile>& sources) {
  Json json = Json::array();
  for (const auto& source : sources)
    json.push_back(
        {{"name", source.name}, {"bytes", source.bytes}, {"format", source.format}, {"encoding", source.encoding}});
  return json;
}

}  // namespace

Result<void> saveDataset(const Dataset& dataset, const fs::path& folder) {
  ATTUNE_TRY(auto staged, StagedFolder::create(folder));
  {
    std::ofstream file(staged.path() / "examples.jsonl", std::ios::binary);
    std::string buffer;
    for (const auto& example : dataset.examples) {
      putExample(example, buffer);
      if (buffer.size() < (1 << 20)) continue;
      file << buffer;
      buffer.clear();
    }
    file << buffer;
    file.close();
    if (!file)
      return fail("file.write", ATTUNE_TEXT("“{0}” could not be written."), {folder.string()},
                  ATTUNE_TEXT("Check that the disk has space left and that you may write to the folder."));
  }
  const Json facts{{"version", kVersion},
                   {"name", dataset.name},
                   {"content_hash", dataset.contentHash},
                   {"examples", dataset.examples.size()},
                   {"sources", sourcesJson(dataset.sources)},
                   {"mapping", toJson(dataset.mapping)},
                   {"recipe", dataset.recipe},
                   {"ledger", dataset.ledger.toJson()}};
  ATTUNE_TRY_VOID(writeFileAtomic(staged.path() / "dataset.json",
                                  facts.dump(1, ' ', false, Json::error_handler_t::replace) + "\n"));
  return staged.commit({{"content_hash", dataset.contentHash}, {"examples", dataset.examples.size()}});
}

Result<Dataset> loadDataset(const fs::path& folder) {
  ATTUNE_TRY_VOID(verifyManifest(folder));
  JsonLimits limits;
  limits.maxBytes = SIZE_MAX;
  ATTUNE_TRY(const Json facts, readJsonFile(folder / "dataset.json", limits));
  Dataset dataset;
  std::uint64_t count = 0;
  try {
    if (facts.at("version").get<int>() != kVersion)
      return fail("data.dataset-version", ATTUNE_TEXT("The dataset “{0}” was stored by another version of Attune."),
                  {folder.string()}, ATTUNE_TEXT("Update Attune, or import the data again."));
    dataset.name = facts.at("name").get<std::string>();
    dataset.contentHash = facts.at("content_hash").get<std::string>();
    count = facts.at("examples").get<std::uint64_t>();
    dataset.recipe = facts.at("recipe");
    for (const auto& source : facts.at("sources"))
      dataset.sources.push_back({source.at("name").get<std::string>(), source.at("bytes").get<std::uint64_t>(),
                                 source.at("format").get<std::string>(), source.at("encoding").get<std::string>()});
    ATTUNE_TRY(dataset.mapping, mappingFromJson(facts.at("mapping")));
    ATTUNE_TRY(dataset.ledger, Ledger::fromJson(facts.at("ledger")));
  } catch (const nlohmann::json::exception& problem) {
    return fail("data.dataset-invalid", ATTUNE_TEXT("The dataset “{0}” cannot be read."), {folder.string()}, {},
                problem.what());
  }
  ATTUNE_TRY_VOID(readExamples(folder / "examples.jsonl", count, dataset.examples));
  const auto made = static_cast<std::uint64_t>(std::ranges::count_if(
      dataset.examples, [](const Example& example) { return !syntheticOrigin(example).empty(); }));
  if (dataset.examples.size() != count || dataset.ledger.kept() + made != count ||
      contentHashOf(dataset.examples) != dataset.contentHash)
    return fail("manifest.mismatch", ATTUNE_TEXT("The dataset “{0}” is damaged: its examples are not what was stored."),
                {folder.string()});
  return dataset;
}

}  // namespace attune
