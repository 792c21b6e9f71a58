"""Which capitalised names are outlets or agencies, and which names and hosts are the same body."""

import re
from urllib.parse import urlsplit

from sayso.text import load_lexicon

_LEXICON = load_lexicon("sayso.trace", "outlets.toml")["outlets"]
_WORDS = frozenset(_LEXICON["words"])
_BODIES = tuple(_LEXICON["bodies"])
_AMBIGUOUS = frozenset(_LEXICON["ambiguous"])
_OPENERS = frozenset(_LEXICON["openers"])
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)


def _bare(name: str) -> str:
    name = re.sub(r"\W+", "", name.casefold().removeprefix("the "))
    return name or "?"


_KEYS = {
    _bare(alias): _bare(names[0]) for names in _LEXICON["known"] for alias in (*names, names[0])
}
_EXACT = frozenset(name for names in _LEXICON["known"] for name in names)


def key(name: str) -> str:
    """Return one key for all the names and web hosts of an outlet; empty for an empty name.

    >>> key("www.businessinsider.com") == key("Business Insider")
    True
    >>> key("The Harbour Post") == key("harbourpost.example")
    True
    """
    name = " ".join(name.split())
    if not name:
        return ""
    if _HOST.fullmatch(name):
        return _host_key(name.casefold())
    return _KEYS.get(_bare(name), _bare(name))


def _host_key(host: str) -> str:
    labels = host.removeprefix("www.").split(".")
    for first in range(len(labels) - 1):
        known = _KEYS.get(_bare(".".join(labels[first:])))
        if known is not None:
            return known
    owner = labels[-2]
    if len(labels) > 2 and owner in {"co", "com", "org", "net", "gov", "ac"}:
        owner = labels[-3]
    return _KEYS.get(_bare(owner), _bare(owner.removeprefix("the")))


def host_of(url: str) -> str:
    """Return the host of a URL in lower case, empty where there is none."""
    try:
        return (urlsplit(url if "//" in url else f"//{url}").hostname or "").casefold()
    except ValueError:
        return ""


def says_nothing(host: str) -> bool:
    """Return True for hosts such as share buttons, to which a link is no citation."""
    return any(host == known or host.endswith(f".{known}") for known in _LEXICON["link_hosts"])


def is_host(name: str) -> bool:
    """Return True when the name is a web host ("www.businessinsider.com")."""
    return _HOST.fullmatch(name) is not None


def known(name: str) -> bool:
    """Return True when the name, with its capitals, is in the lexicon and can mean nothing else."""
    bare = name.removeprefix("The ").removeprefix("the ")
    return bare in _EXACT and (bare not in _AMBIGUOUS or name != bare)


def is_outlet(name: str) -> bool:
    """Return True for a known outlet, a web host, or a name that ends like an outlet's.

    >>> [is_outlet(n) for n in ("Harbour Post", "Kyrylo Brandt", "National Security Agency")]
    [True, False, False]
    """
    words = name.removeprefix("The ").removeprefix("the ").split()
    if known(name) or is_host(name):
        return True
    shaped = len(words) > 1 and words[-1] in _WORDS
    return shaped and not name.endswith(_BODIES)


def openers() -> frozenset[str]:
    """Return the capitalised words that open a sentence or give a date and belong to no name."""
    return _OPENERS


def kinds() -> tuple[str, ...]:
    """Return the words for an outlet that may stand before its name ("agency", "newspaper")."""
    return tuple(_LEXICON["kinds"])
