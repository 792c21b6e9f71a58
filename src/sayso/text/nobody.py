"""Speakers that name nobody: "sources", "several media", "social media users", "everybody"."""

import re

from sayso.model import Claim, EvidenceBasis
from sayso.text.lexicon import load_lexicon

_LEXICON = load_lexicon("sayso.text", "nobody.toml")["nobody"]
_HEADS = frozenset(_LEXICON["heads"])
_ONLY_WITH_KIND = frozenset(_LEXICON["only_with_kind"])
_UNSIGNED = frozenset(_LEXICON["unsigned"])
_KINDS = frozenset(_LEXICON["kinds"]) | _UNSIGNED
_BEFORE = frozenset(_LEXICON["counts"]) | _KINDS
_TELLING = frozenset(_LEXICON["crowds"]) | _KINDS
_TEXTS = re.compile(
    rf"(?:(?:the|this|that|these|those|its?) )?(?:{'|'.join(_LEXICON['unsigned_texts'])})\b.*",
    re.IGNORECASE | re.DOTALL,
)
_OWNED = re.compile(r"\b(?:of|by|from)\b")
_TAIL = re.compile(
    rf",? (?:{'|'.join(sorted(map(re.escape, _LEXICON['tails']), key=len, reverse=True))})$"
)
_ON = re.compile(r" on .+$", re.DOTALL)
_GOES_ROUND = re.compile(
    r"\b(?:everybody|everyone|people|they all|some|many|others)"
    r"(?: (?:here|there|in (?:the )?\w+|now|still|all|also|keep|keeps|just)){0,3}"
    rf" (?:{'|'.join(_LEXICON['verbs'])})\b",
    re.IGNORECASE,
)


def names_nobody(speaker: str) -> bool:
    """Return True for a speaker of whom nothing is said but that somebody speaks: no name, no office, no body.

    A source of some body, or an observer of some mission, is more than that.

    >>> [names_nobody(n) for n in ("Sources", "one source", "Several media", "an anonymous post on the channel Grey Wind")]
    [True, True, True, True]
    >>> names_nobody("many accounts"), names_nobody("the account"), names_nobody("a viral post"), names_nobody("Post")
    (True, False, True, False)
    >>> [names_nobody(n) for n in ("a source in the ministry", "the people of Dolna", "analysts", "Ana Brandt", "Harbour Post")]
    [False, False, False, False, False]
    """
    words = " ".join(speaker.replace("’", "'").split())
    plain = words.casefold()
    bare = _TAIL.sub("", plain)
    tailed = bare != plain
    front = bare.split()
    if _UNSIGNED & {*front}:
        front = _ON.sub("", bare).split()
    if not front or front[-1] not in _HEADS or _is_a_name(words):
        return False
    before = front[:-1]
    if not all(word in _BEFORE for word in before):
        return False
    return front[-1] not in _ONLY_WITH_KIND or tailed or not _TELLING.isdisjoint(before)


def of_nobody(claim: Claim) -> bool:
    """Return True for a claim of nobody in particular: of "sources", of an online post, or of what is reported without a source.

    What nobody is named for and is not called hearsay may be the report's own word.
    """
    speaker = claim.speaker
    if speaker.known:
        return names_nobody(speaker.name)
    if speaker.span is not None and _unsigned(" ".join(speaker.span.quote.split())):
        return True
    return claim.evidence_basis is EvidenceBasis.REPORTED


def _unsigned(mention: str) -> bool:
    """Return True for a mention of nobody, or of a text that nobody found out the writer of: "the message, which bore no name"."""
    text = _TEXTS.fullmatch(mention) is not None and _OWNED.search(mention) is None
    return text or names_nobody(mention)


def goes_round(words: str) -> bool:
    """Return True where somebody says that others say so: hearsay, whoever passes it on.

    >>> goes_round("I heard a bang. But everybody here says that the miller did it")
    True
    >>> goes_round("The people left in the night")
    False
    """
    return _GOES_ROUND.search(words) is not None


def _is_a_name(words: str) -> bool:
    """Return True where a word after the first has a capital that no network of `kinds` explains: "Morning Post"."""
    rest = _ON.sub("", words).split()[1:]
    return any(w[:1].isupper() and w.casefold() not in _KINDS for w in rest)
