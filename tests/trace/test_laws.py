"""Laws of lineage, over stories that hypothesis makes up of a few reports: copies, quotations, rewrites and strangers."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import (
    Attribution,
    Claim,
    DecisionKind,
    Document,
    EntityKind,
    QuoteKind,
    Speaker,
    When,
)
from sayso.trace import citations, edges, fallen, independence, origins, retracted, ruled, ruling

SENTENCES = (
    "The upper bridge at Tarnholm was closed on Monday after two of its cables had snapped in the storm.",
    "Crews from the county carried forty sandbags to the mill so that the cellar would stay dry overnight.",
    "No train has left the eastern station since the embankment slid into the river before dawn.",
    "The harbour office measured a tide of five metres, the highest since its records were begun.",
)
SPEAKERS = ("Ada Moss", "Jens Harrow", "Lena Sorvath")
OUTLETS = ("Harbour Post", "Kite News", "Valley Lantern")
DAY = When("2031-05-02T08:00Z")


def report(number, outlet, parts, source):
    lines = [f"{SPEAKERS[s]} said: {SENTENCES[t]}" for s, t in parts]
    cited = [f"{OUTLETS[source]} reported the news first."] if source is not None else []
    hour = f"2031-05-0{1 + number}T0{number}:00Z"
    return Document(
        text="\n".join([*lines, *cited]),
        title=f"Report {number}",
        outlet=OUTLETS[outlet],
        published=When(hour),
    )


STORIES = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.lists(
            st.tuples(st.integers(0, 2), st.integers(0, 3)), min_size=1, max_size=3, unique=True
        ),
        st.none() | st.integers(0, 2),
    ),
    min_size=2,
    max_size=5,
)


def story(rows):
    found = {
        d.id: d for n, (o, parts, source) in enumerate(rows) for d in [report(n, o, parts, source)]
    }
    return list(found.values())


def claims_of(document):
    found = []
    for name in SPEAKERS:
        for sentence in SENTENCES:
            at = document.text.find(f"{name} said: {sentence}")
            if at >= 0:
                start = at + len(name) + len(" said: ")
                span = document.span(start, start + len(sentence))
                speaker = Speaker(name, EntityKind.PERSON, f"ent-{name}")
                found.append(Claim(Attribution((), (), (span,), QuoteKind.INDIRECT), speaker))
    return found


def lineage(documents):
    return edges(documents, [edge for document in documents for edge in citations(document)])


def witnesses(documents, tied):
    return origins([c for d in documents for c in claims_of(d)], documents, tied)


@settings(max_examples=40, deadline=None)
@given(STORIES, st.integers(0, 4))
def test_an_exact_copy_adds_no_witness(rows, which):
    documents = story(rows)
    first = documents[which % len(documents)]
    copy = Document(
        text=first.text, title="Copied", outlet="Weekday Roundup", published=When("2031-05-09")
    )
    before = witnesses(documents, lineage(documents))
    after = witnesses([*documents, copy], lineage([*documents, copy]))
    assert len(after) == len(before)


@settings(max_examples=40, deadline=None)
@given(STORIES, st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(rows, chance):
    documents = story(rows)
    shuffled = list(documents)
    chance.shuffle(shuffled)
    assert lineage(shuffled) == lineage(documents)
    assert witnesses(shuffled, lineage(shuffled)) == witnesses(documents, lineage(documents))


@settings(max_examples=40, deadline=None)
@given(STORIES, st.integers(0, 20))
def test_an_edge_that_is_cut_and_confirmed_again_stands_as_before(rows, which):
    documents = story(rows)
    found = lineage(documents)
    if not found:
        return
    edge = found[which % len(found)]
    told = {"person": "Ada Moss", "reason": "they sat side by side", "made": DAY}
    cut = ruling(edge, DecisionKind.CUT, **told)
    again = ruling(edge, DecisionKind.CONFIRM, **told)
    without = ruled(found, [cut])
    assert edge in without.cut
    assert edge.id not in {e.id for e in without.standing}
    restored = ruled(found, [cut, again])
    assert {e.id for e in restored.standing} == {e.id for e in found}
    assert restored.cut == ()
    by_id = {e.id: e.probability for e in restored.standing}
    assert by_id[edge.id] == 1.0
    groups = [
        {frozenset(o.claims) for o in witnesses(documents, tied)}
        for tied in (found, restored.standing)
    ]
    assert groups[0] == groups[1]


@settings(max_examples=40, deadline=None)
@given(STORIES, st.integers(0, 4))
def test_a_retraction_takes_reports_of_its_own_outlet_back_and_ripples_to_those_that_only_repeat_them(
    rows, which
):
    documents = story(rows)
    first = documents[which % len(documents)]
    told = When("2031-05-08T08:00Z")
    copy = Document(
        text=f"{first.outlet} reported:\n{first.text}",
        title="Copied",
        outlet="Weekday Roundup",
        published=told,
    )
    stranger = Document(
        text="Ada Moss said: Nobody was hurt at all.", title="Heard", outlet="Pilot", published=told
    )
    notice = Document(
        text=f"Retraction: our report of the storm at Tarnholm was wrong.\n{first.text}",
        title="A correction",
        outlet=first.outlet,
        published=When("2031-05-09"),
    )
    every = [*documents, copy, stranger, notice]
    tied = lineage(every)
    taken = retracted(tied)
    assert taken
    assert {d.outlet for d in documents if d.id in taken} == {first.outlet}
    claims = {c.id: c for d in every for c in claims_of(d)}
    down = fallen(claims, witnesses(every, tied), tied)
    only_there = {c.words for d in documents if d.id not in taken for c in claims_of(d)}
    repeated = [c for c in claims_of(copy) if c.words not in only_there]
    if first.id in taken and len(taken) == 1:
        assert all(down.get(c.id) == first.id for c in repeated)
    assert not {claims[c].document for c in down} & {stranger.id, *taken}


@settings(max_examples=40, deadline=None)
@given(STORIES)
def test_independence_is_a_probability_that_is_the_same_both_ways_and_nought_for_a_claim_and_itself(
    rows,
):
    documents = story(rows)
    found = witnesses(documents, lineage(documents))
    for origin in found:
        assert len(origin.ties) == len(origin.claims) - 1
        assert origin.expected >= 1.0
    every = [claim for origin in found for claim in origin.claims]
    for one in every:
        assert independence(found, one, one) == 0.0
        for other in every:
            chance = independence(found, one, other)
            assert 0.0 <= chance <= 1.0
            assert chance == pytest.approx(independence(found, other, one))


def test_a_copy_that_is_half_sure_is_half_a_witness():
    documents = story([(0, [(0, 0)], None), (1, [(0, 0)], None)])
    tied = [replace(edge, probability=0.5) for edge in lineage(documents)]
    anonymous = [replace(c, speaker=Speaker("unknown")) for d in documents for c in claims_of(d)]
    (origin,) = origins(anonymous, documents, tied)
    assert origin.expected == pytest.approx(1.5)
    assert independence([origin], *origin.claims) == pytest.approx(0.5)
