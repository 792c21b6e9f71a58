"""The dossier: everything of the desk that one brief is written from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sayso.model import (
    OTHER,
    Claim,
    Document,
    Edge,
    InvalidRecord,
    Judgement,
    Origin,
    Question,
    Refusal,
    Relation,
    Source,
)

NONE_OF_THEM = "none of the named answers holds"


@dataclass(frozen=True, slots=True)
class Dossier:
    """One judgement with all the evidence it rests on, as of one moment.

    `documents` and `claims` are keyed by id, `sources` by the id of their entity. `parameters` are
    (name, value, where from). `retracted` are ids of documents their publishers took back, `fallen` leads claims that
    only repeat one of them to its id. Whatever
    another record names must be here; raises `InvalidRecord` otherwise.
    """

    question: Question
    judgement: Judgement
    documents: Mapping[str, Document]
    claims: Mapping[str, Claim]
    origins: Sequence[Origin] = ()
    edges: Sequence[Edge] = ()
    relations: Sequence[Relation] = ()
    refusals: Sequence[Refusal] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    parameters: Sequence[tuple[str, str, str]] = ()
    retracted: frozenset[str] = frozenset()
    fallen: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.judgement.question != self.question.id:
            raise InvalidRecord(
                f"the judgement answers {self.judgement.question!r}, not {self.question.id!r}"
            )
        known = {hypothesis.id for hypothesis in self.question.hypotheses} | {OTHER}
        _refuse_strangers("hypotheses", set(self.judgement.hypotheses) - known)
        wanted = {claim.document for claim in self.claims.values()}
        _refuse_strangers("documents", wanted - set(self.documents))
        _refuse_strangers("claims", self._named_claims() - set(self.claims))

    def _named_claims(self) -> set[str]:
        judgement = self.judgement
        named = {claim for origin in self.origins for claim in origin.claims}
        named |= {claim for relation in self.relations for claim in (relation.left, relation.right)}
        named |= {step.claim for step in judgement.steps if step.claim}
        return named | {bearing.claim for bearing in judgement.bearings}

    def answer(self, hypothesis: str) -> str:
        """Return the text of a hypothesis without its full stop; OTHER has words of its own."""
        for candidate in self.question.hypotheses:
            if candidate.id == hypothesis:
                return candidate.text.strip().rstrip(".")
        return NONE_OF_THEM

    def document_of(self, claim: str) -> Document:
        """Return the document a claim stands in."""
        return self.documents[self.claims[claim].document]

    def stands(self, claim: str) -> bool:
        """True unless the claim's report was retracted, or it only repeats one that was."""
        return self.claims[claim].document not in self.retracted and claim not in self.fallen

    def source_of(self, claim: Claim) -> Source | None:
        """Return the source whose word a claim is, None where the desk knows none."""
        return self.sources.get(claim.speaker.entity)


def _refuse_strangers(what: str, missing: set[str]) -> None:
    if missing:
        raise InvalidRecord(
            f"the dossier lacks {len(missing)} {what} that its records name, "
            f"{sorted(missing)[0]!r} among them; put them in"
        )
