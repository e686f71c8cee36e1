# SPDX-License-Identifier: GPL-3.0-or-later
"""What bench.py measures: one function a line, which runs both sides turn by turn and gives {"ours", "peer", "unit", "gate", …}. `ours` and
`peer` are medians, higher is better where the unit ends in “/s”, lower otherwise; `gate` is what must hold for the figures to mean
anything. A new line is one function here and one entry of LINES."""
import json
import os
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass
from typing import Callable

BATCH, LENGTH, VOCABULARY = 4, 128, 49000
RAGGED = [24, 40, 64, 96, 160, 256]


class Failed(Exception):
    """One side did not run, or the gate does not hold."""


class Context:
    """Where the programs, models and scratch files are, and how long to measure."""

    def __init__(self, a, folder):
        self.bench, self.build, self.python, self.folder = a.source + "/tests/bench", a.build, a.python, folder
        self.model, self.encoder, self.rounds, self.steps = a.model, a.encoder, a.rounds, a.steps
        self.environment = dict(os.environ, OMP_NUM_THREADS=str(a.threads), TOKENIZERS_PARALLELISM="true", HF_HUB_OFFLINE="1")
        self.made = {}

    def run(self, command, environment=None):
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True, env=environment or self.environment)
        if done.returncode != 0:
            raise Failed(" ".join(map(str, command)) + "\n" + done.stderr.strip()[-2000:])
        return json.loads(done.stdout.strip().splitlines()[-1])

    def program(self, name, *arguments):
        return self.run([f"{self.build}/tests/bench/{name}", *arguments])

    def peer(self, *arguments):
        return self.run([self.python, self.bench + "/peer.py", *arguments])

    def file(self, name, content):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as f:
            f.write(content if isinstance(content, str) else json.dumps(content))
        return path

    def once(self, name, make):
        """A path that `make` fills at the first call."""
        if name not in self.made:
            make(os.path.join(self.folder, name))
            self.made[name] = os.path.join(self.folder, name)
        return self.made[name]

    def turns(self, ours, peer):
        results = [], []
        for _ in range(self.rounds):
            results[0].append(ours())
            results[1].append(peer())
        return results


def numbers():
    """Numbers from a fixed generator, the same on every machine."""
    state = 12345

    def draw(n):
        nonlocal state
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (state >> 33) % n

    return draw


def token_rows(draw, lengths):
    return [[100 + draw(VOCABULARY - 100) for _ in range(n)] for n in lengths]


def agree(ours, peer, relative):
    """The largest relative difference of the losses of the first round; raises when it is too large."""
    apart = max(abs(x - y) / max(abs(y), 1e-3) for x, y in zip(ours[0]["losses"], peer[0]["losses"], strict=True))
    if not apart <= relative:
        raise Failed(f"the losses differ by {apart:.1e}, more than {relative:.0e}")
    return f"losses within {apart:.1e}"


def speed(sides, sizes):
    """Median of size/seconds over all steps but the first two of each run."""
    return [statistics.median(n / s for run in side for n, s in list(zip(sizes, run["seconds"]))[2:]) for side in sides]


def peaks(sides):
    return [max(run["peak_bytes"] for run in side) for side in sides]


def utilisation(side):
    """Model-FLOPs utilisation: the operations that a step needs, a second, beside those of the fastest matrix product of the same process."""
    return statistics.median(n / s / run["fastest_product"] for run in side for n, s in list(zip(run["operations"], run["seconds"]))[2:])


def rounded(c):
    """The model as a folder in bfloat16, which is all that bitsandbytes and TRL take."""
    return c.once("rounded", lambda path: c.peer("make-rounded", c.model, path))


