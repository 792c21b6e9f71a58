"""Citations of an outlet by name, and what nobody in particular says."""

import pytest

from sayso.model import (
    UNKNOWN_SPEAKER,
    Attribution,
    Claim,
    Document,
    EdgeKind,
    EntityKind,
    EvidenceBasis,
    Mention,
    Observation,
    Polarity,
    QuoteKind,
    Speaker,
    When,
)
from sayso.trace import citations, echoes, edges, origins, told_anew

ABSENT = {"event": "RETREAT", "observation": Observation.ASSERTED_ABSENCE}
PRESENT = (Observation.ASSERTED_PRESENCE,)
FIRST = Document(
    text="Rebels have abandoned the mill at Dolna, a miller said. He waved from the weir.",
    outlet="The Kestrel",
    published=When("2031-05-01"),
)


def report(text, outlet="Ford Gazette", day="2031-05-02", **given):
    return Document(text=text, outlet=outlet, published=When(day), **given)


def claim(document, words, speaker=UNKNOWN_SPEAKER, *, kind=EntityKind.UNKNOWN, **given):
    start = document.text.index(words)
    said = Attribution(
        (), (), (document.span(start, start + len(words)),), QuoteKind.INDIRECT,
        nested_in=given.pop("nested_in", ""),
    )  # fmt: skip
    chain = (*given.pop("through", ()), speaker)
    given.setdefault("polarity", Polarity.POSITIVE)
    return Claim(said, Speaker(speaker, kind, chain=chain), **given)


def lineage(documents, claims):
    cited = [edge for document in documents for edge in citations(document)]
    return edges(documents, cited, claims)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Kestrel reported that the fighters had left the village.", "The Kestrel"),
        ("Kestrel wrote that the fighters had left the village.", "Kestrel"),
        ("According to the Kestrel the fighters had left the village.", "Kestrel"),
        ("As first reported by the Kestrel, the fighters had left the village.", UNKNOWN_SPEAKER),
        (
            "As first reported by kestrel.example, the fighters had left the village.",
            UNKNOWN_SPEAKER,
        ),
    ],
)
def test_a_citation_by_an_outlets_name_leads_to_its_report_that_says_so(text, speaker):
    copy = report(text)
    first = claim(FIRST, "Rebels have abandoned the mill", "a miller", **ABSENT)
    paper = EntityKind.UNKNOWN if speaker == UNKNOWN_SPEAKER else EntityKind.OUTLET
    again = claim(copy, "the fighters had left the village", speaker, kind=paper, **ABSENT)
    found = lineage([FIRST, copy], [first, again])
    (cites,) = [e for e in found if e.kind is EdgeKind.CITES]
    assert (cites.document, cites.target) == (copy.id, FIRST.id)
    assert echoes([first, again], [FIRST, copy], found) == {again.id: first.id}
    (origin,) = origins([first, again], [FIRST, copy], found)
    assert "only passed on" in origin.reason
    assert origin.name == "a miller"


def test_an_outlet_goes_by_its_short_name_where_no_other_could_be_meant():
    first = report(FIRST.text, "Osprey Daily", "2031-05-01")
    copy = report("The Osprey reported that the fighters had left the village.")
    told = claim(first, "Rebels have abandoned the mill", "a miller", **ABSENT)
    again = claim(copy, "the fighters had left the village", "Osprey", **ABSENT)
    found = lineage([first, copy], [told, again])
    assert echoes([told, again], [first, copy], found) == {again.id: told.id}
    other = report("Rain fell.", "Osprey News", "2031-05-01")
    doubtful = lineage([first, copy, other], [told, again])
    assert echoes([told, again], [first, copy, other], doubtful) == {}


@pytest.mark.parametrize(
    ("day", "words", "given"),
    [
        ("2031-04-30", "the fighters had left the village", ABSENT),
        (
            "2031-05-02",
            "the fighters are still in the village",
            {"observation": Observation.ASSERTED_PRESENCE},
        ),
        ("2031-05-02", "the fighters had left Karsino", ABSENT),
        ("2031-05-02", "a fire burned down the school", {"event": "ASSAULT"}),
    ],
    ids=["published before it", "says the contrary", "names another place", "says another thing"],
)
def test_a_citation_is_no_echo_of_a_report_that_does_not_say_so(day, words, given):
    copy = report(f"The Kestrel reported that {words}.", day=day)
    first = claim(FIRST, "Rebels have abandoned the mill", "a miller", **ABSENT)
    again = claim(copy, words, "The Kestrel", **given)
    found = lineage([FIRST, copy], [first, again])
    assert echoes([first, again], [FIRST, copy], found) == {}


def test_a_person_of_a_report_that_cites_another_keeps_the_own_word():
    copy = report(
        "The Kestrel reported it first. Ana Brandt said the fighters had left the village."
    )
    first = claim(FIRST, "Rebels have abandoned the mill", "a miller", **ABSENT)
    own = claim(copy, "the fighters had left the village", "Ana Brandt", **ABSENT)
    found = lineage([FIRST, copy], [first, own])
    assert echoes([first, own], [FIRST, copy], found) == {}
    assert len(origins([first, own], [FIRST, copy], found)) == 2


