"""When two claims say the same thing: nearly the same words, or the same event, place and observation."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sayso.model import Claim, Observation, Polarity, When
from sayso.text import load_lexicon

NEAR_WORDS = 0.6
COUNTERPART_WORDS = 0.45
EVENT_WORDS, FEWEST_EVENT_WORDS = 0.75, 2
FEWEST_WORDS = 3
POSTINGS = 50
_OF_PRESENCE = (Observation.ASSERTED_ABSENCE, Observation.ASSERTED_PRESENCE)
_ENDING = re.compile(r"(?<=\w{3})(?:ed|ing|es|s)$")
_WORD = re.compile(r"[^\W_]+")
_KEPT = frozenset({"no", "not", "all", "two"})
_COMMON = frozenset(load_lexicon("sayso.trace", "common_words.toml")["english"]["words"]) - _KEPT


@dataclass(frozen=True, slots=True)
class Gist:
    """What of a claim is compared: its telling words, its topic, and the days it speaks of.

    `topic` is event, observation, polarity and places; None where the claim fills too few of them.
    """

    claim: Claim
    words: frozenset[str]
    topic: tuple[str, ...] | None
    places: frozenset[str]
    times: tuple[When, When] | None

    def share(self, other: "Gist") -> float:
        """Return how many of all their words the two have in common (Jaccard)."""
        every = len(self.words | other.words)
        return len(self.words & other.words) / every if every else 0.0

    def same_time(self, other: "Gist") -> bool:
        """Return False only where both give times that exclude each other."""
        if self.times is None or other.times is None:
            return True
        (a, b), (c, d) = self.times, other.times
        return a.earliest <= d.latest and c.earliest <= b.latest

    def same_place(self, other: "Gist") -> bool:
        """Return False only where both give places and share none."""
        return not self.places or not other.places or not self.places.isdisjoint(other.places)

    def near(self, other: "Gist") -> bool:
        """Return True for nearly the same words that neither polarity nor time sets apart."""
        enough = min(len(self.words), len(other.words)) >= FEWEST_WORDS
        return (
            (enough or self.words == other.words)
            and self.share(other) >= NEAR_WORDS
            and self.claim.polarity is other.claim.polarity
            and self.same_time(other)
        )


def gist(claim: Claim) -> Gist:
    """Return the gist of a claim."""
    words = telling(claim.words)
    places = frozenset(p.sector or str(p.geonameid or p.name.casefold()) for p in claim.places)
    return Gist(claim, words, _topic(claim, places), places, _times(claim))


def telling(text: str) -> frozenset[str]:
    """Return the words of a text, in lower case, that not every English text has."""
    return frozenset(word for word in _WORD.findall(text.casefold()) if word not in _COMMON)


def _topic(claim: Claim, places: frozenset[str]) -> tuple[str, ...] | None:
    seen = "" if claim.observation is Observation.NONE else claim.observation.value
    if not (claim.event or seen) or not places:
        return None
    return (claim.event, seen, claim.polarity.value, *sorted(places))


def _times(claim: Claim) -> tuple[When, When] | None:
    if claim.time is None or not (claim.time.earliest.known and claim.time.latest.known):
        return None
    return claim.time.earliest, claim.time.latest


def same_things(gists: Sequence[Gist]) -> Iterator[tuple[Claim, Claim]]:
    """Yield pairs of claims that say the same thing, enough to connect all that do.

    All are by one mouth or one relayed report. A claim is set beside the last fifty of its topic (in one
    report its observation is topic enough where a place is missing), and near-equal words are looked up in an index
    whose words keep their first fifty holders: the work grows with the claims, not with their square.
    """
    topics: dict[tuple[str, ...], list[Gist]] = defaultdict(list)
    held: dict[str, list[int]] = defaultdict(list)
    for number, mine in enumerate(gists):
        for key in _keys(mine):
            for other in topics[key][-POSTINGS:]:
                if mine.same_time(other) and mine.same_place(other):
                    yield other.claim, mine.claim
            topics[key].append(mine)
        votes = Counter(n for word in mine.words for n in held[word])
        for candidate in sorted(votes):
            if mine.near(gists[candidate]):
                yield gists[candidate].claim, mine.claim
        for word in mine.words:
            if len(held[word]) < POSTINGS:
                held[word].append(number)


def _keys(mine: Gist) -> list[tuple[str, ...]]:
    keys = [mine.topic] if mine.topic is not None else []
    if mine.claim.observation is not Observation.NONE:
        keys.append(("seen in", mine.claim.document, mine.claim.observation.value))
    return keys


def most_alike(mine: Gist, others: Sequence[Gist], fits: Callable[[Claim], bool]) -> Claim | None:
    """Return the fitting claim that says most nearly the same, None where none comes near.

    A shared topic counts like near-equal words; a claim of the other polarity never fits.
    """
    rows = []
    for other in others:
        same = mine.claim.polarity is other.claim.polarity and mine.same_time(other)
        if same and fits(other.claim):
            share = mine.share(other)
            topical = mine.topic is not None and mine.topic == other.topic
            rows.append((max(share, NEAR_WORDS * topical), share, other.claim.id, other.claim))
    best = max(rows, key=lambda row: row[:3], default=None)
    return best[3] if best is not None and best[0] >= COUNTERPART_WORDS else None


def says_the_same(mine: Gist, other: Gist) -> bool:
    """Return True where nothing sets two claims apart and they tell of one event or observation: "left the town", "abandoned Dolna".

    It is looser than `near`, for claims of which it is known already that one passes on the other, or that nobody signs for.
    """
    a, b = mine.claim, other.claim
    if not _same_actors(a, b):
        return False
    if mine.near(other):
        return True
    if not (mine.same_time(other) and mine.same_place(other)):
        return False
    event = bool(a.event) and a.event == b.event
    if a.observation is b.observation and a.observation in _OF_PRESENCE:
        return event or not (a.event and b.event)
    if {a.polarity, b.polarity} == {Polarity.POSITIVE, Polarity.NEGATIVE}:
        return False
    words, others = ({_stem(word) for word in one.words} for one in (mine, other))
    fewer = min(len(words), len(others))
    return event and len(words & others) >= max(EVENT_WORDS * fewer, FEWEST_EVENT_WORDS)


def _stem(word: str) -> str:
    """Return a word without the ending that its tense or number gives it.

    >>> _stem("raided") == _stem("raids") == _stem("raid"), _stem("bed")
    (True, 'bed')
    """
    return _ENDING.sub("", word)


def _same_actors(a: Claim, b: Claim) -> bool:
    """Return False only where both name who acts and have nobody in common."""
    mine, theirs = ({m.name.casefold() for m in c.actors} for c in (a, b))
    return not mine or not theirs or not mine.isdisjoint(theirs)
