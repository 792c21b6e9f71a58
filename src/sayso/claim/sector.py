"""A speaker's own section of a front: a named sector, never coordinates."""

import re

from sayso.model import Document, Place, PlaceRelation, Span, Speaker

_OWN = re.compile(
    r"\b(?:our|my|their|his|her|its|the brigade['’]s|the unit['’]s|the battalion['’]s)\s+"
    r"(?:own\s+|front\s+|front-line\s+)?(?:part|section|sector|stretch|area|zone|positions?|lines?)\b"
    r"(?:\s+of\s+(?:the\s+)?(?:front(?: ?line)?|line))?",
    re.IGNORECASE,
)


def sectors(document: Document, spans: tuple[Span, ...], speaker: Speaker) -> tuple[Place, ...]:
    """Return the sectors a claim names as the speaker's own ("our part of the front").

    The sector bears the name of the unit the speaker speaks for; a speaker without one gives none.
    """
    owner = speaker.affiliation or (speaker.name if speaker.known else "")
    if not owner:
        return ()
    found = [
        document.span(span.start + match.start(), span.start + match.end())
        for span in spans
        for match in _OWN.finditer(span.quote)
    ]
    return tuple(
        Place(s, s.quote, relation=PlaceRelation.IN, sector=f"{owner}: own section") for s in found
    )