def test_two_reports_of_one_day_that_cite_each_other_do_not_vanish_in_each_other():
    one = report("The Weir reported that the rebels had left the mill.", "The Kestrel")
    two = report("The Kestrel reported that the rebels had left the mill.", "The Weir")
    claims = [
        claim(one, "the rebels had left the mill", "The Weir", **ABSENT),
        claim(two, "the rebels had left the mill", "The Kestrel", **ABSENT),
    ]
    found = echoes(claims, [one, two], lineage([one, two], claims))
    assert len(found) == 1


def test_sources_that_name_nobody_are_one_origin_where_they_say_the_same():
    texts = {
        "Sources": "Sources say the fighters had left the village.",
        "several media": "Several media said that the rebels had gone.",
        "social media users": "The men have pulled out, social media users claim.",
    }
    words = ["the fighters had left the village", "the rebels had gone", "The men have pulled out"]
    documents = [report(t, f"Outlet {n}") for n, t in enumerate(texts.values())]
    claims = [claim(d, w, s, **ABSENT) for d, w, s in zip(documents, words, texts, strict=True)]
    (origin,) = origins(claims, documents, lineage(documents, claims))
    assert "nobody in particular" in origin.reason


@pytest.mark.parametrize(
    ("day", "speaker", "given"),
    [
        ("2031-06-20", "sources", ABSENT),
        ("2031-05-03", "Ana Brandt", ABSENT),
        ("2031-05-03", "sources in the ministry", ABSENT),
        ("2031-05-03", "sources", {"observation": Observation.ASSERTED_PRESENCE}),
        (
            "2031-05-03",
            "sources",
            {**ABSENT, "actors": ("the gendarmes",)},
        ),
    ],
    ids=["weeks later", "a name", "a body's sources", "the contrary", "somebody else has gone"],
)
def test_what_tells_sources_apart_keeps_them_apart(day, speaker, given):
    one = report("Sources say the rebels left.")
    two = report("The men left. The mill is held by them.", "Weir", day)
    words = "The mill is held" if given.get("observation") in PRESENT else "The men left"
    actors = {"actors": (Mention(one.span(12, 22), EntityKind.GROUP, "the rebels"),)}
    given = dict(given)
    named = given.pop("actors", ("the rebels",))
    given["actors"] = tuple(Mention(two.span(0, 10), EntityKind.GROUP, n) for n in named)
    claims = [
        claim(one, "the rebels left", "Sources", **ABSENT, **actors),
        claim(two, words, speaker, **given),
    ]
    assert len(origins(claims, [one, two], lineage([one, two], claims))) == 2


def test_what_everybody_says_in_a_witness_words_is_no_second_witness():
    text = "“I heard a bang. Everybody says that the miller set the barn on fire,” Bela Holm said."
    document = report(text)
    words = "Everybody says that the miller set the barn on fire"
    heard = {"evidence_basis": EvidenceBasis.REPORTED}
    outer = claim(document, words, "Bela Holm", **heard)
    inner = claim(
        document,
        "that the miller set the barn on fire",
        "Everybody",
        nested_in=outer.attribution.id,
        through=("Bela Holm",),
        **heard,
    )
    (origin,) = origins([outer, inner], [document], [])
    assert origin.name == "Bela Holm"


def test_one_speaker_who_says_the_same_days_later_is_listed_and_stays_two_statements():
    one = report("Petro Hai said his men had left the mill.", "The Kestrel", "2031-05-01")
    two = report("The unit has left, Petro Hai told reporters.", "The Weir", "2031-05-04")
    claims = [
        claim(one, "his men had left the mill", "Petro Hai", **ABSENT),
        claim(two, "The unit has left", "Petro Hai", **ABSENT),
    ]
    mouths = origins(claims, [one, two], [])
    assert len(mouths) == 2
    assert told_anew(claims, mouths) == {"Petro Hai": tuple(claims)}
    next_day = report(two.text, "The Weir", "2031-05-02")
    again = [claims[0], claim(next_day, "The unit has left", "Petro Hai", **ABSENT)]
    mouths = origins(again, [one, next_day], [])
    assert len(mouths) == 1
    assert told_anew(again, mouths) == {}


def test_a_deed_told_again_within_a_week_is_one_telling():
    one = report("The justice ministry said the editor was killed when police raided a house.")
    two = report("The justice ministry says she was killed in the raid.", "Weir", "2031-05-06")
    given = {"kind": EntityKind.GOVERNMENT, "event": "ASSAULT"}
    claims = [
        claim(one, "the editor was killed when police raided a house", "justice ministry", **given),
        claim(two, "she was killed in the raid", "justice ministry", **given),
    ]
    assert len(origins(claims, [one, two], [])) == 1
