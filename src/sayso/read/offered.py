"""What was offered to be read, before anything is known of it, and the port through which URLs are fetched."""

from dataclasses import dataclass
from typing import Protocol

from sayso.model import Refusal
from sayso.read.limits import Limits


@dataclass(frozen=True, slots=True)
class Offered:
    """The bytes of one input. `location` names it to the user; `url` is its address, '' when it has none.

    `suffix` is the file's ending in lower case ('.md'), `media_type` and `charset` what a server said; each
    is '' where nobody said anything.
    """

    location: str
    data: bytes
    url: str = ""
    suffix: str = ""
    media_type: str = ""
    charset: str = ""


class Fetch(Protocol):
    """Gets the bytes behind a URL under limits, or says why not; it never raises for what a server does."""

    def __call__(self, url: str, limits: Limits) -> Offered | Refusal:
        """Return what stands at url."""
        ...
