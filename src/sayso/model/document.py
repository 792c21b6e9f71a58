"""Documents, spans of their text, and refusals of what could not become a document."""

from bisect import bisect_right
from dataclasses import InitVar, dataclass, field
from enum import StrEnum

from sayso.model.checks import require, require_text
from sayso.model.digest import Plain, canonical_text, digest
from sayso.model.errors import InvalidRecord
from sayso.model.when import When


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Exact characters of one document: `text[start:end] == quote`, checked whenever a span is built.

    `document` is the document's id; `start` and `end` count Unicode code points of its stored text.
    Build spans with `Document.span`, which hands over the text for the check.
    """

    document: str
    start: int
    end: int
    quote: str
    text: InitVar[str]

    def __post_init__(self, text: str) -> None:
        inside = 0 <= self.start < self.end <= len(text)
        if inside and text[self.start : self.end] == self.quote:
            return
        where = f"span {self.start}:{self.end} of document {self.document[:12]}"
        require(inside, f"{where} must lie within its {len(text)} characters and not be empty")
        stands = text[self.start : self.end]
        raise InvalidRecord(f"{where} must quote {stands!r}, got {self.quote!r}")

    def covers(self, other: "Span") -> bool:
        """True when the other span lies wholly within this one."""
        return (
            self.document == other.document and self.start <= other.start and other.end <= self.end
        )

    def overlaps(self, other: "Span") -> bool:
        """True when the two spans share a character."""
        return self.document == other.document and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Document:
    """One published report as it was read. `id` is the SHA-256 of its canonical content.

    Content is everything the publisher gave (text, title, outlet, authors, published, url, language,
    links); when and how we came by it (`retrieved`, `location`) is not, so reading the same report
    twice gives the same id. `links` are the hyperlinks of the body as (start, end, target). `pages` are where each
    page of a paged report (PDF) begins in its text, empty for every other.
    """

    text: str
    title: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    published: When = field(default_factory=When.unknown)
    url: str = ""
    language: str = "en"
    links: tuple[tuple[int, int, str], ...] = ()
    version_of: str = ""
    retrieved: When = field(default_factory=When.unknown)
    location: str = ""
    pages: tuple[int, ...] = ()
    id: str = field(init=False)

    def __post_init__(self) -> None:
        require_text("a document's text", self.text)
        require(
            self.text == canonical_text(self.text),
            "a document's text must be NFC with \\n line ends; use canonical_text before",
        )
        require(
            list(self.pages) == sorted(self.pages)
            and all(0 <= at <= len(self.text) for at in self.pages),
            f"pages must begin one after the other within the {len(self.text)} characters of the text",
        )
        object.__setattr__(self, "id", digest(self._content()))

    def _content(self) -> dict[str, Plain]:
        # A report without pages has the id it had before there were any.
        paged: dict[str, Plain] = {"pages": list(self.pages)} if self.pages else {}
        return paged | {
            "text": self.text,
            "title": self.title,
            "outlet": self.outlet,
            "authors": list(self.authors),
            "published": self.published.text,
            "url": self.url,
            "language": self.language,
            "links": [[start, end, target] for start, end, target in self.links],
        }

    def span(self, start: int, end: int) -> Span:
        """Return the span of code points [start, end); raises `InvalidRecord` outside the text."""
        return Span(self.id, start, end, self.text[start:end], self.text)

    def page_at(self, offset: int) -> int:
        """Return the number of the page on which a code point of the text stands, counted from 1; 0 where there are no pages."""
        return bisect_right(self.pages, offset)

    @property
    def name(self) -> str:
        """What to call the document in a list: its title, else its first line, cut to 80 characters."""
        line = self.title or self.text.strip().partition("\n")[0]
        return line if len(line) <= 80 else line[:79] + "…"


class RefusalReason(StrEnum):
    """Why something offered to Sayso was not read. NOTICE is no failure: it says what was passed over in something that was read."""

    EMPTY = "empty"
    NOT_TEXT = "not-text"
    TOO_LARGE = "too-large"
    LANGUAGE = "language"
    UNREADABLE = "unreadable"
    NO_ARTICLE = "no-article"
    TEXT_LOST = "text-lost"
    HOSTILE = "hostile"
    TOO_SLOW = "too-slow"
    BAD_HEADER = "bad-header"
    ADDRESS = "address"
    NETWORK = "network"
    FAILED = "failed"
    ALTERED = "altered"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that was offered and could not be read: where, why, and what proves it.

    `explanation` is a sentence with the value, the rule and the way out. `digest` is the SHA-256 of
    the refused bytes, empty when they could not be had.
    """

    location: str
    reason: RefusalReason
    explanation: str
    evidence: str = ""
    digest: str = ""
    id: str = field(init=False)

    def __post_init__(self) -> None:
        require_text("a refusal's location", self.location)
        require_text("a refusal's explanation", self.explanation)
        content = [self.location, self.reason.value, self.explanation, self.evidence, self.digest]
        object.__setattr__(self, "id", digest(content))

    @property
    def is_notice(self) -> bool:
        """True for what tells of a thing that was read (what was passed over in it) and refuses nothing."""
        return self.reason is RefusalReason.NOTICE
