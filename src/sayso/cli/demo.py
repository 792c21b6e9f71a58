"""`sayso demo`: the main job on the example story, start to end."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.desk_file import now, opened
from sayso.model import UsageError
from sayso.story import EXAMPLE as STORY
from sayso.story import example_folder

if TYPE_CHECKING:
    from sayso.brief import Dossier
    from sayso.cli.show import Screen

MOST_MOVES = 12


@click.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out"),
    show_default=True,
    help="Folder for the desk file and the brief; an earlier demo in it is begun anew.",
)
def demo(out: Path) -> None:
    """Read the example story, judge its question and write a brief: all of Sayso in one command."""
    from sayso.cli.ask import show_question
    from sayso.cli.show import Screen
    from sayso.read import readings
    from sayso.story import load_story

    folder, screen = story_folder(), Screen()
    desk_path = _fresh(out)
    story = load_story(folder)
    with opened(desk_path, create=True) as desk:
        screen.heading("1. What was read, and what was refused")
        items = readings([str(folder)], stdin=sys.stdin.buffer, retrieved=now())
        screen.added(desk.add(items), desk_path)
        question = desk.ask(story.question, story.sources)
        dossier = desk.dossier(question, fair=True)
    show_question(screen, question)
    _show(screen, dossier)
    _write(screen, dossier, out)
    screen.line(f"Go on with: sayso status --desk {desk_path}")


def _show(screen: "Screen", dossier: "Dossier") -> None:
    from sayso.cli.relation_views import show_contradictions
    from sayso.cli.views import (
        show_judgement,
        show_statements,
        show_why,
        show_witnesses,
    )

    screen.heading(f"2. The judgement as of {dossier.judgement.as_of}")
    show_judgement(screen, dossier)
    screen.heading("3. What moved it")
    likeliest = max(dossier.judgement.current.items(), key=lambda item: item[1])[0]
    show_why(screen, dossier, likeliest, most=MOST_MOVES)
    screen.heading("4. Independent witnesses against the number of reports")
    show_witnesses(screen, dossier)
    screen.heading("5. Contradictions")
    show_contradictions(screen, dossier)
    bearing = [dossier.claims[b.claim] for b in dossier.judgement.bearings if b.bears]
    screen.heading(f"6. The claims that bear on it ({len(bearing)} of {len(dossier.claims)})")
    show_statements(screen, dossier, bearing)


def _write(screen: "Screen", dossier: "Dossier", out: Path) -> None:
    from sayso.cli.brief import rendered, write

    screen.heading("7. The brief")
    for kind in ("md", "html"):
        file = out / f"brief.{kind}"
        write(file, rendered(dossier, kind))
        screen.line(str(file))


def story_folder() -> Path:
    """Return the folder of the example story, as seen from here."""
    return _short(example_folder(STORY))


def _short(path: Path) -> Path:
    """Return a path as seen from here, where it lies below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _fresh(out: Path) -> Path:
    """Return the path of the demo's desk file, with any earlier demo's taken away."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"{out} cannot be made ({error.strerror}); choose another --out"
        ) from error
    path = out / "demo.sayso"
    for old in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        old.unlink(missing_ok=True)
    return path
