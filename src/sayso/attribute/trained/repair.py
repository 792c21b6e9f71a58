"""Mends what the networks find where a rule is surer: hedges have no source, what is not quoted stays in its paragraph."""

from collections.abc import Iterable

from sayso.attribute.trained.decode import Found, Range
from sayso.attribute.trained.hints import (
    ASKING,
    CALLING,
    HEDGE_ADVERBS,
    HEDGE_NOUNS,
    is_empty,
    is_hearer,
    is_renown,
    lays_claim,
)
from sayso.text import load_lexicon
from sayso.text.words import MARK, TITLE, Words

_INFERENCE = frozenset(load_lexicon("sayso.attribute.rules", "cues.toml")["verbs"]["inference"])
_TITLES = frozenset(
    [
        "capt",
        "col",
        "dr",
        "gen",
        "gov",
        "lt",
        "maj",
        "mr",
        "mrs",
        "ms",
        "prof",
        "rep",
        "rev",
        "sen",
        "sgt",
        "st",
    ]
)
LONGEST_NAME_WORDS = 5
LONGEST_OFFICE_WORDS = 8
_AFTER_A_NAME = frozenset([",", "”", '"'])
AUXILIARY_WORDS = 2
SHORTEST_ENDING = 3
LONGEST_CLAUSE_WORDS = 60
_SAYING = frozenset(["added", "said", "says", "told"])
_STOPS = frozenset([".", "!", "?", ";", ":", "“", "”", '"', "—"])
_CONJUNCTIONS = frozenset(["although", "and", "as", "but", "so", "though", "which", "while", "who"])
_ARTICLES = frozenset(["the", "a", "an"])
_OWNERS = frozenset(["his", "her", "its", "their", "my", "our"])


def mended(words: Words, found: Iterable[Found]) -> list[Found]:
    """Return the attributions with hedges and paragraphs set right; what has no content then is left out."""
    kept: list[Found] = []
    for item in found:
        item = _whole_name(words, _in_sentence(words, item))
        item = _without_office(words, _without_asking(words, _called_aside(words, item)))
        item = _quoted_by(words, _without_owner(words, _as_hedge(words, item)))
        content = _in_paragraph(words, item)
        if (
            content
            and not (_asks(words, item, ASKING | CALLING) and is_empty(words, content))
            and not is_renown(words, item.cue)
            and not is_hearer(words, content)
            and not lays_claim(words, item.cue)
        ):
            kept.append(Found(item.source, item.cue, content))
    kept = [_whole_saying(words, _own_sentence(words, item, kept)) for item in kept]
    told = {item.content for item in kept if item.source}
    twice = {item.content for item in kept if item.source and not _asks(words, item)}
    kept = [item for item in kept if item.content not in twice or not _asks(words, item)]
    speaking = {item.source for item in kept if not _concludes(words, item)}
    return [
        item
        for item in kept
        if (item.source or item.content not in told)
        and ((item.source and item.source in speaking) or not _concludes(words, item))
    ]


def _asks(words: Words, item: Found, verbs: frozenset[str] = frozenset(["asked"])) -> bool:
    return item.cue[0] < item.cue[1] and words.texts[item.cue[0]].lower() in verbs


def _in_sentence(words: Words, item: Found) -> Found:
    """Return the item with each source within a sentence: of "the Post. Tarvia’s ministry" the side that is nearer to the cue."""
    source = []
    for first, last in item.source:
        ends = [i for i in range(first + 1, last - 1) if _ends_sentence(words, i)]
        if ends and first >= item.cue[1]:
            last = ends[0]
        elif ends and last <= item.cue[0]:
            first = ends[-1] + 1
        source.append((first, last))
    return Found(tuple(source), item.cue, item.content)


