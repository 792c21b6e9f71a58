"""A claim as pages show it: who, what, about when, where, how sure, by what right, and by how much it moves the judgement."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sayso.brief.visible import visible
from sayso.model import Claim, Document, Place, Span
from sayso.web.bears import Bears
from sayso.web.page import Asked
from sayso.wording import BASIS, OBSERVED, POLARITY, quantity_words, quoted, time_words

NOBODY = "nobody named"
_SURE = {"unknown": ""}


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim in words. `moves` says by how many points it moves which answer now, '' where it moves none by a half."""

    id: str
    who: str
    office: str
    through: tuple[str, ...]
    words: str
    outlet: str
    published: str
    document: str
    title: str
    about: str
    where: str
    sure: str
    hand: str
    seen: str
    numbers: str
    event: str
    by_network: tuple[str, ...]
    origin: str
    origin_name: str
    echoes: int
    moves: str
    stands: bool
    checked: str

    def plain(self) -> dict[str, Any]:
        """Return it as a row of a table."""
        return {name: getattr(self, name) for name in self.__slots__}


def shown(asked: Asked, claim: Claim, bears: Bears) -> Shown:
    """Return a claim in words."""
    snapshot, speaker = asked.snapshot, claim.speaker
    view, document = snapshot.view, snapshot.view.documents[claim.document]
    origin = snapshot.origin_of.get(claim.id)
    office = ", ".join(p for p in (speaker.role, speaker.affiliation) if p)
    moved = bears.points.get(claim.id, 0.0)
    place = snapshot.rows.place_of[claim.id]
    return Shown(
        id=claim.id,
        who=visible(speaker.name) if speaker.known else NOBODY,
        office=visible(office) if office not in speaker.name else "",
        through=tuple(visible(n) if n != "unknown" else NOBODY for n in speaker.chain[:-1]),
        words=visible(quoted(claim)[1:-1]),
        outlet=visible(document.outlet) or "no outlet",
        published=document.published.text[:10] or "no date",
        document=document.id,
        title=visible(document.name),
        about=visible(time_words(claim.time)),
        where=visible("; ".join(dict.fromkeys(place_line(p) for p in claim.places))),
        sure=_SURE.get(claim.certainty.value, claim.certainty.value),
        hand=BASIS.get(claim.evidence_basis.value, ""),
        seen=OBSERVED.get(claim.observation.value, "") or POLARITY.get(claim.polarity.value, ""),
        numbers=visible("; ".join(quantity_words(q) for q in claim.quantities)),
        event=claim.event.lower(),
        by_network=tuple(slot.replace("_", " ") for slot in claim.by_network),
        origin=origin.id if origin else "",
        origin_name=visible(origin.name) if origin else "",
        echoes=len(origin.claims) if origin else 1,
        moves=f"{moved:+.0f} points {bears.moved[claim.id]}" if abs(moved) >= 0.5 else "",
        stands=view.stands(claim),
        checked=snapshot.rows.checked.values[snapshot.rows.checked.codes[place]],
    )


def place_line(place: Place) -> str:
    """Return a place with its country and how far it reaches: never finer than the report names it."""
    if place.sector:
        return place.sector
    country = f" ({place.country})" if place.country else ""
    return f"{place.name}{country}" + (
        f" ±{place.radius_km:.0f} km" if place.radius_km >= 1 else ""
    )


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a report: its text, what it is of the claim in view, and the other claim it belongs to, if any."""

    text: str
    marks: str = ""
    other: str = ""


def segments(
    document: Document, claim: Claim | None, others: Sequence[Claim] = ()
) -> list[Segment]:
    """Return the whole text of a report in stretches, those of the claim in view marked, those of others led to them."""
    marked = _marks(claim) if claim else []
    led = [
        (s.start, s.end, c.id)
        for c in others
        if claim is None or c.id != claim.id
        for s in c.content
    ]
    ends = {0, len(document.text)}
    for start, end, _ in (*marked, *led):
        ends |= {start, end}
    order = sorted(ends)
    found = []
    for start, end in pairwise(order):
        marks = [name for a, b, name in marked if a <= start and end <= b]
        other = "" if marks else next((name for a, b, name in led if a <= start and end <= b), "")
        text = visible(document.text[start:end])
        found.append(Segment(text, " ".join(dict.fromkeys(marks)), other))
    return found


def _marks(claim: Claim) -> list[tuple[int, int, str]]:
    attribution = claim.attribution
    spans: list[tuple[Span, str]] = [(s, "content") for s in claim.content]
    spans += [(s, "cue") for s in attribution.cue] + [(s, "source") for s in attribution.source]
    spans += [(p.span, "place") for p in claim.places]
    spans += [(claim.time.span, "time")] if claim.time else []
    spans += [(q.span, "quantity") for q in claim.quantities]
    return [(s.start, s.end, name) for s, name in spans if s.document == claim.document]
