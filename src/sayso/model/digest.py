"""Canonical bytes of records and their SHA-256: the same record gives the same digest on any machine."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TypeAlias, Union

Plain: TypeAlias = Union[  # noqa: UP007 (recursive: needs strings before 3.12)
    str, int, float, bool, Sequence["Plain"], Mapping[str, "Plain"], None
]


def canonical_json(value: Plain) -> str:
    """Return value as JSON with sorted keys and no spaces; floats as Python's shortest repr."""
    return json.dumps(
        value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )


def digest(value: Plain) -> str:
    """Return the SHA-256 (64 hexadecimal digits) of the canonical JSON of value.

    >>> digest({"b": 1, "a": "x"}) == digest({"a": "x", "b": 1})
    True
    """
    return hashlib.sha256(canonical_json(value).encode("utf-8", "surrogatepass")).hexdigest()


def short_id(prefix: str, value: Plain) -> str:
    """Return a readable id: prefix and the first 12 hexadecimal digits (48 bits) of the digest."""
    return f"{prefix}-{digest(value)[:12]}"


def canonical_text(text: str) -> str:
    """Return text in Unicode NFC with `\\n` line ends: the form in which documents are stored."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
