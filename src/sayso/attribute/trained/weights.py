"""The weights that ship with Sayso: where they lie, and whether they are what their manifest says."""

import hashlib
import tomllib
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "weights"
MANIFEST = "manifest.toml"


def folder() -> Path | None:
    """Return the folder of the weights, None where this installation has none."""
    return FOLDER if (FOLDER / MANIFEST).exists() else None


def sound() -> bool:
    """Return True when every file of the manifest is there with the digest it names."""
    where = FOLDER
    listed = tomllib.loads((where / MANIFEST).read_text(encoding="utf-8"))["sha256"]
    return all(
        (where / name).exists() and _digest(where / name) == want for name, want in listed.items()
    )


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