def training(technique, precision, kind, trl=False):
    def measure(c):
        model = rounded(c) if technique == "qlora" or trl else c.model
        draw = numbers()
        batch, length = (8, 256) if kind == "long" else (BATCH, LENGTH)
        lengths = [RAGGED[draw(6)] if kind == "ragged" else length for _ in range((c.steps + 2) * batch)]
        rows = c.file("rows.json", token_rows(draw, lengths))
        adapter = c.once("adapter", lambda path: c.peer("make-adapter", c.model, path))
        common = ["--precision", precision, "--batch", batch] + (["--adapter", adapter] if technique != "full" else [])
        sides = c.turns(lambda: c.program("bench_training", model, rows, technique, *common),
                        lambda: c.peer("train", model, rows, technique, *common, *(["--trl"] if trl else [])))
        tokens = [sum(lengths[k:k + batch]) for k in range(0, len(lengths), batch)]
        ours, peer = speed(sides, tokens)
        # On a CPU bitsandbytes rounds a few scales to the other neighbour.
        gate = agree(*sides, 1e-3 if precision == "fp32" and technique != "qlora" else 2e-2)
        memory = peaks(sides)
        return {"ours": ours, "peer": peer, "unit": "tokens/s", "gate": gate, "memory": memory[0] / memory[1], "mfu": utilisation(sides[0]),
                "precision": precision}

    return measure


def class_rows(draw, count):
    return [{"tokens": [101] + [1000 + draw(28000) for _ in range([6, 10, 16, 24, 40, 64][draw(6)])] + [102], "label": i % 4} for i in range(count)]


def classifier(c):
    folder = c.once("classifier", lambda path: c.peer("make-classifier", c.encoder, path, 4))
    rows = class_rows(numbers(), (4 * c.steps + 2) * 16)
    file = c.file("classes.json", rows)
    options = ["full", "--batch", 16, "--lr", "5e-5"]
    sides = c.turns(lambda: c.program("bench_training", folder, file, *options), lambda: c.peer("train", folder, file, *options))
    ours, peer = speed(sides, [16] * (4 * c.steps + 2))
    memory = peaks(sides)
    return {"ours": ours, "peer": peer, "unit": "rows/s", "gate": agree(*sides, 1e-3), "memory": memory[0] / memory[1]}


def features(c):
    folder = c.once("classifier", lambda path: c.peer("make-classifier", c.encoder, path, 4))
    file = c.file("features.json", class_rows(numbers(), 64 * c.steps))
    options = ["feature_extraction", "--batch", 16, "--epochs", 10, "--lr", "1e-3"]
    sides = c.turns(lambda: c.program("bench_training", folder, file, *options), lambda: c.peer("train", folder, file, *options))
    ours, peer = [statistics.median(run["whole_seconds"] for run in side) for side in sides]
    return {"ours": ours, "peer": peer, "unit": "s", "gate": agree(*sides, 1e-3)}


def preference(trl=False):
    def measure(c):
        draw = numbers()
        rows = []
        for _ in range((c.steps + 2) * 2):
            prompt = [100 + draw(VOCABULARY - 100) for _ in range(77)]
            rows.append({"prompt": 77, **{side: prompt + [100 + draw(VOCABULARY - 100) for _ in range(51)] for side in ("chosen", "rejected")}})
        file = c.file("pairs.json", rows)
        model = rounded(c) if trl else c.model
        adapter = c.once("adapter", lambda path: c.peer("make-adapter", c.model, path))
        options = ["lora", "--batch", 2, "--adapter", adapter, "--lr", "1e-3"]
        sides = c.turns(lambda: c.program("bench_training", model, file, *options), lambda: c.peer("train", model, file, *options, *(["--trl"] if trl else [])))
        ours, peer = speed(sides, [2] * (c.steps + 2))
        memory = peaks(sides)
        return {"ours": ours, "peer": peer, "unit": "pairs/s", "gate": agree(*sides, 2e-2), "memory": memory[0] / memory[1]}

    return measure


# “The history of bread begins with grain and water. …”: what follows a text is clearer than what follows noise, where rounding decides.
PROMPT = [504, 1463, 282, 6956, 5634, 351, 8663, 284, 913, 30, 4228, 2118, 8893, 826, 8989, 28, 6468, 260, 7367, 351, 913, 284, 18907, 5562, 3092, 2080,
          281, 260, 29537, 30, 3636, 260, 5034, 278, 4797, 3485, 338]


