"""Vocabulary as data: TOML files beside their room, read once, checked for duplicates."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.model import InvalidRecord


@cache
def load_lexicon(package: str, name: str) -> dict[str, Any]:
    """Return the TOML file `name` that lies beside the room `package`.

    Raises `InvalidRecord` when a list in it names an entry twice.
    """
    path = files(package) / name
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    for table, value in content.items():
        _refuse_duplicates(f"{name}: {table}", value)
    return content


def _refuse_duplicates(where: str, value: object) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            _refuse_duplicates(f"{where}.{key}", inner)
    elif isinstance(value, list) and all(isinstance(item, str) for item in value):
        doubles = sorted({item for item in value if value.count(item) > 1})
        if doubles:
            raise InvalidRecord(f"{where} names {', '.join(doubles)} twice; keep one")
