"""Search words as string literals of FTS5, so that no word is ever taken for query syntax."""

from sayso.model import UsageError

MAX_HITS = 1000


def query_of(words: str) -> str:
    """Return the FTS5 query for rows that hold all the words; empty when there is nothing to find.

    >>> query_of('gone OR "missing" - *')
    '"gone" "OR" "missing"'
    """
    wanted = [word.replace('"', "") for word in _sound(words).split()]
    return " ".join(f'"{word}"' for word in wanted if any(c.isalnum() for c in word))


def checked(limit: int) -> int:
    """Return limit, or raise `UsageError` when it is not from 1 to `MAX_HITS`."""
    if not 1 <= limit <= MAX_HITS:
        raise UsageError(f"limit must lie between 1 and {MAX_HITS}, got {limit}")
    return limit


def _sound(words: str) -> str:
    return words.encode("utf-8", "replace").decode().replace("\x00", " ")
