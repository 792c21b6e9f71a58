"""What of a claim is compared, worked out once: its actors' names, the days it speaks of, its words."""

import re
from dataclasses import dataclass

from sayso.compare.windows import Window, window
from sayso.model import Claim, When
from sayso.text import load_lexicon

STEM_CHARS = 5
_KINDS = frozenset(load_lexicon("sayso.compare", "actors.toml")["actors"]["kinds"])
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Facets:
    """A claim with what its slots come to.

    `actor_stems` are the beginnings of the words that tell whose the actors are ("ukrai" for Ukraine and
    Ukrainian), `actor_numbers` the numbers of units, `mouth` the speaker by entity or name ('' for nobody).
    """

    claim: Claim
    published: When
    window: Window | None
    entities: frozenset[str]
    actor_names: str
    actor_words: frozenset[str]
    actor_stems: frozenset[str]
    actor_numbers: frozenset[str]
    words: frozenset[str]
    mouth: str


def stems(names: str) -> frozenset[str]:
    """Return the beginnings of the words of names that tell whose they are: "ukrai" for Ukraine and Ukrainian."""
    words = _WORD.findall(names.casefold())
    return frozenset(word[:STEM_CHARS] for word in words if word not in _KINDS)


def facets(claim: Claim, published: When) -> Facets:
    """Return the facets of a claim whose report was published then (or unknown)."""
    names = "; ".join(sorted({mention.name for mention in claim.actors}))
    actor_words = frozenset(_WORD.findall(names.casefold()))
    speaker = claim.speaker
    return Facets(
        claim,
        published,
        window(claim, published),
        frozenset(mention.entity for mention in claim.actors) - {""},
        names,
        actor_words,
        stems(names),
        frozenset(_NUMBER.findall(names)),
        frozenset(_WORD.findall(claim.words.casefold())),
        (speaker.entity or speaker.name.casefold()) if speaker.known else "",
    )
