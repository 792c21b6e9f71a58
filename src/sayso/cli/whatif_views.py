"""What a supposition looks like on a terminal: before and after, what the judgement hangs on, what would change it."""

from sayso.cli.show import Screen
from sayso.model import Judgement
from sayso.wording import count_of


def show_supposed(screen: Screen, now: Judgement, supposed: Judgement) -> None:
    """Print each answer as it is, as it would be, and the difference in points."""
    rows = [
        (
            name,
            f"{100 * p:.1f} %",
            f"{100 * supposed.current[name]:.1f} %",
            _points(p, supposed, name),
        )
        for name, p in sorted(now.current.items(), key=lambda one: -one[1])
    ]
    columns = {"answer": "left", "now": "right", "supposed": "right", "points": "right"}
    screen.table(columns, rows)
    heard = sum(b.bears for b in now.bearings) - sum(b.bears for b in supposed.bearings)
    if heard:
        screen.line(f"{count_of(heard, 'claim')} left out.")
    else:
        screen.line("No claim is left out: none that bears is of what was supposed away.")
    screen.line(
        f"{count_of(now.witnesses, 'independent witness', 'es')} now, {supposed.witnesses} supposed."
    )
    if supposed.leader != now.leader:
        screen.line(f"Then {supposed.leader} would lead, not {now.leader}.")


def _points(p: float, supposed: Judgement, name: str) -> str:
    return f"{100 * (supposed.current[name] - p):+.1f}"


def show_hinges(screen: Screen, now: Judgement) -> None:
    """Print the origins without which another answer would lead, the reports that would move most, and how assumptions stand."""
    screen.line(f"{now.leader} leads at {100 * now.current[now.leader]:.1f} %.")
    screen.heading("What it hangs on")
    for influence, other in now.linchpins:
        screen.line(f"Without {influence.name} ({influence.origin}) {other} would lead.")
    if not now.linchpins:
        screen.line("No single origin: without any one of them the same answer leads.")
    if not now.prospects:
        return
    screen.heading("What would change it most")
    rows = [
        (one.name, one.says, *(f"{100 * p:.0f} %" for p in one.probabilities))
        for one in now.prospects
    ]
    columns = {"if": "left", "came to say": "left", **dict.fromkeys(now.hypotheses, "right")}
    screen.table(columns, rows)
    screen.heading("How its assumptions stand")
    for name, weight in now.regimes:
        screen.line(f"{100 * weight:5.1f} %  {name}")
