"""`sayso review`: the claims to look at first, what a person found of them, and how to take it back."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.desk_file import (
    as_of_option,
    by_option,
    desk_option,
    json_option,
    moment,
    now,
    opened,
    plain,
    question_option,
)
from sayso.model import UsageError

if TYPE_CHECKING:
    from sayso.desk import Desk

MOST = 20


@click.command()
@click.argument("claim", required=False, default="")
@click.option("--accept", "kind", flag_value="accept", help="CLAIM is read rightly.")
@click.option("--reject", "kind", flag_value="reject", help="CLAIM is none, or read wrongly.")
@click.option(
    "--correct",
    "slots",
    multiple=True,
    metavar="SLOT=VALUE",
    help="What a slot of CLAIM shall be: polarity, certainty, tense, evidence_basis, observation, speaker.",
)
@click.option("--undo", "decision", default="", help="Take a decision (its id) back.")
@click.option("--decided", is_flag=True, help="List what was decided.")
@click.option("--because", "reason", default="", help="Why; it is kept.")
@by_option
@question_option
@as_of_option
@json_option
@desk_option
def review(
    claim: str,
    kind: str | None,
    slots: tuple[str, ...],
    decision: str,
    decided: bool,
    reason: str,
    person: str,
    question_id: str,
    as_of: str,
    as_json: bool,
    desk_path: Path,
) -> None:
    """List the claims whose reading matters most and is least sure; or decide of CLAIM, with a reason.

    What is decided stands beside what was read, is replayed when reports are read again, and can be undone.
    """
    acts = bool(kind) + bool(slots) + bool(decision)
    if acts > 1 or bool(claim) != (bool(kind) or bool(slots)):
        raise UsageError("give a CLAIM with one of --accept, --reject, --correct, or --undo alone")
    if acts and not reason:
        raise UsageError("why? give --because; it is kept with the decision")
    with opened(desk_path) as desk:
        if acts:
            for done in _decide(desk, claim, kind, slots, decision, person, reason):
                click.echo(done)
        elif decided:
            _show_decided(desk, as_json=as_json)
        else:
            _show_queue(desk, question_id, as_of, as_json=as_json)


def _decide(
    desk: "Desk",
    claim: str,
    kind: str | None,
    slots: tuple[str, ...],
    decision: str,
    person: str,
    reason: str,
) -> list[str]:
    """Return a line for each decision made."""
    if decision:
        one = desk.undo(decision, made=now(), person=person, reason=reason)
        return [f"{one.id}: {decision} is undone; undo {one.id} to take it up again"]
    if kind == "accept":
        one = desk.accept(claim, made=now(), person=person, reason=reason)
        return [f"{one.id}: {claim} is read rightly"]
    if kind == "reject":
        one = desk.reject(claim, made=now(), person=person, reason=reason)
        return [f"{one.id}: {claim} counts for nothing from now on"]
    lines = []
    for slot, equals, value in (one.partition("=") for one in slots):
        if not equals:
            raise UsageError(f"--correct takes SLOT=VALUE, got {slot!r}")
        one = desk.correct(claim, slot, value, made=now(), person=person, reason=reason)
        lines.append(f"{one.id}: {slot} of {claim} is {value} from now on")
    return lines


def _show_queue(desk: "Desk", question_id: str, as_of: str, *, as_json: bool) -> None:
    from dataclasses import asdict

    from sayso.assess import doubts
    from sayso.cli.show import Screen
    from sayso.wording import count_of, quoted, speaker_words

    dossier = desk.dossier(desk.question(question_id), moment(as_of))
    view = desk.evidence(moment(as_of)).review
    done = view.accepted.keys() | view.rejected.keys() | view.corrected.keys()
    found = [d for d in doubts(dossier.judgement, dossier.claims) if d.claim not in done]
    if as_json:
        click.echo(plain([{**asdict(d), "expected": d.expected} for d in found]))
        return
    screen = Screen()
    screen.heading(f"{count_of(len(found), 'claim')} to look at, what matters most first")
    for d in found[:MOST]:
        held = dossier.claims[d.claim]
        screen.line(f"{d.claim}  {speaker_words(held.speaker)}")
        screen.line(quoted(held), 4, "italic")
        why = f": {'; '.join(d.why)}" if d.why else ""
        moves = f"moves an answer by {d.points:.1f} points"
        screen.line(f"{moves}; {100 * d.doubt:.0f} % likely to be read wrongly{why}", 4, "dim")
    if len(found) > MOST:
        screen.line(f"and {len(found) - MOST} more (--json lists all)", style="dim")


def _show_decided(desk: "Desk", *, as_json: bool) -> None:
    from dataclasses import asdict

    from sayso.cli.show import Screen
    from sayso.model import Decision

    every, force = desk.ledger.records(Decision), {d.id for d in desk.decisions()}
    if as_json:
        rows = [{**asdict(d), "made": d.made.text, "in_force": d.id in force} for d in every]
        click.echo(plain(rows))
        return
    listed = [
        (
            d.made.text[:16].replace("T", " "),
            d.id,
            d.person or "a person",
            " ".join(filter(None, (d.kind.value, d.field_name, d.value))),
            d.reason,
            "" if d.id in force or d.kind.value == "undo" else "undone",
        )
        for d in reversed(every)
    ]
    columns = dict.fromkeys(("when", "decision", "who", "what", "why", ""), "left")
    Screen().table(columns, listed)
