"""Claims from attributions: each sentence of a content becomes one claim with its slots filled."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Generic, TypeVar

from sayso.claim.entries import entry_times
from sayso.claim.likelier import likelier, ruled
from sayso.claim.modality import NEGATORS
from sayso.claim.network import ClaimNetwork, Said
from sayso.claim.observation import OPPOSITE, names_force
from sayso.claim.part import Part, parts
from sayso.claim.passages import passage_of
from sayso.claim.sector import sectors
from sayso.model import (
    Attribution,
    Certainty,
    Claim,
    Document,
    EntityKind,
    EvidenceBasis,
    Mention,
    Observation,
    Place,
    Polarity,
    Quantity,
    Speaker,
    Tense,
    TimeExpression,
)
from sayso.text import Parse, called_untrue, goes_round, load_lexicon, noticed

_EVENTS = {
    lemma: event
    for event, lemmas in load_lexicon("sayso.claim", "events.toml")["events"].items()
    for lemma in lemmas
}
MAINLY = 0.6
S = TypeVar("S", Mention, Place, TimeExpression, Quantity)
_POINTING = frozenset({"it", "such", "that", "this"})


def claims(
    document: Document,
    parse: Parse,
    attributions: Sequence[Attribution],
    speakers: Mapping[str, Speaker],
    *,
    mentions: Sequence[Mention] = (),
    places: Sequence[Place] = (),
    times: Sequence[TimeExpression] = (),
    quantities: Sequence[Quantity] = (),
    network: ClaimNetwork | None = None,
) -> tuple[Claim, ...]:
    """Return the claims of a document in order of its attributions.

    `speakers` is by attribution id; mentions, places, times and quantities are those of the whole document:
    each goes to the claim whose words hold it. A slot whose words the claim does not hold stays unknown;
    only "this might be a lull" takes its actors from what the same speaker says before in that sentence.
    A claim that in the main passes on another's claim observes nothing itself: the other one does.
    Where the rules leave open how a speaker knows, or see nothing said of presence, the network is asked.
    """
    named, placed = _Spanned(mentions), _Spanned(places)
    timed, counted = _Spanned(times), _Spanned(quantities)
    entered = entry_times(document)
    inner = {item.nested_in: item for item in attributions if item.nested_in}
    found: list[Claim] = []
    last: dict[tuple[str, int], tuple[Mention, ...]] = {}
    every = list(_all_parts(document, parse, attributions))
    asked = network.said([passage_of(part) for part in every]) if network and every else []
    for part, said in zip_longest(every, asked):
        speaker = speakers[part.attribution.id]
        actors = named.within(part)
        sentence = (speaker.name, part.head.sentence)
        if not actors and not _POINTING.isdisjoint(t.lower for t in part.tokens):
            actors = last.get(sentence, ())
        last[sentence] = actors or last.get(sentence, ())
        where = sectors(document, part.spans, speaker) + placed.within(part)
        time = next(iter(timed.within(part)), None)
        claim = _claim(part, speaker, actors, where, time, counted.within(part), said=said)
        if time is None and claim.tense is not Tense.FUTURE:
            claim = replace(claim, time=entered(part.spans[0].start))
        claim = _likewise(claim) if part.pointed else claim
        if noticed(document.text, part.attribution, part.spans, known=speaker.known):
            claim = _unasserted(claim)
        elif called_untrue(claim.words):
            claim = _denial(claim)
        relays = _passes_on(part, inner.get(part.attribution.id))
        claim = _as_heard(claim) if goes_round(claim.words) else claim
        found.append(_silent(claim) if relays else claim)
    return tuple(found)


def _all_parts(
    document: Document, parse: Parse, attributions: Sequence[Attribution]
) -> Iterator[Part]:
    said = {item.id: item.content for item in attributions}
    for item in attributions:
        pointed = said.get(item.points_to[0], ()) if item.points_to else ()
        yield from parts(document, parse, item, pointed)


class _Spanned(Generic[S]):
    """Things of a document in order of the text, found by the part whose words hold them."""

    def __init__(self, items: Sequence[S]) -> None:
        self._items: list[S] = sorted(items, key=lambda item: item.span.start)
        self._starts: list[int] = [item.span.start for item in self._items]

    def within(self, part: Part) -> tuple[S, ...]:
        """Return the things whose span lies within the part."""
        found: list[S] = []
        for own in part.spans:
            first, end = bisect_left(self._starts, own.start), bisect_left(self._starts, own.end)
            found += [item for item in self._items[first:end] if own.covers(item.span)]
        return tuple(found)


def _claim(
    part: Part,
    speaker: Speaker,
    actors: tuple[Mention, ...],
    places: tuple[Place, ...],
    time: TimeExpression | None,
    quantities: tuple[Quantity, ...],
    said: Said | None,
) -> Claim:
    of_force = names_force(part, any(m.kind is EntityKind.GROUP for m in actors))
    rules = ruled(part, speaker, of_force=of_force)
    slots = likelier(part, speaker, rules, said)
    return Claim(
        part.attribution,
        speaker,
        predicate=part.head.lemma,
        event=_event(part, slots.tense),
        actors=tuple(m for m in actors if not _acted_on(part, m)),
        recipients=tuple(m for m in actors if _acted_on(part, m)),
        **slots._asdict(),
        places=places,
        time=time,
        quantities=quantities,
        relay_depth=max(len(speaker.chain) - 1, 0),
        passage=part.passage,
        by_network=tuple(
            n for n, a, b in zip(slots._fields, rules, slots, strict=True) if a is not b
        ),
    )


def _likewise(claim: Claim) -> Claim:
    """Return a claim that only says "similar claims": how alike they are, and how it knows, nobody says."""
    sure = claim.certainty is Certainty.CERTAIN
    certainty = Certainty.PROBABLE if sure else claim.certainty
    by_network = _but(claim.by_network, "certainty", "evidence_basis")
    basis = EvidenceBasis.UNKNOWN
    return replace(claim, certainty=certainty, evidence_basis=basis, by_network=by_network)


def _unasserted(claim: Claim) -> Claim:
    """Return a claim of which its text says that it does not hold: taken back, put right, debunked or left open."""
    by_network = _but(claim.by_network, "polarity", "certainty", "observation")
    return replace(
        claim,
        polarity=Polarity.UNKNOWN,
        certainty=Certainty.UNKNOWN,
        observation=Observation.NONE,
        by_network=by_network,
    )


def _as_heard(claim: Claim) -> Claim:
    """Return "everybody says that ..." as hearsay: the speaker has it from others, saw nothing of it, and does not vouch for it."""
    by_network = _but(claim.by_network, "certainty", "evidence_basis", "observation")
    sure = claim.certainty is Certainty.CERTAIN
    certainty = Certainty.PROBABLE if sure else claim.certainty
    sighted = claim.observation in (Observation.SIGHTING, Observation.NON_OBSERVATION)
    seen = Observation.NONE if sighted else claim.observation
    return replace(
        claim,
        certainty=certainty,
        evidence_basis=EvidenceBasis.REPORTED,
        observation=seen,
        by_network=by_network,
    )


def _denial(claim: Claim) -> Claim:
    """Return a claim that calls a claim untrue as a denial of it; what is denied of a denial is left open."""
    words = {word.strip(",.;:“”\"'") for word in claim.words.casefold().split()}
    if not words.isdisjoint(NEGATORS) or claim.polarity is Polarity.NEGATIVE:
        return _unasserted(claim)
    by_network = _but(claim.by_network, "polarity", "observation")
    seen = OPPOSITE.get(claim.observation, claim.observation)
    return replace(claim, polarity=Polarity.NEGATIVE, observation=seen, by_network=by_network)


def _silent(claim: Claim) -> Claim:
    """Return a claim as one that observes nothing itself: the claim it passes on does."""
    by_network = _but(claim.by_network, "observation")
    return replace(claim, observation=Observation.NONE, by_network=by_network)


def _but(slots: tuple[str, ...], *settled: str) -> tuple[str, ...]:
    """Return the slots that the claim's form has not settled."""
    return tuple(slot for slot in slots if slot not in settled)


def _passes_on(part: Part, inner: Attribution | None) -> bool:
    """Return True when what is said is in the main that somebody else says it: the inner claim is seen."""
    if inner is None:
        return False
    own = sum(span.end - span.start for span in part.spans)
    held = sum(s.end - s.start for s in inner.content if part.holds(s))
    return held >= MAINLY * own


def _event(part: Part, when: Tense) -> str:
    for token in (part.head, *part.tokens):
        if token.pos not in ("VERB", "NOUN", "ADJ"):
            continue
        event = _EVENTS.get(token.lemma) or _EVENTS.get(token.lower)
        if event:
            return "CONCEDE" if event == "RETREAT" and when is Tense.FUTURE else event
    return ""


def _acted_on(part: Part, mention: Mention) -> bool:
    """Return True when the mention stands in the object of the part's main verb."""
    inside = [t for t in part.tokens if mention.span.start <= t.start < mention.span.end]
    for token in inside:
        current = token
        for _ in range(6):
            if current.dep in ("dobj", "pobj", "nsubjpass"):
                return True
            if current.dep == "nsubj" or current.head == current.index:
                break
            current = part.parse.tokens[current.head]
    return False
