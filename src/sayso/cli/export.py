"""`sayso export`: the judgement and its evidence in a format others read."""

import sys
from pathlib import Path

import click

from sayso.cli.desk_file import as_of_option, desk_option, moment, opened, question_option
from sayso.model import UsageError

NO_TEXT = frozenset({"application/pdf", "application/zip", "application/vnd.apache.parquet"})


@click.command()
@click.argument("kind", metavar="FORMAT", required=False, default="")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write here, not to stdout."
)
@question_option
@as_of_option
@desk_option
def export(kind: str, out: Path | None, question_id: str, as_of: str, desk_path: Path) -> None:
    """Write the judgement and its evidence as FORMAT; without one, list the formats.

    How many claims are in the file is told on stderr. No export leaves out a claim but the briefs, which cite what moves the judgement, and the
    calendar, which holds the days to look again.
    """
    from sayso.brief.exports import export_named, exports

    if not kind:
        click.echo("\n".join(exports()))
        return
    made = export_named(kind)
    with opened(desk_path) as desk:
        question = desk.question(question_id)
        dossier = desk.dossier(question, moment(as_of))
    found = made(dossier)
    if out is None and found.media_type in NO_TEXT and sys.stdout.isatty():
        raise UsageError(f"{kind} is no text; give --out FILE{found.suffix}")
    _write(found.content, out)
    click.echo(f"{found.claims} of {len(dossier.claims)} claims", err=True)


def _write(content: bytes, out: Path | None) -> None:
    if out is None:
        sys.stdout.buffer.write(content)
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        raise UsageError(
            f"{out} cannot be written ({error.strerror}); choose another --out"
        ) from error
