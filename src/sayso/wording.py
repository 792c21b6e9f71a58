"""How records read in words, the same at every door: speakers, slots, times, places, numbers."""

import unicodedata
from collections.abc import Iterable

from sayso.model import Claim, Document, Place, Quantity, Speaker, TimeExpression

_MARKS = '“”"'
OBSERVED = {
    "sighting": "seen",
    "non-observation": "not seen",
    "asserted-presence": "said to be there",
    "asserted-absence": "said to be gone",
}
POLARITY = {"negative": "said not to be so", "unknown": "not asserted"}
BASIS = {
    "direct": "by own eyes",
    "reported": "from others",
    "inferred": "inferred",
    "assumed": "assumed",
}
SCOPES = {"part": "a part of the count", "cumulative": "added up over time", "rate": "a rate"}
BOUNDS = {
    "about": "about ",
    "at-least": "at least ",
    "more-than": "more than ",
    "at-most": "up to ",
    "less-than": "less than ",
}


def count_of(count: int, noun: str, plural: str = "s") -> str:
    """Return a count with its noun.

    >>> count_of(1, "claim"), count_of(0, "claim")
    ('1 claim', '0 claims')
    """
    return f"{count:,} {noun}{'' if count == 1 else plural}"


def clean(text: str) -> str:
    """Return text without control and direction characters, which could rewrite a terminal.

    >>> clean("a\\x1b[2Jb\\u202ec")
    'a�[2Jb�c'
    """
    return "".join(
        "�" if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c not in "\n\t" else c
        for c in text
    )


def quoted(claim: Claim) -> str:
    """Return a claim's words within one pair of quotation marks."""
    return f"“{' '.join(claim.words.split()).strip(_MARKS)}”"


def document_line(document: Document) -> str:
    """Return a document's name, outlet and date in one line."""
    when = document.published.text or "no date"
    return f"{document.name} · {document.outlet or 'no outlet'} · {when}"


def page_words(document: Document, offset: int) -> str:
    """Return on which page of a paged report a code point stands, '' where it has no pages."""
    page = document.page_at(offset)
    return f"page {page:,}" if page else ""


def speaker_words(speaker: Speaker) -> str:
    """Return a speaker with office, and the mouths the words came through."""
    office = ", ".join(part for part in (speaker.role, speaker.affiliation) if part)
    name = speaker.name if speaker.known else "nobody named"
    words = f"{name} ({office})" if office and office not in name else name
    through = [mouth if mouth != "unknown" else "nobody named" for mouth in speaker.chain[:-1]]
    return f"{words}, as told by {' ← '.join(reversed(through))}" if through else words


def slot_words(claim: Claim) -> str:
    """Return the filled slots of a claim in one line: observation, certainty, basis, event, when, where, how many, what a network filled."""
    parts = [
        OBSERVED.get(claim.observation.value, ""),
        "" if claim.observation.value in OBSERVED else POLARITY.get(claim.polarity.value, ""),
        claim.certainty.value,
        "in the future" if claim.tense.value == "future" else "",
        BASIS.get(claim.evidence_basis.value, ""),
        claim.event.lower(),
        time_words(claim.time),
        place_words(claim.places),
        "; ".join(quantity_words(quantity) for quantity in claim.quantities),
        f"by the network: {', '.join(map(_plain, claim.by_network))}" if claim.by_network else "",
    ]
    return " · ".join(part for part in parts if part)


def _plain(slot: str) -> str:
    return slot.replace("_", " ")


def time_words(time: TimeExpression | None) -> str:
    """Return a time as the text has it, with the days it can mean."""
    if time is None:
        return ""
    days = sorted({w.text[:10] for w in (time.earliest, time.latest) if w.known})
    return f"{time.span.quote} ({' to '.join(days)})" if days else time.span.quote


def place_words(places: Iterable[Place]) -> str:
    """Return places with their country, sectors by their speaker's name."""
    names = [p.sector or (f"{p.name} ({p.country})" if p.country else p.name) for p in places]
    return "; ".join(dict.fromkeys(names))


def quantity_words(quantity: Quantity) -> str:
    """Return a number with its bound and role, whose people are counted, and what it covers if not one event."""
    value = f"{quantity.best:,.0f}" if quantity.best == int(quantity.best) else f"{quantity.best:g}"
    if quantity.bound.value == "range":
        value = f"{quantity.low:,g} to {quantity.high:,g}"
    what = quantity.role.value if quantity.role.value != "other" else quantity.noun
    number = f"{BOUNDS.get(quantity.bound.value, '')}{value} {what or quantity.unit}".strip()
    rest = [quantity.side, SCOPES.get(quantity.scope.value, "")]
    return number + (f" ({', '.join(filter(None, rest))})" if any(rest) else "")
