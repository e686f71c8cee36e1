// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/base/hash.h"
#include "core/base/json.h"
#include "core/hub/keyring.h"
#include "core/hub/names.h"
#include "http_server.h"

namespace attune {
namespace {
namespace fs = std::filesystem;
using test::HttpServer;
using test::ServerAnswer;
using test::ServerRequest;

const std::string kCommit(40, 'c');
constexpr const char* kToken = "hf_canary0123456789";

// A hub with one model on one server; large files are redirected to `storage`, as the real one does.
class HubTest : public testing::Test {
 protected:
  HubTest()
      : m_weights(300'000, 'w'),
        m_config(R"({"model_type":"llama"})"),
        m_storage([this](const ServerRequest& request) { return m_storageAnswer(request); }),
        m_hub([this](const ServerRequest& request) { return hubAnswer(request); }) {
    for (std::size_t i = 0; i < m_weights.size(); ++i) m_weights[i] = static_cast<char>(i * 7919 >> 3);
    std::string pattern = (fs::temp_directory_path() / "attune-hub-XXXXXX").string();
    m_folder = ::mkdtemp(pattern.data());
    m_settings.endpoint = m_hub.url();
    m_settings.certificates = m_folder / "certificate.pem";
    test::serverCertificate().write(m_settings.certificates);
    m_settings.cacheFolder = m_folder / "hub";
    m_settings.token = Secret(kToken);
    m_settings.stallSeconds = 1;
    m_settings.attempts = 3;
    m_storageAnswer = [this](const ServerRequest& request) { return serveRange(request, m_weights); };
  }
  ~HubTest() override { fs::remove_all(m_folder); }

  static ServerAnswer serveRange(const ServerRequest& request, const std::string& content) {
    const auto range = request.headers.find("range");
    if (range == request.headers.end()) return {.body = content};
    const auto begin = std::stoull(range->second.substr(6));
    if (begin >= content.size()) return {.status = 416};
    return {.status = 206,
            .headers = {{"Content-Range", "bytes " + std::to_string(begin) + "-/" + std::to_string(content.size())}},
            .body = content.substr(begin)};
  }

  Json listing() const {
    // `git hash-object` of the config text.
    return {{"sha", kCommit},
            {"gated", false},
            {"cardData", {{"license", "apache-2.0"}}},
            {"siblings",
             Json::array({{{"rfilename", "config.json"}, {"size", m_config.size()}, {"blobId", m_configGitHash}},
                          {{"rfilename", "model.safetensors"},
                           {"size", 134},
                           {"blobId", std::string(40, 'b')},
                           {"lfs", {{"sha256", sha256(m_weights)}, {"size", m_weights.size()}}}},
                          {{"rfilename", "../../evil.json"}, {"size", 1}, {"blobId", std::string(40, 'e')}},
                          {{"rfilename", "pytorch_model.bin"}, {"size", 1}, {"blobId", std::string(40, 'd')}}})}};
  }

  ServerAnswer hubAnswer(const ServerRequest& request) {
    if (request.target == "/api/models/acme/tiny/revision/main?blobs=true")
      return {.body = m_listing.empty() ? listing().dump() : m_listing};
    const std::string base = "/acme/tiny/resolve/" + kCommit + "/";
    if (request.target == base + "config.json")
      return {.headers = {{"ETag", '"' + m_configGitHash + '"'}, {"X-Repo-Commit", kCommit}}, .body = m_config};
    if (request.target == base + "model.safetensors")
      return {.status = 302,
              .headers = {{"Location", m_storage.url("localhost") + "/blob"},
                          {"X-Linked-Etag", '"' + m_linkedEtag.value_or(sha256(m_weights)) + '"'},
                          {"X-Repo-Commit", kCommit}}};
    return {.status = 404, .body = "{}"};
  }

  std::string codeOfDownload(std::stop_token stop = {}) {
    const auto result = downloadModel(m_settings, "acme/tiny", "main", {}, stop);
    return result ? "" : result.error().code;
  }
  fs::path repository() const { return m_settings.cacheFolder / "models--acme--tiny"; }
  bool nothingPublished() const {
    return !fs::exists(repository() / "refs") && !fs::exists(repository() / "snapshots") &&
           !fs::exists(repository() / "blobs" / sha256(m_weights));
  }
  static std::string contentOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  std::string m_weights, m_config, m_configGitHash = "0972e95c1405cc1507c19dcbe784f7a36c930907", m_listing;
  std::optional<std::string> m_linkedEtag;
  HttpServer::Handler m_storageAnswer;
  fs::path m_folder;
  HubSettings m_settings;
  HttpServer m_storage, m_hub;
};

TEST_F(HubTest, DownloadsIntoTheSharedLayout) {
  double last = 0;
  const auto snapshot = downloadModel(m_settings, "acme/tiny", "main", [&](const Progress& progress) {
    EXPECT_GE(progress.fraction, last);
    last = progress.fraction;
  });
  ASSERT_TRUE(snapshot) << describe(snapshot.error());
  EXPECT_EQ(last, 1);
  EXPECT_EQ(*snapshot, repository() / "snapshots" / kCommit);
  EXPECT_EQ(contentOf(*snapshot / "config.json"), m_config);
  EXPECT_EQ(contentOf(*snapshot / "model.safetensors"), m_weights);
  EXPECT_EQ(fs::read_symlink(*snapshot / "model.safetensors"), fs::path("../../blobs") / sha256(m_weights));
  EXPECT_EQ(contentOf(repository() / "refs" / "main"), kCommit);
  EXPECT_FALSE(fs::exists(*snapshot / "pytorch_model.bin"));
  EXPECT_EQ(std::distance(fs::directory_iterator(repository() / "blobs"), {}), 2);
  const auto before = m_storage.requests().size();
  EXPECT_EQ(codeOfDownload(), "");
  EXPECT_EQ(m_storage.requests().size(), before) << "a file that is there was downloaded again";
}

TEST_F(HubTest, SendsTheTokenToItsHostOnly) {
  ASSERT_EQ(codeOfDownload(), "");
  ASSERT_FALSE(m_storage.requests().empty());
  for (const auto& request : m_hub.requests())
    EXPECT_EQ(request.headers.at("authorization"), std::string("Bearer ") + kToken);
  for (const auto& request : m_storage.requests())
    for (const auto& [name, value] : request.headers) EXPECT_EQ(value.find("canary"), std::string::npos) << name;
}

TEST_F(HubTest, GoesOnWhereTheConnectionBroke) {
  int count = 0;
  m_storageAnswer = [&](const ServerRequest& request) {
    auto answer = serveRange(request, m_weights);
    if (++count < 3) answer.breakAfter = 100'000;
    return answer;
  };
  EXPECT_EQ(codeOfDownload(), "");
  const auto requests = m_storage.requests();
  ASSERT_EQ(requests.size(), 3U);
  EXPECT_FALSE(requests[0].headers.contains("range"));
  EXPECT_EQ(requests[1].headers.at("range"), "bytes=100000-");
  EXPECT_EQ(requests[2].headers.at("range"), "bytes=200000-");
  EXPECT_EQ(contentOf(repository() / "snapshots" / kCommit / "model.safetensors"), m_weights);
}

TEST_F(HubTest, GoesOnInALaterCall) {
  m_settings.attempts = 1;
  m_storageAnswer = [&](const ServerRequest& request) {
    auto answer = serveRange(request, m_weights);
    answer.breakAfter = 120'000;
    return answer;
  };
  EXPECT_EQ(codeOfDownload(), "hub.network");
  EXPECT_TRUE(nothingPublished());
  EXPECT_EQ(fs::file_size(repository() / "blobs" / (sha256(m_weights) + ".incomplete")), 120'000U);
  m_storageAnswer = [&](const ServerRequest& request) { return serveRange(request, m_weights); };
  EXPECT_EQ(codeOfDownload(), "");
  EXPECT_EQ(m_storage.requests().back().headers.at("range"), "bytes=120000-");
}

TEST_F(HubTest, StartsOverWhenTheServerHasNoRanges) {
  int count = 0;
  m_storageAnswer = [&](const ServerRequest&) {
    return ServerAnswer{.body = m_weights, .breakAfter = ++count < 2 ? 50'000 : SIZE_MAX};
  };
  EXPECT_EQ(codeOfDownload(), "");
  EXPECT_EQ(contentOf(repository() / "snapshots" / kCommit / "model.safetensors"), m_weights);
}

TEST_F(HubTest, GivesUpAStalledTransferAndTriesAgain) {
  int count = 0;
  m_storageAnswer = [&](const ServerRequest& request) {
    auto answer = serveRange(request, m_weights);
    if (++count == 1) {
      answer.breakAfter = 10'000;
      answer.stall = true;
    }
    return answer;
  };
  EXPECT_EQ(codeOfDownload(), "");
  EXPECT_EQ(count, 2);
}

TEST_F(HubTest, NeverPublishesADamagedFile) {
  std::string wrong = m_weights;
  wrong[1234] = static_cast<char>(wrong[1234] ^ 1);  // the right size
  m_storageAnswer = [&](const ServerRequest& request) { return serveRange(request, wrong); };
  EXPECT_EQ(codeOfDownload(), "hub.hash");
  EXPECT_TRUE(nothingPublished());
  EXPECT_FALSE(fs::exists(repository() / "blobs" / (sha256(m_weights) + ".incomplete")));
  // A part that was damaged on disk is found at the end, too, and not used a second time.
  std::ofstream(repository() / "blobs" / (sha256(m_weights) + ".incomplete")) << std::string(1000, 'x');
  m_storageAnswer = [&](const ServerRequest& request) { return serveRange(request, m_weights); };
  EXPECT_EQ(codeOfDownload(), "hub.hash");
  EXPECT_EQ(codeOfDownload(), "");
}

TEST_F(HubTest, ChecksSmallFilesToo) {
  m_config[0] = '[';
  EXPECT_EQ(codeOfDownload(), "hub.hash");
  EXPECT_TRUE(nothingPublished());
}

TEST_F(HubTest, RefusesEndlessAndShortBodies) {
  m_storageAnswer = [&](const ServerRequest&) { return ServerAnswer{.body = m_weights + std::string(100'000, 'x')}; };
  EXPECT_EQ(codeOfDownload(), "hub.size");
  m_settings.attempts = 2;
  m_storageAnswer = [&](const ServerRequest&) { return ServerAnswer{.body = m_weights.substr(0, 1000)}; };
  EXPECT_EQ(codeOfDownload(), "hub.network");
  m_storageAnswer = [&](const ServerRequest&) { return ServerAnswer{.body = "", .announced = m_weights.size()}; };
  EXPECT_EQ(codeOfDownload(), "hub.network");
  EXPECT_TRUE(nothingPublished());
}

TEST_F(HubTest, RefusesAHashThatIsNotTheListed) {
  m_linkedEtag = std::string(64, '0');
  EXPECT_EQ(codeOfDownload(), "hub.hash");
  EXPECT_TRUE(m_storage.requests().empty());
}

TEST_F(HubTest, StopsAtOnce) {
  std::stop_source source;
  m_settings.stallSeconds = 30;
  m_storageAnswer = [&](const ServerRequest&) {
    source.request_stop();
    return ServerAnswer{.body = m_weights, .breakAfter = 1000, .stall = true};
  };
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(codeOfDownload(source.get_token()), "hub.stopped");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(3));
  EXPECT_TRUE(nothingPublished());
}

TEST_F(HubTest, OfflineSendsNothing) {
  m_settings.offline = true;
  EXPECT_EQ(codeOfDownload(), "hub.offline");
  EXPECT_EQ(downloadFiles(m_settings, {"acme/tiny", kCommit, "", false, {}}, {}).error().code, "hub.offline");
  EXPECT_TRUE(m_hub.requests().empty());
}

TEST_F(HubTest, SaysWhatTheHubSays) {
  EXPECT_EQ(lookUpModel(m_settings, "acme/unknown").error().code, "hub.not-found");
  for (const char* text : {"", "[]", "{}", "{\"sha\":\"zz\",\"siblings\":[]}", "{\"sha\":5}", "<html>"}) {
    m_listing = *text ? text : " ";
    EXPECT_EQ(lookUpModel(m_settings, "acme/tiny").error().code, "hub.answer") << text;
  }
  m_listing.clear();
  const auto model = lookUpModel(m_settings, "acme/tiny");
  ASSERT_TRUE(model);
  EXPECT_EQ(model->licence, "apache-2.0");
  EXPECT_EQ(model->files.size(), 3U) << "the path that leads out is not listed";
  EXPECT_EQ(filesToDownload(*model)->size(), 2U);
  HubModel bare = *model;
  std::erase_if(bare.files, [](const HubFile& file) { return file.path == "model.safetensors"; });
  EXPECT_EQ(filesToDownload(bare).error().code, "hub.no-weights");
  EXPECT_EQ(filesToDownload(*model, "x.gguf").error().code, "hub.no-weights");
  bare.files.push_back({"pytorch_model.bin", 5, {}, {}});
  EXPECT_NE(describe(filesToDownload(bare).error()).find("pytorch_model.bin"), std::string::npos);
}

TEST_F(HubTest, RefusesNamesThatLeadElsewhere) {
  for (const char* id :
       {"", "/", "a/b/c", "../x", "a/..", "a/.b", "a b", "a/b?x", "a/b#", "a\\b", "a/b%2f", "-a/b", "a--b/c"}) {
    EXPECT_FALSE(isModelId(id)) << id;
    EXPECT_EQ(lookUpModel(m_settings, id).error().code, "hub.id") << id;
  }
  EXPECT_TRUE(isModelId("gpt2") && isModelId("HuggingFaceTB/SmolLM2-135M-Instruct"));
  EXPECT_EQ(lookUpModel(m_settings, "acme/tiny", "../../x").error().code, "hub.id");
  const HubModel model{"acme/tiny", kCommit, "", false, {}};
  for (const HubFile& file :
       {HubFile{"../x", 1, std::string(64, 'a'), ""}, HubFile{"x", 1, "../../../../etc/passwd", ""},
        HubFile{"x", 1, "", ""}, HubFile{"/x", 1, std::string(64, 'a'), ""}, HubFile{"x", 1, std::string(64, 'G'), ""}})
    EXPECT_EQ(downloadFiles(m_settings, model, {file}).error().code, "hub.id");
  HubModel wrongCommit = model;
  wrongCommit.commit = "../../x";
  EXPECT_EQ(downloadFiles(m_settings, wrongCommit, {}).error().code, "hub.id");
  EXPECT_TRUE(m_hub.requests().empty());
  EXPECT_FALSE(fs::exists(m_settings.cacheFolder));
}

TEST_F(HubTest, UsesPlainHttpWithThisMachineOnly) {
  EXPECT_EQ(originOfUrl("HTTPS://HuggingFace.co/x"), "https://huggingface.co:443");
  EXPECT_EQ(originOfUrl("http://127.0.0.1:80/x"), "http://127.0.0.1:80");
  for (const char* url : {"http://huggingface.co", "http://127.0.0.1.evil.com", "ftp://localhost", "file:///etc/passwd",
                          "https://user:pass@huggingface.co", "", "x"})
    EXPECT_EQ(originOfUrl(url), "") << url;
  m_settings.endpoint = "http://example.com";
  EXPECT_EQ(lookUpModel(m_settings, "acme/tiny").error().code, "hub.url");
}

TEST_F(HubTest, AServerMustProveWhoItIs) {
  HubSettings settings = m_settings;
  settings.certificates.clear();
  settings.attempts = 1;
  EXPECT_EQ(lookUpModel(settings, "acme/tiny").error().code, "hub.certificate") << "nobody vouches for the test's server";
  const test::Certificate other;
  settings.certificates = m_folder / "other.pem";
  other.write(settings.certificates);
  EXPECT_EQ(lookUpModel(settings, "acme/tiny").error().code, "hub.certificate");
  settings.certificates = m_folder / "missing.pem";
  EXPECT_EQ(lookUpModel(settings, "acme/tiny").error().code, "hub.certificate");
  EXPECT_TRUE(m_hub.requests().empty()) << "and no token was sent to it";

  ::setenv("SSL_CERT_FILE", m_settings.certificates.c_str(), 1);
  EXPECT_EQ(hubSettingsFromEnvironment().certificates, m_settings.certificates);
  ::unsetenv("SSL_CERT_FILE");
}

TEST_F(HubTest, RedirectsElsewhereAreRefused) {
  for (const char* target : {"file:///etc/passwd", "http://example.com/x", "ftp://localhost/x"}) {
    HttpServer evil([&](const ServerRequest&) {
      return ServerAnswer{.status = 302, .headers = {{"Location", target}}};
    });
    HubSettings settings = m_settings;
    settings.endpoint = evil.url();
    EXPECT_EQ(lookUpModel(settings, "acme/tiny").error().code, "hub.url") << target;
  }
  HttpServer loop([&](const ServerRequest& request) {
    return ServerAnswer{.status = 302, .headers = {{"Location", request.target}}};
  });
  HubSettings settings = m_settings;
  settings.endpoint = loop.url();
  EXPECT_EQ(lookUpModel(settings, "acme/tiny").error().code, "hub.network");
  EXPECT_LE(loop.requests().size(), 6U);
}

// A library with libsecret's names that keeps one token in a file, and fails when the file's folder is gone.
TEST_F(HubTest, KeepsATokenInTheKeyringOnlyWhenAsked) {
  const std::string library = ATTUNE_FAKE_LIBSECRET;
  const auto kept = m_folder / "kept";
  ::setenv("FAKE_SECRET", kept.c_str(), 1);
  HubSettings settings;
  settings.endpoint = m_settings.endpoint;
  settings.certificates = m_settings.certificates;
  ASSERT_TRUE(chooseToken(settings, Secret(kToken), TokenKeeping::Session, library));
  EXPECT_EQ(settings.token.reveal(), kToken);
  EXPECT_FALSE(fs::exists(kept));
  ASSERT_TRUE(chooseToken(settings, Secret(kToken), TokenKeeping::Keyring, library));
  EXPECT_TRUE(fs::exists(kept));

  HubSettings later;
  later.endpoint = settings.endpoint;
  later.certificates = settings.certificates;
  later.token = Secret("hf_of_the_environment");
  ASSERT_TRUE(chooseToken(later, {}, TokenKeeping::Keyring, library));
  EXPECT_EQ(later.token.reveal(), kToken);
  later.endpoint = "https://elsewhere.example";
  later.token = Secret("hf_of_the_environment");
  ASSERT_TRUE(chooseToken(later, {}, TokenKeeping::Keyring, library));
  EXPECT_EQ(later.token.reveal(), "hf_of_the_environment") << "a token goes to the hub that it was kept for only";

  // What was kept goes to the server.
  later.endpoint = m_settings.endpoint;
  later.cacheFolder = m_settings.cacheFolder;
  ASSERT_TRUE(chooseToken(later, {}, TokenKeeping::Keyring, library));
  m_settings = later;
  EXPECT_EQ(codeOfDownload(), "");
  EXPECT_EQ(m_hub.requests().front().headers.at("authorization"), std::string("Bearer ") + kToken);

  const auto keyring = Keyring::open(library);
  ASSERT_TRUE(keyring);
  ASSERT_TRUE(keyring->forget(m_settings.endpoint));
  EXPECT_FALSE(fs::exists(kept));
  EXPECT_TRUE(keyring->find(m_settings.endpoint)->empty());
  ::setenv("FAKE_SECRET", (m_folder / "no/such/folder").c_str(), 1);
  const auto failed = chooseToken(settings, Secret(kToken), TokenKeeping::Keyring, library);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, "hub.keyring");
  EXPECT_EQ(describe(failed.error()).find(kToken), std::string::npos);
  ::unsetenv("FAKE_SECRET");
}

TEST(Keyring, SaysSoWhereThereIsNone) {
  HubSettings settings;
  const auto none = chooseToken(settings, Secret(kToken), TokenKeeping::Keyring, "libno-such-keyring.so.9");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, "hub.no-keyring");
  EXPECT_NE(describe(none.error()).find("libno-such-keyring.so.9"), std::string::npos);
}

TEST(Token, IsOneWordAndNeverShown) {
  EXPECT_EQ(readToken("  hf_abc\r\n")->reveal(), "hf_abc");
  for (const char* bad : {"", "  ", "hf_a b", "hf_a\r\nX-Injected: 1", "hf_ź"}) {
    const auto token = readToken(bad);
    ASSERT_FALSE(token) << bad;
    EXPECT_EQ(token.error().code, "hub.token");
    EXPECT_EQ(describe(token.error()).find("Injected"), std::string::npos);
  }
}

TEST(HubSettings, FollowTheEnvironment) {
  const char* names[] = {"HF_ENDPOINT", "HF_HUB_CACHE", "HF_HOME", "HF_HUB_OFFLINE", "HF_TOKEN", "HF_TOKEN_PATH"};
  std::map<std::string, std::string> old;
  for (const char* name : names) {
    if (const char* value = std::getenv(name)) old[name] = value;
    ::unsetenv(name);
  }
  std::string pattern = (fs::temp_directory_path() / "attune-hub-XXXXXX").string();
  const fs::path home = ::mkdtemp(pattern.data());
  std::ofstream(home / "token") << "hf_fromfile\n";
  ::setenv("HF_HOME", home.c_str(), 1);
  ::setenv("HF_ENDPOINT", "https://mirror.example/", 1);
  auto settings = hubSettingsFromEnvironment();
  EXPECT_EQ(settings.endpoint, "https://mirror.example");
  EXPECT_EQ(settings.cacheFolder, home / "hub");
  EXPECT_EQ(settings.token.reveal(), "hf_fromfile");
  EXPECT_FALSE(settings.offline);
  ::setenv("HF_TOKEN", "hf_direct", 1);
  ::setenv("HF_HUB_OFFLINE", "1", 1);
  ::setenv("HF_HUB_CACHE", "/x/y", 1);
  settings = hubSettingsFromEnvironment();
  EXPECT_EQ(settings.token.reveal(), "hf_direct");
  EXPECT_TRUE(settings.offline);
  EXPECT_EQ(settings.cacheFolder, "/x/y");
  ::setenv("HF_TOKEN", "bad\r\nX-Injected: 1", 1);
  EXPECT_TRUE(hubSettingsFromEnvironment().token.empty());
  for (const char* name : names) old.contains(name) ? ::setenv(name, old[name].c_str(), 1) : ::unsetenv(name);
  fs::remove_all(home);
}

}  // namespace
}  // namespace attune
