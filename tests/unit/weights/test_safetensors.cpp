// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/resource.h>

#include <csignal>
#include <numeric>
#include <thread>

#include "core/base/json.h"
#include "core/base/random.h"
#include "core/weights/codec.h"
#include "core/weights/safetensors.h"
#include "test_files.h"

namespace attune {
namespace {
namespace fs = std::filesystem;

// Reads all that an accepted file claims to hold: whatever the header says must be inside the file.
void readEverything(const TensorSource& source) {
  for (const auto& tensor : source.tensors()) {
    const auto bytes = source.read(tensor.name);
    ASSERT_TRUE(bytes) << describe(bytes.error());
    ASSERT_EQ(bytes->size(), tensor.bytes());
    if (dtypeInfo(tensor.dtype).toFloat32) {
      ASSERT_TRUE(source.readFloat32(tensor.name));
    }
  }
}

std::string codeOf(const fs::path& path) {
  const auto file = openSafetensors(path);
  return file ? "" : file.error().code;
}

std::string codeOfHeader(const std::string& header, std::uint64_t dataBytes) {
  TensorMetadata metadata;
  const auto tensors = parseSafetensorsHeader(header, dataBytes, "test.safetensors", metadata);
  return tensors ? "" : tensors.error().code;
}

std::string entry(const std::string& dtype, const std::string& shape, const std::string& offsets) {
  return R"({"dtype":")" + dtype + R"(","shape":)" + shape + R"(,"data_offsets":)" + offsets + "}";
}

TEST(Safetensors, RoundTripsEveryWritableType) {
  test::TemporaryFolder folder;
  const auto path = folder.path() / "t.safetensors";
  std::vector<float> values(6);
  std::iota(values.begin(), values.end(), -2.5F);
  const std::vector<TensorInfo> list = {{"half", DType::F16, {2, 3}}, {"double", DType::F64, {6}},
                                        {"bf", DType::BF16, {3, 2}},  {"single", DType::F32, {1, 6}},
                                        {"å.重み", DType::F32, {6}},  {"empty", DType::F32, {0, 4}},
                                        {"scalar", DType::F32, {}}};
  auto writer = SafetensorsWriter::create(path, list, {{"format", "pt"}, {"note", "“x”"}});
  ASSERT_TRUE(writer) << describe(writer.error());
  for (const auto& tensor : list) {
    const auto n = tensor.elements();
    ASSERT_TRUE(writer->writeFloat32(tensor.name, std::span(values).first(n)));
  }
  ASSERT_TRUE(writer->finish());
  const auto file = openSafetensors(path);
  ASSERT_TRUE(file) << describe(file.error());
  EXPECT_EQ((*file)->metadata, (TensorMetadata{{"format", "pt"}, {"note", "“x”"}}));
  ASSERT_EQ((*file)->tensors().size(), list.size());
  for (const auto& tensor : list) {
    const TensorInfo* found = (*file)->find(tensor.name);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->shape, tensor.shape);
    EXPECT_EQ(found->dtype, tensor.dtype);
    EXPECT_EQ(found->begin % dtypeInfo(tensor.dtype).blockBytes, 0U) << "not aligned";
    const auto back = (*file)->readFloat32(tensor.name);
    ASSERT_TRUE(back);
    EXPECT_TRUE(std::equal(back->begin(), back->end(), values.begin()));
  }
  EXPECT_FALSE(fs::exists(path.string() + ".tmp"));
}

TEST(Safetensors, ReadsPartsOfATensor) {
  test::TemporaryFolder folder;
  const auto path = folder.path() / "t.safetensors";
  std::vector<float> values(300'000);
  std::iota(values.begin(), values.end(), 0.0F);
  auto writer = SafetensorsWriter::create(path, {{"x", DType::F64, {300, 1000}}});
  ASSERT_TRUE(writer && writer->writeFloat32("x", values) && writer->finish());
  const auto file = openSafetensors(path);
  ASSERT_TRUE(file);
  std::vector<float> part(1000);
  ASSERT_TRUE((*file)->readFloat32("x", part, 299'000));
  EXPECT_EQ(part.front(), 299'000);
  EXPECT_EQ(part.back(), 299'999);
  EXPECT_EQ((*file)->readFloat32("x", part, 299'001).error().code, "weights.range");
  EXPECT_EQ((*file)->readFloat32("x", part, UINT64_MAX).error().code, "weights.range");
  EXPECT_EQ((*file)->readFloat32("y").error().code, "weights.tensor-missing");
  EXPECT_EQ(*(*file)->readFloat32("x"), values);
}

TEST(Safetensors, WriterRefusesWhatWouldNotBeAFile) {
  test::TemporaryFolder folder;
  const auto path = folder.path() / "t.safetensors";
  EXPECT_EQ(SafetensorsWriter::create(path, {{"a", DType::F32, {1}}, {"a", DType::F32, {1}}}).error().code,
            "weights.write");
  EXPECT_EQ(SafetensorsWriter::create(path, {{"a", DType::Q4_0, {32}}}).error().code, "weights.write");
  EXPECT_EQ(SafetensorsWriter::create(path, {{"a", DType::F32, {1LL << 62, 8}}}).error().code, "weights.write");
  EXPECT_EQ(SafetensorsWriter::create(path, {{"__metadata__", DType::F32, {1}}}).error().code, "weights.write");
  EXPECT_EQ(SafetensorsWriter::create(path, {{"\xFF", DType::F32, {1}}}).error().code, "weights.write");
  EXPECT_EQ(SafetensorsWriter::create(folder.path() / "no" / "t", {}).error().code, "file.write");
  {
    auto writer = SafetensorsWriter::create(path, {{"a", DType::F32, {2}}});
    ASSERT_TRUE(writer);
    const float values[3] = {1, 2, 3};
    EXPECT_EQ(writer->writeFloat32("a", values).error().code, "weights.write");
    EXPECT_EQ(writer->write("b", std::as_bytes(std::span(values))).error().code, "weights.write");
    EXPECT_EQ(writer->write("a", std::as_bytes(std::span(values)).first(4), 8).error().code, "weights.write");
    EXPECT_EQ(writer->finish().error().code, "weights.write");  // incomplete
  }
  EXPECT_TRUE(fs::is_empty(folder.path())) << "an unfinished file is left behind";
}

TEST(Safetensors, SaysWhenTheDiskIsFull) {
  test::TemporaryFolder folder;
  const auto oldHandler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit old{}, limited{};
  getrlimit(RLIMIT_FSIZE, &old);
  limited = old;
  limited.rlim_cur = 1 << 16;
  setrlimit(RLIMIT_FSIZE, &limited);
  const auto writer = SafetensorsWriter::create(folder.path() / "t.safetensors", {{"a", DType::F32, {1 << 20}}});
  setrlimit(RLIMIT_FSIZE, &old);
  std::signal(SIGXFSZ, oldHandler);
  ASSERT_FALSE(writer);
  EXPECT_EQ(writer.error().code, "file.write");
  EXPECT_NE(writer.error().hint.find("disk is full"), std::string::npos);
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(Safetensors, ShardsLargeModelsAndReadsThemAsOne) {
  test::TemporaryFolder folder;
  std::vector<TensorInfo> list;
  for (int i = 0; i < 7; ++i) list.push_back({"t" + std::to_string(i), DType::F32, {10, 10}});
  auto writer = ShardedSafetensorsWriter::create(folder.path(), list, 900);
  ASSERT_TRUE(writer);
  std::vector<float> values(100);
  for (int i = 0; i < 7; ++i) {
    std::fill(values.begin(), values.end(), static_cast<float>(i));
    ASSERT_TRUE(writer->writeFloat32("t" + std::to_string(i), values));
  }
  ASSERT_TRUE(writer->finish());
  EXPECT_TRUE(fs::exists(folder.path() / "model-00004-of-00004.safetensors"));
  const auto index = readJsonFile(folder.path() / "model.safetensors.index.json");
  ASSERT_TRUE(index);
  EXPECT_EQ((*index)["metadata"]["total_size"], 2800);
  EXPECT_EQ((*index)["weight_map"]["t2"], "model-00002-of-00004.safetensors");
  const auto all = openShardedSafetensors(folder.path() / "model.safetensors.index.json");
  ASSERT_TRUE(all) << describe(all.error());
  EXPECT_EQ((*all)->tensors().size(), 7U);
  for (int i = 0; i < 7; ++i) EXPECT_EQ((*all)->readFloat32("t" + std::to_string(i))->back(), static_cast<float>(i));
  EXPECT_EQ(writer->writeFloat32("unknown", values).error().code, "weights.write");
}

TEST(Safetensors, IndexCannotLeadOutOfItsFolder) {
  test::TemporaryFolder folder;
  test::writeBytes(folder.path() / "secret.safetensors",
                   test::safetensorsBytes("{\"a\":" + entry("U8", "[4]", "[0,4]") + "}", "1234"));
  const auto index = folder.path() / "model" / "model.safetensors.index.json";
  for (const char* name :
       {"../secret.safetensors", "/etc/passwd", "", ".", "..", "a/../../secret.safetensors", "..\\secret.safetensors",
        "C:secret.safetensors", ".hidden.safetensors", "a\\u0000.safetensors"}) {
    test::writeBytes(
        index, std::string(R"({"weight_map":{"a":")") +
                   (std::string_view(name) == "..\\secret.safetensors" ? "..\\\\secret.safetensors" : name) + "\"}}");
    const auto file = openShardedSafetensors(index);
    ASSERT_FALSE(file) << name;
    EXPECT_EQ(file.error().code, "weights.index") << name;
  }
  for (const char* text : {"[]", "{}", R"({"weight_map":[]})", R"({"weight_map":{"a":1}})", "7"}) {
    test::writeBytes(index, text);
    EXPECT_EQ(openShardedSafetensors(index).error().code, "weights.index") << text;
  }
  test::writeBytes(folder.path() / "model" / "s.safetensors",
                   test::safetensorsBytes("{\"b\":" + entry("U8", "[4]", "[0,4]") + "}", "1234"));
  test::writeBytes(index, R"({"weight_map":{"a":"s.safetensors"}})");
  EXPECT_EQ(openShardedSafetensors(index).error().code, "weights.index");
  test::writeBytes(index, R"({"weight_map":{"a":"gone.safetensors"}})");
  EXPECT_EQ(openShardedSafetensors(index).error().code, "file.open");
}

TEST(Safetensors, RefusesImpossibleHeaders) {
  const std::string bad = "weights.safetensors";
  const auto one = [](const std::string& e) { return "{\"a\":" + e + "}"; };
  EXPECT_EQ(codeOfHeader(one(entry("U8", "[4]", "[0,4]")), 4), "");
  EXPECT_EQ(codeOfHeader("{}", 0), "");
  EXPECT_EQ(codeOfHeader("{}   ", 0), "");
  EXPECT_EQ(codeOfHeader(" {}", 0), bad);
  EXPECT_EQ(codeOfHeader("[]", 0), bad);
  EXPECT_EQ(codeOfHeader("", 0), bad);
  EXPECT_EQ(codeOfHeader("{} x", 0), "json.invalid");
  EXPECT_EQ(codeOfHeader("{}", 4), bad);  // unused bytes
  EXPECT_EQ(codeOfHeader(one(entry("U8", "[4]", "[0,4]")), 3), "weights.truncated");
  EXPECT_EQ(codeOfHeader(one(entry("U8", "[4]", "[0,4]")), 5), bad);
  EXPECT_EQ(codeOfHeader(one(entry("U8", "[4]", "[1,5]")), 5), bad);  // hole
  EXPECT_EQ(codeOfHeader(one(entry("U8", "[4]", "[-1,3]")), 4), bad);
  EXPECT_EQ(codeOfHeader(one(entry("U8", "[4]", "[0,4,8]")), 4), bad);
  EXPECT_EQ(codeOfHeader(one(entry("U8", "[4]", "[0]")), 4), bad);
  EXPECT_EQ(codeOfHeader(one(entry("U8", "[4]", "[0.0,4]")), 4), bad);
  EXPECT_EQ(codeOfHeader(one(entry("U8", "[-4]", "[0,4]")), 4), bad);
  EXPECT_EQ(codeOfHeader(one(entry("U8", "4", "[0,4]")), 4), bad);
  EXPECT_EQ(codeOfHeader(one(entry("U9", "[4]", "[0,4]")), 4), bad);
  EXPECT_EQ(codeOfHeader(one(entry("Q4_0", "[32]", "[0,18]")), 18), bad);  // GGUF's types do not belong here
  EXPECT_EQ(codeOfHeader(one(entry("F4", "[3]", "[0,2]")), 2), bad);       // half a byte
  EXPECT_EQ(codeOfHeader(one(entry("F32", "[1]", "[0,4]").insert(1, R"("dtype":"F16",)")), 4), "json.duplicate-key");
  EXPECT_EQ(codeOfHeader("{\"a\":" + entry("U8", "[4]", "[0,4]") + ",\"a\":" + entry("U8", "[4]", "[4,8]") + "}", 8),
            "json.duplicate-key");
  EXPECT_EQ(codeOfHeader("{\"a\":" + entry("U8", "[4]", "[0,4]") + ",\"b\":" + entry("U8", "[4]", "[0,4]") + "}", 4),
            bad);  // overlap
  EXPECT_EQ(codeOfHeader("{\"a\":" + entry("U8", "[4]", "[0,4]") + ",\"b\":" + entry("U8", "[0]", "[4,4]") + "}", 4),
            "");
}

TEST(Safetensors, RefusesArithmeticTraps) {
  const char* dimensions[] = {"2147483647",
                              "2147483648",
                              "4294967296",
                              "4611686018427387904",
                              "9223372036854775807",
                              "9223372036854775808",
                              "18446744073709551615",
                              "18446744073709551616",
                              "-1",
                              "1e3",
                              "1099511627776"};
  int refused = 0;
  for (const char* a : dimensions)
    for (const char* b : dimensions)
      for (const char* dtype : {"U8", "F64", "F4"})
        for (const char* offsets : {"[0,0]", "[0,8]"}) {
          const std::string shape = "[" + std::string(a) + "," + b + "]";
          EXPECT_NE(codeOfHeader("{\"a\":" + entry(dtype, shape, offsets) + "}", offsets[3] == '0' ? 0 : 8), "")
              << shape << dtype;
          ++refused;
        }
  EXPECT_GT(refused, 500);
}

TEST(Safetensors, HeaderLengthIsCheckedAgainstTheFile) {
  test::TemporaryFolder folder;
  const auto path = folder.path() / "t.safetensors";
  for (const std::string& bytes :
       {std::string(), std::string("1234567"), std::string(8, '\xFF'), std::string(8, '\0'),
        std::string("\x03\0\0\0\0\0\0\0{}", 10), std::string("\x01\xE1\xF5\x05\0\0\0\0{}", 10)}) {
    test::writeBytes(path, bytes);
    EXPECT_EQ(codeOf(path), "weights.safetensors");
  }
  EXPECT_EQ(codeOf(folder.path()), "file.open");
  EXPECT_EQ(codeOf(folder.path() / "none.safetensors"), "file.open");
}

TEST(Safetensors, SurvivesEveryFlippedByte) {
  const test::MemoryFile memory;
  int accepted = 0, refused = 0;
  for (const char* name : {"plain", "all_dtypes", "metadata_and_tensor"}) {
    const std::string original =
        test::readBytes(test::testData("golden/bad/safetensors/" + std::string(name) + ".safetensors"));
    ASSERT_FALSE(original.empty());
    for (std::size_t i = 0; i < original.size(); ++i)
      for (const int change : {0x01, 0x02, 0x10, 0x20, 0x80, 0xFF}) {
        std::string bytes = original;
        bytes[i] = static_cast<char>(bytes[i] ^ change);
        const auto file = openSafetensors(memory.with(bytes));
        ++(file ? accepted : refused);
        if (file) readEverything(**file);
      }
    for (std::size_t length = 0; length < original.size(); ++length) {
      EXPECT_FALSE(openSafetensors(memory.with(original.substr(0, length)))) << name << " cut at " << length;
    }
  }
  EXPECT_GT(accepted, 100);  // changed names and data are still files
  EXPECT_GT(refused, 1000);
}

TEST(Safetensors, ShrinkingFileGivesAnErrorNotASignal) {
  test::TemporaryFolder folder;
  const auto path = folder.path() / "t.safetensors";
  auto writer = SafetensorsWriter::create(path, {{"x", DType::F32, {1 << 20}}});
  ASSERT_TRUE(writer && writer->writeFloat32("x", std::vector<float>(1 << 20)) && writer->finish());
  const auto file = openSafetensors(path);
  ASSERT_TRUE(file);
  std::thread other([&] { fs::resize_file(path, 4096); });
  for (int i = 0; i < 20; ++i) static_cast<void>((*file)->readFloat32("x"));
  other.join();
  const auto last = (*file)->readFloat32("x");
  ASSERT_FALSE(last);
  EXPECT_EQ(last.error().code, "weights.truncated");
}

}  // namespace
}  // namespace attune
