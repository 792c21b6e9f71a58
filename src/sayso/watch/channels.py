"""Channels: where alerts go. Each says '' when it took them, or in words why not; what one did not take is offered again next time.

A file of channels is TOML, one `[[channel]]` each: `name`, `kind` ("webhook", "apprise" or "atom"), and what its kind needs. Secrets are
named by an environment variable, never written down.
"""

import base64
import hashlib
import hmac
import json
import os
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from sayso.model import Refusal, UsageError, When
from sayso.read import Answer
from sayso.watch.atom import write_atom
from sayso.watch.told import Told

KINDS = ("webhook", "apprise", "atom")
LEAST_SECRET = 24
_KEYS = {
    "webhook": frozenset({"url", "secret_env", "private"}),
    "apprise": frozenset({"url_env"}),
    "atom": frozenset({"file", "address"}),
}
_ALWAYS = frozenset({"name", "kind", "digest_hours"})


class Post(Protocol):
    """Posts a body to an address; `private` lets it be one of this machine or network, because its owner said so."""

    def __call__(
        self, url: str, body: bytes, headers: Mapping[str, str], *, private: bool
    ) -> Answer | Refusal:
        """Return what the server answers."""
        ...


class Channel(Protocol):
    """Takes alerts. `digest_hours`: they are gathered for so long and then told together; 0 tells each at once."""

    @property
    def name(self) -> str:
        """What delivery is recorded under."""
        ...

    @property
    def digest_hours(self) -> float:
        """Hours for which alerts are gathered."""
        ...

    def send(self, alerts: Sequence[Told], at: When) -> str:
        """Return '' when the alerts were taken, else why not."""
        ...


@dataclass(frozen=True, slots=True)
class Webhook:
    """Posts each alert, or a digest, as JSON, signed as Standard Webhooks 1.0 asks: HMAC-SHA-256 over id, time and body."""

    name: str
    url: str
    secret: str
    post: Post
    private: bool = False
    digest_hours: float = 0.0

    def send(self, alerts: Sequence[Told], at: When) -> str:
        """Post the alerts in one message; a receiver tells a repeat by its `webhook-id`."""
        rows = [one.plain() for one in alerts]
        kind = "alert" if len(rows) == 1 else "digest"
        body = json.dumps(
            {"type": kind, "at": at.text, "alerts": rows}, ensure_ascii=False
        ).encode()
        key = hashlib.sha256("".join(one.alert.id for one in alerts).encode()).hexdigest()[:24]
        headers = {"Content-Type": "application/json", **signed(self.secret, key, at, body)}
        answer = self.post(self.url, body, headers, private=self.private)
        if isinstance(answer, Refusal):
            return answer.explanation
        taken = 200 <= answer.status < 300
        return "" if taken else f"the server answered {answer.status} {answer.phrase}"


def signed(secret: str, message: str, at: When, body: bytes) -> dict[str, str]:
    """Return the three headers of Standard Webhooks 1.0 for a body; `message` is the id of the message.

    >>> signed("k" * 24, "m", When("2031-05-01T00:00:00Z"), b"{}")["webhook-timestamp"]
    '1935360000'
    """
    stamp = str(int(at.earliest.timestamp()))
    text = f"{message}.{stamp}.".encode() + body
    mac = base64.b64encode(hmac.new(secret.encode(), text, hashlib.sha256).digest()).decode()
    return {
        "webhook-id": message,
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{mac}",
    }


@dataclass(frozen=True, slots=True)
class Apprise:
    """Mail, chat and the like, by the apprise library; `url` is one of its addresses."""

    name: str
    url: str
    digest_hours: float = 0.0

    def send(self, alerts: Sequence[Told], at: When) -> str:
        """Send the alerts in one message."""
        del at
        try:
            import apprise
        except ImportError:
            return "apprise is not installed: pip install 'sayso[alerts]'"
        one = apprise.Apprise()
        if not one.add(self.url):
            return "apprise does not know this kind of address; its documentation lists them"
        title = alerts[0].title if len(alerts) == 1 else f"Sayso: {len(alerts)} changes"
        body = "\n\n".join(alert.text for alert in alerts)
        return "" if one.notify(title=title, body=body) else "apprise could not deliver it"


@dataclass(frozen=True, slots=True)
class AtomFile:
    """An Atom feed of all changes in a file, for a web server to hand out; `address` is where it will stand."""

    name: str
    file: Path
    address: str
    digest_hours: float = 0.0

    def send(self, alerts: Sequence[Told], at: When) -> str:
        """Put the alerts at the head of the feed."""
        try:
            write_atom(self.file, alerts, at, self.address)
        except OSError as error:
            return f"{self.file} cannot be written ({error.strerror})"
        return ""


def read_channels(
    path: Path, post: Post, environment: Callable[[str], str | None] = os.environ.get
) -> tuple[Channel, ...]:
    """Return the channels of a TOML file; raises `UsageError` for what it does not understand."""
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("channel", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"the file of channels {path} cannot be read: {error}") from error
    if not isinstance(rows, list) or not rows:
        raise UsageError(f"{path} names no channel; write one [[channel]] table each")
    found = tuple(_channel(row, path, post, environment) for row in rows)
    names = [one.name for one in found]
    if len(set(names)) < len(names):
        raise UsageError(f"{path} gives one name to two channels; a name tells what was delivered")
    return found


def _channel(row: Any, path: Path, post: Post, environment: Callable[[str], str | None]) -> Channel:
    kind = row.get("kind") if isinstance(row, dict) else None
    if kind not in KINDS:
        raise UsageError(f"{path}: a channel's kind is one of {', '.join(KINDS)}, got {kind!r}")
    strange = sorted(row.keys() - _KEYS[kind] - _ALWAYS)
    if strange:
        wanted = ", ".join(sorted(_KEYS[kind] | _ALWAYS))
        raise UsageError(f"{path}: a {kind} channel has no {strange[0]!r}; it has {wanted}")
    name, hours = str(row.get("name", kind)), float(row.get("digest_hours", 0))
    if kind == "webhook":
        secret = _secret(row, "secret_env", path, environment)
        if len(secret) < LEAST_SECRET:
            raise UsageError(f"{path}: a webhook's secret needs {LEAST_SECRET} characters or more")
        url = _text(row, "url", path)
        return Webhook(name, url, secret, post, row.get("private") is True, hours)
    if kind == "apprise":
        return Apprise(name, _secret(row, "url_env", path, environment), hours)
    return AtomFile(name, Path(_text(row, "file", path)), str(row.get("address", "")), hours)


def _text(row: Mapping[str, Any], key: str, path: Path) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value:
        raise UsageError(f"{path}: the channel {row.get('name', row['kind'])!r} needs {key!r}")
    return value


def _secret(
    row: Mapping[str, Any], key: str, path: Path, environment: Callable[[str], str | None]
) -> str:
    name = _text(row, key, path)
    value = environment(name)
    if not value:
        raise UsageError(f"{path}: the environment variable {name} is not set; {key} names it")
    return value
