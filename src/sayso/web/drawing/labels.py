"""Labels: how wide they are, how they are cut, and how they are kept from lying on each other."""

from collections.abc import Sequence

CHAR_WIDTH = 7.4
"""A generous mean width of a character at 13 pixels, so that no label is drawn over an edge."""


def text_width(text: str) -> float:
    """Return about how wide a text is at 13 pixels: wide letters count for two."""
    return CHAR_WIDTH * sum(2 if ord(c) > 0x2E80 else 1 for c in text)


def cut(text: str, most: int) -> str:
    """Return a text of at most so many characters, an ellipsis where it was longer.

    >>> cut("withdrawn for good", 10)
    'withdrawn…'
    """
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def spread(heights: Sequence[float], top: float, bottom: float, gap: float) -> list[float]:
    """Return a height for each label, `gap` apart at least, in the order of the heights they belong to.

    >>> spread([10, 10, 50], 0, 60, 15)
    [10, 25, 50]
    """
    order = sorted(range(len(heights)), key=lambda n: (heights[n], n))
    placed = list(heights)
    lowest = top
    for n in order:
        placed[n] = max(heights[n], lowest)
        lowest = placed[n] + gap
    highest = bottom
    for n in reversed(order):
        placed[n] = min(placed[n], highest)
        highest = placed[n] - gap
    return placed
