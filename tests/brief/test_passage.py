from hypothesis import given
from hypothesis import strategies as st

from sayso.brief.passage import passage
from sayso.model import Document


@st.composite
def marked(draw):
    text = draw(st.text("abc de\n", min_size=1, max_size=200).filter(str.strip))
    document = Document(text)
    cuts = draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6).map(sorted))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return document, [document.span(start, end) for start, end in pairs]


@given(marked(), st.integers(0, 40))
def test_the_marked_words_are_exactly_the_words_of_the_claim(case, context):
    document, spans = case
    pieces = passage(document, spans, context)
    exact = "".join(piece.text for piece in pieces if piece.exact)
    assert exact == "".join(span.quote for span in spans)


@given(marked(), st.integers(0, 40))
def test_every_stretch_shown_stands_in_the_document_in_order(case, context):
    document, spans = case
    cursor = 0
    for piece in passage(document, spans, context):
        if piece.text != "…":
            cursor = document.text.index(piece.text, cursor) + len(piece.text)


def test_context_is_cut_at_a_blank_with_an_ellipsis():
    document = Document("alpha beta gamma delta epsilon")
    pieces = passage(document, [document.span(11, 16)], 8)
    assert [piece.text for piece in pieces] == ["…", "beta ", "gamma", " delta", "…"]
