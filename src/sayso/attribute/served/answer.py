"""What a server's answer says, checked against the closed schema; whatever is not exactly that is unusable, with the reason."""

import json
from dataclasses import dataclass
from typing import Any

from sayso.attribute.served.terms import Terms
from sayso.model import SaysoError

_PARTS = ("source", "cue", "content")


class Unusable(SaysoError):
    """An answer cannot be used. `passing`: another try may go better, after a wait of `wait_seconds`."""

    def __init__(self, why: str, *, passing: bool = True, wait_seconds: int = 0) -> None:
        super().__init__(why)
        self.passing, self.wait_seconds = passing, wait_seconds


@dataclass(frozen=True, slots=True)
class Quoted:
    """One attribution as a server gives it: quotations that may or may not stand in the text."""

    source: tuple[str, ...]
    cue: tuple[str, ...]
    content: tuple[str, ...]


def quoted(body: bytes, terms: Terms) -> tuple[Quoted, ...]:
    """Return the attributions of a chat completion; raises `Unusable`.

    What the server wrote never becomes part of the reason: it is not ours, and it may be anything.
    """
    message = _message(_json(body, "its answer is no JSON"))
    if message.get("refusal"):
        raise Unusable("the model refused to answer")
    content = message.get("content")
    if not isinstance(content, str) or not content.strip():
        raise Unusable("its answer has no content")
    return _attributions(_json(content, "what the model wrote is no JSON"), terms)


def _json(text: str | bytes, why: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_constant, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise Unusable(why) from error


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object that names each key once: of two values nobody could tell which one is meant."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key is named twice")
    return found


def _message(told: Any) -> dict[str, Any]:
    """Return the message of the one choice that ended by itself."""
    try:
        choice = told["choices"][0]
        message, ended = choice["message"], choice.get("finish_reason")
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise Unusable("its answer is no chat completion") from error
    if ended == "length":
        raise Unusable("its answer was cut at the most tokens it may have")
    if ended == "content_filter":
        raise Unusable("the server's filter kept its answer back")
    if not isinstance(message, dict) or ended not in ("stop", None):
        raise Unusable("its answer is no chat completion")
    return message


def _attributions(told: Any, terms: Terms) -> tuple[Quoted, ...]:
    if not isinstance(told, dict) or told.keys() != {"attributions"}:
        raise Unusable("what the model wrote does not keep the schema")
    rows = told["attributions"]
    if not isinstance(rows, list):
        raise Unusable("what the model wrote does not keep the schema")
    if len(rows) > terms.most_attributions:
        raise Unusable(f"it gives more than {terms.most_attributions} attributions of one part")
    return tuple(_one(row, terms) for row in rows)


def _one(row: Any, terms: Terms) -> Quoted:
    if not isinstance(row, dict) or row.keys() != set(_PARTS):
        raise Unusable("what the model wrote does not keep the schema")
    parts = [row[name] for name in _PARTS]
    for part in parts:
        if not isinstance(part, list) or not all(isinstance(one, str) for one in part):
            raise Unusable("what the model wrote does not keep the schema")
        if len(part) > terms.most_spans:
            raise Unusable(f"it gives more than {terms.most_spans} quotations for one part")
    return Quoted(*(tuple(part) for part in parts))
