// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/hub.h"

#include <algorithm>
#include <cstdlib>

#include "core/base/file.h"
#include "core/base/json.h"
#include "core/hub/http.h"
#include "core/hub/names.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

bool isTrue(std::string value) {
  std::transform(value.begin(), value.end(), value.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return value == "1" || value == "TRUE" || value == "YES" || value == "ON";
}

std::string trimmed(const std::string& text) {
  const auto begin = text.find_first_not_of(" \t\r\n"), end = text.find_last_not_of(" \t\r\n");
  return begin == text.npos ? "" : text.substr(begin, end - begin + 1);
}

fs::path hubHome() {
  if (const auto home = environment("HF_HOME"); !home.empty()) return home;
  if (const auto cache = environment("XDG_CACHE_HOME"); !cache.empty()) return fs::path(cache) / "huggingface";
  return fs::path(environment("HOME")) / ".cache" / "huggingface";
}

tl::unexpected<Error> badAnswer(const std::string& id) {
  return fail("hub.answer", ATTUNE_TEXT("The hub's answer about “{0}” is not understood."), {id},
              ATTUNE_TEXT("Check that HF_ENDPOINT names a model hub."));
}

// A text or list member of an object; nothing when it is absent or of another type.
std::string textOf(const Json& object, const char* key) {
  const auto found = object.is_object() ? object.find(key) : object.end();
  return object.is_object() && found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

std::optional<HubFile> readFileEntry(const Json& entry) {
  HubFile file;
  file.path = textOf(entry, "rfilename");
  file.gitHash = textOf(entry, "blobId");
  if (!isSafeRelativePath(file.path)) return {};
  if (entry.contains("size") && entry["size"].is_number_unsigned()) file.bytes = entry["size"].get<std::uint64_t>();
  if (entry.contains("lfs") && entry["lfs"].is_object()) {
    file.sha256 = textOf(entry["lfs"], "sha256");
    if (entry["lfs"].contains("size") && entry["lfs"]["size"].is_number_unsigned())
      file.bytes = entry["lfs"]["size"].get<std::uint64_t>();
    if (!isHexadecimal(file.sha256, 64)) return {};
  } else if (!isHexadecimal(file.gitHash, 40)) {
    return {};
  }
  return file;
}

std::string licenceOf(const Json& answer) {
  if (answer.contains("cardData"))
    if (auto licence = textOf(answer["cardData"], "license"); !licence.empty()) return licence;
  for (const auto& tag : answer.contains("tags") && answer["tags"].is_array() ? answer["tags"] : Json::array())
    if (tag.is_string() && tag.get<std::string>().starts_with("license:")) return tag.get<std::string>().substr(8);
  return {};
}

bool endsWith(const std::string& text, std::string_view ending) {
  return text.ends_with(ending);
}

}  // namespace

HubSettings hubSettingsFromEnvironment() {
  HubSettings settings;
  if (auto endpoint = environment("HF_ENDPOINT"); !endpoint.empty()) settings.endpoint = endpoint;
  settings.certificates = environment("SSL_CERT_FILE");  // as OpenSSL's own programs read it: of an office with a proxy of its own
  while (settings.endpoint.ends_with('/')) settings.endpoint.pop_back();
  const auto cache = environment("HF_HUB_CACHE");
  settings.cacheFolder = cache.empty() ? hubHome() / "hub" : fs::path(cache);
  settings.offline = isTrue(environment("HF_HUB_OFFLINE"));
  auto token = trimmed(environment("HF_TOKEN"));
  if (token.empty()) {
    const auto path = environment("HF_TOKEN_PATH");
    if (const auto text = readFile(path.empty() ? hubHome() / "token" : fs::path(path), 4096)) token = trimmed(*text);
  }
  // What is not a token must not become part of a header.
  const bool plain = std::all_of(token.begin(), token.end(), [](unsigned char c) { return c > 32 && c < 127; });
  if (plain) settings.token = Secret(std::move(token));
  return settings;
}

Result<HubModel> lookUpModel(const HubSettings& settings, const std::string& id, const std::string& revision,
                             std::stop_token stop) {
  if (settings.offline)
    return fail("hub.offline", ATTUNE_TEXT("“{0}” cannot be looked up: the hub is switched off."), {id},
                ATTUNE_TEXT("Allow downloads in the settings, and check HF_HUB_OFFLINE."));
  if (!isModelId(id) || !isRevision(revision))
    return fail("hub.id", ATTUNE_TEXT("“{0}” at “{1}” is not the name of a model."), {id, revision},
                ATTUNE_TEXT("Write it as organisation/name."));
  HttpRequest request;
  request.url = settings.endpoint + "/api/models/" + id + "/revision/" + escapeForUrl(revision) + "?blobs=true";
  ATTUNE_TRY(const HttpAnswer answer, sendRequest(settings, request, stop));
  ATTUNE_TRY_VOID(checkStatus(answer, id));
  const auto json = parseJson(answer.body, id);
  if (!json || !json->is_object()) return badAnswer(id);
  HubModel model;
  model.id = id;
  model.commit = textOf(*json, "sha");
  model.licence = licenceOf(*json);
  model.gated = json->contains("gated") && !((*json)["gated"] == false || (*json)["gated"].is_null());
  if (!isHexadecimal(model.commit, 40) || !json->contains("siblings") || !(*json)["siblings"].is_array())
    return badAnswer(id);
  for (const auto& entry : (*json)["siblings"])
    if (auto file = readFileEntry(entry)) model.files.push_back(std::move(*file));
  return model;
}

Result<std::vector<HubFile>> filesToDownload(const HubModel& model, const std::string& ggufFile) {
  static constexpr std::string_view kWanted[] = {"config.json",
                                                 "generation_config.json",
                                                 "tokenizer.json",
                                                 "tokenizer_config.json",
                                                 "tokenizer.model",
                                                 "special_tokens_map.json",
                                                 "added_tokens.json",
                                                 "vocab.json",
                                                 "vocab.txt",
                                                 "merges.txt",
                                                 "spiece.model",
                                                 "spm.model",
                                                 "sentencepiece.bpe.model",
                                                 "chat_template.jinja",
                                                 "README.md",
                                                 "LICENSE",
                                                 "LICENSE.txt",
                                                 "LICENSE.md",
                                                 "model.safetensors.index.json"};
  std::vector<HubFile> files;
  bool weights = false;
  for (const auto& file : model.files) {
    if (!ggufFile.empty()) {
      if (file.path == ggufFile) weights = true;
      if (file.path == ggufFile || file.path == "README.md") files.push_back(file);
      continue;
    }
    // Weights of other programs stand in folders or have other names; only the ones that the index or nobody names
    // count.
    const bool shard =
        file.path == "model.safetensors" || (file.path.starts_with("model-") && endsWith(file.path, ".safetensors"));
    const bool plain = file.path.find('/') == std::string::npos;
    weights = weights || (plain && shard);
    const bool wanted = std::find(std::begin(kWanted), std::end(kWanted), file.path) != std::end(kWanted);
    if ((plain && shard) || wanted) files.push_back(file);
  }
  const auto pickled = std::find_if(model.files.begin(), model.files.end(), [](const HubFile& file) {
    return file.path.find('/') == std::string::npos && (endsWith(file.path, ".bin") || endsWith(file.path, ".pt") || endsWith(file.path, ".pth"));
  });
  if (!weights && pickled != model.files.end())
    return fail("hub.no-weights", ATTUNE_TEXT("“{0}” has its weights as {1} only, a format that can run programs when it is read, so Attune does not fetch it."),
                {model.id, pickled->path}, ATTUNE_TEXT("Choose a version with safetensors files, or a .gguf file."));
  if (!weights)
    return fail("hub.no-weights", ATTUNE_TEXT("“{0}” has no weights that Attune can read."), {model.id},
                ATTUNE_TEXT("Choose a version with safetensors files, or a .gguf file."));
  return files;
}

Result<fs::path> downloadModel(const HubSettings& settings, const std::string& id, const std::string& revision,
                               const ProgressSink& progress, std::stop_token stop) {
  ATTUNE_TRY(const HubModel model, lookUpModel(settings, id, revision, stop));
  ATTUNE_TRY(const auto files, filesToDownload(model));
  return downloadFiles(settings, model, files, revision, progress, stop);
}

}  // namespace attune
