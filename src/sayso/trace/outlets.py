"""Which capitalised names are outlets or agencies, and which names and hosts are the same body."""

import re
from urllib.parse import urlsplit

from sayso.text import load_lexicon

_LEXICON = load_lexicon("sayso.trace", "outlets.toml")["outlets"]
_WORDS = frozenset(_LEXICON["words"])
_BODIES = tuple(_LEXICON["bodies"])
_AMBIGUOUS = frozenset(_LEXICON["ambiguous"])
_OPENERS = frozenset(_LEXICON["openers"])
_ANYWHERE = frozenset(_LEXICON["anywhere"])
_ENDINGS = tuple(_LEXICON["endings"])
_TITLES = frozenset(_LEXICON["titles"])
_SPEAKING = frozenset(word.casefold() for word in _LEXICON["speaking"])
_PLATFORMS = frozenset(_LEXICON["platforms"])
_PAPERS = frozenset(_LEXICON["papers"])
_LETTERS = frozenset(_LEXICON["letters"])
_WORD = re.compile(r"[^\W_]+(?:['’&][^\W_]+)*")
_SERVICE = re.compile(
    r"(?:news|press|wire|sports?|broadcasting|media) (?:service|agency|network)s?$", re.IGNORECASE
)
_CALL_SIGN = re.compile(r"[KW][A-Z]{3}")
FEWEST_OWN_CHARS = 6
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
    if len(labels) < 2:
        return _KEYS.get(_bare(host), _bare(host))
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
    """Return True for a known outlet, a web host, or a name that is built like an outlet's.

    >>> [is_outlet(n) for n in ("Harbour Post", "Kyrylo Brandt", "National Security Agency", "Radio Lutt")]
    [True, False, False, True]
    """
    words = _words(name)
    if known(name) or is_host(name) or _SERVICE.search(name) or _CALL_SIGN.fullmatch(name):
        return True
    while len(words) > 1 and words[-1].isdigit():
        words.pop()
    last = words[-2:] if "-" in name.rsplit(" ", maxsplit=1)[-1] else words[-1:]
    if len(words) > 1 and not _WORDS.isdisjoint(last):
        return not name.endswith(_BODIES)
    built = not _ANYWHERE.isdisjoint(words) and len(words) > 1
    ending = any(len(w) > 6 and w.casefold().endswith(_ENDINGS) for w in words)
    branch = (len(words) > 1 and any(known(w) for w in words)) or " edition of " in name
    return (built or ending or branch) and not name.endswith(_BODIES)


def may_be_outlet(name: str) -> bool:
    """Return True for a name that could be an outlet's where a phrase leaves the choice between outlet and person."""
    words = _words(name)
    titled = len(words) > 1 and words[-1] in _TITLES and not speaks_for_itself(name)
    return titled or name.removeprefix("The ") in _EXACT


def agency_before(name: str) -> str:
    """Return the agency that a name begins with, where a person's name follows it: "AP Andrew Milligan"; else ''."""
    for agency in _LEXICON["agencies"]:
        rest = name.removeprefix(f"{agency} ")
        if rest != name and len(rest.split()) > 1 and _WORDS.isdisjoint(_words(rest)):
            return str(agency)
    return ""


def is_platform(name: str) -> bool:
    """Return True for a network on which anybody writes ("Telegram")."""
    return name in _PLATFORMS


def is_paper(host: str, words: str) -> bool:
    """Return True where a hyperlink's host or words show a body's own paper rather than a report.

    >>> is_paper("county-palvik.example", "list of permits"), is_paper("kystposten.example", "pictures")
    (True, False)
    """
    if is_outlet(words):
        return False
    return not _PAPERS.isdisjoint(_WORD.findall(f"{host} {words}".casefold().replace("-", " ")))


def is_own(host: str, outlet: str) -> bool:
    """Return True where a host is made of the letters of the outlet's name, in their order.

    >>> is_own("smallthings.example", "Ledger of Small Things")
    True
    """
    mine, theirs = _host_key(host), iter(_bare(outlet))
    return len(mine) >= FEWEST_OWN_CHARS and all(letter in theirs for letter in mine)


def is_short_for(name: str, outlet: str) -> bool:
    """Return True for the part of an outlet's name by which it goes: without its kind, or without its town.

    >>> is_short_for("the Osprey", "Osprey Daily"), is_short_for("the Herald", "Morva Herald")
    (True, True)
    >>> is_short_for("Morva", "Morva Herald"), is_short_for("Daily", "Osprey Daily News")
    (True, False)
    """
    short = [word.casefold() for word in _words(name)]
    long = _words(outlet)
    folded = [word.casefold() for word in long]
    if not short or len(short) >= len(long):
        return False
    if folded[: len(short)] == short:
        return all(word in _WORDS | _TITLES for word in long[len(short) :])
    return folded[-len(short) :] == short and long[-1] in _WORDS


def speaks_for_itself(name: str) -> bool:
    """Return True for a name with a body's, a firm's or an office's word in it, or a body's letters.

    >>> [speaks_for_itself(n) for n in ("Border Police", "NATO", "Grey Zone")]
    [True, True, False]
    """
    words = _words(name)
    return any(w.casefold() in _SPEAKING or w in _LETTERS for w in words) or name.endswith(_BODIES)


def _words(name: str) -> list[str]:
    return _WORD.findall(name.removeprefix("The ").removeprefix("the "))


def openers() -> frozenset[str]:
    """Return the capitalised words that open a sentence or give a date and belong to no name."""
    return _OPENERS


def kinds() -> tuple[str, ...]:
    """Return the words for an outlet that may stand before its name ("agency", "newspaper")."""
    return tuple(_LEXICON["kinds"])
