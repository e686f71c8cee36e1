#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Importing JSON Lines beside Python's datasets and polars, alternately in one run.

    import_peers.py build/dev/app/attune [--megabytes 200] [--rounds 3]

Each side reads the same file in a process of its own and stores the rows: `attune import` in a project (every row checked,
with its line, and hashed), datasets in its Arrow cache, polars as Parquet. Printed are the best of the rounds: MB of the
file for each second of processor time and by the clock, start of the process included, and the most memory held. What is
not installed is left out.
"""
import argparse
import importlib.util
import json
import os
import random
import subprocess
import sys
import tempfile
import time

DATASETS = """
import sys, datasets
datasets.disable_progress_bars()
rows = datasets.load_dataset("json", data_files=sys.argv[1], split="train", cache_dir=sys.argv[2])
print(len(rows))
"""
POLARS = """
import sys, polars
rows = polars.read_ndjson(sys.argv[1], infer_schema_length=1000)
rows.write_parquet(sys.argv[2] + "/rows.parquet")
print(len(rows))
"""
WORDS = "training modell żółw data question svar the of learning rate bygge nauka answer language tekst validation".split()


def sentence(words):
    return " ".join(random.choices(WORDS, k=words))


def messages(row, asked, answered):
    return {"messages": [{"role": "user", "content": sentence(asked)}, {"role": "assistant", "content": sentence(answered)}]}


CASES = {"messages, 2 kB rows": lambda row: messages(row, 60, 220),
         "messages, 0.4 kB rows": lambda row: messages(row, 12, 40),
         "alpaca, 4 more columns": lambda row: {"id": row, "category": "c", "instruction": sentence(12), "input": "", "output": sentence(40),
                                                "sources": ["x", "y"], "lang": "nb"}}


def write(path, make, size):
    random.seed(1)
    rows = 0
    with open(path, "w", encoding="utf-8") as file:
        while file.tell() < size:
            file.write(json.dumps(make(rows), ensure_ascii=False) + "\n")
            rows += 1
    return rows


def measured(command, rows):
    """Seconds of processor, seconds by the clock and MB held of a process, which must have stored all rows."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out = process.stdout.read().decode()
    error = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    if status != 0 or str(rows) not in out.replace(",", ""):
        sys.exit(f"{command[0]}: {out}{error}")
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("attune")
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    os.environ["HF_HUB_OFFLINE"] = "1"
    for name, make in CASES.items():
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "rows.jsonl")
            rows = write(path, make, options.megabytes * 1_000_000)
            size = os.path.getsize(path) / 1e6
            best = {}
            for number in range(options.rounds):
                place = os.path.join(folder, str(number))
                os.mkdir(place)
                project = os.path.join(place, "P.attune")
                subprocess.run([options.attune, "new", project], check=True, capture_output=True)
                sides = {"Attune": [options.attune, "import", project, path, "--json"]}
                for package, program in (("datasets", DATASETS), ("polars", POLARS)):
                    if importlib.util.find_spec(package):
                        sides[package] = [sys.executable, "-c", program, path, place]
                for side, command in sides.items():
                    figures = measured(command, rows)
                    best[side] = tuple(map(min, zip(best.get(side, figures), figures)))
                subprocess.run(["rm", "-rf", place], check=True)
            print(f"{name}: {size:.0f} MB, {rows} rows")
            for side, (core, wall, memory) in best.items():
                print(f"  {side:10} {size / core:6.0f} MB/s per core  {size / wall:6.0f} MB/s by the clock  {memory:6.0f} MB held", flush=True)


main()
