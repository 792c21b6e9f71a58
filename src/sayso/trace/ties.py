"""Claims joined into sets, with the reason and the edge of every join (union-find)."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Tie:
    """Why a claim is of its set: the other claim it joined it to (itself where it was of it already), the reason, the edge or ''."""

    claim: str
    other: str
    reason: str
    edge: str


@dataclass(slots=True)
class Ties:
    """Sets of claims that grow by joins. Two sets with different mouths stay apart unless told otherwise.

    `mouths` names the speaker's mouth of each claim that has one.
    """

    mouths: Mapping[str, str]
    made: list[Tie] = field(default_factory=list)
    _parent: dict[str, str] = field(default_factory=dict)
    _heard: dict[str, frozenset[str]] = field(default_factory=dict)

    def root(self, claim: str) -> str:
        """Return the claim that stands for the set of this one."""
        parent = self._parent
        while parent.get(claim, claim) != claim:
            parent[claim] = parent.get(parent[claim], parent[claim])
            claim = parent[claim]
        return claim

    def heard(self, claim: str) -> frozenset[str]:
        """Return the mouths heard in the set of the claim."""
        root = self.root(claim)
        own = frozenset({self.mouths[root]} if root in self.mouths else ())
        return self._heard.get(root, own)

    def join(self, a: str, b: str, reason: str, edge: str = "") -> None:
        """Join the sets of two claims, unless that would make two known mouths one."""
        mine, other = self.heard(a), self.heard(b)
        if not mine or not other or mine & other:
            self.join_mouths(a, b, reason, edge)

    def join_mouths(self, a: str, b: str, reason: str, edge: str = "") -> None:
        """Join the sets of two claims whatever mouths they name."""
        heard = self.heard(a) | self.heard(b)
        one, other = sorted((self.root(a), self.root(b)))
        fresh = one != other
        self._parent[other] = one
        self._heard[one] = heard
        self.made.append(Tie(b, a if fresh else b, reason, edge))
