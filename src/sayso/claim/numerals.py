"""Finds numbers in a text, in digits and words, and what they are worth: no context, no meaning yet."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from sayso.claim.numbers import (
    ABBREVIATIONS,
    DIGITS,
    FRACTIONS,
    GLYPHS,
    SCALES,
    UNITS,
    WORDS,
    either,
    plain,
    value_of_digits,
    value_of_words,
)
from sayso.text import load_lexicon

_WORDS = load_lexicon("sayso.claim", "quantities.toml")
_VAGUE: dict[str, list[float]] = _WORDS["vague"]
_PEOPLE: dict[str, list[float]] = _WORDS["vague_people"]
_MULTIPLES: dict[str, list[float]] = _WORDS["vague_multiples"]
_UNITS: dict[str, str] = _WORDS["units"]

_CURRENCY = rf"(?<![A-Za-z]){either(_WORDS['currencies']['signs'])}\s?"
_SCALE = either([w for w in SCALES if w != "score"])
_SHORT = rf"(?:(?P<short>{either(ABBREVIATIONS)})(?![\w²]))"
_FRACTION = either(FRACTIONS)
_ORDINAL = either(_WORDS["ordinals"]["words"])
_TIMES = either([w for w in SCALES if w != "score"])
_COUNT = either([w for w, v in UNITS.items() if 1 <= v <= 10])
_PATTERN = re.compile(
    rf"(?P<vague>\b{either(_VAGUE)}\b)(?!\s+of\s+{either(['thousands', 'millions', 'billions'])})"
    rf"|(?P<multiple>\b{either(_MULTIPLES)})\s+(?P<multiple_scale>{_TIMES})\b"
    rf"|\bhalf\s+an?\s+(?P<half_scale>{_TIMES})\b"
    rf"|\b(?P<people>{either(_PEOPLE)})(?=\s)"
    rf"|\b(?P<parts>an?|{_COUNT})(?:\s+|-)(?P<fraction>{_FRACTION})\b(?=\s+of\b|\s+the\b|-|\s*$|[.,])"
    r"|\b(?P<half>half)\b(?=\s+(?:of|the|its|their|his|her|all)\b)"
    rf"|(?:{_CURRENCY})?(?P<article>\ban?)\s+(?P<article_scale>{_TIMES})\b"
    r"|(?<![\w/])(?P<top>\d{1,3})\s?[/⁄]\s?(?P<bottom>\d{1,3})(?![\w/⁄]|[.,]\d)"
    rf"|\b(?P<fold>{_COUNT})-?fold\b"
    rf"|(?:(?P<code>{_CURRENCY})|(?<![\w.,/:])(?P<sign>[+−-])|(?<![\w.,/:$€£-])|(?<=[a-z]{{3}}-)|(?<=\bto-)|(?<=\d[-–—]))"
    rf"(?P<digits>{DIGITS}|(?<!\d)\.\d+)(?P<half_more>\s?½|(?:\s|-)1/2(?!\d))?"
    rf"(?:(?:\s|-)?(?P<scale>{_SCALE}(?:\s+{_SCALE})?)\b|\s?{_SHORT})?"
    rf"|(?<![\w-])(?P<words>(?=\b{either(UNITS)}\b){WORDS})(?!-?(?:time|off)\b|-{_ORDINAL}\b)"
    rf"|(?P<glyph>{either(GLYPHS)})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number where it stands: code points [start, end) and the least, best and most it is worth.

    `scale` multiplies a smaller number that shares it ("4-5 thousand"); `kind` is the alternative that
    matched; `sign` is '+' or '-' where one was written, `currency` the sign or code before it.
    """

    start: int
    end: int
    low: float
    best: float
    high: float
    kind: str
    scale: float = 1.0
    sign: str = ""
    currency: str = ""

    @property
    def plain(self) -> bool:
        """True for one exact number."""
        return self.low == self.high


def numerals(text: str) -> Iterator[Numeral]:
    """Yield the numbers of a text in order; they do not overlap.

    >>> [n.best for n in numerals("Half a million, two dozen and 1.2 million")]
    [500000.0, 24.0, 1200000.0]
    """
    for match in _PATTERN.finditer(text):
        found = _numeral(match)
        if found is not None:
            yield found


