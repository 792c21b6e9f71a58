"""Contract tests for those who extend Sayso: call them from your own tests."""

import io
import zipfile
from collections.abc import Callable

import numpy as np

from sayso.assess.chain import Chain
from sayso.assess.models import Table
from sayso.brief import Dossier
from sayso.brief.exports import Exported
from sayso.model import OTHER, Hypothesis, Question

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


def _unpacked(made: Exported) -> bytes:
    if made.media_type != "application/zip":
        return made.content
    with zipfile.ZipFile(io.BytesIO(made.content)) as pack:
        return b"\n".join(pack.read(name) for name in pack.namelist())
