"""Entity tags (RFC 9110, 8.8.3): an answer is new when its address, its caller's view or the ledger is."""

import re
from functools import cache
from hashlib import sha256
from importlib.metadata import version

from starlette.requests import Request

_TAG = re.compile(r'(?:W/)?"([^"]*)"')


@cache
def release() -> str:
    """Return the version of Sayso: another one may answer otherwise."""
    return version("sayso")


class Unchanged(Exception):
    """The caller holds the answer already."""

    def __init__(self, tag: str) -> None:
        super().__init__(tag)
        self.tag = tag


def tag_of(request: Request, state: str) -> str:
    """Return the tag of an answer made from a state of the ledger: quoted, strong, the same for the same address and state."""
    asked = "&".join(sorted(f"{k}={v}" for k, v in request.query_params.multi_items()))
    said = "\n".join([release(), state, request.url.path, asked])
    return f'"{sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'


def must_be_new(request: Request, tag: str) -> None:
    """Raise `Unchanged` where the caller says that it holds the answer with this tag (If-None-Match)."""
    held = _TAG.findall(request.headers.get("if-none-match", ""))
    if tag.strip('"') in held:
        raise Unchanged(tag)
