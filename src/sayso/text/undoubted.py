"""Words that rule doubt out: "no doubt", "beyond doubt", "undoubtedly"."""

import re

_UNDOUBTED = re.compile(
    r"\b(?:(?:(?:can|could|may|might|must|would|will)(?: surely)? (?:have )?(?:be|been|leave) )?"
    r"(?:no|without|beyond|never|not|cannot|out of|hardly)|n[’']t)"
    r"(?: (?:a|all|an|any|be|been|in|longer|of|reasonable|room|for|serious|shadow|slightest|the|to|possible))*"
    r" doubt(?:ed|s)?\b|\b(?:undoubtedly|doubtless(?:ly)?|indubitably)\b",
    re.IGNORECASE,
)


def undoubted(words: str) -> list[tuple[int, int]]:
    """Return where words rule doubt out, as [start, end) of each phrase.

    >>> undoubted("They have no doubt left, and there could be no doubt.")
    [(10, 18), (35, 52)]
    >>> undoubted("We doubt it.")
    []
    """
    return [match.span() for match in _UNDOUBTED.finditer(words)]
