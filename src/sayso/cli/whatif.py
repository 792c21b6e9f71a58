"""`sayso whatif`: the judgement without some of its evidence, what it hangs on, and what would change it."""

from collections.abc import Mapping
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
from sayso.model import NothingMatched, Source, UsageError


@click.command()
@click.option(
    "--without-claim", "claims", multiple=True, help="A claim (its id) that was never made."
)
@click.option(
    "--without-speaker", "speakers", multiple=True, help="Part of the name of one never heard."
)
@click.option("--without-interested", is_flag=True, help="Interested parties are not heard.")
@click.option(
    "--one-source",
    "pairs",
    multiple=True,
    metavar="NAME=NAME",
    help="Two speakers that are really one.",
)
@question_option
@as_of_option
@json_option
@desk_option
def whatif(
    claims: tuple[str, ...],
    speakers: tuple[str, ...],
    without_interested: bool,
    pairs: tuple[str, ...],
    question_id: str,
    as_of: str,
    as_json: bool,
    desk_path: Path,
) -> None:
    """Judge again without some of the evidence; with nothing supposed, show what the judgement hangs on.

    Every other bound and date stays as it is.
    """
    from dataclasses import asdict

    from sayso.assess import Supposition
    from sayso.cli.show import Screen
    from sayso.cli.whatif_views import show_hinges, show_supposed

    with opened(desk_path) as desk:
        question, day = desk.question(question_id), moment(as_of)
        view = desk.evidence(day)
        unknown = sorted(set(claims) - set(view.claims))
        if unknown:
            raise NothingMatched(
                f"no claim {unknown[0]!r} in this desk; sayso claims --json lists the ids"
            )
        sources = desk.sources(view)
        what = Supposition(
            frozenset(claims),
            frozenset(key for part in speakers for key in _keys(sources, part)),
            without_interested=without_interested,
            one=tuple(_both(sources, pair) for pair in pairs),
        )
        now = desk.judgement(question, day)
        supposed = None if what == Supposition() else desk.suppose(question, what, day)
    if as_json:
        click.echo(
            plain(
                {
                    "now": now.current,
                    "supposed": supposed.current if supposed else None,
                    "linchpins": [{**asdict(one), "leads": name} for one, name in now.linchpins],
                    "prospects": [asdict(one) for one in now.prospects],
                }
            )
        )
        return
    screen = Screen()
    screen.heading(question.text)
    if supposed is None:
        show_hinges(screen, now)
    else:
        show_supposed(screen, now, supposed)


def _keys(sources: Mapping[str, Source], part: str) -> set[str]:
    found = {key for key, one in sources.items() if part.casefold() in one.name.casefold()}
    if not found:
        known = ", ".join(sorted(one.name for one in sources.values())[:12]) or "none"
        raise NothingMatched(f"nobody heard is called {part!r}; heard are {known}")
    return found


def _both(sources: Mapping[str, Source], pair: str) -> frozenset[str]:
    left, equals, right = pair.partition("=")
    if not equals or not left.strip() or not right.strip():
        raise UsageError(f"--one-source takes NAME=NAME, got {pair!r}")
    return frozenset(_keys(sources, left.strip()) | _keys(sources, right.strip()))
