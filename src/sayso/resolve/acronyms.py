"""Short forms a text gives for a body: "the Public Health Bureau (PHB)", "the Staff Union, or SU"."""

import re

_GIVEN = re.compile(r"(?: \(|,? or (?:the )?)([A-Z][A-Z&]{1,7})\b")
_WORD = re.compile(r"[\w&][\w’'&.-]*")
_SMALL = frozenset(["and", "de", "des", "du", "for", "in", "of", "on", "the"])
REACH_CHARS = 120
IN_BRACKETS = re.compile(r"\s*\([^)]*\)")


def acronyms(text: str) -> dict[str, str]:
    """Return each short form of a text with the full name right before it, whose initials it is.

    >>> acronyms("It is up to the Museum and Gallery Staff Union, or MGSU, not the Bureau (TLA).")
    {'MGSU': 'Museum and Gallery Staff Union'}
    """
    found: dict[str, str] = {}
    for match in _GIVEN.finditer(text):
        before = text[max(0, match.start() - REACH_CHARS) : match.start()].rpartition("\n")[2]
        full = _with_initials(_WORD.findall(before), match[1])
        if full:
            found.setdefault(match[1], full)
    return found


def _with_initials(words: list[str], short: str) -> str:
    """Return the last words whose capitals spell the short form, small words between them left out."""
    letters = short.replace("&", "")
    for first in range(len(words) - 1, -1, -1):
        word = words[first]
        if not word[0].isupper() and word not in _SMALL:
            return ""
        capitals = "".join(w[0] for w in words[first:] if w[0].isupper())
        if word[0].isupper() and capitals == letters:
            return " ".join(words[first:])
        if len(capitals) > len(letters):
            return ""
    return ""
