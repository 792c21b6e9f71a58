"""The phrases of `cues.toml` as regular expressions: where in them the cited names stand, and what they must be."""

import re
from dataclasses import dataclass
from functools import cache

from sayso.text import load_lexicon
from sayso.trace import outlets

BLANKS, BLANKS_OR_NONE = (
    r"\s{1,4}",
    r"\s{0,4}",
)  # bounded, or a line of blanks costs the square of its length
_NAMES = re.compile(r"\{(name|names|before)\}")
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽƏȘȚЀ-Я"
_SMALL_NAMES = r"n-tv|dpa(?:-[A-Z]\w+)?|taz|heise|e[A-Z]\w+|i[A-Z]\w+|de [A-Z]\w+krant"
_WORD = rf"(?:[{_UPPER}](?:[\w&!-]|['’.](?=\w)){{0,40}}|\+?\d{{1,9}}(?:[A-Za-z]{{2,8}})?|{_SMALL_NAMES}|(?:al|el|ul|ad|as|an)-[A-Z]\w+)"
_PARTICLE = (
    r"(?:of|de|del|della|dello|delle|dei|di|da|do|dos|du|des|la|le|les|el|los|et|y|e|i|und|&|der|die|das|"
    r"den|van|von|het|en|på|og|och|ja|ya|bez|na|w|z|al|for|för|edition of)"
)
_NAME = rf"(?:[Tt]he )?{_WORD}(?: (?:{_PARTICLE} ){{0,2}}{_WORD}){{0,6}}"
_HOST = r"(?:https?://)?(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[a-z]{2,63}\b"
_MORE = rf"(?:(?:,? and (?:to |by |in |on )?(?:the )?|, |/){_NAME}){{0,4}}"
_KINDS = "|".join(sorted(outlets.kinds(), key=lambda kind: (-len(kind), kind)))
_DESCRIBED = rf"(?:(?:the|an?|its|their|our|his|her) )?(?:[\w’'-]+ ){{0,4}}?(?:{_KINDS})(?:,? (?:called |named )?)"
_PARTS = {
    "lead": rf"(?P<lead>{_DESCRIBED})?(?:the )?",
    "outlet": rf"\b(?P<lead>(?:{_KINDS}))\b",
    "aside": r"(?:, (?P<aside>(?:an?|the|its|our|his|her|itself)\b[^,.;:\n]{1,60}),)?",
    "word": "(?-i:[a-z-]+)",
    "gave": "(?:gave|made|put|had|counted|named|followed|called|claimed|warned|added|insisted|wrote|showed|listed)",
    "told": f"(?:{'|'.join(load_lexicon('sayso.trace', 'cues.toml')['verbs']['told'])})",
}
_APPOSED = re.compile(
    rf"(?:, (?:an?|the|its|our|his|her|[\w’'-]+['’]s?) (?:[\w’'-]+ ){{0,6}}?| )(?:{_KINDS})\b(?!['’])"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A compiled phrase: `reach` says whether it speaks for the whole document or for its passage.

    `kind` is what its name must be: any; outlet (known, or shaped or called like one).
    """

    pattern: re.Pattern[str]
    reach: str
    kind: str
    byline: bool
    before: bool
    probability: float


@cache
def cues() -> tuple[Cue, ...]:
    """Return the phrases of the lexicon in order: the earlier one takes a name that two could take."""
    return tuple(
        Cue(
            _compiled(pattern),
            row["reach"],
            row["kind"],
            row.get("byline", False),
            "{before}" in pattern,
            row["probability"],
        )
        for row in load_lexicon("sayso.trace", "cues.toml")["phrases"]
        for pattern in row["patterns"]
    )


def called_an_outlet(match: re.Match[str]) -> bool:
    """Return True when the text calls the name of a phrase a newspaper, channel, agency or the like, next to it."""
    groups = match.groupdict()
    beside = [groups.get("lead") or "", groups.get("aside") or ""]
    apposed = _APPOSED.match(match.string, match.end("name"), match.end("name") + 90)
    beside.append(apposed[0] if apposed else "")
    return any(_names_a_kind(words) for words in beside)


def _names_a_kind(words: str) -> bool:
    return bool(re.search(rf"\b(?:{_KINDS})\b", words)) and not outlets.speaks_for_itself(words)


def _compiled(pattern: str) -> re.Pattern[str]:
    for part, text in _PARTS.items():
        pattern = pattern.replace("{" + part + "}", text if part == "word" else f"(?-i:{text})")
    pattern = pattern.replace(r"\s+", BLANKS).replace(r"\s*", BLANKS_OR_NONE)
    before, place, after = _NAMES.split(pattern)
    name = {
        "name": rf"(?P<name>{_HOST}|{_NAME})",
        "names": rf"(?P<name>(?:{_HOST}|{_NAME}){_MORE})",
        "before": rf"\b(?P<name>(?>{_NAME}{_MORE}))",
    }[place]
    return re.compile(f"(?i:{before}){name}(?i:{after})")