def _own_sentence(words: Words, item: Found, others: Iterable[Found]) -> Found:
    """Return the item without what stands in another sentence and is told by a cue of that sentence."""

    def apart(span: Range, cue: Range) -> bool:
        between = range(min(span[1], cue[1]) - 1, max(span[0], cue[0]))
        return any(_ends_sentence(words, i) for i in between if 0 < i < len(words) - 1)

    content = tuple(
        span
        for span in item.content
        if not apart(span, item.cue)
        or not any(
            span in other.content and other.cue != item.cue and not apart(span, other.cue)
            for other in others
        )
    )
    return Found(item.source, item.cue, content or item.content)


def _whole_saying(words: Words, item: Found) -> Found:
    """Return the item with all of what it passes on: of "“…,” said the major, according to the Post" the major too."""
    start, _ = item.cue
    end = start - 1 if start and words.texts[start - 1] == "," else start
    if start == item.cue[1] or words.texts[start].lower() != "according" or not item.content:
        return item
    first, last = item.content[-1]
    goes_on = last < end and words.texts[last - 1].lower() in _SAYING
    whole = goes_on and words.paragraphs[last - 1] == words.paragraphs[start]
    if not whole or any(_ends_sentence(words, i) for i in range(last, end - 1)):
        return item
    return Found(item.source, item.cue, (*item.content[:-1], (first, end)))


def _ends_sentence(words: Words, at: int) -> bool:
    """Return True for a full stop between a word of three letters or more, no title, and a word with a capital."""
    before, after = words.texts[at - 1], words.texts[at + 1]
    ended = words.texts[at] == "." and len(before) >= SHORTEST_ENDING and before.isalpha()
    return ended and before.lower() not in _TITLES and after[0].isupper()


def _whole_name(words: Words, item: Found) -> Found:
    """Return the item with its source whole: "Mr" made "Mr. Schultz", "Kelly-" made "Kelly-Ann"."""
    source = []
    for first, last in item.source:
        while last < len(words) and _hyphened(words, last):
            last += 1
        while (
            last + 1 < len(words)
            and words.texts[last - 1].lower() in _TITLES
            and words.texts[last] == "."
        ):
            last += 2
        source.append((_apposed_to(words, first), last))
    return Found(tuple(source), item.cue, item.content)


def _apposed_to(words: Words, first: int) -> int:
    """Return where the name begins that a source stands beside: of "Aldo Verrin, the vicar of Brod," the name too."""
    if (
        first < SHORTEST_ENDING
        or words.texts[first - 1] != ","
        or words.texts[first] not in _ARTICLES
    ):
        return first
    start = first - 1
    while start and words.shapes[start - 1] == TITLE and not words.quoted[start - 1]:
        start -= 1
    before = words.texts[start - 1].lower() if start else ""
    alone = (
        not start or before in (",", "as") or words.paragraphs[start - 1] != words.paragraphs[first]
    )
    return start if alone and first - 1 - start > 1 else first


def _without_office(words: Words, item: Found) -> Found:
    """Return the item without the speaker's office in its content: of "It was a feast, the head, Ana Lill, said" the feast."""
    if not item.source or not item.content or item.cue[0] == item.cue[1]:
        return item
    (first, last), (start, end) = item.source[-1], item.content[-1]
    last -= words.texts[last - 1] == ","
    end -= words.texts[end - 1] == ","
    enclosed = last < len(words) and words.texts[first - 1] == "," == words.texts[last]
    if (
        not enclosed
        or not 0 <= first - 1 - end <= 1
        or item.cue[0] <= last
        or words.quoted[end - 1]
    ):
        return item
    commas = [i for i in range(start, end - 1) if words.texts[i] == ","]
    opens = words.texts[commas[-1] + 1].lower() in _ARTICLES | _OWNERS if commas else False
    if not opens or end - commas[-1] > LONGEST_OFFICE_WORDS or commas[-1] - start < SHORTEST_ENDING:
        return item
    return Found(item.source, item.cue, (*item.content[:-1], (start, commas[-1])))


