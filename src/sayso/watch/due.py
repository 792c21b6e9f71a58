"""When a watched place is next visited: its own rhythm, slower while it fails, never slower than once a day."""

from datetime import timedelta

from sayso.model import Seen, Visit, Watched, When

DEAD_AFTER, MOST_MINUTES = 3, 24 * 60
REREAD_DAYS, REREAD_HOURS, REREAD_SHARE = 30, 6, 0.25


def after(now: When, seconds: float) -> When:
    """Return the moment some seconds later.

    >>> after(When("2031-05-01T12:00:00Z"), 90).text
    '2031-05-01T12:01:30Z'
    """
    return When.of(now.latest + timedelta(seconds=seconds))


def gone_well(watched: Watched, now: When) -> When:
    """Return when a place is due again after a visit that went well."""
    return after(now, 60 * watched.minutes)


def gone_wrong(watched: Watched, failures: int, now: When, retry_seconds: int = 0) -> When:
    """Return when a place is due again after so many failures in a row: each doubles the wait, and the server may ask for more."""
    minutes = min(watched.minutes * 2 ** min(failures, 12), max(MOST_MINUTES, watched.minutes))
    return after(now, max(60 * minutes, min(retry_seconds, 60 * MOST_MINUTES)))


def is_due(visit: Visit | None, now: When) -> bool:
    """Return whether a place is to be visited now; one never visited is."""
    return visit is None or not visit.due.known or visit.due.earliest <= now.latest


def is_dead(visit: Visit) -> bool:
    """Return whether a place has failed so often in a row that its silence is not the world's."""
    return visit.failures >= DEAD_AFTER


def to_reread(seen: Seen, now: When) -> bool:
    """Return whether an article is to be looked at again for a change: after a quarter of its age, six hours at least, for thirty days."""
    if not (seen.first.known and seen.read.known):
        return True
    age, rested = now.latest - seen.first.earliest, now.latest - seen.read.earliest
    rest = max(timedelta(hours=REREAD_HOURS), REREAD_SHARE * age)
    return age <= timedelta(days=REREAD_DAYS) and rested >= rest
