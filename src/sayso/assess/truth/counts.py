"""What all models of truth share: how much of the belief stays with the plain count of sources."""

COUNTED_SHARE = 0.25


def with_counts(shares: dict[str, float], counts: dict[str, float]) -> dict[str, float]:
    """Return shares mixed with those of the plain count (one more for each value, so that none has nothing)."""
    total = sum(counts.values()) + 1.0
    even = 1.0 / len(shares)
    return {
        value: (1.0 - COUNTED_SHARE) * share
        + COUNTED_SHARE * (counts.get(value, 0.0) + even) / total
        for value, share in shares.items()
    }
