"""`sayso why`: a probability explained claim by claim; the contributions add up."""

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
from sayso.model import UsageError


@click.command()
@click.argument("hypothesis", required=False, default="")
@click.option(
    "--ignored",
    is_flag=True,
    help="List the claims that do not bear or only repeat another, and why.",
)
@click.option(
    "--top",
    type=click.IntRange(min=0),
    default=0,
    help="Show only so many steps, the largest first; 0 shows all.",
)
@question_option
@as_of_option
@json_option
@desk_option
def why(
    hypothesis: str,
    ignored: bool,
    top: int,
    question_id: str,
    as_of: str,
    as_json: bool,
    desk_path: Path,
) -> None:
    """Explain the probability of HYPOTHESIS (by default the likeliest) as steps that add up."""
    from sayso.cli.plain_views import why_row
    from sayso.cli.show import Screen
    from sayso.cli.views import show_ignored, show_repeated, show_why

    screen = Screen()
    with opened(desk_path) as desk:
        dossier = desk.dossier(desk.question(question_id), moment(as_of))
    names = dossier.judgement.hypotheses
    chosen = hypothesis or max(dossier.judgement.current.items(), key=lambda item: item[1])[0]
    if chosen not in names:
        raise UsageError(f"{chosen!r} is none of the answers; choose one of {', '.join(names)}")
    if as_json:
        click.echo(plain(why_row(dossier, chosen)))
        return
    screen.heading(dossier.question.text)
    show_why(screen, dossier, chosen, most=top)
    if ignored:
        screen.heading("Claims that do not bear on the question")
        show_ignored(screen, dossier)
        screen.heading("Claims that repeat another and add nothing")
        if not show_repeated(screen, dossier):
            screen.line("None.")
