"""How things look on a terminal: plain lines and tables, article text shown as text and nothing else."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.model import Claim, Document, Place, Quantity, Refusal, Speaker, TimeExpression

if TYPE_CHECKING:
    from sayso.desk import Added
    from sayso.rooms import Reading

_MARKS = '“”"'
PLAIN_WIDTH = 110
OBSERVED = {
    "sighting": "seen",
    "non-observation": "not seen",
    "asserted-presence": "said to be there",
    "asserted-absence": "said to be gone",
}
POLARITY = {"negative": "said not to be so", "unknown": "not asserted"}
BASIS = {
    "direct": "by own eyes",
    "reported": "from others",
    "inferred": "inferred",
    "assumed": "assumed",
}
SCOPES = {"cumulative": "added up over time", "rate": "a rate"}
BOUNDS = {
    "about": "about ",
    "at-least": "at least ",
    "more-than": "more than ",
    "at-most": "up to ",
    "less-than": "less than ",
}


@dataclass
class Counts:
    """How many inputs were new, known already, and refused."""

    new: int = 0
    known: int = 0
    refused: int = 0
    claims: int = 0


class Screen:
    """Prints to standard output; as wide as the terminal, or 110 characters where there is none."""

    def __init__(self, console: Console | None = None) -> None:
        plain = Console(highlight=False, markup=False, emoji=False)
        if console is None and not plain.is_terminal:
            plain = Console(highlight=False, markup=False, emoji=False, width=PLAIN_WIDTH)
        self.console = console or plain

    def heading(self, words: str) -> None:
        """Print a heading over what follows."""
        self.console.print()
        self.console.print(Text(words, style="bold"))
        self.console.print(Text("─" * min(len(words), self.console.width)), style="dim")

    def line(self, words: str, indent: int = 0, style: str = "") -> None:
        """Print one paragraph, wrapped and indented."""
        self.console.print(
            Padding(Text(clean(words), style=style), (0, 0, 0, indent), expand=False)
        )

    def table(self, columns: dict[str, str], rows: Iterable[tuple[str, ...]]) -> None:
        """Print a table; `columns` maps each heading to "left" or "right"."""
        table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
        for name, side in columns.items():
            table.add_column(
                name, justify="right" if side == "right" else "left", no_wrap=side == "fixed"
            )
        for row in rows:
            table.add_row(*(Text(clean(cell)) for cell in row))
        self.console.print(table)

    def refusal(self, item: Refusal) -> None:
        """Print what was refused, and why."""
        self.line(f"refused  {item.location}", style="red")
        self.line(f"{item.reason.value}: {item.explanation}", 9)

    def reading(self, reading: "Reading", *, slots: bool = True) -> None:
        """Print a document with its claims."""
        document = reading.document
        self.heading(document_line(document))
        for number, claim in enumerate(reading.claims, 1):
            self.claim(claim, number, slots=slots)
        for edge in reading.citations:
            phrase = edge.spans[0].quote if edge.spans else ""
            self.line(f"cites {edge.name}  (“{phrase}”)", 4)
        self.line(count_of(len(reading.claims), "claim"), 4, "dim")

    def claim(self, claim: Claim, number: int, *, slots: bool = True) -> None:
        """Print one claim: the speaker, the exact words, and the slots that are filled."""
        cue = " … ".join(span.quote for span in claim.attribution.cue)
        inner = "  ↳ " if claim.attribution.nested_in else ""
        self.line(
            f"{number:>3} {inner}{speaker_words(claim.speaker)}  [{cue or 'in quotation marks'}]"
        )
        self.line(quoted(claim), 8, "italic")
        if slots:
            self.line(slot_words(claim), 8, "dim")

    def added(self, items: "Iterable[Added]", path: Path) -> Counts:
        """Print one line for each thing added or refused, then the counts, and return them."""
        counts = Counts()
        for added in items:
            if isinstance(added.item, Refusal):
                counts.refused += 1
                self.refusal(added.item)
            elif added.new:
                counts.new += 1
                counts.claims += added.claims
                self.line(
                    f"read     {document_line(added.item)}  ({count_of(added.claims, 'claim')})"
                )
            else:
                counts.known += 1
                self.line(f"known    {document_line(added.item)}", style="dim")
        self.line(
            f"{count_of(counts.new, 'report')} read with {count_of(counts.claims, 'claim')}, "
            f"{counts.known} known already, {counts.refused} refused; kept in {path}"
        )
        return counts


def count_of(count: int, noun: str, plural: str = "s") -> str:
    """Return a count with its noun.

    >>> count_of(1, "claim"), count_of(0, "claim")
    ('1 claim', '0 claims')
    """
    return f"{count:,} {noun}{'' if count == 1 else plural}"


def clean(text: str) -> str:
    """Return text without control and direction characters, which could rewrite a terminal.

    >>> clean("a\\x1b[2Jb\\u202ec")
    'a�[2Jb�c'
    """
    return "".join(
        "�" if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c not in "\n\t" else c
        for c in text
    )


def quoted(claim: Claim) -> str:
    """Return a claim's words within one pair of quotation marks."""
    return f"“{' '.join(claim.words.split()).strip(_MARKS)}”"


