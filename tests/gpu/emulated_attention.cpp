// SPDX-License-Identifier: GPL-3.0-or-later
#include "emulated_attention.h"

#include <cmath>
#include <limits>

namespace attune::engine::emulated {
namespace {

using at::Tensor;

void checkContract(const Tensor& q, const Tensor& k, const Tensor& v, const Tensor& starts, std::int64_t longest) {
  for (const Tensor& x : {q, k, v}) {
    TORCH_CHECK(x.is_cuda() && x.dim() == 3 && x.stride(-1) == 1, "flash attention takes [tokens, heads, size] on the device");
    TORCH_CHECK(x.scalar_type() == at::kBFloat16 || x.scalar_type() == at::kHalf, "FlashAttention only support fp16 and bf16 data type");
  }
  TORCH_CHECK(q.size(2) % 8 == 0 && q.size(2) <= 256 && q.size(1) % k.size(1) == 0, "FlashAttention: sizes of heads");
  TORCH_CHECK(starts.is_cuda() && starts.scalar_type() == at::kInt && starts.is_contiguous(), "cu_seqlens_q must have dtype int32 on the device");
  const Tensor host = hostView(starts);
  TORCH_CHECK(host[0].item<int>() == 0 && host[-1].item<int>() == q.size(0), "cu_seqlens_q must cover the tokens");
  TORCH_CHECK(host.diff().max().item<int>() <= longest, "max_seqlen_q is too small");
}

struct Settings {
  double scale;
  bool causal;
  std::int64_t left, right;
};

Settings settingsFor(const Tensor& q, std::optional<double> scale, bool causal, std::optional<std::int64_t> left, std::optional<std::int64_t> right) {
  return {scale.value_or(1 / std::sqrt(static_cast<double>(q.size(2)))), causal, left.value_or(-1), causal ? 0 : right.value_or(-1)};
}

// One sequence, heads first, in float32: the probabilities [H, n, n] and the logarithm of the sums [H, n].
std::pair<Tensor, Tensor> probabilities(const Tensor& q, const Tensor& k, const Settings& s) {
  const auto n = q.size(1);
  const Tensor scores = at::matmul(q, k.transpose(1, 2)) * s.scale;
  const Tensor distance = at::arange(n).unsqueeze(0) - at::arange(n).unsqueeze(1);  // key minus query
  Tensor hidden = at::zeros({n, n}, at::kBool);
  if (s.right >= 0) hidden = hidden.logical_or(distance > s.right);
  if (s.left >= 0) hidden = hidden.logical_or(distance < -s.left);
  const Tensor seen = scores.masked_fill(hidden, -std::numeric_limits<double>::infinity());
  return {at::softmax(seen, -1), at::logsumexp(seen, -1)};
}

// Rows of a sequence as [heads, n, D] in float32, each head of keys as often as queries share it.
Tensor headsFirst(const Tensor& x, std::int64_t begin, std::int64_t length, std::int64_t heads) {
  return hostView(x).narrow(0, begin, length).to(at::kFloat).transpose(0, 1).repeat_interleave(heads / x.size(1), 0);
}

template <class Body>
void forEachSequence(const Tensor& starts, const Body& body) {
  const Tensor host = hostView(starts);
  for (std::int64_t i = 0; i + 1 < host.size(0); ++i) {
    const auto begin = host[i].item<std::int64_t>(), end = host[i + 1].item<std::int64_t>();
    if (end > begin) body(begin, end - begin);
  }
}

}  // namespace

std::tuple<Tensor, Tensor, Tensor, Tensor, Tensor> flashForward(const Tensor& q, const Tensor& k, const Tensor& v, const std::optional<Tensor>& startsQ,
                                                                const std::optional<Tensor>&, std::int64_t maxQ, std::int64_t, double dropout, bool causal,
                                                                bool, std::optional<double> scale, std::optional<std::int64_t> left,
                                                                std::optional<std::int64_t> right, const std::optional<Tensor>&, const std::optional<Tensor>&) {
  TORCH_CHECK(dropout == 0 && startsQ, "not emulated");
  checkContract(q, k, v, *startsQ, maxQ);
  const Settings settings = settingsFor(q, scale, causal, left, right);
  const auto heads = q.size(1);
  Tensor out = at::empty_like(q), logSums = at::empty({heads, q.size(0)}, q.options().dtype(at::kFloat));
  forEachSequence(*startsQ, [&](std::int64_t begin, std::int64_t n) {
    const auto [p, sums] = probabilities(headsFirst(q, begin, n, heads), headsFirst(k, begin, n, heads), settings);
    hostView(out).narrow(0, begin, n).copy_(at::matmul(p, headsFirst(v, begin, n, heads)).transpose(0, 1));
    hostView(logSums).narrow(1, begin, n).copy_(sums);
  });
  const auto none = at::empty({2}, q.options().dtype(at::kLong));
  return {out, logSums, none, none, Tensor()};
}

std::tuple<Tensor, Tensor, Tensor> flashBackward(const Tensor& dOut, const Tensor& q, const Tensor& k, const Tensor& v, const Tensor& out, const Tensor&,
                                                 const Tensor& startsQ, const Tensor&, std::int64_t maxQ, std::int64_t, double, bool causal, const Tensor&,
                                                 const Tensor&, std::optional<double> scale, std::optional<std::int64_t> left,
                                                 std::optional<std::int64_t> right) {
  checkContract(q, k, v, startsQ, maxQ);
  const Settings settings = settingsFor(q, scale, causal, left, right);
  const auto heads = q.size(1), shared = heads / k.size(1);
  Tensor dq = at::empty_like(q), dk = at::empty_like(k), dv = at::empty_like(v);
  forEachSequence(startsQ, [&](std::int64_t begin, std::int64_t n) {
    const auto part = [&](const Tensor& x) { return headsFirst(x, begin, n, heads); };
    const Tensor p = probabilities(part(q), part(k), settings).first, dO = part(dOut);
    const Tensor dP = at::matmul(dO, part(v).transpose(1, 2));
    const Tensor dS = p * (dP - (dO * part(out)).sum(-1, true)) * settings.scale;
    const auto put = [&](const Tensor& to, const Tensor& heads3) { hostView(to).narrow(0, begin, n).copy_(heads3.transpose(0, 1)); };
    const auto collected = [&](const Tensor& x) { return x.view({k.size(1), shared, n, x.size(2)}).sum(1); };
    put(dq, at::matmul(dS, part(k)));
    put(dk, collected(at::matmul(dS.transpose(1, 2), part(q))));
    put(dv, collected(at::matmul(p.transpose(1, 2), dO)));
  });
  return {dq, dk, dv};
}

}  // namespace attune::engine::emulated
