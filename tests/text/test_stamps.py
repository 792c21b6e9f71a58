import pytest

from sayso.text import stamps, unstamped

LIVE = "21.10 The Guard has left.\n\n2:20 p.m.\n\nShots were heard.\n\n08:00 CET - Good morning.\n\n[7.45] Fog."


def test_stamps_open_the_entries_of_a_live_blog():
    assert [(s.hour, s.minute) for s in stamps(LIVE)] == [(21, 10), (14, 20), (8, 0), (7, 45)]


def test_an_entry_runs_to_the_next_stamp():
    first = stamps(LIVE)[0]
    assert LIVE[first.opens : first.closes].strip() == "The Guard has left."


@pytest.mark.parametrize(
    "text",
    [
        "21.10 The Guard has left.",
        "It rose 14.20 metres.\n\nIt fell 11.05 metres.",
        "1.5 million fled.\n\n2.5 million stayed.",
        "14.20 euros a day is paid.\n\n11.05 euros were paid before.",
    ],
)
def test_numbers_are_no_stamps(text):
    assert stamps(text) == ()


def test_all_else_stays_where_it_is():
    bare = unstamped(LIVE)
    assert len(bare) == len(LIVE)
    assert bare.index("Shots") == LIVE.index("Shots")
    assert "21.10" not in bare
    assert "CET" not in bare
