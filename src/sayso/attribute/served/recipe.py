"""What a server is asked: instructions, closed schema and settings, as the body of one request, and their digest."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.attribute.served.terms import Terms
from sayso.attribute.served.windows import Window
from sayso.model import canonical_json, digest
from sayso.text import load_lexicon

_PACKAGE = "sayso.attribute.served"


@cache
def schema() -> dict[str, Any]:
    """Return the closed schema of an answer: lists of quotations, and nothing else."""
    found: dict[str, Any] = json.loads(
        (files(_PACKAGE) / "schema.json").read_text(encoding="utf-8")
    )
    return found


def recipe_digest(terms: Terms) -> str:
    """Return the digest of all that is asked besides the text and the model: 16 hexadecimal digits."""
    words = load_lexicon(_PACKAGE, "recipe.toml")
    shaping = [terms.window_chars, terms.context_chars, terms.answer_tokens, terms.tries]
    return digest([words, schema(), shaping, _settings(0, terms)])[:16]


def request_body(model: str, text: str, window: Window, attempt: int, terms: Terms) -> bytes:
    """Return the body of the request for one part of a text; the same part and attempt give the same bytes.

    The marks around the text hold a digest of it, so that no text can close them.
    """
    words = load_lexicon(_PACKAGE, "recipe.toml")
    shown = {
        "context": text[window.context : window.start],
        "part": text[window.start : window.end],
    }
    mark = digest(list(shown.values()))[:16]
    messages = [
        {"role": "system", "content": words["instructions"].strip()},
        {"role": "user", "content": words["report"].strip().format(mark=mark, **shown)},
    ]
    answer = {"name": words["name"], "strict": True, "schema": schema()}
    body = {
        "model": model,
        "messages": messages,
        "response_format": {"type": "json_schema", "json_schema": answer},
        **_settings(attempt, terms),
    }
    return canonical_json(body).encode("utf-8", "replace")


def _settings(attempt: int, terms: Terms) -> dict[str, Any]:
    """Return the settings: no chance, and another seed at each attempt, or a server that erred would err again."""
    return {
        "temperature": 0,
        "seed": attempt,
        "max_tokens": terms.answer_tokens,
        "stream": False,
        "n": 1,
    }
