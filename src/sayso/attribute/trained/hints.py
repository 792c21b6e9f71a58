"""Where the vocabulary asks for a second look: hedges the tags passed over, and sayings inside what was said."""

from collections.abc import Iterable, Iterator
from functools import cache

from sayso.attribute.trained.decode import Found, Range
from sayso.text import load_lexicon
from sayso.text.words import Words

_VOCABULARY = load_lexicon("sayso.attribute.trained", "vocabulary.toml")
HEDGE_ADVERBS = frozenset(_VOCABULARY["hedges"]["adverbs"])
HEDGE_NOUNS = frozenset(_VOCABULARY["hedges"]["nouns"])
_LINKS = frozenset(_VOCABULARY["hedges"]["links"])
_PERCEPTION = frozenset(_VOCABULARY["inner"]["perception"])
_ALSO_NOUNS = frozenset(_VOCABULARY["inner"]["also_nouns"])
_OPENERS = frozenset(_VOCABULARY["inner"]["openers"])
_SUBJECTS = frozenset(_VOCABULARY["inner"]["subjects"])
_SENTENCE_ENDS = frozenset(".!?")
_JOINS = frozenset(["and", "but", "while", "yet"])
_BEFORE_A_SENTENCE = frozenset(["that", "“", '"', "‘", "«", "„"])
_IMPERSONAL, _POINTING, _CLAUSES, _LAYING = (
    frozenset(_VOCABULARY["nothing"][key]) for key in ("sources", "contents", "clauses", "claiming")
)
ASKING, CALLING, _KNOWN, _RENOWN = (
    frozenset(_VOCABULARY["nothing"][key]) for key in ("asking", "calling", "known", "renown")
)
_ANYBODY = frozenset(_VOCABULARY["nothing"]["anybody"])
SHORTEST_INNER_WORDS = 5


def hedges(words: Words, part: Range, taken: Iterable[Range]) -> list[Range]:
    """Return the hedging words of a part that no cue of it holds yet, counted from its first word."""
    first, last = part
    held = {index for start, end in taken for index in range(start, end)}
    found = []
    for index in range(first, last):
        word = words.texts[index].lower()
        follows = words.texts[index + 1].lower() if index + 1 < last else ""
        if word in HEDGE_ADVERBS:
            span = (index - first, index - first + 1)
        elif word in HEDGE_NOUNS and follows in _LINKS:
            span = (index - first, index - first + 1 + (follows not in ("that", "to")))
        else:
            continue
        if held.isdisjoint(range(*span)):
            found.append(span)
    return found


def inner_parts(words: Words, found: Iterable[Found]) -> Iterator[Range]:
    """Yield the sentences of contents in which somebody may be said to say something: those that hold a cue's word."""
    for item in found:
        for start, end in item.content:
            for first, last in _sentences(words, start, end):
                first += words.texts[first].lower() in _BEFORE_A_SENTENCE
                told = any(_may_tell(words, index) for index in range(first + 1, last))
                if told and last - first >= SHORTEST_INNER_WORDS:
                    yield first, last


def _sentences(words: Words, start: int, end: int) -> Iterator[Range]:
    for index in range(start, end - 1):
        if words.texts[index] in _SENTENCE_ENDS and words.texts[index + 1][:1].isupper():
            yield start, index + 1
            start = index + 1
    yield start, end


def _may_tell(words: Words, index: int) -> bool:
    """Return True for a cue verb's form; one that is as often a noun must look like a verb or be told of."""
    word = words.texts[index].lower()
    if word not in _forms():
        return False
    after = words.texts[index + 1].lower() if index + 1 < len(words) else ""
    return (
        word not in _ALSO_NOUNS or after in _OPENERS or words.texts[index - 1].lower() in _SUBJECTS
    )


