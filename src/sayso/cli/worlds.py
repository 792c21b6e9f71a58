"""`sayso worlds`: how wrong the assumptions may be before the judgement suffers, on simulated stories."""

import json
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.model import UsageError

if TYPE_CHECKING:
    from sayso.worlds import World

FROM_DAY = 3


@click.command()
@click.option(
    "--change",
    "changes",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter that is otherwise.",
)
@click.option("--stories", default=40, show_default=True, type=click.IntRange(min=1))
@click.option("--seed", default=1, show_default=True)
@click.option("--list", "listed", is_flag=True, help="List the parameters and leave.")
@click.option(
    "--write",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the stories (JSONL, for sayso label judgement) with what was so, and leave.",
)
@click.option(
    "--news",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the stories as news into this folder, one story folder each with gold.json, for sayso evaluate, and leave.",
)
@click.option(
    "--words",
    type=click.Choice(["tune", "tune-b", "tune-c", "frozen"]),
    default="tune",
    help="The vocabulary of --news.",
)
def worlds(
    changes: tuple[str, ...],
    stories: int,
    seed: int,
    listed: bool,
    write: Path | None,
    news: Path | None,
    words: str,
) -> None:
    """Simulate stories in which parameters are other than the judge believes, and score his judgement.

    The Brier score is summed over three answers: 0 is perfect, about .6 is knowing only how often each is so. With --news the stories are written
    as articles of invented outlets.
    """
    from sayso.worlds import NOMINAL
    from sayso.worlds.news import WRITTEN

    world = changed(WRITTEN if news else NOMINAL, changes)
    if news:
        _write_news(world, range(seed, seed + stories), news, words)
    elif listed:
        for name, value in asdict(world).items():
            click.echo(f"{name:<20} {value}")
    elif write:
        _write(world, range(seed, seed + stories), write)
    else:
        _score(world, range(seed, seed + stories))


def changed(world: "World", changes: tuple[str, ...]) -> "World":
    """Return the world with parameters changed (NAME=VALUE); raises `UsageError` for one it does not have or that is no number."""
    known = {f.name: getattr(world, f.name) for f in fields(world)}
    plain = {name: value for name, value in known.items() if isinstance(value, (int, float))}
    given: dict[str, Any] = {}
    for one in changes:
        name, _, value = one.partition("=")
        if name not in plain:
            raise UsageError(f"no parameter {name!r}; choose one of {', '.join(plain)}")
        try:
            given[name] = int(value) if isinstance(plain[name], int) else float(value)
        except ValueError as error:
            raise UsageError(f"{name} must be a number, got {value!r}") from error
        if given[name] < 0:
            raise UsageError(f"{name} must not be below 0, got {value}")
    return replace(world, **given)


def _write(world: "World", seeds: range, path: Path) -> None:
    from sayso.worlds import story

    with path.open("w", encoding="utf-8") as file:
        for seed in seeds:
            one = story(world, seed)
            row = {**one.row, "truth": [int(n) for n in one.hypothesis]}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    click.echo(f"{len(seeds)} stories in {path}")


def _write_news(world: "World", seeds: range, folder: Path, words: str) -> None:
    from sayso.worlds.news import write_folder, written

    for seed in seeds:
        write_folder(written(world, seed, words), words, folder / f"world-{seed}")
        if seed % 10 == 0:
            click.echo(f"{seed - seeds.start + 1} of {len(seeds)} stories", err=True)
    click.echo(f"{len(seeds)} stories in {folder}; score them with sayso evaluate {folder}/*")


def _score(world: "World", seeds: range) -> None:
    import numpy as np

    from sayso.assess import judgement_row
    from sayso.worlds import story

    scores: list[float] = []
    truths, rows = [], []
    for seed in seeds:
        one = story(world, seed)
        row = np.array(judgement_row(one.row))[FROM_DAY:]
        truth = np.eye(row.shape[1])[one.hypothesis[FROM_DAY:]]
        scores.append(float(((row - truth) ** 2).sum(axis=1).mean()))
        truths.append(truth)
        rows.append(row)
        if len(scores) % 10 == 0:
            click.echo(f"{len(scores)} of {len(seeds)} stories", err=True)
    truth, row = np.concatenate(truths), np.concatenate(rows)
    base = float(((truth.mean(axis=0) - truth) ** 2).sum(axis=1).mean())
    spread = float(np.std(scores) / max(len(scores), 2) ** 0.5)
    right = float((row.argmax(axis=1) == truth.argmax(axis=1)).mean())
    click.echo(
        f"Brier {np.mean(scores):.3f} (± {spread:.3f}), base rates {base:.3f}, n {len(scores)}"
    )
    click.echo(f"the leading answer stood at {row.max(axis=1).mean():.2f} and was so {right:.2f}")
