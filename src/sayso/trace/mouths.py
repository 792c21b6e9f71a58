"""Which speakers are one mouth across reports: by entity, by full name, and through their spokesmen."""

import re
from collections import defaultdict
from collections.abc import Sequence

from sayso.model import UNKNOWN_SPEAKER, Claim, EntityKind
from sayso.text import load_lexicon, names_nobody, of_nobody

_LEXICON = load_lexicon("sayso.trace", "speakers.toml")["speakers"]
_TITLES = frozenset(_LEXICON["titles"])
_INDEFINITE = frozenset(_LEXICON["indefinite"])
_GENERIC = frozenset(_LEXICON["generic"])
_PART = re.compile(r" (?:of|in|for|from|at|with|near|on) |,")


def nameable(name: str) -> bool:
    """Return True for a name that can be known again in another report.

    "Some brigades", "a Ukrainian brigade" and "officials" name nobody; "the 80th brigade" does.

    >>> [nameable(n) for n in ("Ana Brandt", "the 80th brigade", "Ruritania's navy", "BBC")]
    [True, True, True, True]
    >>> [nameable(n) for n in ("A spokesman", "Officials", "Ruritanian officials", "the brigade")]
    [False, False, False, False]
    >>> nameable("Everybody"), nameable("Social media users")
    (False, False)
    """
    words = name.split()
    if not words or name == UNKNOWN_SPEAKER or words[0].casefold() in _INDEFINITE:
        return False
    if names_nobody(name):
        return False
    words = words[1:] if words[0].casefold() == "the" else words
    if not any(c.isupper() or c.isdigit() for word in words for c in word):
        return False
    head = _PART.split(" ".join(words))[0].split()[-1:]
    plural = bool(head) and head[0].islower() and head[0].endswith("s")
    return not plural and " ".join(words).casefold() not in _GENERIC


def named(claim: Claim) -> bool:
    """Return True when the claim's speaker can be known again in another report."""
    return claim.speaker.known and nameable(claim.speaker.name)


def plain_name(name: str) -> str:
    """Return the name in lower case without article and titles.

    >>> plain_name("President Ana Brandt") == plain_name("Ana  Brandt")
    True
    """
    words = [word.strip(".,") for word in name.casefold().split()]
    while len(words) > 1 and (words[0] in _TITLES or words[0] == "the"):
        words.pop(0)
    return " ".join(words)


def mouths(claims: Sequence[Claim]) -> dict[str, str]:
    """Return the mouth of each claim, by claim id; a claim that nobody says is not among them.

    A bare surname is the mouth of the only fuller name that ends in it. A source that names nobody
    ("some brigades") is the same mouth only within one report, or through the same named relay; what "everybody says"
    in a speaker's words is of that speaker's mouth.
    """
    fuller: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        name = plain_name(claim.speaker.name)
        if named(claim) and " " in name:
            fuller[name.rpartition(" ")[2]].add(name)
    found = {claim.id: _mouth(claim, fuller) for claim in claims if claim.speaker.known}
    own = {(c.document, c.speaker.name): found[c.id] for c in claims if named(c)}
    for claim in claims:
        if claim.id in found and of_nobody(claim):
            through = ((claim.document, name) for name in claim.speaker.chain[:-1])
            heard = [own[key] for key in through if key in own]
            found[claim.id] = heard[-1] if heard else found[claim.id]
    return found


def _mouth(claim: Claim, fuller: dict[str, set[str]]) -> str:
    name = plain_name(claim.speaker.name)
    if named(claim):
        longer = fuller.get(name, set())
        return claim.speaker.entity or (next(iter(longer)) if len(longer) == 1 else name)
    if _is_authority(claim):
        return claim.speaker.entity or name
    relays = [relay for relay in claim.speaker.chain[:-1] if nameable(relay)]
    return f"{plain_name(relays[-1]) if relays else claim.document} > {name}"


def _is_authority(claim: Claim) -> bool:
    """Return True for an authority that needs no capitals to be known again: "the interior ministry", not "a ministry", "officials"."""
    words = claim.speaker.name.casefold().split()
    one = len(words) > 1 and words[0] not in _INDEFINITE and not words[-1].endswith("s")
    return one and claim.speaker.kind is EntityKind.GOVERNMENT


def bodies(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    """Return the claims of each body that speaks both in its own name and through somebody."""
    own: dict[str, list[Claim]] = defaultdict(list)
    through: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if named(claim):
            own[plain_name(claim.speaker.name)].append(claim)
            if claim.speaker.affiliation:
                through[plain_name(claim.speaker.affiliation)].append(claim)
    return {body: [*own[body], *through[body]] for body in sorted(own) if body in through}
