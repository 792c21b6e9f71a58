"""Track records: counted over settled questions alone, by what a source's claims moved."""

from datetime import date

from sayso.assess import TrackRecord, track_records
from sayso.desk import Desk
from sayso.ledger import open_ledger
from sayso.model import Document, Hypothesis, Question, When

QUESTION = Question(
    "Did the Alder dam leak?",
    "event",
    (Hypothesis("yes", "The Alder dam leaked."), Hypothesis("no", "The Alder dam did not leak.")),
)
REPORTS = (
    ("2031-05-01", "Engineer Ana Brandt said the Alder dam had leaked."),
    ("2031-05-02", "Mayor Petro Hai said the Alder dam had not leaked."),
)


def test_who_spoke_for_what_was_so_is_counted_and_no_letter_moves(tmp_path):
    with open_ledger(tmp_path / "d.sayso", lambda: When("2031-06-01"), create=True) as ledger:
        desk = Desk(ledger)
        documents = [
            Document(text=t, title="Dam", outlet=f"Post {n}", published=When(d))
            for n, (d, t) in enumerate(REPORTS)
        ]
        list(desk.add(documents))
        asked = desk.ask(QUESTION)
        assert desk.track_records() == {}
        before = {s.entity: s.grade for s in desk.sources(desk.evidence()).values()}
        desk.resolve(
            asked, "yes", date(2031, 5, 20), made=When("2031-05-20"), person="ed", reason="seen"
        )
        sources = desk.sources(desk.evidence())
        found = {sources[e].name: record for e, record in desk.track_records().items()}
        assert found == {"Ana Brandt": TrackRecord(1, 1), "Petro Hai": TrackRecord(1, 0)}
        assert {s.entity: s.grade for s in sources.values()} == before


def test_nothing_settled_is_no_record():
    assert track_records([]) == {}
