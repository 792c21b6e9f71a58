"""Words that a text holds but does not assert: what it takes back, puts right, debunks or leaves open."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from sayso.model import Attribution, Span
from sayso.text.lexicon import load_lexicon

_WORDS = load_lexicon("sayso.text", "notices.toml")["words"]
_END = re.compile(r"(?<![A-Z])[.!?…][\"”’'»)]*\s+(?=[\"“‘«(]*[A-ZÀ-ÞĀ-Ž\d])")
_POINTING = frozenset({"a", "an", "any", "such", "that", "the", "these", "this", "those"})


class Notice(StrEnum):
    """How a text says that it does not assert what it holds."""

    RETRACTED = "retracted"
    CORRECTED = "corrected"
    DEBUNKED = "debunked"
    OPEN = "open"


class _Around(NamedTuple):
    """A passage with its sentence and the next, in lower case: before it (without a closing "that"), its words, and what follows."""

    before: str
    within: str
    after: str
    following: str


def noticed(
    text: str, attribution: Attribution, words: Sequence[Span], *, known: bool
) -> Notice | None:
    """Return how a text says that it does not assert words of an attribution, None where it says no such thing; `known` tells that its speaker is."""
    start, end = min(s.start for s in words), max(s.end for s in words)
    told = {word.casefold() for span in attribution.source for word in span.quote.split()}
    named = known and bool(told - _POINTING)
    return notice(text, start, end, named=named, nested=bool(attribution.nested_in))


def called_untrue(words: str) -> bool:
    """Return whether words say of a claim that it is untrue, and of nothing else.

    >>> called_untrue("the rumours that the bridge was down were false")
    True
    """
    told = " ".join(words.split()).casefold()
    return _UNTRUE_CLAIM.match(told) is not None


def notice(
    text: str, start: int, end: int, *, named: bool = False, nested: bool = False
) -> Notice | None:
    """Return how a text says that it does not assert what stands at [start, end), None where it says no such thing.

    `named` tells that somebody is named whose word it is, `nested` that another one tells it: what a named man claims, and others call
    false or cannot verify, is still his word.

    >>> text = "The post falsely claimed that the bridge was down."
    >>> notice(text, 25, 49, named=True)
    <Notice.DEBUNKED: 'debunked'>
    >>> notice("He said that the bridge was down.", 8, 32, named=True) is None
    True
    """
    around = _around(text, start, end)
    if _taken_back(around):
        return Notice.RETRACTED
    if _put_right(around):
        return Notice.CORRECTED
    if _debunked(around, named=named, nested=nested):
        return Notice.DEBUNKED
    return Notice.OPEN if _left_open(around, named=named) else None


def _around(text: str, start: int, end: int) -> _Around:
    low, high = _sentence(text, start, end)
    parts = (text[low:start], text[start:end], text[end:high], text[high : _closed(text, high)])
    before, within, after, following = (" ".join(part.split()).casefold() for part in parts)
    return _Around(
        before.removesuffix("that").rstrip(), within.removeprefix("that "), after, following
    )


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence or sentences around code points begin and end; a line ends a sentence."""
    first = text.rfind("\n", 0, start) + 1
    begun = [m.end() for m in _END.finditer(text, first, start)]
    return (begun[-1] if begun else first), _closed(text, end)


def _closed(text: str, at: int) -> int:
    """Return where the sentence that goes on at a code point ends: at its mark, or with its line."""
    last = text.find("\n", at)
    last = len(text) if last < 0 else last
    mark = _END.search(text, max(at - 1, 0), last)
    return max(mark.end(), at) if mark else last


def _any(key: str) -> str:
    return "(?:" + "|".join(sorted(_WORDS[key], key=len, reverse=True)) + ")"


_REPORTS, _CLAIMS, _PICTURES = (_any(key) + "s?" for key in ("reports", "claims", "pictures"))
_WRONG, _STATING = _any("wrong"), _any("stating") + r"[a-z]*"
_WRONGLY = _any("wrongly")
_IS = r"(?:(?:is|are|was|were|has been|have been|had been|proved|has proved|turned out|has turned out)(?: to be)?(?: \w+ly)?)"
_OWN = r"(?:this|our|the (?=article|story)|that)"
_TAKES = r"(?:retract\w*|withdr[ae]w\w*|(?:takes?|took|taken|taking) back|disown\w*)"
_VERSION = rf"(?:earlier|previous|original|first|initial) version of (?:this|our|its|their|the)? ?{_REPORTS}"
_UNABLE = r"(?:(?:could|can|did|do|does|has|have|had|was|were|is|are)(?:n[’']t| not)|cannot|could never|(?:was|were|is|are|been|remained) unable to|failed to|not able to)"
_VERIFY = r"(?:(?:be|been|yet|immediately|independently|fully|so far|at once|able to) )*(?:verif|confirm|corroborat|authenticat|substantiat)(?:y|ied|e|ed)?\b"
_OPEN = rf"\b{_UNABLE} {_VERIFY}"

