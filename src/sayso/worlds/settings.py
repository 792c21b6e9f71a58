"""Every parameter of a simulated world, in one table, and the worlds whose parameters are other than a judge believes."""

from dataclasses import dataclass, replace

HYPOTHESES = ("fighting", "regrouping", "withdrawn")


@dataclass(frozen=True, slots=True)
class World:
    """What a story is drawn from. Rates are per day, shares and probabilities 0 to 1.

    `detected` and `falsely_detected` are a witness's daily chance to notice activity that is and is not there; `seen_reported`
    and `not_seen_reported` how often he says so. `honest` and `liar` are Beta parameters of reliability; a report that is not
    reliable follows an interest where its source has one, else chance. `lag` is the chance that a report comes out on its day, each
    day anew; `commentator_lag` a mean in days. A report has Poisson(`copies` x lognormal(-.5, `copies_spread`)) copies; a copy says
    what it copies with `fidelity`, and its origin is known with `linked`. `dated` is the share of reports that give the day they
    speak of. `pace` multiplies all rates of the story itself.
    """

    days: int = 40
    witnesses: int = 6
    commentators: int = 5
    outlets: int = 12
    detected: float = 0.55
    falsely_detected: float = 0.03
    seen_reported: float = 0.35
    not_seen_reported: float = 0.07
    comments: float = 0.06
    asserted_when_true: float = 0.9
    honest: tuple[float, float] = (11.9, 2.1)
    liar: tuple[float, float] = (2.0, 8.0)
    liars: float = 0.15
    ungraded: float = 0.25
    interested: float = 0.4
    interest_bias: float = 0.7
    firm: tuple[float, float, float] = (0.6, 0.3, 0.1)
    commentators_firm: tuple[float, float, float] = (0.5, 0.3, 0.2)
    lag: float = 0.7
    commentator_lag: float = 2.0
    copies: float = 3.0
    copies_spread: float = 1.0
    fidelity: float = 0.95
    linked: float = 0.9
    dated: float = 0.6
    pace: float = 1.0
    start: tuple[float, float, float] = (0.7, 0.2, 0.1)
    leaves: tuple[tuple[float, float, float], ...] = (
        (0.0, 1 / 40, 1 / 60),
        (1 / 14, 0.0, 1 / 30),
        (1 / 80, 1 / 80, 0.0),
    )
    activity_begins: tuple[float, float, float] = (0.25, 0.06, 0.01)
    activity_ends: tuple[float, float, float] = (0.06, 0.40, 0.60)


NOMINAL = World()

_WORSE: dict[str, dict[str, float]] = {
    "witnesses notice half as much": {"detected": 0.275},
    "false sightings twice as often": {"falsely_detected": 0.06},
    "witnesses report half as often": {"seen_reported": 0.175, "not_seen_reported": 0.035},
    "witnesses report twice as often": {"seen_reported": 0.7, "not_seen_reported": 0.14},
    "nothing seen is told three times as often": {"not_seen_reported": 0.21},
    "twice as many liars": {"liars": 0.3},
    "twice as many copies": {"copies": 6.0},
    "a fifth of the copies not known as such": {"linked": 0.8},
    "half of the copies not known as such": {"linked": 0.5},
    "copies change a tenth": {"fidelity": 0.9},
    "reports come twice as late": {"lag": 0.35, "commentator_lag": 4.0},
    "the story moves twice as fast": {"pace": 2.0},
    "the story moves half as fast": {"pace": 0.5},
}

ALL_WORSE = replace(
    NOMINAL,
    detected=0.275,
    falsely_detected=0.06,
    seen_reported=0.175,
    not_seen_reported=0.035,
    liars=0.3,
    copies=6.0,
    linked=0.8,
    fidelity=0.9,
    lag=0.35,
    commentator_lag=4.0,
    pace=2.0,
)

MISSPECIFIED: dict[str, World] = {
    **{name: replace(NOMINAL, **changed) for name, changed in _WORSE.items()},  # type: ignore[arg-type]
    "all of it worse by two": ALL_WORSE,
}
