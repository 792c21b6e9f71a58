"""The filters of the ledger page: read from an address, applied to rows, written back into one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from urllib.parse import urlencode

import numpy as np

from sayso.model import InvalidRecord, When
from sayso.web.bears import Bears
from sayso.web.rows import Flags, Rows

PAGE_ROWS = 100
ORDERS = ("newest", "oldest", "moves")


@dataclass(frozen=True, slots=True)
class Filters:
    """What is wanted of claims; an empty value asks for nothing. Each field is a parameter of the address.

    `said_from` to `said_to` are days of publication, `about_from` to `about_to` the days a claim is about. `one` keeps one claim an
    origin, the nearest to it. `ids` are claims by id, with commas between.
    """

    text: str = ""
    speaker: str = ""
    part: str = ""
    place: str = ""
    outlet: str = ""
    said_from: str = ""
    said_to: str = ""
    about_from: str = ""
    about_to: str = ""
    sure: str = ""
    hand: str = ""
    seen: str = ""
    bears: str = ""
    witness: str = ""
    doc: str = ""
    ids: str = ""
    checked: str = ""
    one: str = ""
    order: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Filters":
        """Read filters from the parameters of an address; those it does not know are left alone."""
        return cls(**{f.name: query.get(f.name, "").strip() for f in fields(cls)})

    def query(self, **other: str) -> str:
        """Return the filters as parameters of an address, others after them; what is empty is left out."""
        own = {f.name: getattr(self, f.name) for f in fields(self)}
        return urlencode([(k, v) for k, v in {**own, **other}.items() if v])

    def but(self, **values: str) -> "Filters":
        """Return the filters with some of them changed."""
        return replace(self, **values)

    @property
    def active(self) -> tuple[tuple[str, str], ...]:
        """The filters that ask for something, with their values."""
        rows = ((f.name, getattr(self, f.name)) for f in fields(self) if f.name != "order")
        return tuple((name, value) for name, value in rows if value)


def fitting(rows: Rows, wanted: Filters, found: Iterable[str] | None, bears: Bears) -> Flags:
    """Return which rows fit all filters; `found` are the claims that hold the words searched for, None where none are.

    Raises `InvalidRecord` for a day that is none.
    """
    fits = np.ones(len(rows), np.bool_)
    if wanted.text:
        fits &= _among(rows, found or ())
    if wanted.ids:
        fits &= _among(rows, wanted.ids.split(","))
    for column, part in (
        (rows.who, wanted.speaker),
        (rows.where, wanted.place),
        (rows.outlet, wanted.outlet),
    ):
        if part:
            fits &= column.holding(part)
    for column, value in (
        (rows.part, wanted.part),
        (rows.certainty, wanted.sure),
        (rows.basis, wanted.hand),
        (rows.observation, wanted.seen),
        (rows.origin, wanted.witness),
        (rows.document, wanted.doc),
        (rows.checked, wanted.checked),
    ):
        if value:
            fits &= column.equal(frozenset(value.split(",")))
    fits &= _days(rows, wanted)
    if wanted.bears:
        fits &= _bearing(rows, wanted.bears, bears)
    return _nearest(rows, fits) if wanted.one else fits


def ordered(rows: Rows, fits: Flags, order: str, bears: Bears) -> list[int]:
    """Return the places of the rows that fit, in an order: newest, oldest, or those that move the judgement most."""
    places: list[int] = np.flatnonzero(fits).tolist()
    if order == "oldest":
        return places[::-1]
    if order == "moves":
        return sorted(places, key=lambda n: -abs(bears.points.get(rows.claims[n].id, 0.0)))
    return places


def _among(rows: Rows, ids: Iterable[str]) -> Flags:
    flags = np.zeros(len(rows), np.bool_)
    flags[[rows.place_of[name] for name in ids if name in rows.place_of]] = True
    return flags


def _days(rows: Rows, wanted: Filters) -> Flags:
    fits = np.ones(len(rows), np.bool_)
    if wanted.said_from:
        fits &= rows.published >= _day(wanted.said_from)[0]
    if wanted.said_to:
        fits &= (rows.published <= _day(wanted.said_to)[1]) & (rows.published > 0)
    if wanted.about_from:
        fits &= rows.about_last >= _day(wanted.about_from)[0]
    if wanted.about_to:
        fits &= (rows.about_first <= _day(wanted.about_to)[1]) & (rows.about_first > 0)
    return fits


def _day(text: str) -> tuple[int, int]:
    when = When(text)
    if not when.known:
        raise InvalidRecord(f"{text!r} is no day")
    return when.earliest.date().toordinal(), when.latest.date().toordinal()


def _bearing(rows: Rows, wanted: str, bears: Bears) -> Flags:
    """Return the rows that bear on the question: on any answer, on none, or on the answer named."""
    if wanted in ("any", "none"):
        held = _among(rows, bears.answers)
        return held if wanted == "any" else ~held
    return _among(rows, [claim for claim, answer in bears.answers.items() if answer == wanted])


def _nearest(rows: Rows, fits: Flags) -> Flags:
    """Return of the rows that fit one for each origin: the one published first."""
    places = np.flatnonzero(fits)[::-1]
    _, first = np.unique(rows.origin.codes[places], return_index=True)
    kept = np.zeros(len(rows), np.bool_)
    kept[places[first]] = True
    return kept


def day_text(ordinal: int) -> str:
    """Return the day of an ordinal, '' for none."""
    return date.fromordinal(ordinal).isoformat() if ordinal > 0 else ""
