"""The errors Sayso raises: one root, one class for each thing a caller may want to do differently."""


class SaysoError(Exception):
    """Anything Sayso raises on purpose; its text names the value, the rule and the way out."""


class InvalidRecord(SaysoError):
    """A record that would break its own rule was about to be built."""


class LedgerError(SaysoError):
    """The desk file cannot be read or written as asked."""


class LedgerDamaged(LedgerError):
    """The desk file does not say any more what was written into it."""


class NothingMatched(SaysoError):
    """The query was understood and nothing in the desk answers it."""


class UsageError(SaysoError):
    """The caller asked for something that cannot be asked this way."""
