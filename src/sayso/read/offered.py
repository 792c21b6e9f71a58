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


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: its status, what it sent (None unless that is 200), and what it says of asking again.

    `etag` and `modified` are its validators (RFC 9110, 8.8), `retry_seconds` how long it asks us to stay away, 0 where it says nothing.
    """

    status: int
    phrase: str = ""
    offered: Offered | None = None
    etag: str = ""
    modified: str = ""
    retry_seconds: int = 0


class Fetch(Protocol):
    """Gets the bytes behind a URL under limits, or says why not; it never raises for what a server does."""

    def __call__(self, url: str, limits: Limits) -> Offered | Refusal:
        """Return what stands at url."""
        ...


def without_credentials(url: str) -> str:
    """Return url with whatever stands before the @ of its host left out.

    >>> without_credentials("https://ana:secret@a.example/x@y")
    'https://a.example/x@y'
    """
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{path}"
