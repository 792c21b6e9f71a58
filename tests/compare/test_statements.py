"""Statements: what is near, what agrees, and who is kept out."""

from collections.abc import Sequence

import pytest

from sayso.compare import Statement, statements
from sayso.compare.pair_network import Verdict
from sayso.compare.statements import Pair, grouped, near_pairs
from sayso.model import Attribution, Certainty, Claim, Document, Polarity, QuoteKind, Speaker, When

AGREE, CLASH, NEITHER = Verdict(0.01, 0.98, 0.01), Verdict(0.9, 0.05, 0.05), Verdict(0.1, 0.1, 0.8)


def make_claim(text: str) -> Claim:
    document = Document(text=f"{text}.", title=text)
    whole = Attribution((), (), (document.span(0, len(text)),), QuoteKind.INDIRECT)
    return Claim(
        whole,
        Speaker(f"who says {text}"),
        predicate="sink",
        polarity=Polarity.POSITIVE,
        certainty=Certainty.CERTAIN,
    )


class WordNetwork:
    """Stands for the network: sentences with the same last word agree, others do not."""

    def verdicts(self, pairs: Sequence[tuple[str, str]]) -> list[Verdict]:
        return [AGREE if a.split()[-1] == b.split()[-1] else NEITHER for a, b in pairs]


def test_groups_grow_from_the_surest_pair_and_keep_out_who_disagrees() -> None:
    pairs = [
        Pair(0, 1, Verdict(0.0, 0.95, 0.05)),
        Pair(1, 2, Verdict(0.0, 0.8, 0.2)),
        Pair(0, 2, CLASH),
        Pair(3, 4, AGREE),
    ]
    assert grouped(6, pairs) == [[0, 1], [2], [3, 4], [5]]


def test_the_order_of_pairs_changes_no_group() -> None:
    pairs = [
        Pair(a, b, Verdict(0.0, 0.7 + 0.01 * a, 0.2)) for a in range(5) for b in range(a + 1, 5)
    ]
    assert grouped(5, pairs) == grouped(5, pairs[::-1]) == [[0, 1, 2, 3, 4]]


def test_near_are_texts_of_the_same_words_and_those_of_one_block() -> None:
    texts = ["the ferry sank off Holm", "the ferry went down off Holm", "wheat prices rose sharply"]
    assert near_pairs(texts, [frozenset()] * 3, None) == [(0, 1)]
    assert near_pairs([], [], None) == []


def test_claims_that_say_the_same_are_one_statement_and_other_days_another() -> None:
    first = make_claim("The white ferry Aldis sank off Holm in thick fog")
    again = make_claim("In thick fog, off Holm, the white ferry Aldis sank")
    later = make_claim("Later the white ferry Aldis sank off Holm in thick fog")
    days = {
        first.document: When("2026-03-01"),
        again.document: When("2026-03-02"),
        later.document: When("2026-05-02"),
    }
    found = statements([first, again, later], published=days, network=WordNetwork(), encoder=None)
    assert [one.claims for one in found] == [(first.id, again.id), (later.id,)]
    assert found[0].ties[0].probability > 0.5


@pytest.mark.parametrize("claims", [[], [make_claim("The ferry sank off Holm")]])
def test_few_claims_are_no_trouble(claims: list[Claim]) -> None:
    found = statements(claims, published={}, network=WordNetwork(), encoder=None)
    assert found == tuple(Statement((claim.id,), ()) for claim in claims)
