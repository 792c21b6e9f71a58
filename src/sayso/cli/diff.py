"""`sayso diff`: what changed in the judgement since a day, and because of which claims."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from sayso.brief import Dossier
    from sayso.watch import Change

CHANGED = 5


@click.command()
@click.option("--since", required=True, metavar="DAY", help="The earlier look (ISO 8601).")
@click.option(
    "--exit-code", "tell", is_flag=True, help=f"Leave with {CHANGED} where something changed."
)
@question_option
@as_of_option
@json_option
@desk_option
def diff(
    since: str, tell: bool, question_id: str, as_of: str, as_json: bool, desk_path: Path
) -> None:
    """Show what changed in the judgement since a DAY: another leader, a band crossed, a report taken back, a contradiction opened.

    A number that wavers about the edge of a band is no change. Each change names its claims with their words.
    """
    from sayso.cli.show import Screen
    from sayso.watch import between
    from sayso.wording import count_of

    with opened(desk_path) as desk:
        question = desk.question(question_id)
        before, after = (desk.dossier(question, moment(day)) for day in (since, as_of))
    found = between(before, after)
    if as_json:
        click.echo(plain([_row(one, before, after) for one in found]))
    else:
        screen = Screen()
        screen.heading(question.text)
        span = f"{before.judgement.as_of} to {after.judgement.as_of}"
        screen.line(
            f"{span}: {count_of(len(found), 'change')}" if found else f"{span}: nothing changed"
        )
        for one in found:
            screen.line(one.text)
            for cause in _row(one, before, after)["because"]:
                told = f"{cause['claim']}  {cause['speaker']}: “{cause['words']}”"
                screen.line(told, indent=4, style="dim")
    if tell and found:
        raise click.exceptions.Exit(CHANGED)


def _row(one: "Change", before: "Dossier", after: "Dossier") -> dict[str, Any]:
    claims = {**before.claims, **after.claims}
    return {
        "kind": one.kind.value,
        "what": one.what,
        "from": one.was,
        "to": one.now,
        "because": [
            {"claim": c, "speaker": claims[c].speaker.name, "words": claims[c].words}
            for c in one.because
        ],
    }
