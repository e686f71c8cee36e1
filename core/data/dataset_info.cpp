// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/dataset_info.h"

#include "core/base/file.h"
#include "core/data/schema.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

// LLaMA-Factory's column keys (its data/README) and the roles of our schemas.
struct ColumnKey {
  const char* key;
  const char* role;
  const char* usual;  // the column when the entry names none; null: none
};

constexpr ColumnKey kAlpaca[]{{"prompt", "prompt", "instruction"},
                              {"query", "input", "input"},
                              {"response", "response", "output"},
                              {"system", "system", nullptr},
                              {"history", "history", nullptr}};
constexpr ColumnKey kAlpacaRanking[]{{"prompt", "prompt", "instruction"},
                                     {"query", "input", "input"},
                                     {"chosen", "chosen", "chosen"},
                                     {"rejected", "rejected", "rejected"},
                                     {"system", "system", nullptr}};
constexpr ColumnKey kAlpacaRated[]{{"prompt", "prompt", "instruction"},
                                   {"query", "input", "input"},
                                   {"response", "response", "output"},
                                   {"kto_tag", "rating", nullptr},
                                   {"system", "system", nullptr}};
constexpr ColumnKey kChat[]{
    {"messages", "messages", "conversations"}, {"system", "system", nullptr}, {"tools", "tools", nullptr}};
constexpr ColumnKey kOpenAi[]{
    {"messages", "messages", "messages"}, {"system", "system", nullptr}, {"tools", "tools", nullptr}};
constexpr ColumnKey kChatRated[]{{"messages", "messages", "conversations"},
                                 {"kto_tag", "rating", nullptr},
                                 {"system", "system", nullptr},
                                 {"tools", "tools", nullptr}};
constexpr ColumnKey kChatRanking[]{{"messages", "prompt", "conversations"},
                                   {"chosen", "chosen", "chosen"},
                                   {"rejected", "rejected", "rejected"},
                                   {"system", "system", nullptr},
                                   {"tools", "tools", nullptr}};

// What the answers of an entry are.
enum class Answers { Plain, Pairs, Rated };

struct Layout {
  const char* formatting;
  Answers answers;
  const char* schema;
  std::span<const ColumnKey> keys;
};

const Layout kLayouts[]{{"alpaca", Answers::Plain, "alpaca", kAlpaca},
                        {"alpaca", Answers::Pairs, "preference", kAlpacaRanking},
                        {"alpaca", Answers::Rated, "rated", kAlpacaRated},
                        {"sharegpt", Answers::Plain, "sharegpt", kChat},
                        {"sharegpt", Answers::Pairs, "preference", kChatRanking},
                        {"sharegpt", Answers::Rated, "rated-conversation", kChatRated},
                        {"openai", Answers::Plain, "messages", kOpenAi},
                        {"openai", Answers::Pairs, "preference", kChatRanking},
                        {"openai", Answers::Rated, "rated-conversation", kChatRated}};

Error note(const std::string& name, const char* text) {
  return {"data.dataset-info", text, {name}};
}

std::string textAt(const Json& object, const char* key, std::string otherwise) {
  return object.contains(key) && object[key].is_string() ? object[key].get<std::string>() : otherwise;
}

// Only plain names beside or below the file: nothing outside its folder is opened.
bool staysInside(const std::string& name) {
  const fs::path path(name);
  if (name.empty() || path.is_absolute() || name.find('\0') != std::string::npos) return false;
  for (const auto& part : path)
    if (part == "..") return false;
  return true;
}

