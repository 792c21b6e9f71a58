"""How place names are spelled alike: the one key under which the gazetteer stores and finds a name."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "ħ": "h"}
    | {"ß": "ss", "ə": "a", "þ": "th"}
)
_DROPPED = re.compile(r"(?<=\w)['’‘ʼʻ`´.](?=\w|$|\s)|['’‘ʼʻ`´]")
_OTHER = re.compile(r"[\W_]+")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


def name_key(name: str) -> str:
    """Return the key of a place name: lower case, without accents, apostrophes, dots, hyphens and articles.

    >>> name_key("Port-au-Prince"), name_key("Kurskaya oblast'"), name_key("St. Louis"), name_key("U.S.")
    ('port au prince', 'kurskaya oblast', 'saint louis', 'us')
    >>> name_key("The Hague") == name_key("the Hague") == "hague"
    True
    """
    folded = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in folded if not unicodedata.combining(c)).translate(_LETTERS)
    words = _OTHER.sub(" ", _DROPPED.sub("", plain)).split()
    if len(words) == 1:
        return words[0]
    return " ".join(_SHORT.get(word, word) for word in words if word != "the")
