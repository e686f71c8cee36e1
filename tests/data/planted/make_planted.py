#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes planted.jsonl: rows in which faults of every kind are planted, and truth.json, which says where.

    python3 make_planted.py

Both are committed; the same seed gives the same bytes. truth.json: kind of finding -> rows (1-based), "near_pairs" and
"leaks" -> pairs of rows. Every kind has decoys beside it: numbers with a wrong check digit, prices, versions, texts
that share words.
"""
import json
import random

random.seed(20240611)
CONTENT = """account address answer apple argument arrival article autumn balance basket battery beach bicycle bill blanket
board border bottle bread breakfast bridge brother budget building business butter button camera candle carpet castle
chair chance cheese chicken church circle climate clothes coffee colour company computer concert contract copper corner
cotton country course cousin credit curtain customer damage danger daughter decision degree delivery desert design desk
detail dinner director distance doctor document dollar door dream dress driver effect energy engine evening example
exchange factory family farmer father feather festival figure finger fire fish flight floor flower forest fork friend
fruit future garden glass government grass ground group guard guest guitar hammer harbour health heart history holiday
horse hospital hotel hour house idea industry insect island jacket journey judge kitchen knife ladder language lawyer
leather lesson letter library machine manager market material meal measure medicine meeting memory metal minute mirror
moment money month morning mother mountain museum music needle neighbour network newspaper night noise number nurse
office opinion orange order oven owner packet paint paper parcel parent park partner passenger payment pencil people
pepper person picture pilot plant plate platform pocket police potato present price printer prison problem process
product profit project promise purpose question quiet railway rain reason receipt record refund region report request
restaurant result return reward river road roof room rule sailor sample school science season secret sentence service
shadow sheep shelf ship shirt shoulder signal silver sister skin smoke society soldier solution song sound spoon spring
station statement stomach stone store storm story street structure student sugar summer surface sweater system table
teacher temperature theatre thread ticket tongue tooth town trade traffic train tree trouble uncle unit valley value
vegetable vehicle village voice wagon wall watch water weather wedding week weight wheel whistle window winter wire
woman wood worker yard year""".split()
FUNCTION = "the of and to in that is was for with on at by from as it this are be or not have which will can".split()
rows, truth = [], {}


def sentence(low=16, high=24):
    words = []
    for i in range(random.randint(low, high)):
        words.append(random.choice(FUNCTION if i % 3 == 2 else CONTENT))
    return " ".join(words).capitalize() + "."


def add(text, label=None, part=None):
    rows.append({"text": text, "label": label or random.choice(["billing", "delivery", "account"]),
                 "part": part or random.choices(["train", "validation", "test"], [8, 1, 1])[0]})
    return len(rows)


def plant(kind, row):
    truth.setdefault(kind, []).append(row)


def around(value):
    return f"{sentence(7, 10)[:-1]} {value} {sentence(7, 10).lower()}"


def luhn(digits):
    total = 0
    for i, c in enumerate(reversed(digits)):
        d = int(c) * (2 if i % 2 == 0 else 1)
        total += d - 9 if d > 9 else d
    return str(-total % 10)


def digits(n):
    return "".join(random.choice("0123456789") for _ in range(n))


def card():
    body = random.choice(["4", "51", "53", "55"])
    body += digits(15 - len(body))
    number = body + luhn(body)
    return random.choice([number, " ".join(number[i:i + 4] for i in range(0, 16, 4))])


def norwegian():
    while True:
        base = f"{random.randint(1, 28):02}{random.randint(1, 12):02}{random.randint(50, 99):02}{random.randint(100, 499):03}"
        k1 = -sum(int(a) * b for a, b in zip(base, (3, 7, 6, 1, 8, 9, 4, 5, 2))) % 11
        k2 = -sum(int(a) * b for a, b in zip(base + str(k1), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2))) % 11
        if k1 < 10 and k2 < 10:
            return base + str(k1) + str(k2)


def pesel():
    base = f"{random.randint(50, 99):02}{random.randint(1, 12):02}{random.randint(1, 28):02}{digits(4)}"
    return base + str(-sum(int(a) * b for a, b in zip(base, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3))) % 10)


def swedish():
    base = f"{random.randint(50, 99):02}{random.randint(1, 12):02}{random.randint(1, 28):02}"
    tail = digits(3)
    return f"{base}-{tail}{luhn(base + tail)}"


def iban():
    body = digits(11)
    turned = "".join(str(int(c, 36)) for c in body + "NO00")
    return f"NO{98 - int(turned) % 97:02}{body}"


def secret():
    return random.choice([
        lambda: "AKIA" + "".join(random.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") for _ in range(16)),
        lambda: "ghp_" + "".join(random.choice("abcdefghijklmnopqrstuvwxyzABCDEF0123456789") for _ in range(36)),
    ])()


PERSONAL = {
    "email": lambda: f"{random.choice(CONTENT)}.{random.choice(CONTENT)}@{random.choice(CONTENT)}.{random.choice(['no', 'pl', 'com'])}",
    "phone": lambda: random.choice(["+47 ", "+48 ", "+46 "]) + random.choice([f"{random.randint(400, 999)} {digits(2)} {digits(3)}"]) ,
    "national-id-no": norwegian,
    "national-id-pl": pesel,
    "national-id-se": swedish,
    "ssn-us": lambda: f"{random.randint(100, 665)}-{random.randint(10, 99)}-{random.randint(1000, 9999)}",
    "iban": iban,
    "card": card,
    "secret": secret,
}


def wrong_last(value):
    return value[:-1] + str((int(value[-1]) + random.randint(1, 9)) % 10)


def decoys():
    yield f"order {digits(8)}"
    yield f"{random.randint(1, 900)}.{digits(2)} euro"
    yield f"version {random.randint(1, 9)}.{random.randint(0, 20)}.{random.randint(0, 9)}"
    yield f"on {random.randint(1, 28):02}.{random.randint(1, 12):02}.{random.randint(2000, 2024)}"
    yield f"page {random.randint(1, 900)} of {random.randint(901, 2000)}"


def misread(text):
    return text.encode("utf-8").decode("cp1252", errors="ignore")


# Ordinary rows first; copies are made of them, so that the first of a pair is never the planted one.
ordinary = [add(sentence()) for _ in range(700)]
for _ in range(12):
    for decoy in decoys():
        add(around(decoy))
for kind, make in PERSONAL.items():
    for _ in range(20):
        plant(kind, add(around(make())))
    if kind in ("national-id-no", "national-id-pl", "iban"):
        for _ in range(6):
            add(around("reference " + wrong_last(make()).replace("NO", "XX")))

sources = random.sample(ordinary, 230)
take = iter(sources)
for _ in range(40):  # exact copies
    source = rows[next(take) - 1]
    plant("duplicate", add(source["text"], source["label"], source["part"]))
truth["near_pairs"] = []
for i in range(60):  # nearly equal
    number = next(take)
    source, words = rows[number - 1], rows[number - 1]["text"].split()
    at = random.randrange(2, len(words) - 2)
    if i % 4 == 0:
        words[at] += ","
        words[-1] = words[-1][:-1] + "!"
    elif i % 4 == 1:
        words[at] = random.choice(CONTENT)
    elif i % 4 == 2:
        words.insert(at, random.choice(["very", "also", "then"]))
    else:
        words[at] = words[at].upper()
        del words[-2]
    truth["near_pairs"].append([number, add(" ".join(words), source["label"], source["part"])])
for _ in range(30):  # the same text, another label
    number = next(take)
    source = rows[number - 1]
    other = random.choice([x for x in ("billing", "delivery", "account") if x != source["label"]])
    plant("contradiction", number)
    plant("contradiction", add(source["text"], other, source["part"]))
truth["leaks"] = []
for i in range(30):  # the same row in training and in another part
    number = next(take)
    rows[number - 1]["part"] = "train"
    copy = add(rows[number - 1]["text"], rows[number - 1]["label"], "test" if i % 2 else "validation")
    truth["leaks"].append([number, copy])
    plant("duplicate", copy)
NORWEGIAN = ["Hva skal jeg gjøre når pakken ikke har kommet og ingen svarer på telefonen?",
             "Jeg vil gjerne vite hvordan det er mulig å få pengene mine tilbake fra dere.",
             "Vi har ikke fått noe svar på den siste fakturaen, og det er ikke bra for oss."]
for i in range(20):
    plant("language", add(NORWEGIAN[i % 3][:-1] + f" Det gjelder sak {i + 100}."))
for i in range(20):
    plant("misread", add(misread(f"{sentence(10, 14)[:-1]} für Köln “{random.choice(CONTENT)}” på {random.choice(CONTENT)} blåbær")))
for i in range(10):
    plant("lost-characters", add(f"{sentence()[:-1]} bl\ufffdb\ufffdr {i}."))
for text in "k x y z ja ok no hm 1 42 7 ? . ! a b c d e f".split()[:20]:
    plant("near-empty", add(text))
with open("planted.jsonl", "w", encoding="utf-8") as file:
    for row in rows:
        file.write(json.dumps(row, ensure_ascii=False) + "\n")
with open("truth.json", "w", encoding="utf-8") as file:
    file.write(json.dumps({kind: sorted(found) for kind, found in sorted(truth.items())}) + "\n")
print(len(rows), {kind: len(found) for kind, found in truth.items()})
