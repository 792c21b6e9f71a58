"""Who "he" or "she" is: the nearest person named before who can be meant."""

from bisect import bisect_left
from collections.abc import Sequence

from sayso.model import Attribution
from sayso.resolve.cast import Appearance, Cast

REACH_PARAGRAPHS = 3
MOST_PERSONS = 40
RELATIVE_CHARS = 2


class Pronouns:
    """Answers pronouns of one document from its cast; what stands inside somebody's words comes last."""

    def __init__(self, cast: Cast, attributions: Sequence[Attribution]) -> None:
        self._cast = cast
        self._starts = [a.start for a in cast.appearances]
        self._said = sorted((s.start, s.end) for item in attributions for s in item.content)

    def person(self, pronoun: str, at: int) -> str:
        """Return the full name behind a pronoun at code point `at`, empty where nobody before it can be meant.

        Persons outside reported words come first: the one who opened the sentence before, then the nearest; a
        person named inside reported words is taken only where nobody else is near.
        """
        before = self._before(at)
        fitting = [a for a in before if self._cast.member(a.name).pronoun in ("", pronoun)]
        outside = [a for a in fitting if not self._inside(a)]
        nearest = [a for a in outside if a.start >= self._paragraph(at)]
        for found in (nearest, outside, fitting):
            if found:
                return self._opening(found, pronoun).name
        return ""

    def antecedent(self, at: int) -> str:
        """Return the person whose name stands right before a relative pronoun: "Aldo Verrin, who said"."""
        before = self._before(at)
        near = before and 0 <= at - before[-1].end <= RELATIVE_CHARS
        return before[-1].name if near else ""

    def opening(self, after: int, at: int) -> str:
        """Return the person who opens the last sentence between two code points that names one outside reported words."""
        found = [a for a in self._before(at) if a.start >= after and not self._inside(a)]
        return self._opening(found).name if found else ""

    def _before(self, at: int) -> list[Appearance]:
        first = at
        for _ in range(REACH_PARAGRAPHS):
            first = max(self._cast.text.rfind("\n", 0, max(first - 1, 0)), 0)
        low, high = bisect_left(self._starts, first), bisect_left(self._starts, at)
        return list(self._cast.appearances[max(low, high - MOST_PERSONS) : high])

    def _paragraph(self, at: int) -> int:
        return max(self._cast.text.rfind("\n", 0, at), 0)

    def _inside(self, one: Appearance) -> bool:
        place = bisect_left(self._said, (one.start + 1, 0))
        return any(start <= one.start < end for start, end in self._said[max(0, place - 4) : place])

    def _opening(self, found: Sequence[Appearance], pronoun: str = "") -> Appearance:
        """Return the first person of the last sentence that names one; a sure "he" or "she" before a possible one."""
        sentence = self._cast.text.rfind(". ", 0, found[-1].start)
        here = [a for a in found if a.start > sentence]
        sure = [a for a in here if pronoun and self._cast.member(a.name).pronoun == pronoun]
        return (sure or here)[0]
