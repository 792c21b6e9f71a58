"""The claim network: what it is asked, what it may not overrule, and what happens without its weights."""

import json
import shutil

import pytest
from click.testing import CliRunner

from sayso.claim import best_network, check_network, network
from sayso.claim.network import Passage
from sayso.cli.main import main
from sayso.model import Certainty, Document, EvidenceBasis, Observation, Polarity, SaysoError
from sayso.rooms import Rooms

SILENT = [
    (
        "“From the ash in the stove I gather that the raiders slept here,” said Corporal Ede Lunt.",
        EvidenceBasis.INFERRED,
        Observation.ASSERTED_PRESENCE,
    ),
    (
        "A shepherd had told him, the mayor of Ostry said, that the column had packed up and driven away.",
        EvidenceBasis.REPORTED,
        Observation.ASSERTED_ABSENCE,
    ),
]


@pytest.fixture(scope="module")
def rooms():
    return Rooms()


@pytest.fixture
def without_weights(monkeypatch, tmp_path):
    monkeypatch.setattr(network, "WEIGHTS", tmp_path)


@pytest.mark.parametrize(("text", "basis", "seen"), SILENT, ids=[t for t, _, _ in SILENT])
def test_the_network_fills_what_the_rules_leave_open(rooms, text, basis, seen):
    claims = rooms.reading(Document(text=text)).claims
    assert basis in {claim.evidence_basis for claim in claims}
    assert seen in {claim.observation for claim in claims}


def test_what_lies_ahead_or_is_not_said_observes_nothing(rooms):
    for text in (
        "The general said the brigade will leave Ostry in June.",
        "The general did not say that the brigade had left Ostry.",
    ):
        claims = rooms.reading(Document(text=text)).claims
        assert {claim.observation for claim in claims} <= {Observation.NONE}


def test_a_denied_event_is_less_of_a_fact_than_a_plain_one(rooms):
    plain, denied = "The company paid the workers.", "The company did not pay the workers."
    (yes,) = rooms.claim_network.factuality(plain, [plain.index("paid")])
    (no,) = rooms.claim_network.factuality(denied, [denied.index("pay")])
    assert yes > 1 > 0 > no
    assert rooms.claim_network.factuality(plain, []) == []


def test_a_word_far_into_a_long_text_is_read_with_what_is_near_it(rooms):
    text = "It rained in the hills on Monday. " * 60 + "The troops never came."
    first, last = text.index("rained"), text.rindex("came")
    early, late = rooms.claim_network.factuality(text, [first, last])
    assert early > 1 > 0 > late


def test_the_same_passages_give_the_same_answers(rooms):
    passages = [Passage(f"{text} It rained.", ((0, 40),), 9) for text, _, _ in SILENT] * 9
    assert rooms.claim_network.said(passages) == rooms.claim_network.said(passages)


def test_factuality_is_labelled():
    line = json.dumps(
        {"id": "a", "text": "They never came.", "targets": [{"start": 11, "end": 15}]}
    )
    (target,) = json.loads(CliRunner().invoke(main, ["label", "factuality"], input=line).stdout)[
        "targets"
    ]
    assert target["start"] == 11
    assert target["factuality"] < 0


def test_the_rules_stand_alone_without_weights(without_weights):
    assert best_network() is None
    assert check_network() == "rules alone"
    text = "A sergeant said his men had seen Tarvian soldiers in Ostry."
    (claim,) = Rooms(claim_network=best_network()).reading(Document(text=text)).claims
    assert claim.observation is Observation.SIGHTING


def test_altered_weights_are_named(monkeypatch, tmp_path):
    altered = tmp_path / "weights"
    shutil.copytree(network.WEIGHTS, altered)
    (altered / "tokenizer.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(network, "WEIGHTS", altered)
    with pytest.raises(SaysoError, match="not those of their manifest"):
        check_network()


def test_what_the_network_filled_is_marked_and_what_words_settle_is_not(rooms):
    text, _, seen = SILENT[1]
    claims = rooms.reading(Document(text=text)).claims
    assert any("observation" in c.by_network for c in claims if c.observation is seen)
    (plain,) = rooms.reading(
        Document(text="A sergeant said his men had seen Tarvian soldiers in Ostry.")
    ).claims
    assert plain.observation is Observation.SIGHTING
    assert "observation" not in plain.by_network


PUT = [
    ("Losses might explain the absence, the captain said.", Certainty.POSSIBLE, Polarity.POSITIVE),
    ("Officials denied that the town was taken.", Certainty.CERTAIN, Polarity.NEGATIVE),
    ("The dam held through the night, the mayor said.", Certainty.CERTAIN, Polarity.POSITIVE),
    ("“It was not us,” the captain said.", Certainty.CERTAIN, Polarity.NEGATIVE),
    ("We suspect a leak, the engineer said.", Certainty.POSSIBLE, Polarity.POSITIVE),
]


@pytest.mark.parametrize(("text", "sure", "so"), PUT, ids=[t for t, *_ in PUT])
def test_how_a_claim_is_put(rooms, text, sure, so):
    (claim, *_) = rooms.reading(Document(text=text)).claims
    assert (claim.certainty, claim.polarity) == (sure, so)


def test_events_are_labelled():
    text = "The guard did not sleep. The king will come."
    targets = [{"start": text.index("sleep")}, {"start": text.index("come")}]
    line = json.dumps({"id": "a", "text": text, "targets": targets})
    asleep, coming = json.loads(CliRunner().invoke(main, ["label", "events"], input=line).stdout)[
        "targets"
    ]
    assert asleep["polarity"] == "negative"
    assert coming["tense"] == "future"


def test_bytes_are_added_the_careful_way_where_the_processor_is_not_known_to_be_exact(tmp_path):
    from sayso.text.pieces import _exact_bytes

    flags = tmp_path / "cpuinfo"
    flags.write_text("flags : fpu avx2", encoding="ascii")
    assert not _exact_bytes(flags)
    assert not _exact_bytes(tmp_path / "missing")
    newer = tmp_path / "newer"
    newer.write_text("flags : fpu avx2 avx512_vnni", encoding="ascii")
    assert _exact_bytes(newer)
