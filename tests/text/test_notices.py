"""What a text holds but does not assert, and words that rule doubt out."""

import pytest

from sayso.text import Notice, called_untrue, notice, undoubted

MILL = "that the raiders had left the mill"


def held(text: str, words: str, *, named: bool = True, nested: bool = False) -> Notice | None:
    start = text.index(words)
    return notice(text, start, start + len(words), named=named, nested=nested)


@pytest.mark.parametrize(
    ("text", "words", "named", "expected"),
    [
        (f"The Larn Post reported on Monday {MILL}. That report was wrong and we withdraw it: Mr Holt told us so.", MILL, True, Notice.RETRACTED),
        (f"The Herald withdraws its report of Monday {MILL}.", MILL, True, Notice.RETRACTED),
        (f"The council took back its statement {MILL}.", MILL, True, Notice.RETRACTED),
        (f"Correction: An earlier version of this article said {MILL}. It was the quarry.", MILL, True, Notice.CORRECTED),
        (f"This report originally stated {MILL}.", MILL, False, Notice.CORRECTED),
        (f"We wrongly reported {MILL}.", MILL, False, Notice.CORRECTED),
        (f"The council said {MILL}. That claim was untrue.", MILL, True, Notice.DEBUNKED),
        (f"Her office falsely claimed {MILL}.", MILL, True, Notice.DEBUNKED),
        (f"A clip purported to show {MILL}.", MILL, True, Notice.DEBUNKED),
        (f"The rumour {MILL} was false.", MILL, False, Notice.DEBUNKED),
        (f"A photo that users passed on as proof {MILL} dates from 2011.", MILL, False, Notice.DEBUNKED),
        (f"The picture sent round as proof {MILL} was taken in 2011, the Post found.", f"The picture sent round as proof {MILL} was taken in 2011", True, Notice.DEBUNKED),
        ("The footage does not show raiders at the mill, she said.", "The footage does not show raiders at the mill", True, Notice.DEBUNKED),
        (f"The Larn Post could not verify {MILL}.", MILL, True, Notice.OPEN),
        (f"A spokesman was unable to confirm the reports {MILL}.", MILL, True, Notice.OPEN),
        (f"The claim {MILL} has not been independently verified.", MILL, False, Notice.OPEN),
    ],
)  # fmt: skip
def test_what_is_taken_back_put_right_debunked_or_left_open_is_not_asserted(
    text: str, words: str, named: bool, expected: Notice
) -> None:
    assert held(text, words, named=named) is expected


@pytest.mark.parametrize(
    ("text", "words", "nested"),
    [
        (f"Mayor Ira Holt said {MILL}.", MILL, False),
        (f"The Post reported {MILL}. That report was wrong, the army said.", MILL, False),
        (f"The Post reported {MILL}. That report was wrong about the day.", MILL, False),
        (f"The army said that Holt's claim {MILL} was false.", MILL, True),
        (f"Holt's claim {MILL} could not be independently verified.", MILL, False),
        (f"Holt gave the photo as proof {MILL}.", MILL, False),
        (f"{MILL[5:]}, though the Post could not confirm how many.", f"{MILL[5:]}, though the Post could not confirm how many", False),
        (f"An earlier version of the treaty said {MILL}.", MILL, False),
    ],
)  # fmt: skip
def test_what_a_named_one_says_stands_whatever_others_call_it(
    text: str, words: str, nested: bool
) -> None:
    assert held(text, words, nested=nested) is None


def test_a_claim_called_untrue_is_told_from_one_that_says_more() -> None:
    assert called_untrue(f"the reports by a channel {MILL} were untrue")
    assert not called_untrue(f"the reports {MILL} were true")
    assert not called_untrue(f"the reports {MILL} were false and the army holds it")


@pytest.mark.parametrize(
    "words",
    ["no doubt", "there could be no doubt", "beyond any doubt", "without a shadow of doubt", "undoubtedly", "never doubted"],
)  # fmt: skip
def test_words_that_rule_doubt_out_are_found_whole(words: str) -> None:
    assert undoubted(f"It is so, {words}.")
    assert all(b <= len(words) + 10 for _, b in undoubted(f"It is so, {words}."))


@pytest.mark.parametrize("words", ["we doubt it", "in some doubt", "doubts remain", "the doubtful"])
def test_doubt_is_not_ruled_out_by_its_name(words: str) -> None:
    assert not undoubted(words)
