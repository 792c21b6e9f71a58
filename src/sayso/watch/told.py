"""An alert as its reader gets it: the change in words, and each claim behind it with its speaker, its words and one link to the passage."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from sayso.model import Alert, Claim, Document, Plain, Question
from sayso.wording import quoted

MOST_QUOTED = 300


@dataclass(frozen=True, slots=True)
class Cause:
    """A claim behind an alert; `link` leads to its passage, '' where the report has no address and no web desk is named."""

    claim: str
    speaker: str
    words: str
    report: str
    link: str


@dataclass(frozen=True, slots=True)
class Told:
    """An alert with its question and causes. `title` is one line, `text` all of it."""

    alert: Alert
    question: str
    causes: tuple[Cause, ...]

    @property
    def title(self) -> str:
        """The alert in one line."""
        return self.alert.text

    @property
    def text(self) -> str:
        """The alert with its causes, a line each."""
        causes = (
            f"- {one.speaker}: “{one.words}” ({one.report}) [{one.claim}] {one.link}".rstrip()
            for one in self.causes
        )
        return "\n".join([self.title, f"Question: {self.question}", *causes])

    def plain(self) -> dict[str, Plain]:
        """Return the alert for programs: `id`, `kind`, `question`, `what`, `from`, `to`, `at`, and `because` as a list of claims."""
        alert = self.alert
        return {
            "id": alert.id,
            "kind": alert.kind,
            "question": {"id": alert.question, "text": self.question},
            "what": alert.what,
            "from": alert.was,
            "to": alert.now,
            "at": alert.at.text,
            "because": [
                {
                    "claim": one.claim,
                    "speaker": one.speaker,
                    "words": one.words,
                    "report": one.report,
                    "link": one.link,
                }
                for one in self.causes
            ],
        }


def told(
    alert: Alert,
    question: Question,
    claims: Mapping[str, Claim],
    documents: Mapping[str, Document],
    desk_url: str = "",
) -> Told:
    """Return an alert as its reader gets it; `desk_url` is where the web desk answers, as in http://127.0.0.1:8000."""
    causes = [
        _cause(claims[name], documents[claims[name].document], desk_url)
        for name in alert.because
        if name in claims
    ]
    return Told(alert, question.text, tuple(causes))


def _cause(claim: Claim, document: Document, desk_url: str) -> Cause:
    words = quoted(claim)[1:-1]
    short = words if len(words) <= MOST_QUOTED else words[: MOST_QUOTED - 1] + "…"
    named = ", ".join(
        filter(None, (document.outlet or document.name, document.published.text[:10]))
    )
    link = f"{desk_url.rstrip('/')}/c/{claim.id}" if desk_url else _at_publisher(claim, document)
    return Cause(claim.id, claim.speaker.name, short, named, link)


def _at_publisher(claim: Claim, document: Document) -> str:
    """Return the report's address with the first words of the passage as a text fragment (W3C Text Fragments), '' without an address."""
    if not document.url:
        return ""
    words = claim.content[0].quote.split()
    first, last = " ".join(words[:6]), " ".join(words[6:][-4:])
    parts = [quote(part, safe="").replace("-", "%2D") for part in (first, last) if part]
    return f"{document.url.partition('#')[0]}#:~:text={','.join(parts)}"
