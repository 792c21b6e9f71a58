"""What a person finds of claims at the command line: kept, replayed after reports are read again, undone."""

import json
from dataclasses import replace

from sayso.cli.desk_file import opened
from sayso.model import Claim, Decision

WHY = ("--because", "read the passage", "--by", "Ada Moss")


def queue(told):
    return json.loads(told.run("review", "--json").stdout)


def now(told):
    return json.loads(told.run("status", "--json").stdout)["probability"]


def test_the_queue_begins_where_a_reading_matters_most(own_story):
    found = queue(own_story)
    assert [d["expected"] for d in found] == sorted((d["expected"] for d in found), reverse=True)
    shown = own_story.run("review").stdout
    assert found[0]["claim"] in shown
    assert "likely to be read wrongly" in shown


def test_a_rejected_claim_counts_for_nothing_until_that_is_undone(own_story):
    before, first = now(own_story), queue(own_story)[0]["claim"]
    assert own_story.run("review", first, "--reject").exit_code == 2, "no reason given"
    done = own_story.run("review", first, "--reject", *WHY)
    assert done.exit_code == 0, done.output
    assert now(own_story) != before
    assert first not in {d["claim"] for d in queue(own_story)}
    decision = done.stdout.split(":")[0]
    undone = own_story.run("review", "--undo", decision, *WHY)
    assert now(own_story) == before
    assert own_story.run("review", "--undo", undone.stdout.split(":")[0], *WHY).exit_code == 0
    assert now(own_story) != before
    listed = json.loads(own_story.run("review", "--decided", "--json").stdout)
    assert [row["kind"] for row in listed] == ["reject", "undo", "undo"]
    assert [row["in_force"] for row in listed] == [True, False, False]
    assert own_story.run("verify").exit_code == 0


def test_an_accepted_claim_leaves_the_queue_and_moves_nothing(own_story):
    before, first = now(own_story), queue(own_story)[0]["claim"]
    assert own_story.run("review", first, "--accept", *WHY).exit_code == 0
    assert now(own_story) == before
    assert first not in {d["claim"] for d in queue(own_story)}


def test_corrections_are_refused_where_there_is_no_such_slot_value_or_claim(own_story):
    first = queue(own_story)[0]["claim"]
    for what in ("mood=merry", "certainty=merry", "certainty"):
        assert own_story.run("review", first, "--correct", what, *WHY).exit_code == 2
    assert own_story.run("review", "c-none", "--accept", *WHY).exit_code == 3
    assert own_story.run("review", "--undo", "dec-none", *WHY).exit_code == 3
    with opened(own_story.path) as desk:
        assert desk.ledger.records(Decision) == ()


def test_decisions_hold_after_reading_again_and_a_lost_one_is_told(own_story):
    first = queue(own_story)[0]["claim"]
    made = ("--correct", "certainty=possible", "--correct", "speaker=Ada Orn")
    assert own_story.run("review", first, *made, *WHY).exit_code == 0
    with opened(own_story.path) as desk:
        claim = desk.ledger.get(Claim, first)
        moved = replace(claim, passage=(desk_span(desk, claim),))
        desk.ledger.replace(Claim, [moved], claim.document)
        kept = desk.ledger.records(Decision)
        assert desk.evidence().review.lost == tuple(d for d in kept if d.kind.value == "correct")
    told = own_story.run("reread")
    assert told.exit_code == 0, told.output
    assert "new or gone in all" in told.stdout
    with opened(own_story.path) as desk:
        view = desk.evidence()
        assert view.review.lost == ()
        assert view.claims[first].certainty.value == "possible"
        assert view.claims[first].speaker.name == "Ada Orn"
        assert desk.ledger.records(Decision) == kept


def desk_span(desk, claim):
    """The last word of a claim: what is left when a later extractor reads it otherwise."""
    from sayso.model import Document

    text = desk.ledger.get(Document, claim.document)
    end = claim.content[-1].end
    return text.span(text.text.rindex(" ", 0, end - 1) + 1, end)


def test_reading_again_changes_nothing_where_nothing_changed(own_story):
    with opened(own_story.path) as desk:
        before = [c.id for c in desk.ledger.records(Claim)]
    told = own_story.run("reread")
    assert "0 claims new or gone in all" in told.stdout
    with opened(own_story.path) as desk:
        assert [c.id for c in desk.ledger.records(Claim)] == before
