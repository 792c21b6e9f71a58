"""From mentions to whom and what they name: the speaker behind "He" or "Brandt", the town behind "Kursk".

In go a document, its parse and its attributions; out comes one `Speaker` for each attribution, under the
fullest name the document gives, with the relay chain and a probability, and every `Place` the text names,
led to the offline gazetteer. It refuses to guess: a pronoun that nobody before it can answer stays unknown,
and a place the gazetteer lacks gets no coordinates.
"""

from sayso.resolve.across import across, fullest_speaker
from sayso.resolve.gazetteer import Gazetteer, load_gazetteer, verify_gazetteer
from sayso.resolve.mentions import mentions
from sayso.resolve.place_peoples import nationalities
from sayso.resolve.places import places
from sayso.resolve.speakers import speakers
from sayso.resolve.standing import standing

__all__ = [
    "Gazetteer",
    "across",
    "fullest_speaker",
    "load_gazetteer",
    "mentions",
    "nationalities",
    "places",
    "speakers",
    "standing",
    "verify_gazetteer",
]
