"""Which phrases of a text may name somebody: sources, titles with a name, bodies, and what stands beside a name."""

import re
from collections.abc import Iterator, Sequence

from sayso.model import Attribution
from sayso.resolve.names import Names
from sayso.resolve.phrases import OPENERS, TITLES, is_first_name, named
from sayso.text import CAPITALS

NO_NAMES = frozenset(
    [
        "he",
        "her",
        "his",
        "i",
        "it",
        "its",
        "she",
        "that",
        "their",
        "they",
        "this",
        "we",
        "which",
        "who",
        "you",
    ]
)
REACH_CHARS = 80
LONGEST_NAME_WORDS = 5
_CAPITAL = rf"[{CAPITALS}][\w’'-]+"
_PARTICLE = rf"(?:a[dlnrstz]|ash|el|ibn)-{_CAPITAL}|(?:(?:al|bin|da|de|del|della|der|di|du|el|la|van|von) )+{_CAPITAL}"
NAME = rf"{_CAPITAL}(?: (?:{_CAPITAL}|{_PARTICLE}))*"
RUN = re.compile(NAME)
_TITLED = re.compile(rf"\b([a-z]+) {NAME}")
_BODY = re.compile(rf"(?:\b\d{{1,6}}(?:st|nd|rd|th) )?{NAME}(?: of (?:the )?{NAME})?")
_TWO_SENTENCES = re.compile(r"\w{3,}\. ")
_OWNER = r"\b(?:an?|her|his|its|my|our|the|their|[\w-]+[’']s?)"
_TITLE = re.compile(
    rf"(?:{_OWNER} (?:[\w’'-]+ ){{0,3}}[\w’'-]+, )?(?:[\w’'-]+ |[A-Z][a-z]{{1,3}}\. ){{0,3}}$",
    re.IGNORECASE,
)
_APPOSITION = re.compile(r", (?:a|an|the|its|their|his|her|who) [^,.;\n]*")


def phrase_of(text: str, item: Attribution) -> str:
    """Return the words of an attribution's source."""
    return text[item.source[0].start : item.source[-1].end]


def naming_phrases(text: str, attributions: Sequence[Attribution]) -> Iterator[str]:
    """Yield the phrases that may name a person or body, those of sources first."""
    runs = [match.group() for match in RUN.finditer(text)]
    yield from _sources(text, runs, attributions)
    yield from (run for run in runs if " " in run and _opens_as_person(run))
    yield from (match.group() for match in _TITLED.finditer(text) if match[1] in TITLES)
    for match in _BODY.finditer(text):
        whole = re.sub(r"[’']s$", "", match.group())
        part = whole.partition(" of ")[2].removeprefix("the ")
        yield from (name for name in (whole, part) if " " in name and named(name).is_body)


def _sources(text: str, runs: Sequence[str], attributions: Sequence[Attribution]) -> Iterator[str]:
    """Yield the sources, and for a bare surname its name in full wherever the text gives it."""
    in_full = _by_last_word(runs)
    for item in attributions:
        if item.source and item.source[0].quote.lower() not in NO_NAMES:
            phrase = phrase_of(text, item)
            yield phrase
            short = named(phrase).name
            if " " not in short and short in in_full:
                yield in_full[short]


def _by_last_word(runs: Sequence[str]) -> dict[str, str]:
    """Return the shortest run of two words or more by its last word."""
    found: dict[str, str] = {}
    for run in runs:
        first, _, last = run.rpartition(" ")
        plain = first and run.split()[0].lower() not in OPENERS
        if plain and (last not in found or len(run) < len(found[last])):
            found[last] = run
    return found


def _opens_as_person(run: str) -> bool:
    """Return True for capitalised words that begin with a first name or a title: "Passenger Obi Nwankwo"."""
    first = run.split(maxsplit=1)[0]
    return is_first_name(first) or first.lower() in TITLES


def described(text: str, persons: set[str], marked: Names) -> Iterator[str]:
    """Yield each person's name with the titles before it and the apposition after it."""
    full = persons | {name.text for name in marked if not _TWO_SENTENCES.search(name.text)}
    for match in RUN.finditer(text):
        for start, form in forms_in(match, full):
            end = start + len(form)
            before = _TITLE.search(text[max(0, start - REACH_CHARS) : start])
            after = _APPOSITION.match(text[end : end + REACH_CHARS])
            yield "".join((before.group() if before else "", form, after.group() if after else ""))


def forms_in(run: re.Match[str], forms: set[str]) -> Iterator[tuple[int, str]]:
    """Yield where a run of capitalised words holds one of the forms, the longest first, none twice."""
    words = [(m.start(), m.end()) for m in re.finditer(r"[^ ]+", run.group())]
    at = 0
    while at < len(words):
        for last in range(min(len(words), at + LONGEST_NAME_WORDS), at, -1):
            form = run.group()[words[at][0] : words[last - 1][1]]
            plain = re.sub(r"[’']s$", "", form)
            if plain in forms:
                yield run.start() + words[at][0], plain
                at = last - 1
                break
        at += 1
