"""Where a text may name a place: runs of capitalised words that the gazetteer knows or that end like a place."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sayso.resolve.gazetteer import Gazetteer, GazetteerRow
from sayso.resolve.own_places import PlaceKind
from sayso.text import Parse, Token, load_lexicon

WORDS = load_lexicon("sayso.resolve", "place_words.toml")
CODES = load_lexicon("sayso.resolve", "place_codes.toml")
LONGEST_TOKENS = 6
LONGEST_ACRONYM = 4
LONGEST_RUN = 12
SHORTEST_FEATURE = 2
_ARTICLES = frozenset({"a", "an", "her", "his", "in", "its", "on", "our", "the", "their", "this"})
_INSIDE = frozenset(WORDS["inside"]) | {"-", "–", "’", "'", "’s", "'s", "."}
_FEATURE, _FEATURE_FIRST = frozenset(WORDS["feature"]), frozenset(WORDS["feature_first"])
_AREA, _TOWN = frozenset(WORDS["after"]["area"]), frozenset(WORDS["after"]["town"])
_AROUND, _NEVER = frozenset(WORDS["after"]["around"]), frozenset(WORDS["never"])


@dataclass(slots=True)
class Candidate:
    """A run of tokens [first, end) that may name a place, and the gazetteer's rows for it.

    `kind_word` is the word after the name that says what it is ("region", "city", "front"), lower case;
    `feature` marks a street, river or other thing the gazetteer does not hold; `exact` a short form or code.
    """

    first: int
    end: int
    rows: tuple[GazetteerRow, ...]
    kind_word: str = ""
    feature: bool = False
    exact: bool = False
    inside: tuple[GazetteerRow, ...] = field(default=())

    def name(self, parse: Parse) -> str:
        """Return the characters of the candidate."""
        return parse.text[parse.tokens[self.first].start : parse.tokens[self.end - 1].end]


def candidates(parse: Parse, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """Yield the candidates in text order; none overlaps another."""
    index = 0
    while index < len(parse.tokens):
        token = parse.tokens[index]
        found = None
        if token.text[0].isupper() and token.lower not in _ARTICLES:
            found = _feature(parse, gazetteer, index) or _longest(parse, gazetteer, index)
        if found is None:
            index += 1
            continue
        yield found
        index = found.end


def _longest(parse: Parse, gazetteer: Gazetteer, first: int) -> Candidate | None:
    """Return the longest name that starts here."""
    for end in range(min(first + LONGEST_TOKENS, len(parse.tokens)), first, -1):
        run = parse.tokens[first:end]
        if not _is_run(parse, run):
            continue
        text = parse.text[run[0].start : run[-1].end]
        if f"{text}." in CODES["short"] and parse.text.startswith(".", run[-1].end):
            text, end = f"{text}.", end + 1
        code = CODES["short"].get(text) or (
            CODES["after_comma"].get(text) if _after_comma(parse, first) else None
        )
        if code:
            row = gazetteer.country(code) or gazetteer.division(code)
            return Candidate(first, end, (row,) if row else (), exact=True)
        rows = gazetteer.lookup(text) if _may_be_name(run) else ()
        if rows:
            return _with_kind(parse, first, end, _spelled(text, rows))
    return None


def _spelled(text: str, rows: tuple[GazetteerRow, ...]) -> tuple[GazetteerRow, ...]:
    """Return only the best known places for a short word in capitals: "IRAN" and "KYIV" are, "UN" is not."""
    if not text.isupper() or len(text) > LONGEST_ACRONYM:
        return rows
    known = (PlaceKind.COUNTRY, PlaceKind.ADMIN1)
    return tuple(r for r in rows if (r.kind in known or r.is_capital) and r.by_main_name)


def _with_kind(
    parse: Parse, first: int, end: int, rows: tuple[GazetteerRow, ...]
) -> Candidate | None:
    if not rows:
        return None
    after = parse.tokens[end] if end < len(parse.tokens) else None
    same = after is not None and after.sentence == parse.tokens[first].sentence
    word = after.lower if after is not None and same else ""
    if word not in _AREA | _TOWN | _AROUND:
        own = parse.tokens[end - 1].lower
        return Candidate(first, end, rows, own if own in _AREA and end - first > 1 else "")
    named = after is not None and after.text[0].isupper() and word in _AREA
    return Candidate(first, end + 1 if named else end, rows, word)


def _feature(parse: Parse, gazetteer: Gazetteer, first: int) -> Candidate | None:
    """Return "Oskil River", "Main Street", "Lake Onega": a whole run that ends or begins as features do."""
    tokens = parse.tokens
    end = _capitalised_end(parse, first)
    if end - first < SHORTEST_FEATURE or _capitalised_before(parse, first):
        return None
    words = [token.lower for token in tokens[first:end]]
    starts = words[0] in _FEATURE_FIRST and end - first == SHORTEST_FEATURE
    if not (words[-1] in _FEATURE or starts) or words[-2] in _AREA or words[0] in _ARTICLES:
        return None
    rows = gazetteer.lookup(parse.text[tokens[first].start : tokens[end - 1].end])
    return Candidate(first, end, rows, feature=not rows)


def _capitalised_end(parse: Parse, first: int) -> int:
    """Return the end of the run of capitalised words of one line that starts here, at most a dozen of them."""
    end, sentence = first, parse.tokens[first].sentence
    while end < min(len(parse.tokens), first + LONGEST_RUN):
        token = parse.tokens[end]
        gap = parse.text[parse.tokens[max(end - 1, first)].end : token.start]
        if token.sentence != sentence or not token.text[0].isupper() or "\n" in gap:
            break
        end += 1
    return end


def _capitalised_before(parse: Parse, first: int) -> bool:
    before = parse.tokens[first - 1] if first else None
    same = before is not None and before.sentence == parse.tokens[first].sentence
    return same and before is not None and before.text[0].isupper() and before.lower not in _NEVER


def _is_run(parse: Parse, run: tuple[Token, ...]) -> bool:
    """Return True for words of one line and sentence that begin and end as names do."""
    if run[0].sentence != run[-1].sentence or "\n" in parse.text[run[0].start : run[-1].end]:
        return False
    if not run[-1].text[0].isupper():
        return False
    return all(t.text[0].isupper() or t.lower in _INSIDE for t in run)


def _may_be_name(run: tuple[Token, ...]) -> bool:
    words = [token.lower for token in run]
    if len(words) == 1:
        return words[0] not in _NEVER and len(words[0]) > 1
    return not ("and" in words and len(words) > 3)


def _after_comma(parse: Parse, first: int) -> bool:
    return first > 1 and parse.tokens[first - 1].text == ","
