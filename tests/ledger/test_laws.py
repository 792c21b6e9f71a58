"""Laws of the ledger, held against a plain model under many histories."""

import json
import tempfile
import types
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from sayso.ledger import open_ledger
from sayso.ledger.codec import decode, encode
from sayso.ledger.kinds import shown
from sayso.model import (
    Attribution,
    Bound,
    Claim,
    Decision,
    Document,
    Edge,
    Entity,
    EntityKind,
    InvalidRecord,
    Origin,
    Place,
    Quantity,
    Refusal,
    Source,
    Span,
    TimeExpression,
    When,
    canonical_text,
)

WORDS = st.text(min_size=1, max_size=12)
DOCUMENTS = st.shared(
    st.text(min_size=4, max_size=60)
    .map(canonical_text)
    .filter(lambda text: text.strip())
    .map(Document),
    key="document",
)
NUMBERS = st.floats(allow_nan=False)


@st.composite
def spans(draw):
    document = draw(DOCUMENTS)
    start = draw(st.integers(0, len(document.text) - 1))
    return document.span(start, draw(st.integers(start + 1, len(document.text))))


@st.composite
def quantities(draw):
    low, best, high = sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
    return Quantity(draw(spans()), low, best, high, draw(st.sampled_from(Bound)), draw(WORDS))


SPECIAL = {
    str: WORDS,
    int: st.integers(0, 2**70),
    float: st.floats(0, 1),
    bool: st.booleans(),
    When: st.datetimes(min_value=datetime(1, 1, 2), timezones=st.just(UTC)).map(When.of)  # noqa: DTZ001
    | st.dates().map(When.of)
    | st.just(When.unknown()),
    Span: spans(),
    Quantity: quantities(),
    Place: st.builds(Place, spans(), WORDS, st.integers(0), radius_km=NUMBERS),
    TimeExpression: st.builds(TimeExpression, spans(), precision=st.integers(0, 5)),
}


def values(declared):
    if declared in SPECIAL:
        return SPECIAL[declared]
    arguments = get_args(declared)
    if get_origin(declared) is tuple and arguments[-1] is Ellipsis:
        return st.lists(values(arguments[0]), max_size=3).map(tuple)
    if get_origin(declared) is tuple:
        return st.tuples(*map(values, arguments))
    if get_origin(declared) in (Union, types.UnionType):
        return st.none() | values(arguments[0])
    if issubclass(declared, Enum):
        return st.sampled_from(declared)
    return st.deferred(lambda: records(declared))


@st.composite
def records(draw, kind):
    hints = get_type_hints(kind)
    given = {
        name: draw(values(hints[name]))
        for name, field in kind.__dataclass_fields__.items()
        if field.init
    }
    if kind is Claim:
        given["passage"] = draw(st.sampled_from([(), given["attribution"].content[:1]]))
    try:
        return kind(**given)
    except InvalidRecord:
        reject()


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.data())
@pytest.mark.parametrize(
    "kind", [Document, Refusal, Claim, Entity, Source, Origin, Decision, Attribution]
)
def test_any_record_survives_being_written(kind, data):
    record = data.draw(records(kind))
    text = data.draw(DOCUMENTS).text
    payload = encode(record)
    again = decode(kind, payload, lambda _: text)
    assert again == record
    assert encode(again) == payload
    assert "\n" not in payload


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_the_search_shows_the_words_of_a_claim(data):
    claim = data.draw(records(Claim))
    assert shown("claim", json.loads(encode(claim))).words == claim.words


@pytest.mark.parametrize(
    ("record", "error"),
    [
        (Quantity.__new__(Quantity), AttributeError),
        (When, TypeError),
        (Entity("a", EntityKind.PERSON, aliases=("b", 3)), TypeError),
    ],
)
def test_a_wrong_type_is_not_written(record, error):
    with pytest.raises(error):
        encode(record)


@pytest.mark.parametrize(
    "payload",
    [
        "{}",
        "[]",
        '{"name":"a","kind":"person","colour":"red"}',
        '{"name":1,"kind":"person"}',
        '{"name":"a","kind":"robot"}',
        '{"name":"a","kind":"person","aliases":"ab"}x',
    ],
)
def test_what_describes_no_record_is_not_read(payload):
    with pytest.raises((TypeError, ValueError, LookupError, AttributeError)):
        decode(Entity, payload, str)


def test_a_field_that_was_not_there_yet_gets_its_default():
    assert decode(Entity, '{"kind":"unit","name":"a"}', str) == Entity("a", EntityKind.UNIT)


NAMES = st.sampled_from("abcdef")
ORIGINS = st.dictionaries(NAMES, st.sampled_from(["one", "two"]), max_size=4).map(
    lambda made: tuple(Origin(name, (name,), reason=reason) for name, reason in made.items())
)


class Histories(RuleBasedStateMachine):
    """Adds, closes, replaces and reopens at random; a dict and a list of snapshots say what must be held."""

    @initialize()
    def begin(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "a.sayso"
        self.day, self.held, self.past, self.heads = 1, {}, {}, []
        self.open()

    def open(self):
        self.ledger = open_ledger(self.path, lambda: When(f"2031-01-{self.day:02d}"))

    @rule(origins=ORIGINS)
    def add(self, origins):
        new = [one for one in origins if self.held.get(one.id) != one]
        assert self.ledger.add(origins) == len(new)
        self.keep(new)

    @rule(origins=ORIGINS)
    def replace(self, origins):
        gone = self.held.keys() - {one.id for one in origins}
        new = [one for one in origins if self.held.get(one.id) != one]
        assert self.ledger.replace(Origin, origins) == len(gone) + len(new)
        for name in gone:
            del self.held[name]
        self.keep(new)

    @rule(name=NAMES)
    def close(self, name):
        wanted = Origin(name, (name,)).id
        assert self.ledger.close(Origin, wanted, "why not") == (wanted in self.held)
        self.held.pop(wanted, None)

    @rule()
    def another_day(self):
        self.past[self.day] = dict(self.held)
        self.heads.append(self.ledger.head())
        self.day = min(self.day + 1, 31)

    @rule()
    def reopen(self):
        self.ledger.close_file()
        self.open()

    def keep(self, new):
        for one in new:
            self.held.pop(one.id, None)
            self.held[one.id] = one

    @invariant()
    def the_ledger_says_what_the_model_says(self):
        assert self.ledger.records(Origin) == tuple(self.held.values())
        for day, then in self.past.items():
            if day < self.day:
                said = self.ledger.records(Origin, as_of=When(f"2031-01-{day:02d}"))
                assert {one.id: one for one in said} == then
        assert all(self.ledger.verify(head).sound for head in ["", *self.heads[-1:]])

    def teardown(self):
        if hasattr(self, "ledger"):
            self.ledger.close_file()
            self.folder.cleanup()


TestHistories = Histories.TestCase
TestHistories.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)


def test_edges_span_two_documents(desk, every_record):
    desk.add(every_record)
    (edge,) = desk.records(Edge)
    assert edge.spans[0].document != edge.target_spans[0].document
