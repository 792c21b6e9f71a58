from sayso.model import (
    UNKNOWN_SPEAKER,
    Attribution,
    Claim,
    Document,
    Observation,
    Place,
    Polarity,
    QuoteKind,
    Speaker,
    When,
)
from sayso.trace import citations, edges, origins, retracted

GONE = "foreign troops have gone from the eastern section of the front near Ostrava"
REWRITES = [
    f"Officer Petro Hai said that {GONE}.\nReports indicate that supply columns left the old depot on Friday night.",
    f"Petro Hai said {GONE}.\nReports indicate that the supply columns left the old depot on Friday night.",
    f"On Monday Petro Hai said that {GONE}!\nReports indicate that supply columns left the depot on Friday night.",
    f"Petro Hai, an officer, said {GONE}.\nReports now indicate that supply columns left the old depot Friday night.",
    f"Officer Petro Hai again said that {GONE}.\nReports indicate supply columns left the old depot on Friday night.",
    f"It was said by Petro Hai that {GONE}.\nReports indicate that supply columns had left the old depot on Friday night.",
]


def report(text, outlet="", day="", **given):
    return Document(text=text, outlet=outlet, published=When(day), **given)


def claim(document, words, speaker="", **given):
    start = document.text.index(words)
    span = document.span(start, start + len(words))
    name = speaker or UNKNOWN_SPEAKER
    person = Speaker(name, affiliation=given.pop("affiliation", ""))
    given.setdefault("polarity", Polarity.POSITIVE)
    return Claim(Attribution((), (), (span,), QuoteKind.INDIRECT), person, **given)


def witnesses(documents, claims):
    cited = [edge for document in documents for edge in citations(document)]
    return origins(claims, documents, edges(documents, cited))


def rewritten(count):
    documents = [
        report(text, f"Outlet {n}", f"2031-05-0{n + 1}")
        for n, text in enumerate(REWRITES[: count + 1])
    ]
    claims = [claim(d, GONE, "Petro Hai") for d in documents]
    claims += [claim(d, d.text[d.text.index("supply") : -1]) for d in documents]
    return documents, claims


def test_five_light_rewrites_add_no_origin():
    assert len(witnesses(*rewritten(0))) == len(witnesses(*rewritten(5))) == 2


def test_every_claim_is_in_exactly_one_origin_whatever_the_order():
    documents, claims = rewritten(5)
    found = witnesses(documents, claims)
    held = [claim for origin in found for claim in origin.claims]
    assert sorted(held) == sorted(c.id for c in claims)
    assert witnesses(documents[::-1], claims[::-1]) == found


def test_a_rewrite_with_its_original_source_is_one_witness():
    first = report(
        "Reports indicate that supply columns left the old depot near Ostrava.",
        "Harbour Post",
        "2031-05-01",
    )
    rewrite = report(
        "Columns with supplies are believed to have driven away.\nOriginal Source: www.harbourpost.example",
        "Daily Digest",
        "2031-05-02",
    )
    found = witnesses(
        [first, rewrite],
        [
            claim(first, "supply columns left the old depot"),
            claim(rewrite, "Columns with supplies"),
        ],
    )
    assert [origin.name for origin in found] == ["Harbour Post"]


def test_an_unnamed_claim_goes_back_to_the_cited_outlet():
    rewrite = report("Columns left.\nOriginal Source: www.harbourpost.example", "Daily Digest")
    (origin,) = witnesses([rewrite], [claim(rewrite, "Columns left")])
    assert origin.name == "www.harbourpost.example"
    assert "www.harbourpost.example" in origin.reason
    assert len(origin.edges) == 1


