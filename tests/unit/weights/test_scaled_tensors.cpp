// SPDX-License-Identifier: GPL-3.0-or-later
// Checkpoints whose matrices are eight-bit floats with scales beside them.
#include <cmath>

#include "core/weights/checkpoint.h"
#include "core/weights/safetensors.h"
#include "core/weights/scaled_tensors.h"
#include "test_files.h"

namespace attune {
namespace {
namespace fs = std::filesystem;

// By the definition of the format: four bits of exponent with bias 7, three of mantissa, no infinities.
double eightBitFloat(int bits) {
  const int exponent = bits >> 3 & 15, mantissa = bits & 7;
  const double value = exponent == 0 ? std::ldexp(mantissa, -9) : std::ldexp(8 + mantissa, exponent - 10);
  return bits & 128 ? -value : value;
}
int bitsOf(std::uint64_t element) { return static_cast<int>((element * 37 + 11) % 256 & 0xF7); }  // never NaN

struct Layout {
  const char* name;
  Json quantization;
  std::string ending;
  // Shape of the scales of a [rows, columns] matrix, and which of them is that of an element.
  std::function<std::vector<std::int64_t>(std::int64_t, std::int64_t)> shape;
  std::function<std::int64_t(std::int64_t, std::int64_t, std::int64_t)> index;
};

void PrintTo(const Layout& layout, std::ostream* out) { *out << layout.name; }

float scaleAt(std::int64_t index) { return 0.25F + 0.125F * static_cast<float>(index % 13); }

// The tiny llama with its projections in eight bits; a null `shape` leaves the scales out.
void writeModel(const fs::path& folder, const Layout& layout) {
  auto config = readModelConfig(test::testData("golden/configs/llama.json"));
  ASSERT_TRUE(config) << describe(config.error());
  Json json = modelConfigJson(*config);
  json["quantization_config"] = layout.quantization;
  fs::create_directories(folder);
  test::writeBytes(folder / "config.json", json.dump());
  std::vector<TensorInfo> list;
  for (const auto& tensor : expectedTensors(*config)) {
    const bool small = tensor.name.ends_with("_proj.weight");
    list.push_back({tensor.name, small ? DType::F8E4M3 : DType::F32, tensor.shape});
    if (!small) continue;
    if (layout.shape) list.push_back({tensor.name + layout.ending, DType::F32, layout.shape(tensor.shape[0], tensor.shape[1])});
    list.push_back({tensor.name.substr(0, tensor.name.size() - 6) + "input_scale", DType::F32, {1}});
  }
  auto writer = SafetensorsWriter::create(folder / "model.safetensors", list);
  ASSERT_TRUE(writer) << describe(writer.error());
  for (const auto& tensor : list) {
    if (tensor.dtype == DType::F8E4M3) {
      std::vector<std::byte> bytes(tensor.elements());
      for (std::uint64_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::byte>(bitsOf(i));
      ASSERT_TRUE(writer->write(tensor.name, bytes));
      continue;
    }
    std::vector<float> values(tensor.elements());
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = scaleAt(static_cast<std::int64_t>(i));
    ASSERT_TRUE(writer->writeFloat32(tensor.name, values));
  }
  ASSERT_TRUE(writer->finish());
}

const Layout kBlocks{"Blocks", {{"quant_method", "fp8"}, {"weight_block_size", {24, 20}}}, "_scale_inv",
                     [](auto rows, auto columns) { return std::vector<std::int64_t>{(rows + 23) / 24, (columns + 19) / 20}; },
                     [](auto row, auto column, auto columns) { return row / 24 * ((columns + 19) / 20) + column / 20; }};
const Layout kRows{"Rows", {{"quant_method", "compressed-tensors"}, {"format", "float-quantized"}}, "_scale",
                   [](auto rows, auto) { return std::vector<std::int64_t>{rows, 1}; }, [](auto row, auto, auto) { return row; }};
const Layout kTensor{"Tensor", {{"quant_method", "fp8"}, {"activation_scheme", "static"}}, "_scale",
                     [](auto, auto) { return std::vector<std::int64_t>{}; }, [](auto, auto, auto) { return std::int64_t{0}; }};

class ScaledCheckpoint : public testing::TestWithParam<Layout> {};

TEST_P(ScaledCheckpoint, EachNumberIsMultipliedByItsScale) {
  test::TemporaryFolder folder;
  writeModel(folder.path() / "m", GetParam());
  const auto checkpoint = openCheckpoint(folder.path() / "m");
  ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
  EXPECT_TRUE(compareTensors(checkpoint->config, *checkpoint->tensors).unexpected.empty()) << "scales are no tensors of the model";
  int scaled = 0;
  for (const TensorInfo& info : checkpoint->tensors->tensors()) {
    EXPECT_EQ(info.dtype, DType::F32) << info.name;
    if (!info.name.ends_with("_proj.weight")) continue;
    ++scaled;
    const auto values = checkpoint->tensors->readFloat32(info.name);
    ASSERT_TRUE(values) << describe(values.error());
    ASSERT_EQ(values->size(), info.elements());
    const std::int64_t columns = info.shape[1];
    for (std::size_t i = 0; i < values->size(); ++i) {
      const auto at = static_cast<std::int64_t>(i);
      const double scale = static_cast<double>(scaleAt(GetParam().index(at / columns, at % columns, columns)));
      ASSERT_EQ(static_cast<double>((*values)[i]), static_cast<double>(static_cast<float>(eightBitFloat(bitsOf(i)) * scale))) << info.name << " " << i;
    }
    // Any part of it gives the same numbers.
    std::vector<std::byte> part(10);
    ASSERT_TRUE(checkpoint->tensors->readBytes(info.name, part, 4 * 37 + 2));
    EXPECT_EQ(std::memcmp(part.data(), reinterpret_cast<const std::byte*>(values->data()) + 4 * 37 + 2, part.size()), 0);
    EXPECT_EQ(checkpoint->tensors->readBytes(info.name, part, info.bytes() - 9).error().code, "weights.range");
  }
  EXPECT_GT(scaled, 10);
  EXPECT_FALSE(modelConfigJson(checkpoint->config).contains("quantization_config")) << "what is saved has no scales any more";
}

INSTANTIATE_TEST_SUITE_P(Layouts, ScaledCheckpoint, testing::Values(kBlocks, kRows, kTensor), testing::PrintToStringParamName());

TEST(ScaledTensors, WrongScalesAreNamed) {
  Layout layout = kBlocks;
  const auto errorOf = [&](const Layout& wrong) {
    test::TemporaryFolder folder;
    writeModel(folder.path() / "m", wrong);
    const auto opened = openCheckpoint(folder.path() / "m");
    return opened ? "opened" : opened.error().code;
  };
  layout.shape = nullptr;
  EXPECT_EQ(errorOf(layout), "weights.scale");
  layout.shape = [](auto rows, auto columns) { return std::vector<std::int64_t>{columns, rows}; };
  EXPECT_EQ(errorOf(layout), "weights.scale");
  layout = kBlocks;
  layout.quantization["weight_block_size"] = {-24, 20};
  EXPECT_EQ(errorOf(layout), "weights.scale");
  layout.quantization["weight_block_size"] = "24";
  EXPECT_EQ(errorOf(layout), "config.unsupported");
}

}  // namespace
}  // namespace attune
