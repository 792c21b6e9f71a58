"""Who passed a saying on: "told the Harbour Post", "in a statement carried by Ambara Press"."""

import re

from sayso.model import Attribution, Document
from sayso.text import CAPITALS, load_lexicon

_WORDS = load_lexicon("sayso.resolve", "relays.toml")["relays"]
_BEFORE = frozenset(_WORDS["before"])
_OUTLET_WORDS = (
    frozenset(_WORDS["inside"])
    | frozenset(load_lexicon("sayso.resolve", "groups.toml")["kinds"]["outlet"])
    | _BEFORE
)
_NAME = (
    r"(?P<article>[Tt]he )?(?P<before>(?:[a-z-]+ ){0,3})"
    rf"(?P<name>[{CAPITALS}][\w’'&-]*(?: (?:of the |of |& )?[{CAPITALS}][\w’'&-]*)*)"
)
REACH_CHARS = 300


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    starts = sorted((re.escape(p.removesuffix("{outlet}")) for p in phrases), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(starts)}){_NAME}")


_ADDRESSED, _CARRIED = _pattern(_WORDS["addressed"]), _pattern(_WORDS["carried"])


def relays(document: Document, item: Attribution) -> tuple[str, ...]:
    """Return the outlets through which a saying came, outermost first; the document's own outlet is none.

    Only a name that is an outlet's by its words, or by the noun before it, counts: a person told is no relay.
    """
    spans = (*item.source, *item.cue)
    if not item.cue:
        return ()
    start, end = _sentence(document.text, min(s.start for s in spans), max(s.end for s in spans))
    sentence = document.text[start:end]
    found = list(_CARRIED.finditer(sentence))
    told = _ADDRESSED.match(document.text, item.cue[0].start)
    if told is not None:
        found.append(told)
    names = dict.fromkeys(m["name"] for m in found if _is_outlet(m))
    own = document.outlet.casefold()
    return tuple(name for name in names if name.casefold() != own)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    low = max(0, start - REACH_CHARS)
    first = (
        max(text.rfind(stop, low, start) + len(stop) for stop in (". ", "\n", ".” "))
        if start
        else 0
    )
    stops = [
        at for stop in (". ", ".\n", "\n") if (at := text.find(stop, end, end + REACH_CHARS)) >= 0
    ]
    return max(first, low), min(stops, default=min(len(text), end + REACH_CHARS))


def _is_outlet(match: re.Match[str]) -> bool:
    before = match["before"].split()
    if before:
        return before[-1] in _BEFORE
    return any(word.lower() in _OUTLET_WORDS for word in match["name"].split())
