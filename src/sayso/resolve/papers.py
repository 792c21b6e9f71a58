"""Speakers that are outlets of the story: "the Lantern" is a paper once a report of The Lantern is at hand."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sayso.model import Claim, Entity, EntityKind
from sayso.resolve.phrases import is_first_name

_OPEN = (EntityKind.UNKNOWN, EntityKind.PERSON, EntityKind.OUTLET)


@dataclass(frozen=True, slots=True)
class Papers:
    """The outlets of a story by their names without article, case and marks."""

    names: dict[str, str]

    @classmethod
    def of(cls, outlets: Iterable[str]) -> "Papers":
        """Return the outlets under these names; the first spelling of each stands."""
        names: dict[str, str] = {}
        for outlet in outlets:
            names.setdefault(_bare(outlet), outlet)
        return cls(names)

    def told(self, claim: Claim) -> Claim:
        """Return the claim with its speaker as the outlet it is; a person of that name, or a body, stays who it is."""
        speaker = claim.speaker
        name = self.names.get(_bare(speaker.name), "")
        if not name or speaker.kind not in _OPEN or speaker.affiliation or speaker.role:
            return claim
        if speaker.kind is EntityKind.PERSON and is_first_name(speaker.name.split()[0]):
            return claim
        chain = tuple(name if part == speaker.name else part for part in speaker.chain)
        entity = Entity(name, EntityKind.OUTLET).id
        outlet = replace(speaker, name=name, kind=EntityKind.OUTLET, entity=entity, chain=chain)
        return replace(claim, speaker=outlet)


def _bare(name: str) -> str:
    """Return a name without article, case and marks.

    >>> _bare("The Osprey-Daily") == _bare("osprey daily")
    True
    """
    return re.sub(r"\W+", "", " ".join(name.split()).casefold().removeprefix("the "))
