import pytest

from sayso.model import (
    UNKNOWN_SPEAKER,
    Attribution,
    Claim,
    Document,
    Observation,
    Polarity,
    QuoteKind,
    Speaker,
    When,
)
from sayso.trace import echoes, edges, origins

ORIGINAL = (
    "Captain Petro Hai said his soldiers had not met raiders on the Larn road since 4 May.\n"
    "Mayor Ana Brandt said trucks with wounded raiders had passed the old mill at night.\n"
    "The raiders crossed the northern hills in April and took four villages without a fight.\n"
    "The ministry in the capital has not commented on the accounts from the valley so far."
)
SEEN = "his soldiers had not met raiders on the Larn road since 4 May"
PASSED = "trucks with wounded raiders had passed the old mill at night"


def report(text, outlet, day):
    return Document(text=text, outlet=outlet, published=When(day))


def claim(document, words, speaker=UNKNOWN_SPEAKER, mention="", **given):
    start = document.text.index(words)
    said = Attribution(
        (), (), (document.span(start, start + len(words)),), given.pop("quote", QuoteKind.INDIRECT)
    )
    at = document.text.index(mention)
    span = document.span(at, at + len(mention)) if mention else None
    given.setdefault("polarity", Polarity.POSITIVE)
    return Claim(said, Speaker(speaker, span=span), **given)


@pytest.fixture
def original():
    return report(ORIGINAL, "Harbour Post", "2031-05-10T08:00Z")


@pytest.fixture
def first(original):
    return [claim(original, SEEN, "Petro Hai"), claim(original, PASSED, "Ana Brandt")]


def rewrite(old, new, day="2031-05-11T09:00Z"):
    assert old in ORIGINAL
    return report(ORIGINAL.replace(old, new), "Kestrel Online", day)


def found(documents, claims):
    return echoes(claims, documents, edges(documents, []))


def test_a_rewrite_that_mistakes_whose_words_they_are_is_no_further_witness(original, first):
    text = "Mayor Ana Brandt is in town. He stated that his troops had met no raiders on the Larn road since 4 May."
    copy = rewrite(ORIGINAL.split("\n", maxsplit=1)[0], text)
    words = "his troops had met no raiders on the Larn road since 4 May"
    wrong = claim(copy, words, "Ana Brandt", mention="He")
    assert found([original, copy], [*first, wrong]) == {wrong.id: first[0].id}
    names = [
        o.name for o in origins([*first, wrong], [original, copy], edges([original, copy], []))
    ]
    assert sorted(names) == ["Ana Brandt", "Petro Hai"]


@pytest.mark.parametrize(
    ("new", "words", "given"),
    [
        (f"Major Lev Sund said {SEEN}.", SEEN, {"speaker": "Lev Sund", "mention": "Lev Sund"}),
        (f"Hai denied that {SEEN}.", SEEN, {"speaker": "Petro Hai", "polarity": Polarity.NEGATIVE}),
        (
            "Captain Petro Hai said his soldiers had not met raiders on the Larn road since 9 May.",
            "his soldiers had not met raiders on the Larn road since 9 May",
            {"speaker": "Petro Hai"},
        ),
    ],
    ids=["another speaker", "a denial", "another number"],
)
def test_what_a_rewrite_adds_is_its_own(original, first, new, words, given):
    copy = rewrite(ORIGINAL.split("\n", maxsplit=1)[0], new)
    assert found([original, copy], [*first, claim(copy, words, **given)]) == {}


def test_what_its_original_only_tells_is_no_claim_in_a_rewrite(original, first):
    copy = rewrite("without a fight", "without fighting")
    told = "took four villages without fighting"
    fresh = claim(copy, told, "Petro Hai", mention="Petro Hai")
    heard = claim(copy, told)
    assert found([original, copy], [*first, heard]) == {heard.id: ""}
    assert fresh.id not in found([original, copy], [*first, fresh])


def test_the_longer_of_two_reports_of_one_day_is_the_original(original, first):
    copy = rewrite(ORIGINAL[ORIGINAL.index("\nThe ministry") :], "", day="2031-05-10")
    mine = claim(copy, SEEN, "Petro Hai")
    assert found([original, copy], [*first, mine]) == {mine.id: first[0].id}


def test_the_same_words_in_reports_that_share_nothing_else_are_no_echo(original, first):
    other = report(
        f"Rain fell on the coast for a third day and the ferries stayed in port until noon. Lev Sund said {SEEN}. "
        "Fishmongers in the harbour complained that the market was empty and prices had doubled since Easter. "
        "A choir from the islands sang in the square although the stage was wet and the mayor was ill. "
        "The library will open late tomorrow because the heating must be mended, the council wrote on its board.",
        "Lowland Times",
        "2031-05-12",
    )
    assert found([original, other], [*first, claim(other, SEEN, "Lev Sund")]) == {}


def test_the_same_sight_in_wholly_other_words_is_one_statement(original):
    seen = {"observation": Observation.NON_OBSERVATION, "speaker": "Petro Hai"}
    first = claim(original, SEEN, **seen)
    words = "the servicemen under his command no longer run into any gunmen there"
    copy = rewrite(SEEN, words)
    mine = claim(copy, words, **seen)
    assert found([original, copy], [first, mine]) == {mine.id: first.id}
