import pytest

from sayso.text import SpacyParser

TEXTS = [
    "Ana Brandt said on Tuesday that the bridge was closed.\n\nShe gave no reason.",
    "“We left,” he said.  “All of us.”",
    "One line\nand its second line. 😀 A face before this.",
    "in early late mid-January of last year before the day after " * 720,
    "never " * 500 + "x" * 1200 + " end",
]


@pytest.fixture(scope="module")
def parser():
    return SpacyParser()


@pytest.mark.parametrize("text", TEXTS)
def test_tokens_stand_where_they_say_and_cover_the_text(parser, text):
    parse = parser.parse(text)
    assert all(text[t.start : t.end] == t.text for t in parse.tokens)
    covered = {i for t in parse.tokens for i in range(t.start, t.end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)


@pytest.mark.parametrize("text", TEXTS)
def test_sentences_hold_each_token_once_and_heads_stay_inside(parser, text):
    parse = parser.parse(text)
    assert [i for a, b in parse.sentences for i in range(a, b)] == list(range(len(parse.tokens)))
    for token in parse.tokens:
        assert token.head in parse.sentence_of(token.index)


def test_between_finds_the_tokens_that_share_a_character(parser):
    parse = parser.parse("Ana Brandt said so.")
    assert [parse.tokens[i].text for i in parse.between(2, 6)] == ["Ana", "Brandt"]
