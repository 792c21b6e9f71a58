"""`sayso status`: the judgement now, over time, and what it rests on."""

from pathlib import Path

import click

from sayso.cli.desk_file import (
    as_of_option,
    desk_option,
    json_option,
    moment,
    opened,
    plain,
    question_option,
)
from sayso.model import Extraction, Visit, Watched


@click.command()
@click.option(
    "--scale",
    type=click.Choice(["icd203", "phia"]),
    default="icd203",
    show_default=True,
    help="Whose words of likelihood; PHIA leaves gaps, where the number stands alone.",
)
@question_option
@as_of_option
@json_option
@desk_option
def status(scale: str, question_id: str, as_of: str, as_json: bool, desk_path: Path) -> None:
    """Show how likely each answer is now, how it moved, and on how many witnesses it rests."""
    from sayso.cli.plain_views import extraction_row, judgement_row
    from sayso.cli.show import Screen
    from sayso.cli.views import show_judgement, show_witnesses
    from sayso.wording import count_of

    screen = Screen()
    with opened(desk_path) as desk:
        dossier = desk.dossier(desk.question(question_id), moment(as_of))
        unread = [v for v in desk.ledger.records(Visit) if v.failures]
        watched = {w.id: w for w in desk.ledger.records(Watched)}
        read = [e for e in desk.ledger.records(Extraction) if e.document in dossier.documents]
    if as_json:
        told = [extraction_row(one) for one in read]
        click.echo(plain(judgement_row(dossier) | ({"extractions": told} if told else {})))
        return
    screen.heading(dossier.question.text)
    screen.line(f"As of {dossier.judgement.as_of}", style="dim")
    show_judgement(screen, dossier, scale)
    screen.heading("Witnesses and reports")
    show_witnesses(screen, dossier)
    if unread:
        screen.heading(
            f"{count_of(len(unread), 'watched place')} could not be read at the last visit"
        )
        for visit in unread:
            last = visit.well.text or "never"
            screen.line(f"{watched[visit.watched].location} (last read: {last}): {visit.trouble}")
    if read:
        screen.heading(f"{count_of(len(read), 'report')} read with a served extractor")
        for one in read:
            screen.line(f"{dossier.documents[one.document].name}: {one.notice}")
    if dossier.refusals:
        refused = sum(not one.is_notice for one in dossier.refusals)
        passed = len(dossier.refusals) - refused
        also = f"; passed over in what was read: {count_of(passed, 'notice')}" if passed else ""
        screen.heading(f"Refused: {count_of(refused, 'input')}{also}")
        for refusal in dossier.refusals:
            screen.refusal(refusal)