def generation(precision, published=False):
    """`published`: the weights are stored in bfloat16, as those of most models."""

    def measure(c):
        model = rounded(c) if published else c.model
        prompt = c.file("prompt.json", PROMPT)
        count = 16 * c.steps
        ours, peer = c.turns(lambda: c.program("bench_generation", model, prompt, count, precision, 2),
                             lambda: c.peer("generate", model, prompt, count, precision, 2))
        # In bfloat16 both are judged by the peer's float32.
        exact = peer[0] if precision == "fp32" else c.peer("generate", model, prompt, count, "fp32", 0)
        same, other = (sum(1 for x, y in zip(side[0]["tokens"], exact["tokens"]) if x == y) for side in (ours, peer))
        if same != count and (precision == "fp32" or same < other):
            raise Failed(f"only {same} of {count} tokens are equal")
        rate = lambda side: count / statistics.median(s for run in side for s in run["seconds"])
        gate = f"{same} of {count} tokens equal" + ("" if precision == "fp32" else f" to fp32's, the peer's {other}")
        return {"ours": rate(ours), "peer": rate(peer), "unit": "tokens/s", "gate": gate}

    return measure


def tokenizer(name, cores=False):
    def measure(c):
        corpus = c.once("corpus.txt", lambda path: subprocess.run([f"{c.build}/tests/bench/bench_tokenizer", "--corpus", path], check=True))
        path = f"{c.bench}/../golden/tokenizers/data/{name}/tokenizer.json"
        result = c.run([c.python, c.bench + "/bench_tokenizer.py", f"{c.build}/tests/bench/bench_tokenizer", corpus, path])
        if not result["equal"]:
            raise Failed("the ids differ")
        if cores:
            gate = f"{result['count']} ids equal; {result['threads']} threads are {result['ours_all'] / result['ours']:.2f} × one, the peer's {result['peer_all'] / result['peer']:.2f}"
            return {"ours": result["ours_all"], "peer": result["peer_all"], "unit": "MB/s", "gate": gate}
        return {"ours": result["ours"], "peer": result["peer"], "unit": "MB/s", "gate": f"{result['count']} ids equal"}

    return measure


def counted(unit, ours, peer, size=None):
    """Both sides did the same amount; `size` turns seconds into a rate."""
    if any(x["count"] != peer[0]["count"] or x.get("elements") != peer[0].get("elements") for x in ours):
        raise Failed(f"{ours[0]} and {peer[0]} are not the same work")
    value = lambda side: statistics.median(run["seconds"] for run in side)
    rate = (lambda s: size / s) if size else (lambda s: s * 1e3 if unit == "ms" else s)
    return {"ours": rate(value(ours)), "peer": rate(value(peer)), "unit": unit, "gate": f"{peer[0]['count']} on both sides"}


def opening(c):
    file = c.once("zeros.safetensors", lambda path: c.peer("make-safetensors", path, 1))
    return counted("ms", *c.turns(lambda: c.program("bench_parts", "open", file), lambda: c.peer("open", file)))


def store(c):
    count = 25000 * c.steps
    new = lambda: tempfile.mkdtemp(dir=c.folder)
    return counted("rows/s", *c.turns(lambda: c.program("bench_parts", "store", new(), count), lambda: c.peer("store", new(), count)), count)


def message_rows(count):
    draw = numbers()
    words = "training modell żółw data question svar the of learning rate bygge nauka answer language tekst validation".split()
    say = lambda n: " ".join(words[draw(len(words))] for _ in range(n))
    return "".join(json.dumps({"messages": [{"role": "user", "content": say(12)}, {"role": "assistant", "content": say(40)}]}, ensure_ascii=False) + "\n"
                   for _ in range(count))


def importing(c):
    count = 15000 * c.steps
    file = c.once("rows.jsonl", lambda path: c.file("rows.jsonl", message_rows(count)))
    megabytes = os.path.getsize(file) / 1e6
    return counted("MB/s", *c.turns(lambda: c.program("bench_parts", "import", file), lambda: c.peer("import", file)), megabytes)


