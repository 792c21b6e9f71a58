"""Weights that ship with Sayso: where they lie, and whether they are what their manifest says."""

import hashlib
import tomllib
from pathlib import Path

MANIFEST = "manifest.toml"


def have(folder: Path) -> bool:
    """Return True where a folder holds weights."""
    return (folder / MANIFEST).exists()


def sound(folder: Path) -> bool:
    """Return True when every file of the manifest is there with the digest it names."""
    listed = tomllib.loads((folder / MANIFEST).read_text(encoding="utf-8"))["sha256"]
    return all(
        (folder / name).exists() and _digest(folder / name) == want for name, want in listed.items()
    )


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
