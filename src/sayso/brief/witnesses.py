"""Who says what: witness by witness, with echoes named as echoes."""

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.brief.dossier import Dossier
from sayso.brief.phrasing import (
    LONG_CHARS,
    count,
    outlet,
    published_in,
    short,
    size,
    speaker,
    wording,
)
from sayso.brief.sentence import Section, Sentence, Theirs, note, say
from sayso.model import Claim, Edge, EdgeKind, Observation, Origin

MOST_WITNESSES = 25
MOST_WORDINGS = 3
MOST_ECHOES = 6
ECHOING = frozenset({EdgeKind.COPIES, EdgeKind.QUOTES, EdgeKind.CITES, EdgeKind.UPDATES})


@dataclass(frozen=True, slots=True)
class Heard:
    """The standing claims of one origin: in its own reports, and in those that only pass it on.

    `echoes` are (claim, what its report did with an earlier one).
    """

    origin: Origin
    voiced: tuple[str, ...]
    echoes: tuple[tuple[str, EdgeKind], ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """All its claims, voiced ones first."""
        return (*self.voiced, *(claim for claim, _ in self.echoes))


def witnesses_section(dossier: Dossier) -> Section:
    """Return the count of witnesses, then each with its words, its interest and its echoes."""
    every = _heard(dossier)
    weights = {i.origin: size(i.log_odds) for i in dossier.judgement.influences}
    bearing = {b.claim for b in dossier.judgement.bearings if b.bears}
    speaking = [h for h in every if bearing.intersection(h.claims)] if bearing else every
    speaking.sort(key=lambda h: (-weights.get(h.origin.id, 0.0), h.origin.name, h.origin.id))
    sentences = [_tally(dossier, every)]
    for heard in speaking[:MOST_WITNESSES]:
        sentences.extend(_witness(dossier, heard, bearing))
    sentences.extend(_unlisted(len(every), len(speaking)))
    return Section("Who says what", tuple(sentences))


def _heard(dossier: Dossier) -> list[Heard]:
    edges = {edge.id: edge for edge in dossier.edges}
    found = [_split(dossier, origin, edges) for origin in dossier.origins]
    return [heard for heard in found if heard is not None]


def _split(dossier: Dossier, origin: Origin, edges: Mapping[str, Edge]) -> Heard | None:
    standing = [claim for claim in origin.claims if dossier.stands(claim)]
    if not standing:
        return None
    own = dossier.claims[standing[0]].document
    passing = {
        edge.document: edge.kind
        for edge in (edges[id_] for id_ in origin.edges if id_ in edges)
        if edge.kind in ECHOING and edge.document != own
    }
    kinds = {claim: passing.get(dossier.claims[claim].document) for claim in standing}
    voiced = tuple(claim for claim in standing if kinds[claim] is None)
    echoes = tuple((claim, kind) for claim, kind in kinds.items() if kind is not None)
    return Heard(origin, voiced, echoes)


def _tally(dossier: Dossier, every: list[Heard]) -> Sentence:
    claims = [claim for heard in every for claim in heard.claims]
    documents = {dossier.claims[claim].document for claim in claims}
    echoes = sum(len(heard.echoes) for heard in every)
    mouths = len({heard.origin.name for heard in every})
    return note(
        f"{count(mouths, 'mouth')} make {count(len(every), 'separate statement')} in "
        f"{count(len(claims), 'claim')} of {count(len(documents), 'report')}; "
        f"echoes that add no witness: {count(echoes, 'claim')}."
    )


def _unlisted(every: int, speaking: int) -> list[Sentence]:
    sentences = []
    if speaking > MOST_WITNESSES:
        left = count(speaking - MOST_WITNESSES, "further statement")
        sentences.append(note(f"Not listed, with less influence: {left}."))
    if every > speaking:
        left = count(every - speaking, "further statement")
        sentences.append(note(f"Saying nothing that bears on the question: {left}."))
    return sentences


def _witness(dossier: Dossier, heard: Heard, bearing: set[str]) -> list[Sentence]:
    ranked = sorted(heard.voiced, key=lambda claim: claim not in bearing)
    sentences = [_words(dossier, dossier.claims[claim]) for claim in ranked[:MOST_WORDINGS]]
    if len(ranked) > MOST_WORDINGS:
        more = count(len(ranked) - MOST_WORDINGS, "further claim")
        cited = tuple(ranked[MOST_WORDINGS : 2 * MOST_WORDINGS])
        sentences.append(note(f"{more} of ", Theirs(heard.origin.name), ".", claims=cited))
    sentences.extend(_interest(dossier, dossier.claims[ranked[0]]))
    if heard.echoes:
        sentences.append(_echoes(dossier, heard))
    return sentences


def _words(dossier: Dossier, claim: Claim) -> Sentence:
    remarks = _remarks(claim)
    return say(
        speaker(claim),
        *_office(claim),
        *_through(claim),
        ": “",
        short(claim.words, LONG_CHARS),
        "” ",
        *published_in(dossier.document_of(claim.id)),
        f" – {'; '.join(remarks)}." if remarks else ".",
        claims=(claim.id,),
    )


def _office(claim: Claim) -> tuple[str | Theirs, ...]:
    given = [part for part in (claim.speaker.role, claim.speaker.affiliation) if part.strip()]
    return (", ", Theirs(", ".join(given))) if given else ()


def _through(claim: Claim) -> tuple[str | Theirs, ...]:
    relays = [name for name in claim.speaker.chain[:-1] if name.strip()]
    return (", as passed on by ", Theirs(", then ".join(relays))) if relays else ()


def _remarks(claim: Claim) -> list[str]:
    remarks = []
    if claim.observation is not Observation.NONE:
        remarks.append(wording("observation")[claim.observation.value])
    hedge = wording("certainty").get(claim.certainty.value)
    return [*remarks, hedge] if hedge else remarks


def _interest(dossier: Dossier, claim: Claim) -> list[Sentence]:
    source = dossier.source_of(claim)
    if source is None or not source.interests:
        return []
    served = [
        h.text.rstrip(".")
        for h in dossier.question.hypotheses
        if h.id in source.interests or (h.state and h.state in source.interests)
    ]
    if not served:
        return []
    answers = Theirs("” or “".join(served))
    return [note("The desk holds ", Theirs(source.name), " to be served by “", answers, "”.")]


def _echoes(dossier: Dossier, heard: Heard) -> Sentence:
    parts: list[str | Theirs] = ["Echoes of ", Theirs(heard.origin.name), ", no further witness: "]
    told: dict[tuple[str, EdgeKind], str] = {}
    for claim, kind in heard.echoes:
        told.setdefault((dossier.claims[claim].document, kind), claim)
    shown = list(told.items())[:MOST_ECHOES]
    for position, ((_, kind), claim) in enumerate(shown):
        parts += [", " if position else "", outlet(dossier.document_of(claim))]
        parts.append(f" {wording('echo')[kind.value]}")
    left = len(told) - len(shown)
    parts.append(f", and {left} more." if left else ".")
    return say(*parts, claims=tuple(claim for _, claim in shown))
