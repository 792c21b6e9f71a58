"""`sayso brief`: the cited brief as Markdown, HTML or a table of claims."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.desk_file import as_of_option, desk_option, moment, opened, question_option
from sayso.model import UsageError

if TYPE_CHECKING:
    from sayso.brief import Dossier

SUFFIXES = {".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".csv": "csv"}


@click.command()
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write here, not to stdout."
)
@click.option("--format", "kind", type=click.Choice(["md", "html", "csv"]), default=None)
@question_option
@as_of_option
@desk_option
def brief(
    out: Path | None, kind: str | None, question_id: str, as_of: str, desk_path: Path
) -> None:
    """Write the brief. The format is that of --format, else of the ending of --out, else Markdown."""
    with opened(desk_path) as desk:
        dossier = desk.dossier(desk.question(question_id), moment(as_of), fair=True)
    text = rendered(dossier, kind or SUFFIXES.get(out.suffix.lower() if out else "", "md"))
    if out is None:
        click.echo(text)
    else:
        write(out, text)
        click.echo(f"brief written to {out}", err=True)


def write(out: Path, text: str) -> None:
    """Write a file; raises `UsageError` where that is not allowed or not possible."""
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"{out} cannot be written ({error.strerror}); choose another --out"
        ) from error


def rendered(dossier: "Dossier", kind: str) -> str:
    """Return the brief of a dossier as "md" or "html", or its claims as "csv"."""
    from sayso.brief import claims_csv, html, markdown, outline

    if kind == "csv":
        return claims_csv(dossier)
    brief_of = outline(dossier)
    return markdown(brief_of, dossier) if kind == "md" else html(brief_of, dossier)
