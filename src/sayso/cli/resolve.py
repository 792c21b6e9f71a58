"""`sayso resolve`: what turned out to be so, and how the judgement had done."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.desk_file import because_option, by_option, desk_option, now, opened
from sayso.model import UsageError

FEWEST_FOR_CALIBRATION = 20

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.assess import PostMortem, Record
    from sayso.cli.show import Screen
    from sayso.evidence import Evidence
    from sayso.model import Source

    Names = Mapping[str, Source]


@click.command()
@click.argument("question_id", required=False, default="")
@click.argument("answer", required=False, default="")
@click.option("--on", "day", default="", help="The day on which it was settled (2026-02-28).")
@because_option
@by_option
@desk_option
def resolve(
    question_id: str, answer: str, day: str, reason: str, person: str, desk_path: Path
) -> None:
    """Record that ANSWER of QUESTION_ID was so, settled --on a day, and print the post-mortem.

    Without arguments, print the record over all settled questions of this desk.
    """
    from sayso.cli.show import Screen

    screen = Screen()
    with opened(desk_path) as desk:
        if question_id:
            if not answer or not day:
                raise UsageError("say which ANSWER was so and --on which day it was settled")
            question = desk.question(question_id)
            desk.resolve(question, answer, _date(day), made=now(), person=person, reason=reason)
            view = desk.evidence()
            show_post_mortem(screen, desk.post_mortem(question), view, desk.sources(view))
        show_record(screen, desk.record())


def _date(day: str) -> date:
    try:
        return date.fromisoformat(day)
    except ValueError as error:
        raise UsageError(f"{day!r} is no day; write it as 2026-02-28") from error


def show_post_mortem(
    screen: "Screen", found: "PostMortem", view: "Evidence", names: "Names"
) -> None:
    """Print how the judgement did, which claims helped and misled it, and who was right early."""
    from sayso.wording import quoted, speaker_words

    screen.heading(f"{found.hypothesis} was so")
    screen.line(
        f"It stood at {100 * found.last:.1f} % on the last day. Over {found.days} days: Brier {found.brier:.3f}, log score {found.log_score:.3f}."
    )
    led = f"It led from {found.led_from} on." if found.led_from else "It did not lead at the end."
    screen.line(
        f"{led} Bounds did {found.bounds:+.2f} to its log-odds, silence {found.silence:+.2f}."
    )
    for words, moves in (("What helped most", found.helped), ("What misled most", found.misled)):
        if moves:
            screen.heading(words)
        for move in moves:
            claim = view.claims[move.claim]
            screen.line(f"{move.log_odds:+.2f}  {speaker_words(claim.speaker)}: {quoted(claim)}")
    if found.early:
        screen.heading("Who spoke for it first")
    for source, first in found.early:
        screen.line(f"{first}  {names[source].name if source in names else source}")


def show_record(screen: "Screen", found: "Record | None") -> None:
    """Print the record, with its n; below twenty settled questions nothing is said of calibration."""
    if found is None:
        screen.line("No question of this desk is settled: nothing can be said of calibration.")
        return
    screen.line(
        f"Settled questions: n = {found.n}. Brier {found.brier:.3f}, log score {found.log_score:.3f} on their last days."
    )
    if found.n < FEWEST_FOR_CALIBRATION:
        screen.line(f"Too few to speak of calibration (fewer than {FEWEST_FOR_CALIBRATION}).")
    rows = [(f"{100 * p:.0f} %", f"{100 * so:.0f} %", str(n)) for p, so, n in found.table]
    screen.table({"stated": "right", "was so": "right", "answers": "right"}, rows)