_FOLLOWED = re.compile(
    rf"\W*(?:that|this|the|our) (?:earlier )?(?:(?P<report>{_REPORTS})|{_CLAIMS}) {_IS} {_WRONG}\b(?! (?:about|on|to|in)\b)"
)
_BEHIND_TAKES = re.compile(rf"\b{_TAKES}$")
_HOLDS_TAKEN = re.compile(
    rf"(?:its|that|the|our|this|their|his|her) (?:[\w’'-]+ ){{0,3}}(?:{_REPORTS}|{_CLAIMS})\b"
)
_BEHIND_TAKEN = re.compile(
    rf"\b{_TAKES} (?:its|that|the|our|this|their|his|her) (?:[\w’'-]+ ){{0,3}}(?:{_REPORTS}|{_CLAIMS})(?: of [\w ]{{1,20}})?$"
)
_BEHIND_VERSION = re.compile(rf"\b{_VERSION}(?: \w+){{1,5}}$")
_BEHIND_ORIGINALLY = re.compile(
    rf"\b{_OWN} ?{_REPORTS} (?:originally|earlier|previously|first|initially) {_STATING}$"
)
_BEHIND_WE = re.compile(rf"\bwe (?:\w+ )?{_WRONGLY} {_STATING}$")
_HOLDS_VERSION = re.compile(rf"\b{_VERSION}")
_BEHIND_FALSELY = re.compile(
    rf"\b{_WRONGLY} (?:\w+ )?{_STATING}(?: \w+){{0,2}}$|\b{_STATING} {_WRONGLY}$"
)
_BEHIND_PURPORTED = re.compile(r"\bpurport\w*(?: (?:to|that|show\w*|prove|depict\w*|be))*$")
_BEHIND_NOT_SHOWN = re.compile(
    rf"\b{_PICTURES}\b.{{0,60}}\b(?:does|do|did)(?: not|n[’']t) (?:\w+ )?(?:show|prove|depict)$"
)
_BEHIND_PROOF = re.compile(r"\bas (?:\w+ )?(?:proof|evidence)(?: of)?$")
_HOLDS_PROOF = re.compile(r"\bas (?:\w+ )?(?:proof|evidence) (?:that|of)\b")
_HOLDS_PICTURE = re.compile(rf"\b{_PICTURES}\b")
_HOLDS_NOT_SHOWN = re.compile(
    rf"\b{_PICTURES}\b.{{0,80}}\b(?:does|do|did)(?: not|n[’']t) (?:\w+ )?(?:show|prove|depict)\b"
)
_HOLDS_PURPORTED = re.compile(r"\bpurport(?:s|ed|ing|edly)\b.{0,20}\b(?:show|prov|depict)")
_HOLDS_FALSELY = re.compile(rf"\b{_WRONGLY} (?:\w+ )?{_STATING} that\b")
_OTHERWISE = re.compile("|".join(_WORDS["otherwise"]))
_BEHIND_CLAIM = re.compile(rf"\b{_CLAIMS}(?: (?:by|of|from) [\w’' -]{{1,40}})?$")
_CALLED_WRONG = re.compile(rf"\W*{_IS} {_WRONG}\b")
_LED_OPEN = re.compile(rf"{_OPEN}(?: \w+){{0,3}}$")
_OPENS_OPEN = re.compile(rf"\W*(?:[\w’'-]+ ){{0,5}}?{_OPEN}")
_CLAIM_FIRST = re.compile(rf"\W*(?:the |a |an |any |these |those )?{_CLAIMS} that\b.*{_OPEN}")
_UNTRUE_CLAIM = re.compile(
    rf"\W*(?:that )?(?:the |a |an |any |all |these |those |such |his |her |its |their )?{_CLAIMS}(?: (?:by|of|from|in|on) [\w’' -]{{1,40}})?"
    rf" (?:that|of)\b.{{3,200}} {_IS} {_WRONG}\W*$"
)
_SAYING = re.compile(rf"\b{_any('saying')}\b")


def _taken_back(around: _Around) -> bool:
    """Return whether words are taken back: "The paper retracts its report that …", "… That report was wrong"."""
    opened = _HOLDS_TAKEN.match(around.within) and _BEHIND_TAKES.search(around.before)
    if _BEHIND_TAKEN.search(around.before) or opened:
        return True
    called = _called_wrong_next(around)
    return called is not None and called["report"] is not None


def _called_wrong_next(around: _Around) -> re.Match[str] | None:
    """Return where the next sentence calls what was said wrong in the text's own voice, None where it does not."""
    told = re.split("[:;—–]", around.following)[0]
    return None if _SAYING.search(told) else _FOLLOWED.match(around.following)


def _put_right(around: _Around) -> bool:
    """Return whether words are what a correction corrects: "An earlier version of this report said that …"."""
    behind = (_BEHIND_VERSION, _BEHIND_ORIGINALLY, _BEHIND_WE)
    return _found(behind, around.before) or _found((_HOLDS_VERSION,), around.within)


def _debunked(around: _Around, *, named: bool, nested: bool) -> bool:
    """Return whether words are called false, or are what a picture was shared for: "falsely claimed that …", "shared as proof that …"."""
    if _found((_BEHIND_FALSELY, _BEHIND_PURPORTED, _BEHIND_NOT_SHOWN), around.before):
        return True
    if _found((_HOLDS_NOT_SHOWN, _HOLDS_PURPORTED, _HOLDS_FALSELY), around.within):
        return True
    proof, picture = _HOLDS_PROOF.search(around.within), _HOLDS_PICTURE.search(around.within)
    if not named and (proof or _BEHIND_PROOF.search(around.before)):
        return True
    if proof and picture and _OTHERWISE.search(around.within[proof.end() :]):
        return True
    if _called_wrong_next(around):
        return True
    called = _BEHIND_CLAIM.search(around.before) and _CALLED_WRONG.match(around.after)
    return bool(called) and not (named and nested)


def _left_open(around: _Around, *, named: bool) -> bool:
    """Return whether words are what somebody could not verify: "could not confirm that …", "the claim that … has not been verified"."""
    if _LED_OPEN.search(around.before) or _found((_CLAIM_FIRST,), around.within):
        return True
    if _OPENS_OPEN.match(around.within):
        return True
    behind = _BEHIND_CLAIM.search(around.before) is not None and not named
    return behind and re.match(rf"\W*{_OPEN}", around.after) is not None


def _found(patterns: Sequence[re.Pattern[str]], words: str) -> bool:
    return any(pattern.search(words) for pattern in patterns)
