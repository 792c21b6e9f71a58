"""Contradictions side by side, each with the slot that decides it and both wordings."""

from sayso.brief.dossier import Dossier
from sayso.brief.phrasing import LONG_CHARS, count, published_in, short, speaker, wording
from sayso.brief.sentence import Section, Sentence, Table, Theirs, note, say
from sayso.model import Relation, RelationKind, Slot, SlotRow

MOST_CONTRADICTIONS = 12


def contradictions_section(dossier: Dossier) -> Section:
    """Return the contradictions between standing claims, the surest first, as sentences and tables."""
    found = [
        relation
        for relation in dossier.relations
        if relation.kind is RelationKind.CONTRADICTS
        and dossier.stands(relation.left)
        and dossier.stands(relation.right)
    ]
    found.sort(key=lambda relation: (-relation.probability, relation.id))
    shown = found[:MOST_CONTRADICTIONS]
    sentences = [_tally(dossier, len(found))]
    sentences.extend(_decision(dossier, relation) for relation in shown)
    if len(found) > len(shown):
        left = count(len(found) - len(shown), "further contradiction")
        sentences.append(note(f"Not shown here: {left}."))
    tables = tuple(_table(dossier, n, relation) for n, relation in enumerate(shown, 1))
    return Section("Contradictions", tuple(sentences), tables)


def _tally(dossier: Dossier, contradictions: int) -> Sentence:
    compared = count(len(dossier.relations), "compared pair")
    if not contradictions:
        return note(f"No two standing claims contradict each other in {compared}.")
    return note(f"{count(contradictions, 'contradiction')} in {compared} of claims.")


def _decision(dossier: Dossier, relation: Relation) -> Sentence:
    left, right = dossier.claims[relation.left], dossier.claims[relation.right]
    reason = relation.reason.strip().rstrip(".")
    return say(
        speaker(left),
        " and ",
        speaker(right),
        f" contradict each other; {_slot(relation.deciding_slot)} decides",
        *((": ", Theirs(reason), ".") if reason else (".",)),
        claims=(left.id, right.id),
    )


def _table(dossier: Dossier, number: int, relation: Relation) -> Table:
    sides = (relation.left, relation.right)
    rows = [
        (note("who"), *(_who(dossier, claim) for claim in sides), note("")),
        (note("words"), *(_words(dossier, claim) for claim in sides), note("")),
    ]
    rows.extend(_row(relation, row) for row in relation.table)
    return Table(f"Contradiction {number}", ("", "One side", "Other side", "Verdict"), tuple(rows))


def _who(dossier: Dossier, claim: str) -> Sentence:
    record = dossier.claims[claim]
    return say(speaker(record), " ", *published_in(dossier.document_of(claim)), claims=(claim,))


def _words(dossier: Dossier, claim: str) -> Sentence:
    return say("“", short(dossier.claims[claim].words, LONG_CHARS), "”", claims=(claim,))


def _row(relation: Relation, row: SlotRow) -> tuple[Sentence, ...]:
    decides = ", decides" if row.slot is relation.deciding_slot else ""
    return (
        note(_slot(row.slot)),
        _value(row.left, relation.left),
        _value(row.right, relation.right),
        note(row.verdict.value + decides),
    )


def _slot(slot: Slot) -> str:
    return f"{slot.value} ({wording('slot')[slot.value]})"


def _value(value: str, claim: str) -> Sentence:
    return say(Theirs(value), claims=(claim,)) if value.strip() else note("not given")
