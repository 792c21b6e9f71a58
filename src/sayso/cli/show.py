"""How things look on a terminal: plain lines and tables, article text shown as text and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.model import Claim, Refusal
from sayso.wording import clean, count_of, document_line, quoted, slot_words, speaker_words

if TYPE_CHECKING:
    from sayso.desk import Added
    from sayso.rooms import Reading

PLAIN_WIDTH = 110


@dataclass
class Counts:
    """How many reports were new, known already, and refused."""

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
        """Print what was refused, and why, or what was passed over in something that was read."""
        if item.is_notice:
            self.line(f"passed   {item.location}", style="dim")
            self.line(item.explanation, 9, "dim")
            return
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
        if reading.extraction:
            self.notice(reading.extraction.notice)

    def notice(self, words: str) -> None:
        """Print what a served extractor did with a document, nothing where none was asked."""
        if words:
            self.line(words, 9, "dim")

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
                counts.refused += not added.item.is_notice
                self.refusal(added.item)
            elif added.new:
                counts.new += 1
                counts.claims += added.claims
                self.line(
                    f"read     {document_line(added.item)}  ({count_of(added.claims, 'claim')})"
                )
                self.notice(added.notice)
            else:
                counts.known += 1
                self.line(f"known    {document_line(added.item)}", style="dim")
        self.line(
            f"{count_of(counts.new, 'report')} read with {count_of(counts.claims, 'claim')}, "
            f"{counts.known} known already, {counts.refused} refused; kept in {path}"
        )
        return counts
