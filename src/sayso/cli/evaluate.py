"""`sayso evaluate`: stories with a known end, replayed, and how the judgement did."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.desk_file import now, plain
from sayso.model import UsageError

if TYPE_CHECKING:
    from sayso.evaluation import Budget, Replay
    from sayso.rooms import Rooms

FROZEN = "frozen.txt"


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--half",
    type=click.Choice(["open", "frozen"]),
    help="Of cases beside a frozen.txt, those not named in it, or those named, in sum only.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
def evaluate(folders: tuple[Path, ...], half: str | None, as_json: bool) -> None:
    """Replay story FOLDERS whose story.json says how each was settled, and score the judgement day by day.

    Beside it stand what counting the same claims, and the latest of them alone, would have said. Scores are Brier (0 best, 2 worst) and
    -ln of the share of what was so, each the mean over days. For written worlds (sayso worlds --news) the error budget is given: the same judgement
    with each room made right in turn.
    """
    from sayso.evaluation import has_gold, replay
    from sayso.rooms import Rooms

    chosen = [f for f in folders if f.is_dir() and _in_half(f, half)]
    if not chosen:
        raise UsageError(
            "none of these is a story folder of that half; give folders with a story.json"
        )
    rooms = Rooms()
    found, read = [], []
    for number, folder in enumerate(chosen, 1):
        click.echo(f"{number} of {len(chosen)}", err=True)
        if has_gold(folder):
            read.append(budget_of(folder, rooms))
        else:
            found.append(replay(folder, rooms, now))
    told: dict[str, Any] = {}
    if found:
        told |= {
            "cases": [] if half == "frozen" else [row_of(one) for one in found],
            "all": summed(found),
        }
    if read:
        told |= {"written": in_all(read)}
    if as_json:
        click.echo(plain(told))
        return
    if found:
        _show(found if half != "frozen" else [], told["all"])
    if read:
        _show_written(told["written"])


def budget_of(folder: Path, rooms: "Rooms") -> "Budget":
    """Return a written world read and judged, with each room made right in turn."""
    from sayso.evaluation import budget

    return budget(folder, rooms, now)


def in_all(read: Sequence["Budget"]) -> dict[str, Any]:
    """Return the figures over all written worlds: what each room read rightly, and the judgement with each made right."""
    from sayso.evaluation import Layers, daily_brier

    names = list(read[0].rows)
    return {
        "worlds": len(read),
        "reports": sum(one.reports for one in read),
        "layers": sum((one.layers for one in read), Layers()).shares,
        "brier": {name: sum(daily_brier(one, name) for one in read) / len(read) for name in names},
    }


def _show_written(told: dict[str, Any]) -> None:
    from sayso.cli.show import Screen

    screen = Screen()
    screen.line(
        f"{told['worlds']} written worlds, {told['reports']} reports. What was read of what is said:"
    )
    screen.table(
        dict.fromkeys(("layer", "share"), "left"),
        [(k, f"{100 * v:.1f} %") for k, v in told["layers"].items()],
    )
    screen.line("The judgement (Brier, 0 best), as it is and with rooms made right:")
    raw = next(iter(told["brier"].values()))
    rows = [(name, f"{score:.3f}", f"{raw - score:+.3f}") for name, score in told["brier"].items()]
    screen.table(dict.fromkeys(("read from", "Brier", "saved"), "left"), rows)


def _in_half(folder: Path, half: str | None) -> bool:
    listed = folder.parent / FROZEN
    frozen = listed.read_text(encoding="utf-8").split() if listed.exists() else []
    return half is None or (folder.name in frozen) is (half == "frozen")


def row_of(one: "Replay") -> dict[str, Any]:
    """Return a case as a row of a table."""
    from sayso.evaluation import brier, log_score

    return {
        "case": one.name,
        "kind": one.kind,
        "reports": one.read,
        "refused": one.refused,
        "bearing": one.bearing,
        "settled": one.settled,
        "last": dict(zip(one.hypotheses, one.rows[-1], strict=True)),
        "leads": one.leads,
        "midpoint": one.midpoint,
        "brier": brier(one.rows, one.at),
        "log_score": log_score(one.rows, one.at),
        "brier_counting": brier(one.counting, one.at),
        "brier_latest": brier(one.latest, one.at),
    }


def summed(found: Sequence["Replay"]) -> dict[str, Any]:
    """Return the figures over all cases."""
    from sayso.evaluation import SURE_OF_THE_WRONG, brier, log_score

    def mean(values: list[float]) -> float:
        return sum(values) / len(values)

    return {
        "cases": len(found),
        "leads_at_the_end": sum(one.leads for one in found),
        "above_half_at_midpoint": sum(one.midpoint > 0.5 for one in found),
        "sure_of_the_wrong": sum(one.surest_wrong > SURE_OF_THE_WRONG for one in found),
        "brier": mean([brier(one.rows, one.at) for one in found]),
        "log_score": mean([log_score(one.rows, one.at) for one in found]),
        "brier_counting": mean([brier(one.counting, one.at) for one in found]),
        "brier_latest": mean([brier(one.latest, one.at) for one in found]),
    }


def _show(found: Sequence["Replay"], total: dict[str, Any]) -> None:
    from sayso.cli.show import Screen

    screen = Screen()
    rows = []
    for one in map(row_of, found):
        last = one["last"][one["settled"]]
        rows.append(
            (
                one["case"],
                one["kind"],
                f"{one['bearing']} in {one['reports']}",
                one["settled"],
                f"{100 * one['midpoint']:.0f} %",
                f"{100 * last:.0f} %" + ("" if one["leads"] else " (does not lead)"),
                f"{one['brier']:.2f}",
                f"{one['brier_counting']:.2f}",
                f"{one['brier_latest']:.2f}",
            )
        )
    names = (
        "case",
        "kind",
        "claims in reports",
        "was so",
        "midpoint",
        "end",
        "Brier",
        "counting",
        "latest",
    )
    if rows:
        screen.table(dict.fromkeys(names, "left"), rows)
    n = total["cases"]
    screen.line(
        f"{n} cases: what was so leads at the end in {total['leads_at_the_end']}, is above a half at the midpoint in "
        f"{total['above_half_at_midpoint']}; {total['sure_of_the_wrong']} end above 95 % on something else. Brier {total['brier']:.3f}, "
        f"-ln {total['log_score']:.3f}; counting {total['brier_counting']:.3f}, latest claim {total['brier_latest']:.3f}."
    )
