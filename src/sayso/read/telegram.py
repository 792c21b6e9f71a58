"""Exports of Telegram Desktop (result.json): each message with words is a report of its channel."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sayso.model import Document, Refusal, RefusalReason, When, canonical_text
from sayso.read.decode import one_line, plain
from sayso.read.input import Head, Input, notice
from sayso.read.language import language
from sayso.read.report import require_text_size
from sayso.read.unread import Unread
from sayso.wording import count_of

MOST_NAMED = 20
CHANNELS = ("public_channel", "private_channel")
_EXPORT = re.compile(
    rb'"type"\s*:\s*"(?:(?:public|private)_(?:channel|supergroup|group)|personal_chat|saved_messages|bot_chat)"'
)


def sniff(head: Head) -> bool:
    """Return True for such an export: JSON that names a kind of Telegram chat, or an account's own export."""
    start = head.data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith(b"{"):
        return False
    whole = b'"about"' in start and b"Telegram" in start and head.named("result.json")
    return bool(_EXPORT.search(start)) or whole


def read(given: Input) -> Iterator[Document | Refusal]:
    """Yield a report for each message with words, what of them cannot be read, and a notice of the others."""
    data = given.data(given.limits.record_bytes)
    try:
        chats = _chats(data, given)
    except Unread as why:
        yield why.refusal(given.location, sha256(data).hexdigest())
        return
    for number, chat in enumerate(chats, 1):
        yield from _chat(chat, f"chat-{number}-" if len(chats) > 1 else "", given)


def _chats(data: bytes, given: Input) -> list[dict[str, Any]]:
    work, seconds = "sayso.read.telegram_export:chats", given.limits.export_seconds
    told = given.worker.ask(work, {}, data, seconds)
    if "wrong" in told:
        raise Unread(
            RefusalReason.UNREADABLE,
            f"it is no whole export of Telegram ({told['wrong']}); export the chat again as JSON",
        )
    return list(told["chats"])


def _chat(chat: dict[str, Any], prefix: str, given: Input) -> Iterator[Document | Refusal]:
    passed, edited, dateless = Counter(chat["passed"]), [], 0
    for message in chat["messages"]:
        location = given.part(f"{prefix}message-{one_line(message['id'])}")
        try:
            yield _report(message, chat, location, given)
        except Unread as why:
            yield why.refusal(location)
        if message["edited"] is not None:
            edited.append(f"{one_line(message['id'])} ({_when(message['edited'])})")
        dateless += message["sent"] is None
    told = list(_asides(passed, len(chat["messages"]), edited, dateless))
    if told:
        place = given.part(prefix.rstrip("-")) if prefix else given.location
        yield notice(place, "; ".join(told))


def _report(message: dict[str, Any], chat: dict[str, Any], location: str, given: Input) -> Document:
    text = plain(message["text"])
    links = tuple((start, end, target) for start, end, target in message["links"])
    if forwarded := one_line(message["forwarded_from"]):
        lead = f"Forwarded from {forwarded}\n\n"
        text, links = lead + text, tuple((a + len(lead), b + len(lead), t) for a, b, t in links)
    canonical = canonical_text(text)
    require_text_size(canonical, given.limits)
    return Document(
        text=canonical,
        outlet=one_line(chat["name"]),
        authors=_authors(message, chat),
        published=_when(message["sent"]),
        language=language(canonical),
        links=links if canonical == text else (),
        retrieved=given.retrieved,
        location=location,
    )


def _authors(message: dict[str, Any], chat: dict[str, Any]) -> tuple[str, ...]:
    """Return who signed a post of a channel, or who wrote in a group."""
    named = (
        [message["author"]] if chat["kind"] in CHANNELS else [message["author"], message["sender"]]
    )
    return tuple(dict.fromkeys(name for one in named if (name := one_line(one))))


def _when(seconds: int | None) -> When:
    return When.unknown() if seconds is None else When.of(datetime.fromtimestamp(seconds, UTC))


def _asides(passed: Counter[str], messages: int, edited: list[str], dateless: int) -> Iterator[str]:
    """Yield what a reader must know beside the messages."""
    if passed:
        each = ", ".join(f"{kind}: {count:,}" for kind, count in sorted(passed.items()))
        yield f"{passed.total():,} of {passed.total() + messages:,} entries were passed over: {each}"
    if edited:
        more = f" and {len(edited) - MOST_NAMED:,} more" if len(edited) > MOST_NAMED else ""
        yield f"edited after they were sent: {', '.join(edited[:MOST_NAMED])}{more}; the words are those of the last edit"
    if dateless:
        yield f"{count_of(dateless, 'message')} without date_unixtime got no date: export again with a newer Telegram Desktop"
