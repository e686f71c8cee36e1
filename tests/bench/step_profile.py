# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the time of Attune's training steps goes, by samples of `perf` over all threads."""
import collections
import re
import shutil
import subprocess

from lines import BATCH, LENGTH, RAGGED, Failed, numbers, token_rows

STEPS = 20
# The first pattern that fits a sample's library or function says what it is part of.
PARTS = [
    ("matrix products (oneDNN or MKL)", r"\[JIT\]|perf-\d+\.map|dnnl::|mkl_"),
    ("attention and the adapters' products", r"attention|tile<|dots<|product|rankUpdate|rankGradient"),
    ("norms, activations, rotations, loss", r"rms(Forward|Backward)|gated(Forward|Backward)|rotate<|crossEntropy"),
    ("waiting for the other thread", r"libgomp"),
    ("the system: pages, files", r"\[kernel"),
    ("ATen, autograd, optimiser, allocator", r""),
]
RUNS = [("LoRA, rows of 128", "lora", False), ("LoRA, rows of 24 … 256", "lora", True), ("full, rows of 128", "full", False)]


def profiled(c, technique, ragged):
    """The share of each part in the samples of the middle of a run, which are steps alone."""
    draw = numbers()
    rows = token_rows(draw, [RAGGED[draw(6)] if ragged else LENGTH for _ in range(STEPS * BATCH)])
    data = c.file("perf.data", "")
    program = [f"{c.build}/tests/bench/bench_training", c.model, c.file("profile-rows.json", rows), technique, "--batch", BATCH]
    c.run(["perf", "record", "-q", "-e", "cpu-clock", "-F", "997", "-o", data, "--", *program])
    script = subprocess.run(["perf", "script", "-i", data, "-F", "time,ip,sym,dso"], capture_output=True, text=True, check=True).stdout
    samples = [(float(m[1]), m[2]) for m in re.finditer(r"^\s*([\d.]+):\s+\S+\s+(.*)$", script, re.M)]
    if len(samples) < 1000:
        raise Failed("perf took no samples")
    begin, end = samples[0][0], samples[-1][0]
    steps = [what for time, what in samples if 0.3 < (time - begin) / (end - begin) < 0.75]
    counts = collections.Counter(next(name for name, pattern in PARTS if re.search(pattern, what)) for what in steps)
    return {name: counts[name] / len(steps) for name, _ in PARTS}


def profile(c):
    """{run: {part: share}}"""
    if shutil.which("perf") is None:
        raise Failed("there is no perf (Debian: linux-perf)")
    return {label: profiled(c, technique, ragged) for label, technique, ragged in RUNS}


def section(found):
    """The section of the page; nothing where nothing was profiled."""
    if not found:
        return []
    return ["", "### Where a step's time goes", "", f"Samples of both threads in the middle of {STEPS} steps of 4 rows, float32, in per cent. "
            "`perf record` and `perf report` with tests/bench's bench_training show the functions.", "",
            "| | " + " | ".join(found) + " |", "|---" * (len(found) + 1) + "|",
            *(f"| {name} | " + " | ".join(f"{100 * shares[name]:.0f}" for shares in found.values()) + " |" for name, _ in PARTS)]