def document_line(document: Document) -> str:
    """Return a document's name, outlet and date in one line."""
    when = document.published.text or "no date"
    return f"{document.name} · {document.outlet or 'no outlet'} · {when}"


def speaker_words(speaker: Speaker) -> str:
    """Return a speaker with office, and the mouths the words came through."""
    office = ", ".join(part for part in (speaker.role, speaker.affiliation) if part)
    name = speaker.name if speaker.known else "nobody named"
    words = f"{name} ({office})" if office and office not in name else name
    through = [mouth if mouth != "unknown" else "nobody named" for mouth in speaker.chain[:-1]]
    return f"{words}, as told by {' ← '.join(reversed(through))}" if through else words


def slot_words(claim: Claim) -> str:
    """Return the filled slots of a claim in one line: observation, certainty, basis, event, when, where, how many, what a network filled."""
    parts = [
        OBSERVED.get(claim.observation.value, ""),
        "" if claim.observation.value in OBSERVED else POLARITY.get(claim.polarity.value, ""),
        claim.certainty.value,
        "in the future" if claim.tense.value == "future" else "",
        BASIS.get(claim.evidence_basis.value, ""),
        claim.event.lower(),
        time_words(claim.time),
        place_words(claim.places),
        "; ".join(quantity_words(quantity) for quantity in claim.quantities),
        f"by the network: {', '.join(map(_plain, claim.by_network))}" if claim.by_network else "",
    ]
    return " · ".join(part for part in parts if part)


def _plain(slot: str) -> str:
    return slot.replace("_", " ")


def time_words(time: TimeExpression | None) -> str:
    """Return a time as the text has it, with the days it can mean."""
    if time is None:
        return ""
    days = sorted({w.text[:10] for w in (time.earliest, time.latest) if w.known})
    return f"{time.span.quote} ({' to '.join(days)})" if days else time.span.quote


def place_words(places: Iterable[Place]) -> str:
    """Return places with their country, sectors by their speaker's name."""
    names = [p.sector or (f"{p.name} ({p.country})" if p.country else p.name) for p in places]
    return "; ".join(dict.fromkeys(names))


def quantity_words(quantity: Quantity) -> str:
    """Return a number with its bound and role, whose people are counted, and what it covers if not one event."""
    value = f"{quantity.best:,.0f}" if quantity.best == int(quantity.best) else f"{quantity.best:g}"
    if quantity.bound.value == "range":
        value = f"{quantity.low:,g} to {quantity.high:,g}"
    what = quantity.role.value if quantity.role.value != "other" else quantity.noun
    number = f"{BOUNDS.get(quantity.bound.value, '')}{value} {what or quantity.unit}".strip()
    rest = [quantity.side, SCOPES.get(quantity.scope.value, "")]
    return number + (f" ({', '.join(filter(None, rest))})" if any(rest) else "")
