"""What a person found of claims on reading their passages: right, wrong, or to be read otherwise.

A decision is keyed by the report and the characters the claim stands at, so that it holds after reports are read anew; the last
one on a claim, or on one slot of it, counts. What was found of a claim that is read no more is kept, and told as lost.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sayso.model import (
    Certainty,
    Claim,
    Decision,
    DecisionKind,
    EvidenceBasis,
    InvalidRecord,
    Observation,
    Polarity,
    Tense,
)

CORRECTABLE: Mapping[str, type[StrEnum]] = {
    "polarity": Polarity,
    "certainty": Certainty,
    "tense": Tense,
    "evidence_basis": EvidenceBasis,
    "observation": Observation,
}
"""The slots that a person may fill, each with the values it can have; a speaker is corrected by a split."""

_VERDICTS = (DecisionKind.ACCEPT, DecisionKind.REJECT)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Claims as a person's review leaves them: `accepted` and `rejected` by claim id, `corrected` slots filled.

    `lost` are decisions that concern no claim that is read now.
    """

    claims: tuple[Claim, ...]
    accepted: Mapping[str, Decision]
    rejected: Mapping[str, Decision]
    corrected: Mapping[str, tuple[Decision, ...]]
    lost: tuple[Decision, ...] = ()


def reviewed(claims: Sequence[Claim], decisions: Iterable[Decision]) -> Reviewed:
    """Return the claims as reviewed; `decisions` come in the order they were made, undone ones left out."""
    wanted = (*_VERDICTS, DecisionKind.CORRECT)
    by_document: defaultdict[str, list[Decision]] = defaultdict(list)
    for one in decisions:
        if one.kind in wanted:
            by_document[one.document].append(one)
    found: list[Claim] = []
    accepted: dict[str, Decision] = {}
    rejected: dict[str, Decision] = {}
    corrected: dict[str, tuple[Decision, ...]] = {}
    used: set[str] = set()
    for claim in claims:
        own = [d for d in by_document.get(claim.document, ()) if d.concerns(claim)]
        used.update(d.id for d in own)
        verdict = next((d for d in reversed(own) if d.kind in _VERDICTS), None)
        if verdict is not None:
            kept = accepted if verdict.kind is DecisionKind.ACCEPT else rejected
            kept[claim.id] = verdict
        slots = {d.field_name: d for d in own if d.kind is DecisionKind.CORRECT}
        if slots:
            corrected[claim.id] = tuple(slots.values())
        found.append(_filled(claim, slots) if slots else claim)
    lost = [d for held in by_document.values() for d in held if d.id not in used]
    return Reviewed(tuple(found), accepted, rejected, corrected, tuple(lost))


def value_of(slot: str, value: str) -> StrEnum:
    """Return the value a slot is to have; raises `InvalidRecord` for a slot or value there is none of."""
    if slot not in CORRECTABLE:
        raise InvalidRecord(
            f"{slot!r} cannot be corrected; choose one of {', '.join(CORRECTABLE)}, or split for a speaker"
        )
    try:
        return CORRECTABLE[slot](value)
    except ValueError as error:
        choice = ", ".join(one.value for one in CORRECTABLE[slot])
        raise InvalidRecord(f"{value!r} is no {slot}; choose one of {choice}") from error


def _filled(claim: Claim, slots: Mapping[str, Decision]) -> Claim:
    values = {name: value_of(name, one.value) for name, one in slots.items()}
    left = tuple(name for name in claim.by_network if name not in values)
    return replace(claim, by_network=left, **values)  # type: ignore[arg-type]
