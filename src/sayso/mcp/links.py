"""Where a claim or a report can be looked at: on the web desk, or with the command line."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from sayso.model import UsageError

SCHEME = "sayso:"


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of claims and reports: below `base`, a web desk, or references that `sayso claims --at` opens.

    Raises `UsageError` for a base that is no web address.

    >>> Links().claim("c-1"), Links("http://127.0.0.1:8765/").claim("c-1")
    ('sayso:c/c-1', 'http://127.0.0.1:8765/c/c-1')
    """

    base: str = ""

    def __post_init__(self) -> None:
        if not self.base:
            return
        try:
            parts = urlsplit(self.base)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise UsageError(
                f"{self.base!r} is no address of a web desk; one is http://127.0.0.1:8765"
            )

    def claim(self, name: str) -> str:
        """Return where a claim can be looked at, by its id."""
        return f"{self._place}c/{name}"

    def report(self, name: str) -> str:
        """Return where a report can be looked at, by its id."""
        return f"{self._place}d/{name}"

    @property
    def _place(self) -> str:
        return f"{self.base.rstrip('/')}/" if self.base else SCHEME
