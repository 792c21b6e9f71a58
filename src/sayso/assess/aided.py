"""What only a served extractor found weighs as the word of one source: the extractor. So no answer of a server moves a judgement more than one source can.

A model on a server may err or be led astray by the text it reads, at many places in the same way. Whoever it names, it is its word that anything is said
there at all. It is bounded last, with all else as it is without it, and it opens no sector that was not spoken of by then.
"""

from collections.abc import Sequence
from dataclasses import replace

from sayso.assess.evidence import in_sector
from sayso.model import Bearing, Grade, Source, SourceKind, short_id

NAME = "served extractor"
AIDED = Source(
    short_id("ent", [NAME]),
    NAME,
    SourceKind.COMMENTATOR,
    Grade.E,
    reason="claims that it alone found, whoever is said to speak, weigh together as one source; accept a claim to have it count by itself",
)
ALONE = "only a served extractor found it; all such claims together weigh as one source"
NO_SECTOR = "only a served extractor found it, and nobody else has spoken of this place by then"
NO_NUMBER = "only a served extractor found it, and its numbers are not pooled"


def as_one_source(found: Sequence[Bearing], own: Sequence[Bearing]) -> tuple[Bearing, ...]:
    """Return the bearings of what a served extractor alone found as those of one source; `own` are all others.

    >>> from sayso.model import Bearing
    >>> (one,) = as_one_source([Bearing("c", True, "so", source="ent-1", origin="o", state="left")], [])
    >>> one.source == one.origin == AIDED.entity, one.reason
    (True, 'so; only a served extractor found it; all such claims together weigh as one source')
    """
    opened: dict[str, int] = {}
    for b in own:
        if _weighs_by_sector(b):
            opened[b.sector] = min(opened.get(b.sector, b.published), b.published)
    return tuple(_one(b, opened) for b in found)


def _one(b: Bearing, opened: dict[str, int]) -> Bearing:
    if not b.bears:
        return b
    if _weighs_by_sector(b) and opened.get(b.sector, b.published + 1) > b.published:
        return replace(b, bears=False, reason=NO_SECTOR)
    return replace(b, source=AIDED.entity, origin=AIDED.entity, reason=f"{b.reason}; {ALONE}")


def _weighs_by_sector(b: Bearing) -> bool:
    weighed = b.bears and not b.state and b.strength * b.probability > 0.0
    return weighed and in_sector(b.observation, b.sector, b.state)
