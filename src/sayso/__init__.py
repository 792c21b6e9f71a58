"""Sayso, the evidence desk: who says so, on whose word, how sure, and what speaks against it.

`sayso.open` opens a desk file from Python (`sayso.notebook` has what it gives back).
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.notebook import OpenDesk

__all__ = ["open"]


def open(  # noqa: A001 (sayso.open is the name the design promises)
    path: str | Path,
    *,
    create: bool = True,
    clock: Callable[[], Any] | None = None,
    extractor: str = "best",
) -> "OpenDesk":
    """Return the desk of a file, made where there is none and `create` holds; use it in a `with`, or close it.

    `clock` gives the moment that is written beside each row, by default now; `extractor` is `best`, `rules` or `served` (docs/served-extractor.md). Raises `SaysoError` for a file that is no desk.
    """
    from sayso.notebook import OpenDesk

    return OpenDesk(Path(path), create=create, clock=clock, extractor=extractor)
