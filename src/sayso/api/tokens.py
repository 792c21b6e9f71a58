"""Tokens: who may do what in which stories. The file holds their SHA-256 alone; a token itself is shown once, when it is made.

A token is 256 random bits, so its plain digest tells nothing of it and needs no salt and no slow hash.
"""

import hmac
import json
import re
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from sayso.model import UsageError

EVERY = "*"
PREFIX = "sayso_"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_KEYS = {"name", "sha256", "stories", "may", "expires"}


class May(StrEnum):
    """What a token is for: to look; to add reports and questions; to decide on what was read."""

    READ = "read"
    WRITE = "write"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Token:
    """One line of the file: whose it is, the digest, and what it is for; it is good up to and on the day `expires`, where that is given."""

    name: str
    digest: str
    stories: frozenset[str]
    may: frozenset[May]
    expires: date | None = None

    @property
    def text(self) -> str:
        """The token as an entry of the file."""
        lines = [
            "[[token]]",
            f"name = {_quoted(self.name)}",
            f'sha256 = "{self.digest}"',
            f"stories = [{', '.join(_quoted(one) for one in sorted(self.stories))}]",
            f"may = [{', '.join(_quoted(one.value) for one in May if one in self.may)}]",
        ]
        lines += [f"expires = {self.expires.isoformat()}"] if self.expires else []
        return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a file."""

    all: tuple[Token, ...] = ()

    def fitting(self, given: str) -> Token | None:
        """Return the token that was given, None for one there is none of; takes as long for either."""
        digest = digest_of(given)
        found = None
        for token in self.all:
            if hmac.compare_digest(token.digest, digest):
                found = token
        return found


def digest_of(token: str) -> str:
    """Return the SHA-256 of a token, by which the file knows it."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def new_token(
    name: str, stories: frozenset[str], may: frozenset[May], expires: date | None = None
) -> tuple[str, Token]:
    """Return a token, and the entry that lets it in; raises `UsageError` for a name that cannot be printed."""
    given = PREFIX + secrets.token_urlsafe(32)
    return given, _checked(Token(name, digest_of(given), stories, may, expires))


def load_tokens(path: Path) -> Tokens:
    """Return the tokens of a file (TOML); raises `UsageError` for one that cannot be read, or says something else."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read ({error.strerror}); sayso token makes one"
        ) from error
    except ValueError as error:
        raise UsageError(f"{path} is not TOML ({error}); sayso token writes it") from error
    rows = given.get("token", [])
    if given.keys() - {"token"} or not isinstance(rows, list):
        raise UsageError(f"{path} must hold [[token]] entries and nothing else")
    tokens = tuple(_token(row, path) for row in rows)
    names = [token.name for token in tokens]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise UsageError(f"{path} names two tokens {twice!r}; rename one of them")
    return Tokens(tokens)


def _token(row: object, path: Path) -> Token:
    if not isinstance(row, Mapping) or row.keys() - _KEYS:
        raise UsageError(f"{path}: an entry [[token]] may have {', '.join(sorted(_KEYS))} only")
    try:
        may = frozenset(May(one) for one in row["may"])
        stories = frozenset(str(one) for one in row["stories"])
        found = Token(row["name"], row["sha256"], stories, may, row.get("expires"))
        return _checked(found)
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(
            f"{path}: the token {row.get('name', '')!r} needs name, sha256, stories [...] and may "
            f"[{', '.join(May)}] ({error})"
        ) from error


def _checked(token: Token) -> Token:
    if not isinstance(token.name, str) or not token.name.strip() or not token.name.isprintable():
        raise UsageError(f"a token's name must be printable and not empty, got {token.name!r}")
    if not isinstance(token.digest, str) or not _DIGEST.fullmatch(token.digest):
        raise UsageError(f"the token {token.name!r} needs sha256: 64 hexadecimal digits")
    if not token.stories or not token.may:
        raise UsageError(f"the token {token.name!r} is for nothing; name its stories and may")
    if type(token.expires) not in (date, type(None)):
        raise UsageError(f"the token {token.name!r} must expire on a day, got {token.expires!r}")
    return token


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
