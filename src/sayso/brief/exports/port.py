"""The port every export keeps, and those that are installed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points

from sayso.brief.dossier import Dossier
from sayso.model import UsageError

GROUP = "sayso.exports"


@dataclass(frozen=True, slots=True)
class Exported:
    """One file: its content, its media type, the ending of its name, and how many claims of the dossier it holds."""

    content: bytes
    media_type: str
    suffix: str
    claims: int


Export = Callable[[Dossier], Exported]


@cache
def exports() -> tuple[str, ...]:
    """Return the names of the exports that are installed, in order."""
    return tuple(sorted({point.name for point in entry_points(group=GROUP)}))


def export_named(name: str) -> Export:
    """Return an export by its name; raises `UsageError` for one there is none of, or that lacks what it needs."""
    found = {point.name: point for point in entry_points(group=GROUP)}
    if name not in found:
        raise UsageError(f"no export {name!r}; choose one of {', '.join(sorted(found))}")
    try:
        made: Export = found[name].load()
    except ImportError as error:
        raise UsageError(
            f"the export {name!r} needs {error.name}; pip install 'sayso[{name}]'"
        ) from error
    return made