def _numeral(match: re.Match[str]) -> Numeral | None:
    for kind, read in _READERS.items():
        if match[kind] is not None:
            return read(match)
    return None


def _exact(match: re.Match[str], value: float, kind: str, scale: float = 1.0) -> Numeral:
    return Numeral(match.start(), match.end(), value, value, value, kind, scale)


def _interval(match: re.Match[str], limits: list[float], scale: float, kind: str) -> Numeral:
    low, best, high = (limit * scale for limit in limits)
    return Numeral(match.start(), match.end(), low, best, high, kind)


def _of_parts(match: re.Match[str]) -> Numeral:
    parts = UNITS.get(match["parts"].lower(), 1)
    return _exact(match, parts * FRACTIONS[match["fraction"].lower()], "parts")


def _of_slash(match: re.Match[str]) -> Numeral | None:
    bottom = int(match["bottom"])
    whole = int(match["top"]) / bottom if bottom else 0.0
    return _exact(match, whole, "parts") if 0 < whole < 1 else None


def _of_digits(match: re.Match[str]) -> Numeral:
    value = value_of_digits(match["digits"]) + (0.5 if match["half_more"] else 0.0)
    scale, end = _scale(match)
    found = Numeral(match.start("digits"), end, *(value * scale,) * 3, "digits", scale)
    sign = (match["sign"] or "").replace("−", "-")
    start = match.start() if sign or match["code"] else found.start
    signed = -1 if sign == "-" else 1
    return replace(
        found,
        start=start,
        low=signed * found.low,
        best=signed * found.best,
        high=signed * found.high,
        sign=sign,
        currency=(match["code"] or "").strip(),
    )


def _scale(match: re.Match[str]) -> tuple[float, int]:
    """Return what the digits are multiplied by, and where the number ends."""
    if match["scale"]:
        scale = 1.0
        for word in match["scale"].lower().split():
            scale *= SCALES[word]
        return scale, match.end()
    short = match["short"]
    end = match.end("half_more") if match["half_more"] else match.end("digits")
    if not short or not _is_scale(match, short):
        return 1.0, end
    return ABBREVIATIONS.get(short, ABBREVIATIONS.get(short.lower(), 1.0)), match.end()


def _is_scale(match: re.Match[str], short: str) -> bool:
    """Return True when "m", "b" or "k" multiplies rather than measures.

    After a currency it always does; elsewhere a lone "m" is metres unless a thing is counted after it.
    """
    touching = match.end("digits") == match.start("short")
    counted = re.match(
        r"\s+(?!(?:long|high|tall|wide|deep|away|from|to|of|in|and|or|at|above|below)\b)[a-z]",
        match.string[match.end() :],
    )
    if match["code"]:
        return True
    if short in ("bn", "mn", "tn", "mln", "bln", "trn", "k", "K", "M"):
        return touching
    return bool(counted) and (touching or short == "B")


def _of_words(match: re.Match[str]) -> Numeral:
    phrase = match["words"]
    last = re.findall(r"[a-z]+", phrase.lower())[-1]
    return _exact(match, value_of_words(phrase), "words", SCALES.get(last, 1.0))


_READERS: dict[str, Callable[[re.Match[str]], Numeral | None]] = {
    "vague": lambda m: _interval(m, _VAGUE[plain(m["vague"])], 1, "vague"),
    "multiple": lambda m: _interval(
        m, _MULTIPLES[plain(m["multiple"])], SCALES[m["multiple_scale"].lower()], "vague"
    ),
    "half_scale": lambda m: _exact(m, 0.5 * SCALES[m["half_scale"].lower()], "words"),
    "people": lambda m: _interval(m, _PEOPLE[plain(m["people"])], 1, "people"),
    "parts": _of_parts,
    "half": lambda m: _exact(m, 0.5, "parts"),
    "article": lambda m: _exact(m, SCALES[m["article_scale"].lower()], "words"),
    "top": _of_slash,
    "digits": _of_digits,
    "fold": lambda m: _exact(m, UNITS[m["fold"].lower()], "fold"),
    "words": _of_words,
    "glyph": lambda m: _exact(m, GLYPHS[m["glyph"]], "parts"),
}
