"""Who "he" or "she" is: the nearest person named before who can be meant."""

from bisect import bisect_left
from collections.abc import Sequence

from sayso.model import Attribution
from sayso.resolve.cast import Cast
from sayso.resolve.referents import Referent, Referents

REACH_PARAGRAPHS = 3
MOST_PERSONS = 40
RELATIVE_CHARS = 2
SENTENCE_ENDS = (". ", ".”", '."', ".’", "? ", "! ", "\n")


class Pronouns:
    """Answers pronouns of one document from whom it speaks of; what stands inside somebody's words comes last."""

    def __init__(
        self, cast: Cast, referents: Referents, attributions: Sequence[Attribution]
    ) -> None:
        self._cast, self._referents = cast, referents
        self._said = sorted((s.start, s.end) for item in attributions for s in item.content)

    def person(self, pronoun: str, at: int, but: str = "") -> Referent | None:
        """Return whom a pronoun at code point `at` means, None where nobody before it can be meant.

        Persons outside reported words come first: the one who opened the sentence before, then the nearest; a
        person named inside reported words is taken only where nobody else is near. `but` is nobody it can mean.
        """
        before = [a for a in self._before(at) if not but or a.name != but]
        fitting = [a for a in before if a.pronoun in ("", pronoun)]
        outside = [a for a in fitting if not self._inside(a)]
        nearest = [a for a in outside if a.start >= self._paragraph(at)]
        here = [a for a in fitting if a.start >= self._paragraph(at)]
        for found in (nearest, here, outside, fitting):
            if found:
                return self._opening(found, pronoun)
        return None

    def holder(self, role: str, at: int) -> Referent | None:
        """Return the person with a role whom the text spoke of last before a code point, in its own words."""
        return self._referents.holder(role, at, self._inside)

    def last(self, at: int) -> Referent | None:
        """Return the person who opens the last sentence before a code point that speaks of one outside reported words."""
        found = [a for a in self._before(at) if not self._inside(a)]
        return self._opening(found) if found else None

    def antecedent(self, at: int) -> str:
        """Return the person whose name stands right before a relative pronoun: "Aldo Verrin, who said"."""
        before = self._before(at)
        near = before and 0 <= at - before[-1].end <= RELATIVE_CHARS
        return before[-1].name if near else ""

    def opening(self, after: int, at: int) -> str:
        """Return the person who opens the last sentence between two code points that names one outside reported words."""
        found = [a for a in self._before(at) if a.start >= after and a.name and not self._inside(a)]
        return self._opening(found).name if found else ""

    def _before(self, at: int) -> list[Referent]:
        first = at
        for _ in range(REACH_PARAGRAPHS):
            first = max(self._cast.text.rfind("\n", 0, max(first - 1, 0)), 0)
        starts = self._referents.starts
        low, high = bisect_left(starts, first), bisect_left(starts, at)
        return list(self._referents.all[max(low, high - MOST_PERSONS) : high])

    def _paragraph(self, at: int) -> int:
        return max(self._cast.text.rfind("\n", 0, at), 0)

    def _inside(self, one: Referent) -> bool:
        place = bisect_left(self._said, (one.start + 1, 0))
        return any(start <= one.start < end for start, end in self._said[max(0, place - 4) : place])

    def _opening(self, found: Sequence[Referent], pronoun: str = "") -> Referent:
        """Return the first person of the last sentence that names one; a sure "he" or "she" before a possible one."""
        text, last = self._cast.text, found[-1].start
        sentence = max(text.rfind(end, 0, last) for end in SENTENCE_ENDS)
        here = [a for a in found if a.start > sentence]
        sure = [a for a in here if pronoun and a.pronoun == pronoun]
        return (sure or here)[0]
