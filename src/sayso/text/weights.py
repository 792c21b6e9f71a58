"""Weights that ship with Sayso: where they lie, and whether they are what their manifest says."""

import hashlib
import tomllib
from importlib.util import find_spec
from pathlib import Path

from sayso.model import SaysoError

MANIFEST = "manifest.toml"


def have(folder: Path) -> bool:
    """Return True where a folder holds weights."""
    return (folder / MANIFEST).exists()


def usable(folder: Path) -> bool:
    """Return True where a folder holds weights and onnxruntime is at hand to run them."""
    return have(folder) and find_spec("onnxruntime") is not None


def checked(folder: Path, whose: str, *, used: str, unused: str) -> str:
    """Return `used` where a folder's weights can be used, else `unused`: words for a user.

    Raises `SaysoError` where they are not those of their manifest; `whose` names the network.
    """
    if not usable(folder):
        return unused
    if not sound(folder):
        raise SaysoError(f"{whose}'s weights are not those of their manifest; install Sayso again")
    return used


def sound(folder: Path) -> bool:
    """Return True when every file of the manifest is there with the digest it names."""
    listed = tomllib.loads((folder / MANIFEST).read_text(encoding="utf-8"))["sha256"]
    return all(
        (folder / name).exists() and _digest(folder / name) == want for name, want in listed.items()
    )


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
