"""What changed on one question since it was last told: the leader, a band of likelihood, a witness taken back, a contradiction opened, an indicator."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sayso.brief import Dossier, likelihood_words, mainstays, percent, steady_words, still_in
from sayso.model import (
    Claim,
    Indicator,
    Look,
    Relation,
    RelationKind,
    UsageError,
    When,
)

MOST_CAUSES, MOST_MAINSTAYS = 5, 40
LEAST_LEAD = 0.02
_WORD = re.compile(r"[^\W_]+")


class ChangeKind(StrEnum):
    """What a change is."""

    LEADER = "leader"
    BAND = "band"
    RETRACTION = "retraction"
    CONTRADICTION = "contradiction"
    INDICATOR = "indicator"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `was` and `now` in words, and the claims (ids) because of which; a retraction names those that fell."""

    kind: ChangeKind
    what: str
    was: str
    now: str
    because: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The change in one line."""
        return f"{self.what}: {self.was} → {self.now}"


def look_of(dossier: Dossier, at: When, before: Look | None = None) -> Look:
    """Return what a dossier tells, to set a later one against it.

    `before` is what was told last: a leader and words that only waver since are told no differently.
    """
    judgement = dossier.judgement
    names = judgement.hypotheses
    held_up = (c for n in range(len(names)) for c in mainstays(judgement, n, MOST_MAINSTAYS))
    return Look(
        question=dossier.question.id,
        at=at,
        leader=_leader_now(before, dossier) if before else judgement.leader,
        answers=tuple(names),
        words=tuple(
            _words_now(before, dossier, n) if before else _words(dossier, n)
            for n in range(len(names))
        ),
        shares=tuple(float(judgement.current[name]) for name in names),
        documents=tuple(sorted(dossier.documents)),
        retracted=tuple(sorted(dossier.retracted)),
        fallen=tuple(sorted(dossier.fallen)),
        clashes=tuple(sorted(r.id for r in dossier.relations if _clash(r, dossier))),
        mainstays=tuple(sorted(set(held_up))),
    )


def changes(
    before: Look, after: Dossier, indicators: Sequence[Indicator] = ()
) -> tuple[Change, ...]:
    """Return what changed since a look, the leader first; nothing for a number that wavers about the edge of its band.

    Raises `UsageError` for two questions.
    """
    if before.question != after.question.id:
        raise UsageError("only two looks at one question can be set against each other")
    return (
        *_leader(before, after),
        *_bands(before, after),
        *_taken_back(before, after),
        *_opened(before, after),
        *_fired(before, after, indicators),
    )


def between(before: Dossier, after: Dossier) -> tuple[Change, ...]:
    """Return what changed between two looks at one question; raises `UsageError` for two questions."""
    return changes(look_of(before, before.judgement.as_of), after)


def _leader(before: Look, after: Dossier) -> Iterator[Change]:
    old, new = before.leader, _leader_now(before, after)
    if old != new:
        was = f"{after.answer(old)} ({_share_then(before, old)})"
        now = f"{after.answer(new)} ({_share(after, new)})"
        yield Change(
            ChangeKind.LEADER, "Another answer leads", was, now, _causes(before, after, new)
        )


def _leader_now(before: Look, after: Dossier) -> str:
    """Return the leader; one that only draws level has not taken the lead from the one that was told."""
    shares, leader = after.judgement.current, after.judgement.leader
    ahead = shares[leader] - shares.get(before.leader, 0.0)
    return before.leader if ahead < LEAST_LEAD and before.leader in shares else leader


def _bands(before: Look, after: Dossier) -> Iterator[Change]:
    then = dict(zip(before.answers, before.words, strict=True))
    for number, name in enumerate(after.judgement.hypotheses):
        was, now = then.get(name, ""), _words_now(before, after, number)
        if was != now:
            told = f"{was} ({_share_then(before, name)})", f"{now} ({_share(after, name)})"
            yield Change(ChangeKind.BAND, after.answer(name), *told, _causes(before, after, name))


def _words(dossier: Dossier, number: int) -> str:
    """Return the term that has stood since the number last left a band for good."""
    return steady_words([row[number] for row in dossier.judgement.probabilities])[-1]


def _words_now(before: Look, after: Dossier, number: int) -> str:
    """Return the term of a number; the one that was told stands while the number wavers about the edge of its band."""
    name = after.judgement.hypotheses[number]
    was = dict(zip(before.answers, before.words, strict=True)).get(name, "")
    probability = after.judgement.current[name]
    return was if still_in(was, probability) else likelihood_words(probability)


def _share(dossier: Dossier, name: str) -> str:
    return percent(dossier.judgement.current[name])


def _share_then(look: Look, name: str) -> str:
    return percent(dict(zip(look.answers, look.shares, strict=True)).get(name, 0.0))


def _taken_back(before: Look, after: Dossier) -> Iterator[Change]:
    held, fallen = set(before.documents), set(before.fallen)
    for key in sorted(after.retracted - set(before.retracted)):
        fell = tuple(
            c for c, one in after.claims.items() if one.document == key and c not in fallen
        )
        if fell and key in held:
            document = after.documents[key]
            what = f"{document.outlet or document.name} takes a report back"
            yield Change(
                ChangeKind.RETRACTION, what, "it counted", "it counts no more", fell[:MOST_CAUSES]
            )


def _opened(before: Look, after: Dossier) -> Iterator[Change]:
    """Yield contradictions between claims that both bear on the question, of which one is new."""
    bears = {b.claim for b in after.judgement.bearings if b.bears}
    held = set(before.clashes)
    for relation in after.relations:
        if relation.id in held or not _clash(relation, after):
            continue
        if {relation.left, relation.right} <= bears:
            left, right = (after.claims[c].speaker.name for c in (relation.left, relation.right))
            what = f"{left} and {right} contradict each other"
            now = f"{relation.deciding_slot.value} decides"
            yield Change(
                ChangeKind.CONTRADICTION,
                what,
                "no contradiction",
                now,
                (relation.left, relation.right),
            )


def _clash(relation: Relation, dossier: Dossier) -> bool:
    standing = dossier.stands(relation.left) and dossier.stands(relation.right)
    return relation.kind is RelationKind.CONTRADICTS and standing


def _fired(before: Look, after: Dossier, indicators: Sequence[Indicator]) -> Iterator[Change]:
    held = set(before.documents)
    new = {c: one for c, one in after.claims.items() if one.document not in held}
    for indicator in indicators:
        hits = tuple(c for c, one in new.items() if after.stands(c) and _holds(indicator, one))
        if hits:
            what = f"Indicator “{indicator.name}”"
            yield Change(ChangeKind.INDICATOR, what, "silent", "fires", hits[:MOST_CAUSES])


def _holds(indicator: Indicator, claim: Claim) -> bool:
    """Return whether a claim holds every word of an indicator (or a word that begins with it), by the speaker it names."""
    if indicator.speaker and indicator.speaker.casefold() not in claim.speaker.name.casefold():
        return False
    said = _WORD.findall(claim.words.casefold())
    wanted = (w for word in indicator.words for w in _WORD.findall(word.casefold()))
    return all(any(one.startswith(w) for one in said) for w in wanted)


def _causes(before: Look, after: Dossier, name: str) -> tuple[str, ...]:
    """Return the new claims that move an answer most; where none is new, those that held it up and no longer stand."""
    number, held = after.judgement.hypotheses.index(name), set(before.documents)
    told = [
        c
        for c in mainstays(after.judgement, number, len(after.claims))
        if after.claims[c].document not in held
    ]
    fell = [c for c in before.mainstays if not (c in after.claims and after.stands(c))]
    return tuple((told or fell)[:MOST_CAUSES])