def _called_aside(words: Words, item: Found) -> Found:
    """Return the item as told by who is called so: of "“The Saint”, as his friends call him, said" the saint and not his friends."""
    for first, last in item.source:
        close = next(
            (i for i in range(last, min(last + 6, len(words))) if words.texts[i] == ","), 0
        )
        calls = any(words.texts[i].lower() in CALLING for i in range(first, close))
        if first < 2 or not calls or words.texts[first - 1].lower() != "as" or item.cue[0] <= close:
            continue
        end = first - 2
        while end > 0 and words.shapes[end - 1] == MARK:
            end -= 1
        start = end
        while start > 0 and end - start < LONGEST_NAME_WORDS and _goes_back(words, start):
            start -= 1
        if words.texts[first - 2] in _AFTER_A_NAME and start < end:
            said = (part for span in item.content for part in _outside(span, (start, close)))
            return Found(((start, end),), item.cue, tuple(said))
    return item


def _goes_back(words: Words, at: int) -> bool:
    """Return whether the name that begins at a word may begin one word before it."""
    joined = words.paragraphs[at - 1] == words.paragraphs[at]
    return joined and (words.shapes[at - 1] == TITLE or words.texts[at - 1].lower() == "the")


def _outside(span: Range, cut: Range) -> list[Range]:
    """Return what of a span lies before and behind another."""
    sides = ((span[0], min(span[1], cut[0])), (max(span[0], cut[1]), span[1]))
    return [side for side in sides if side[0] < side[1]]


def _without_asking(words: Words, item: Found) -> Found:
    """Return the item without what is only asked for: of "asked for comment, said “…”" the quotation."""
    if not any(words.texts[i].lower() == "asked" for i in range(*item.cue)):
        return item
    said = tuple(span for span in item.content if not is_empty(words, [span]))
    return Found(item.source, item.cue, said or item.content)


def _hyphened(words: Words, at: int) -> bool:
    """Return True where a word and the one before it are joined by a hyphen, which may be one of them."""
    joined = words.ends[at - 1] == words.starts[at]
    return bool(joined) and "-" in (words.texts[at - 1], words.texts[at])


def _quoted_by(words: Words, item: Found) -> Found:
    """Return "X was quoted by the Post as saying Y" as a saying of X: the Post passes it on."""
    start, end = item.cue
    plain = [words.texts[i].lower() for i in range(start, min(end + 1, len(words)))]
    before = [span for span in item.content if span[1] <= start]
    after = [span for span in item.content if span[0] >= end]
    if "quoted" not in plain or not before or not after:
        return item
    first, last = after[0]
    if [words.texts[i].lower() for i in range(first, min(first + 2, last))] == ["as", "saying"]:
        after[0] = (first + 2, last)
    return Found((before[-1],), item.cue, tuple(after))


def _as_hedge(words: Words, item: Found) -> Found:
    """Return "had reportedly been refused" as a hedge of the whole clause: cue "reportedly", no source."""
    start, end = item.cue
    at = next((i for i in range(start, end) if words.texts[i].lower() in HEDGE_ADVERBS), None)
    if at is None:
        return item
    around = [span for span in ((start, at), (at + 1, end)) if span[0] < span[1]]
    beside = [
        (s[0], at) for s in (*item.source, *item.content) if 0 <= at - s[1] <= AUXILIARY_WORDS
    ]
    content = _joined((*item.content, *around, *beside))
    clause = _clause(words, at)
    if content and content[0][0] > at:
        content = _joined((*(span for span in clause if span[1] <= at), *content))
    short = sum(b - a for a, b in content) * 2 < sum(b - a for a, b in clause)
    return Found((), (at, at + 1), clause if short else content)


def _clause(words: Words, at: int) -> tuple[Range, ...]:
    """Return the words of the clause around a word, without it: up to a stop, or a comma with a conjunction."""
    first, last = at, at + 1
    while (
        first > max(0, at - LONGEST_CLAUSE_WORDS)
        and not _parts(words, first - 1)
        and words.paragraphs[first - 1] == words.paragraphs[at]
    ):
        first -= 1
    while (
        last < min(len(words), at + LONGEST_CLAUSE_WORDS)
        and not _parts(words, last)
        and words.paragraphs[last] == words.paragraphs[at]
    ):
        last += 1
    return tuple(span for span in ((first, at), (at + 1, last)) if span[0] < span[1])


