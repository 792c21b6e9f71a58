"""The HTTP API, `/api/v1`: what the desk holds and does, for other programs.

In go the open stories, who may come in, and a clock; out comes an application whose every answer is described by the OpenAPI document it
serves, and whose every error is a problem document (RFC 9457). What it refuses: callers it does not know, stories and acts a token is
not for, bodies beyond their cap, and to read a file of this machine.
"""

from sayso.api.callers import ByToken, Caller, Callers, Inside
from sayso.api.opening import application
from sayso.api.tokens import May, Tokens, load_tokens, new_token

__all__ = [
    "ByToken",
    "Caller",
    "Callers",
    "Inside",
    "May",
    "Tokens",
    "application",
    "load_tokens",
    "new_token",
]
