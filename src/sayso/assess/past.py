"""Whether a claim tells of days long before its report: "in the great blast of 1974"."""

from sayso.model import Claim, When

LONG_AGO_DAYS = 60


def long_ago(claim: Claim, published: When) -> bool:
    """Return whether a claim gives a time that ends more than two months before its report."""
    time = claim.time
    if time is None or not time.latest.known or not published.known:
        return False
    return (published.earliest - time.latest.latest).days > LONG_AGO_DAYS
