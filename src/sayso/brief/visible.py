"""Makes characters visible that would otherwise hide, reorder or break what a reader sees."""

import unicodedata

REORDERING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
UNSEEN = frozenset({"Cc", "Cs"})
KEPT = frozenset("\n\t")


def visible(text: str) -> str:
    r"""Return text with control, surrogate and text-reordering characters written as [U+XXXX].

    A right-to-left override can make a report read the other way round than it is stored; whoever
    checks a claim must see that it is there. Letters of right-to-left scripts are left alone.

    >>> visible("safe \u202egnp.exe")
    'safe [U+202E]gnp.exe'
    """
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in KEPT or character.isprintable():
        return character
    hidden = unicodedata.category(character) in UNSEEN
    if hidden or unicodedata.bidirectional(character) in REORDERING:
        return f"[U+{ord(character):04X}]"
    return character
