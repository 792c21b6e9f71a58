"""The extractor that has a language model on a server read, beside the built-in one: off unless a person asks for it.

It opens no socket: `send` is handed in (`sayso.extractors`). What the server says is a claim to be checked: quotations are placed in the text code point by
code point or dropped, what the built-in extractor found stands as it is, and what cannot be used leaves the document to the built-in extractor alone.
"""

from sayso.attribute.served.asking import NoReply, Reply, Send
from sayso.attribute.served.extract import ServedAlone, ServedExtractor
from sayso.attribute.served.terms import Terms

__all__ = ["NoReply", "Reply", "Send", "ServedAlone", "ServedExtractor", "Terms"]
