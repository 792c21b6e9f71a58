"""What is watched, how the last visit went, and what was told of a question when something changed."""

from dataclasses import dataclass, field
from enum import StrEnum

from sayso.model.checks import require, require_text
from sayso.model.digest import short_id
from sayso.model.when import When

LEAST_MINUTES, MOST_MINUTES = 5, 7 * 24 * 60


class WatchedKind(StrEnum):
    """What stands at a watched place."""

    FEED = "feed"
    SITEMAP = "sitemap"
    PAGE = "page"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Watched:
    """A place that is looked at again and again: an address or a folder, and how many minutes lie between two visits."""

    location: str
    kind: WatchedKind
    minutes: int = 30
    id: str = field(init=False)

    def __post_init__(self) -> None:
        require_text("a watched place", self.location)
        require(
            LEAST_MINUTES <= self.minutes <= MOST_MINUTES,
            f"minutes between visits must lie between {LEAST_MINUTES} and {MOST_MINUTES}, got {self.minutes}",
        )
        object.__setattr__(self, "id", short_id("wat", [self.location]))


@dataclass(frozen=True, slots=True)
class Seen:
    """An article met at a watched place.

    `mark` is what the place said of it last (its date of change, or a digest of its entry); `etag` and `modified` are the
    server's validators (RFC 9110, 13.1), `document` the report last read there, '' where it was refused.
    """

    url: str
    mark: str = ""
    first: When = field(default_factory=When.unknown)
    read: When = field(default_factory=When.unknown)
    document: str = ""
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """How the last visit to a watched place went, and what is known of its articles.

    `failures` counts visits in a row that failed, `trouble` says why the last one did ('' where it went well); `well` is when one
    last went well. `etag` and `modified` are the validators of the place itself.
    """

    watched: str
    due: When
    well: When = field(default_factory=When.unknown)
    failures: int = 0
    trouble: str = ""
    etag: str = ""
    modified: str = ""
    seen: tuple[Seen, ...] = ()

    @property
    def id(self) -> str:
        """The id of the watched place: it has one last visit."""
        return self.watched


@dataclass(frozen=True, slots=True)
class Indicator:
    """A thing a person wants to hear of: a claim that holds all of `words`, by `speaker` where one is named."""

    name: str
    words: tuple[str, ...]
    speaker: str = ""
    id: str = field(init=False)

    def __post_init__(self) -> None:
        require_text("an indicator's name", self.name)
        require(
            any(self.words) or self.speaker != "",
            f"the indicator {self.name!r} needs words, or a speaker: what is it to fire at?",
        )
        object.__setattr__(self, "id", short_id("ind", [self.name]))


@dataclass(frozen=True, slots=True)
class Look:
    """What was told of a question last, so that only what changed since is told again.

    `leader` is the leading answer, `words` the band each answer stood in, in the order of `answers`, `shares` its probability then.
    `documents` had been read by then, `retracted` among them taken back; `fallen` are claims that had fallen with them, `clashes` the
    ids of contradictions, `mainstays` the claims that held the judgement up.
    """

    question: str
    at: When
    leader: str
    answers: tuple[str, ...]
    words: tuple[str, ...]
    shares: tuple[float, ...]
    documents: tuple[str, ...] = ()
    retracted: tuple[str, ...] = ()
    fallen: tuple[str, ...] = ()
    clashes: tuple[str, ...] = ()
    mainstays: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the question: it has one last look."""
        return self.question


@dataclass(frozen=True, slots=True)
class Alert:
    """A change that was told: `was` and `now` in words, and the claims (ids) because of which.

    `delivered` names the channels that took it; a new version of the record is kept as they do.
    """

    question: str
    kind: str
    what: str
    was: str
    now: str
    because: tuple[str, ...]
    at: When
    delivered: tuple[str, ...] = ()
    id: str = field(init=False)

    def __post_init__(self) -> None:
        require_text("what an alert tells", self.what)
        key = [self.question, self.kind, self.what, self.was, self.now, list(self.because)]
        object.__setattr__(self, "id", short_id("alr", [*key, self.at.text]))

    @property
    def text(self) -> str:
        """The alert in one line."""
        return f"{self.what}: {self.was} → {self.now}"
