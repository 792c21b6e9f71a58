"""Chooses the pairs of claims worth comparing, so that unrelated claims cost nothing."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence

from sayso.compare.actors import align_actors
from sayso.compare.aligned import Order
from sayso.compare.facets import Facets, facets
from sayso.compare.numbers import measure, sides_of
from sayso.compare.places import place_keys
from sayso.compare.relate import relate_facets
from sayso.compare.slots import align_predicates
from sayso.compare.windows import apart
from sayso.model import Claim, Observation, QuantityRole, Relation, RelationKind, When


def relations(
    claims: Sequence[Claim],
    *,
    published: Mapping[str, When] | None = None,
    origin_of: Mapping[str, str] | None = None,
) -> tuple[Relation, ...]:
    """Return how the claims stand to each other, pair by pair, in the order of the claims.

    Compared are pairs that share a topic (event, presence, or what is counted) and an actor's word or
    a place. `published` gives each document's date by id, `origin_of` the origin of each claim by id.
    Of claims that one origin (or, without origins, one speaker) makes in the same slots the first
    stands for all. Two claims of one origin are never set against each other; kept is only that the
    later supersedes the earlier. Pairs that certainly speak of different actors or events, or that
    different mouths make of different days, are left out.
    """
    dates, origins, unknown = published or {}, origin_of or {}, When.unknown()
    known = _first_of_kind(
        [facets(claim, dates.get(claim.document, unknown)) for claim in claims], origins
    )
    found = []
    for i, j in _candidates(known):
        a, b = known[i], known[j]
        if _unrelated(a, b):
            continue
        relation = relate_facets(a, b, _similarity(a.words, b.words))
        one_origin = a.claim.id in origins and origins[a.claim.id] == origins.get(b.claim.id)
        if not one_origin or relation.kind is RelationKind.SUPERSEDES:
            found.append(relation)
    return tuple(found)


def _first_of_kind(known: Sequence[Facets], origins: Mapping[str, str]) -> list[Facets]:
    kinds: dict[Hashable, Facets] = {}
    for one in known:
        claim = one.claim
        whose = origins.get(claim.id) or one.mouth or claim.id
        slots = (claim.event or claim.predicate, claim.observation, claim.polarity, claim.certainty)
        places = frozenset((p.geonameid, p.name.casefold(), p.sector) for p in claim.places)
        counted = tuple((measure(q), sides_of(q), q.low, q.high) for q in claim.quantities)
        days = one.window if one.window and one.window.given else None
        kinds.setdefault((whose, slots, claim.tense, places, counted, days, one.actor_names), one)
    return list(kinds.values())


def _unrelated(a: Facets, b: Facets) -> bool:
    """Return True for claims that certainly speak of different actors, events, or days."""
    if align_predicates(a.claim, b.claim).order is not Order.SAME:
        return True
    if align_actors(a, b).order is Order.APART:
        return True
    return a.mouth != b.mouth and apart(a.window, b.window)


def _similarity(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def _candidates(known: Sequence[Facets]) -> Iterator[tuple[int, int]]:
    buckets: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, one in enumerate(known):
        for topic in sorted(_topics(one.claim)):
            for anchor in sorted(one.actor_stems | place_keys(one.claim)):
                buckets[topic, anchor].append(number)
    pairs = {(i, j) for held in buckets.values() for k, i in enumerate(held) for j in held[k + 1 :]}
    yield from sorted(pairs)


def _topics(claim: Claim) -> set[str]:
    topics = {f"event {claim.event}"} if claim.event else {f"verb {claim.predicate.casefold()}"}
    if claim.observation is not Observation.NONE:
        topics.add("presence")
    topics |= {
        f"count {q.role.value}" for q in claim.quantities if q.role is not QuantityRole.OTHER
    }
    return topics - {"verb "}
