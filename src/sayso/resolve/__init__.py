"""From mentions to whom and what they name: the speaker behind "He", "Brandt" or "the spokesman".

In go a document, its parse and its attributions; out comes one `Speaker` for each attribution, under the
fullest name the document gives, with the relay chain and a probability. It refuses to guess: a pronoun
that nobody before it can answer stays unknown.
"""

from sayso.resolve.mentions import mentions
from sayso.resolve.speakers import speakers
from sayso.resolve.standing import standing

__all__ = ["mentions", "speakers", "standing"]