def second_cues(words: Words, item: Found) -> Iterator[int]:
    """Yield where a content may go over into another saying of the same speaker: "... but insisted that ..."."""
    if not item.source or item.cue[1] > item.content[0][0]:
        return
    for start, end in item.content:
        for index in range(start + 2, min(end + 2, len(words) - 1)):
            joins = words.texts[index - 1].lower() in _JOINS and not words.quoted[index]
            if joins and words.texts[index].endswith("ed") and is_cue_word(words.texts[index]):
                yield index


def is_hedge(words: Words, span: Range) -> bool:
    """Return True where a word of the span puts a statement into nobody's mouth."""
    plain = {words.texts[index].lower() for index in range(*span)}
    return not plain.isdisjoint(HEDGE_ADVERBS | HEDGE_NOUNS)


def is_perception(words: Words, span: Range) -> bool:
    """Return True where the span tells what somebody met with: "have not observed"."""
    return not _PERCEPTION.isdisjoint(words.texts[index].lower() for index in range(*span))


def is_nobody(words: Words, source: Iterable[Range]) -> bool:
    """Return True for a source that is no one: "everything suggests"."""
    return all(
        words.texts[index].lower() in _IMPERSONAL for span in source for index in range(*span)
    )


def is_begging(words: Words, item: Found) -> bool:
    """Return True for "asked people for bread": a thing is asked for, and nothing said."""
    plain = [words.texts[index].lower() for span in item.content for index in range(*span)]
    asked = any(words.texts[index].lower().startswith("ask") for index in range(*item.cue))
    return asked and "for" in plain and _CLAUSES.isdisjoint(plain)


def is_empty(words: Words, content: Iterable[Range]) -> bool:
    """Return True for a content that is but a word that points: "asked about it", "asked for comment"."""
    plain = {words.texts[index].lower() for span in content for index in range(*span)}
    return plain <= _POINTING


def lays_claim(words: Words, cue: Range) -> bool:
    """Return True for "both lay claim to the valley", which tells what two want and not what they say."""
    plain = [words.texts[index].lower() for index in range(*cue)]
    return "claim" in plain and not _LAYING.isdisjoint(plain)


def is_hearer(words: Words, content: Iterable[Range]) -> bool:
    """Return True for the "who asks" of "he will tell anyone who asks": to whom it is told, and nothing said."""
    firsts = [first for first, _ in content]
    return all(
        first > 0
        and words.texts[first].lower() == "who"
        and words.texts[first - 1].lower() in _ANYBODY
        for first in firsts
    )


def is_renown(words: Words, cue: Range) -> bool:
    """Return True for "has been known for its plums" and "known in town as the Fox": a name or fame, and nothing said."""
    start, end = cue
    known = [i for i in range(start, end) if words.texts[i].lower() in _KNOWN]
    if not known:
        return False
    behind = [w.lower() for w in words.texts[known[-1] + 1 : known[-1] + 2]]
    return not _RENOWN.isdisjoint(behind)


def is_cue_word(word: str) -> bool:
    """Return True for a form of a cue verb."""
    return word.lower() in _forms()


@cache
def _forms() -> frozenset[str]:
    """Return every form of every cue verb.

    >>> {"denies", "denied", "claiming", "told"} <= _forms()
    True
    """
    rules = load_lexicon("sayso.attribute.rules", "cues.toml")["verbs"]
    inner = _VOCABULARY["inner"]
    forms = {*inner["irregular"], *inner["nouns"], *inner["phrases"], *HEDGE_ADVERBS}
    for lemma in (*rules["speech"], *inner["verbs"]):
        stem = lemma[:-1]
        if lemma.endswith("e"):
            forms |= {lemma, lemma + "s", lemma + "d", stem + "ing"}
        elif lemma.endswith("y") and lemma[-2] not in "aeou":
            forms |= {lemma, stem + "ies", stem + "ied", lemma + "ing"}
        else:
            forms |= {lemma, lemma + "s", lemma + "es", lemma + "ed", lemma + "ing"}
            forms |= {lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"}
    return frozenset(forms)
