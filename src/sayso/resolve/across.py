"""Speakers across the reports of a story: one report's "Harrow" is another's "Jens Harrow"."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from sayso.model import Claim, Decision, Entity, EntityKind, Speaker
from sayso.resolve.papers import Papers
from sayso.resolve.rulings import Rulings


def across(
    claims: Sequence[Claim], decisions: Sequence[Decision] = (), outlets: Sequence[str] = ()
) -> tuple[Claim, ...]:
    """Return the claims with each bare surname led to the only fuller name of the story that ends in it.

    "The ministry" is the only one that reports name in full. A speaker that is one of the story's `outlets` is known as one. A speaker whose office one report gives keeps it in all. Two persons of one surname stay apart, and
    the order of the claims changes nothing. What a person ruled of names goes before all of this.
    """
    ruled = Rulings.of(decisions)
    papers = Papers.of(outlets)
    claims = [ruled.mentioned(papers.told(claim)) for claim in ruled.spoken(claims)]
    people = {c.speaker.name for c in claims if c.speaker.kind is EntityKind.PERSON}
    fuller: dict[str, set[str]] = defaultdict(set)
    for name in people:
        if " " in name and name[0].isupper():
            fuller[name.rpartition(" ")[2]].add(name)
    full = {
        name: next(iter(fuller[name]))
        for name in people - ruled.alone
        if len(fuller.get(name, ())) == 1
    }
    full |= _bodies_in_full(claims, ruled.alone)
    named = [
        _under(claim, ruled.name(full.get(claim.speaker.name, claim.speaker.name)))
        for claim in claims
    ]
    mentions: dict[str, list[Speaker]] = defaultdict(list)
    for claim in named:
        if claim.speaker.kind is EntityKind.PERSON:
            mentions[claim.speaker.entity].append(claim.speaker)
    offices = {entity: fullest_speaker(found) for entity, found in mentions.items() if entity}
    return tuple(_in_office(claim, offices.get(claim.speaker.entity)) for claim in named)


def _bodies_in_full(claims: Sequence[Claim], alone: Collection[str]) -> dict[str, str]:
    """Return for "the ministry" the only authority of the story that it can be short for: "interior ministry"."""
    names = {c.speaker.name for c in claims if c.speaker.kind is EntityKind.GOVERNMENT}
    fuller: dict[str, dict[str, str]] = defaultdict(dict)
    for name in sorted(names):
        short, _, last = name.rpartition(" ")
        if short:
            fuller[last.casefold()].setdefault(name.casefold(), name)
    return {
        name: next(iter(fuller[name].values()))
        for name in names - set(alone)
        if name.islower() and len(fuller.get(name, ())) == 1
    }


def _in_office(claim: Claim, known: Speaker | None) -> Claim:
    if known is None or claim.speaker.affiliation:
        return claim
    role = claim.speaker.role or known.role
    return replace(claim, speaker=replace(claim.speaker, affiliation=known.affiliation, role=role))


def _under(claim: Claim, name: str) -> Claim:
    speaker = claim.speaker
    if name == speaker.name:
        return claim
    chain = tuple(name if part == speaker.name else part for part in speaker.chain)
    entity = Entity(name, speaker.kind).id
    return replace(claim, speaker=replace(speaker, name=name, entity=entity, chain=chain))


def fullest_speaker(speakers: Sequence[Speaker]) -> Speaker:
    """Return the one of several mentions of a speaker that says most of its office; ties by the words."""
    return max(speakers, key=lambda s: (s.affiliation != "", len(s.role), s.role, s.affiliation))
