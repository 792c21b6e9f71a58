"""What contradictions and other relations of claims look like on a terminal, each with both passages."""

from typing import TYPE_CHECKING

from sayso.cli.show import Screen
from sayso.compare import Allen, untangle
from sayso.model import Claim, Relation, RelationKind, SlotVerdict
from sayso.wording import (
    OBSERVED,
    clean,
    count_of,
    document_line,
    page_words,
    quoted,
    speaker_words,
)

if TYPE_CHECKING:
    from sayso.cli.views import Evidence

CONTEXT_CHARS = 60
_TELLS = {
    RelationKind.CONTRADICTS: "contradicts",
    RelationKind.SUPERSEDES: "takes the place of what was said by",
    RelationKind.SAME: "says the same as",
    RelationKind.NARROWER: "says more closely what is said by",
    RelationKind.WIDER: "says more widely what is said by",
    RelationKind.INCOMPARABLE: "cannot be set against",
}


def show_contradictions(screen: Screen, evidence: "Evidence") -> int:
    """Print each pair of claims that clash, with its slots and the re-reading under which both hold; return how many."""
    clashes = [r for r in evidence.relations if r.kind is RelationKind.CONTRADICTS]
    for number, relation in enumerate(clashes, 1):
        _pair(screen, evidence, number, relation)
        left, right = (evidence.claims[c] for c in (relation.left, relation.right))
        reading = untangle(left, right, relation)
        words = (
            f"Both can be true only {reading.words}."
            if reading
            else "No slot leaves room for both: one of them is wrong."
        )
        screen.line(words, 4)
    if not clashes:
        screen.line(
            "None found. Two claims are set against each other only where both name the actor, "
            "place and time; what leaves one open is not compared."
        )
    return len(clashes)


def show_relations(screen: Screen, evidence: "Evidence") -> int:
    """Print every compared pair of claims with how the two stand to each other; return how many."""
    order = list(_TELLS)
    found = sorted(evidence.relations, key=lambda r: (order.index(r.kind), r.id))
    for number, relation in enumerate(found, 1):
        _pair(screen, evidence, number, relation)
    screen.line(f"{count_of(len(found), 'compared pair')}.")
    return len(found)


def _pair(screen: Screen, evidence: "Evidence", number: int, relation: Relation) -> None:
    left, right = (evidence.claims[c] for c in (relation.left, relation.right))
    screen.line(
        f"{number}. {left.speaker.name} {_TELLS[relation.kind]} {right.speaker.name}.", style="bold"
    )
    row = next(row for row in relation.table if row.slot is relation.deciding_slot)
    values = " against ".join(f"“{_value(v)}”" if v else "not given" for v in (row.left, row.right))
    screen.line(f"{row.slot.value} decides: {values}; {relation.reason}.", 4)
    for claim in (left, right):
        _passage(screen, evidence, claim)
    same = [r.slot.value for r in relation.table if r.verdict is SlotVerdict.SAME]
    missing = [r.slot.value for r in relation.table if r.verdict is SlotVerdict.MISSING]
    told = [f"the same in {', '.join(same)}"] if same else []
    told += [f"not given by both: {', '.join(missing)}"] if missing else []
    if 0 < len(relation.allen) < len(Allen):
        told.append(f"in time the first lies {' or '.join(relation.allen)} the second")
    screen.line("; ".join(told), 4, "dim")


def _passage(screen: Screen, evidence: "Evidence", claim: Claim) -> None:
    """Print who says it, the exact words in quotation marks with a little around them, and the report."""
    document = evidence.documents[claim.document]
    start, end = claim.content[0].start, claim.content[-1].end
    before = document.text[max(0, start - CONTEXT_CHARS) : start]
    after = document.text[end : end + CONTEXT_CHARS]
    if start > CONTEXT_CHARS:
        before = f"… {before.partition(' ')[2]}"
    if end + CONTEXT_CHARS < len(document.text):
        after = f"{after.rpartition(' ')[0]} …"
    screen.line(f"{speaker_words(claim.speaker)}:", 4)
    screen.line(clean(" ".join(f"{before}{quoted(claim)}{after}".split())), 8, "italic")
    page = page_words(document, start)
    where = f"{f'{page}, ' if page else ''}characters {start} to {end}"
    screen.line(f"{document_line(document)}, {where}", 8, "dim")


def _value(value: str) -> str:
    """Return a slot's value in words: an observation as a reader would say it."""
    return OBSERVED.get(value, value)
