"""What changed between two looks: told once, with the claims that made it, and never for a number that wavers."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from sayso.cli.main import main
from sayso.desk import Desk
from sayso.ledger import open_ledger
from sayso.model import Document, Hypothesis, Question, UsageError, When
from sayso.watch import ChangeKind
from sayso.watch import between as changes

QUESTION = Question(
    "Are Tarvian troops still at Ostry, and are they fighting?",
    "presence",
    tuple(
        Hypothesis(name, text)
        for name, text in (
            ("fighting", "Tarvian troops are fighting at Ostry."),
            ("regrouping", "Tarvian troops are regrouping."),
            ("withdrawn", "Tarvian troops have withdrawn from Ostry."),
        )
    ),
    actor="Tarvian troops",
    place="Ostry",
)
REPORTS = (
    (
        "2031-05-01",
        "Major Ilan Dorev, a spokesman for the 5th Brigade, said: “We were shelled by Tarvian troops at Ostry today.”",
    ),
    ("2031-05-02", "Colonel Ana Brandt said Tarvian troops were still fighting at Ostry."),
    (
        "2031-05-20",
        "Major Ilan Dorev, a spokesman for the 5th Brigade, said the Tarvian troops had withdrawn from Ostry.",
    ),
    ("2031-05-21", "Colonel Ana Brandt said Tarvian troops had left Ostry for good."),
    ("2031-05-22", "Mayor Petro Hai said the Tarvian troops had withdrawn from Ostry on Monday."),
)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    file = tmp_path_factory.mktemp("desk") / "ostry.sayso"
    with open_ledger(file, lambda: When("2031-06-01"), create=True) as ledger:
        desk = Desk(ledger)
        documents = [
            Document(text=text, title="Ostry", outlet=f"Post {n}", published=When(day))
            for n, (day, text) in enumerate(REPORTS)
        ]
        list(desk.add(documents))
        desk.ask(QUESTION)
    return file


@pytest.fixture(scope="module")
def looks(path):
    with open_ledger(path, lambda: When("2031-06-01")) as ledger:
        desk = Desk(ledger)
        return [desk.dossier(QUESTION, When(day)) for day in ("2031-05-02", "2031-05-22")]


def test_another_leader_is_told_with_the_claims_that_made_it(looks):
    before, after = looks
    found = changes(before, after)
    leader = next(c for c in found if c.kind is ChangeKind.LEADER)
    assert "withdrawn" in leader.now
    assert "fighting" in leader.was
    assert leader.because
    assert all(claim not in before.claims for claim in leader.because)
    assert any("withdrawn" in after.claims[c].words for c in leader.because)


def test_the_same_look_twice_changes_nothing(looks):
    assert changes(looks[1], looks[1]) == ()


def test_a_number_that_wavers_about_an_edge_is_no_change(looks):
    before = looks[0]
    rows = before.judgement.probabilities

    def with_last(*last):
        told = replace(
            before.judgement,
            probabilities=(*rows[:-1], last[0], *last[1:]),
            days=before.judgement.days,
        )
        return replace(before, judgement=told)

    width = len(before.judgement.hypotheses)
    steady = (0.56, *[0.44 / (width - 1)] * (width - 1))
    wavering = (0.54, *[0.46 / (width - 1)] * (width - 1))
    one, other = with_last(steady), with_last(wavering)
    one = replace(one, judgement=replace(one.judgement, probabilities=(steady,) * len(rows)))
    other = replace(
        other,
        judgement=replace(other.judgement, probabilities=(*(steady,) * (len(rows) - 1), wavering)),
    )
    kinds = {change.kind for change in changes(one, other)}
    assert ChangeKind.LEADER not in kinds
    assert not any("likely" in c.was and "even chance" in c.now for c in changes(one, other))


def test_a_report_taken_back_is_told_once(looks):
    after = looks[1]
    key = next(d for d in after.documents if any(c.document == d for c in after.claims.values()))
    gone = replace(after, retracted=frozenset({key}))
    found = changes(after, gone)
    (one,) = [c for c in found if c.kind is ChangeKind.RETRACTION]
    assert one.because
    assert all(after.claims[c].document == key for c in one.because)
    assert [c for c in changes(gone, gone) if c.kind is ChangeKind.RETRACTION] == []


def test_two_questions_are_not_set_against_each_other(looks):
    other = replace(looks[0].question, text="Something else?")
    judged = replace(looks[0].judgement, question=other.id)
    with pytest.raises(UsageError, match="one question"):
        changes(replace(looks[0], question=other, judgement=judged), looks[1])


def run(path, *arguments):
    return CliRunner().invoke(main, ["diff", "--desk", str(path), *arguments])


def test_the_command_names_the_claims_and_leaves_with_five_where_asked(path):
    told = run(path, "--since", "2031-05-02", "--exit-code")
    assert told.exit_code == 5
    assert "Another answer leads" in told.stdout
    assert "c-" in told.stdout
    rows = json.loads(run(path, "--since", "2031-05-02", "--json").stdout)
    assert {row["kind"] for row in rows} >= {"leader", "band"}
    assert all(cause["words"] for row in rows for cause in row["because"])
    assert run(path, "--since", "2031-05-22", "--exit-code").exit_code == 0
