"""A person's merges and splits through the command line: kept with their reason, replayed, undone."""

import json

from sayso.cli.desk_file import opened
from sayso.model import Decision

WHY = ("--because", "the press office says it is one officer", "--by", "Ada Moss")


def speakers(told):
    return {row["speaker"]["name"] for row in json.loads(told.run("claims", "--json").stdout)}


def test_a_merge_moves_every_claim_and_a_split_moves_them_back(own_story):
    before = speakers(own_story)
    assert {"Henrik Dvale", "Radek Ulven"} <= before
    merged = own_story.run("merge", "Henrik Dvale", "Radek Ulven", *WHY)
    assert merged.exit_code == 0, merged.output
    assert speakers(own_story) == before - {"Henrik Dvale"}
    assert own_story.run("claims", "--speaker", "Dvale").exit_code == 3
    assert own_story.run("split", "Henrik Dvale", *WHY).exit_code == 0
    assert speakers(own_story) == before
    with opened(own_story.path) as desk:
        kept = desk.ledger.records(Decision)
    assert [(one.person, one.reason) for one in kept] == [("Ada Moss", WHY[1])] * 2
    assert own_story.run("verify").exit_code == 0


def test_one_claim_is_ruled_to_be_anothers_word(own_story):
    rows = json.loads(own_story.run("claims", "--speaker", "Dvale", "--json").stdout)
    ruled = own_story.run("split", rows[0]["id"], "Radek Ulven", *WHY)
    assert ruled.exit_code == 0, ruled.output
    after = json.loads(own_story.run("claims", "--speaker", "Dvale", "--json").stdout)
    assert len(after) < len(rows)


def test_a_name_the_desk_does_not_hold_is_answered_with_those_like_it(own_story):
    answer = own_story.run("merge", "Henrik Dvahl", "Radek Ulven", *WHY)
    assert answer.exit_code == 3
    assert "Henrik Dvale" in answer.stderr
    assert own_story.run("split", "nobody at all", *WHY).exit_code == 3


def test_a_claim_is_not_split_off_without_saying_whose_word_it_is(own_story):
    rows = json.loads(own_story.run("claims", "--speaker", "Dvale", "--json").stdout)
    answer = own_story.run("split", rows[0]["id"], *WHY)
    assert answer.exit_code == 2
    assert "whose word" in answer.stderr


def test_a_ruling_that_no_claim_could_stand_under_is_refused_and_leaves_nothing(own_story):
    before = speakers(own_story)
    for arguments in (
        ("merge", "Henrik Dvale", " "),
        ("merge", "Henrik Dvale", "unknown"),
        ("merge", "Henrik Dvale", "Henrik Dvale"),
        ("split", "Henrik Dvale", "Radek Ulven"),
    ):
        assert own_story.run(*arguments, *WHY).exit_code == 2, arguments
    with opened(own_story.path) as desk:
        assert desk.ledger.records(Decision) == ()
    assert speakers(own_story) == before


def test_the_full_row_tells_side_scope_tense_and_what_a_network_filled(story):
    rows = json.loads(story.run("claims", "--text", "casualties", "--json").stdout)
    assert {"tense", "by_network"} <= set(rows[0])
    sides = {q["side"] for row in rows for q in row["quantities"] if q["role"] == "casualties"}
    assert sides == {"Tarvian contingent"}
