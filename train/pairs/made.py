"""Makes pairs from sets of predicates: a and b exclude each other, c says what a says, d and e go with both.

A set: {"s", "s2": another subject of the kind, "a", "b", "c", "d", "e"}. The frames below add who says so, when, where and
how sure, so that what decides is not the words two sentences share.
"""

import json
from pathlib import Path

import numpy as np

BEFORE = (
    "", "", "", "", "According to {who}, ", "{who} said ", "{who} said that ", "Reports say ", "On {day}, ", "By {day} evening ",
    "Near {place}, ", "{who} told reporters that ", "Officials in {place} said ", "{who} confirmed that ", "As of {day}, ",
)  # fmt: skip
AFTER = (
    "",
    "",
    "",
    "",
    ", {who} said",
    ", according to {who}",
    ", a spokesman said on {day}",
    ", officials in {place} said",
    " on {day}",
)
UNSURE = (
    "It is unclear whether ", "{who} could not confirm that ", "It is possible that ", "{who} fears that ", "If ", "{who} hopes that ",
    "Perhaps ", "{who} has not said whether ", "Nobody knows yet whether ", "{who} expects that by the summer ", "Plans say that ", "{who} asked whether ",
)  # fmt: skip
DENIED = (
    "{who} denied that ",
    "It is not true that ",
    "{who} dismissed reports that ",
    "{who} rejected claims that ",
    "{who} called it false that ",
)
OTHER_TIME = (
    "Three weeks earlier, ",
    "In the spring of last year, ",
    "A month later, ",
    "Ten years ago, ",
    "Before the war, ",
)
OTHER_PLACE = ("In {place}, ", "Near {place}, ", "At {place}, ")
WHO = (
    "the mayor", "a witness", "the ministry", "the regional governor", "police", "Nadia Kessler", "a local reporter", "the coastguard", "two residents",
    "the company", "Colonel Adrik Vane", "the union", "an aid group", "the opposition", "a spokeswoman", "the health board", "a senior official",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PLACES = (
    "Velmar",
    "the northern district",
    "Port Ansel",
    "the old quarter",
    "Korlavets",
    "the valley",
    "Tarn",
    "the capital",
    "Ostrava",
    "Halden",
)
CONTRADICT, AGREE, NEUTRAL = "contradict", "agree", "neutral"


def read_sets(paths: list[Path]) -> list[dict[str, str]]:
    """Return the sets of JSONL files."""
    return [json.loads(line) for path in paths for line in path.open(encoding="utf-8")]


def made(sets: list[dict[str, str]], seed: int, each: int) -> list[dict[str, str]]:
    """Return `each` pairs a set, three contradictions to one agreement and three others, in a random order of sides."""
    chance = np.random.default_rng(seed)
    rows = []
    for one in sets:
        kinds = chance.permutation(len(_KINDS))[:each]
        rows += [_turned(*_KINDS[kind](one, chance), chance) for kind in kinds]
    return rows


def _turned(a: str, b: str, label: str, chance: np.random.Generator) -> dict[str, str]:
    sides = (a, b) if chance.random() < 0.5 else (b, a)
    return {"a": sides[0], "b": sides[1], "label": label}


def _said(
    chance: np.random.Generator, subject: str, predicate: str, frames: tuple[str, ...] = BEFORE
) -> str:
    before = frames[chance.integers(len(frames))]
    after = AFTER[chance.integers(len(AFTER))] if before == "" else ""
    text = f"{before}{subject} {predicate}{after}."
    text = text.format(
        who=WHO[chance.integers(len(WHO))],
        day=DAYS[chance.integers(7)],
        place=PLACES[chance.integers(len(PLACES))],
    )
    return text[0].upper() + text[1:]


def _either(chance: np.random.Generator, *choices: str) -> str:
    return choices[chance.integers(len(choices))]


_PLAIN = (
    "",
    "",
    "According to {who}, ",
    "{who} said that ",
    "Reports say ",
    "{who} told reporters that ",
)
_KINDS = (
    lambda o, r: (_said(r, o["s"], o["a"], _PLAIN), _said(r, o["s"], o["b"], _PLAIN), CONTRADICT),
    lambda o, r: (_said(r, o["s"], o["c"], _PLAIN), _said(r, o["s"], o["b"], _PLAIN), CONTRADICT),
    lambda o, r: (_said(r, o["s"], o["c"], _PLAIN), _said(r, o["s"], o["a"], _PLAIN), AGREE),
    lambda o, r: (_said(r, o["s"], o["a"], _PLAIN), _said(r, o["s"], o["c"], _PLAIN), AGREE),
    lambda o, r: (_said(r, o["s"], o["a"]), _said(r, o["s2"], o["b"]), NEUTRAL),
    lambda o, r: (_said(r, o["s2"], o["c"]), _said(r, o["s"], o["b"]), NEUTRAL),
    lambda o, r: (_said(r, o["s"], o["a"]), _said(r, o["s"], _either(r, o["d"], o["e"])), NEUTRAL),
    lambda o, r: (_said(r, o["s"], o["b"]), _said(r, o["s"], _either(r, o["d"], o["e"])), NEUTRAL),
    lambda o, r: (_said(r, o["s"], o["a"], _PLAIN), _said(r, o["s"], o["b"], UNSURE), NEUTRAL),
    lambda o, r: (
        _said(r, o["s"], o["a"], _PLAIN),
        _said(r, o["s"], _either(r, o["a"], o["c"]), DENIED),
        CONTRADICT,
    ),
    lambda o, r: (_said(r, o["s"], o["a"], _PLAIN), _said(r, o["s"], o["b"], OTHER_TIME), NEUTRAL),
    lambda o, r: (
        _said(r, o["s2"], o["a"], OTHER_PLACE),
        _said(r, o["s"], o["b"], OTHER_PLACE),
        NEUTRAL,
    ),
)
