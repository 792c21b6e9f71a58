"""Every number the judgement rests on, with its unit and where it comes from, to show to the reader."""

from dataclasses import dataclass

from sayso.assess import bounds, columns, observe, pieces
from sayso.assess.models import Table, event, free, presence, responsibility, status
from sayso.assess.regimes import REGIMES
from sayso.assess.weight import WEIGHTS

OURS = "prior of our judgement"
CHOSEN = "chosen on simulated stories"
POISONING = "bound against copies and floods, our judgement"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number: what it is called, its value and unit, and its source."""

    name: str
    value: float
    unit: str
    source: str


def parameters() -> tuple[Parameter, ...]:
    """Return the table of all priors, rates, weights and bounds.

    >>> [p.value for p in parameters() if p.name == "one source moves odds by at most"]
    [10.0]
    """
    return (*_table(presence.TABLE), *_free(), *_observation(), *_regimes(), *_grades(), *_bounds())


def _table(table: Table) -> list[Parameter]:
    found = []
    for s in table.states:
        found += [
            Parameter(f"{s.name}: prior weight", s.start, "share", OURS),
            Parameter(f"{s.name}: activity begins", s.on, "per day and sector", OURS),
            Parameter(f"{s.name}: activity ends", s.off, "per day and sector", OURS),
            Parameter(f"{s.name}: called present", s.presence, "probability", OURS),
            Parameter(f"{s.name}: called gone", s.absence, "probability", OURS),
        ]
    rates = [
        Parameter(f"{a} to {b}", rate, "per day", OURS) for (a, b), rate in table.rates.items()
    ]
    return found + rates


def _free() -> list[Parameter]:
    return [
        *(
            Parameter(
                f"{model.KIND} questions: OTHER at the start", model.OTHER_START, "share", OURS
            )
            for model in (event, free, responsibility, status)
        ),
        Parameter("status changes", status.CHANGES_PER_DAY, "per day", OURS),
    ]


def _observation() -> list[Parameter]:
    hedges = [Parameter(f"said as {c.value}", w, "weight", OURS) for c, w in WEIGHTS.items()]
    return [
        Parameter("a true answer asserted", observe.ASSERTED_WHEN_TRUE, "probability", OURS),
        Parameter("an interest speaks", observe.INTEREST_BIAS, "probability", OURS),
        Parameter("a copy is faithful", observe.COPY_FIDELITY, "probability", OURS),
        Parameter("silence counts after", pieces.SILENCE_LAG_DAYS, "days", OURS),
        Parameter("evidence from before the first day", pieces.OLDEST_DAYS, "days", OURS),
        Parameter("days one claim may span", columns.LONGEST_DAYS, "days", OURS),
        *hedges,
    ]


def _regimes() -> list[Parameter]:
    found = []
    for r in REGIMES:
        found += [
            Parameter(f"{r.name}: prior weight", r.share, "share", CHOSEN),
            Parameter(f"{r.name}: activity detected", r.detected, "per day", OURS),
            Parameter(f"{r.name}: activity falsely detected", r.falsely_detected, "per day", OURS),
            Parameter(f"{r.name}: what was seen is reported", r.seen_reported, "probability", OURS),
            Parameter(
                f"{r.name}: what was not seen is reported", r.not_seen_reported, "probability", OURS
            ),
            Parameter(f"{r.name}: things change", r.pace, "times as fast", OURS),
            Parameter(f"{r.name}: sources are reliable", r.trust, "times as often", OURS),
        ]
    return found


def _grades() -> list[Parameter]:
    source = "Admiralty letter as a Beta prior (AJP-2.1, FM 2-22.3 for the letters; numbers ours)"
    return [
        Parameter(
            f"grade {grade.value}: reliability", a / (a + b), f"mean of Beta({a:g}, {b:g})", source
        )
        for grade, (a, b) in observe.RELIABILITY.items()
    ]


def _bounds() -> list[Parameter]:
    return [
        Parameter("one origin moves odds by at most", bounds.ORIGIN_RATIO, "ratio", POISONING),
        Parameter(
            "all unknown sources move odds by at most",
            bounds.UNKNOWN_POOL_RATIO,
            "ratio",
            POISONING,
        ),
        Parameter("one source moves odds by at most", bounds.SOURCE_RATIO, "ratio", POISONING),
        Parameter("kept for every hypothesis", bounds.LOWEST_PROBABILITY, "probability", POISONING),
        Parameter("sectors told apart", bounds.MOST_SECTORS, "sectors", "size of the exact filter"),
    ]
