import shutil

import numpy as np
import pytest

from sayso.model import Document, SaysoError
from sayso.trace import PackedIndex, corpus_of, words
from sayso.trace import packed as packing

TEXTS = [
    "Engineers closed the northern bridge on Tuesday after deep cracks were found in two of its pillars.",
    "The last buses left the southern depot before dawn while crews cleared heavy snow from the road.",
    "Farmers along the lower canal opened three sluices when the spring flood reached their orchards.",
    "It rained: engineers closed the northern bridge on Tuesday after deep cracks were found in pillars.",
    "Nothing of the kind is told here, and nobody asked the harbour master about his yellow lighthouse.",
]


def texts():
    return [(f"t{n}", words(Document(text=text, title=f"t{n}"))) for n, text in enumerate(TEXTS)]


@pytest.fixture(autouse=True)
def small_segments(monkeypatch):
    monkeypatch.setattr(packing, "SEGMENT_TEXTS", 2)
    monkeypatch.setattr(packing, "RANGE_ROWS", 7)


def digests(folder):
    (whole,) = folder.iterdir()
    return {file.name: file.read_bytes() for file in whole.iterdir()}


def test_a_packed_index_is_the_index_in_memory(tmp_path):
    packed = PackedIndex(tmp_path / "index")
    packed.add(texts())
    found = packed.searcher().index
    held = corpus_of([text.document for _, text in texts()]).index
    for mine, theirs in zip(found.postings.__slots__, held.postings.__slots__, strict=True):
        assert np.array_equal(getattr(found.postings, mine), getattr(held.postings, theirs))
    assert np.array_equal(found.words, held.words)
    assert np.array_equal(found.offsets, held.offsets)


def test_what_is_found_has_its_place_on_both_sides(tmp_path):
    packed = PackedIndex(tmp_path / "index")
    packed.add(texts())
    query = "They say engineers closed the northern bridge on Tuesday after deep cracks were found."
    found = {f.name: f for f in packed.searcher().find(words(Document(text=query)))}
    assert set(found) == {"t0", "t3"}
    one = found["t3"]
    shared = "engineers closed the northern bridge on Tuesday after deep cracks were found"
    assert query[one.start : one.end] == TEXTS[3][one.name_start : one.name_end] == shared


def test_a_build_that_was_killed_goes_on_and_ends_in_the_same_bytes(tmp_path):
    whole = PackedIndex(tmp_path / "whole run")
    whole.add(texts())
    whole.seal()

    def dies_in_the_second_segment():
        yield from texts()[:3]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        PackedIndex(tmp_path / "killed").add(dies_in_the_second_segment())
    (tmp_path / "killed" / "segment000001.part").mkdir()
    again = PackedIndex(tmp_path / "killed")
    assert again.names == ["t0", "t1"]
    again.add(texts())
    again.seal()
    assert digests(again.folder) == digests(whole.folder)


def test_a_run_stopped_between_the_new_whole_and_the_clearing_loses_and_doubles_nothing(tmp_path):
    packed = PackedIndex(tmp_path / "index")
    packed.add(texts())
    kept = {p.name: p for p in packed.folder.iterdir()}
    for name, part in kept.items():
        shutil.copytree(part, tmp_path / "aside" / name)
    packed.seal()
    for name in kept:
        shutil.copytree(tmp_path / "aside" / name, packed.folder / name)
    again = PackedIndex(packed.folder)
    assert again.names == [f"t{n}" for n in range(5)]
    assert again.searcher().names == tuple(again.names)


def test_texts_added_to_a_sealed_index_are_found_and_known_ones_are_not_added_twice(tmp_path):
    packed = PackedIndex(tmp_path / "index")
    packed.add(texts()[:3])
    packed.seal()
    packed.add(texts())
    assert packed.searcher().names == tuple(f"t{n}" for n in range(5))
    at_once = PackedIndex(tmp_path / "at once")
    at_once.add(texts())
    at_once.seal()
    assert digests(packed.folder) == digests(at_once.folder)


def test_a_damaged_index_is_told(tmp_path):
    packed = PackedIndex(tmp_path / "index")
    packed.add(texts())
    packed.seal()
    (tmp_path / "index" / "whole000001" / "words").write_bytes(b"12345678")
    with pytest.raises(SaysoError, match="delete the folder and build it again"):
        PackedIndex(tmp_path / "index").searcher()


def test_an_empty_index_finds_nothing(tmp_path):
    searcher = PackedIndex(tmp_path / "index").searcher()
    assert list(searcher.find(words(Document(text=TEXTS[0])))) == []