tl::expected<DescribedDataset, Error> readEntry(const fs::path& folder, const std::string& name, const Json& entry) {
  if (!entry.is_object()) return tl::unexpected(note(name, ATTUNE_TEXT("The entry “{0}” is not an object.")));
  const std::string file = textAt(entry, "file_name", {});
  if (file.empty())
    return tl::unexpected(note(name, ATTUNE_TEXT("The entry “{0}” names no local file and was left out.")));
  if (!staysInside(file))
    return tl::unexpected(note(name, ATTUNE_TEXT("The entry “{0}” names a file outside its folder and was left out.")));
  const std::string formatting = textAt(entry, "formatting", "alpaca");
  const bool ranking = entry.contains("ranking") && entry["ranking"] == true;
  const Json columns = entry.contains("columns") && entry["columns"].is_object() ? entry["columns"] : Json::object();
  if (columns.contains("images") || columns.contains("videos") || columns.contains("audios"))
    return tl::unexpected(
        note(name, ATTUNE_TEXT("The entry “{0}” needs pictures or sounds, which Attune does not train on.")));
  const Answers answers = ranking ? Answers::Pairs : columns.contains("kto_tag") ? Answers::Rated : Answers::Plain;
  for (const auto& layout : kLayouts) {
    if (formatting != layout.formatting || answers != layout.answers) continue;
    DescribedDataset info{name, folder / file, {}};
    info.mapping.schema = layout.schema;
    for (const auto& [key, role, usual] : layout.keys) {
      // Where columns are named, one that may be missing is not guessed.
      const bool guessed = usual != nullptr && (columns.empty() || std::string_view(role) != "input");
      const std::string column = textAt(columns, key, guessed ? usual : "");
      if (!column.empty()) info.mapping.columns[role] = column;
    }
    if (entry.contains("tags") && entry["tags"].is_object())
      for (const auto& [key, value] : entry["tags"].items())
        if (value.is_string()) info.mapping.tags[key] = value.get<std::string>();
    return info;
  }
  return tl::unexpected(note(name, ATTUNE_TEXT("The entry “{0}” has a formatting that is not known.")));
}

}  // namespace

Result<DatasetInfoFile> readDatasetInfo(const fs::path& path) {
  ATTUNE_TRY(const Json json, readJsonFile(path));
  if (!json.is_object())
    return fail("data.dataset-info", ATTUNE_TEXT("“{0}” is not an object of datasets."), {path.filename().string()});
  DatasetInfoFile result;
  for (const auto& [name, entry] : json.items()) {
    auto info = readEntry(path.parent_path(), name, entry);
    if (info)
      result.datasets.push_back(std::move(*info));
    else
      result.notes.push_back(std::move(info.error()));
  }
  return result;
}

Result<Json> datasetInfoEntry(const std::string& fileName, const ColumnMapping& mapping, std::string_view formatting) {
  // A pair of texts is Alpaca's layout without input.
  const std::string schema =
      mapping.schema == "question-answer" || mapping.schema == "prompt-completion" ? "alpaca" : mapping.schema;
  for (const auto& layout : kLayouts) {
    if (schema != layout.schema || (!formatting.empty() && formatting != layout.formatting)) continue;
    Json columns = Json::object();
    std::size_t named = 0;
    for (const auto& [key, role, usual] : layout.keys) {
      const std::string_view column = mapping.column(role);
      if (column.empty()) continue;
      columns[key] = column;
      ++named;
    }
    if (named != mapping.columns.size()) continue;
    Json entry{{"file_name", fileName}, {"formatting", layout.formatting}};
    if (layout.answers == Answers::Pairs) entry["ranking"] = true;
    entry["columns"] = std::move(columns);
    if (!mapping.tags.empty()) entry["tags"] = mapping.tags;
    return entry;
  }
  return fail("data.dataset-info", ATTUNE_TEXT("The layout “{0}” cannot be described for LLaMA-Factory."),
              {mapping.schema});
}

Result<void> describeFile(const fs::path& file, const ColumnMapping& mapping, std::string_view formatting) {
  ATTUNE_TRY(Json entry, datasetInfoEntry(file.filename().string(), mapping, formatting));
  const fs::path path = fs::absolute(file).parent_path() / "dataset_info.json";
  const std::string name = file.stem().string();
  Json all = Json::object();
  std::error_code code;
  if (fs::exists(path, code)) {
    ATTUNE_TRY(all, readJsonFile(path));
  }
  if (!all.is_object())
    return fail("data.dataset-info", ATTUNE_TEXT("“{0}” is not an object of datasets."), {path.filename().string()});
  if (all.contains(name) && (!all[name].is_object() || textAt(all[name], "file_name", {}) != file.filename().string()))
    return fail("data.dataset-info", ATTUNE_TEXT("The dataset_info.json has another dataset named “{0}”, which was left as it is."), {name},
                ATTUNE_TEXT("Write the rows to a file of another name."));
  all[name] = std::move(entry);
  return writeFileAtomic(path, all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace attune