def _parts(words: Words, index: int) -> bool:
    """Return True for a mark that parts clauses."""
    mark = words.texts[index]
    after = words.texts[index + 1].lower() if index + 1 < len(words) else ""
    return mark in _STOPS or (mark == "," and after in _CONJUNCTIONS)


def _without_owner(words: Words, item: Found) -> Found:
    """Return "Early estimates suggest" and "rumours that" as cues of nobody; a genitive keeps its owner."""
    start, end = item.cue
    verb = any(span[1] == start and span[1] - span[0] > 1 for span in item.source)
    if end > start and not verb and _is_noun_hedge(words, item.cue) and not _owned(words, item.cue):
        return Found((), item.cue, item.content)
    for span in item.source:
        if _is_noun_hedge(words, span) and not _owned(words, span) and 0 <= start - span[1] <= 1:
            return Found((), (span[0], end), item.content)
    return item


def _is_noun_hedge(words: Words, span: Range) -> bool:
    plain = [words.texts[i].lower() for i in range(*span)]
    nouns = [i for i, word in enumerate(plain) if word in HEDGE_NOUNS]
    return bool(nouns) and not any(
        words.texts[span[0] + i][0].isupper() for i in range(1, nouns[0])
    )


def _owned(words: Words, span: Range) -> bool:
    """Return True where somebody owns the hedge: "the minister’s claims", "his claims", "claims by the mayor"."""
    first, last = span
    inside = {words.texts[i].lower() for i in range(max(0, first - 1), last)}
    after = words.texts[last].lower() if last < len(words) else ""
    return bool(inside & _OWNERS) or after == "by" or _genitive(words, first)


def _genitive(words: Words, at: int) -> bool:
    """Return True where a genitive stands before a word: "minister’s", "farmers’"."""
    if at and words.texts[at - 1].lower().endswith(("'s", "’s")):
        return True
    closes = at > 1 and words.texts[at - 1] in ("'", "’") and not words.quoted[at - 1]
    return closes and words.ends[at - 2] == words.starts[at - 1]


def _concludes(words: Words, item: Found) -> bool:
    """Return True for what may be the author's own conclusion: ", suggesting that the fighting had not ended"."""
    start, end = item.cue
    if start == end or not words.texts[start].lower().endswith("ing"):
        return False
    behind_comma = start > 0 and words.texts[start - 1] == ","
    if not item.source:
        return behind_comma or _is_inference(words.texts[start])
    return end - start == 1 and behind_comma and _is_inference(words.texts[start])


def _is_inference(word: str) -> bool:
    plain = word.lower()
    return plain.endswith("ing") and any(plain in (v + "ing", v[:-1] + "ing") for v in _INFERENCE)


def _in_paragraph(words: Words, item: Found) -> tuple[Range, ...]:
    """Return the content without what lies in another paragraph than the cue and is not quoted."""
    start, end = item.cue
    if start == end:
        return item.content
    own = words.paragraphs[start]
    here = [i for span in item.content for i in range(*span) if words.paragraphs[i] == own]
    goes_on = not here or any(words.quoted[i] for i in here)
    kept: list[Range] = []
    for span in item.content:
        kept += _runs(
            i for i in range(*span) if words.paragraphs[i] == own or (goes_on and words.quoted[i])
        )
    return tuple(span for span in kept if any(words.texts[i][0].isalnum() for i in range(*span)))


def _runs(indices: Iterable[int]) -> list[Range]:
    found: list[Range] = []
    for index in indices:
        if found and found[-1][1] == index:
            found[-1] = (found[-1][0], index + 1)
        else:
            found.append((index, index + 1))
    return found


def _joined(spans: Iterable[Range]) -> tuple[Range, ...]:
    return tuple(_runs(sorted({i for span in spans for i in range(*span)})))
