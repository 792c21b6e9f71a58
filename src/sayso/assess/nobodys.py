"""All that nobody in particular says of a story is one origin: nothing tells "sources" from "several media"."""

from collections.abc import Sequence

from sayso.model import Claim, EntityKind, Origin
from sayso.text import of_nobody


def nobodys(claims: Sequence[Claim], origins: Sequence[Origin]) -> dict[str, str]:
    """Return for each claim of an origin behind which stands nobody in particular the first such origin's id.

    An outlet that passes such a claim on makes it nobody else's. Claims that say other things stay apart; only that
    they are several witnesses is not believed.
    """
    by_id = {claim.id: claim for claim in claims}
    found: dict[str, str] = {}
    first = ""
    for origin in origins:
        held = [by_id[claim] for claim in origin.claims if claim in by_id]
        if held and any(map(of_nobody, held)) and all(map(_nobody_or_outlet, held)):
            first = first or origin.id
            found |= dict.fromkeys(origin.claims, first)
    return found


def _nobody_or_outlet(claim: Claim) -> bool:
    return of_nobody(claim) or claim.speaker.kind is EntityKind.OUTLET
