"""What the words of a text come to, so that "a policeman" and "a police officer", "was killed" and "died" are the same: lemmas, or the state they name."""

from dataclasses import dataclass
from functools import cache

from sayso.text import Parse, Token, load_lexicon

NAME_STEM = 5
_WORDS = load_lexicon("sayso.compare", "states.toml")["words"]
LIGHT = frozenset(_WORDS["light"])
PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them"})
SPEAKING = frozenset({"i", "me", "we", "us"})
_PASSIVE = frozenset({"auxpass", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Concept:
    """A lemma or the name of a state, and whether it is a name ("Merian"), which any form of it is."""

    word: str
    name: bool = False

    def same(self, other: "Concept") -> bool:
        """Return whether both mean the same: "Ostria" and "Ostrians" do."""
        if self.word == other.word:
            return True
        if not (self.name or other.name) or self.word.isdigit():
            return False
        long = min(len(self.word), len(other.word)) >= NAME_STEM
        return long and self.word[:NAME_STEM] == other.word[:NAME_STEM]


def concept(parse: Parse, index: int) -> Concept | None:
    """Return what a token comes to, None for one that says nothing by itself."""
    token = parse.tokens[index]
    for key in _keys(parse, token):
        if key in _states():
            return Concept(_states()[key])
    word = _plain(token)
    named = token.text[:1].isupper() and token.pos in ("PROPN", "ADJ", "NOUN") and not _opens(token)
    named = named or token.pos == "PROPN"
    if not any(ch.isalnum() for ch in word) or (word in LIGHT and not named):
        return None
    return Concept(word, named)


def concepts(parse: Parse, tokens: list[int]) -> dict[int, Concept]:
    """Return what the tokens come to, by their index."""
    found = {index: concept(parse, index) for index in tokens}
    return {index: one for index, one in found.items() if one is not None}


@cache
def rivals() -> dict[tuple[str, str], bool]:
    """Return which states cannot both be so, and whether such two leave no third."""
    found = {}
    for row in load_lexicon("sayso.compare", "states.toml")["rivals"]:
        one, other = row["states"]
        found[one, other] = found[other, one] = bool(row.get("whole"))
    return found


def is_state(one: Concept) -> bool:
    """Return whether it is a state that excludes another."""
    return any(one.word in pair for pair in rivals())


def _opens(token: Token) -> bool:
    return token.index == 0 or token.dep == "ROOT"


def _plain(token: Token) -> str:
    named = token.pos == "PROPN"
    return (token.text if named else token.lemma).casefold().removesuffix("’s").removesuffix("'s")


def _keys(parse: Parse, token: Token) -> list[str]:
    """Return the names under which a token may stand in the table, the most telling first."""
    lemma, children = token.lemma.casefold(), [parse.tokens[i] for i in parse.children[token.index]]
    with_others = [
        f"{lemma}/{child.lower}"
        for child in children
        if child.dep in ("prt", "advmod", "prep") and child.index > token.index
    ]
    passive = any(child.dep in _PASSIVE for child in children)
    phrases = [f"{child.lower} {lemma}" for child in children if child.dep in ("compound", "amod")]
    head = parse.tokens[token.head]
    if head.index != token.index and head.dep == "prep":
        phrases.append(f"{head.lower} {lemma}")
    held = [f"{lemma}/passive"] if passive or token.dep == "acl" else []
    return [*phrases, *with_others, *held, lemma, token.lower]


@cache
def _states() -> dict[str, str]:
    table = load_lexicon("sayso.compare", "states.toml")
    return {
        word: state
        for part in ("states", "who")
        for state, words in table[part].items()
        for word in words
    }
