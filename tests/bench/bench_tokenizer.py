#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench_tokenizer.py PROGRAM CORPUS TOKENIZER_JSON: the program bench_tokenizer and the package “tokenizers” on the same text, on one
thread, turn by turn; prints MB/s of both, how many ids there are, and whether all are equal, as one JSON object."""
import array
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import time

os.environ["TOKENIZERS_PARALLELISM"] = "true"
from tokenizers import Tokenizer


def documents(corpus):
    begin = 0
    while begin < len(corpus):
        end = corpus.find(b"\n", min(begin + 10_000, len(corpus)))
        end = len(corpus) if end < 0 else end + 1
        yield corpus[begin:end].decode()
        begin = end


def main():
    program, file, path = sys.argv[1:]
    corpus = pathlib.Path(file).read_bytes()
    texts = list(documents(corpus))
    ours = json.loads(subprocess.run([program, path, file, "7"], stdout=subprocess.PIPE, check=True).stdout)
    reference = Tokenizer.from_file(path)
    reference.no_truncation()
    reference.no_padding()
    ids = array.array("i")
    seconds = 0.0
    for text in texts:
        begin = time.perf_counter()
        encoding = reference.encode(text, add_special_tokens=False)
        seconds += time.perf_counter() - begin
        ids.extend(encoding.ids)
    begin = time.perf_counter()
    reference.encode_batch_fast(texts, add_special_tokens=False)
    batch = len(corpus) / 1e6 / (time.perf_counter() - begin)
    print(json.dumps({"ours": ours["mb_per_s"], "peer": len(corpus) / 1e6 / seconds, "ours_all": ours["mb_per_s_all"], "peer_all": batch,
                      "threads": ours["threads"],
                      "count": len(ids), "equal": hashlib.sha256(ids.tobytes()).hexdigest() == ours["ids_sha256"]}))


if __name__ == "__main__":
    main()
