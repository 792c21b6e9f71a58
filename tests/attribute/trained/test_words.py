import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.text.pieces import Pieces
from sayso.text.windows import WINDOW_PIECES, windows
from sayso.text.words import CAPITALS, LOWER, MARK, NUMBER, TITLE, words_of


@settings(deadline=None)
@given(st.text())
def test_every_character_but_white_space_lies_in_a_word(text):
    words = words_of(text)
    held = {i for a, b in zip(words.starts, words.ends, strict=True) for i in range(a, b)}
    assert held == {i for i, c in enumerate(text) if not c.isspace()}


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “no way” twice", "“ no way ”"),
        ('She said "no" and "yes".', '" no " " yes "'),
        ("Un « oui » clair", "« oui »"),
        ("Sie sagte „nein“ dazu", "„ nein “"),
        ("He left ‘at once’ then", "‘ at once ’"),
        ("An open “quote ends\n\nwith its paragraph", "“ quote ends"),
    ],
)
def test_quotation_marks_hold_what_stands_between_them(text, quoted):
    words = words_of(text)
    assert " ".join(t for t, q in zip(words.texts, words.quoted, strict=True) if q) == quoted


def test_a_word_has_its_shape():
    words = words_of("The USA sent 12 men .")
    assert words.shapes.tolist() == [TITLE, CAPITALS, LOWER, NUMBER, LOWER, MARK]


def test_a_line_end_within_a_sentence_is_no_new_paragraph():
    assert words_of("one\ntwo.\nthree\n\nfour").paragraphs.tolist() == [0, 0, 0, 1, 2]


def test_between_gives_the_words_that_share_a_character():
    words = words_of("He said no.")
    assert words.between(3, 10) == (1, 3)
    assert words.between(4, 5) == (1, 2)


@settings(deadline=None)
@given(st.lists(st.sampled_from(["word", "end.", "\n\n", "“", "”", "x" * 50]), max_size=400))
def test_windows_cover_every_word_once_and_fit_the_encoder(parts):
    words = words_of(" ".join(parts))
    lengths = np.array([1 + len(text) // 9 for text in words.texts], np.int64)
    found = list(windows(words, lengths, (0, len(words))))
    assert [i for a, b in found for i in range(a, b)] == list(range(len(words)))
    assert all(lengths[a:b].sum() <= WINDOW_PIECES for a, b in found)


def test_a_window_ends_with_a_paragraph_where_one_ends():
    words = words_of("\n\n".join(["one two three."] * 100))
    for _, last in windows(words, np.ones(len(words), np.int64), (0, len(words))):
        assert last == len(words) or words.paragraphs[last] != words.paragraphs[last - 1]


def test_a_word_has_at_least_one_piece_and_at_most_eight():
    pieces = Pieces(lambda word: list(range(len(word))))
    assert [len(pieces.of(word)) for word in ("ab", "a" * 50)] == [2, 8]
    assert len(Pieces(lambda _: []).of("\u200b")) == 1
