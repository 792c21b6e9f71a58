"""What changed between two looks at one question: the leader, a band of likelihood, a witness taken back, a contradiction opened."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sayso.brief import Dossier, mainstays, percent, steady_words
from sayso.model import Relation, RelationKind, UsageError

MOST_CAUSES = 5


class ChangeKind(StrEnum):
    """What a change is."""

    LEADER = "leader"
    BAND = "band"
    RETRACTION = "retraction"
    CONTRADICTION = "contradiction"


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


def changes(before: Dossier, after: Dossier) -> tuple[Change, ...]:
    """Return what changed from one look to a later one, the leader first; nothing for a number that wavers about the edge of its band.

    Raises `UsageError` for two questions.
    """
    if before.question.id != after.question.id:
        raise UsageError("only two looks at one question can be set against each other")
    return (
        *_leader(before, after),
        *_bands(before, after),
        *_taken_back(before, after),
        *_opened(before, after),
    )


def _leader(before: Dossier, after: Dossier) -> Iterator[Change]:
    old, new = before.judgement.leader, after.judgement.leader
    if old != new:
        was, now = (
            f"{d.answer(d.judgement.leader)} ({_share(d, d.judgement.leader)})"
            for d in (before, after)
        )
        yield Change(
            ChangeKind.LEADER, "Another answer leads", was, now, _causes(before, after, new)
        )


def _bands(before: Dossier, after: Dossier) -> Iterator[Change]:
    for number, name in enumerate(after.judgement.hypotheses):
        was, now = (_words(dossier, number) for dossier in (before, after))
        if was != now:
            told = [f"{words} ({_share(d, name)})" for words, d in ((was, before), (now, after))]
            yield Change(
                ChangeKind.BAND, after.answer(name), told[0], told[1], _causes(before, after, name)
            )


def _words(dossier: Dossier, number: int) -> str:
    """Return the term that has stood since the number last left a band for good."""
    return steady_words([row[number] for row in dossier.judgement.probabilities])[-1]


def _share(dossier: Dossier, name: str) -> str:
    return percent(dossier.judgement.current[name])


def _taken_back(before: Dossier, after: Dossier) -> Iterator[Change]:
    for key in sorted(after.retracted - before.retracted):
        fell = tuple(
            c for c in before.claims if before.claims[c].document == key and before.stands(c)
        )
        if fell:
            document = after.documents[key]
            what = f"{document.outlet or document.name} takes a report back"
            yield Change(
                ChangeKind.RETRACTION, what, "it counted", "it counts no more", fell[:MOST_CAUSES]
            )


def _opened(before: Dossier, after: Dossier) -> Iterator[Change]:
    """Yield contradictions between claims that both bear on the question, of which one is new."""
    bears = {b.claim for b in after.judgement.bearings if b.bears}
    held = {r.id for r in before.relations if _clash(r, before)}
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


def _causes(before: Dossier, after: Dossier, name: str) -> tuple[str, ...]:
    """Return the new claims that move an answer most; where none is new, those that no longer stand."""
    number = after.judgement.hypotheses.index(name)
    told = [
        c for c in mainstays(after.judgement, number, len(after.claims)) if c not in before.claims
    ]
    fell = [
        c for c in before.claims if before.stands(c) and not (c in after.claims and after.stands(c))
    ]
    return tuple((told or fell)[:MOST_CAUSES])
