"""Claims that are sought: by words, speaker, outlet, place and day of publication."""

from dataclasses import dataclass

from sayso.mcp.shelf import Look, day
from sayso.model import Claim, Document, When

MOST_HITS = 1000


@dataclass(frozen=True, slots=True)
class Sought:
    """What is wanted of claims, all of it together; an empty value asks for nothing."""

    words: str = ""
    speaker: str = ""
    outlet: str = ""
    place: str = ""
    published_from: str = ""
    published_to: str = ""


def found(look: Look, sought: Sought) -> list[str]:
    """Return the ids of the claims that fit: with words the best match first, else the last published first.

    Raises `UsageError` for a day that is none.
    """
    view = look.view
    first, last = day(sought.published_from), day(sought.published_to)
    fitting = [
        claim
        for claim in view.claims.values()
        if _fits(claim, view.documents[claim.document], sought)
        and _within(view.documents[claim.document].published, first, last)
    ]
    if not sought.words:
        return [c.id for c in sorted(fitting, key=lambda c: _age(look, c), reverse=True)]
    kept = {claim.id for claim in fitting}
    hits = look.desk.ledger.search(sought.words, limit=MOST_HITS)
    return [hit.id for hit in hits if hit.kind == "claim" and hit.id in kept]


def _age(look: Look, claim: Claim) -> tuple[str, str, int, str]:
    published = look.view.documents[claim.document].published.text
    return published, claim.document, -claim.place[0], claim.id


def _fits(claim: Claim, document: Document, sought: Sought) -> bool:
    speaker = claim.speaker
    who = f"{speaker.name} {speaker.role} {speaker.affiliation}"
    where = " ".join(f"{p.name} {p.sector} {p.country}" for p in claim.places)
    pairs = ((sought.speaker, who), (sought.place, where), (sought.outlet, document.outlet))
    return all(part.casefold() in held.casefold() for part, held in pairs)


def _within(published: When, first: When | None, last: When | None) -> bool:
    if first is None and last is None:
        return True
    if not published.known:
        return False
    after = first is None or published.latest >= first.earliest
    return after and (last is None or published.earliest <= last.latest)
