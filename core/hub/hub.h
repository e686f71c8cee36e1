// SPDX-License-Identifier: GPL-3.0-or-later
// Downloads from a model hub that speaks the protocol of huggingface.co, into the cache that other programs share.
#pragma once
#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/progress.h"

namespace attune {

/// An access token. It has no way to text but `reveal`, so that it does not get into a log or a message by accident.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : m_value(std::move(value)) {}
  bool empty() const { return m_value.empty(); }
  const std::string& reveal() const { return m_value; }

 private:
  std::string m_value;
};

/// Where from and where to.
struct HubSettings {
  std::string endpoint = "https://huggingface.co";  ///< https; http only for this machine itself (a mirror, tests).
  std::filesystem::path cacheFolder;                ///< Holds models--org--name/.
  std::filesystem::path certificates;               ///< Whom to trust in place of the system's list: a PEM file; empty for the latter.
  Secret token;                                     ///< Sent to the endpoint's own host only; may be empty.
  bool offline = false;                             ///< Refuses everything that needs the network.
  int stallSeconds = 30;                            ///< A transfer that brings nothing for so long counts as broken.
  int attempts = 5;                                 ///< Of each file; a later one goes on where the last broke off.
};

/// Settings as HF_ENDPOINT, HF_HUB_CACHE, HF_HOME, HF_HUB_OFFLINE, HF_TOKEN, the token file of `HF_HOME` and SSL_CERT_FILE say.
/// Thread: any, while nobody changes the environment.
HubSettings hubSettingsFromEnvironment();

/// A file of a model on the hub.
struct HubFile {
  std::string path;  ///< In the repository: "model.safetensors".
  std::uint64_t bytes = 0;
  std::string sha256;   ///< Of large files; empty for small ones, which git's own hash names.
  std::string gitHash;  ///< Git's SHA-1 of the file as a blob; of small files.
};

/// A model on the hub at one commit.
struct HubModel {
  std::string id;       ///< "org/name".
  std::string commit;   ///< 40 hexadecimal digits.
  std::string licence;  ///< From the model card; may be empty.
  bool gated = false;   ///< Its owner asks users to accept terms first.
  std::vector<HubFile> files;
};

/// What the hub has under `id` ("org/name") at a branch, tag or commit. Errors: hub.offline, hub.id, hub.not-found,
/// hub.denied (gated, or the token is not valid), hub.network, hub.answer, hub.stopped.
Result<HubModel> lookUpModel(const HubSettings& settings, const std::string& id, const std::string& revision = "main",
                             std::stop_token stop = {});

/// The files of a model that Attune can use: config, safetensors, tokenizer, chat templates, card and licence; or
/// `ggufFile` alone, when given. Errors: hub.no-weights when there are none.
Result<std::vector<HubFile>> filesToDownload(const HubModel& model, const std::string& ggufFile = {});

/// Downloads files into the cache, laid out as huggingface_hub does (blobs, snapshots, refs), and gives the snapshot's
/// folder. Broken transfers go on where they stopped, also those of an earlier call. A file gets its name only after
/// its hash was found true; refs/`revision` is written when all are there. Thread: worker. Errors: those of
/// lookUpModel, hub.hash, hub.size, hub.space, file.*.
Result<std::filesystem::path> downloadFiles(const HubSettings& settings, const HubModel& model,
                                            const std::vector<HubFile>& files, const std::string& revision = "main",
                                            const ProgressSink& progress = {}, std::stop_token stop = {});

/// lookUpModel, filesToDownload and downloadFiles in one.
Result<std::filesystem::path> downloadModel(const HubSettings& settings, const std::string& id,
                                            const std::string& revision = "main", const ProgressSink& progress = {},
                                            std::stop_token stop = {});

}  // namespace attune
