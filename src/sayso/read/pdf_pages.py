"""The text of a PDF, page by page, as its file gives it. Runs in the child process only: a PDF is a program somebody else wrote."""

import io
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PdfReader

BUDGET_SECONDS = 2.0


def some_pages(data: bytes, first: int, most_chars: int) -> dict[str, Any]:
    """Return the texts of the pages from `first` on that fit into a time and a size, how many pages there are, and what the file says of itself.

    `encrypted` alone comes back for a file that asks for a password.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    started = time.process_time()
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            return {"encrypted": True}
        count = len(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        return {"broken": f"{type(error).__name__}: {error}"[:200]}
    texts: list[str] = []
    chars = 0
    while first + len(texts) < count:
        text = reader.pages[first + len(texts)].extract_text()
        texts.append(text)
        chars += len(text)
        if chars > most_chars or time.process_time() - started > BUDGET_SECONDS:
            break
    return {"encrypted": False, "count": count, "texts": texts, **_itself(reader)}


def _itself(reader: "PdfReader") -> dict[str, str]:
    """Return title and day of making as the file gives them, '' where it gives none that can be read."""
    title = made = ""
    try:
        told = reader.metadata
        title = str(told.title or "") if told else ""
        made = told.creation_date.date().isoformat() if told and told.creation_date else ""
    except Exception:  # noqa: BLE001, S110 (what a file says of itself may be broken in any way, and is not needed)
        pass
    return {"title": title[:500], "made": made}
