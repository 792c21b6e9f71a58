"""What copies and floods can do to a judgement: the largest change of any probability.

python bench/copies.py
"""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from sayso.assess import judge
from sayso.assess.filter import log_odds
from sayso.model import Bearing, Grade, Hypothesis, Question, Source, SourceKind, When

STATES = ("fighting", "regrouping", "withdrawn")
QUESTION = Question("?", "presence", tuple(Hypothesis(s, s, state=s) for s in STATES))
DAYS = tuple(date(2031, 5, 1) + timedelta(n) for n in range(20))
SOURCES = {
    "witness": Source("witness", "Witness", SourceKind.WITNESS, Grade.B),
    "expert": Source("expert", "Expert", SourceKind.COMMENTATOR, Grade.A),
    **{
        f"outlet {n}": Source(f"outlet {n}", f"Outlet {n}", SourceKind.OUTLET, Grade.C)
        for n in range(40)
    },
}


def said(name: str, source: str, day: int, state: str, origin: str = "") -> Bearing:
    """Return an assertion."""
    ordinal = DAYS[0].toordinal() + day
    return Bearing(
        name,
        bears=True,
        reason="said",
        source=source,
        origin=origin or name,
        observation="assertion",
        state=state,
        first_day=ordinal,
        last_day=ordinal,
        published=ordinal,
    )


def probabilities(bearings: list[Bearing]) -> np.ndarray:
    """Return the last row."""
    found = judge(QUESTION, bearings, SOURCES, days=DAYS, as_of=When(DAYS[-1].isoformat()))
    return np.array(found.probabilities[-1])


def main() -> None:
    """Print the table."""
    base = [said("a", "witness", 15, "withdrawn"), said("b", "expert", 10, "fighting")]
    now = probabilities(base)
    for count in (1, 10, 100, 1_000, 10_000):
        copies = [said(f"c{n}", f"outlet {n % 40}", 16, "withdrawn", "a") for n in range(count)]
        missed = [replace(b, origin=b.claim) if n % 20 == 0 else b for n, b in enumerate(copies)]
        linked, some = (probabilities([*base, *more]) for more in (copies, missed))
        print(
            f"{count:6} copies: all linked {np.abs(linked - now).max():.1e}, 5 % of links missed {np.abs(some - now).max():.4f}"
        )
    for count in (1, 10, 100, 1_000):
        unknown = [said(f"u{n}", f"unknown {n}", n % 20, "withdrawn") for n in range(count)]
        one = [said(f"o{n}", "expert", n % 20, "withdrawn") for n in range(count)]
        crowd, source = (log_odds(probabilities([base[0], *more])) for more in (unknown, one))
        alone = log_odds(probabilities(base[:1]))
        print(
            f"{count:6} claims of as many unknown sources: odds x {np.exp(np.abs(crowd - alone).max()):.2f}; of one source: odds x {np.exp(np.abs(source - alone).max()):.2f}"
        )


if __name__ == "__main__":
    main()
