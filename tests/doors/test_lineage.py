"""Lineage and contradictions through the command line: both passages are shown, and a person's rulings on edges are replayed."""

import json

from tests.doors.conftest import Told

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


COPIES = {
    "1.txt": ("The Kestrel", "10", "A miller, Bela Holm, said the Tarvian troops had left Dolna."),
    "2.txt": (
        "Weir Post",
        "11",
        "The Kestrel reported that the troops had left the town of Dolna.",
    ),
    "3.txt": ("Ford Gazette", "11", "The Tarvian troops are still in Dolna, Ana Brandt said."),
}
ASKED = ("ask", "Are the Tarvian troops still in Dolna?", "--kind", "presence")
ASKED = (*ASKED, "--actor", "Tarvian troops", "--place", "Dolna", "--answer", "withdrawn=withdrawn")
ASKED = (*ASKED, "--answer", "fighting=fighting in Dolna")


def test_a_report_cited_by_its_outlets_name_is_one_witness_and_its_echo_is_never_missing(tmp_path):
    for name, (outlet, day, text) in COPIES.items():
        head = f"Title: Dolna\nOutlet: {outlet}\nPublished: 2031-05-{day}\n\n"
        (tmp_path / name).write_text(f"{head}{text}\n", encoding="utf-8")
    told = Told(tmp_path / "desk.sayso")
    assert told.run("add", str(tmp_path)).exit_code == 0
    assert told.run(*ASKED).exit_code == 0
    (cites,) = [e for e in shown(told)["edges"] if e["kind"] == "cites"]
    assert cites["target"]
    why = json.loads(told.run("why", "withdrawn", "--json").stdout)
    steps = {step["claim"] for step in why["steps"]}
    listed = {one["claim"] for one in (*why["ignored"], *why["repeated"])}
    claims = {claim["id"] for claim in json.loads(told.run("claims", "--json").stdout)}
    assert claims <= steps | listed
    (again,) = why["repeated"]
    assert "repeats c-" in again["reason"]
    assert again["claim"][:8] in told.run("claims", "--json").stdout


def test_an_empty_list_of_witnesses_says_so(tmp_path):
    report = tmp_path / "one.txt"
    report.write_text("Title: A\nOutlet: A\nPublished: 2031-05-10\n\nRain fell, Ana Brandt said.\n")
    told = Told(tmp_path / "desk.sayso")
    assert told.run("add", str(report)).exit_code == 0
    assert told.run("lineage").stdout.rstrip().endswith("None.")
