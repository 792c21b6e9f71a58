"""Written worlds: the same seed tells the same story, the gold stands where it says, and the two vocabularies share next to nothing."""

import json
import re
from datetime import timedelta
from itertools import combinations

import pytest

from sayso.evaluation import load_gold
from sayso.model import Document, When
from sayso.read import readings
from sayso.story import load_story
from sayso.worlds.news import VOCABULARIES, WRITTEN, write_folder, written
from sayso.worlds.news.prose import framed
from sayso.worlds.news.story import FIRST_DAY
from sayso.worlds.news.vocabulary import vocabulary
from sayso.worlds.story import story

SHARED_AT_MOST = 2


@pytest.fixture(scope="module")
def news():
    return written(WRITTEN, 3, "tune")


def told(found):
    return [(a.name, a.outlet, a.title, a.text, a.told) for a in found.articles]


def test_the_same_seed_tells_the_same_story_and_another_another(news):
    assert told(written(WRITTEN, 3, "tune")) == told(news)
    assert told(written(WRITTEN, 4, "tune")) != told(news)


@pytest.mark.parametrize("words", VOCABULARIES)
def test_the_gold_stands_where_it_says(words):
    for article in written(WRITTEN, 5, words).articles:
        for one in article.told:
            said = article.text[slice(*one.content)]
            assert said.strip()
            assert article.text[slice(*one.cue)].strip()
            assert one.source
            if one.quote == "direct":
                assert article.text[one.content[0] - 1] in '"“‘'
            assert "{" not in article.text
            assert "|" not in article.text


def test_what_is_written_are_the_reports_of_the_simulated_story(news):
    rows = {row["id"]: row for row in story(WRITTEN, 3).row["claims"]}
    found = {one.report: one for a in news.articles for one in a.told if one.report}
    assert set(found) == set(rows)
    for name, one in found.items():
        row = rows[name]
        assert one.says == row.get("hypothesis", row["observation"])
        assert one.firmness == row["certainty"]
        if one.day:
            assert one.day == FIRST_DAY + timedelta(days=row["event"][0])


def test_copies_updates_and_retractions_come_after_what_they_draw_on():
    ties = set()
    for seed in range(6):
        found = {a.name: a for a in written(WRITTEN, seed, "tune").articles}
        for article in found.values():
            if article.source:
                ties.add(article.tie)
                assert found[article.source].published <= article.published
    assert ties == {"copies", "cites", "updates", "retracts"}


def test_a_story_folder_is_read_as_it_was_written(news, tmp_path):
    write_folder(news, "tune", tmp_path)
    documents = list(readings([str(tmp_path)], stdin=None, retrieved=When.unknown()))
    assert len(documents) == len(news.articles)
    assert all(isinstance(d, Document) for d in documents)
    gold = load_gold(tmp_path)
    by_file = {d.location.rsplit("/", 1)[-1]: d for d in documents}
    placed = gold.placed(by_file)
    alike = {(a.outlet, a.title, a.published, a.text): a for a in news.articles}
    assert sum(map(len, placed.values())) == sum(len(a.told) for a in alike.values())
    for file, document in by_file.items():
        article = gold.articles[file]
        for one, put in zip(article.sayings, placed[document.id], strict=True):
            assert document.text[slice(*put.content)] == article.text[slice(*one.content)]
    assert len(gold.truth) == WRITTEN.days
    question = load_story(tmp_path).question
    assert question.kind == "presence"
    settled = json.loads((tmp_path / "story.json").read_text())["settled"]
    assert settled["hypothesis"] == gold.truth[-1]


@pytest.mark.parametrize(
    ("table", "key"),
    [("cues", None), ("hedges", None), ("frames", None), ("names", None), ("headlines", None)],
)
def test_the_vocabularies_share_next_to_nothing(table, key):
    def entries(name):
        rows = vocabulary(name).tables[table]
        return {str(e) for group in rows.values() for e in group}

    for one, other in combinations(VOCABULARIES, 2):
        assert len(entries(one) & entries(other)) <= SHARED_AT_MOST, (one, other)


def test_the_sayings_of_the_vocabularies_are_other_sentences():
    def trigrams(name):
        found = set()
        for group in vocabulary(name).tables["sayings"].values():
            for form in (text for one in group for text in one.values()):
                words = re.findall(r"[\w{}]+", form)
                found |= {tuple(words[n : n + 4]) for n in range(len(words) - 3)}
        return found

    for one, other in combinations(VOCABULARIES, 2):
        mine, theirs = trigrams(one), trigrams(other)
        assert len(mine & theirs) <= 0.03 * min(len(mine), len(theirs)), (one, other)


def test_an_apposition_is_closed_by_a_comma_where_the_sentence_goes_on():
    values = {"content": "nobody came", "source": "Ana Brandt, a baker", "cue": "said"}
    text, at = framed("{source} {cue} that {content}.", values)
    assert text == "Ana Brandt, a baker, said that nobody came."
    assert text[slice(*at["source"])] == "Ana Brandt, a baker"
    text, at = framed("{According to} {source}, {content}.", values)
    assert text == "According to Ana Brandt, a baker, nobody came."
    assert text[slice(*at["cue"])] == "According to"


def test_an_unknown_vocabulary_is_named():
    with pytest.raises(KeyError, match="choose one of tune, tune-b, tune-c, frozen"):
        vocabulary("other")
