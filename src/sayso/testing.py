"""Contract tests for those who extend Sayso: call them from your own tests."""

import io
import random
import zipfile
from collections.abc import Callable, Iterator

import numpy as np

from sayso.assess.chain import Chain
from sayso.assess.models import Table
from sayso.brief import Dossier
from sayso.brief.exports import Exported
from sayso.model import OTHER, Document, Hypothesis, Question, Refusal, When
from sayso.read import Head, Input, Limits, PageWorker, Reader, Unread

_OTHERS = (
    b"",
    b"The ferry left at dawn, the harbour master said.",
    b"Title: Ferry late\nPublished: 2031-05\n\nIt left.",
    b"<!DOCTYPE html><html><body><p>The ferry left.</p></body></html>",
    bytes(range(256)) * 4,
)
_CUTS, _FLIPS = 8, 12
_READ_ON = When("2031-05-20T12:00:00Z")
ASKED = Question("?", "checked", (Hypothesis("a", "A"), Hypothesis("b", "B"), Hypothesis("c", "C")))


def check_hypothesis(table_of: Callable[[Question], Table], question: Question = ASKED) -> None:
    """Raise `AssertionError`, with the rule in words, where a hypothesis model breaks its contract.

    The contract: OTHER is the last state and has a share; shares and rates are finite and not below 0; what is called present or
    gone are probabilities; no state is a trap for one day; the same question gives the same table.
    """
    table = table_of(question)
    assert table_of(question) == table, "the same question must give the same table"
    names = [state.name for state in table.states]
    assert names[-1:] == [OTHER], f"the last state must be {OTHER}, got {names}"
    assert len(set(names)) == len(names), f"states must have different names, got {names}"
    shares = np.array([state.start for state in table.states])
    assert np.isfinite(shares).all(), f"shares must be finite, got {shares}"
    assert (shares >= 0).all(), f"shares must not be below 0, got {shares}"
    assert shares[-1] > 0, f"{OTHER} must have a share at the start"
    for pair, rate in table.rates.items():
        assert set(pair) <= set(names), f"a rate names states that are none: {pair}"
        assert 0 <= rate < np.inf, f"the rate {pair} must be finite and not below 0, got {rate}"
    for state in table.states:
        chances = (state.presence, state.absence)
        assert all(0 <= p <= 1 for p in chances), f"{state.name}: chances lie in 0 to 1: {chances}"
        assert min(state.on, state.off) >= 0, f"{state.name}: rates must not be below 0"
    chain = Chain.of(question, ["here"] if table.sectors else [])
    sums = chain.step.sum(axis=-1)
    assert np.allclose(sums, 1.0), f"a day's chances must sum to 1, got {sums}"
    assert np.isclose(chain.start.sum(), 1.0), "the prior must sum to 1"


def check_export(
    export: Callable[[Dossier], Exported], dossier: Dossier, *, whole: bool = True
) -> Exported:
    """Raise `AssertionError`, with the rule in words, where an export breaks its contract; return what it made.

    The contract: the same dossier gives the same bytes; the content is not empty; the ending begins with a dot; and, where it is `whole`, every claim of the
    dossier is in it, and every claim's id can be found in its content (in one of its files, if it is a zip).
    """
    made = export(dossier)
    assert export(dossier).content == made.content, "the same dossier must give the same bytes"
    assert made.content, "an export must not be empty"
    assert made.suffix.startswith("."), f"the ending must begin with a dot, got {made.suffix!r}"
    assert "/" in made.media_type, f"a media type has a slash, got {made.media_type!r}"
    if whole:
        assert made.claims == len(dossier.claims), (
            f"count in must be count out: {len(dossier.claims)} claims, {made.claims} told"
        )
        held = _unpacked(made)
        missing = [claim for claim in dossier.claims if claim.encode() not in held]
        assert not missing, f"{len(missing)} claims are not in the content, {missing[0]} among them"
    return made


def check_reader(reader: Reader, data: bytes, name: str = "") -> list[Document | Refusal]:
    """Raise `AssertionError`, with the rule in words, where a reader breaks its contract on an input of its kind; return what it made.

    The contract: it knows its kind by head and name, and takes no plain text, page or noise for it; it yields documents and refusals, at least one,
    located in its input; the same bytes give the same reports, wherever they lie; no text is longer than the cap; and of an input that
    was cut off or changed it makes reports or refusals, or raises `Unread`, but never another error and never nothing.
    """
    assert reader.sniff(Head(data[:4096], name)), "sniff must take an input of its own kind"
    for other in _OTHERS:
        assert not reader.sniff(Head(other)), f"sniff must not take {other[:40]!r}"
    with PageWorker() as worker:
        made = list(_read(reader, data, name, worker))
        assert made, "an input must give at least one document or refusal"
        assert made == list(_read(reader, data, name, worker)), "the same input must give the same"
        _check_places(made, f"there/{name}")
        elsewhere = list(_read(reader, data, name, worker, "elsewhere"))
        assert _ids(made) == _ids(elsewhere), "where an input lies must not change its reports"
        for damaged in _damaged(data):
            _check_damaged(reader, damaged, name, worker)
    with PageWorker(Limits(text_chars=1)) as worker:
        found = _ids(list(_read(reader, data, name, worker, raises=False)))
        assert not found, "no text may be longer than the cap `text_chars`"
    return made


def _read(
    reader: Reader,
    data: bytes,
    name: str,
    worker: PageWorker,
    folder: str = "there",
    *,
    raises: bool = True,
) -> Iterator[Document | Refusal]:
    place = f"{folder}/{name}"
    given = Input(place, io.BytesIO(data), len(data), _READ_ON, worker, name)
    try:
        for item in reader.read(given):
            assert isinstance(item, Document | Refusal), f"a reader yields no {type(item).__name__}"
            yield item
    except Unread as why:
        if raises:
            raise AssertionError(
                f"an input of its own kind must be read, got: {why.explanation}"
            ) from why
        yield why.refusal(place)


def _ids(items: list[Document | Refusal]) -> list[str]:
    return [item.id for item in items if isinstance(item, Document)]


def _check_places(items: list[Document | Refusal], place: str) -> None:
    for item in items:
        own = item.location == place or item.location.startswith(f"{place}#")
        assert own, f"what is read must be located in its input {place!r}, got {item.location!r}"


def _damaged(data: bytes) -> Iterator[bytes]:
    """Yield an input cut off at several places, and with a bit changed at several, always the same."""
    for part in range(1, _CUTS):
        yield data[: len(data) * part // _CUTS]
    chance = random.Random(len(data))  # noqa: S311 (nothing is kept secret by it)
    for _ in range(_FLIPS):
        at = chance.randrange(len(data))
        yield data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def _check_damaged(reader: Reader, data: bytes, name: str, worker: PageWorker) -> None:
    try:
        found = list(_read(reader, data, name, worker, raises=False))
    except Exception as error:
        raise AssertionError(
            f"a damaged input must give refusals, got {type(error).__name__}: {error}"
        ) from error
    assert found, "a damaged input must not give nothing without a word"


def _unpacked(made: Exported) -> bytes:
    if made.media_type != "application/zip":
        return made.content
    with zipfile.ZipFile(io.BytesIO(made.content)) as pack:
        return b"\n".join(pack.read(name) for name in pack.namelist())
