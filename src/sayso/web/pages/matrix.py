"""The evidence matrix: a row a witness, a column an answer, cells in log-odds; and the judgement without some of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.assess import Supposition, witnesses
from sayso.brief import Dossier
from sayso.judging import Hearing
from sayso.model import Bearing, EvidenceBasis, NothingMatched, SourceKind
from sayso.web.page import Asked, Page
from sayso.wording import count_of

MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Witness:
    """One row: its key (its first origin), whose word it is, what it is worth now by answer (log-odds), and its claims by id."""

    key: str
    name: str
    log_odds: tuple[float, ...]
    claims: tuple[str, ...]
    interested: bool

    @property
    def weight(self) -> float:
        """How much it tells answers apart: the widest difference between two of them."""
        return max(self.log_odds) - min(self.log_odds)


def page(asked: Asked) -> Page:
    """Return the matrix, and what is supposed with its result."""
    judged = asked.judged
    if judged is None:
        return Page("unasked.html.jinja", "Matrix", {"what": "The matrix"}, {}, ())
    hearing, dossier = judged
    judgement, view = dossier.judgement, asked.snapshot.view
    groups = asked.snapshot.once(f"witnesses {judgement.question}", lambda: _groups(dossier))
    what, words = _supposed(asked, hearing, dossier, groups)
    rows = asked.snapshot.once(
        f"matrix {judgement.question}", lambda: _rows(asked, dossier, groups)
    )
    now, then = judgement.current, None
    if words:
        then = asked.snapshot.desk.likely(hearing, what)
    plain = [
        {
            "witness": row.name,
            "key": row.key,
            **dict(zip(judgement.hypotheses, row.log_odds, strict=True)),
            "claims": row.claims,
        }
        for row in rows
    ]
    values = {
        "witnesses": rows[:MOST_ROWS],
        "words_of": {c: view.claims[c].words for row in rows[:MOST_ROWS] for c in row.claims[:4]},
        "out": set(asked.query["without"].split(",")),
        "left": max(0, len(rows) - MOST_ROWS),
        "hypotheses": judgement.hypotheses,
        "now": now,
        "then": then,
        "words": words,
        "leader": judgement.leader,
        "linchpins": judgement.linchpins,
        "interested": asked.query.get("interested") == "no",
        "firsthand": asked.query.get("hand") == "own",
        "top": max((row.weight for row in rows), default=1.0) or 1.0,
    }
    data = {"now": now, "supposed": then, "suppositions": words, "witnesses": plain}
    return Page("matrix.html.jinja", "Matrix", values, data, plain)


def _supposed(
    asked: Asked, hearing: Hearing, dossier: Dossier, groups: Mapping[str, list[Bearing]]
) -> tuple[Supposition, list[str]]:
    """Return what the address supposes, and the same in words; raises `NothingMatched` for a witness there is none of."""
    query = asked.query
    out = list(filter(None, query["without"].split(",")))
    unknown = [key for key in out if key not in groups]
    if unknown:
        raise NothingMatched(f"no witness {unknown[0]!r} bears on this question by this day")
    words = [f"without {_name(asked, groups[key])}" for key in out]
    claims = {b.claim for key in out for b in groups[key]}
    single = set(filter(None, query["claims"].split(",")))
    words += [f"without {count_of(len(single), 'single claim')}"] if single else []
    if query["interested"] == "no":
        words.append("without interested parties")
    if query["hand"] == "own":
        words.append("only what somebody saw himself")
        claims |= _not_own_eyes(hearing, dossier)
    alone = query["interested"] == "no"
    return Supposition(frozenset(claims | single), without_interested=alone), words


def _not_own_eyes(hearing: Hearing, dossier: Dossier) -> frozenset[str]:
    """Return the claims of those who did not see it themselves: neither by their words nor as witnesses."""
    sources = hearing.sources
    found = set()
    for b in hearing.bearings:
        source = sources.get(b.source)
        there = source is not None and source.kind is SourceKind.WITNESS
        if not (there or dossier.claims[b.claim].evidence_basis is EvidenceBasis.DIRECT):
            found.add(b.claim)
    return frozenset(found)


def _groups(dossier: Dossier) -> dict[str, list[Bearing]]:
    """Return the bearings that count, by independent witness, under the first origin of each."""
    found = witnesses([b for b in dossier.judgement.bearings if b.bears])
    return {group[0].origin or group[0].claim: group for group in found}


def _rows(asked: Asked, dossier: Dossier, groups: Mapping[str, list[Bearing]]) -> list[Witness]:
    """Return the rows, those that tell answers apart most first."""
    judgement = dossier.judgement
    zero = (0.0,) * len(judgement.hypotheses)
    worth = {w.claim: w.log_odds for w in judgement.worths}
    whole = {i.origin: i.log_odds for i in judgement.influences}
    rows = []
    for key, group in groups.items():
        origins = dict.fromkeys(b.origin or b.claim for b in group)
        told = [
            whole.get(o)
            or _summed(
                zero, [worth.get(b.claim, zero) for b in group if (b.origin or b.claim) == o]
            )
            for o in origins
        ]
        source = dossier.sources.get(group[0].source)
        rows.append(
            Witness(
                key,
                _name(asked, group),
                _summed(zero, told),
                tuple(b.claim for b in group),
                bool(source and source.interests),
            )
        )
    return sorted(rows, key=lambda row: (-row.weight, row.key))


def _summed(zero: tuple[float, ...], rows: Sequence[tuple[float, ...]]) -> tuple[float, ...]:
    return tuple(map(sum, zip(zero, *rows, strict=True)))


def _name(asked: Asked, group: Sequence[Bearing]) -> str:
    """Return what to call a witness: whom most of its claims go back to."""
    held = [asked.snapshot.origin_of.get(b.claim) for b in group]
    names = Counter(origin.name for origin in held if origin)
    return names.most_common(1)[0][0] if names else group[0].claim
