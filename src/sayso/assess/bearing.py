"""Which claims bear on a question, as what observation, and why the others do not."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from sayso.assess import actor, area
from sayso.assess.bearing_model import bearing_model, features
from sayso.assess.models import presence
from sayso.assess.nobodys import nobodys
from sayso.assess.observe import ABSENT, ASSERTION
from sayso.assess.past import long_ago
from sayso.assess.said import Said, answered, said_of, worded
from sayso.assess.unasserted import unasserted
from sayso.assess.weight import hedge_weight
from sayso.model import (
    Bearing,
    Certainty,
    Claim,
    Document,
    EvidenceBasis,
    Origin,
    Polarity,
    Question,
    Source,
    SourceKind,
    Tense,
    When,
)

REPEAT_DAYS, SAME_NEWS_DAYS = 7, 1
NEAR_DAYS = 3
LIKELIER, AGREED = 0.5, 0.35
"""A claim bears where the bearing model finds it likelier than not, or at least so likely where the rules say so too; it is weighed with that probability."""
NEAR_WORDS, SAME_WORDS = 0.5, 0.8
NO_NEWS = "it says again what its original says without a source"
FREE = "it neither says nor denies any of the answers; a person may rule otherwise (sayso rule)"


def bearings(
    question: Question,
    claims: Sequence[Claim],
    *,
    sources: Mapping[str, Source],
    origins: Sequence[Origin],
    documents: Mapping[str, Document],
    echoes: Mapping[str, str] | None = None,
    answers: Mapping[str, tuple[str, bool, float, str]] | None = None,
    kinds: Mapping[str, tuple[float, ...]] | None = None,
) -> tuple[Bearing, ...]:
    """Return one bearing for each claim, in order; a claim that does not bear says why in words.

    `sources` is keyed by a speaker's name or entity id, `documents` by id. A document without a date of
    publication counts from the day it was retrieved; without either its claims cannot be put in time.
    `echoes` names for a claim of a rewrite the claim it says again, '' where the original has no claim there:
    it is weighed as that one and as nothing else. `answers` says of claims, for a kind of question without a model of what is seen,
    which hypothesis each speaks of, whether it denies it, how probable that reading is, and why. `kinds` says of claims, for a question of presence, what a
    network takes each for (a share for each of `PRESENCES`).
    """
    by_claim = {claim: origin.id for origin in origins for claim in origin.claims}
    crowd = nobodys(claims, origins)
    by_claim |= crowd
    texts = {key: f"{d.title}\n{d.text}" for key, d in documents.items()}
    around = area.surroundings(claims, question.place, texts, question.actor)
    found = [
        _bearing(
            question,
            claim,
            sources,
            by_claim,
            documents.get(claim.document),
            around,
            (answers or {}).get(claim.id),
            (kinds or {}).get(claim.id, ()),
        )
        for claim in claims
    ]
    near = {claim: rank for origin in origins for rank, claim in enumerate(origin.claims)}
    anew = _told_anew(question, origins)
    own = [b for b in found if b.claim not in (echoes or {})]
    settled = {
        b.claim: b for b in _repeats_settled(own, claims, near, anew, frozenset(crowd.values()))
    }
    return tuple(
        settled[b.claim] if b.claim in settled else _echo(b, (echoes or {})[b.claim], settled)
        for b in found
    )


def _echo(b: Bearing, lead: str, settled: Mapping[str, Bearing]) -> Bearing:
    """Return the bearing of an echo: that of the claim it says again, none where that one has none."""
    first = settled.get(lead)
    if first is None:
        why = f"it says again {lead}, which does not stand" if lead else NO_NEWS
        return replace(b, bears=False, reason=why)
    return replace(
        first,
        claim=b.claim,
        reason=f"{first.reason}; repeats {lead}",
        origin=b.origin,
        published=b.published,
    )


class Parts(NamedTuple):
    """What the rules make of a claim.

    It is what it says, how surely it is about the actor and about the place, and why, the part of the place, and whether it tells of long ago.
    """

    said: Said | None
    about: tuple[float, str]
    there: tuple[float, str]
    part: str
    old: bool


def bearing_parts(
    question: Question, claim: Claim, claims: Sequence[Claim], document: Document
) -> tuple[Said | None, float, float, bool]:
    """Return what the rules make of a claim whose report is all there is: what it is, how surely of the actor and the place, whether of long ago."""
    texts = {document.id: f"{document.title}\n{document.text}"}
    around = area.surroundings(claims, question.place, texts, question.actor)
    found = _parts(question, claim, texts[document.id], around, None, document.published)
    return found.said, found.about[0], found.there[0], found.old


def asked_of(
    question: Question, claims: Sequence[Claim], documents: Mapping[str, Document]
) -> dict[str, str]:
    """Return by claim id whom and where is asked about: the part of the place that reports name with it, where a claim speaks of one."""
    texts = {key: f"{d.title}\n{d.text}" for key, d in documents.items()}
    around = area.surroundings(claims, question.place, texts, question.actor)
    found = {}
    for claim in claims:
        part = area.sector(claim, question.place, around, question.actor)
        near = f"{part}, " if part in around.names else ""
        found[claim.id] = f"{question.actor} at {near}{question.place}"
    return found


def _parts(
    question: Question,
    claim: Claim,
    text: str,
    around: area.Surroundings,
    answer: tuple[str, bool, float, str] | None,
    published: When,
) -> Parts:
    free = question.kind != presence.TABLE.kind
    part = area.sector(claim, question.place, around, question.actor)
    said = answered(answer) if free else said_of(claim, part)
    moving = said is not None and said.state in (presence.WITHDRAWN, presence.REGROUPING)
    about = actor.speaks_of(claim, question.actor, text, place=question.place, moving=moving)
    there = area.speaks_of(claim, question.place, text, around, question.actor)
    if free and answer:
        about = answer[2], answer[3]
    return Parts(said, about, there, part, long_ago(claim, published))


def _bearing(
    question: Question,
    claim: Claim,
    sources: Mapping[str, Source],
    by_claim: Mapping[str, str],
    document: Document | None,
    around: area.Surroundings,
    answer: tuple[str, bool, float, str] | None,
    shares: tuple[float, ...],
) -> Bearing:
    source = _source_key(claim, sources)
    origin = by_claim.get(claim.id, _own_origin(claim))
    blank = Bearing(claim.id, bears=False, reason="", source=source, origin=origin)
    text = f"{document.title}\n{document.text}" if document else claim.words
    published = _published(document)
    parts = _parts(question, claim, text, around, answer, published)
    free = question.kind != presence.TABLE.kind
    refusal = _refusal(claim, parts, free=free)
    said, share, remark = parts.said, parts.about[0] * parts.there[0], _by_network(claim)
    if shares:
        said, share, refusal, remark = _modelled(claim, parts, shares, refusal, remark)
    if not refusal and not published.known:
        refusal = "its report has no date, so it cannot be put in time"
    if not refusal and _passes_on(claim, sources.get(source)):
        refusal = "an outlet passes on what others say: whom it heard counts, not the outlet"
    if published.known:
        blank = replace(blank, published=published.latest.date().toordinal())
    another = "" if free else actor.another_unit(claim, question.actor, text)
    refusal = unasserted(claim, document) or another or refusal or _unsaid(claim)
    if refusal or said is None:
        return replace(blank, reason=refusal)
    first, last = _days(claim, published)
    why = f"{said.words}{remark}; {parts.about[1]}; {parts.there[1]}"
    return replace(
        blank,
        bears=True,
        reason=f"{why}{_interest(said, sources.get(source))}",
        observation=said.observation,
        sector="" if said.state else parts.part,
        state=said.state,
        first_day=first,
        last_day=last,
        strength=hedge_weight(claim.certainty),
        probability=share,
        own_eyes=claim.evidence_basis is EvidenceBasis.DIRECT,
    )


def _unsaid(claim: Claim) -> str:
    """Return in words that a claim is not said: "has never admitted that they are there" tells nothing, whatever a network makes of it."""
    left_open = claim.polarity is Polarity.UNKNOWN and claim.certainty is Certainty.UNKNOWN
    return "its speaker leaves open whether it is so" if left_open else ""


def _modelled(
    claim: Claim, parts: Parts, shares: tuple[float, ...], refusal: str, remark: str
) -> tuple[Said | None, float, str, str]:
    """Return what the bearing model makes of a claim: what it is, how probably it bears, why it does not, and a remark."""
    model = bearing_model()
    about, there = parts.about[0], parts.there[0]
    given = features(claim, parts.said, shares, about, there, old=parts.old)
    share = model.probability(given)
    if share < (LIKELIER if refusal else AGREED):
        why = f"it is read as no evidence on this ({100 * share:.0f} % that it is any)"
        return None, share, refusal or why, ""
    kind = model.kind(parts.said, shares)
    read = (parts.said.observation, parts.said.state) if parts.said else ("", "")
    # A state that the words assert is not turned round by a network, nor one that they deny.
    turned = bool(read[1]) and read[1] == kind[1] and read != kind
    if (read == kind or turned) and not refusal:
        return parts.said, share, "", remark
    though = f", though {refusal}" if refusal else ""
    return worded(*kind), share, "", f" (so the bearing model, {100 * share:.0f} %{though})"


def _refusal(claim: Claim, parts: Parts, *, free: bool) -> str:
    """Return why the claim does not bear by the rules; '' where it does."""
    said = parts.said
    if free and said is None:
        return FREE
    if parts.about[0] <= 0:
        return parts.about[1]
    if parts.there[0] <= 0:
        return parts.there[1]
    if claim.tense is Tense.FUTURE:
        return "it speaks of what may come, not of what is"
    if said is None:
        return "it says neither who was seen nor what they are doing"
    if parts.old:
        return "it speaks of days long before its report"
    if said.state and claim.polarity is Polarity.UNKNOWN and claim.certainty is Certainty.UNKNOWN:
        return "the source does not commit itself: it waits to see"
    return ""


def _passes_on(claim: Claim, source: Source | None) -> bool:
    """Return True for an outlet that does not say that its own people saw it."""
    outlet = source is not None and source.kind is SourceKind.OUTLET
    return outlet and claim.evidence_basis is not EvidenceBasis.DIRECT


def _by_network(claim: Claim) -> str:
    """Return a remark where no word settles what is seen, or whether it is so: a network read it."""
    return " (so the claim network)" if {"observation", "polarity"} & {*claim.by_network} else ""


def _interest(said: Said, source: Source | None) -> str:
    if source is None or not source.interests:
        return ""
    if said.state not in source.interests:
        return "; the source is an interested party"
    serves = said.observation == ASSERTION
    return f"; it {'serves' if serves else 'goes against'} the source's interest"


def _source_key(claim: Claim, sources: Mapping[str, Source]) -> str:
    speaker = claim.speaker
    keys = (speaker.entity, speaker.name, speaker.affiliation)
    own = (speaker.entity or speaker.name) if speaker.known else ""
    return next((key for key in keys if key and key in sources), own)


def _own_origin(claim: Claim) -> str:
    """Return the origin of a claim no lineage is known of: its speaker, else its document."""
    speaker = claim.speaker
    return f"speaker {speaker.entity or speaker.name}" if speaker.known else claim.document


def _published(document: Document | None) -> When:
    if document is None:
        return When.unknown()
    return document.published if document.published.known else document.retrieved


def _days(claim: Claim, published: When) -> tuple[int, int]:
    """Return the first and last day the claim speaks of; what has no time speaks of its publication."""
    low, high = published.earliest.date().toordinal(), published.latest.date().toordinal()
    time = claim.time
    if time is None or not (time.earliest.known or time.latest.known):
        return low, high
    start = time.earliest if time.earliest.known else time.latest
    end = time.latest if time.latest.known else published
    first = min(start.earliest.date().toordinal(), high)
    return first, max(first, min(end.latest.date().toordinal(), high))


def _repeats_settled(
    found: Sequence[Bearing],
    claims: Sequence[Claim],
    near: Mapping[str, int],
    anew: frozenset[str] = frozenset(),
    crowd: frozenset[str] = frozenset(),
) -> tuple[Bearing, ...]:
    """Return the bearings with a repetition weighed as what it repeats; `near` ranks an origin's claims.

    Of an origin of nobody in particular (`crowd`) "they have left" and "not one is left" are one rumour.
    A report of tomorrow that repeats today's statement has another date, but tells of the same days.
    """
    by_id = {claim.id: claim for claim in claims}
    order = sorted(
        (b for b in found if b.bears), key=lambda b: (b.published, near.get(b.claim, 0), b.claim)
    )
    leads: dict[tuple[str, ...], list[Bearing]] = {}
    settled: dict[str, Bearing] = {}
    for b in order:
        group = leads.setdefault((b.origin, *_told(b, crowd)), [])
        lead = next((earlier for earlier in group if _repeats(earlier, b, by_id, anew)), None)
        if lead is None:
            group.append(b)
            continue
        reason = f"{b.reason}; repeats {lead.claim}"
        settled[b.claim] = replace(
            b,
            reason=reason,
            observation=lead.observation,
            state=lead.state,
            sector=lead.sector,
            first_day=lead.first_day,
            last_day=lead.last_day,
            strength=lead.strength,
            probability=lead.probability,
        )
    return tuple(settled.get(b.claim, b) for b in found)


def _told_anew(question: Question, origins: Sequence[Origin]) -> frozenset[str]:
    """Return the claims that only their speaker ties to earlier ones: who is where is news every day, a deed only once."""
    if question.kind != presence.TABLE.kind:
        return frozenset()
    return frozenset(t.claim for origin in origins for t in origin.ties if not t.edge)


def _told(b: Bearing, crowd: frozenset[str]) -> tuple[str, str]:
    """Return what is told, in which another claim of the origin can repeat it."""
    gone = b.observation == ABSENT or (b.observation == ASSERTION and b.state == presence.WITHDRAWN)
    return (ABSENT, "") if gone and b.origin in crowd else (b.observation, b.state)


def _repeats(lead: Bearing, b: Bearing, claims: Mapping[str, Claim], anew: frozenset[str]) -> bool:
    """Return whether a later statement of one origin repeats the lead rather than speaks of other days.

    Of two sectors only the very same words are one statement: reports may name one section differently. Two claims that each name their
    days, and other ones, are two statements, however alike; so are two in different words and some days apart that nothing but their speaker ties
    (`anew`).
    """
    mine, theirs = claims[lead.claim], claims[b.claim]
    a, c = (set(x.words.casefold().split()) for x in (mine, theirs))
    alike = len(a & c) / len(a | c)
    if lead.sector != b.sector:
        return alike >= SAME_WORDS
    later = b.published - lead.published
    if b.claim in anew and theirs.time is None and later > SAME_NEWS_DAYS and alike < NEAR_WORDS:
        return False
    if theirs.time is None and later <= REPEAT_DAYS:
        return True
    near = b.first_day <= lead.last_day + NEAR_DAYS and lead.first_day <= b.last_day + NEAR_DAYS
    return near or (alike >= NEAR_WORDS and not (mine.time and theirs.time))
