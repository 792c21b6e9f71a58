"""Time stamps that open the entries of a live blog: "14.20 The bridge is closed.", "10.35 p.m. - Sirens again."."""

import re
from dataclasses import dataclass

from sayso.text.capitals import CAPITALS

_STAMP = re.compile(
    rf"^[ \t*\[(]*(?P<stamp>(?P<hour>[01]?\d|2[0-3])[.:](?P<minute>[0-5]\d)(?:[.:][0-5]\d)?(?![\d.:]|,\d)"
    rf"(?:[ ]?(?P<half>[apAP])\.?[mM]\b\.?)?(?: ?(?:[A-Z]{{2,4}}|h|hrs|hours)(?![\w’']))?)[\])*]*(?:[ \t]*[-–—:|,])?"
    rf"(?:[ \t]+|[ \t]*\n\s*)(?=[{CAPITALS}“\"‘'\d])",
    re.MULTILINE,
)
LEAST_ENTRIES = 2
NOON = 12


@dataclass(frozen=True, slots=True)
class Stamp:
    """The time that opens an entry: its code points, where the entry's words begin and end, hour and minute."""

    start: int
    end: int
    opens: int
    closes: int
    hour: int
    minute: int


def stamps(text: str) -> tuple[Stamp, ...]:
    """Return the stamps of a text of entries, in order; none for a text with fewer than two.

    >>> [(s.hour, s.minute) for s in stamps("9.15 p.m. All is quiet.\\n\\n08:00 CET - Shots were heard.")]
    [(21, 15), (8, 0)]
    >>> stamps("14.20 The bridge is closed.")
    ()
    """
    found = list(_STAMP.finditer(text))
    if len(found) < LEAST_ENTRIES:
        return ()
    ends = [match.start() for match in found[1:]] + [len(text)]
    return tuple(
        Stamp(*m.span("stamp"), m.end(), end, _hour(m), int(m["minute"]))
        for m, end in zip(found, ends, strict=True)
    )


def _hour(match: re.Match[str]) -> int:
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    if not half or hour > NOON:
        return hour
    return hour % NOON + (NOON if half == "p" else 0)


def unstamped(text: str) -> str:
    """Return the text with blanks for its stamps: every other character stays where it is.

    >>> unstamped("9.15 Quiet.\\n8.00 Shots.")
    '     Quiet.\\n     Shots.'
    """
    pieces, at = [], 0
    for stamp in stamps(text):
        pieces += [text[at : stamp.start], _blank(text[stamp.start : stamp.opens])]
        at = stamp.opens
    return "".join([*pieces, text[at:]])


def _blank(words: str) -> str:
    return re.sub(r"[^\n]", " ", words)
