"""Claims as columns: what the ledger page filters, sorts and counts, at a hundred thousand claims as at ten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.evidence import Evidence
from sayso.model import Claim, Source

Flags = NDArray[np.bool_]
Numbers = NDArray[np.intp]

UNKNOWN_DAY = 0


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of values as numbers; `codes[i]` is the place of row i's value in `values`."""

    codes: Numbers
    values: tuple[str, ...]

    @classmethod
    def of(cls, column: Sequence[str]) -> "Coded":
        """Number values in the order in which they first come."""
        known = {value: place for place, value in enumerate(dict.fromkeys(column))}
        return cls(np.array([known[value] for value in column], np.intp), tuple(known))

    def holding(self, part: str) -> Flags:
        """Return the rows whose value holds some letters, whatever their case."""
        sought = part.casefold()
        return self._chosen([sought in value.casefold() for value in self.values])

    def equal(self, wanted: frozenset[str]) -> Flags:
        """Return the rows whose value is one of those wanted."""
        return self._chosen([value in wanted for value in self.values])

    def counts(self, rows: Flags) -> dict[str, int]:
        """Return how often each value comes among some rows."""
        found = np.bincount(self.codes[rows], minlength=len(self.values))
        return {value: int(n) for value, n in zip(self.values, found, strict=True) if n}

    def _chosen(self, fitting: list[bool]) -> Flags:
        table = np.array(fitting, np.bool_)
        return table[self.codes] if len(table) else np.zeros(0, np.bool_)


@dataclass(frozen=True, slots=True)
class Rows:
    """The claims of a view, the last published first; days are ordinals, 0 where unknown."""

    claims: tuple[Claim, ...]
    place_of: Mapping[str, int]
    who: Coded
    where: Coded
    outlet: Coded
    document: Coded
    certainty: Coded
    basis: Coded
    observation: Coded
    polarity: Coded
    part: Coded
    origin: Coded
    published: Numbers
    about_first: Numbers
    about_last: Numbers
    stands: Flags
    checked: Coded

    @classmethod
    def of(cls, view: Evidence, sources: Mapping[str, Source]) -> "Rows":
        """Put the claims of a view into columns."""
        claims = tuple(sorted(view.claims.values(), key=lambda c: _newest_first(view, c)))
        origin = {claim: o.id for o in view.origins for claim in o.claims}
        about = [_about(c) for c in claims]
        return cls(
            claims,
            {claim.id: place for place, claim in enumerate(claims)},
            Coded.of([_who(c) for c in claims]),
            Coded.of([_where(c) for c in claims]),
            Coded.of([view.documents[c.document].outlet for c in claims]),
            Coded.of([c.document for c in claims]),
            Coded.of([c.certainty.value for c in claims]),
            Coded.of([c.evidence_basis.value for c in claims]),
            Coded.of([c.observation.value for c in claims]),
            Coded.of([c.polarity.value for c in claims]),
            Coded.of([_part(c, sources) for c in claims]),
            Coded.of([origin.get(c.id, "") for c in claims]),
            np.array([_published(view, c) for c in claims], np.intp),
            np.array([first for first, _ in about], np.intp),
            np.array([last for _, last in about], np.intp),
            np.array([view.stands(c) for c in claims], np.bool_),
            Coded.of([_checked(view, c) for c in claims]),
        )

    def __len__(self) -> int:
        return len(self.claims)

    def of_document(self, document: str) -> list[Claim]:
        """Return the claims of a report, in the order of its text."""
        if document not in self.document.values:
            return []
        places = np.flatnonzero(self.document.codes == self.document.values.index(document))
        return [self.claims[place] for place in places.tolist()]


def _newest_first(view: Evidence, claim: Claim) -> tuple[int, str, int, str]:
    return -_published(view, claim), claim.document, claim.content[0].start, claim.id


def _published(view: Evidence, claim: Claim) -> int:
    when = view.documents[claim.document].published
    return when.latest.date().toordinal() if when.known else UNKNOWN_DAY


def _about(claim: Claim) -> tuple[int, int]:
    """Return the first and last day a claim says it is about, 0 where it does not say."""
    time = claim.time
    if time is None:
        return UNKNOWN_DAY, UNKNOWN_DAY
    first = time.earliest if time.earliest.known else time.latest
    last = time.latest if time.latest.known else time.earliest
    if not first.known:
        return UNKNOWN_DAY, UNKNOWN_DAY
    return first.earliest.date().toordinal(), last.latest.date().toordinal()


def _who(claim: Claim) -> str:
    s = claim.speaker
    return " ".join(part for part in (s.name, s.role, s.affiliation) if part)


def _where(claim: Claim) -> str:
    return " / ".join(f"{p.name} {p.sector} {p.admin1} {p.country}" for p in claim.places)


def _part(claim: Claim, sources: Mapping[str, Source]) -> str:
    source = sources.get(claim.speaker.entity)
    return source.kind.value if source else "unknown"


def _checked(view: Evidence, claim: Claim) -> str:
    if claim.id in view.review.rejected:
        return "rejected"
    if claim.id in view.review.corrected:
        return "corrected"
    return "accepted" if claim.id in view.review.accepted else "open"
