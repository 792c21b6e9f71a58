"""Renders a brief as Markdown (CommonMark) that holds no HTML and no link of any article."""

import re

from sayso.brief.dossier import Dossier
from sayso.brief.passage import Entry, Piece, entries
from sayso.brief.sentence import Brief, Section, Sentence, Table

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ACTIVE = re.compile(r"([\\`*_{}\[\]#|~^$!])")
_ADDRESS = re.compile(r"(?i)(https?|ftp)://|www\.")
_BLOCK = re.compile(r"^(\s*)(?:([-+=])|(\d{1,9})([.)])(?=\s|$))")


def markdown(brief: Brief, dossier: Dossier) -> str:
    """Return the brief as Markdown: `[c3]` cites the third passage of the list at the end.

    Text of articles is escaped, so that it can make no markup, link, table or HTML; bare addresses are
    broken up so that nothing turns them into links.
    """
    numbers = brief.numbers()
    blocks = [f"# {escaped(brief.title)}"]
    for section in brief.sections:
        blocks.extend(_section(section, numbers))
    blocks.append("## Passages")
    blocks.extend(_entry(entry) for entry in entries(brief, dossier))
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    r"""Return text that Markdown shows as it is, on one line.

    >>> escaped("<b>*hi*</b> [x](http://y)")
    '&lt;b&gt;\\*hi\\*&lt;/b&gt; \\[x\\](http:\\//y)'
    """
    line = " ".join(text.split())
    line = _ACTIVE.sub(r"\\\1", line.translate(_ENTITIES))
    line = _ADDRESS.sub(lambda match: _broken(match[0]), line)
    return _BLOCK.sub(_unblocked, line)


def _broken(address: str) -> str:
    return address.replace("://", ":\\//") if "/" in address else address.replace(".", "\\.")


def _unblocked(match: re.Match[str]) -> str:
    blank, sign, number, stop = match.groups()
    return f"{blank}\\{sign}" if sign else f"{blank}{number}\\{stop}"


def _section(section: Section, numbers: dict[str, int]) -> list[str]:
    blocks = [f"## {escaped(section.heading)}"]
    if section.sentences:
        blocks.append("\n".join(f"- {_sentence(s, numbers)}" for s in section.sentences))
    for table in section.tables:
        blocks.extend([f"**{escaped(table.caption)}**", _table(table, numbers)])
    return blocks


def _sentence(sentence: Sentence, numbers: dict[str, int]) -> str:
    cites = "".join(f" [c{numbers[claim]}]" for claim in sentence.claims)
    return escaped(sentence.text) + cites


def _table(table: Table, numbers: dict[str, int]) -> str:
    lines = [_row([escaped(column) for column in table.columns])]
    lines.append(_row(["---"] * len(table.columns)))
    lines.extend(_row([_sentence(cell, numbers) for cell in row]) for row in table.rows)
    return "\n".join(lines)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _entry(entry: Entry) -> str:
    through = f", as passed on by {escaped(', then '.join(entry.through))}" if entry.through else ""
    taken_back = " (report retracted)" if entry.retracted else ""
    head = (
        f"[c{entry.number}] {escaped(entry.speaker)}{through}: “{escaped(entry.words)}”  \n"
        f"{escaped(entry.outlet or 'unknown outlet')}, {entry.published}, “{escaped(entry.title)}”{taken_back}; "
        f"{f'page {entry.page}, ' if entry.page else ''}characters {entry.start} to {entry.end} of report {entry.document[:12]}; claim {entry.claim}"
    )
    return f"{head}\n\n> {''.join(map(_piece, entry.pieces))}"


def _piece(piece: Piece) -> str:
    """Return a piece of the passage on one line, the exact words bold, the blanks at its ends kept."""
    text = piece.text.strip()
    if not text:
        return " " if piece.text else ""
    before = " " if piece.text[0].isspace() else ""
    after = " " if piece.text[-1].isspace() else ""
    inner = escaped(text)
    return f"{before}**{inner}**{after}" if piece.exact else f"{before}{inner}{after}"
