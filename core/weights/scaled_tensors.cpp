// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/weights/scaled_tensors.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <unordered_map>

namespace attune {
namespace {

constexpr std::string_view kWeightScales[] = {"_scale_inv", "_scale"};
// What static quantisation of activations adds; training computes those in full precision.
constexpr std::string_view kActivationScales[] = {".input_scale", ".output_scale", ".activation_scale", ".k_scale", ".v_scale"};

bool isEightBit(DType dtype) { return dtype == DType::F8E4M3 || dtype == DType::F8E5M2; }

bool endsWithAny(std::string_view name, std::span<const std::string_view> endings) {
  return std::ranges::any_of(endings, [&](std::string_view ending) { return name.ends_with(ending); });
}

// The factors of one tensor: element (row, column) has factor row / height * across + column / width.
struct Scales {
  std::vector<float> factors;
  std::uint64_t height = 1, width = 1, across = 1;
};

// How scales of this shape lie over a tensor of that one, or nothing when they do not.
std::optional<Scales> layoutOf(const std::vector<std::int64_t>& shape, const TensorInfo& scale, const std::array<std::int64_t, 2>& block) {
  const auto rows = static_cast<std::uint64_t>(shape[0]), columns = static_cast<std::uint64_t>(shape[1]);
  if (scale.elements() == 1) return Scales{{}, rows, columns, 1};
  if (scale.shape == std::vector{shape[0]} || scale.shape == std::vector{shape[0], std::int64_t{1}}) return Scales{{}, 1, columns, 1};
  if (block[0] <= 0 || block[1] <= 0) return {};
  const auto height = static_cast<std::uint64_t>(block[0]), width = static_cast<std::uint64_t>(block[1]);
  const std::vector blocks{static_cast<std::int64_t>((rows + height - 1) / height), static_cast<std::int64_t>((columns + width - 1) / width)};
  if (scale.shape != blocks) return {};
  return Scales{{}, height, width, static_cast<std::uint64_t>(blocks[1])};
}

class ScaledTensors : public TensorSource {
 public:
  ScaledTensors(std::shared_ptr<const TensorSource> source, std::vector<TensorInfo> tensors, std::unordered_map<std::string, Scales> scales)
      : m_source(std::move(source)), m_tensors(std::move(tensors)), m_scales(std::move(scales)) {
    for (std::size_t i = 0; i < m_tensors.size(); ++i) m_index.emplace(m_tensors[i].name, i);
  }
  const std::vector<TensorInfo>& tensors() const override { return m_tensors; }
  const TensorInfo* find(std::string_view name) const override {
    const auto found = m_index.find(name);
    return found == m_index.end() ? nullptr : &m_tensors[found->second];
  }
  Result<void> readBytes(std::string_view name, std::span<std::byte> out, std::uint64_t offset) const override {
    const auto scales = m_scales.find(std::string(name));
    if (scales == m_scales.end()) return m_source->readBytes(name, out, offset);
    const TensorInfo& info = *find(name);
    if (offset > info.bytes() || out.size() > info.bytes() - offset)
      return fail("weights.range", ATTUNE_TEXT("The asked part of the tensor “{0}” reaches outside of it."), {info.name});
    const std::uint64_t first = offset / sizeof(float), end = (offset + out.size() + sizeof(float) - 1) / sizeof(float);
    std::vector<float> values(end - first);
    ATTUNE_TRY_VOID(m_source->readFloat32(name, values, first));
    const auto columns = static_cast<std::uint64_t>(info.shape[1]);
    const Scales& s = scales->second;
    for (std::uint64_t i = first; i < end; ++i) values[i - first] *= s.factors[i / columns / s.height * s.across + i % columns / s.width];
    std::memcpy(out.data(), reinterpret_cast<const std::byte*>(values.data()) + (offset - first * sizeof(float)), out.size());
    return {};
  }

 private:
  std::shared_ptr<const TensorSource> m_source;
  std::vector<TensorInfo> m_tensors;
  std::unordered_map<std::string, Scales> m_scales;  // of the tensors that have any
  std::unordered_map<std::string_view, std::size_t> m_index;
};

tl::unexpected<Error> badScale(std::string text, std::vector<std::string> args) {
  return fail("weights.scale", std::move(text), std::move(args), ATTUNE_TEXT("Get the model again, or use a version of it that is not quantised."));
}

}  // namespace

Result<std::shared_ptr<const TensorSource>> withScales(std::shared_ptr<const TensorSource> source, const ModelConfig& config) {
  if (!config.scaledBlock) return source;
  std::vector<TensorInfo> tensors;
  std::unordered_map<std::string, Scales> scales;
  for (const TensorInfo& stored : source->tensors()) {
    if (endsWithAny(stored.name, kActivationScales)) continue;
    const auto* ending = std::ranges::find_if(kWeightScales, [&](std::string_view e) { return stored.name.ends_with(e); });
    if (ending != std::end(kWeightScales) && source->find(stored.name.substr(0, stored.name.size() - ending->size()))) continue;
    TensorInfo info = stored;
    if (isEightBit(stored.dtype)) {
      const TensorInfo* scale = nullptr;
      for (const auto e : kWeightScales)
        if (!scale) scale = source->find(stored.name + std::string(e));
      if (!scale) return badScale(ATTUNE_TEXT("The tensor “{0}” is stored in eight bits, but its scale is missing."), {stored.name});
      auto layout = stored.shape.size() == 2 ? layoutOf(stored.shape, *scale, *config.scaledBlock) : std::nullopt;
      if (!layout)
        return badScale(ATTUNE_TEXT("The scale “{0}” has the shape {1}, which does not fit that of its tensor, {2}."),
                        {scale->name, shapeText(scale->shape), shapeText(stored.shape)});
      ATTUNE_TRY(layout->factors, source->readFloat32(scale->name));
      scales.emplace(stored.name, std::move(*layout));
      info.dtype = DType::F32;
      info.begin = 0;
      info.end = info.elements() * sizeof(float);
    }
    tensors.push_back(std::move(info));
  }
  return std::make_shared<ScaledTensors>(std::move(source), std::move(tensors), std::move(scales));
}

}  // namespace attune
