"""Lineage and contradictions through the command line: both passages are shown, and a person's rulings on edges are replayed."""

import json

WHY = ("--because", "both reporters sat in the same briefing", "--by", "Ada Moss")


def shown(told):
    return json.loads(told.run("lineage", "--json").stdout)


def copies(told):
    return [edge for edge in shown(told)["edges"] if edge["kind"] == "copies"]


def test_a_cut_edge_ties_nothing_until_it_is_confirmed(own_story):
    before = shown(own_story)
    edge = copies(own_story)[0]
    cut = own_story.run("cut", edge["id"], *WHY)
    assert cut.exit_code == 0, cut.output
    after = shown(own_story)
    assert edge["id"] not in {e["id"] for e in after["edges"]}
    assert [(e["id"], e["ruling"]["person"]) for e in after["cut"]] == [(edge["id"], "Ada Moss")]
    assert "CUT by Ada Moss" in own_story.run("lineage", "--every").stdout
    assert own_story.run("confirm", edge["id"], *WHY).exit_code == 0
    restored = shown(own_story)
    assert restored["origins"] == before["origins"]
    (same,) = [e for e in restored["edges"] if e["id"] == edge["id"]]
    assert same["probability"] == 1.0
    assert own_story.run("verify").exit_code == 0


def test_an_edge_nobody_knows_is_answered_with_the_way_to_find_one(own_story):
    answer = own_story.run("cut", "edge-nothing", *WHY)
    assert answer.exit_code == 3
    assert "sayso lineage shows the id" in answer.stderr


def test_both_passages_of_an_edge_are_shown(own_story):
    text = own_story.run("lineage").stdout
    assert "here   “" in text
    assert "there  “" in text


def test_a_contradiction_comes_with_both_passages_and_the_reading_under_which_both_hold(own_story):
    text = own_story.run("contradictions").stdout
    assert "decides:" in text
    assert "Both can be true only if" in text
    rows = json.loads(own_story.run("contradictions", "--json").stdout)
    assert rows
    assert all(row["untangled"] and row["table"] for row in rows)
    every = json.loads(own_story.run("contradictions", "--all", "--json").stdout)
    assert {row["kind"] for row in every} > {"contradicts"}
