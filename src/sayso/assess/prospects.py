"""What would change our mind: reports that may come tomorrow, and the judgement each would lead to."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.assess import bounds
from sayso.assess.chain import Chain
from sayso.assess.filter import hypotheses, update
from sayso.assess.observe import ASSERTION, NOT_SEEN, SEEN, log_likelihood
from sayso.assess.pieces import Record
from sayso.model import OTHER, Bearing, Grade, Prospect, Source, SourceKind

Vector = NDArray[np.float64]

MOST_SOURCES, MOST_OF_ONE, MOST_NAMED = 40, 2, 3
EYEWITNESS = Source("an eyewitness", "An eyewitness of good record", SourceKind.WITNESS, Grade.B)


def prospects(record: Record, kept: Sequence[Bearing], last: Vector) -> tuple[Prospect, ...]:
    """Return the two reports that would raise each hypothesis most, the largest moves first; sources that would do the same stand together.

    `last` (regimes, states) are the probabilities of the last day. A report is taken to be firm and of that day, and is bounded as
    one origin; what its source may still move under the bounds of sources is not looked at.
    """
    chain = record.chain
    now = bounds.keep_doubt(hypotheses(last, chain.report))
    same: defaultdict[tuple[int, str, tuple[float, ...]], list[str]] = defaultdict(list)
    for source, bearing, words in _possible(record, kept):
        small = chain.narrowed((bearing.sector,) if bearing.observation in (SEEN, NOT_SEEN) else ())
        ell = log_likelihood(small, bearing, source, counted=False, copied=False)
        ell *= min(1.0, np.log(bounds.ORIGIN_RATIO) / max(bounds.span(ell), 1e-9))
        sector = bearing.sector if small.sectors else None
        after = update(last, ell[:, chain.index(sector)], hold=True)
        row = bounds.keep_doubt(hypotheses(after, chain.report))
        names = same[int(np.argmax(row - now)), words, tuple(float(p) for p in np.round(row, 4))]
        if source.name not in names:
            names.append(source.name)
    best: defaultdict[int, list[tuple[float, Prospect]]] = defaultdict(list)
    for (raised, words, shares), names in same.items():
        move = float(shares[raised] - now[raised])
        best[raised].append((move, Prospect(_joined(names), words, shares)))
    chosen = [one for told in best.values() for one in sorted(told, key=_place)[:MOST_OF_ONE]]
    return tuple(prospect for _, prospect in sorted(chosen, key=_place))


def _place(one: tuple[float, Prospect]) -> tuple[float, str, str]:
    return -one[0], one[1].name, one[1].says


def _joined(names: Sequence[str]) -> str:
    shown = list(names[:MOST_NAMED])
    left = len(names) - len(shown)
    return ", ".join(shown) + (f" or {left} others" if left else "")


def _possible(record: Record, kept: Sequence[Bearing]) -> Iterator[tuple[Source, Bearing, str]]:
    """Yield reports that the sources heard of, and an eyewitness in each sector, may make."""
    chain = record.chain
    heard = [b.source for b in kept if b.source in record.sources]
    names = sorted(set(heard), key=lambda name: (-heard.count(name), name))[:MOST_SOURCES]
    for name in names:
        source = record.sources[name]
        if source.kind is SourceKind.OUTLET:
            continue
        own = {b.sector for b in kept if b.source == name and b.observation in (SEEN, NOT_SEEN)}
        yield from _sightings(source, [s for s in chain.sectors if s in own])
        yield from _assertions(chain, source)
    yield from _sightings(EYEWITNESS, chain.sectors)


def _sightings(source: Source, sectors: Sequence[str]) -> Iterator[tuple[Source, Bearing, str]]:
    for sector in sectors:
        where = f" in {sector}" if sector else ""
        for kind, words in ((SEEN, "sees them"), (NOT_SEEN, "sees nothing of them")):
            yield source, _bearing(source, kind, sector=sector), f"{words}{where}"


def _assertions(chain: Chain, source: Source) -> Iterator[tuple[Source, Bearing, str]]:
    for name in chain.names:
        if name != OTHER:
            yield source, _bearing(source, ASSERTION, state=name), f"says: {name}"


def _bearing(source: Source, observation: str, *, sector: str = "", state: str = "") -> Bearing:
    return Bearing(
        "prospect",
        bears=True,
        reason="if it came",
        source=source.entity,
        observation=observation,
        sector=sector,
        state=state,
    )
