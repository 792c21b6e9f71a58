from sayso.model import Document
from sayso.trace import corpus_of, found_in, passages

SENTENCE = (
    "the last buses left the northern depot before dawn while crews cleared snow from the road"
)
LONG = (
    "Engineers closed the northern bridge on Tuesday after deep cracks were found in two of its pillars, "
    "and buses are being sent through the narrow streets of the old quarter until repairs are finished."
)
LIGHT = (
    "Engineers shut the northern bridge Tuesday after deep new cracks were discovered in two of its pillars, "
    "and buses are now sent through narrow streets of the old quarter until the repairs are complete."
)


def test_a_copied_sentence_is_found_on_both_sides():
    left = Document(text=f"In the north, {SENTENCE}. More follows.")
    right = Document(text=f"It snowed; {SENTENCE}!")
    (passage,) = passages([left, right])
    assert passage.left.quote == passage.right.quote == SENTENCE


def test_shared_quotation_is_not_copying():
    assert passages([Document(text=f"A “{SENTENCE}”"), Document(text=f"B “{SENTENCE}”")]) == ()


def test_a_light_rewrite_is_one_passage():
    (passage,) = passages([Document(text=LONG), Document(text=LIGHT)])
    assert passage.left.quote.startswith("Tuesday after deep cracks")
    assert passage.right.quote.endswith("of the old quarter until")


def test_stock_phrases_make_no_passage():
    left = Document(
        text="It was one of the most important of all the days that we have had so far."
    )
    right = Document(
        text="It was one of the most boring of all the days that we have had, she felt."
    )
    assert passages([left, right]) == ()


def test_a_query_is_found_in_a_corpus_even_where_it_is_quoted():
    corpus = corpus_of(
        [Document(text=f"In the north, {SENTENCE}."), Document(text="Nothing here.")]
    )
    (passage,) = found_in(Document(text=f"He read: “{SENTENCE}”"), corpus)
    assert passage.right.quote == SENTENCE
    assert not passage.copied


def test_many_copies_stay_connected():
    copies = [Document(text=f"{LONG} Number {n}.") for n in range(260)]
    found = passages(copies)
    joined = {span.document for passage in found for span in (passage.left, passage.right)}
    assert joined == {document.id for document in copies}


def test_a_text_that_repeats_itself_hides_no_other():
    loud = Document(text=f"{SENTENCE}. " * 300, title="loud")
    quiet = Document(text=f"It is so: {SENTENCE}.", title="quiet")
    found = found_in(Document(text=f"They say {SENTENCE}!"), corpus_of([loud, quiet]))
    assert {passage.left.document for passage in found} == {loud.id, quiet.id}


def test_what_stands_behind_a_text_in_the_index_changes_nothing():
    left = Document(text=LONG[:120], title="cut")
    alone = found_in(Document(text=LIGHT), corpus_of([left]))
    for other in (LIGHT, LONG, SENTENCE):
        before = found_in(
            Document(text=LIGHT), corpus_of([left, Document(text=other, title="next")])
        )
        assert [p for p in before if p.left.document == left.id] == list(alone)
