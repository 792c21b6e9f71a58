from sayso.model import Document
from sayso.trace import passages

SENTENCE = (
    "the last buses left the northern depot before dawn while crews cleared snow from the road"
)


def test_a_copied_sentence_is_found_on_both_sides():
    left = Document(text=f"In the north, {SENTENCE}. More follows.")
    right = Document(text=f"It snowed; {SENTENCE}!")
    (passage,) = passages([left, right])
    assert passage.left.quote == passage.right.quote == SENTENCE


def test_shared_quotation_is_not_copying():
    assert passages([Document(text=f"A “{SENTENCE}”"), Document(text=f"B “{SENTENCE}”")]) == ()