def attune_first_step(c, rows):
    """A new project, the import and a run, from the start of the first process to the first step that the run tells."""
    project = os.path.join(tempfile.mkdtemp(dir=c.folder), "first.attune")
    attune = c.build + "/app/attune"
    begin = time.time()
    subprocess.run([attune, "new", project], check=True, capture_output=True, env=c.environment)
    added = json.loads(subprocess.run([attune, "import", project, rows, "--json"], check=True, capture_output=True, text=True, env=c.environment).stdout)
    command = [attune, "train", project, "--dataset", added["id"], "--model", c.model, "--technique", "lora", "--per-device-train-batch-size", str(BATCH),
               "--target-modules", "all-linear", "--device", "cpu", "--eval-steps", "100000", "--events", "jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=c.environment) as run:
        for line in run.stdout:
            event = json.loads(line)
            if event.get("type") == "step" or "gradient_norm" in line:
                seconds = time.time() - begin
                run.terminate()
                return {"seconds": seconds}
        raise Failed(run.stderr.read()[-2000:])


def first_step(c):
    rows = c.once("first.jsonl", lambda path: c.file("first.jsonl", message_rows(10000)))

    def peer():
        subprocess.run(["rm", "-rf", rows + ".cache"], check=True)
        begin = time.time()
        c.peer("first", c.model, rows)
        return {"seconds": time.time() - begin}

    ours, other = c.turns(lambda: attune_first_step(c, rows), peer)
    value = lambda side: statistics.median(run["seconds"] for run in side)
    return {"ours": value(ours), "peer": value(other), "unit": "s", "gate": "both made a step of LoRA on the same 10,000 rows"}


def screenless(c):
    return dict(c.environment, QT_QPA_PLATFORM="offscreen")


def plot(c):
    """Frames of 8 runs of a million steps, while one of them grows and while the view moves; the slower of the two counts."""
    sides = [c.run([f"{c.build}/tests/bench/bench_plot", 8, 1000000, 100], screenless(c)) for _ in range(c.rounds)]
    times = {kind: sorted(ms for side in sides for ms in side[kind]) for kind in ("grow", "move")}
    slowest = max(ms[int(len(ms) * 0.999)] for ms in times.values())
    rate = 1e3 / max(statistics.median(ms) for ms in times.values())
    return {"ours": rate, "peer": None, "unit": "frames/s", "gate": f"of {sum(map(len, times.values()))} frames, 99.9 % within {slowest:.1f} ms"}


def beside_plot(c):
    """A step of LoRA beside the plot of 8 runs of a million steps that follows a run of its own, and alone."""
    draw = numbers()
    lengths = [LENGTH] * ((c.steps + 2) * BATCH)
    rows = c.file("rows.json", token_rows(draw, lengths))
    adapter = c.once("adapter", lambda path: c.peer("make-adapter", c.model, path))
    alone = lambda: c.program("bench_training", c.model, rows, "lora", "--batch", BATCH, "--adapter", adapter)

    def beside():
        command = [f"{c.build}/tests/bench/bench_plot", "8", "1000000", "600", "follow"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=screenless(c)) as follower:
            try:
                if follower.stdout.readline().strip() != "ready":
                    raise Failed("the plot did not start")
                return alone()
            finally:
                follower.terminate()

    sides = c.turns(beside, alone)
    ours, peer = [LENGTH * BATCH / rate for rate in speed(sides, [LENGTH * BATCH] * (c.steps + 2))]
    return {"ours": ours, "peer": peer, "unit": "s", "gate": agree(*sides, 1e-6)}


def window(c):
    """From the start of the program to its window's being on the screen of a virtual display; no peer has one."""
    times = []
    display = f":{90 + os.getpid() % 100}"
    with subprocess.Popen(["Xvfb", display, "-screen", "0", "1600x1000x24"], stderr=subprocess.DEVNULL) as server:
        try:
            environment = dict(c.environment, DISPLAY=display, QT_QPA_PLATFORM="xcb", XDG_CONFIG_HOME=c.folder)
            begin = time.time()
            while subprocess.run(["xwininfo", "-root"], env=environment, capture_output=True).returncode != 0:
                if time.time() - begin > 20 or server.poll() is not None:
                    raise Failed(f"the display {display} did not come up")
                time.sleep(0.1)
            for _ in range(2 * c.rounds + 1):
                begin = time.time()
                with subprocess.Popen([c.build + "/app/attune-gui"], env=environment, stderr=subprocess.DEVNULL) as program:
                    try:
                        while not window_visible(environment):
                            if time.time() - begin > 20 or program.poll() is not None:
                                raise Failed("no window came up")
                            time.sleep(0.005)
                        times.append((time.time() - begin) * 1e3)
                    finally:
                        program.terminate()
        finally:
            server.terminate()
    return {"ours": statistics.median(times[1:]), "peer": None, "unit": "ms", "gate": f"{len(times) - 1} starts"}


def window_visible(environment):
    tree = subprocess.run(["xwininfo", "-root", "-tree"], env=environment, capture_output=True, text=True).stdout
    for line in tree.splitlines():
        if "Attune" in line and line.strip().startswith("0x"):
            state = subprocess.run(["xwininfo", "-id", line.split()[0]], env=environment, capture_output=True, text=True).stdout
            if "IsViewable" in state and "Width: 1\n" not in state:
                return True
    return False


@dataclass
class Line:
    """Something that is measured. The target is a ratio of ours over the peer's (its inverse for times), or with `absolute` a figure of ours;
    `memory` is the target of our peak over the peer's."""
    id: str
    label: str
    target: float | None
    measure: Callable
    absolute: bool = False
    memory: float | None = None


LINES = [
    Line("lora-fp32", "LoRA r = 8, all linears, fp32, rows of 128", 2.0, training("lora", "fp32", "equal")),
    Line("lora-trl", "the same beside TRL", 2.5, training("lora", "fp32", "equal", trl=True)),
    Line("lora-ragged-trl", "the same, rows of 24 … 256, TRL pads", 4.0, training("lora", "fp32", "ragged", trl=True)),
    Line("lora-ragged", "the same rows beside the plain loop, which pads", None, training("lora", "fp32", "ragged")),
    Line("lora-bf16", "LoRA in bf16, rows of 128", 1.9, training("lora", "bf16", "equal")),
    Line("full-fp32", "full fine-tuning, fp32", 2.0, training("full", "fp32", "equal")),
    Line("full-long", "the same, 8 rows of 256 at a time", 2.0, training("full", "fp32", "long"), memory=0.5),
    Line("full-bf16", "full fine-tuning, bf16", None, training("full", "bf16", "equal")),
    Line("qlora", "QLoRA (NF4), fp32, the peer with bitsandbytes", 2.0, training("qlora", "fp32", "equal")),
    Line("classifier", "MiniLM classifier, full, ragged rows", 2.5, classifier),
    Line("features", "MiniLM, frozen body, 10 epochs, whole run", 20.0, features),
    Line("dpo", "DPO with LoRA, 60 % of a row is the prompt", 3.0, preference()),
    Line("dpo-trl", "the same beside TRL", 3.0, preference(trl=True)),
    Line("generation", "generation with a KV cache, fp32", 3.5, generation("fp32")),
    Line("generation-published", "the same, weights stored in bfloat16 as most models' are", 3.5, generation("fp32", published=True)),
    Line("generation-bf16", "generation with a KV cache, bf16", 3.5, generation("bf16")),
    Line("tokenizer-bpe", "tokenizer, byte-level BPE, one thread", 10.0, tokenizer("smollm2")),
    Line("tokenizer-wordpiece", "tokenizer, WordPiece, one thread", 10.0, tokenizer("minilm")),
    Line("tokenizer-cores", "tokenizer, byte-level BPE, all cores", 10.0, tokenizer("smollm2", cores=True)),
    Line("open", "1 GB of safetensors opened", 5.0, opening, absolute=True),
    Line("store", "metric store, rows of a run", 300000, store, absolute=True),
    Line("import", "JSONL of messages to a ready dataset", 5.0, importing),
    Line("first-step", "start of the process to the first step, 10,000 rows", 6.67, first_step),
    Line("window", "start of the program to the window", 300, window, absolute=True),
    Line("plot", "plot of 8 runs of 1,000,000 steps", 60, plot, absolute=True),
    Line("plot-beside", "a step of LoRA beside that plot and alone", 0.98, beside_plot),
]
