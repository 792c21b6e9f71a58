"""The name inside a noun phrase, apart from what is said of its bearer: "union boss Rhona Tully, 41"."""

import re
from dataclasses import dataclass

from sayso.model import EntityKind
from sayso.resolve.offices import kind_of
from sayso.text import CAPITALS, load_lexicon

_PEOPLE = load_lexicon("sayso.resolve", "people.toml")
_PERSONS = frozenset(load_lexicon("sayso.resolve", "groups.toml")["kinds"]["person"])
TITLES = frozenset(_PEOPLE["titles"]["words"]) | _PERSONS
_PEOPLE_WORDS = frozenset(
    load_lexicon("sayso.resolve", "groups.toml")["force"]["civil"]
) | frozenset(load_lexicon("sayso.resolve", "groups.toml")["force"]["people"])
_LEADING = frozenset(_PEOPLE["titles"]["leading"])
_FIRM_ENDINGS = frozenset(_PEOPLE["bodies"]["endings"]) | {"plc", "llc"}
BODY_WORDS = frozenset(_PEOPLE["bodies"]["words"])
_WORD = re.compile(r"[\w&][\w’'&.-]*|[^\w\s]")
_PARTICLES = frozenset(
    ["al", "bin", "da", "de", "del", "di", "du", "el", "la", "van", "von", "der", "ten", "&"]
)
_ENDS = frozenset(
    [
        "for",
        "of",
        "at",
        "with",
        "in",
        "from",
        "on",
        "near",
        "who",
        "that",
        "which",
        "whose",
        "under",
        "to",
        "and",
    ]
)
_ARTICLES = frozenset(["the", "a", "an"])
# Words that stand capitalised before a name at the beginning of a sentence and are no part of it.
OPENERS = frozenset(
    [
        "after",
        "although",
        "as",
        "asked",
        "at",
        "before",
        "both",
        "but",
        "by",
        "for",
        "if",
        "in",
        "like",
        "only",
        "since",
        "the",
        "then",
        "though",
        "to",
        "when",
        "while",
        "with",
        "yet",
    ]
)
_JOINING = frozenset(["&", "and", "for", "of", "the"])
# How a text tells a name that is not given in the plain way: "who gave only his first name, Lutz".
_CALLED = re.compile(
    r"\b(?:known (?:only )?as|call[ -]?sign(?: is)?|first name,?|name as|(?:him|her|them)sel(?:f|ves) (?:only )?as)"
    rf" (?:the )?[“‘\"']?([{CAPITALS}][\w’'-]*\w(?: [{CAPITALS}][\w’'-]*\w)?)"
)
_PREFIXED = re.compile(rf"(?:a[dlnrstz]|ash|el|ibn)-[{CAPITALS}]\w*")
_OWNERS = frozenset(["her", "his", "its", "my", "our", "their", "your"])
_RELATIVES = frozenset(["as", "that", "which", "who", "whose"])
_SHORT_ROLES: dict[str, str] = _PEOPLE["titles"]["short"]
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
LONGEST_NAME_WORDS = 5
LONGEST_PLAIN_NAME = 2
_BODY_KINDS = frozenset(
    [EntityKind.UNIT, EntityKind.GOVERNMENT, EntityKind.ORGANISATION, EntityKind.OUTLET]
)
_TRADES = ("ist", "or", "er", "ian", "man", "woman")
_FIRST_NAMES = frozenset(_PEOPLE["first_names"]["female"]) | frozenset(
    _PEOPLE["first_names"]["male"]
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name and the words beside it; `name` is empty where the phrase only describes.

    `roles` are the words, in lower case, that say what the bearer is: its titles and the head of its apposition.
    """

    name: str = ""
    roles: frozenset[str] = frozenset()
    is_body: bool = False


def named(phrase: str) -> Named:
    """Return the name a noun phrase holds, and the roles it states.

    >>> named("his lawyer, Agathe Mbeki").name, sorted(named("Captain Ailsa Munro of the Maid").roles)
    ('Agathe Mbeki', ['captain'])
    >>> named("charity Lanterns Without Walls").is_body, named("a spokesman for the 3rd Brigade").name
    (True, '')
    """
    if called := _CALLED.search(phrase):
        return Named(called[1], _titles(_WORD.findall(phrase[: called.start()])))
    if whole := _whole_body(phrase):
        return Named(whole, frozenset(), is_body=True)
    first, _, rest = _IN_BRACKETS.sub("", " ".join(phrase.split())).partition(", ")
    words = _head(_WORD.findall(first))
    run = _last_run(words)
    if not run or run[1] < len(words):
        apposed = rest.split(", ")[0]
        described = bool(words) and not words[-1][0].isupper()
        inner = named(apposed) if described else Named()
        if inner.name and (inner.roles or _starts_with_name(apposed)):
            return Named(inner.name, inner.roles | _titles(words), inner.is_body or _is_body(words))
        return Named("", _roles(words))
    start, end = run
    if end - start > 2 and all(word.isupper() for word in words[start:end]):
        return Named("", _roles(words[:start]))
    if not _names_body(words[end - 1]):
        start = max((i + 1 for i in range(start, end - 1) if _is_title(words, i)), default=start)
        start += end - start > LONGEST_PLAIN_NAME and _is_trade(words[start])
    start += end - start > 1 and (words[start].lower() in _OWNERS or _is_compound(words[start]))
    name = words[start:end]
    before = words[:start]
    if len(name) == 1 and _is_plain_noun(name[0]):
        return Named("", _roles(words[:end]))
    beside = _WORD.findall(rest.split(", ")[0])
    relative = beside and beside[0].lower() in _RELATIVES
    roles = _titles(before) | (frozenset() if relative else _roles(_head(beside)))
    body = _names_body(name[-1]) or kind_of(" ".join(name)) in _BODY_KINDS
    firm = name[-1] in _FIRM_ENDINGS and not is_first_name(name[0])
    if firm or "&" in name or len(name) > LONGEST_NAME_WORDS or _is_body(before):
        body = True
    return Named(" ".join(name), roles, body)


def _whole_body(phrase: str) -> str:
    """Return a phrase that is the name of one body through and through: "Harbour and Allied Trades Union"."""
    name = re.sub(r"^[Tt]he ", "", _IN_BRACKETS.sub("", " ".join(phrase.split())))
    words = name.split()
    small = [word for word in words if not _is_name_word(word)]
    if len(words) < 3 or not small or "," in name or not set(small) <= _JOINING:
        return ""
    last, first = _is_body_noun(words[-1]), _is_body_noun(words[0])
    inner = [word for word in words[1:-1] if _is_body_noun(word)]
    return name if (last and not inner and "and" in small) or (first and words[1] == "of") else ""


def _is_body_noun(word: str) -> bool:
    return kind_of(word) in _BODY_KINDS or word.lower() in BODY_WORDS


def _head(words: list[str]) -> list[str]:
    """Return the words before the first preposition or relative, without an article."""
    while words and words[0].lower() in OPENERS | _ARTICLES:
        words = words[1:]
    end = next((i for i, word in enumerate(words) if i and word.lower() in _ENDS), len(words))
    return words[:end]


def _last_run(words: list[str]) -> tuple[int, int] | None:
    """Return [first, last + 1) of the last run of capitalised words; an ordinal begins one, particles join."""
    end = next((i + 1 for i in range(len(words) - 1, -1, -1) if _is_name_word(words[i])), 0)
    if not end:
        return None
    start = end - 1
    while start > 0 and (
        _is_name_word(words[start - 1])
        or (
            words[start - 1].lower() in _PARTICLES and start > 1 and _is_name_word(words[start - 2])
        )
    ):
        start -= 1
    return start, end


def _is_name_word(word: str) -> bool:
    """Return True for a capitalised word, an ordinal, "al-Hamdawi" and "plc"."""
    plain = word[0].isupper() or word in ("plc", "llc")
    return plain or bool(_PREFIXED.fullmatch(word) or re.fullmatch(r"\d+(?:st|nd|rd|th)", word))


def _is_title(words: list[str], index: int) -> bool:
    word = words[index].lower().rstrip(".").rpartition("-")[2]
    following = words[index + 1].lower().rstrip(".") if index + 1 < len(words) else ""
    return word in TITLES or (word in _LEADING and (following in TITLES or following in _LEADING))


def _names_body(word: str) -> bool:
    """Return True for the last word of a body's name: "Ministry", "Utility"."""
    return kind_of(word) in _BODY_KINDS or (
        word.lower() in BODY_WORDS and word.lower() not in TITLES
    )


def _is_compound(word: str) -> bool:
    """Return True for a description in one word, "Two-goal"; "Kelly-Ann" is a name."""
    first, _, second = word.partition("-")
    return bool(second) and first[0].isupper() and second.islower()


def one_role(role: str) -> str:
    """Return the word that stands for a role however it is written.

    >>> one_role("spokeswoman"), one_role("Dr."), one_role("colonel")
    ('spokesperson', 'doctor', 'colonel')
    """
    plain = role.lower().rstrip(".")
    return "spokesperson" if plain.startswith("spokes") else _SHORT_ROLES.get(plain, plain)


def is_first_name(word: str) -> bool:
    """Return True for a frequent first name."""
    return word.lower() in _FIRST_NAMES


def _is_trade(word: str) -> bool:
    """Return True for a word that by its ending is a trade ("Seismologist") and that is no first name."""
    return word.lower().endswith(_TRADES) and not is_first_name(word)


def _is_plain_noun(word: str) -> bool:
    """Return True for a role or body that only opens a sentence: "Officials", "Minister"."""
    plain = word.lower()
    return any(w in TITLES or w in _PEOPLE_WORDS for w in (plain, plain.removesuffix("s")))


def _starts_with_name(phrase: str) -> bool:
    words = _WORD.findall(phrase)
    return bool(words) and _is_name_word(words[0])


def _roles(words: list[str]) -> frozenset[str]:
    """Return the role words: the noun a description ends with, and every title in it."""
    found = _titles(words)
    if words and words[-1].islower() and words[-1].isalpha():
        found |= {words[-1]}
    return found


def _titles(words: list[str]) -> frozenset[str]:
    """Return the words that are titles, kinds of person or of body."""
    lower = (word.lower().rstrip(".").rpartition("-")[2] for word in words)
    return frozenset(w for w in lower if w in TITLES or w in BODY_WORDS or w.startswith("spokes"))


def _is_body(words: list[str]) -> bool:
    """Return True when a description's last word is that of a body, and of no person."""
    last = words[-1].lower() if words else ""
    return last in BODY_WORDS and last not in TITLES
