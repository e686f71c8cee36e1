#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Attune beside its peers on this machine, both sides turn by turn in one run; lines.py says what is measured.

    bench.py --source DIR --build DIR --model M.gguf --encoder DIR [--only dpo,generation] [--rounds 3] [--steps 6] [--quick]

Prints a table of ratios with their gates, writes them with a description of the machine to OUT/results.json, and BENCHMARKS.md from that
file, which has a part for each kind of processor. Lines that are not run keep their figures of an earlier run on this kind. Ends with 1
when a line failed or its gate did not hold. run.sh beside this file makes the environment and calls it.
"""
import argparse
import datetime
import importlib.metadata
import json
import os
import pathlib
import platform
import subprocess
import sys
import tempfile
import time

import estimates
import step_profile
from lines import LINES, Context, Failed
from scale import TABLES, exponent


def machine(a):
    text = pathlib.Path("/proc/cpuinfo").read_text()
    info = dict(line.split(":", 1) for line in text.splitlines() if ":" in line)
    info = {key.strip(): value.strip() for key, value in info.items()}
    flags = [flag for flag in ("avx2", "avx512f", "avx512_bf16", "amx_tile") if flag in info.get("flags", "").split()]
    memory = next(int(line.split()[1]) for line in pathlib.Path("/proc/meminfo").read_text().splitlines() if line.startswith("MemTotal"))
    versions = {}
    for package in ("torch", "transformers", "peft", "trl", "tokenizers", "safetensors", "datasets", "bitsandbytes"):
        try:
            versions[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            pass
    commit = subprocess.run(["git", "-C", a.source, "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    return {"processor": info.get("model name", platform.machine()), "threads": a.threads, "flags": flags, "memory_gib": round(memory / 2**20, 1),
            "system": platform.system() + " " + platform.release().split("-")[0], "python": platform.python_version(), "peers": versions, "attune": commit}


def judged(line, result):
    """Adds the ratio, and whether the target is met."""
    rate = result["unit"].endswith("/s")
    if result.get("peer"):
        result["ratio"] = result["ours"] / result["peer"] if rate else result["peer"] / result["ours"]
    if line.target is None:
        result["met"] = True
        return result
    value = result["ours"] if line.absolute else result["ratio"]
    result["met"] = value <= line.target if line.absolute and not rate else value >= line.target
    return result


def figure(value):
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def row(line, result):
    if "failed" in result:
        return f"| {line.label} | | | failed | {wanted(line)} | no | | {result['failed'].splitlines()[-1][:120]} |"
    ratio = f"{result['ratio']:.2f}×" if "ratio" in result else "–"
    gate = result["gate"] + (f"; memory {result['memory']:.2f} of the peer's" if "memory" in result else "")
    return (f"| {line.label} | {figure(result['ours'])} {result['unit']} | {figure(result['peer'])} | {ratio} | {wanted(line, result['unit'])} | "
            f"{'yes' if result['met'] else 'no'} | {result['rounds']} | {gate} |")


def wanted(line, unit=""):
    if line.target is None:
        return "–"
    if not line.absolute:
        return f"≥ {line.target:g}×"
    return f"≥ {line.target:,}" if unit.endswith("/s") else f"< {line.target:g} {unit}"


def page(machines, notes):
    out = ["# Benchmarks", "",
           "Made by `tests/bench/run.sh` from `tests/bench/results.json`; `tests/bench/run.sh --only dpo,generation` measures single lines. Both sides "
           "run turn by turn with the same weights, rows, order, rank, optimiser and threads; a figure is the median, tokens are real ones "
           "without padding, and the gate is what must hold for the figure to count. Rounds × steps: how often both sides took their turn, and the "
           "steps that are timed in each. There is a part for each kind of processor."]
    for name, results in sorted(machines.items()):
        out += part(results, notes["machines"].get(name, {}))
    out += ["", "## On a graphics card", "", notes["gpu"]]
    return "\n".join(out) + "\n"


def part(results, notes):
    """The part of the page for one machine."""
    m = results["machine"]
    peers = ", ".join(f"{name} {version}" for name, version in m["peers"].items())
    out = ["", f"## {m['processor']}, {m['threads']} threads", "",
           f"{', '.join(m['flags'])}; {m['memory_gib']} GiB; {m['system']}. Attune {m['attune']} beside {peers}. {results['date']}.", "",
           "| what | Attune | peer | ratio | target | met | rounds × steps | gate |", "|---|---|---|---|---|---|---|---|"]
    shown = [line for line in LINES if line.id in results["lines"]]
    out += [row(line, results["lines"][line.id]) for line in shown]
    out += utilisation(shown, results["lines"])
    out += step_profile.section(results.get("profile", {}))
    out += estimates.section(results.get("estimates", []))
    out += growth(results.get("scale", {}))
    missed = [(line.label, line.id) for line in shown if not results["lines"][line.id].get("met")]
    missed += [(f"{line.label}: memory ≤ {line.memory:g} of the peer's", line.id + "-memory") for line in shown
               if line.memory and results["lines"][line.id].get("memory", 0) > line.memory]
    missed += [(f"{line.label}: utilisation", line.id + "-mfu") for line in shown
               if results["lines"][line.id].get("mfu", 1) < UTILISATION.get(results["lines"][line.id].get("precision"), 0)]
    if missed:
        out += ["", "### Targets that are missed, why, and what was tried", ""]
        out += [f"- **{label}**: {notes.get(key, 'not looked into yet.')}" for label, key in missed]
    return out


UTILISATION = {"fp32": 0.65, "bf16": 0.55}


def utilisation(shown, lines):
    """The section on model-FLOPs utilisation; nothing where no line has it."""
    rows = [(line, lines[line.id]) for line in shown if "mfu" in lines[line.id]]
    if not rows:
        return []
    return ["", "### Model-FLOPs utilisation", "",
            "The operations that the model's products and attention need (2 a weight and token forward, 2 back, 2 more where the weight is trained; "
            "nothing for norms, activations, the optimiser or anything computed twice), a second, as a part of the fastest product of 2048³ of the "
            "same process and precision.", "", "| what | utilisation | target | met |", "|---|---|---|---|",
            *(f"| {line.label} | {r['mfu']:.2f} | ≥ {UTILISATION[r['precision']]:g} | {'yes' if r['mfu'] >= UTILISATION[r['precision']] else 'no'} |"
              for line, r in rows)]


def growth(tables):
    """The section on cost as the work grows."""
    out = []
    for table in TABLES:
        points = tables.get(table.id)
        if not points:
            continue
        if not out:
            out = ["", "### As the work grows", "", "Of Attune alone. The exponent is that of the power law through the points (least squares of the "
                   "logarithms, without those below 5 ms): 1 is in proportion.", ""]
        power = exponent(points)
        out += [f"**{table.label}**: exponent {power:.2f}" if power is not None else f"**{table.label}**: too quick for an exponent", "",
                "| " + table.size + " | " + " | ".join(f"{n:,}" for n, _ in points) + " |", "|---" * (len(points) + 1) + "|",
                "| s | " + " | ".join(figure(s) for _, s in points) + " |", ""]
    return out[:-1]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("source", "build", "model", "encoder"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--only", help="ids of lines, separated by commas: " + ", ".join([line.id for line in LINES] + [t.id for t in TABLES] + ["estimates", "profile"]))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=6)
    parser.add_argument("--quick", action="store_true", help="one round of two steps, to see that everything runs")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--out", help="where results.json and BENCHMARKS.md go; without it to tests/bench and the root")
    a = parser.parse_args()
    if a.quick:
        a.rounds, a.steps = 1, 2
    every_id = [line.id for line in LINES] + [table.id for table in TABLES] + ["estimates", "profile"]
    wanted_ids = a.only.split(",") if a.only else every_id
    unknown = set(wanted_ids) - set(every_id)
    if unknown:
        parser.error("no such line: " + ", ".join(sorted(unknown)))
    file = pathlib.Path(a.out or a.source + "/tests/bench") / "results.json"
    markdown = pathlib.Path(a.out or a.source) / "BENCHMARKS.md"
    machines = json.loads(file.read_text()) if file.exists() else {}
    here = machine(a)
    results = machines.setdefault(here["processor"], {"lines": {}})
    results |= {"machine": here, "date": datetime.date.today().isoformat()}
    if os.getloadavg()[0] > 1:
        print(f"The machine is busy (load {os.getloadavg()[0]:.1f}); absolute figures will be low.", file=sys.stderr)
    failed = False
    with tempfile.TemporaryDirectory(prefix="attune-bench-") as folder:
        context = Context(a, folder)
        for line in LINES:
            if line.id not in wanted_ids:
                continue
            begin = time.time()
            try:
                results["lines"][line.id] = judged(line, line.measure(context)) | {"rounds": f"{a.rounds} × {a.steps}"}
            except (Failed, subprocess.CalledProcessError) as problem:
                failed = True
                results["lines"][line.id] = {"failed": str(problem)}
                print(f"FAILED {line.id}: {problem}", file=sys.stderr)
            print(row(line, results["lines"][line.id]) + f" {time.time() - begin:.0f} s", flush=True)
        for table in TABLES:
            if table.id not in wanted_ids:
                continue
            try:
                points = results.setdefault("scale", {})[table.id] = table.measure(context, table.sizes[:2] if a.quick else table.sizes)
                print(f"{table.label}: " + ", ".join(f"{n:,} {s:.3g} s" for n, s in points), flush=True)
            except (Failed, subprocess.CalledProcessError) as problem:
                failed = True
                print(f"FAILED {table.id}: {problem}", file=sys.stderr)
        if "estimates" in wanted_ids:
            try:
                results["estimates"] = estimates.estimates(context)
            except (Failed, subprocess.CalledProcessError) as problem:
                failed = True
                print(f"FAILED estimates: {problem}", file=sys.stderr)
        if "profile" in wanted_ids:
            try:
                results["profile"] = step_profile.profile(context)
                print(json.dumps(results["profile"], indent=1), flush=True)
            except (Failed, subprocess.CalledProcessError) as problem:
                failed = failed or bool(a.only)  # of a whole run it is a part that a machine may lack the tool for
                print(f"No profile: {problem}", file=sys.stderr)
    file.write_text(json.dumps(machines, indent=1, ensure_ascii=False) + "\n")
    notes = json.loads((pathlib.Path(__file__).parent / "notes.json").read_text())
    markdown.write_text(page(machines, notes))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
