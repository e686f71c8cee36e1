#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench_tokenizer.py PROGRAM TOKENIZER_JSON…: the program bench_tokenizer and the package “tokenizers” on the same
generated corpus, one after the other; prints MB/s, their ratio, and whether the numbers of ids agree."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

os.environ["TOKENIZERS_PARALLELISM"] = "true"
try:
    from tokenizers import Tokenizer
except ImportError:
    print("Skipped: this Python has no package tokenizers.")
    sys.exit(77)


def documents(corpus):
    begin = 0
    while begin < len(corpus):
        end = corpus.find(b"\n", min(begin + 10_000, len(corpus)))
        end = len(corpus) if end < 0 else end + 1
        yield corpus[begin:end].decode()
        begin = end


def main():
    program, paths = sys.argv[1], sys.argv[2:]
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "corpus.txt"
        subprocess.run([program, "--corpus", str(file)], check=True)
        corpus = file.read_bytes()
        texts = list(documents(corpus))
        for path in paths:
            ours = json.loads(subprocess.run([program, path, str(file)], stdout=subprocess.PIPE, check=True).stdout)
            reference = Tokenizer.from_file(path)
            reference.no_truncation()
            reference.no_padding()
            count = 0
            begin, cpu = time.perf_counter(), time.process_time()
            for text in texts:
                count += len(reference.encode(text, add_special_tokens=False).ids)
            one = len(corpus) / 1e6 / (time.perf_counter() - begin)
            one_cpu = len(corpus) / 1e6 / (time.process_time() - cpu)
            begin = time.perf_counter()
            reference.encode_batch_fast(texts, add_special_tokens=False)
            batch = len(corpus) / 1e6 / (time.perf_counter() - begin)
            print(f"{path}: {ours['mb_per_s']:.1f} MB/s, reference {one:.2f} MB/s, ratio {ours['mb_per_s'] / one:.1f} "
                  f"({ours['mb_per_cpu_s'] / one_cpu:.1f} by processor time); "
                  f"{ours['threads']} threads {ours['mb_per_s_all']:.1f}, reference batch {batch:.2f}; "
                  f"loaded in {ours['load_seconds']:.2f} s; ids {'equal' if count == ours['ids'] else 'DIFFER'}")


if __name__ == "__main__":
    main()
