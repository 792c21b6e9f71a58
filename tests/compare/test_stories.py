import random
import sys

from sayso.compare import stories

DAM = [
    "The dam at Tarnholm burst on Sunday; three villages below the dam were flooded.",
    "Three villages were flooded when the Tarnholm dam burst, the county said on Monday.",
    "After the Tarnholm dam burst, engineers asked why the flooded villages were not warned.",
]
FERRY = [
    "A ferry with ninety passengers sank off Ansel; divers searched the wreck of the ferry.",
    "Divers found the wreck of the Ansel ferry, which sank with ninety passengers.",
]
ALONE = ["The mayor of Halden opened a museum of umbrellas."]


def groups(texts, labels):
    found = {}
    for text, label in zip(texts, labels, strict=True):
        found.setdefault(label, set()).add(text)
    return {frozenset(group) for group in found.values()}


def test_articles_of_one_event_are_one_story_whatever_their_order():
    texts = [*DAM, *FERRY, *ALONE]
    wanted = {frozenset(DAM), frozenset(FERRY), frozenset(ALONE)}
    assert groups(texts, stories(texts)) == wanted
    random.Random(3).shuffle(texts)
    assert groups(texts, stories(texts)) == wanted


def test_stories_are_numbered_as_they_come():
    assert stories([*FERRY, *ALONE, *DAM]) == [0, 0, 1, 2, 2, 2]


def test_empty_texts_are_stories_of_their_own():
    assert stories([]) == []
    assert len(set(stories(["", "", "of the"]))) == 3


def test_parts_too_large_for_one_table_are_cut_and_still_clustered(monkeypatch):
    monkeypatch.setattr(sys.modules["sayso.compare.stories"], "LARGEST_PART", 3)
    texts = [*DAM, *FERRY]
    assert groups(texts, stories(texts)) == {frozenset(DAM), frozenset(FERRY)}


def test_more_like_articles_than_one_table_holds_are_one_story(monkeypatch):
    monkeypatch.setattr(sys.modules["sayso.compare.stories"], "LARGEST_PART", 6)
    assert len(set(stories([DAM[0]] * 9))) == 1