def test_one_speaker_in_two_reports_is_one_witness():
    one = report(f"Petro Hai said that {GONE}.")
    two = report("According to Hai foreign troops have left their section near Ostrava.")
    place = Place(one.span(0, 5), "Ostrava", geonameid=7)
    seen = {"observation": Observation.ASSERTED_ABSENCE, "places": (place,)}
    other = Place(two.span(0, 5), "Ostrava", geonameid=7)
    claims = [
        claim(one, GONE, "Petro Hai", **seen),
        claim(two, "foreign troops have left", "Hai", **{**seen, "places": (other,)}),
    ]
    (origin,) = witnesses([one, two], claims)
    assert origin.name == "Petro Hai"


def test_two_named_speakers_of_the_same_words_are_two_witnesses():
    one, two = report(f"Petro Hai said that {GONE}."), report(f"Ana Brandt said that {GONE}.")
    claims = [claim(one, GONE, "Petro Hai"), claim(two, GONE, "Ana Brandt")]
    assert {o.name for o in witnesses([one, two], claims)} == {"Petro Hai", "Ana Brandt"}


def test_officials_of_two_unrelated_reports_are_two_witnesses():
    one = report("Officials said the depot burned.")
    two = report("Some officials said the depot burned down.")
    claims = [
        claim(one, "the depot burned", "officials"),
        claim(two, "the depot burned", "officials"),
    ]
    assert len(witnesses([one, two], claims)) == 2


def test_a_quotation_two_reports_share_is_one_mouth():
    words = "“We have not seen a single one of them since the first of May”"
    one = report(f"Petro Hai told traders: {words}")
    two = report(f"A spokesman, asked on Friday, answered {words}")
    claims = [claim(one, words, "Petro Hai"), claim(two, words, "A spokesman")]
    (origin,) = witnesses([one, two], claims)
    assert origin.name == "Petro Hai"


def test_a_brigade_and_its_spokesman_are_one_witness():
    one = report(f"The 80th Brigade said that {GONE}.")
    two = report(f"Petro Hai of the 80th Brigade said that {GONE}.")
    claims = [
        claim(one, GONE, "The 80th Brigade"),
        claim(two, GONE, "Petro Hai", affiliation="80th Brigade"),
    ]
    assert len(witnesses([one, two], claims)) == 1


def test_what_a_speaker_says_of_another_day_or_denies_is_no_repetition():
    one, two = report(f"Petro Hai said that {GONE}."), report(f"Petro Hai denied that {GONE}.")
    claims = [
        claim(one, GONE, "Petro Hai"),
        claim(two, GONE, "Petro Hai", polarity=Polarity.NEGATIVE),
    ]
    assert len(witnesses([one, two], claims)) == 2


def test_only_the_citation_in_its_own_sentence_is_the_source_of_a_passage():
    document = report("Columns are said to have left. The weather was bad, Reuters reported.", "A")
    (origin,) = witnesses([document], [claim(document, "have left")])
    assert origin.name == "A"


def test_claims_of_a_report_that_was_taken_back_keep_their_origin():
    old = report(
        "Engineers closed the northern bridge at Larn after cracks appeared.", "A", "2031-05-01"
    )
    notice = report(
        "We retract our report that engineers closed the northern bridge at Larn after cracks appeared.",
        "A",
        "2031-05-03",
    )
    found = edges([old, notice], [])
    assert retracted(found) == {old.id}
    assert origins([claim(old, "Engineers closed")], [old, notice], found)


def test_two_spokesmen_who_put_it_alike_of_other_places_are_two_witnesses():
    said = "We have not seen a single enemy soldier at {} since the morning of last Sunday"
    documents, claims = [], []
    for name, place in (("Ana Brandt", "Dolna"), ("Petro Hai", "Karsino")):
        words = said.format(place)
        documents.append(report(f"“{words},” {name} said.", f"{place} Post", "2031-05-02"))
        claims.append(claim(documents[-1], words, name))
    assert len(witnesses(documents, claims)) == 2
    words = said.format("Dolna")
    documents.append(report(f"“{words},” an officer said.", "Third Post", "2031-05-03"))
    claims.append(claim(documents[-1], words, "an officer"))
    assert len(witnesses(documents, claims)) == 2
