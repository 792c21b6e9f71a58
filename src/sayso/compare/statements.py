"""Statements: claims that say the same thing, whoever says it.

Looked at are pairs near each other by words (BM25) and by meaning, and those that share actor, event or place; the pair model says
how probable it is that they agree. Groups grow from the surest pair down and never take in a claim that any of theirs disagrees with.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from sayso.compare.facets import Facets, facets
from sayso.compare.lexical import Bm25
from sayso.compare.pair_model import pair_model
from sayso.compare.pair_network import PairNetwork, Verdict
from sayso.compare.places import place_keys
from sayso.compare.sentence_vectors import SentenceEncoder
from sayso.compare.terms import terms
from sayso.compare.windows import apart
from sayso.model import Claim, When

NEIGHBOURS = 8
BLOCK_SHARE = 0.15
LEAST_NEAR = 0.5
AGREED, DOUBTED = 0.7, 0.25
UNREAD, JOINED = 0.2, 0.5
FEWEST_TERMS = 5


@dataclass(frozen=True, slots=True)
class Tie:
    """Two claims (by id) of one statement, and how probable it is that they say the same."""

    left: str
    right: str
    probability: float


@dataclass(frozen=True, slots=True)
class Statement:
    """Claims (by id) that say the same thing, and the pairs of them that were read."""

    claims: tuple[str, ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims (by their place in the list) and the shares of contradict, agree and neutral."""

    left: int
    right: int
    verdict: Verdict


def near_pairs(
    texts: Sequence[str], blocks: Sequence[frozenset[str]], encoder: SentenceEncoder | None
) -> list[tuple[int, int]]:
    """Return the pairs worth reading: of each text the nearest eight by word rank, meaning and shared blocks.

    `blocks` says of each text what it is about (event and actor, event and place); pairs that share one are nearer.

    >>> near_pairs(["the bridge fell", "the bridge fell at noon", "wheat is cheap"], [frozenset()] * 3, None)
    [(0, 1)]
    """
    words = [terms(text) for text in texts]
    index = Bm25(words)
    vectors = encoder.vectors(texts) if encoder is not None and len(texts) > 1 else None
    members: dict[str, list[int]] = defaultdict(list)
    for n, held in enumerate(blocks):
        for block in held:
            members[block].append(n)
    found = set()
    for n, mine in enumerate(words):
        near = index.scores(mine)
        if vectors is not None:
            near = (near + vectors @ vectors[n]) / 2
        about = sorted({other for block in blocks[n] for other in members[block]})
        near[about] += BLOCK_SHARE
        near[n] = -1.0
        best = np.argsort(-near, kind="stable")[:NEIGHBOURS]
        found |= {(min(n, int(m)), max(n, int(m))) for m in best if near[m] >= LEAST_NEAR}
    return sorted(found)


def read_pairs(
    known: Sequence[Facets], pairs: Sequence[tuple[int, int]], network: PairNetwork
) -> list[Pair]:
    """Return the pairs that may speak of the same days, with what the model makes of them; a saying inside another is no second one."""
    open_pairs = [
        (i, j)
        for i, j in pairs
        if not apart(known[i].window, known[j].window)
        and not _within(known[i].claim, known[j].claim)
        and min(len(terms(known[n].claim.words)) for n in (i, j)) >= FEWEST_TERMS
    ]
    sides = [(known[i].claim.words, known[j].claim.words) for i, j in open_pairs]
    model = pair_model()
    verdicts = network.verdicts(sides)
    return [
        Pair(i, j, model.read(verdict, known[i], known[j]))
        for (i, j), verdict in zip(open_pairs, verdicts, strict=True)
    ]


def _within(one: Claim, other: Claim) -> bool:
    """Return True where the two stand in one another's words."""
    if one.document != other.document:
        return False
    return any(a.start < b.end and b.start < a.end for a in one.content for b in other.content)


def grouped(count: int, pairs: Sequence[Pair]) -> list[list[int]]:
    """Return `count` claims in groups that say the same thing, each in order, the groups in order of their first.

    The surest pairs come first; two groups join where their pairs agree on the average, a pair that was not near enough to be read
    counting little, and none of them is doubted.
    """
    group = {n: [n] for n in range(count)}
    agrees: dict[tuple[int, int], float] = {}
    for pair in pairs:
        agrees[pair.left, pair.right] = agrees[pair.right, pair.left] = pair.verdict.agree
    order = sorted(pairs, key=lambda p: (-p.verdict.agree, p.left, p.right))
    for pair in order:
        mine, theirs = group[pair.left], group[pair.right]
        if pair.verdict.agree < AGREED or mine is theirs:
            continue
        between = [agrees.get(both) for both in product(mine, theirs)]
        if any(one is not None and one < DOUBTED for one in between):
            continue
        if sum(UNREAD if one is None else one for one in between) < JOINED * len(between):
            continue
        mine.extend(theirs)
        for n in theirs:
            group[n] = mine
    distinct = {id(one): sorted(one) for one in group.values()}
    return sorted(distinct.values())


def statements(
    claims: Sequence[Claim],
    *,
    published: Mapping[str, When],
    network: PairNetwork,
    encoder: SentenceEncoder | None,
) -> tuple[Statement, ...]:
    """Return the claims in groups that say the same thing, in their order; a claim like no other, or of few words, stands alone.

    `published` gives each document's date by id: claims of different days are never one statement.
    """
    known = [facets(claim, published.get(claim.document, When.unknown())) for claim in claims]
    near = near_pairs([claim.words for claim in claims], [_blocks(one) for one in known], encoder)
    pairs = read_pairs(known, near, network)
    ties: dict[int, list[Tie]] = defaultdict(list)
    groups = grouped(len(claims), pairs)
    whose = {n: number for number, group in enumerate(groups) for n in group}
    for pair in pairs:
        if whose[pair.left] == whose[pair.right]:
            tie = Tie(claims[pair.left].id, claims[pair.right].id, pair.verdict.agree)
            ties[whose[pair.left]].append(tie)
    return tuple(
        Statement(tuple(claims[n].id for n in group), tuple(ties[number]))
        for number, group in enumerate(groups)
    )


def _blocks(one: Facets) -> frozenset[str]:
    topic = one.claim.event or one.claim.predicate.casefold()
    return frozenset(f"{topic} {anchor}" for anchor in one.actor_stems | place_keys(one.claim))
