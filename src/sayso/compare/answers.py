"""Which claims say, or deny, one of several answers in free words.

Read with an answer are claims that are near it in meaning and share half of the telling words of the shorter of the two: of others the pair
model knows nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sayso.compare.facets import facets
from sayso.compare.lexical import Bm25
from sayso.compare.pair_model import pair_model, shared
from sayso.compare.pair_network import PairNetwork, Verdict
from sayso.compare.sentence_vectors import SentenceEncoder
from sayso.compare.terms import terms
from sayso.model import Claim, Polarity, When

LEAST_NEAR = 0.35
SAYS, DENIES = 0.6, 0.7
LEAST_SHARED, NEARLY_ALL = 0.5, 0.75
BY_WORDS = 0.8


@dataclass(frozen=True, slots=True)
class Answering:
    """What a claim says of an answer (by its id): that it is so, or that it is not, and how probable that reading is."""

    answer: str
    denied: bool
    probability: float


def answering(
    claims: Sequence[Claim],
    answers: Mapping[str, Claim],
    *,
    network: PairNetwork,
    encoder: SentenceEncoder | None,
) -> dict[str, Answering]:
    """Return by claim id what is said of which answer; a claim that says or denies none is left out.

    `answers` are the answers in words, each as a claim of nobody. What is said goes before what is denied.
    """
    asserted = [claim for claim in claims if claim.polarity is not Polarity.UNKNOWN]
    names = list(answers)
    near = _near([c.words for c in asserted], [answers[n].words for n in names], encoder)
    pairs = [
        (int(i), int(j))
        for i, j in np.argwhere(near >= LEAST_NEAR)
        if shared(terms(asserted[i].words), terms(answers[names[j]].words)) >= LEAST_SHARED
    ]
    verdicts = network.verdicts([(asserted[i].words, answers[names[j]].words) for i, j in pairs])
    found: dict[str, Answering] = {}
    for (i, j), verdict in zip(pairs, verdicts, strict=True):
        told = _read(asserted[i], answers[names[j]], verdict)
        held = found.get(asserted[i].id)
        if told is None:
            continue
        if held is None or (held.denied, -held.probability) > (told.denied, -told.probability):
            found[asserted[i].id] = replace(told, answer=names[j])
    return found


def _read(claim: Claim, answer: Claim, verdict: Verdict) -> Answering | None:
    """Return what a claim says of an answer: by its words where it has nearly all of them, else by the pair model."""
    unknown, same = When.unknown(), _one_polarity(claim, answer)
    alike = shared(terms(claim.words), terms(answer.words)) >= NEARLY_ALL
    if alike and same is not None:
        return Answering("", denied=not same, probability=BY_WORDS)
    shares = pair_model().read(verdict, facets(claim, unknown), facets(answer, unknown))
    if shares.agree >= SAYS:
        return Answering("", denied=False, probability=shares.agree)
    against = shares.contradict
    return Answering("", denied=True, probability=against) if against >= DENIES else None


def _one_polarity(claim: Claim, answer: Claim) -> bool | None:
    """Return whether both are asserted or both denied; None where one is neither."""
    if Polarity.UNKNOWN in (claim.polarity, answer.polarity):
        return None
    return claim.polarity is answer.polarity


def _near(
    texts: Sequence[str], answers: Sequence[str], encoder: SentenceEncoder | None
) -> np.ndarray:
    """Return how near each text is to each answer, (texts, answers)."""
    if not texts:
        return np.zeros((0, len(answers)))
    if encoder is not None:
        return np.asarray(encoder.vectors(texts) @ encoder.vectors(answers).T)
    index = Bm25([terms(text) for text in texts])
    return np.array([index.scores(terms(answer)) for answer in answers]).T
