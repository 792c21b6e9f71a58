"""The messages of a Telegram Desktop export (result.json). Runs in the child process only: the file may be anything."""

import json
from collections import Counter
from typing import Any

TEXT_KINDS = ("message",)


def chats(data: bytes) -> dict[str, Any]:
    """Return each chat with its messages that have words, and how many others it has by kind; `wrong` where it is no such export."""
    try:
        told = json.loads(data)
    except (ValueError, RecursionError) as error:
        return {"wrong": f"{type(error).__name__}: {error}"[:200]}
    listed = _chats(told)
    if not listed:
        return {"wrong": "it has no list of messages"}
    return {"chats": [_chat(one) for one in listed]}


def _chats(told: Any) -> list[dict[str, Any]]:
    """Return the chats of an export of one, or of all of an account."""
    if not isinstance(told, dict):
        return []
    if isinstance(told.get("messages"), list):
        return [told]
    found = []
    for part in ("chats", "left_chats"):
        listed = told.get(part)
        each = listed.get("list") if isinstance(listed, dict) else None
        found += [
            one
            for one in (each if isinstance(each, list) else [])
            if isinstance(one, dict) and isinstance(one.get("messages"), list)
        ]
    return found


def _chat(told: dict[str, Any]) -> dict[str, Any]:
    messages, passed = [], Counter[str]()
    for one in told["messages"]:
        if not isinstance(one, dict):
            passed["entries that are no messages"] += 1
        elif one.get("type") != "message":
            passed["service messages"] += 1
        elif not (made := _message(one))["text"].strip():
            passed["messages without words"] += 1
        else:
            messages.append(made)
    kind = _word(told.get("type"))
    name = _word(told.get("name"))
    return {"name": name, "kind": kind, "messages": messages, "passed": dict(passed)}


def _message(one: dict[str, Any]) -> dict[str, Any]:
    text, links = _joined(one.get("text"))
    return {
        "id": _word(one.get("id")),
        "text": text,
        "links": links,
        "sent": _seconds(one, "date"),
        "edited": _seconds(one, "edited"),
        "author": _word(one.get("author")),
        "sender": _word(one.get("from")),
        "forwarded_from": _word(one.get("forwarded_from")) or _word(one.get("saved_from")),
    }


def _joined(text: Any) -> tuple[str, list[tuple[int, int, str]]]:
    """Return the words of a text, which is a string or a list of strings and entities, and its links."""
    pieces: list[str] = []
    links: list[tuple[int, int, str]] = []
    length = 0
    for part in text if isinstance(text, list) else [text]:
        is_entity = isinstance(part, dict)
        words = part.get("text") if is_entity else part
        if not isinstance(words, str):
            continue
        target = _target(part, words) if is_entity else ""
        if target and words:
            links.append((length, length + len(words), target))
        pieces.append(words)
        length += len(words)
    return "".join(pieces), links


def _target(entity: dict[str, Any], words: str) -> str:
    target = entity.get("href") if entity.get("type") == "text_link" else words
    is_link = entity.get("type") in ("text_link", "link") and isinstance(target, str)
    return str(target) if is_link and str(target).startswith(("http://", "https://")) else ""


def _seconds(one: dict[str, Any], name: str) -> int | None:
    """Return a moment in seconds since 1970 (UTC); the export's other form is in the zone of whoever made it and says not which."""
    given = one.get(f"{name}_unixtime")
    if isinstance(given, str) and given.isascii() and given.isdigit() and len(given) <= 11:
        return int(given)
    return given if type(given) is int and 0 <= given < 10**11 else None


def _word(value: Any) -> str:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
